//! The command line. What it says about itself is all the manual there is.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::units::TonnesPerYear;

const EXAMPLES: &str = "\
Examples:
  toumen                                         the verdict on the shipped Toumen 2025 scenario
  toumen run my-port.toml                        the verdict on your own
  toumen run toumen-2030 --with one-line-quay    a shipped scenario under a patch
  toumen run my-port.toml --offer '26 Mt' --replications 500 --out results
  toumen twin toumen-2025                        the tables of a feasibility report beside the simulation
  toumen price my-port.toml                      what one more berth, tug, train or decimetre is worth
  toumen check my-port.toml                      what is wrong or unusual in it
  toumen explain my-port.toml --visit 17         why that call took so long, and who stood in its way

Shipped scenarios, by name: toumen (2019-2035), toumen-2023, toumen-2025, toumen-2030, quickstart;
patches: one-line-quay, materials-inbound, no-channel, deeper-channel, two-way-channel, more-tugs, daylight-only,
no-daylight-rule, phase3, ro-ro, container-bonded, island-rail, logistics-park, liquid-chemicals, lng,
ningbo-overflow.

Exit codes: 0 done, 2 wrong command line, 65 wrong scenario, 70 internal error, 74 file cannot be read or written,
130 interrupted (the replications complete by then are written).";

const RUN_NOTES: &str = "\
What it answers, per calendar year: demand; capacity at the service level that the scenario states; saturation, what
passes when ships wait without end; what will pass; with what probability the target is met; and what binds.

What it writes to the folder: report.html (read this first), summary.json, replications.csv, tables as CSV, charts as
SVG and PNG. Same scenario, seed and version: the same bytes, whatever the number of threads.

Ctrl-C writes the replications that are complete, marked as interrupted; once more ends at once.";

const TWIN_NOTES: &str = "\
What it shows, for one year: the berth capacity table by the formula of JTS 165 in both its forms, yards, \
collection and distribution, channel, the chain's narrowest link; what the utilisation means in waiting, by \
exact queues; and the way from the formula to the simulated capacity at the service level, one thing switched \
on at a time under common chance.

What it writes to the folder: twin.html, twin.json, tables as CSV. Same scenario, seed and version: the same \
bytes, whatever the number of threads. Ctrl-C keeps the replications that are complete.";

const PRICE_NOTES: &str = "\
What it answers: by how many tonnes a year at the service level and at saturation, and how many hours of \
waiting, each lever moves the port, with an interval; which levers cannot be told apart; and which pair is \
best, for bottlenecks move.

Every lever meets the same vessels, weather and drawn figures as the port itself. Levers are those that every \
port has (`--list` names them) and the tables [lever.NAME] of the scenario.

What it writes to the folder: price.html, price.csv, price-pairs.csv, price.json, charts as SVG and PNG in \
both languages. Same scenario, seed and version: the same bytes, whatever the number of threads. Ctrl-C shows \
what is complete; once more ends at once.";

/// Port logistics throughput simulator: does the port reach its target, and if not, for want of cargo or of capacity,
/// and what holds it back?
#[derive(Debug, Parser)]
#[command(name = "toumen", version, about, after_help = EXAMPLES, max_term_width = 110)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Simulate a scenario and write the verdict, a report, tables and charts (this is what `toumen` alone does)
    Run(RunArguments),
    /// The planner's formulas on a scenario, and why the simulation says otherwise, step by step
    Twin(TwinArguments),
    /// Say what relaxing each constraint of a scenario by a unit is worth: a berth, a tug, a train a day, 0.3 m of depth
    Price(PriceArguments),
    /// Say what is wrong or unusual in scenarios and what presets fill in, without simulating
    Check(CheckArguments),
    /// Tell the story of one call, or of the worst calls of a replication: what it waited for and who stood in its way
    Explain(ExplainArguments),
    /// Print a script that completes this command in your shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Clone, Debug, Args)]
#[command(after_long_help = RUN_NOTES)]
pub(super) struct RunArguments {
    /// Scenario: a file, or the name of a shipped one
    #[arg(default_value = "toumen-2025")]
    pub(super) scenario: String,

    /// Lay this file (or shipped patch) over the scenario; may be given several times, later ones win
    #[arg(long = "with", value_name = "PATCH")]
    pub(super) patches: Vec<String>,

    /// Number of replications [default: as the scenario says, 200 unless stated]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub(super) replications: Option<u64>,

    /// Seed of all that is random [default: as the scenario says]
    #[arg(long, value_name = "S")]
    pub(super) seed: Option<u64>,

