//! A table of comma-separated values in memory. Leaves out what is in it.

use super::error::ReportError;

/// A table under way. The first row names the columns; the last part of a name is its unit.
pub(super) struct Sheet {
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// A table with these columns.
    pub(super) fn new(columns: &[&str]) -> Result<Self, ReportError> {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(columns)?;
        Ok(Sheet { writer })
    }

    /// Adds a row; as many cells as there are columns.
    pub(super) fn row(&mut self, cells: &[String]) -> Result<(), ReportError> {
        Ok(self.writer.write_record(cells)?)
    }

    /// The bytes, UTF-8 with lines ending in a line feed.
    pub(super) fn bytes(self) -> Result<Vec<u8>, ReportError> {
        self.writer.into_inner().map_err(|error| ReportError::Table(error.into_error().into()))
    }
}

/// A number with at most six decimals and no needless zeros; empty if it is not finite.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A number, or nothing.
pub(super) fn maybe(value: Option<f64>) -> String {
    value.map_or_else(String::new, number)
}

/// A yes or no, or nothing.
pub(super) fn yes_no(value: Option<bool>) -> String {
    value.map_or_else(String::new, |value| if value { "yes" } else { "no" }.to_owned())
}
