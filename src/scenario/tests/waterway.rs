//! Tables of the waterway: what they become, and what is told of a port whose water, day or tugs do not suffice.

use super::*;
use crate::port::{
    ClassId, ClearanceRule, Daylight, DaylightHours, Draws, Effect, MarineId, PlaceId, SectionId, Target,
    VisitStage, Water, Ways, WeatherId, WindowTest,
};
use crate::units::Duration;
use crate::window::{Sun, Window};

fn hours(hours: f64) -> Duration {
    Duration::from_hours(hours)
}

fn at(since_start: f64) -> Time {
    Time::ZERO + hours(since_start)
}

/// A small port with more tables; keys outside of tables come first.
fn with(keys: &str, tables: &str) -> Scenario {
    sound(&format!("{keys}\n{SMALL}\n{tables}"))
}

/// The messages of one code.
fn told(scenario: &Scenario, code: Code) -> Vec<String> {
    let findings = scenario.findings.iter().filter(|finding| finding.code == code);
    findings.map(|finding| finding.message.clone()).collect()
}

const TIDE: &str = r#"
[tide]
mean_level = { value = "3 m", assumed = "a guess", spread = { uniform = ["2.5 m", "3.5 m"] } }
factor = 0.5
lag = "-10 min"
phases = "local"
constants.M2 = { amplitude = "2 m", phase = "0 deg" }
"#;

#[test]
fn a_tide_of_constants_is_tabulated_around_the_run() {
    let port = with("start = \"2025-01-01\"", TIDE).port;
    let Water::Tide { mean, factor, lag, curve } = &port.water else { panic!("a tide") };
    assert_eq!((mean.value.0, factor.value, lag.value), (3.0, 0.5, hours(-1.0 / 6.0)));
    assert!(mean.draw.is_some() && factor.draw.is_none());
    // High water of M2 with phase 0 at t = 0; low water half a period of 12.42 h later.
    assert!((curve.level(at(0.0)) - 2.0).abs() < 1e-3, "{}", curve.level(at(0.0)));
    assert!((curve.level(at(6.2103)) + 2.0).abs() < 1e-3);
    let turns = curve.turns();
    let (first, last) = (turns[0].at, turns[turns.len() - 1].at);
    assert!(first < at(-90.0 * 24.0) && last > port.study.end + hours(30.0 * 24.0), "{first:?} {last:?}");
}

/// Reads a small port with levels from a table.
fn with_levels(csv: String, tide: &str) -> Result<Scenario, Vec<Diagnostic>> {
    let text = format!("horizon = \"1 day\"\n{SMALL}\n[tide]\n{tide}\n[tide.series]\ncsv = \"levels.csv\"");
    let source = Source { name: "test.toml".to_owned(), bytes: text.into_bytes() };
    read(&source, &[], &mut |_: &str| Ok(csv.clone().into_bytes()))
}

/// Levels by the hour over [from, until), 1 m and 3 m by turns.
fn hourly(from: i64, until: i64) -> String {
    let rows = (from..until).map(|hour| format!("{hour} h,{}\n", if hour % 2 == 0 { 1 } else { 3 }));
    format!("at,level\n{}", rows.collect::<String>())
}

#[test]
fn levels_come_from_a_table_about_their_mean() {
    let port = with_levels(hourly(0, 24), "").unwrap_or_else(|all| panic!("{}", render(&all, false))).port;
    let Water::Tide { mean, curve, .. } = &port.water else { panic!("a tide") };
    assert_eq!(mean.value.0, 2.0, "the mean of the table, where none is stated");
    assert_eq!((curve.level(at(0.0)), curve.level(at(1.0)), curve.level(at(1.5))), (-1.0, 1.0, 0.0));
    // Half an hour later here: the levels would have to begin half an hour before the run.
    let wrong = with_levels(hourly(0, 24), "lag = \"30 min\"").expect_err("they begin too late");
    assert_eq!(wrong[0].message, "the levels begin 30 min too late: they must cover the run from its start");
    let wrong = with_levels(hourly(0, 22), "").expect_err("they end too early");
    assert_eq!(wrong[0].message, "the levels end 120 min too early: they must cover the run to its end");
}

