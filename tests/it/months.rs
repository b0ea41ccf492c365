//! Use and loss by month: months tile their years and add up to them, for everything that adds up; one port is computed by hand.

use std::collections::BTreeMap;
use std::path::Path;

use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};
use toumen::record::{
    ClassMonth, HandlingMonth, MonthSums, MonthTally, Period, PlaceMonth, Run, StayTally, Unmet, WaitHours,
};
use toumen::scenario::{Source, read, render};

use crate::command::Desk;
use crate::sketch;

/// Do the months of a run add up to its periods? Says where they do not.
pub(crate) fn add_up(port: &Port, run: &Run) -> Result<(), String> {
    let mut months = run.monthly.iter().peekable();
    for period in &run.periods {
        let mut sums = Sums::default();
        let mut at = period.from;
        while let Some(month) = months.next_if(|month| month.from < period.until) {
            if month.from != at || month.until <= at {
                return Err(format!("a month from {:?} follows on {at:?}", month.from));
            }
            at = month.until;
            sums.add(month);
        }
        if at != period.until {
            return Err(format!("months end at {at:?}, the period at {:?}", period.until));
        }
        sums.compare(port, period)?;
    }
    months.next().map_or(Ok(()), |month| Err(format!("a month from {:?} is left over", month.from)))
}

/// The sums of months: what they were before the first is what an empty reading says, so a difference to it is the sum.
#[derive(Default)]
struct Sums {
    figures: Vec<f64>,
    places: Vec<PlaceMonth>,
    classes: Vec<ClassMonth>,
}

impl Sums {
    fn add(&mut self, month: &MonthTally) {
        let figures = figures(&month.sums);
        self.figures.resize(figures.len(), 0.0);
        self.figures.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure);
        self.places.resize(month.sums.places.len(), PlaceMonth::default());
        self.places.iter_mut().zip(&month.sums.places).for_each(|(sum, place)| sum.add(place));
        self.classes.resize(month.classes.len(), ClassMonth::default());
        for (sum, class) in self.classes.iter_mut().zip(&month.classes) {
            sum.add_growth(&class.account, &StayTally::default());
            sum.handling.add(&class.handling);
            sum.closures.resize(class.closures.len(), 0.0);
            sum.closures.iter_mut().zip(&class.closures).for_each(|(sum, hours)| *sum += hours);
        }
    }

    fn compare(&self, port: &Port, period: &Period) -> Result<(), String> {
        let year = figures_of(period);
        if year.len() != self.figures.len() {
            return Err(format!("{} figures, {} in the year", self.figures.len(), year.len()));
        }
        for (at, (months, year)) in self.figures.iter().zip(year).enumerate() {
            near(*months, year, &format!("figure {at}"))?;
        }
        for (place, tally) in self.places.iter().zip(&period.places) {
            let year = PlaceMonth::of(&tally.account, tally.occupied, tally.open);
            near(place.productive, year.productive, "productive")?;
            near(place.pattern, year.pattern, "hatches and tail")?;
            near(place.lost(), year.lost(), "lost alongside")?;
            if place.productive + place.pattern + place.lost() - place.occupied > 1e-6 {
                return Err(format!("more is named than there was: {place:?}"));
            }
        }
        (0..self.classes.len()).try_for_each(|class| self.compare_class(port, period, class))
    }

    fn compare_class(&self, port: &Port, period: &Period, class: usize) -> Result<(), String> {
        let own = port.flows.iter().zip(&period.flows);
        let own = own.filter(|(flow, _)| flow.class.index() == class).map(|(_, tally)| tally);
        let found = &self.classes[class];
        let sum = |of: fn(&toumen::record::FlowTally) -> f64| own.clone().map(of).sum::<f64>();
        near(found.account.hours, sum(|flow| flow.account.hours), "hours of a class")?;
        let HandlingMonth { hours, productive, shift, tail, machine, slow, yard, hatch } = found.handling;
        near(hours, sum(|flow| flow.handling.hours), "hours in transfer")?;
        near(productive, sum(|flow| flow.handling.productive), "productive")?;
        near(shift, sum(|flow| flow.handling.shift), "shift")?;
        near(slow, sum(|flow| flow.handling.slow), "slow")?;
        near(yard, sum(|flow| flow.handling.yard), "yard")?;
        let closed: f64 = found.closures.iter().sum();
        near(hours, productive + shift + tail + machine + slow + yard + hatch + closed, "time in transfer")?;
        let activities: f64 = found.account.activities.iter().sum();
        near(activities, sum(|flow| flow.account.activities.iter().sum()), "activities")?;
        type Pick = fn(&StayTally) -> &Vec<WaitHours>;
        for pick in [|stay| &stay.entry, |stay| &stay.start, |stay| &stay.exit] as [Pick; 3] {
            let of = |stay: &StayTally, unmet: Unmet| {
                let same = pick(stay).iter().filter(|wait| wait.unmet == unmet);
                same.map(|wait| wait.hours).sum::<f64>()
            };
            let sets = own.clone().flat_map(|flow| pick(&flow.account)).map(|wait| wait.unmet);
            for unmet in sets {
                let year = own.clone().map(|flow| of(&flow.account, unmet)).sum();
                near(of(&found.account, unmet), year, &format!("waits for {unmet:?}"))?;
            }
            let all = own.clone().map(|flow| StayTally::sum(pick(&flow.account))).sum();
            near(StayTally::sum(pick(&found.account)), all, "waits")?;
        }
        let waited = [&found.account.entry, &found.account.start, &found.account.exit];
        let waited: f64 = waited.iter().map(|waits| StayTally::sum(waits)).sum();
        near(found.account.hours, activities + waited + hours, "the account of a class")
    }
}

