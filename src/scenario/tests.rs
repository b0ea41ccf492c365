//! Text in, text out: sound scenarios are read, and bad ones give the diagnostics that stand beside them.
//! `TOUMEN_BLESS=1` writes the expected texts anew; read the difference before you believe it.
#![expect(clippy::disallowed_methods, reason = "tests read files and rewrite expected texts")]

use super::*;
use crate::port::{Calls, DrawId, Effect, MarineId, PlaceKind, Recurrence, Spread, Target, Trigger};
use crate::units::Time;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Fetches files beside a folder of the project.
fn beside(folder: &str) -> impl FnMut(&str) -> Result<Vec<u8>, String> {
    let root = format!("{ROOT}/{folder}");
    move |name: &str| std::fs::read(format!("{root}/{name}")).map_err(|_| "there is no such file".to_owned())
}

fn read_file(folder: &str, name: &str, patches: &[&str]) -> Result<Scenario, Vec<Diagnostic>> {
    let mut fetch = beside(folder);
    let mut source = |name: &str| Source { name: name.to_owned(), bytes: fetch(name).expect(name) };
    let (root, patches) = (source(name), patches.iter().map(|name| source(name)).collect::<Vec<_>>());
    read(&root, &patches, &mut beside(folder))
}

/// Reads a text that must be sound.
fn sound(text: &str) -> Scenario {
    let source = Source { name: "test.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    let read = read(&source, &[], &mut beside("tests/good"));
    read.unwrap_or_else(|diagnostics| panic!("{}", render(&diagnostics, false)))
}

/// Compares with a file, or writes it when asked to.
fn expect_file(path: &str, text: &str) -> Result<(), String> {
    if std::env::var("TOUMEN_BLESS").is_ok() {
        std::fs::write(path, text).expect("the folder of tests can be written");
        return Ok(());
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected.replace("\r\n", "\n") == text {
        return Ok(());
    }
    Err(format!("{path} expects\n{expected}\nbut this came out\n{text}"))
}

#[test]
fn bad_scenarios_give_the_diagnostics_beside_them() {
    let folder = format!("{ROOT}/tests/bad");
    let entries = std::fs::read_dir(&folder).expect("the folder of bad scenarios");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .filter(|name| name.ends_with(".toml") && !name.starts_with("base-"))
        .collect();
    names.sort();
    assert!(names.len() >= 25, "{} bad scenarios", names.len());
    let mut wrong = Vec::new();
    let mut met = Vec::new();
    for name in &names {
        let diagnostics = read_file("tests/bad", name, &[]).expect_err(name);
        met.extend(diagnostics.iter().map(|diagnostic| diagnostic.code));
        assert!(diagnostics.iter().any(Diagnostic::is_error), "{name}");
        let text = render(&diagnostics, false);
        wrong.extend(expect_file(&format!("{folder}/{}.txt", name.trim_end_matches(".toml")), &text).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let errors = Code::ALL.iter().filter(|code| code.severity() == Severity::Error);
    let unmet: Vec<&Code> = errors.filter(|code| !met.contains(code)).collect();
    assert!(unmet.is_empty(), "no bad scenario shows {unmet:?}");
}

#[test]
fn findings_of_a_poor_port_are_told() {
    let folder = format!("{ROOT}/tests/good");
    let mut met = Vec::new();
    for name in ["poor", "shallow", "busy-line", "onward", "trucks", "levers"] {
        let read = read_file("tests/good", &format!("{name}.toml"), &[]);
        let scenario = read.unwrap_or_else(|all| panic!("{}", render(&all, false)));
        assert!(scenario.findings.iter().all(|finding| !finding.is_error()));
        met.extend(scenario.findings.iter().map(|finding| finding.code));
        expect_file(&format!("{folder}/{name}.txt"), &render(&scenario.findings, false))
            .unwrap_or_else(|wrong| panic!("{wrong}"));
    }
    let water = [Code::NeverPasses, Code::RarelyPasses, Code::NoDaylightEnough, Code::MarineShort];
    for code in water.into_iter().chain([Code::LineShort, Code::YardShut, Code::OnwardShort, Code::RoadShort])
    {
        assert!(met.contains(&code), "no poor port shows {code:?}");
    }
}

/// The files shipped: scenarios, which start somewhere, and patches, which are laid over one.
fn shipped() -> (Vec<String>, Vec<String>) {
    let folder = format!("{ROOT}/scenarios");
    let entries = std::fs::read_dir(&folder).expect("the folder of scenarios");
    let names =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    names.into_iter().partition(|name| {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("UTF-8");
        text.lines().any(|line| line.starts_with("start =") || line.starts_with("extends ="))
    })
}

#[test]
fn shipped_scenarios_say_where_every_figure_comes_from() {
    let (scenarios, patches) = shipped();
    assert!(scenarios.len() >= 5 && patches.len() >= 8, "{scenarios:?} {patches:?}");
    for name in &scenarios {
        for patch in std::iter::once(None).chain(patches.iter().map(Some)) {
            let patch: Vec<&str> =
                patch.into_iter().map(String::as_str).filter(|_| name != "quickstart.toml").collect();
            let read = read_file("scenarios", name, &patch);
            let scenario = read.unwrap_or_else(|all| panic!("{name} {patch:?}: {}", render(&all, false)));
            let unstated = scenario.findings.iter().filter(|finding| finding.code == Code::NoOrigin);
            assert_eq!(unstated.count(), 0, "{name} {patch:?}: {}", render(&scenario.findings, false));
            assert!(scenario.provenance.iter().all(|figure| figure.origin.is_some()), "{name}");
        }
    }
}

const SMALL: &str = r#"
[cargo.coal]
[trade.coal-in]
cargo = "coal"
direction = "import"
vessels.handy.calls_per_year = 50
[class.handy]
parcel = "30 kt"
[berth.b1]
[equipment.crane]
at = "b1"
rates.coal = "400 t/h"
"#;

#[test]
fn a_few_lines_are_a_port_and_the_rest_has_defaults() {
    let Scenario { port, .. } = sound(SMALL);
    assert_eq!(port.equipment[0].rates[0].1.value.0, 400.0);
    assert_eq!(port.equipment[0].count.first.value, 1.0);
    assert!(matches!(port.flows[0].calls, Calls::PerYear(calls) if calls.value == 50.0));
    assert_eq!((port.study.replications, port.study.service.waiting_ratio), (200, Some(0.5)));
    assert_eq!(port.study.end, Time::ZERO + crate::units::Duration::from_days(365.0));
    assert_eq!(port.study.title.english, "test");
}

#[test]
fn offered_load_above_one_is_a_finding_with_its_figure() {
    // 30 kt at 400 t/h are 75 h; 200 calls a year are 15,000 h of 8,760 h: 1.71. 100 calls are 0.86.
    let told = |calls: &str| {
        let text = SMALL.replace("calls_per_year = 50", &format!("calls_per_year = {calls}"));
        let overload = sound(&text).findings.into_iter().find(|finding| finding.code == Code::Overload);
        overload.map(|finding| finding.message)
    };
    let message = told("200").expect("a load of 1.71 is told");
    assert!(message.contains("b1 is 1.71 in 2025"), "{message}");
    assert_eq!(told("100"), None);
}

#[test]
fn the_whole_format_is_read() {
    let scenario =
        read_file("tests/good", "whole.toml", &[]).unwrap_or_else(|all| panic!("{}", render(&all, false)));
    let port = &scenario.port;
    // 2026 = 14 Mt × 1.15; 2035 = that × 1.07⁹; by hand 16.1 and 29.6.
    let path = &port.demands[0].path;
    assert!((path.volume(2026, None).0 - 16.1e6).abs() < 1.0);
    assert!((path.volume(2035, None).0 - 16.1e6 * 1.07f64.powi(9)).abs() < 1.0);
    assert_eq!(path.volume(2024, None).0, 10.7e6, "a year between holds the last stated");
    // 700 cars of 1.7 t; 1.7 t counted for each.
    let carrier = port.classes.iter().find(|class| class.name == "carrier").expect("a carrier");
    assert_eq!(carrier.parcel.mean.value.0, 1190.0);
    assert_eq!(port.cargoes[2].counted_per_tonne.value, 1.0);
    // Quays and berths in order of appearance.
    let names: Vec<&str> = port.places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["a", "b1"]);
    let PlaceKind::Quay { depths, .. } = &port.places[0].kind else { panic!("a quay") };
    assert_eq!(depths.len(), 2);
    // Shifts from 08:00 to 20:00 close the ramp from 20:00 to 08:00.
    let shift = port.closures.iter().find(|closure| closure.name.ends_with("shifts")).expect("shifts");
    let Trigger::Calendar(spans) = &shift.trigger else { panic!("a calendar") };
    assert!(
        matches!(spans[..], [Recurrence::Daily { from, until }] if from.hours() == 20.0 && until.hours() == 8.0)
    );
    // Tugs from 05:00 to 23:00: none can be ordered from 23:00 to 05:00.
    let night =
        port.closures.iter().find(|closure| closure.name == "marine.tugs.hours").expect("hours of the tugs");
    assert_eq!((night.effect, &night.targets[..]), (Effect::Hold, &[Target::Marine(MarineId(0))][..]));
    // 1 January 2025 is reached after 90 days; one calendar year later is the end.
    assert_eq!(port.almanac.date(port.study.end), crate::units::Date { year: 2026, month: 1, day: 1 });
    // A mean drawn with a group; the spread of 25 % is triangular around it.
    let coal = port.equipment[0].rates[0].1;
    let DrawId(draw) = coal.draw.expect("it is drawn");
    let uncertain = &port.uncertain[draw as usize];
    assert_eq!(uncertain.group.as_deref(), Some("crane rates"));
    assert_eq!(uncertain.spread, Spread::Triangular { low: 247.5, mode: 330.0, high: 412.5 });
}

#[test]
fn files_merge_in_order_and_replace_figures_whole() {
    let base = r#"
[berth.b1]
depth = { value = "9 m", assumed = "a guess", spread = { percent = 10 } }
[berth.b2]
[berth.b3]
"#;
    let over = "extends = \"../base.toml\"\n[berth]\nb2 = false\n[berth.b1]\ndepth = { value = \"11 m\", source = \"chart\" }\n[berth.b4]\n";
    let mut fetch = |name: &str| match name {
        "base.toml" => Ok(format!("{SMALL}{}", base.replace("[berth.b1]\n", "[berth.b0]\n")).into_bytes()),
        _ => Err("no".to_owned()),
    };
    let source = Source {
        name: "sub/over.toml".to_owned(),
        bytes: over.replace("[berth.b1]", "[berth.b0]").into_bytes(),
    };
    let scenario = read(&source, &[], &mut fetch).unwrap_or_else(|all| panic!("{}", render(&all, false)));
    let names: Vec<&str> = scenario.port.places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["b1", "b0", "b3", "b4"]);
    assert!(scenario.port.uncertain.is_empty(), "the old spread does not cling to the new depth");
}

#[test]
fn the_hash_is_of_the_content_and_not_of_the_files() {
    let hash = |name: &str, text: &str| {
        let source = Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let mut fetch = |_: &str| Ok(SMALL.as_bytes().to_vec());
        read(&source, &[], &mut fetch).unwrap_or_else(|all| panic!("{}", render(&all, false))).hash
    };
    let whole = format!("title = \"x\"\n{SMALL}");
    assert_eq!(hash("a.toml", &whole), hash("b/c.toml", &whole));
    assert_eq!(hash("a.toml", &whole), hash("a.toml", &format!("# a comment\n{whole}\n")));
    assert_ne!(hash("a.toml", &whole), hash("a.toml", &whole.replace("400 t/h", "401 t/h")));
    assert_eq!(hash("a.toml", SMALL), hash("a.toml", "extends = \"b.toml\""));
}

#[test]
fn a_volume_is_read_with_and_without_its_year() {
    assert_eq!(read_volume("26 Mt"), read_volume("26 Mt/year"));
    assert_eq!(read_volume("580 万吨").map(|volume| volume.0), Ok(5.8e6));
    assert!(read_volume("26").is_err() && read_volume("1e9 Mt").is_err() && read_volume("x").is_err());
}

mod preset;
mod waterway;

mod mutation {
    //! Whatever the text, reading and rendering end without a panic.

    use proptest::prelude::*;

    use super::*;

    /// Alters a text: cuts, doubles, swaps and changes of lines and bytes.
    pub(super) fn mutate(text: &str, edits: &[(u8, usize, usize, u8)]) -> Vec<u8> {
        let mut lines: Vec<Vec<u8>> = text.lines().map(|line| line.as_bytes().to_vec()).collect();
        for &(what, one, other, byte) in edits {
            if lines.is_empty() {
                break;
            }
            let (one, other) = (one % lines.len(), other % lines.len());
            match what % 7 {
                0 => drop(lines.remove(one)),
                1 => {
                    let line = lines[one].clone();
                    lines.insert(other, line);
                }
                2 => lines.swap(one, other),
                3 if !lines[one].is_empty() => {
                    let at = other % lines[one].len();
                    lines[one][at] = byte;
                }
                4 if !lines[one].is_empty() => {
                    let at = other % lines[one].len();
                    lines[one].remove(at);
                }
                // Another value under the same key.
                5 => {
                    let value = lines[other]
                        .iter()
                        .position(|sign| *sign == b'=')
                        .map(|at| lines[other][at..].to_vec());
                    let key =
                        lines[one].iter().position(|sign| *sign == b'=').map(|at| lines[one][..at].to_vec());
                    if let (Some(key), Some(value)) = (key, value) {
                        lines[one] = [key, value].concat();
                    }
                }
                _ => {
                    let odd: [&[u8]; 8] =
                        [b"0", b"-1", b"\"\"", b"nan", b"[]", b"{}", b"\"1e300 t\"", b"false"];
                    if let Some(at) = lines[one].iter().position(|sign| *sign == b'=') {
                        lines[one].truncate(at + 1);
                        lines[one].extend_from_slice(odd[usize::from(byte) % odd.len()]);
                    }
                }
            }
        }
        lines.join(&b'\n')
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_text_makes_reading_panic(
            edits in proptest::collection::vec((any::<u8>(), 0usize..10_000, 0usize..10_000, any::<u8>()), 1..6),
        ) {
            let text = std::fs::read_to_string(format!("{ROOT}/tests/good/whole.toml")).expect("a sound scenario");
            let source = Source { name: "whole.toml".to_owned(), bytes: mutate(&text, &edits) };
            match read(&source, &[], &mut beside("tests/good")) {
                Ok(scenario) => drop(render(&scenario.findings, true)),
                Err(diagnostics) => {
                    prop_assert!(diagnostics.iter().any(Diagnostic::is_error));
                    drop(render(&diagnostics, false));
                }
            }
        }
    }
}
