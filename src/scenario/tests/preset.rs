//! Presets: what they fill in, what wins, what is told.

use proptest::prelude::*;

use super::*;

const LNG: &str = r#"
[terminal.t]
preset = "lng"
[trade.t-in]
tonnes = { value = "3 Mt/year", assumed = "a test" }
"#;

/// Reads a scenario under patches, all given as text.
fn patched(root: &str, patches: &[&str]) -> Result<Scenario, Vec<Diagnostic>> {
    let source = |number: usize, text: &str| Source {
        name: format!("{number}.toml"),
        bytes: text.as_bytes().to_vec(),
    };
    let patches: Vec<Source> = patches.iter().enumerate().map(|(at, text)| source(at + 1, text)).collect();
    read(&source(0, root), &patches, &mut beside("tests/presets"))
}

fn read_patched(root: &str, patches: &[&str]) -> Scenario {
    patched(root, patches).unwrap_or_else(|all| panic!("{}", render(&all, false)))
}

fn places(scenario: &Scenario) -> Vec<&str> {
    scenario.port.places.iter().map(|place| place.name.as_str()).collect()
}

#[test]
fn every_shipped_preset_is_whole_but_for_its_tonnes_and_says_where_its_figures_come_from() {
    let folder = format!("{ROOT}/tests/presets");
    let kinds = ["general", "dry-bulk", "container", "ro-ro", "liquid-bulk", "lng", "project-cargo"];
    for kind in kinds {
        let scenario = read_file("tests/presets", &format!("{kind}.toml"), &[])
            .unwrap_or_else(|all| panic!("{}", render(&all, false)));
        assert!(scenario.findings.is_empty(), "{}", render(&scenario.findings, false));
        let of_preset: Vec<&Provenance> =
            scenario.provenance.iter().filter(|figure| figure.preset.is_some()).collect();
        assert!(of_preset.len() >= 15, "{kind}: {}", of_preset.len());
        assert!(scenario.provenance.iter().all(|figure| figure.origin.is_some()), "{kind}");
        let text = std::fs::read_to_string(format!("{ROOT}/src/scenario/presets/{kind}.toml")).expect(kind);
        let states = |key: &str| text.lines().any(|line| line.starts_with(key));
        assert!(!states("tonnes ") && !states("calls_per_year"), "{kind} states a volume");
        // Without its tonnes nothing else is wrong than that.
        let bare = std::fs::read_to_string(format!("{folder}/{kind}.toml")).expect(kind);
        let bare: String = bare
            .lines()
            .filter(|line| !line.starts_with("tonnes ="))
            .map(|line| format!("{line}\n"))
            .collect();
        let told = patched(&bare, &[]).expect_err("no volume");
        assert!(
            told.iter().all(|one| one.code == Code::MissingKey && one.path.ends_with(".tonnes")),
            "{kind}"
        );
    }
}

#[test]
fn what_the_scenario_states_wins_and_false_takes_a_table_out() {
    let text = format!(
        "{LNG}[berth.t]\ndepth = {{ value = \"15 m\", source = \"chart\" }}\n[marine]\nt-tugs = false\n"
    );
    let scenario = read_patched(&text, &[]);
    assert!(scenario.port.marine.is_empty());
    let of = |path: &str| scenario.provenance.iter().find(|figure| figure.path == path).expect("registered");
    assert_eq!((of("berth.t.depth").value.as_str(), &of("berth.t.depth").preset), ("15 m", &None));
    assert_eq!(of("berth.t.depth").origin, Some(Origin::Source("chart".to_owned())));
    let preset = Some(FromPreset { terminal: "t".to_owned(), preset: "lng".to_owned() });
    assert_eq!(of("berth.t.length").preset, preset);
}

#[test]
fn a_bare_figure_over_a_preset_has_no_origin_and_the_finding_points_at_the_scenario() {
    let scenario = read_patched(&format!("{LNG}[berth.t]\ndepth = \"15 m\"\n"), &[]);
    let [finding] = &scenario.findings[..] else { panic!("{}", render(&scenario.findings, false)) };
    let at = finding.location.as_ref().map(|location| (&*location.file, location.line));
    assert_eq!((finding.code, at), (Code::NoOrigin, Some(("0.toml", 6))));
}

#[test]
fn a_patch_brings_a_terminal_changes_its_kind_or_takes_it_out() {
    assert_eq!(places(&read_patched(SMALL, &[LNG])), ["t", "b1"]);
    let gone = "[terminal]\nt = false\n[trade]\nt-in = false\n";
    assert_eq!(places(&read_patched(SMALL, &[LNG, gone])), ["b1"]);
    let other = read_patched(LNG, &["[terminal.t]\npreset = \"liquid-bulk\"\n"]);
    let names: Vec<&str> = other.port.classes.iter().map(|class| class.name.as_str()).collect();
    assert_eq!((names, other.port.marine.len()), (vec!["t-tanker"], 0));
    assert_eq!(other.filled[0].preset, "liquid-bulk");
}