fn near(found: f64, year: f64, what: &str) -> Result<(), String> {
    let allowed = 1e-6 + 1e-9 * year.abs();
    let same = (found - year).abs() <= allowed;
    if same { Ok(()) } else { Err(format!("{what}: months {found}, year {year}")) }
}

/// All that is read of things, one after the other.
fn figures(sums: &MonthSums) -> Vec<f64> {
    let mut all = Vec::new();
    sums.places.iter().for_each(|place| all.extend([place.occupied, place.open]));
    for machines in &sums.equipment {
        all.extend([machines.present, machines.failed, machines.assigned, machines.working]);
        all.push(machines.maintained);
    }
    sums.crews.iter().for_each(|crew| all.extend([crew.present, crew.assigned]));
    sums.yards.iter().for_each(|yard| all.extend([yard.stock, yard.used, yard.full, yard.empty]));
    sums.modes.iter().for_each(|mode| all.extend([mode.tonnes, mode.working, mode.trains, mode.slots]));
    sums.capacities.iter().for_each(|capacity| all.extend([capacity.used, capacity.available]));
    all.extend(&sums.sections);
    sums.marine.iter().for_each(|service| all.extend([service.bound, service.present]));
    all.extend(&sums.closures);
    all.push(sums.channel_closed);
    all.extend(&sums.channel_causes);
    all.push(sums.waiting);
    all
}

/// The same of a period.
fn figures_of(period: &Period) -> Vec<f64> {
    let hours = (period.until - period.from).hours();
    let mut all = Vec::new();
    period.places.iter().for_each(|place| all.extend([place.occupied, place.open]));
    for machines in &period.equipment {
        all.extend([machines.present, machines.failed, machines.assigned, machines.working]);
        all.push(machines.maintained);
    }
    period.crews.iter().for_each(|crew| all.extend([crew.present, crew.assigned]));
    for yard in &period.yards {
        let used = yard.mean_use.unwrap_or_default() * hours;
        all.extend([yard.mean.0 * hours, used, yard.full_hours, yard.empty_hours]);
    }
    for mode in &period.modes {
        let slots = mode.trucks.as_ref().map_or(0, |trucks| trucks.came() + trucks.unused);
        all.extend([mode.tonnes.0, mode.working, f64::from(mode.trains), slots as f64]);
    }
    period.capacities.iter().for_each(|capacity| all.extend([capacity.used.0, capacity.available.0]));
    period.sections.iter().for_each(|section| all.push(section.occupied));
    period.marine.iter().for_each(|service| all.extend([service.bound, service.present]));
    all.extend(&period.closures);
    let closed = &period.channel_closed;
    all.push(closed.hours.iter().sum());
    closed.causes.iter().for_each(|months| all.push(months.iter().sum()));
    all.push(period.queue.mean * hours);
    all
}

fn run(port: &Port, replication: u64) -> Run {
    let seed = Seed { batch: 1, replication };
    Simulator::new(port).run(&Draws::draw(port, seed), seed, &Plan::whole(port))
}

#[test]
fn months_of_shipped_scenarios_add_up() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let (scenarios, _patches) = crate::shipped::names();
    for path in scenarios {
        let source = Source { bytes: std::fs::read(&path).expect("a scenario"), name: path };
        let mut fetch = |name: &str| std::fs::read(folder.join(name)).map_err(|error| error.to_string());
        let scenario = match read(&source, &[], &mut fetch) {
            Ok(scenario) => scenario,
            Err(diagnostics) => panic!("{}", render(&diagnostics, false)),
        };
        let run = run(&scenario.port, 1);
        assert!(run.monthly.len() >= 12, "{}: {} months", source.name, run.monthly.len());
        if let Err(what) = add_up(&scenario.port, &run) {
            panic!("{}: {what}", source.name);
        }
    }
}

