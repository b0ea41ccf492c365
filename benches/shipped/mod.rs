//! Shipped scenarios, read for the benches.

use toumen::scenario::{Loaded, Source};

/// The scenario of this name.
pub fn scenario(name: &str) -> Loaded {
    let file = |name: &str| std::fs::read(name).map_err(|error| error.to_string());
    let name = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let source = Source { bytes: file(&name).expect("a shipped scenario"), name };
    toumen::scenario::load(source, &[], &mut |name| file(name)).expect("a shipped scenario is right")
}
