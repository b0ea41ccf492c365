//! Where the hours of berths and machines went (rule A3): a section of the page, `resources.csv`, and the key `resources` of the summary. Leaves
//! out the sums (`analysis`).

mod names;
mod section;
mod tables;
mod words;

pub(super) use section::section;
pub(super) use tables::{ResourceJson, json, tables};

use super::text::Language;
use words::{CHINESE, ENGLISH, Words};

/// Parts below this share of the hours of a resource are told one by one in `resources.csv` alone.
const SMALL: f64 = 0.0005;

/// The texts of a language.
fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::words::ALL;

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn every_text_has_the_same_places_in_both_languages() {
        for (key, english, chinese) in ALL {
            assert!(!english.is_empty() && !chinese.is_empty(), "{key}");
            assert_eq!(places(english), places(chinese), "{key}");
        }
    }
}
