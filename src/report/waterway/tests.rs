//! Tests of the waterway in the report, from a tide, a channel and passages chosen by hand.

use super::channel::channel_traffic;
use super::closed::hours_closed;
use super::tidal::tidal_windows;
use crate::analysis::fixture::{port as plain, replication};
use crate::analysis::{Answer, Batch};
use crate::port::{
    Anchorage, CauseId, Closure, Dated, Effect, Figure, Label, MarineService, PassingRule, Port, Section,
    SectionId, Target, Trigger, Water, WhenFull,
};
use crate::record::{ClosedTally, MarineTally, Passage, Period, QueueTally, SectionTally, Traffic};
use crate::report::context::Context;
use crate::report::outputs;
use crate::report::sentence::Voice;
use crate::report::text::Language;
use crate::units::{Date, Duration, Metres, Time};
use crate::window::{Constituent, Harmonics, Phases, Tide};

fn label(english: &str, chinese: &str) -> Label {
    Label { english: english.to_owned(), chinese: chinese.to_owned() }
}

fn hours(hours: f64) -> Duration {
    Duration::from_hours(hours)
}

/// Bed at −10 m, no room below the keel asked for.
fn section(name: &str, length: f64) -> Section {
    Section {
        name: name.into(),
        label: label(name, ""),
        length: Figure::fixed(Metres(length)),
        speed: None,
        transit: Figure::fixed(hours(1.0)),
        passing: PassingRule::OneWay,
        headway: Figure::fixed(Duration::ZERO),
        convoy: None,
        bed: Some(Dated::fixed(Metres(-10.0))),
        under_keel_share: Figure::fixed(0.0),
        under_keel: Figure::fixed(Metres(0.0)),
    }
}

/// A channel of 24 km and a basin without a length; level 2 m × cos(30° × hours of the day); fog in the channel.
fn port() -> Port {
    let mut port = plain();
    port.sections = vec![section("channel", 24_000.0), section("basin", 0.0)];
    let constants = vec![(Constituent::named("S2").expect("known"), 2.0, 0.0)];
    let harmonics = Harmonics { constants, phases: Phases::Local };
    port.water = Water::Tide {
        mean: Figure::fixed(Metres(0.0)),
        factor: Figure::fixed(1.0),
        lag: Figure::fixed(Duration::ZERO),
        curve: Tide::harmonic(&harmonics, &port.almanac, Time::ZERO, port.study.end),
    };
    port.causes.push(label("fog", "大雾"));
    port.closures.push(Closure {
        name: "fog".into(),
        cause: CauseId(1),
        trigger: Trigger::Listed(Vec::new()),
        targets: vec![Target::Section(SectionId(0), None)],
        effect: Effect::Hold,
    });
    port.marine = vec![MarineService {
        name: "tugs".into(),
        label: label("tugs", "拖轮"),
        count: Dated::fixed(2.0),
        job: None,
        travel: Figure::fixed(Duration::ZERO),
        needs: Vec::new(),
    }];
    port.anchorages = vec![Anchorage {
        name: "outer".into(),
        label: label("outer anchorage", "外锚地"),
        places: Figure::fixed(3.0),
        when_full: WhenFull::WaitOutside,
    }];
    port
}

fn passage(flow: usize, inbound: bool, draught: f64, start: Time) -> Passage {
    Passage { flow, inbound, draught: Metres(draught), start, stays: vec![hours(1.5), hours(1.0)] }
}

fn march(port: &Port, day: i8) -> Time {
    port.almanac.instant(Date { year: 2024, month: 3, day })
}

/// Coal comes in at 22:00 of every day, 10 m deep, and three steel ships leave on 6 March; fog on 5 March from 03:00 to 09:00.
fn traffic(port: &Port) -> Traffic {
    let coal = |day: u32| passage(0, true, 10.0, Time::ZERO + hours(24.0 * f64::from(day) + 22.0));
    let mut passages: Vec<Passage> = (0..360).map(coal).collect();
    passages.extend((0..3).map(|_| passage(1, false, 7.0, march(port, 6) + hours(12.0))));
    let fog = march(port, 5);
    // The night stops the road only.
    let closures = vec![
        (Time::ZERO, 0, true),
        (fog + hours(3.0), 1, true),
        (fog + hours(9.0), 1, false),
        (port.study.end, 0, false),
    ];
    Traffic { passages, closures }
}

fn closed(hours: f64) -> ClosedTally {
    let mut tally = ClosedTally::new(2);
    tally.hours[2] = hours;
    tally.causes[1][2] = hours;
    tally
}

fn answer(port: &Port) -> Answer {
    let mut replication = replication(port, 0, [(10.0, 9.0, 16.0), (24.0, 20.0, 21.0)]);
    for period in &mut replication.run.periods {
        let queue = QueueTally {
            outside: 0.25,
            hours_by_number: vec![80.0, 12.0, 5.0, 3.0],
            ..QueueTally::default()
        };
        *period = Period {
            sections: vec![SectionTally { transits: 363, occupied: 900.0 }; 2],
            marine: vec![MarineTally { ordered: 40, bound: 120.0, present: 17_520.0 }],
            channel_closed: closed(240.0),
            cargoes_closed: vec![closed(24.0), closed(24.0)],
            anchorages: vec![queue.clone()],
            queue: QueueTally { outside: 0.0, ..queue },
            ..std::mem::take(period)
        };
        period.flows[0].sheltered = 4;
        period.flows[0].sheltered_hours = 240.0;
    }
    replication.run.traffic = Some(traffic(port));
    let mut batch = Batch::new(port, 1, true);
    batch.add(&replication);
    batch.answer()
}