#[test]
fn windows_are_listed_or_come_at_an_interval_before_and_after_the_first() {
    let text = "[tide.windows]\nfirst = \"02:10\"\nlength = \"4 h\"\nevery = \"12 h 25 min\"";
    let Water::Windows(windows) = with("", text).port.water else { panic!("windows") };
    let first = windows.iter().position(|window| window.opens == at(2.0 + 1.0 / 6.0)).expect("the first");
    assert_eq!(windows[first].closes, at(6.0 + 1.0 / 6.0));
    assert_eq!(windows[first - 1].opens, at(2.0 + 1.0 / 6.0 - 12.0 - 25.0 / 60.0));
    assert!(windows[0].opens <= at(-91.0 * 24.0) && windows[windows.len() - 1].opens > at(390.0 * 24.0));
    let text = "[tide.windows]\nlist = [[\"2025-01-01 02:10\", \"2025-01-01 06:10\"], [\"20 h\", \"20 h\"]]";
    let Water::Windows(windows) = with("", text).port.water else { panic!("windows") };
    let moment = Window { opens: at(20.0), closes: at(20.0) };
    assert_eq!(windows, [Window { opens: at(2.0 + 1.0 / 6.0), closes: at(6.0 + 1.0 / 6.0) }, moment]);
}

#[test]
fn sections_have_a_bed_and_runs() {
    let text = "[section.approach]\nspeed = \"8 kn\"\npassing = \"one-way\"\nconvoy = { most = 4 }\n\
                bed = [{ value = \"-9 m\" }, { from = \"2025-02-01\", value = \"-11.5 m\" }]\n\
                under_keel = { plus = \"0.4 m\" }\n[section.basin]";
    let port = with("clearance = \"tide-bound-first\"\nwindows_hold = \"start\"", text).port;
    assert_eq!((port.clearance_rule, port.window_test), (ClearanceRule::TideBoundFirst, WindowTest::Start));
    let approach = &port.sections[0];
    let bed = approach.bed.as_ref().expect("a bed");
    assert_eq!(bed.at(at(0.0), &Draws::fixed()).0, -9.0);
    assert_eq!(bed.at(at(31.0 * 24.0), &Draws::fixed()).0, -11.5);
    assert_eq!((approach.under_keel_share.value, approach.under_keel.value.0), (0.0, 0.4));
    let convoy = approach.convoy.expect("runs");
    assert_eq!((convoy.most.map(|most| most.value), convoy.within), (Some(4.0), None));
    assert!(port.sections[1].bed.is_none() && port.sections[1].convoy.is_none());
    assert_eq!(with("clearance = \"priority\"", "").port.clearance_rule, ClearanceRule::Priority);
}

#[test]
fn daylight_is_fixed_or_follows_the_sun_and_may_be_a_matter_of_chance() {
    let rule = "{ value = 1, assumed = \"not stated\", spread = { chance = 0.6 } }";
    let text = format!("[daylight]\nfrom = \"06:00\"\nuntil = \"18:30\"\nin_force = {rule}");
    let port = with("", &text).port;
    let Some(Daylight { hours: fixed, in_force }) = port.daylight else { panic!("daylight") };
    assert_eq!(fixed, DaylightHours::Fixed { from: hours(6.0), until: hours(18.5) });
    let spread = &port.uncertain[in_force.draw.expect("it is drawn").0 as usize].spread;
    assert_eq!(*spread, Spread::Chance(0.6));
    assert_eq!((spread.quantile(0.0), spread.quantile(0.599), spread.quantile(0.6)), (1.0, 1.0, 0.0));
    assert_eq!(spread.ends(), (0.0, 1.0));
    let text = "[daylight]\nlatitude = \"28.7°\"\nlongitude = \"121.6 deg\"\nutc_offset = \"8 h\"";
    let sun = Sun { latitude: 28.7, longitude: 121.6, utc_offset: hours(8.0) };
    assert_eq!(with("", text).port.daylight.map(|daylight| daylight.hours), Some(DaylightHours::Sun(sun)));
}

#[test]
fn marine_services_have_needs() {
    let text = "[weather.gale]\nevents_per_year = 5\nduration = \"10 h\"\n[marine.tugs]\ncount = 3\njob = \"3.5 h\"\n\
                need.large = { loa_from = \"180 m\", dwt_from = \"30 kt\", inbound = 2 }\n\
                need.windy = { classes = [\"handy\"], cargoes = [\"coal\"], foreign = true, weather = \"gale\", both = 3 }";
    let port = with("", text).port;
    let tugs = &port.marine[0];
    assert_eq!((tugs.count.first.value, tugs.job.map(|job| job.value)), (3.0, Some(hours(3.5))));
    let [large, windy] = &tugs.needs[..] else { panic!("two needs") };
    assert_eq!((large.inbound.value, large.outbound.value), (2.0, 0.0));
    assert_eq!((large.loa_from.map(|from| from.value.0), large.foreign), (Some(180.0), false));
    assert_eq!((windy.inbound.value, windy.outbound.value, windy.foreign), (3.0, 3.0, true));
    assert_eq!((windy.weather, &windy.classes[..]), (Some(WeatherId(0)), &[ClassId(0)][..]));
}

