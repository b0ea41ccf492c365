//! Texts of the twin: the same places to fill in both languages.

use std::collections::BTreeSet;

use super::words::ALL;
use crate::chart::missing_characters;

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

/// A chart of the steps draws their names: the embedded faces must have their signs.
#[test]
fn names_of_steps_can_be_drawn() {
    let first = ALL.iter().position(|(key, ..)| *key == "reserve").expect("the first step");
    for (key, english, chinese) in &ALL[first..] {
        for text in [english, chinese] {
            assert_eq!(missing_characters(text), [], "{key}");
        }
    }
}
