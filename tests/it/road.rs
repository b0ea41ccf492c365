//! Trucks one by one through the command: tables, summary and page tell the same of them.

use crate::command::Desk;

/// A scenario whose trucks carry too little; what it tells is in `tests/good/trucks.txt`.
const POOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good/trucks.toml");

/// The cells of a table by line, its heads first.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn trucks_are_told_alike_in_tables_summary_and_page() {
    let desk = Desk::new();
    let few = ["--replications", "2", "--capacity", "none", "--offer", "none", "--quiet", "--out", "out"];
    desk.succeed(&[&["run", POOR][..], &few].concat());
    let files = desk.files("out");
    let turns = cells(&files["trucks.csv"]);
    let figure = |name: &str| -> f64 {
        let at = turns[0].iter().position(|head| head == name).expect("a column");
        turns[1][at].parse().expect("a number")
    };
    // One lane of 20 min, open for entry to the causeway 16 h a day: 72 trucks a day at most pass it.
    let (came, gate) = (figure("trucks"), figure("gate_t"));
    assert!(came > 20_000.0 && came <= 36_500.0 * 1.02, "{came} trucks came");
    assert!(gate <= 72.0 * 365.0 * 30.0 && gate > 0.95 * 72.0 * 365.0 * 30.0, "{gate} t passed the gate");
    assert!(figure("wait_gate_in_h") > figure("wait_loading_h"), "the lane is where they queue");
    let by_hour = cells(&files["trucks-by-hour.csv"]);
    let sum: f64 = by_hour[1..25].iter().map(|row| row[3].parse::<f64>().expect("a number")).sum();
    assert!((sum - came).abs() < 1e-3, "{sum} by hour, {came} in all");
    let summary = desk.summary("out");
    let told = &summary["tables"][0]["trucks"][0];
    assert_eq!(told["name"], "trucks");
    assert!((told["trucks"].as_f64().expect("a number") - came).abs() < 1e-3);
    let page = std::str::from_utf8(&files["report.html"]).expect("UTF-8");
    assert!(page.contains("Trucks one by one"), "the page has their table");
}
