//! The presets laid under a scenario, and which of them a file or a trade comes from.
//! Leaves out their text and how they are laid (`preset`).

use super::diagnostic::Place;

/// A preset laid under the scenario for one terminal.
#[derive(Clone, Debug)]
pub(super) struct Preset {
    /// The terminal.
    pub(super) terminal: String,
    /// What it says after `preset =`.
    pub(super) kind: String,
    /// The number of its text among the files read.
    pub(super) file: usize,
    /// Where the scenario asks for it.
    pub(super) place: Place,
    /// The trades that it describes.
    pub(super) trades: Vec<String>,
}

/// All presets of a scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Presets(pub(super) Vec<Preset>);

impl Presets {
    /// The preset whose text has this number.
    pub(super) fn of_file(&self, file: usize) -> Option<&Preset> {
        self.0.iter().find(|preset| preset.file == file)
    }

    /// The preset that describes a trade.
    pub(super) fn of_trade(&self, trade: &str) -> Option<&Preset> {
        self.0.iter().find(|preset| preset.trades.iter().any(|name| name == trade))
    }
}
