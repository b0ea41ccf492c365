//! A file to write, as a name and bytes.

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Path below the output folder, with `/` between parts.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl OutputFile {
    /// A file of this name.
    pub(super) fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        OutputFile { name: name.into(), content: content.into() }
    }
}
