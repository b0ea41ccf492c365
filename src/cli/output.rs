//! The output folder. It is tried before the simulation, so that hours are not spent on what cannot be kept, and filled
//! at the end: every file is written whole beside its place and then moved there, so that none is ever half a file.
//! Files of others in the folder are left alone; files of an earlier run that this one does not write are removed.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

/// The list of what a run has written, one path a line.
const LIST: &str = "files.txt";
/// Beginning of the names of temporary files and folders inside the output folder.
const TEMPORARY: &str = ".toumen-";

/// A file to be written: its path inside the folder, with `/`, and its content.
pub(super) type Output = (String, Vec<u8>);

/// A folder that can be written to.
pub(super) struct OutputFolder {
    path: PathBuf,
    /// The topmost folder made for it, to be taken away again if nothing is written.
    made: Option<PathBuf>,
}

impl OutputFolder {
    /// Makes the folder if it is not there and tries to write to it.
    pub(super) fn prepare(path: &Path) -> Result<Self> {
        let missing =
            path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let made = missing.last().map(Path::to_path_buf);
        let folder = OutputFolder { path: path.to_path_buf(), made };
        let tried = fs::create_dir_all(path)
            .and_then(|()| tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(path).map(drop));
        tried.with_context(|| format!("cannot write to the output folder `{}`", path.display()))?;
        Ok(folder)
    }

    /// Writes the files, moves each to its place, and removes what an earlier run has left over.
    pub(super) fn write(mut self, files: Vec<Output>) -> Result<()> {
        let earlier = self.listed();
        self.made = None;
        let place = |path: &Path| format!("cannot write `{}`", path.display());
        let waiting = (tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(&self.path))
            .with_context(|| place(&self.path))?;
        let mut names: BTreeSet<String> = files.iter().map(|(name, _)| name.clone()).collect();
        let list: String = names.iter().map(|name| format!("{name}\n")).collect();
        let files = files.into_iter().chain([(LIST.to_owned(), list.into_bytes())]);
        let mut ready = Vec::new();
        for (name, content) in files {
            let path = waiting.path().join(&name);
            let folder = path.parent().unwrap_or(waiting.path());
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&path, content))
                .with_context(|| place(&path))?;
            ready.push((path, self.path.join(name)));
        }
        for (from, to) in ready {
            let folder = to.parent().unwrap_or(&self.path);
            fs::create_dir_all(folder).and_then(|()| fs::rename(&from, &to)).with_context(|| place(&to))?;
        }
        names.insert(LIST.to_owned());
        earlier.difference(&names).try_for_each(|name| remove(&self.path.join(name)))
    }

    /// What the list of an earlier run names, as far as it stays inside the folder.
    fn listed(&self) -> BTreeSet<String> {
        let list = fs::read_to_string(self.path.join(LIST)).unwrap_or_default();
        let inside = |name: &&str| {
            !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
        };
        list.lines().filter(inside).map(str::to_owned).collect()
    }
}

impl Drop for OutputFolder {
    /// Takes the folders made for it away again; those that hold something by now stay.
    fn drop(&mut self) {
        let Some(top) = &self.made else { return };
        for folder in self.path.ancestors().take_while(|folder| folder.starts_with(top)) {
            if fs::remove_dir(folder).is_err() {
                return;
            }
        }
    }
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove `{}` of an earlier run", path.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("plain"))
            .collect();
        names.sort();
        names
    }

    fn file(name: &str, text: &str) -> Output {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn leftovers_of_an_earlier_run_go_and_files_of_others_stay() {
        let top = tempfile::tempdir().expect("a folder");
        let path = top.path().join("deep/out");
        let write =
            |files| OutputFolder::prepare(&path).and_then(|folder| folder.write(files)).expect("written");
        write(vec![file("a.txt", "1"), file("charts/b.svg", "1")]);
        fs::write(path.join("mine.txt"), "mine").expect("written");
        fs::write(top.path().join("deep/outside.txt"), "mine").expect("written");
        fs::write(path.join(LIST), "a.txt\ncharts/b.svg\n../outside.txt\n").expect("written");
        write(vec![file("a.txt", "2")]);
        assert_eq!(names(&path), ["a.txt", "charts", "files.txt", "mine.txt"]);
        assert_eq!(fs::read_to_string(path.join("a.txt")).expect("there"), "2");
        assert!(names(&path.join("charts")).is_empty());
        assert!(top.path().join("deep/outside.txt").exists());
    }

    #[test]
    fn a_folder_made_for_nothing_goes_again() {
        let top = tempfile::tempdir().expect("a folder");
        drop(OutputFolder::prepare(&top.path().join("a/b")).expect("writable"));
        assert!(names(top.path()).is_empty());
        drop(OutputFolder::prepare(top.path()).expect("writable"));
        assert!(top.path().exists());
    }
}
