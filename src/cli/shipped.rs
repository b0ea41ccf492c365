//! The scenarios inside the command, so that it answers without any file at hand.

/// What names of shipped files begin with, for people and for those who read them.
pub(super) const PREFIX: &str = "(shipped)/";

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// (name, text) of every shipped scenario and patch.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../scenarios/", $name)))),*];
    };
}
shipped!(
    "toumen.toml",
    "toumen-2023.toml",
    "toumen-2025.toml",
    "toumen-2030.toml",
    "quickstart.toml",
    "one-line-quay.toml",
    "materials-inbound.toml",
    "no-channel.toml",
    "deeper-channel.toml",
    "two-way-channel.toml",
    "more-tugs.toml",
    "daylight-only.toml",
    "no-daylight-rule.toml",
    "phase3.toml",
    "ro-ro.toml",
    "container-bonded.toml",
    "island-rail.toml",
    "logistics-park.toml",
    "liquid-chemicals.toml",
    "lng.toml",
    "ningbo-overflow.toml",
);

/// The text of a shipped file by its name, with or without `.toml`.
pub(super) fn text(name: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(file, _)| *file == name || file.strip_suffix(".toml") == Some(name))
        .map(|file| file.1)
}

/// The name of a shipped file as the reader of files knows it.
pub(super) fn full_name(name: &str) -> Option<String> {
    let found = FILES.iter().find(|(file, _)| *file == name || file.strip_suffix(".toml") == Some(name));
    found.map(|(file, _)| format!("{PREFIX}{file}"))
}

/// Names of all, without `.toml`.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(file, _)| file.trim_end_matches(".toml"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_of_the_folder_is_inside() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("scenarios")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("plain"))
            .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
            .collect();
        files.sort();
        let mut inside: Vec<&str> = super::names().collect();
        inside.sort_unstable();
        assert_eq!(inside, files);
    }
}
