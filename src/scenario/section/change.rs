//! A change that a lever makes, as written: its kind, what it acts on (`of`) and by how much (`by`).

use crate::lever::{Change, acts};
use crate::port::{
    CapacityId, CargoId, ClosureId, EquipmentId, MarineId, ModeId, PlaceId, Port, SectionId, YardId,
};
use crate::scenario::bounds::{AT_LEAST_ONE, Bounds, FRACTION, PART, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;
use crate::units::Metres;

/// Kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeKind {
    Berth,
    QuayLength,
    Machines,
    MachineRate,
    Marine,
    Depth,
    TwoWay,
    Room,
    Dwell,
    Trains,
    Rate,
    Lanes,
    Capacity,
    Closure,
    AroundTheClock,
    Daylight,
    Breakdowns,
}

use ChangeKind::{
    AroundTheClock, Berth, Breakdowns, Capacity, Closure, Daylight, Depth, Dwell, Lanes, MachineRate,
    Machines, Marine, QuayLength, Rate, Room, Trains, TwoWay,
};

/// Their words.
pub(super) const KINDS: [(&str, ChangeKind); 17] = [
    ("berth", Berth),
    ("quay-length", QuayLength),
    ("machines", Machines),
    ("machine-rate", MachineRate),
    ("marine", Marine),
    ("depth", Depth),
    ("two-way", TwoWay),
    ("room", Room),
    ("dwell", Dwell),
    ("trains", Trains),
    ("rate", Rate),
    ("lanes", Lanes),
    ("capacity", Capacity),
    ("closure", Closure),
    ("around-the-clock", AroundTheClock),
    ("daylight", Daylight),
    ("breakdowns", Breakdowns),
];

impl ChangeKind {
    /// What `by` may be; `None` where there is no amount.
    fn amount(self) -> Option<(Dimension, Bounds)> {
        match self {
            Berth | TwoWay | AroundTheClock | Daylight => None,
            QuayLength => Some((Dimension::Length, POSITIVE.up_to(1e5))),
            Depth => Some((Dimension::Length, POSITIVE.up_to(100.0))),
            Machines | Marine | Lanes => Some((Dimension::Number, AT_LEAST_ONE.up_to(1e3))),
            Capacity | Trains => Some((Dimension::Number, POSITIVE.up_to(1e3))),
            MachineRate | Rate | Room => Some((Dimension::Number, AT_LEAST_ONE.up_to(100.0))),
            Dwell | Breakdowns => Some((Dimension::Number, PART)),
            Closure => Some((Dimension::Number, FRACTION)),
        }
    }

    /// What `of` names; `None` where nothing is named, or names of another sort.
    fn of(self) -> Option<Kind> {
        match self {
            Berth | QuayLength => Some(Kind::Place),
            Machines | MachineRate | Breakdowns => Some(Kind::Equipment),
            Marine => Some(Kind::Marine),
            Depth | TwoWay => Some(Kind::Section),
            Room => Some(Kind::Yard),
            Dwell => Some(Kind::Cargo),
            Trains | Rate | Lanes => Some(Kind::Mode),
            Capacity => Some(Kind::Capacity),
            Closure | AroundTheClock | Daylight => None,
        }
    }

    /// True if one change acts on all that is named, and on everything it can act on if nothing is.
    fn all_at_once(self) -> bool {
        matches!(self, MachineRate | Depth | TwoWay | Room | Dwell | Breakdowns)
    }

