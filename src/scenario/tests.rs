//! Text in, text out: good scenarios load, bad ones give the diagnostics beside them (`TOUMEN_BLESS=1` rewrites those).

use super::*;

/// A reader of the files beside the tests.
fn beside(folder: &str) -> impl FnMut(&str) -> Result<Vec<u8>, String> {
    let root = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    move |name: &str| std::fs::read(format!("{root}/{name}")).map_err(|_| "no such file".to_owned())
}

fn load_file(folder: &str, name: &str) -> Result<Scenario, Vec<Diagnostic>> {
    let bytes = beside(folder)(name).expect("the file is there");
    read(&Source { name: name.to_owned(), bytes }, &[], &mut beside(folder))
}

/// Loads a text that must be sound.
fn sound(name: &str) -> Scenario {
    load_file("good", name).unwrap_or_else(|diagnostics| panic!("{}", render(&diagnostics, false)))
}

#[test]
fn the_smallest_scenario_loads() {
    let loaded = sound("small.toml");
    assert_eq!(loaded.port.flows.len(), 1);
    assert_eq!(loaded.port.equipment[0].rates[0].1.value.0, 400.0);
}

#[test]
fn the_whole_format_loads() {
    let loaded = sound("whole.toml");
    println!("{}", render(&loaded.findings, false));
}

#[test]
fn shipped_scenarios_load_without_a_figure_of_unknown_origin() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let mut fetch = |name: &str| std::fs::read(format!("{root}/{name}")).map_err(|error| error.to_string());
    let patches = ["one-line-quay.toml", "no-channel.toml", "materials-inbound.toml"];
    for name in ["quickstart.toml", "toumen.toml", "toumen-2023.toml", "toumen-2025.toml", "toumen-2030.toml"]
    {
        let source = Source { name: name.to_owned(), bytes: fetch(name).expect(name) };
        for patch in [None].into_iter().chain(patches.iter().map(Some)) {
            let patch =
                patch.map(|name| Source { name: (*name).to_owned(), bytes: fetch(name).expect(name) });
            if patch.is_some() && name == "quickstart.toml" {
                continue;
            }
            let read = read(&source, patch.as_slice(), &mut fetch);
            let scenario =
                read.unwrap_or_else(|diagnostics| panic!("{name}: {}", render(&diagnostics, false)));
            println!("=== {name} {patch:?}\n{}", render(&scenario.findings, false));
        }
    }
}