#[test]
fn classes_load_to_depth_and_sail_alone() {
    let more = "parcel = \"30 kt\"\nforeign = 0.3\ndaylight = \"inbound\"\nload_to_depth = 0.9\n\
                exclusive = [\"approach\"]\n\
                draught = { light = \"5 m\", per_centimetre = \"50 t\", design = \"12 m\" }";
    let text = SMALL.replace("parcel = \"30 kt\"", more);
    let port = sound(&format!("{text}[section.approach]\nbed = \"-9 m\"")).port;
    let class = &port.classes[0];
    assert_eq!(class.daylight, Ways { inbound: true, outbound: false });
    assert_eq!((class.foreign.value, class.load_to_depth.map(|share| share.value)), (0.3, Some(0.9)));
    assert_eq!(class.exclusive, [SectionId(0)]);
}

#[test]
fn closures_warn_ahead_follow_visits_and_clear_the_quays() {
    let text = "[weather.typhoon]\nevents_per_year = 4\nduration = \"20 h\"\n[marine.tugs]\ncount = 1\n[berth.b2]\n\
                [closure.a]\nwhile = { weather = \"typhoon\", before = \"36 h\" }\ntargets = [\"quays\"]\n\
                effect = \"evacuate\"\n[closure.b]\nwhile = { transfer = \"handy\" }\n\
                targets = [\"marine:tugs\"]\neffect = \"hold\"";
    let port = with("", text).port;
    let Trigger::Weather { state: WeatherId(0), before, after } = port.closures[0].trigger else {
        panic!("a weather state")
    };
    assert_eq!((before.value, after.value), (hours(36.0), Duration::ZERO));
    assert_eq!(port.closures[0].targets, [Target::Place(PlaceId(0)), Target::Place(PlaceId(1))]);
    assert_eq!(port.closures[0].effect, Effect::Evacuate);
    assert_eq!(port.closures[1].trigger, Trigger::Visit { class: ClassId(0), stage: VisitStage::Transfer });
    assert_eq!(port.closures[1].targets, [Target::Marine(MarineId(0))]);
}

#[test]
fn a_patch_puts_windows_in_the_place_of_constants() {
    let source = |name: &str, text: String| Source { name: name.to_owned(), bytes: text.into_bytes() };
    let keys = "mean_level = false\nfactor = false\nlag = false\nphases = false\nconstants = false";
    let windows = "windows = { first = \"02:10\", length = \"4 h\", every = \"12 h 25 min\" }";
    let patch = source("patch.toml", format!("[tide]\n{keys}\n{windows}"));
    let root = source("test.toml", format!("{SMALL}{TIDE}"));
    let scenario = read(&root, &[patch], &mut beside("tests/good"));
    let scenario = scenario.unwrap_or_else(|all| panic!("{}", render(&all, false)));
    assert!(matches!(scenario.port.water, Water::Windows(_)));
}

#[test]
fn vessels_that_stay_outside_are_told_with_the_water_they_lack() {
    // Still water: 11 m × 1.1 + 0.4 m over a bed at −11.5 m need a level of 1 m.
    let deep = SMALL.replace("parcel =", "draught = { laden = \"11 m\", ballast = \"5 m\" }\nparcel =");
    let section = "[section.approach]\ntransit = \"2 h\"\nbed = \"-11.5 m\"\nunder_keel = { share = 0.1, plus = \"0.4 m\" }";
    let scenario = sound(&format!("{deep}{section}"));
    let [message] = &told(&scenario, Code::NeverPasses)[..] else { panic!("one finding") };
    assert!(
        message.contains("`approach` inbound") && message.ends_with("highest is 0 m: 1 m short"),
        "{message}"
    );
    // The tide has 3 m ± 1 m here: the bed is never in the way.
    let scenario = sound(&format!("{deep}{section}{TIDE}"));
    assert_eq!(told(&scenario, Code::NeverPasses), [""; 0]);
    // One more metre of draught needs 2.1 m, which lasts long; three and a half need 4.85 m.
    let deeper = deep.replace("11 m\", b", "14.5 m\", b");
    let scenario = sound(&format!("{deeper}{section}{TIDE}"));
    assert!(told(&scenario, Code::NeverPasses)[0].ends_with("highest is 4 m: 0.85 m short"));
    // 3.9 m stays for (12.42 h ÷ π) · acos 0.9 = 1.78 h: too short for 2 h, enough at the start.
    let brief = deep.replace("11 m\", b", "13.636363 m\", b");
    let scenario = sound(&format!("{brief}{section}{TIDE}"));
    assert!(told(&scenario, Code::NeverPasses)[0].contains("stays for 1 h 47 min at most"));
    let scenario = sound(&format!("windows_hold = \"start\"\n{brief}{section}{TIDE}"));
    assert_eq!(told(&scenario, Code::NeverPasses), [""; 0]);
}

