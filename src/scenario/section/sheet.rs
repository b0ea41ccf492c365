//! CSV tables that a scenario names: fetched beside it, their columns known, row by row. It leaves out what the cells mean.

use csv::StringRecord;

use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::Lowering;
use crate::scenario::merge::Merging;
use crate::scenario::node::Node;

/// A table with known columns.
pub(super) struct Sheet<'n> {
    /// Where it is named.
    node: &'n Node,
    path: String,
    columns: &'static [&'static str],
    at: Vec<Option<usize>>,
    /// Its rows, and at least one of them; the header line is line 1.
    pub(super) rows: Vec<StringRecord>,
}

impl<'n> Sheet<'n> {
    /// The table that `node` names. The first column must be there, others only if `all` are needed. `None` if it cannot
    /// be read (reported).
    pub(super) fn fetch(
        low: &mut Lowering<'_>,
        node: &'n Node,
        path: &str,
        columns: &'static [&'static str],
        all: bool,
        merging: &mut Merging<'_, '_>,
    ) -> Option<Self> {
        let Some(name) = node.text() else {
            low.wrong_type(node, path, "the name of a CSV file");
            return None;
        };
        match merging.fetch(node.place.file, name) {
            Ok(bytes) => {
                let mut sheet =
                    Sheet { node, path: path.to_owned(), columns, at: Vec::new(), rows: Vec::new() };
                let read = sheet.read(low, &bytes, all);
                low.tables.push(bytes);
                read.map(|()| sheet)
            }
            Err(reason) => {
                let message = format!("cannot read {reason}");
                let help = "paths are relative to the file that names them";
                low.report(Problem::new(Code::MissingFile, node.place, path, message).help(help));
                None
            }
        }
    }

    fn read(&mut self, low: &mut Lowering<'_>, bytes: &[u8], all: bool) -> Option<()> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut table = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let headers = match table.headers() {
            Ok(headers) => headers.clone(),
            Err(error) => {
                self.bad(low, format!("the table cannot be read: {error}"));
                return None;
            }
        };
        let position = |name: &str| headers.iter().position(|header| header == name);
        self.at = self.columns.iter().map(|name| position(name)).collect();
        let needed = if all { self.columns.len() } else { 1 };
        for number in 0..needed {
            if self.at[number].is_none() {
                self.bad(low, format!("the table has no column `{}`", self.columns[number]));
                return None;
            }
        }
        if let Some(strange) = headers.iter().find(|header| !self.columns.contains(header)) {
            self.bad(low, format!("the table has a column `{strange}`, which is not known"));
        }
        for (number, row) in table.records().enumerate() {
            match row {
                Ok(row) => self.rows.push(row),
                Err(error) => {
                    self.bad(low, format!("row {} cannot be read: {error}", number + 2));
                    return None;
                }
            }
        }
        if self.rows.is_empty() {
            self.bad(low, "the table has no rows".to_owned());
            return None;
        }
        Some(())
    }

    /// Reports a problem of the table.
    pub(super) fn bad(&self, low: &mut Lowering<'_>, message: String) {
        let help = format!("columns: {}; the first row names them", self.columns.join(","));
        low.report(Problem::new(Code::BadTable, self.node.place, &self.path, message).help(help));
    }

    /// The text of a cell by the number of its column; `None` where there is none.
    pub(super) fn cell<'r>(&self, row: &'r StringRecord, column: usize) -> Option<&'r str> {
        self.at[column].and_then(|at| row.get(at)).filter(|text| !text.is_empty())
    }
}