    /// Worker threads, 0 = all cores; the results do not depend on it
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) threads: usize,

    /// Tonnes a year offered in the saturation run, such as '26 Mt' or 2600万吨; `none` skips it [default: 1.3 × the target]
    #[arg(long, value_name = "X", value_parser = offer, allow_hyphen_values = true)]
    pub(super) offer: Option<Offer>,

    /// Search the capacity at the service level of each year, or skip it
    #[arg(long, value_name = "HOW", default_value = "service")]
    pub(super) capacity: Capacity,

    /// Take uncertain figures as stated instead of drawing them once per replication
    #[arg(long)]
    pub(super) fixed: bool,

    /// Folder for report, tables and charts; made if it is not there
    #[arg(long, value_name = "DIR", default_value = "toumen-out")]
    pub(super) out: PathBuf,

    /// Also write the visits and events of this replication as CSV (numbered from 0)
    #[arg(long, value_name = "R")]
    pub(super) log: Option<u64>,

    /// Month of the berth plan, such as 2025-07; it is drawn from the first replication [default: the month of the first year judged in which most vessels berth]
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub(super) gantt: Option<Month>,

    /// Language of the verdict, the report and the charts
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(super) language: Tongue,

    /// No progress and no findings on standard error
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Clone, Debug, Args)]
#[command(after_long_help = PRICE_NOTES)]
pub(super) struct PriceArguments {
    /// Scenario: a file, or the name of a shipped one
    #[arg(default_value = "toumen-2025")]
    pub(super) scenario: String,

    /// Lay this file (or shipped patch) over the scenario; may be given several times, later ones win
    #[arg(long = "with", value_name = "PATCH")]
    pub(super) patches: Vec<String>,

    /// Only these levers, by name: berth-b,marine-tugs [default: all of the scenario]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(super) levers: Vec<String>,

    /// Name the levers of the scenario, simulate nothing
    #[arg(long)]
    pub(super) list: bool,

    /// Most replications; fewer if the ranking is clear before [default: as the scenario says, at most 28]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub(super) replications: Option<u64>,

    /// Seed of all that is random [default: as the scenario says]
    #[arg(long, value_name = "S")]
    pub(super) seed: Option<u64>,

    /// Worker threads, 0 = all cores; the results do not depend on it
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) threads: usize,

    /// Judge this calendar year alone [default: the mean of all years of the window]
    #[arg(long, value_name = "YYYY")]
    pub(super) year: Option<i16>,

    /// Tonnes a year offered at saturation, such as '26 Mt'; `none` skips it [default: 1.3 × the target]
    #[arg(long, value_name = "X", value_parser = offer, allow_hyphen_values = true)]
    pub(super) offer: Option<Offer>,

    /// Ask for tonnes at the service level, or skip them
    #[arg(long, value_name = "HOW", default_value = "service")]
    pub(super) capacity: Capacity,

    /// What the ranking goes by [default: the first of these that is asked for]
    #[arg(long, value_name = "WHAT")]
    pub(super) rank: Option<Rank>,

    /// Take uncertain figures as stated instead of drawing them once per replication
    #[arg(long)]
    pub(super) fixed: bool,

    /// Folder for the page, tables and charts; made if it is not there
    #[arg(long, value_name = "DIR", default_value = "toumen-price")]
    pub(super) out: PathBuf,

    /// Language of the price list, the page and the charts
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(super) language: Tongue,

    /// No progress and no findings on standard error
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Clone, Debug, Args)]
#[command(after_long_help = TWIN_NOTES)]
pub(super) struct TwinArguments {
    /// Scenario: a file, or the name of a shipped one
    #[arg(default_value = "toumen-2025")]
    pub(super) scenario: String,

    /// Lay this file (or shipped patch) over the scenario; may be given several times, later ones win
    #[arg(long = "with", value_name = "PATCH")]
    pub(super) patches: Vec<String>,

    /// Calendar year of the tables [default: the first whole year of the window]
    #[arg(long, value_name = "YYYY")]
    pub(super) year: Option<i16>,

    /// Effective utilisation of berths ρ in the formula, 0 to 1 [default: 0.60]
    #[arg(long, value_name = "RHO", value_parser = share)]
    pub(super) utilisation: Option<f64>,

    /// Imbalance of calls KB in the second form of the formula, at least 1 [default: 1.5]
    #[arg(long, value_name = "KB", value_parser = imbalance)]
    pub(super) imbalance: Option<f64>,

