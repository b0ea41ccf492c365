//! Which edition of the design code a figure goes by: a result without its year cannot be checked.

/// An edition of JTS 165, the design code of sea ports (海港总体设计规范).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standard {
    /// JTS 165-2013: the edition whose forms and defaults are used here.
    #[default]
    Jts165Of2013,
    /// JTS 165-2025: capacity moved to clause 7.9, whose text and tables were not at hand; the forms of 2013 are used.
    Jts165Of2025,
}

impl Standard {
    /// "JTS 165-2013".
    pub fn name(self) -> &'static str {
        match self {
            Standard::Jts165Of2013 => "JTS 165-2013",
            Standard::Jts165Of2025 => "JTS 165-2025",
        }
    }

    /// Where it treats the capacity of berths, storage, rail lines and gates.
    pub fn capacity_clause(self) -> &'static str {
        match self {
            Standard::Jts165Of2013 => "7.10",
            Standard::Jts165Of2025 => "7.9",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_named_with_its_year() {
        assert_eq!(Standard::default().name(), "JTS 165-2013");
        assert_eq!(Standard::Jts165Of2025.capacity_clause(), "7.9");
    }
}
