//! What the tests on random small ports share: the calls of a trade as a list, a port from its text, how many ports are tried.

use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use toumen::port::Port;
use toumen::scenario::{Source, read, render};

/// The line of a trade's vessels with these calls (hour, hundreds of tonnes), in the order of time; without any, none a year.
pub(crate) fn calls(mut list: Vec<(u32, u32)>) -> String {
    list.sort_unstable();
    let list: Vec<String> =
        list.iter().map(|(at, size)| format!("{{ at = \"{at} h\", parcel = \"{size}00 t\" }}")).collect();
    match list.is_empty() {
        true => "calls_per_year = 0".to_owned(),
        false => format!("list = [{}]", list.join(", ")),
    }
}

/// The port of a scenario that must be right.
pub(crate) fn port(text: &str) -> Port {
    let source = Source { name: "sketch.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    match read(&source, &[], &mut |name| Err(name.to_owned())) {
        Ok(scenario) => scenario.port,
        Err(diagnostics) => panic!("{}\n{text}", render(&diagnostics, false)),
    }
}

/// How a test tries random ports: `usual` many, always the same ones; or as many as `TOUMEN_SKETCHES` says, other ones each time.
pub(crate) fn trials(usual: u32) -> ProptestConfig {
    let asked = std::env::var("TOUMEN_SKETCHES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        failure_persistence: None,
        max_shrink_time: 60_000,
        rng_seed: if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(2026) },
        ..ProptestConfig::default()
    }
}
