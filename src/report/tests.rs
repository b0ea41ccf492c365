//! Tests of what people read, from replications whose figures are chosen by hand.

use std::collections::BTreeSet;

use super::context::{Assumption, Basis, Context};
use super::text::{Language, columns, wrap};
use super::words::ALL;
use super::{headline, outputs, story};
use crate::analysis::Batch;
use crate::analysis::fixture::{answer, port, replication};
use crate::chart::missing_characters;
use crate::record::{ClosureState, Entry, Occurrence, Trace, VisitRecord};
use crate::units::{Duration, Time, Tonnes};

fn context() -> Context {
    Context {
        version: "1.2.3".into(),
        scenario_hash: "0123456789abcdef".into(),
        seed: 1,
        requested: 4,
        findings: vec!["offered load 1.08 at quay <a>".into()],
        assumptions: vec![Assumption {
            path: "quay.a.length".into(),
            value: "500 m".into(),
            basis: Basis::Assumed("as planned".into()),
            spread: None,
            group: None,
            preset: None,
        }],
        ..Context::default()
    }
}

#[test]
fn the_first_lines_say_whether_when_how_surely_for_want_of_what_and_what_holds_back() {
    let port = port();
    let text = headline(&port, &answer(&port), &context(), Language::English);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Two years · 4 replications · seed 1");
    assert!(lines[1].starts_with("20 Mt a year is NOT reached with 80% certainty 2024–2025"), "{text}");
    assert!(lines[2].contains("demand 2025, capacity none to 2025, throughput none to 2025"), "{text}");
    assert!(text.contains("3.0 Mt missing: 0.0 for want of cargo, 3.0 of capacity"), "{text}");
    assert!(text.contains("Held back in 2025 by capacity"), "{text}");
    assert!(text.contains("Hardest used link: Rail, 80%"), "{text}");
    assert!(text.contains("Contradictions left standing: 2024 (−13%)"), "{text}");
    for language in [Language::English, Language::Chinese] {
        let text = headline(&port, &answer(&port), &context(), language);
        let wide = text.lines().find(|line| columns(line) > 100);
        assert_eq!(wide, None, "{text}");
    }
}

#[test]
fn one_year_alone_is_said_in_few_lines() {
    let mut port = port();
    let cut = |number| {
        let mut replication = replication(&port, number, [(10.0, 9.0, 16.0), (24.0, 20.0, 21.0)]);
        replication.run.periods.truncate(1);
        replication.run.months.truncate(12);
        replication.years.truncate(1);
        replication
    };
    let mut batch = Batch::new(&port, 1, false);
    batch.add(&cut(0));
    batch.add(&cut(1));
    let answer = batch.answer();
    let text = headline(&port, &answer, &context(), Language::English);
    assert_eq!(text.lines().nth(4).map(|line| &line[..12]), Some("Held back in"));
    assert!(text.contains("20 Mt a year is NOT reached in 2024: probability 0% (0–66%)."), "{text}");
    assert!(text.lines().count() <= 24, "{text}");
    port.study.target = None;
    let open = headline(&port, &answer, &context(), Language::Chinese);
    assert!(!open.contains('{'), "{open}");
}

#[test]
fn both_catalogues_fill_the_same_places_and_every_sign_can_be_drawn() {
    let places = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect()
    };
    for (key, english, chinese) in ALL.iter().chain(super::price::texts()).chain(super::months::texts()) {
        assert_eq!(places(english), places(chinese), "{key}");
        assert_eq!(missing_characters(&format!("{english}{chinese}")), [], "{key}");
    }
}

#[test]
fn the_same_answer_gives_the_same_bytes_and_no_language_misses_a_file() {
    let port = port();
    let (answer, context) = (answer(&port), context());
    let files = outputs(&port, &answer, &context, Language::English).expect("made");
    assert_eq!(files, outputs(&port, &answer, &context, Language::English).expect("made"));
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for name in ["summary.json", "replications.csv", "draws.csv", "report.html", "charts/exceedance.zh.png"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert_eq!(names.iter().filter(|name| name.ends_with(".svg")).count(), 12, "{names:?}");
    assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len());
    for file in files.iter().filter(|file| !file.name.ends_with(".png")) {
        let text = String::from_utf8(file.content.clone()).expect("UTF-8");
        assert!(!text.contains("NaN") && !text.contains("inf,"), "{}", file.name);
    }
}

#[test]
fn a_batch_cut_short_is_the_smaller_batch_and_says_so() {
    let port = port();
    let answer = answer(&port);
    let cut = Context { interrupted: true, requested: 200, ..context() };
    let text = |context: &Context| super::summary::summary(&port, &answer, context).expect("made");
    let (whole, short) = (text(&context()), text(&cut));
    assert_eq!(whole.replace("\"interrupted\": false", "\"interrupted\": true"), short);
    assert_ne!(whole, short);
    let said = headline(&port, &answer, &cut, Language::English);
    assert!(said.contains("INTERRUPTED: 4 of 200 replications"), "{said}");
}