#[test]
fn windows_and_days_shorter_than_the_transit_are_told() {
    let bound = SMALL.replace(
        "parcel =",
        "draught = { laden = \"11 m\", ballast = \"5 m\" }\ndaylight = \"both\"\nparcel =",
    );
    let sections = "[section.a]\ntransit = \"3 h\"\n[section.b]\ntransit = \"2 h\"";
    let windows = "[tide.windows]\nfirst = \"02:10\"\nlength = \"4 h 30 min\"\nevery = \"12 h 25 min\"";
    let sun = "[daylight]\nlatitude = \"69 deg\"\nlongitude = \"15 deg\"\nutc_offset = \"1 h\"";
    let winter = "start = \"2024-12-20\"\nhorizon = \"10 d\"";
    let scenario = sound(&format!("{winter}\n{bound}\n{sections}\n{windows}\n{sun}"));
    let message =
        "`handy` never passes: its transit takes 5 h, and the longest window of the tide is 4 h 30 min";
    assert_eq!(told(&scenario, Code::NeverPasses), [message]);
    assert_eq!(
        told(&scenario, Code::NoDaylightEnough),
        ["`handy` never sails by day: the Sun does not rise in the run"]
    );
    let scenario = sound(&format!("windows_hold = \"start\"\n{bound}\n{sections}\n{windows}"));
    assert_eq!(told(&scenario, Code::NeverPasses), [""; 0]);
    let unlit = told(&scenario, Code::Unused);
    assert!(unlit.iter().any(|told| told.contains("nothing says when it is light")), "{unlit:?}");
}

#[test]
fn what_bears_on_nothing_is_told() {
    let loads = "load_to_depth = 0.9\ndraught = { light = \"5 m\", per_centimetre = \"50 t\", design = \"12 m\" }\nparcel =";
    let port = SMALL.replace("parcel =", loads);
    let day = "[daylight]\nfrom = \"06:00\"\nuntil = \"18:30\"";
    let unused = told(&sound(&format!("{port}{TIDE}{day}")), Code::Unused);
    for part in
        ["the tide bears on nothing", "no class sails by daylight", "`handy` loads to depth, but no section"]
    {
        assert!(unused.iter().any(|told| told.contains(part)), "{part}: {unused:?}");
    }
}

#[test]
fn the_examples_of_the_readme_are_read() {
    let text = include_str!("../../../scenarios/README.md");
    let section = text.split("## The waterway").nth(1).and_then(|rest| rest.split("\n## ").next());
    let examples: Vec<&str> = section
        .expect("the section")
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let [whole, series, windows] = examples[..] else { panic!("three examples") };
    let text = format!("horizon = \"1 d\"{SMALL}{whole}").into_bytes();
    let source = Source { name: "test.toml".to_owned(), bytes: text };
    let wind = hourly(0, 24).replacen("level", "value", 1);
    let port = read(&source, &[], &mut |_: &str| Ok(wind.clone().into_bytes())).expect("it is sound").port;
    assert!(matches!(port.water, Water::Tide { .. }) && port.daylight.is_some() && port.marine.len() == 1);
    let [_, collier] = &port.classes[..] else { panic!("two classes") };
    assert!(collier.load_to_depth.is_some() && collier.daylight == Ways { inbound: true, outbound: true });
    assert_eq!((port.closures.len(), port.series.len()), (4, 1), "three, and the hours of the tugs");
    assert!(matches!(with("", windows).port.water, Water::Windows(_)));
    let source = Source {
        name: "test.toml".to_owned(),
        bytes: format!("horizon = \"1 d\"{SMALL}{series}").into_bytes(),
    };
    let read = read(&source, &[], &mut |_: &str| Ok(hourly(0, 24).into_bytes()));
    assert!(matches!(read.map(|scenario| scenario.port.water), Ok(Water::Tide { .. })));
}