#[test]
fn two_terminals_of_one_kind_share_nothing_but_the_light() {
    let scenario = read_patched(LNG, &[&LNG.replace("t-in", "u-in").replace(".t]", ".u]")]);
    assert_eq!(places(&scenario), ["t", "u"]);
    assert_eq!((scenario.port.marine.len(), scenario.port.trades.len()), (2, 2));
    let light = |filled: &Filled| filled.tables.iter().any(|table| table.path == "daylight");
    assert_eq!(scenario.filled.iter().map(light).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn light_of_the_scenarios_own_is_taken_whole() {
    let sun = "[daylight]\nassumed = \"a test\"\nlatitude = \"28.7 deg\"\nlongitude = \"121.6 deg\"\nutc_offset = \"8 h\"\n";
    let scenario = read_patched(LNG, &[sun]);
    let hours = scenario.port.daylight.map(|daylight| daylight.hours);
    assert!(matches!(hours, Some(crate::port::DaylightHours::Sun(_))), "{hours:?}");
    assert!(scenario.findings.is_empty(), "{}", render(&scenario.findings, false));
}

#[test]
fn an_lng_carrier_has_every_section_to_itself() {
    let text = "[section.bar]\nlength = { value = \"5 nmi\", assumed = \"a test\" }\nspeed = { value = \"8 kn\", assumed = \"a test\" }\n\
                [section.fairway]\nlength = { value = \"5 nmi\", assumed = \"a test\" }\nspeed = { value = \"8 kn\", assumed = \"a test\" }\n";
    assert_eq!(read_patched(LNG, &[text]).port.classes[0].exclusive.len(), 2);
    assert!(read_patched(LNG, &[]).port.classes[0].exclusive.is_empty());
}

#[test]
fn a_berth_too_short_for_the_ship_of_the_preset_is_told_at_the_preset() {
    let scenario = read_patched(LNG, &["[berth.t]\nlength = { value = \"250 m\", assumed = \"a test\" }\n"]);
    let finding = scenario.findings.iter().find(|one| one.code == Code::FitsNowhere).expect("it is told");
    let help = finding.help.as_deref().unwrap_or_default();
    assert!(help.contains("length 295 m is 45 m more than 250 m"), "{help}");
    assert!(
        help.contains("`t-carrier` comes from preset `lng` of terminal `t` ((preset)/lng.toml:18)"),
        "{help}"
    );
    assert_eq!(finding.location.as_ref().map(|location| &*location.file), Some("(preset)/lng.toml"));
}

#[test]
fn the_hash_tells_presets_apart() {
    let hash = |text: &str| read_patched(text, &[]).hash;
    assert_eq!(hash(LNG), hash(&format!("# a comment\n{LNG}")));
    assert_ne!(hash(LNG), hash(&LNG.replace("\"lng\"", "\"liquid-bulk\"")));
}

#[test]
fn a_kind_of_the_users_own_needs_no_code() {
    let scenario = read_file("tests/presets", "own-kind.toml", &[])
        .unwrap_or_else(|all| panic!("{}", render(&all, false)));
    assert!(scenario.findings.is_empty(), "{}", render(&scenario.findings, false));
    assert_eq!(scenario.port.equipment[0].name, "mill-screws");
    assert_eq!(scenario.port.equipment[0].rates[0].1.value.0, 385.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_preset_makes_reading_panic(
        kind in 0usize..7,
        edits in proptest::collection::vec((any::<u8>(), 0usize..10_000, 0usize..10_000, any::<u8>()), 1..6),
    ) {
        let kinds = ["general", "dry-bulk", "container", "ro-ro", "liquid-bulk", "lng", "project-cargo"];
        let text = std::fs::read_to_string(format!("{ROOT}/src/scenario/presets/{}.toml", kinds[kind]))
            .expect("a preset");
        let preset = mutation::mutate(&text, &edits);
        let root = "[terminal.t]\npreset = \"mine.toml\"\n[trade.t-in]\ntonnes = \"1 Mt/year\"\n[yard.t-yard]\ncapacity = \"1 kt\"\n";
        let source = Source { name: "root.toml".to_owned(), bytes: root.as_bytes().to_vec() };
        match read(&source, &[], &mut |_: &str| Ok(preset.clone())) {
            Ok(scenario) => drop(render(&scenario.findings, true) + &render_filled(&scenario.filled)),
            Err(diagnostics) => drop(render(&diagnostics, false)),
        }
    }
}