#[test]
fn a_search_for_capacity_keeps_no_months() {
    let port = sketch::port(FEBRUARY);
    let almanac = &port.almanac;
    let plan = Plan::judged(almanac.year_start(2026), almanac.year_start(2027), 1.0);
    let run = Simulator::new(&port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
    assert!(run.monthly.is_empty() && !run.months.is_empty());
}

/// One berth, one crane of 100 t/h, a way in of an hour, a ship of 4 800 t on the 10th of each month at 00:00: it is alongside from 01:00
/// and works for 48 h. All February the channel is held, so the ship of 10 February comes in on 1 March at 00:00. The crane is under repair
/// all 12 April (a closure that suspends), when the ship of April has one hour left; that is then done, and the ship leaves at 01:00 on
/// the 13th, after 72 h. The calendar is plain: 365 days a year.
const FEBRUARY: &str = r#"
calendar = "plain"
start = "2025-01-01"
horizon = "2 years"
[cargo.sand]
[berth.b]
length = "200 m"
[equipment.crane]
at = "b"
count = 1
rates = { sand = "100 t/h" }
[section.approach]
transit = "1 h"
passing = "two-way"
[class.coaster]
loa = "100 m"
parcel = "4800 t"
machines = { least = 1, most = 1 }
[trade.sand-in]
cargo = "sand"
direction = "import"
[trade.sand-in.vessels.coaster]
list = [
    { at = "9 days" }, { at = "40 days" }, { at = "68 days" }, { at = "99 days" },
]
[closure.ice]
cause = "ice"
while = { list = [["31 days", "59 days"]] }
targets = ["channel"]
effect = "hold"
[closure.repair]
cause = "repair"
while = { list = [["2424 h", "2448 h"]] }
targets = ["cranes"]
effect = "suspend"
"#;

#[test]
fn february_by_hand() {
    let port = sketch::port(FEBRUARY);
    let run = run(&port, 0);
    add_up(&port, &run).expect("months add up");
    assert_eq!(run.monthly.len(), 24);
    let place = |month: usize| run.monthly[month].sums.places[0];
    let is = |found: f64, hand: f64, what: &str| assert!((found - hand).abs() < 1e-9, "{what}: {found}");
    // January: 48 h alongside, all of them productive. The channel is open.
    let january = &run.monthly[0].sums;
    is(place(0).occupied, 48.0, "January, alongside");
    is(place(0).productive, 48.0, "January, productive");
    is(january.channel_closed + january.waiting, 0.0, "January, closed or waiting");
    is(january.equipment[0].working, 48.0, "January, crane");
    is(january.sections[0], 2.0, "January, one transit in, one out");
    // February: 672 h shut by ice, nobody alongside; the ship of the 10th waits from day 40 to day 59, 456 h, for the channel alone.
    let february = &run.monthly[1];
    is(february.sums.channel_closed, 672.0, "February, closed");
    is(february.sums.channel_causes[cause(&port, "ice")], 672.0, "February, ice");
    is(february.sums.waiting, 456.0, "February, waiting");
    is(place(1).occupied, 0.0, "February, alongside");
    let waits = &february.classes[0].account.entry;
    assert_eq!(waits.len(), 1, "one set: {waits:?}");
    is(waits[0].hours, 456.0, "February, the account");
    // March: the ship of February, then that of the 10th: 96 h, four transits.
    is(place(2).occupied, 96.0, "March, alongside");
    is(place(2).lost() + run.monthly[2].sums.waiting, 0.0, "March, lost");
    is(run.monthly[2].sums.sections[0], 4.0, "March, transits");
    // April: 24 h of 72 alongside are lost to the closure.
    is(place(3).occupied, 72.0, "April, alongside");
    is(place(3).productive, 48.0, "April, productive");
    is(place(3).closure, 24.0, "April, repair");
    is(place(3).lost(), 24.0, "April, lost");
    is(run.monthly[3].classes[0].closures[cause(&port, "repair")], 24.0, "April, by cause");
    // From May on nobody comes.
    for month in 4..24 {
        is(place(month).occupied, 0.0, "nobody alongside");
        is(place(month).open, (run.monthly[month].until - run.monthly[month].from).hours(), "in use by date");
    }
}

fn cause(port: &Port, name: &str) -> usize {
    port.causes.iter().position(|cause| cause.english == name).expect("a cause")
}

/// Rows of a file as cells by column.
fn rows(desk: &Desk, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(desk.path(name)).expect("a table");
    let mut lines = csv_lines(&text);
    let heads = lines.next().expect("heads");
    lines.map(|cells| heads.iter().cloned().zip(cells).collect()).collect()
}

/// Cells of lines without quotes.
fn csv_lines(text: &str) -> impl Iterator<Item = Vec<String>> {
    text.lines().map(|line| line.split(',').map(str::to_owned).collect())
}

fn figure(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column}: {row:?}"))
}