    /// Number of replications of the reconciliation; 0 leaves it out
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u64).range(0..=1_000_000_000))]
    pub(super) replications: u64,

    /// Seed of all that is random [default: as the scenario says]
    #[arg(long, value_name = "S")]
    pub(super) seed: Option<u64>,

    /// Worker threads, 0 = all cores; the results do not depend on it
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) threads: usize,

    /// Leave out the last step, in which uncertain figures are drawn
    #[arg(long)]
    pub(super) fixed: bool,

    /// Folder for the page and the tables; made if it is not there
    #[arg(long, value_name = "DIR", default_value = "toumen-twin")]
    pub(super) out: PathBuf,

    /// Language of the text and the page
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(super) language: Tongue,

    /// No progress on standard error
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Scenarios: files, or names of shipped ones
    #[arg(required = true, value_name = "SCENARIO")]
    pub(super) scenarios: Vec<String>,

    /// Lay this file (or shipped patch) over each of them
    #[arg(long = "with", value_name = "PATCH")]
    pub(super) patches: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// Scenario: a file, or the name of a shipped one
    pub(super) scenario: String,

    /// Lay this file (or shipped patch) over the scenario; may be given several times, later ones win
    #[arg(long = "with", value_name = "PATCH")]
    pub(super) patches: Vec<String>,

    /// Number of the replication, from 0; any can be replayed
    #[arg(long, value_name = "R", default_value_t = 0)]
    pub(super) replication: u64,

    /// Number of the visit, in order of arrival from 1, as in `log/visits-R.csv`
    #[arg(long, value_name = "V", conflicts_with_all = ["worst", "class", "year"])]
    pub(super) visit: Option<u32>,

    /// Tell of so many calls with most hours beyond what they need (waited, or lost in cargo work) [default: 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(super) worst: Option<u32>,

    /// Of the worst calls, only those of this class
    #[arg(long, value_name = "CLASS")]
    pub(super) class: Option<String>,

    /// Of the worst calls, only those that arrived in this year
    #[arg(long, value_name = "YYYY")]
    pub(super) year: Option<i16>,

    /// Seed of all that is random [default: as the scenario says]
    #[arg(long, value_name = "S")]
    pub(super) seed: Option<u64>,

    /// Take uncertain figures as stated instead of drawing them once per replication
    #[arg(long)]
    pub(super) fixed: bool,

    /// Language of the story
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub(super) language: Tongue,
}

/// What is offered in the saturation run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Offer {
    /// Nothing: skip it.
    None,
    /// So much a year.
    Stated(TonnesPerYear),
}

/// A month of a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// Year, 1 to 9999.
    pub(super) year: i16,
    /// Month, 1 to 12.
    pub(super) month: i8,
}

/// How capacity is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Capacity {
    /// At the service level that the scenario states
    Service,
    /// Not at all
    None,
}

/// What a price list is ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Rank {
    /// Tonnes a year at the service level
    Service,
    /// Tonnes a year at saturation
    Saturation,
    /// Hours of waiting saved under the scenario's own demand
    Waiting,
    /// Tonnes a year that pass under the scenario's own demand
    Passed,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Tongue {
    /// English
    En,
    /// 中文
    Zh,
}

fn share(text: &str) -> Result<f64, String> {
    match text.trim().parse() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("write a share above 0 and at most 1, such as 0.6".to_owned()),
    }
}

fn imbalance(text: &str) -> Result<f64, String> {
    match text.trim().parse() {
        Ok(factor) if (1.0..=100.0).contains(&factor) => Ok(factor),
        _ => Err("write a factor of at least 1, such as 1.5".to_owned()),
    }
}

fn month(text: &str) -> Result<Month, String> {
    let figures = |part: &str, count: usize| {
        (part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
    };
    let parts =
        text.trim().split_once('-').and_then(|(year, month)| Some((figures(year, 4)??, figures(month, 2)??)));
    match parts {
        Some((year @ 1.., month @ 1..=12)) => Ok(Month { year, month: month as i8 }),
        _ => Err("write a year and a month, such as 2025-07".to_owned()),
    }
}

fn offer(text: &str) -> Result<Offer, String> {
    if text.trim() == "none" {
        return Ok(Offer::None);
    }
    let volume = crate::scenario::read_volume(text)?;
    if volume.0 <= 0.0 {
        return Err("write a volume above zero, such as '26 Mt', or `none`".to_owned());
    }
    Ok(Offer::Stated(volume))
}
