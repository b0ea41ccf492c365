//! Shipped scenarios, read for the benches.

use toumen::scenario::{Scenario, Source};

/// The scenario of this name.
pub(crate) fn scenario(name: &str) -> Scenario {
    let file = |name: &str| std::fs::read(name).map_err(|error| error.to_string());
    let name = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let source = Source { bytes: file(&name).expect("a shipped scenario"), name };
    toumen::scenario::read(&source, &[], &mut |name| file(name)).expect("a shipped scenario is right")
}
