//! `[section.NAME]`: sections of the channel, sea to port (rule W1).

use crate::port::{Figure, PassingRule, Section};
use crate::scenario::bounds::{NOT_NEGATIVE, POSITIVE};
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
    let section = Section {
        name: entry.name.to_owned(),
        label,
        length: table.figure(low, "length", NOT_NEGATIVE).unwrap_or(Figure::fixed(Metres::ZERO)),
        speed: table.figure(low, "speed", POSITIVE),
        transit: table.figure_or(low, "transit", NOT_NEGATIVE, Duration::ZERO),
        passing: table.choice(low, "passing", &rules).unwrap_or(PassingRule::TwoWay),
        headway: table.figure_or(low, "headway", NOT_NEGATIVE, Duration::ZERO),
        convoy: None,
        bed: None,
        under_keel_share: Figure::fixed(0.0),
        under_keel: Figure::fixed(Metres::ZERO),
    };
    table.finish(low);
    section
}
