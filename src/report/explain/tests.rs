//! Tests of the story of a call that need no run: sums that add up, and both catalogues.

use super::names::{tenths, told};
use super::words::ALL;

#[test]
fn hours_shown_add_up() {
    // 3 × 1/30 h are 0.1 h in all, so one of the three is shown as 0.1; the first of equals.
    assert_eq!(tenths(&[1.0 / 30.0; 3]), [1, 0, 0]);
    // 0.25 + 0.25 + 0.5 = 1.0; a negative loss keeps its place in the sum.
    assert_eq!(tenths(&[0.25, 0.25, 0.5]), [3, 2, 5]);
    assert_eq!(tenths(&[1.04, -0.04]).iter().sum::<i64>(), 10);
    assert_eq!(told(-4), "−0.4");
}

#[test]
fn both_languages_fill_the_same_places() {
    let places = |text: &str| {
        let mut found: Vec<String> =
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
        found.sort();
        found
    };
    for (key, english, chinese) in ALL {
        assert!(!english.is_empty() && !chinese.is_empty(), "{key}");
        assert_eq!(places(english), places(chinese), "{key}");
    }
}
