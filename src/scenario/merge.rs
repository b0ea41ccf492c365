//! Files into one document: `extends`, patches, removal by `false`, every value keeping its own place. It leaves out
//! reading from disk, which the caller does.
//!
//! Tables under headers (and dotted keys) merge; everything else, an inline table `{ … }` included, replaces: a figure
//! or a law is replaced whole, so that no source or spread of the old one clings to the new.

use sha2::{Digest, Sha256};

use super::Source;
use super::code::Code;
use super::diagnostic::{File, Place, Problem};
use super::laid::Presets;
use super::node::{Node, Table, Value, parse};

/// Longest chain of files that extend one another.
const LONGEST_CHAIN: usize = 32;
/// Turn of the first file; presets have the turns before it.
const FIRST_TURN: u64 = 1 << 16;

/// The sections whose entries are named things.
pub(super) const NAMED: &[&str] = &[
    "cargo",
    "demand",
    "trade",
    "season",
    "class",
    "section",
    "anchorage",
    "marine",
    "quay",
    "berth",
    "equipment",
    "yard",
    "capacity",
    "mode",
    "weather",
    "series",
    "closure",
    "observation",
    "mark",
    "crew",
    "line",
    "terminal",
    "lever",
];

/// Reads a file by name; the error says why it cannot be read.
pub type Fetch<'a> = dyn FnMut(&str) -> Result<Vec<u8>, String> + 'a;

/// The files of a scenario while they are put together.
pub(super) struct Merging<'a, 'b> {
    pub(super) files: Vec<File>,
    pub(super) problems: Vec<Problem>,
    pub(super) presets: Presets,
    read: &'a mut Fetch<'b>,
    turn: u64,
    /// The files read, each a table, in the order in which they are laid over one another.
    layers: Vec<Table>,
}

/// The merged document.
#[derive(Default)]
pub(super) struct Document {
    pub(super) root: Table,
}

impl<'a, 'b> Merging<'a, 'b> {
    pub(super) fn new(read: &'a mut Fetch<'b>) -> Self {
        let (files, problems, layers) = (Vec::new(), Vec::new(), Vec::new());
        Merging { files, problems, presets: Presets::default(), read, turn: FIRST_TURN, layers }
    }

    /// Takes in a source, with all it extends, as the next to be laid over those before.
    pub(super) fn add(&mut self, source: &Source) {
        self.lay(&source.name, source.bytes.clone(), &mut Vec::new());
    }

    /// The files added, in the order in which they are laid over one another; none is left here.
    pub(super) fn take_layers(&mut self) -> Vec<Table> {
        std::mem::take(&mut self.layers)
    }

    /// Layers laid over one another without presets; what is wrong with that is told later.
    pub(super) fn preview(&mut self, layers: &[Table]) -> Table {
        let told = self.problems.len();
        let mut root = Table::default();
        for layer in layers {
            self.merge(&mut root, layer.clone(), &mut Vec::new());
        }
        self.problems.truncate(told);
        root
    }

    /// The name of a file as seen from file number `beside`.
    pub(super) fn beside(&self, beside: usize, name: &str) -> String {
        join(&self.files[beside].name, name)
    }

    /// Reads a file named beside file number `beside`.
    pub(super) fn fetch(&mut self, beside: usize, name: &str) -> Result<Vec<u8>, String> {
        let name = join(&self.files[beside].name, name);
        (self.read)(&name).map_err(|reason| format!("`{name}`: {reason}"))
    }