#[test]
fn the_summary_names_its_keys_in_a_stable_order() {
    let port = port();
    let text = super::summary::summary(&port, &answer(&port), &context()).expect("made");
    let top: Vec<&str> = (text.lines())
        .filter(|line| line.starts_with("  \""))
        .filter_map(|line| line.trim().split('"').nth(1))
        .collect();
    let wanted = [
        "format",
        "program",
        "scenario",
        "seed",
        "interrupted",
        "service",
        "offer",
        "counting_rule",
        "replications",
        "fixed",
        "target",
        "design_capacity",
        "first_years",
        "verdicts",
        "validation",
        "tables",
        "barred",
        "starved",
        "tide",
        "balance",
        "findings",
        "assumptions",
        "resources",
    ];
    assert_eq!(top, wanted);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["verdicts"][1]["throughput_meets"]["met"], 1);
    assert_eq!(value["tables"][2]["classes"][0]["entry_wait"]["mean"], 20.0);
    assert_eq!(value["tables"][0]["yards"][0]["mean_use"], 0.25);
}

#[test]
fn the_page_is_whole_in_itself_and_escapes_what_it_is_told() {
    let port = port();
    let files = outputs(&port, &answer(&port), &context(), Language::English).expect("made");
    let page = files.into_iter().find(|file| file.name == "report.html").expect("a page");
    let page = String::from_utf8(page.content).expect("UTF-8");
    assert!(page.contains("quay &lt;a&gt;") && !page.contains("quay <a>"));
    assert!(!page.contains("src=") && !page.contains("<link") && !page.contains("<script"));
    assert!(page.contains("CONTRADICTION") && page.contains("两年") && page.contains("for want of cargo"));
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{ids:?}");
}

#[test]
fn a_planner_reads_the_story() {
    let port = port();
    let at = |hours: f64| Time::ZERO + Duration::from_hours(hours);
    let entry = |hours, visit, what| Entry { time: at(hours), visit, what };
    let visit = VisitRecord {
        number: 1,
        flow: 0,
        parcel: Tonnes(42_000.0),
        arrived: at(1.0),
        cleared_inbound: Some(at(4.5)),
        place: Some(0),
        transfer_began: Some(at(6.0)),
        transfer_ended: Some(at(106.0)),
        ready: Some(at(106.0)),
        cleared_outbound: Some(at(106.25)),
        departed: Some(at(107.0)),
        ..VisitRecord::default()
    };
    let rate = Occurrence::Rate { tonnes_per_hour: 887.5, machines: 3 };
    let paused = Occurrence::Rate { tonnes_per_hour: 0.0, machines: 3 };
    let left = Occurrence::TrainLeft { mode: 0, loaded: Tonnes(1200.0), net_load: Tonnes(3000.0) };
    let entries = vec![
        entry(1.0, Some(1), Occurrence::Arrived(Tonnes(42_000.0))),
        entry(4.5, Some(1), Occurrence::ClearedInbound { place: 0, metre: 120.0 }),
        entry(6.0, Some(1), rate),
        entry(24.0, None, Occurrence::Closure(0, ClosureState::Active)),
        entry(24.0, Some(1), paused),
        entry(25.0, None, Occurrence::YardFull(0, true)),
        entry(30.000_5, None, left),
        entry(106.0, Some(1), Occurrence::TransferEnded),
        entry(106.25, Some(1), Occurrence::ClearedOutbound),
        entry(107.0, Some(1), Occurrence::Departed),
    ];
    let text = story(&port, &Trace { entries, visits: vec![visit], ..Trace::default() });
    let wanted = "\
0 d 01:00   v1 arrived              coal-42k, 42,000 t
0 d 04:30   v1 cleared inbound      a at 120 m, waited 3.5 h
0 d 06:00   v1 works                887.5 t/h, 3 machines
1 d 00:00   night begins
1 d 00:00   v1 paused
1 d 01:00   bulk full
1 d 06:00:01.800  rail train left         1,200 t of 3,000 t, short
4 d 10:00   v1 transfer ended       after 100 h
4 d 10:15   v1 cleared outbound     waited 15 min
4 d 11:00   v1 departed             stayed 106 h
";
    assert_eq!(text, wanted);
}

#[test]
fn lines_break_where_a_reader_would() {
    assert_eq!(wrap("one two three", 7, 2), "one two\n  three");
    assert_eq!(wrap("年吞吐量，达到目标。", 8, 0), "年吞吐\n量，达到\n目标。");
    assert_eq!(columns("20 Mt 万吨"), 10);
}
