//! The same scenario, seed and version give the same bytes, whoever computes them and whatever else is there.

use crate::command::Desk;

const ASK: [&str; 4] = ["run", "quickstart", "--replications", "6"];

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let desk = Desk::new();
    desk.succeed(&[&ASK[..], &["--threads", "1", "--out", "one", "--log", "2"]].concat());
    desk.succeed(&[&ASK[..], &["--threads", "2", "--out", "two", "--log", "2"]].concat());
    desk.succeed(&[&ASK[..], &["--threads", "5", "--out", "five", "--log", "2"]].concat());
    let one = desk.files("one");
    assert!(one.len() > 5);
    assert_eq!(one, desk.files("two"));
    assert_eq!(one, desk.files("five"));
}

#[test]
fn a_replication_is_the_same_whatever_their_number() {
    let desk = Desk::new();
    desk.succeed(&[&ASK[..], &["--out", "six"]].concat());
    desk.succeed(&["run", "quickstart", "--replications", "3", "--out", "three"]);
    let rows = |name: &str| {
        let text = String::from_utf8(desk.files(name)["replications.csv"].clone()).expect("UTF-8");
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (six, three) = (rows("six"), rows("three"));
    assert!(three.len() == 4 && six.len() == 7, "a head and a row per replication");
    assert_eq!(six[..4], three[..]);
    assert_ne!(six[1], six[4], "replications differ");
}

#[test]
fn another_seed_gives_other_figures() {
    let desk = Desk::new();
    let ask = ["run", "quickstart", "--replications", "2", "--capacity", "none", "--offer", "none"];
    desk.succeed(&[&ask[..], &["--seed", "1", "--out", "one"]].concat());
    desk.succeed(&[&ask[..], &["--seed", "2", "--out", "two"]].concat());
    assert_ne!(desk.files("one")["replications.csv"], desk.files("two")["replications.csv"]);
}

/// Adding a trade whose vessels never come, with its class and weather of its own, leaves every other draw alone.
#[test]
fn an_idle_flow_changes_nothing_else() {
    let desk = Desk::new();
    desk.file("idle.toml", IDLE);
    let ask = ["run", "quickstart", "--replications", "3", "--log", "1"];
    desk.succeed(&[&ask[..], &["--out", "without"]].concat());
    desk.succeed(&[&ask[..], &["--out", "with", "--with", "idle.toml"]].concat());
    let (without, with) = (desk.files("without"), desk.files("with"));
    assert_eq!(without["replications.csv"], with["replications.csv"]);
    let logs: Vec<_> = without.keys().filter(|name| name.contains("visits")).collect();
    assert!(!logs.is_empty(), "{:?}", without.keys());
    for log in logs {
        assert_eq!(without[log], with[log], "{log}");
    }
}

const IDLE: &str = r#"
[cargo.nothing]
assumed = "made up"
stacking = "1 t/m2"

[trade.nothing-in]
cargo = "nothing"
direction = "import"

[trade.nothing-in.vessels.ghost]
list = [{ at = "2099-01-01" }]

[class.ghost]
assumed = "made up"
parcel = "1 kt"

[weather.calm]
assumed = "made up"
events_per_year = 5
duration = { exponential = { mean = "1 h" } }
"#;

/// The price list too: threads, and what is priced beside, change nothing.
#[test]
fn a_price_list_is_the_same_on_any_number_of_threads() {
    let desk = Desk::new();
    let ask = ["price", "quickstart", "--replications", "4", "--quiet"];
    desk.succeed(&[&ask[..], &["--threads", "1", "--out", "one"]].concat());
    desk.succeed(&[&ask[..], &["--threads", "3", "--out", "three"]].concat());
    let one = desk.files("one");
    assert!(one.len() >= 5, "{:?}", one.keys());
    assert_eq!(one, desk.files("three"));
}