    /// The changes of this kind on these things.
    pub(super) fn changes(self, things: &[u32], by: f64) -> Vec<Change> {
        let each = |change: &dyn Fn(u32) -> Change| things.iter().map(|id| change(*id)).collect();
        match self {
            Berth => each(&|id| Change::Berth(PlaceId(id))),
            QuayLength => each(&|id| Change::QuayLength(PlaceId(id), Metres(by))),
            Machines => each(&|id| Change::Machines(EquipmentId(id), by)),
            Marine => each(&|id| Change::Service(MarineId(id), by)),
            Trains => each(&|id| Change::Trains(ModeId(id), by)),
            Rate => each(&|id| Change::Rate(ModeId(id), by)),
            Lanes => each(&|id| Change::Lanes(ModeId(id), by)),
            Capacity => each(&|id| Change::Capacity(CapacityId(id), by)),
            MachineRate => vec![Change::MachineRate(things.iter().map(|id| EquipmentId(*id)).collect(), by)],
            Depth => {
                vec![Change::Depth(things.iter().map(|id| SectionId(*id)).collect(), Metres(by))]
            }
            TwoWay => vec![Change::TwoWay(things.iter().map(|id| SectionId(*id)).collect())],
            Room => vec![Change::Room(things.iter().map(|id| YardId(*id)).collect(), by)],
            Dwell => vec![Change::Dwell(things.iter().map(|id| CargoId(*id)).collect(), by)],
            Closure => vec![Change::Closures(things.iter().map(|id| ClosureId(*id)).collect(), by)],
            AroundTheClock => vec![Change::Open(things.iter().map(|id| ClosureId(*id)).collect())],
            Daylight => vec![Change::NoDaylightRule],
            Breakdowns => vec![Change::Breakdowns(things.iter().map(|id| EquipmentId(*id)).collect(), by)],
        }
    }

    /// All things on which one change of this kind can act.
    pub(super) fn everything(self, port: &Port) -> Vec<u32> {
        let count = match self {
            MachineRate | Breakdowns => port.equipment.len(),
            Depth | TwoWay => port.sections.len(),
            Room => port.yards.len(),
            Dwell => port.cargoes.len(),
            _ => 0,
        };
        let can = |id: &u32| self.changes(&[*id], 1.0).iter().all(|change| acts(port, change));
        (0..count as u32).filter(can).collect()
    }

    /// Why it cannot act on what it names.
    fn cannot(self) -> (&'static str, Option<&'static str>) {
        let use_length = "kind = \"quay-length\", by = \"250 m\" states the metres";
        match self {
            Berth => (
                "no vessel that may lie there states its length: a berth of this quay has none",
                Some(use_length),
            ),
            QuayLength => {
                ("a berth takes one vessel however long it is", Some("kind = \"berth\" adds another one"))
            }
            Depth => ("the section states no bed: it is deep enough", None),
            TwoWay => ("vessels meet there freely already, or there is no section", None),
            Room => ("the yard has no limit", None),
            Dwell => ("the cargo has no dwell", None),
            Trains => ("the mode has no trains, or a list of them", None),
            Rate => ("the mode has no rate of its own", None),
            Lanes => ("the mode has no trucks one by one, or no gate", None),
            Closure => {
                let how = "weather, lists, days and weeks can be fewer hours; a series, a vessel's stage or days of the year cannot";
                ("the hours of the closure cannot be made fewer", Some(how))
            }
            Daylight => ("no class needs daylight, or there is no [daylight]", None),
            Breakdowns => ("the machines have no breakdowns", None),
            Machines | MachineRate | Marine | Capacity | AroundTheClock => ("there is none of it", None),
        }
    }
}

/// The amount under `by`, if this kind has one.
pub(super) fn amount(low: &mut Lowering<'_>, table: &mut Reader<'_>, kind: ChangeKind) -> Option<f64> {
    let Some((dimension, bounds)) = kind.amount() else { return Some(1.0) };
    let node = table.need_node(low, "by")?;
    let path = table.path_of("by");
    let by = low.number(node, &path, dimension, bounds)?;
    if matches!(kind, Machines | Marine | Lanes) && by.fract() != 0.0 {
        low.report(Problem::new(Code::OutOfRange, node.place, &path, "`by` must be a whole number here"));
        return None;
    }
    Some(by)
}

/// The changes of one table; none if it cannot be read (reported).
pub(super) fn read(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    port: &Port,
    of_hours: usize,
) -> Vec<Change> {
    let Some(kind) = table.choice(low, "kind", &KINDS) else {
        for key in ["kind", "of", "by"] {
            table.take(key);
        }
        return Vec::new();
    };
    let by = amount(low, table, kind);
    let things = match kind {
        Daylight => Some(Vec::new()),
        Closure => closures(low, table, port, of_hours),
        AroundTheClock => hours(low, table, port, of_hours),
        _ => things(low, table, kind, port),
    };
    let (Some(by), Some(things)) = (by, things) else { return Vec::new() };
    let changes = kind.changes(&things, by);
    if changes.is_empty() || !changes.iter().all(|change| acts(port, change)) {
        let (why, help) = kind.cannot();
        let key = if table.has("of") { "of" } else { "kind" };
        let message = format!("`{}` can change nothing: {why}", table.path);
        let problem = Problem::new(Code::BadLever, table.place_of(key), &table.path_of(key), message);
        low.report(problem.maybe_help(help.map(str::to_owned)));
        return Vec::new();
    }
    changes
}

