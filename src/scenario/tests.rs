//! Text in, text out: good scenarios load, bad ones give the diagnostics beside them (`TOUMEN_BLESS=1` rewrites those).

use super::*;

/// A reader of the files beside the tests.
fn beside(folder: &str) -> impl FnMut(&str) -> Result<Vec<u8>, String> {
    let root = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    move |name: &str| std::fs::read(format!("{root}/{name}")).map_err(|_| "no such file".to_owned())
}

fn load_file(folder: &str, name: &str) -> Result<Loaded, Vec<Diagnostic>> {
    let bytes = beside(folder)(name).expect("the file is there");
    load(Source { name: name.to_owned(), bytes }, &[], &mut beside(folder))
}

/// Loads a text that must be sound.
fn sound(name: &str) -> Loaded {
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
    println!("{:#?}", loaded.port);
}
