//! Tests of terminals and the land side in the report, from a diary chosen by hand.

use super::berths::{berth_plan, month};
use super::flows::flow_diagram;
use super::hours::modes_by_hour;
use super::stocks::yard_stock;
use crate::analysis::fixture::{port as plain, replication};
use crate::analysis::{Answer, Batch};
use crate::port::{Loads, ModeId, ModeKind, Port};
use crate::record::{BerthCall, DayProfile, Diary, YardStocks};
use crate::report::context::Context;
use crate::report::outputs;
use crate::report::sentence::Voice;
use crate::report::text::Language;
use crate::units::{Date, Duration, Metres, Time, Tonnes};

/// Coal leaves by rail and by road; steel has no yard.
fn port() -> Port {
    let mut port = plain();
    port.trades[0].modes = vec![ModeId(0), ModeId(1)];
    port.trades[1].yard = None;
    port
}

fn at(port: &Port, month: i8, day: i8, hour: f64) -> Time {
    port.almanac.instant(Date { year: 2024, month, day }) + Duration::from_hours(hour)
}

fn call(visit: u32, flow: usize, place: usize, cleared: Time, hours: f64) -> BerthCall {
    BerthCall {
        visit,
        flow,
        parcel: Tonnes(40_000.0),
        place,
        metre: Metres(if place == 0 { 100.0 } else { 0.0 }),
        taken: Metres(if place == 0 { 220.0 } else { 1.0 }),
        waited_from: cleared - Duration::from_hours(48.0),
        cleared,
        berthed: Some(cleared + Duration::from_hours(2.0)),
        unmoored: Some(cleared + Duration::from_hours(2.0 + hours)),
    }
}

/// Two vessels berth in March, one of them stays into April, where one berths; the yard holds 1000 t of coal on the first days.
fn diary(port: &Port) -> Diary {
    let coal = |_| 100.0;
    let profile =
        |scale: f64| DayProfile { tonnes: [0.0; 24].map(coal).map(|t| t * scale), ..DayProfile::default() };
    let mut rail = profile(1.0);
    (rail.tonnes[6], rail.arrived[6], rail.departed[9]) = (900.0, 366, 366);
    let midnight = |day: i8, coal: f64| YardStocks {
        at: at(port, 1, day, 0.0),
        tonnes: vec![Tonnes(coal), Tonnes::ZERO],
        used: vec![coal, 0.0],
        capacity: vec![4000.0],
    };
    Diary {
        calls: vec![
            call(7, 0, 0, at(port, 3, 10, 6.0), 40.0),
            call(8, 1, 1, at(port, 3, 30, 6.0), 60.0),
            call(9, 0, 0, at(port, 4, 20, 6.0), 40.0),
        ],
        waiting: vec![
            (at(port, 3, 8, 6.0), 1),
            (at(port, 3, 9, 6.0), 1),
            (at(port, 3, 10, 6.0), -1),
            (at(port, 3, 30, 6.0), -1),
        ],
        stocks: vec![midnight(2, 1000.0), midnight(3, 2000.0), midnight(4, 1500.0)],
        profiles: vec![vec![rail, profile(2.0)]; 2],
    }
}

fn answer(port: &Port) -> Answer {
    let mut replication = replication(port, 0, [(10.0, 9.0, 16.0), (24.0, 20.0, 21.0)]);
    for period in &mut replication.run.periods {
        let landed = period.flows[0].crossed;
        period.carried = vec![vec![landed * 0.25, landed * 0.5], Vec::new()];
    }
    replication.run.diary = Some(diary(port));
    let mut batch = Batch::new(port, 1, true);
    batch.add(&replication);
    batch.answer()
}

/// What the charts of `port` say in English.
fn with_voice<T>(port: &Port, gantt: Option<(i16, i8)>, look: impl Fn(&Voice) -> T) -> T {
    let (answer, context) = (answer(port), Context { seed: 1, gantt, ..Context::default() });
    look(&Voice { port, answer: &answer, context: &context, language: Language::English })
}

#[test]
fn the_berth_plan_shows_the_busiest_month_unless_another_is_asked_for() {
    let port = port();
    let chart = with_voice(&port, None, berth_plan).expect("vessels");
    assert_eq!(chart.caption.title, "Mar 2024: 2 vessels berthed, up to 2 waited at once");
    assert_eq!(chart.calls.iter().map(|call| call.text.as_str()).collect::<Vec<_>>(), ["7", "8"]);
    let first = &chart.calls[0];
    // 220 m taken with 20 m of clearance; cleared on the 10th at 6:00, 9 days and 6 hours into the month.
    assert_eq!((first.place, first.metres), (0, (100.0, 300.0)));
    assert_eq!((first.reserved, first.from, first.until), (222.0, 224.0, 264.0));
    let waiting = [
        (0.0, 174.0, 0.0),
        (174.0, 198.0, 1.0),
        (198.0, 222.0, 2.0),
        (222.0, 702.0, 1.0),
        (702.0, 744.0, 0.0),
    ];
    assert_eq!(chart.waiting, waiting);
    // Steel of 30 March leaves on 1 April at 20:00.
    let april = with_voice(&port, Some((2024, 4)), berth_plan).expect("vessels");
    assert_eq!(april.caption.title, "Apr 2024: 1 vessel berthed, none waited");
    assert_eq!((april.calls.len(), april.calls[0].until), (2, 20.0));
    let may = with_voice(&port, Some((2024, 5)), |voice| (berth_plan(voice), month(voice)));
    assert_eq!((may.0, may.1.map(|month| month.hours())), (None, Some(744.0)));
}