/// The words under `of`: one, or a list.
fn words<'n>(low: &mut Lowering<'_>, node: &'n Node, path: &str) -> Option<Vec<&'n Node>> {
    match &node.value {
        Value::Text(_) => Some(vec![node]),
        Value::List(items) if items.is_empty() => {
            low.report(Problem::new(Code::EmptyList, node.place, path, "`of` is an empty list"));
            None
        }
        Value::List(items) => Some(items.iter().collect()),
        _ => {
            low.wrong_type(node, path, "a name, or a list of names");
            None
        }
    }
}

fn things(low: &mut Lowering<'_>, table: &mut Reader<'_>, kind: ChangeKind, port: &Port) -> Option<Vec<u32>> {
    let sort = kind.of()?;
    if kind.all_at_once() && !table.has("of") {
        table.take("of");
        return Some(kind.everything(port));
    }
    let node = table.need_node(low, "of")?;
    let path = table.path_of("of");
    let mut found = Vec::new();
    for word in words(low, node, &path)? {
        let id = low.find(sort, word, &path)?;
        if found.contains(&id) {
            let message = format!("`{}` stands twice in `of`", word.written());
            low.report(Problem::new(Code::Duplicate, word.place, &path, message));
            return None;
        }
        found.push(id);
    }
    Some(found)
}

/// Closures by their cause in English, or by name; those from working hours are none of them.
fn closures(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    port: &Port,
    of_hours: usize,
) -> Option<Vec<u32>> {
    let node = table.need_node(low, "of")?;
    let path = table.path_of("of");
    let mut found = Vec::new();
    for word in words(low, node, &path)? {
        let by_cause = word.text().map(|text| of_cause(port, text, of_hours)).unwrap_or_default();
        if by_cause.is_empty() {
            found.push(low.find(Kind::Closure, word, &path)?);
        } else {
            found.extend(by_cause);
        }
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// The closures of a cause, of which there can be fewer hours.
pub(super) fn of_cause(port: &Port, cause: &str, of_hours: usize) -> Vec<u32> {
    let stated = port.closures[..of_hours.min(port.closures.len())].iter().enumerate();
    let of = stated.filter(|(number, closure)| {
        let here = port.causes[closure.cause.index()].english == cause;
        here && Closure.changes(&[*number as u32], 0.5).iter().all(|change| acts(port, change))
    });
    of.map(|(number, _)| number as u32).collect()
}

/// The closures that come from the working hours of `equipment.NAME`, `crew.NAME`, `mode.NAME`, `marine.NAME`.
fn hours(low: &mut Lowering<'_>, table: &mut Reader<'_>, port: &Port, of_hours: usize) -> Option<Vec<u32>> {
    let node = table.need_node(low, "of")?;
    let path = table.path_of("of");
    let from_hours = || port.closures.iter().enumerate().skip(of_hours);
    let owner = |name: &str| name.rsplit_once('.').map(|(owner, _)| owner.to_owned());
    let mut found = Vec::new();
    for word in words(low, node, &path)? {
        let text = word.text().unwrap_or_default();
        let closed = from_hours().filter(|(_, closure)| owner(&closure.name).as_deref() == Some(text));
        let closed: Vec<u32> = closed.map(|(number, _)| number as u32).collect();
        if closed.is_empty() {
            let names: Vec<String> = from_hours().filter_map(|(_, closure)| owner(&closure.name)).collect();
            let message = format!("`{}` keeps no hours in which it stands", word.written());
            let help = match names.is_empty() {
                true => "nothing in the scenario does".to_owned(),
                false => format!("there are: {}", names.join(", ")),
            };
            low.report(Problem::new(Code::UnknownName, word.place, &path, message).help(help));
            return None;
        }
        found.extend(closed);
    }
    Some(found)
}
