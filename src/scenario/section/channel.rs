//! `[section.NAME]`: sections of the channel, sea to port, their bed and who may be in them together (rules W1, W2).

use crate::port::{Convoy, Figure, PassingRule, Section};
use crate::scenario::bounds::{ANY, AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Lowering};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Metres};

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Section {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let rules = [
        ("one-way", PassingRule::OneWay),
        ("two-way", PassingRule::TwoWay),
        ("no-meeting", PassingRule::NoMeeting),
    ];
    let (under_keel_share, under_keel) = under_keel(low, &mut table);
    let section = Section {
        name: entry.name.to_owned(),
        label,
        length: table.figure(low, "length", NOT_NEGATIVE).unwrap_or(Figure::fixed(Metres::ZERO)),
        speed: table.figure(low, "speed", POSITIVE),
        transit: table.figure_or(low, "transit", NOT_NEGATIVE, Duration::ZERO),
        passing: table.choice(low, "passing", &rules).unwrap_or(PassingRule::TwoWay),
        headway: table.figure_or(low, "headway", NOT_NEGATIVE, Duration::ZERO),
        convoy: convoy(low, &mut table),
        bed: table.dated(low, "bed", ANY, Before::Stated),
        under_keel_share,
        under_keel,
    };
    table.finish(low);
    section
}

/// `under_keel`: the share of the draught, and what comes on top.
fn under_keel(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> (Figure<f64>, Figure<Metres>) {
    let none = (Figure::fixed(0.0), Figure::fixed(Metres::ZERO));
    let Some(node) = table.take("under_keel") else { return none };
    let path = table.path_of("under_keel");
    let Some(mut inner) = Reader::open(low, node, &path, table.origin()) else { return none };
    let share = inner.figure_or(low, "share", NOT_NEGATIVE, 0.0);
    let plus = inner.figure_or(low, "plus", NOT_NEGATIVE, Metres::ZERO);
    inner.finish(low);
    (share, plus)
}

fn convoy(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Convoy> {
    let node = table.take("convoy")?;
    let path = table.path_of("convoy");
    let mut inner = Reader::open(low, node, &path, table.origin())?;
    let most = inner.figure(low, "most", AT_LEAST_ONE.up_to(1e6));
    let within = inner.figure(low, "within", NOT_NEGATIVE);
    if !inner.has("most") && !inner.has("within") {
        let message = "`convoy` needs `most`, `within` or both: without a limit a run never ends";
        let problem = Problem::new(Code::MissingKey, node.place, &path, message);
        low.report(problem.help("convoy = { most = 4, within = \"3 h\" }"));
    }
    inner.finish(low);
    Some(Convoy { most, within })
}