/// The figures of `february_by_hand` as shares: 672 of 672 h shut in February, 456 ÷ 672 vessels at anchor; in April the berth is in use
/// for 72 of 720 h, and 24 are lost; the crane works 48.
#[test]
fn files_of_february_by_hand() {
    let desk = Desk::new();
    desk.file("february.toml", FEBRUARY.replace("2 years", "1 year"));
    let few = ["--replications", "2", "--capacity", "none", "--offer", "none", "--quiet", "--out", "out"];
    desk.succeed(&[&["run", "february.toml"][..], &few].concat());
    let months = rows(&desk, "out/months.csv");
    let row = |month: &str, kind: &str| {
        let found = months.iter().find(|row| row["month"] == month && row["kind"] == kind);
        found.unwrap_or_else(|| panic!("no {kind} in {month}"))
    };
    let is = |month: &str, kind: &str, column: &str, hand: f64| {
        let found = figure(row(month, kind), column);
        assert!((found - hand).abs() < 1e-6, "{month} {kind} {column}: {found}, by hand {hand}");
    };
    is("2025-02", "channel", "lost", 1.0);
    is("2025-02", "channel", "closed_h", 672.0);
    is("2025-02", "anchorage", "number", 456.0 / 672.0);
    is("2025-02", "place", "use", 0.0);
    is("2025-03", "place", "use", 96.0 / 744.0);
    is("2025-04", "place", "use", 0.1);
    is("2025-04", "place", "lost", 24.0 / 720.0);
    is("2025-04", "place", "lost_high", 24.0 / 720.0);
    is("2025-04", "equipment", "use", 48.0 / 720.0);
    let vessels = rows(&desk, "out/vessel-months.csv");
    let waits: Vec<_> = vessels.iter().filter(|row| row["part"] == "wait at anchor").collect();
    assert_eq!(waits.len(), 1, "{waits:?}");
    assert_eq!((waits[0]["month"].as_str(), waits[0]["what"].as_str()), ("2025-02", "ice"));
    assert!((figure(waits[0], "vessel_h") - 456.0).abs() < 1e-6);
    let summary = desk.summary("out");
    assert_eq!(summary["months"].as_array().map(Vec::len), Some(12));
    assert_eq!(summary["months"][1]["channel"]["lost"]["mean"].as_f64(), Some(1.0));
    let page = std::fs::read_to_string(desk.path("out/report.html")).expect("the page");
    assert!(page.contains("the channel is shut inbound 100% of the time in Feb"));
}

/// What is a share of all hours is in the year the mean of its months by their hours; and what vessels do alongside tiles their time.
#[test]
fn months_say_the_same_as_the_year() {
    let desk = Desk::new();
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/quickstart.toml");
    let few = ["--replications", "3", "--capacity", "none", "--offer", "none", "--quiet", "--out", "out"];
    desk.succeed(&[&["run", scenario][..], &few].concat());
    let months = rows(&desk, "out/months.csv");
    let mut compared = 0;
    for link in rows(&desk, "out/chain.csv") {
        let of: Vec<_> = months.iter().filter(|month| month["kind"] == link["kind"]).collect();
        assert_eq!(of.len(), 12, "{link:?}");
        if ["section", "yard", "place", "equipment"].contains(&link["kind"].as_str()) {
            let sum: f64 = of.iter().map(|month| figure(month, "use") * figure(month, "hours_h")).sum();
            let year = figure(&link, "mean_use");
            assert!((sum / 8760.0 - year).abs() < 2e-6, "{link:?}: {}", sum / 8760.0);
            compared += 1;
        }
    }
    assert_eq!(compared, 4, "one of each");
    let kinds =
        ["productive_h", "closed_h", "shift_h", "yard_h", "machine_h", "way_out_h", "pattern_h", "mooring_h"];
    for month in months.iter().filter(|month| month["kind"] == "place") {
        let sum: f64 = kinds.iter().map(|kind| figure(month, kind)).sum();
        assert!((sum - figure(month, "in_use_h")).abs() < 1e-4, "{month:?}");
        assert!(figure(month, "lost") <= figure(month, "use"), "{month:?}");
    }
}