    fn lay(&mut self, name: &str, bytes: Vec<u8>, chain: &mut Vec<String>) {
        let name = tidy(name);
        let file = self.files.len();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let place = Place { file, start: good, end: good + 1 };
                let message = format!("`{name}` is not UTF-8 text: byte {} cannot be read", good + 1);
                let help = "save the file as UTF-8; an editor may have used GBK or UTF-16";
                self.problems.push(Problem::new(Code::NotText, place, "", message).help(help));
                self.files.push(File { name: name.into(), text: text.into() });
                return;
            }
        };
        let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
        self.files.push(File { name: name.as_str().into(), text: text.as_str().into() });
        chain.push(name);
        // Bases come first in order; the turn of a file is taken when its own text is laid.
        let bases = parse(&text, file, 0, &mut Vec::new());
        for (base, place) in self.bases(&bases) {
            self.extend(file, &base, place, chain);
        }
        chain.pop();
        self.turn += 1;
        let mut table = parse(&text, file, self.turn, &mut self.problems);
        table.entries.retain(|(key, _)| key != "extends");
        self.layers.push(table);
    }

    fn bases(&mut self, table: &Table) -> Vec<(String, Place)> {
        let Some(node) = table.get("extends") else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let mut bases = Vec::new();
        for item in items {
            match item.text() {
                Some(text) => bases.push((text.to_owned(), item.place)),
                None => {
                    let message = format!("`extends` names a file, not {}", item.kind());
                    let problem = Problem::new(Code::WrongType, item.place, "extends", message);
                    self.problems.push(problem.help("extends = \"base.toml\", or a list of such names"));
                }
            }
        }
        bases
    }

    fn extend(&mut self, file: usize, base: &str, place: Place, chain: &mut Vec<String>) {
        let name = join(&self.files[file].name, base);
        if chain.contains(&name) || chain.len() >= LONGEST_CHAIN {
            let shown = [chain.as_slice(), std::slice::from_ref(&name)].concat().join(" → ");
            let message = format!("the scenario extends itself: {shown}");
            let help = "take one of these `extends` out";
            self.problems.push(Problem::new(Code::Cycle, place, "extends", message).help(help));
            return;
        }
        match (self.read)(&name) {
            Ok(bytes) => self.lay(&name, bytes, chain),
            Err(reason) => {
                let message = format!("cannot read `{name}`: {reason}");
                let help = "paths are relative to the file that names them";
                self.problems.push(Problem::new(Code::MissingFile, place, "extends", message).help(help));
            }
        }
    }

    /// Lays `over` on `base`.
    pub(super) fn merge(&mut self, base: &mut Table, over: Table, path: &mut Vec<String>) {
        for (key, node) in over.entries {
            let at = base.entries.iter().position(|(name, _)| *name == key);
            if node.is_false() {
                let named = path.len() == 1 && NAMED.contains(&path[0].as_str());
                match at {
                    Some(at) if !matches!(base.entries[at].1.value, Value::Flag(_)) => {
                        base.entries.remove(at);
                        continue;
                    }
                    None if named => {
                        self.removes_nothing(base, &key, &node, path);
                        continue;
                    }
                    _ => {}
                }
            }
            let Some(at) = at else {
                let node = self.fresh(node, &key, path);
                base.entries.push((key, node));
                continue;
            };
            let old = &mut base.entries[at].1;
            match (&mut old.value, node.value) {
                (Value::Table(inner), Value::Table(new)) if !node.inline => {
                    if self.presets.of_file(old.key.file).is_some() {
                        // The header is the scenario's from here on: what is wrong with the table is told there.
                        (old.key, old.place) = (node.key, node.place);
                    }
                    path.push(key);
                    self.merge(inner, new, path);
                    path.pop();
                }
                (_, value) => *old = Node { order: old.order, value, ..node },
            }
        }
    }

    /// A table that is new here still may say `name = false`, which then removes nothing.
    fn fresh(&mut self, node: Node, key: &str, path: &mut Vec<String>) -> Node {
        match node.value {
            Value::Table(table) if !node.inline => {
                let mut fresh = Table::default();
                path.push(key.to_owned());
                self.merge(&mut fresh, table, path);
                path.pop();
                Node { value: Value::Table(fresh), ..node }
            }
            value => Node { value, ..node },
        }
    }

    fn removes_nothing(&mut self, base: &Table, key: &str, node: &Node, path: &[String]) {
        let path = format!("{}.{key}", path.join("."));
        let near = super::nearest::nearest(key, base.entries.iter().map(|(name, _)| name.as_str()));
        let message = format!("`{path} = false` removes nothing: there is no `{path}` to remove");
        let problem = Problem::new(Code::RemovesNothing, node.key, &path, message);
        self.problems.push(problem.maybe_help(near.map(|near| format!("there is one named `{near}`"))));
    }
}

/// Hash of the merged document and the tables it names: the same for the same content, whatever the files are called.
pub(super) fn hash(root: &Table, tables: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    absorb_table(root, &mut hash);
    for table in tables {
        hash.update((table.len() as u64).to_le_bytes());
        hash.update(table);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn absorb_table(table: &Table, hash: &mut Sha256) {
    hash.update(b"{");
    for (key, node) in &table.entries {
        absorb_text(key, hash);
        absorb(&node.value, hash);
    }
    hash.update(b"}");
}

fn absorb(value: &Value, hash: &mut Sha256) {
    match value {
        Value::Text(text) => {
            hash.update(b"\"");
            absorb_text(text, hash);
        }
        Value::Number(number, _) => {
            hash.update(b"#");
            hash.update(number.to_bits().to_le_bytes());
        }
        Value::Flag(flag) => hash.update(if *flag { b"+" } else { b"-" }),
        Value::List(items) => {
            hash.update(b"[");
            items.iter().for_each(|item| absorb(&item.value, hash));
            hash.update(b"]");
        }
        Value::Table(table) => absorb_table(table, hash),
    }
}

fn absorb_text(text: &str, hash: &mut Sha256) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

/// `name` as seen from the folder of the file `beside`.
fn join(beside: &str, name: &str) -> String {
    let absolute = name.starts_with('/') || name.starts_with('\\') || name.as_bytes().get(1) == Some(&b':');
    match beside.rfind(['/', '\\']) {
        Some(at) if !absolute => tidy(&format!("{}{name}", &beside[..=at])),
        _ => tidy(name),
    }
}

/// The name without `.` and without `folder/..`.
fn tidy(name: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !last.is_empty() && *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
