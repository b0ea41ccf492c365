//! A table ready to be shown, in one language.

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// Its title.
    pub(super) title: String,
    /// Heads of its columns; the first column names.
    pub(super) heads: Vec<String>,
    /// Its rows.
    pub(super) rows: Vec<Vec<String>>,
    /// What must be said with it.
    pub(super) note: Option<String>,
}

impl Shown {
    /// A table with these heads.
    pub(super) fn new(title: impl Into<String>, heads: &[&str], rows: Vec<Vec<String>>) -> Shown {
        let heads = heads.iter().map(|head| (*head).to_owned()).collect();
        Shown { title: title.into(), heads, rows, note: None }
    }

    /// With a note.
    pub(super) fn with(mut self, note: impl Into<String>) -> Shown {
        self.note = Some(note.into());
        self
    }
}
