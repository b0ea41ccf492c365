//! The kinds of terminal that are shipped, each a file of tables.

macro_rules! kinds {
    ($($name:literal),* $(,)?) => {
        /// (name, text) of every shipped preset.
        pub(super) const KINDS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../presets/", $name, ".toml")))),*];
    };
}
kinds!("general", "dry-bulk", "container", "ro-ro", "liquid-bulk", "lng", "project-cargo");

/// The text of a shipped preset.
pub(super) fn text(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|(kind, _)| *kind == name).map(|(_, text)| *text)
}

/// The names of all, for messages.
pub(super) fn names() -> String {
    KINDS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test reads a folder")]
    fn every_file_of_the_folder_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/scenario/presets");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("presets")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("plain"))
            .map(|name| name.trim_end_matches(".toml").to_owned())
            .collect();
        files.sort();
        let mut inside: Vec<&str> = super::KINDS.iter().map(|(name, _)| *name).collect();
        inside.sort_unstable();
        assert_eq!(inside, files);
    }
}
