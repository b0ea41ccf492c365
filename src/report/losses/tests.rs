//! Texts on hours, and what is told of hours chosen by hand.

use std::collections::BTreeSet;

use super::words::ALL;
use crate::analysis::fixture::{port, replication};
use crate::analysis::{Answer, Batch};
use crate::chart::missing_characters;
use crate::port::Port;
use crate::record::{Condition, HandlingTally, StayTally, Unmet, WaitHours};
use crate::report::{Context, Language, headline, outputs};

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
}

#[test]
fn every_text_has_the_same_places_in_both_languages_and_can_be_drawn() {
    for (key, english, chinese) in ALL {
        assert!(!english.is_empty() && !chinese.is_empty(), "{key}");
        assert_eq!(places(english), places(chinese), "{key}");
        assert_eq!(missing_characters(&format!("{english}{chinese}")), [], "{key}");
    }
}

/// A year of ten calls of coal: 40 h of transits and 600 h of cargo at the nominal rate are needed, 64 h a call. Lost: 80 h for a berth,
/// 50 h for a berth at low water, 100 h of cargo work to machines: 23 h a call. A berth holds 8 h alone and 13 h at most; machines 10 h.
fn answer(port: &Port) -> Answer {
    let mut replication = replication(port, 0, [(10.0, 9.0, 16.0), (24.0, 20.0, 21.0)]);
    for period in &mut replication.run.periods {
        let coal = &mut period.flows[0];
        coal.arrived = 10;
        coal.handling =
            HandlingTally { hours: 700.0, productive: 600.0, machine: 100.0, ..HandlingTally::default() };
        let berth = Unmet::of(Condition::Room);
        coal.account = StayTally {
            hours: 40.0 + 80.0 + 50.0 + 700.0,
            activities: [20.0, 0.0, 0.0, 0.0, 0.0, 0.0, 20.0, 0.0],
            entry: vec![
                WaitHours { unmet: berth, hours: 80.0 },
                WaitHours { unmet: berth.and(Unmet::of(Condition::Tide)), hours: 50.0 },
            ],
            ..StayTally::default()
        };
        let steel = &mut period.flows[1];
        steel.arrived = 0;
        steel.handling = HandlingTally::default();
    }
    let mut batch = Batch::new(port, 1, false);
    batch.add(&replication);
    batch.answer()
}

#[test]
fn the_headline_names_what_holds_calls_longest() {
    let port = port();
    let answer = answer(&port);
    let text = |language| headline(&port, &answer, &Context::default(), language).replace("\n  ", " ");
    let wanted = "Calls in 2025 take 87 h and need 64 h. First in the way: machines broken down or with others, 10 h; next: \
                  waiting for a berth, 8.0 h alone (at most 13 h).";
    assert!(text(Language::English).contains(wanted), "{}", text(Language::English));
    assert!(
        text(Language::English).contains("\nWhich measure brings most tonnes: `toumen price SCENARIO` (")
    );
    assert!(!text(Language::English).contains("Hardest used link"));
    assert!(text(Language::Chinese).contains("等泊位"), "{}", text(Language::Chinese));
}

#[test]
fn tables_chart_and_section_are_there_with_an_account_and_only_then() {
    let port = port();
    let files =
        |answer: &Answer| outputs(&port, answer, &Context::default(), Language::English).expect("made");
    let told = files(&answer(&port));
    let text = |name: &str| {
        let file = told.iter().find(|file| file.name == name).expect(name);
        String::from_utf8(file.content.clone()).expect("UTF-8")
    };
    let hours = text("hours.csv");
    let of = |start: &str| {
        hours
            .lines()
            .find(|line| line.starts_with(start))
            .unwrap_or_else(|| panic!("{start}:\n{hours}"))
            .to_owned()
    };
    assert_eq!(of("2025,total,,anchor,berth + tide"), "2025,total,,anchor,berth + tide,shared,50,,,5,,");
    assert_eq!(of("2025,total,,total"), "2025,total,,total,,,870,,,87,,");
    assert_eq!(
        of("2025,class,coal-42k,activity,outbound"),
        "2025,class,coal-42k,activity,outbound transit,,20,,,2,,"
    );
    assert!(
        text("binds.csv").contains("2025,total,,2,wait,berth,80,,,50,130,,,8,13\n"),
        "{}",
        text("binds.csv")
    );
    let page = text("report.html");
    assert!(page.contains("id=\"binds\"") && page.contains("At anchor: berth + tide"));
    assert!(page.contains("A call stays 87.0 h: 64.0 h needed, 13.0 h waited (5.0 h of them"), "{page}");
    let chart = text("charts/stay-hours.en.svg");
    assert!(chart.contains("Of 87.0 h a call in 2025, 23.0 h are waits and losses"), "{chart}");
    let without = files(&crate::analysis::fixture::answer(&port));
    let gone = |file: &crate::report::OutputFile| {
        file.name.contains("hours.csv") || file.name.contains("stay-hours")
    };
    assert!(!without.iter().any(|file| gone(file) && !file.name.contains("by-hour")));
    let page = without.iter().find(|file| file.name == "report.html").expect("a page");
    assert!(!String::from_utf8_lossy(&page.content).contains("id=\"binds\""));
}