#[test]
fn stocks_stand_against_the_capacity_in_the_measure_of_the_yard() {
    let chart = with_voice(&port(), None, yard_stock).expect("a stock");
    assert_eq!(chart.caption.title, "2024: fullest is Bulk yard, up to 50% of its capacity");
    let days = &chart.yards[0].days;
    assert_eq!(days.iter().map(|day| day.hour).collect::<Vec<_>>(), [24.0, 48.0, 72.0]);
    assert_eq!((days[1].stocks[0], days[1].capacity), (2000.0, Some(4000.0)));
}

#[test]
fn hours_are_those_of_a_mean_day() {
    let chart = with_voice(&port(), None, modes_by_hour).expect("tonnes");
    // Road: 24 × 200 t over 366 days; rail: 23 × 100 t + 900 t.
    assert_eq!(chart.modes.iter().map(|mode| mode.label.as_str()).collect::<Vec<_>>(), ["Road", "Rail"]);
    assert!((chart.modes[0].amounts[6] - 200.0 / 366.0).abs() < 1e-12);
    assert_eq!((chart.carriers[0].arrived[6], chart.carriers[0].departed[9]), (1.0, 1.0));
    assert_eq!(chart.caption.title, "2024: Road moves most of all modes; busiest from 6:00, 3 t in the hour");
}

#[test]
fn flows_are_mean_tonnes_from_trade_to_mode() {
    let chart = with_voice(&port(), None, flow_diagram).expect("cargo");
    // Of 8 Mt over the quays 6.4 Mt coal in, of which 1.6 Mt by rail and 3.2 Mt by road; 1.6 Mt steel out.
    let mut amounts: Vec<(&str, &str, bool, u32)> = chart
        .streams
        .iter()
        .map(|stream| {
            let label = |node: usize| chart.nodes[node].label.as_str();
            (label(stream.from), label(stream.to), stream.outward, stream.amount.round() as u32)
        })
        .collect();
    amounts.sort_unstable();
    let expected = [
        ("Bulk yard", "Rail", false, 1_600_000),
        ("Bulk yard", "Road", false, 3_200_000),
        ("coal, unloaded", "Bulk yard", false, 6_400_000),
        ("no yard", "land side not modelled", true, 1_600_000),
        ("steel, loaded", "no yard", true, 1_600_000),
    ];
    assert_eq!(amounts, expected);
    assert_eq!(chart.caption.title, "2024: 50% of the cargo between quay and hinterland goes by Road");
}

#[test]
fn cargo_loaded_again_comes_from_the_vessels_it_was_handed_to() {
    let mut port = port();
    port.modes[0].kind = ModeKind::Vessels;
    port.trades[1].loads = Some(Loads { mode: ModeId(0), leaves_short_after: None, sails_after: None });
    let chart = with_voice(&port, None, flow_diagram).expect("cargo");
    let label = |node: usize| chart.nodes[node].label.as_str();
    let out =
        chart.streams.iter().find(|stream| label(stream.to) == "Rail" && stream.outward).expect("loaded");
    assert_eq!((label(out.from), out.amount.round()), ("no yard", 1_600_000.0));
    // 1.6 Mt handed over are 1.6 Mt loaded; 3.2 of 4.8 Mt go by road.
    let vessels = chart.nodes.iter().find(|node| node.label == "Rail").expect("vessels");
    assert_eq!(vessels.amount, "1.60 Mt");
    assert_eq!(chart.caption.title, "2024: 67% of the cargo between quay and hinterland goes by Road");
}

#[test]
fn a_page_in_either_language_has_all_charts_and_tables() {
    let port = port();
    let (answer, context) = (answer(&port), Context::default());
    for language in [Language::English, Language::Chinese] {
        let files = outputs(&port, &answer, &context, language).expect("made");
        let text = |name: &str| {
            let file = files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("{name}"));
            String::from_utf8(file.content.clone()).expect("UTF-8")
        };
        let page = text("report.html");
        for name in ["berth-plan", "yard-stock", "modes-by-hour", "flows"] {
            assert!(page.contains(&format!("id=\"chart-{name}\"")), "{name}");
        }
        assert!(!page.contains("NaN"));
        assert!(
            text("flows.csv").contains("2024,coal-in,coal,import,bulk,land,road,3200000\n"),
            "{}",
            text("flows.csv")
        );
        assert!(
            text("berth-calls.csv")
                .contains("\n7,coal-in,coal-42k,coal,import,40000,a,100,220,2024-03-08T06:00:00.000,")
        );
        assert!(
            text("yard-stock.csv").contains("\n2024-01-03,bulk,coal,2000,2000,4000,"),
            "{}",
            text("yard-stock.csv")
        );
        assert!(text("modes-by-hour.csv").contains("\n2024,366,rail,6,900,366,0\n"));
    }
}