/// What the charts of `port` say in English.
fn with_voice<T>(port: &Port, look: impl Fn(&Voice) -> T) -> T {
    let (answer, context) = (answer(port), Context { seed: 1, ..Context::default() });
    look(&Voice { port, answer: &answer, context: &context, language: Language::English })
}

#[test]
fn passages_lie_in_the_windows_of_their_draught() {
    let chart = with_voice(&port(), tidal_windows).expect("a tide");
    // Steel needs −3 m, which is below every low water.
    let [need] = chart.needs.as_slice() else { panic!("coal alone needs the tide: {:?}", chart.needs) };
    assert_eq!((chart.hours, need.level, need.passages.len()), (336.0, 0.0, 14));
    assert_eq!(
        chart.caption.title,
        "At a draught of 10.0 m the tide is high enough 50% of the time (coal-42k)"
    );
    for passage in &need.passages {
        let around = need
            .windows
            .iter()
            .any(|window| window.0 <= passage.from && passage.until.min(chart.hours) <= window.1);
        assert!(around && passage.inbound, "{passage:?} in {:?}", need.windows);
    }
    let [_, second, ..] = need.windows[..] else { panic!("{:?}", need.windows) };
    assert!((second.0 - 9.0).abs() < 1e-3 && (second.1 - 15.0).abs() < 1e-3, "{second:?}");
}

#[test]
fn the_busiest_week_shows_its_passages_and_what_shut_the_channel() {
    let chart = with_voice(&port(), channel_traffic).expect("a channel");
    assert_eq!(chart.caption.title, "Busiest week of 2024: 10 passages, the channel shut for 6 h");
    assert_eq!((chart.ticks[0].1.as_str(), chart.ticks[7].1.as_str()), ("Mar 4", "Mar 11"));
    // 24 km in 1.5 h make 16 km of the hour in the basin.
    let ends: Vec<f64> = chart.sections.iter().map(|section| section.until).collect();
    assert_eq!((ends, chart.length), (vec![24.0, 40.0], 40.0));
    assert_eq!(chart.classes, ["coal-42k", "steel-8k"]);
    let [fog] = chart.closures.as_slice() else { panic!("fog alone: {:?}", chart.closures) };
    assert_eq!((fog.label.as_str(), fog.spans.as_slice()), ("shut: fog", &[(27.0, 33.0)][..]));
}

#[test]
fn cargoes_with_the_same_hours_are_one() {
    let chart = with_voice(&port(), |voice| hours_closed(voice, voice.key().expect("a year"))).expect("fog");
    let names: Vec<&str> = chart.targets.iter().map(|target| target.label.as_str()).collect();
    assert_eq!(names, ["Channel, inbound", "coal, steel"]);
    assert_eq!(chart.causes, ["fog"]);
    assert!(chart.targets[0].note.starts_with("240 h shut, 35"), "{}", chart.targets[0].note);
    assert_eq!(chart.targets[0].months[2].any, 240.0);
}

#[test]
fn page_and_tables_hold_what_the_scenario_has() {
    let (port, context) = (port(), Context { seed: 1, ..Context::default() });
    let answer = answer(&port);
    for language in [Language::English, Language::Chinese] {
        let files = outputs(&port, &answer, &context, language).expect("made");
        let text = |name: &str| {
            let file = files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("no {name}"));
            String::from_utf8(file.content.clone()).expect("UTF-8")
        };
        let page = text("report.html");
        for piece in
            ["section id=\"waterway\"", "chart-tidal-windows", "chart-channel-traffic", "chart-hours-closed"]
        {
            assert!(page.contains(piece), "{piece}");
        }
        assert!(text("tide.csv").contains("\ncoal-42k,2,11.666667,1.666667,"), "{}", text("tide.csv"));
        assert!(text("marine.csv").contains("\n2024,tugs,40,120,17520,0.006849"), "{}", text("marine.csv"));
        let anchored = text("anchorage.csv");
        assert!(anchored.contains("\n2024,total,,0,0,0,0,0.25,1,2,3\n2024,anchorage,outer,"), "{anchored}");
        let days = text("operable-days.csv");
        assert!(days.contains("\n2024,channel,inbound,any,356,240,0,0,240,"), "{days}");
        assert!(days.contains("\n2024,cargo,coal,fog,,24,0,0,24,"), "{days}");
        assert_eq!(files.iter().filter(|file| file.name.ends_with(".svg")).count(), 18);
    }
}

#[test]
fn without_a_waterway_there_is_nothing_to_draw() {
    let (port, context) = (plain(), Context { seed: 1, ..Context::default() });
    let answer = crate::analysis::fixture::answer(&port);
    let voice = Voice { port: &port, answer: &answer, context: &context, language: Language::English };
    let key = voice.key().expect("a year");
    assert_eq!(super::charts(&voice, key).len(), 0);
    assert_eq!(super::section(&voice, key).into_string(), "");
}
