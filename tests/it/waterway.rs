//! Every passage of Toumen's channel, looked at afterwards without the model's own eyes: water under the keel at every minute, light, headway,
//! who met whom, closures, tugs and pilots on duty.

use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{DaylightHours, Direction, Draws, Effect, MarineNeed, PassingRule, Port, Target, Water};
use toumen::record::{Passage, Traffic};
use toumen::units::{Duration, Time};

use crate::validation::port;

/// Replications looked at, each with its own draws of depth, tide, rules and pools.
const REPLICATIONS: u64 = 12;
/// A hundredth of a millimetre: the tide is tabulated.
const CRUMB: f64 = 1e-5;

#[test]
fn every_passage_keeps_the_rules_of_the_channel() {
    let port = port("toumen-2025");
    let mut simulator = Simulator::new(&port);
    let (mut passages, mut tight) = (0, 0);
    for replication in 0..REPLICATIONS {
        let seed = Seed { batch: 3, replication };
        let draws = Draws::draw(&port, seed);
        let plan = Plan { traffic: true, ..Plan::whole(&port) };
        let traffic = simulator.run(&draws, seed, &plan).traffic.expect("it was asked for");
        for passage in &traffic.passages {
            tight += usize::from(keel(&port, &draws, passage));
            light(&port, &draws, passage);
        }
        meetings(&port, &draws, &traffic);
        closures(&port, &traffic);
        services(&port, &draws, &traffic);
        passages += traffic.passages.len();
    }
    assert!(passages > 20_000 && tight > 200, "{passages} passages, {tight} of them bound by the tide");
}

/// Sections in the order of sailing: number, when it is entered and left.
fn legs(passage: &Passage) -> Vec<(usize, Time, Time)> {
    let mut at = passage.start;
    let mut sections: Vec<usize> = (0..passage.stays.len()).collect();
    if !passage.inbound {
        sections.reverse();
    }
    let leg = |section: usize| {
        let entered = at;
        at += passage.stays[section];
        (section, entered, at)
    };
    sections.into_iter().map(leg).collect()
}

/// Water under the keel, both ends and every minute between. True if it would not float at every level of the tide.
fn keel(port: &Port, draws: &Draws, passage: &Passage) -> bool {
    let Water::Tide { mean, factor, lag, curve } = &port.water else { panic!("Toumen has a tide") };
    let mut tight = false;
    for (number, entered, left) in legs(passage) {
        let section = &port.sections[number];
        // Beds are dated; a passage is cleared under the bed of its clearance, at most an hour or two before it starts.
        let bed = section.bed.as_ref().expect("a bed").at(entered, draws).0;
        let needed = bed
            + passage.draught.0 * (1.0 + section.under_keel_share.at(draws))
            + section.under_keel.at(draws).0;
        let level = |at: Time| mean.at(draws).0 + factor.at(draws) * curve.level(at - lag.at(draws));
        tight |= needed > mean.at(draws).0 + factor.at(draws) * curve.lowest();
        let mut at = entered;
        while at < left {
            assert!(
                level(at) >= needed - CRUMB,
                "{passage:?} needs {needed} m at {at:?} in section {number}: {} m",
                level(at)
            );
            at += Duration::from_hours(1.0 / 60.0);
        }
        assert!(level(left) >= needed - CRUMB, "{passage:?} needs {needed} m as it leaves section {number}");
    }
    tight
}

/// Those bound by daylight sail between sunrise and sunset, to the minute that a table of one year allows.
fn light(port: &Port, draws: &Draws, passage: &Passage) {
    let rule = port.daylight.as_ref().expect("a daylight rule");
    let class = &port.classes[port.flows[passage.flow].class.index()];
    let bound = if passage.inbound { class.daylight.inbound } else { class.daylight.outbound };
    if !bound || rule.in_force.at(draws) < 0.5 {
        return;
    }
    let DaylightHours::Sun(sun) = &rule.hours else { panic!("by the sun") };
    let day = sun.daylight(&port.almanac, port.almanac.date(passage.start)).expect("it rises");
    let ends = legs(passage).last().expect("a section").2;
    let minute = Duration::from_hours(1.0 / 60.0);
    assert!(day.opens <= passage.start + minute && ends <= day.closes + minute, "{passage:?} in {day:?}");
}

/// Headway between starts the same way; nobody meets a vessel that may not meet.
fn meetings(port: &Port, draws: &Draws, traffic: &Traffic) {
    for (number, section) in port.sections.iter().enumerate() {
        assert_eq!(section.passing, PassingRule::NoMeeting);
        let in_section = |passage: &Passage| {
            let (_, entered, left) =
                legs(passage).into_iter().find(|leg| leg.0 == number).expect("all pass all");
            let class = &port.classes[port.flows[passage.flow].class.index()];
            (entered, left, passage.inbound, class.no_meeting)
        };
        let mut stays: Vec<_> = traffic.passages.iter().map(in_section).collect();
        stays.sort_unstable();
        let longest = stays.iter().map(|stay| stay.1 - stay.0).max().unwrap_or_default();
        for (at, one) in stays.iter().enumerate() {
            for other in
                stays[at + 1..].iter().take_while(|other| other.0 < one.0 + longest.max(Duration::DAY))
            {
                if one.2 == other.2 {
                    assert!(
                        other.0 - one.0 >= section.headway.at(draws),
                        "{one:?} and {other:?} in {number}"
                    );
                } else if one.3 || other.3 {
                    assert!(other.0 >= one.1, "{one:?} meets {other:?} in section {number}");
                }
            }
        }
    }
}

/// Nobody starts inbound while a closure holds the channel inbound. (Outbound, closures are tested before unmooring.)
fn closures(port: &Port, traffic: &Traffic) {
    let holds: Vec<bool> = (port.closures.iter())
        .map(|closure| {
            let inbound = |target: &Target| {
                matches!(target, Target::Section(_, way) if way.is_none_or(|way| way == Direction::Import))
            };
            closure.effect == Effect::Hold && closure.targets.iter().any(inbound)
        })
        .collect();
    for passage in traffic.passages.iter().filter(|passage| passage.inbound) {
        for (number, _) in holds.iter().enumerate().filter(|(_, holds)| **holds) {
            let mut before =
                traffic.closures.iter().filter(|change| change.1 == number && change.0 <= passage.start);
            assert!(
                !before.next_back().is_some_and(|change| change.2),
                "{passage:?} under {}",
                port.closures[number].name
            );
        }
    }
}

/// Pilots and tugs that inbound vessels need whatever the weather and the flag are never more than there are.
fn services(port: &Port, draws: &Draws, traffic: &Traffic) {
    for service in &port.marine {
        let job = service.job.expect("a job time").at(draws);
        let mut changes: Vec<(Time, bool, f64)> = Vec::new();
        for passage in traffic.passages.iter().filter(|passage| passage.inbound) {
            let class = &port.classes[port.flows[passage.flow].class.index()];
            let applies = |need: &&MarineNeed| {
                let long = need
                    .loa_from
                    .is_none_or(|from| class.loa.expect("a length").at(draws).0 >= from.at(draws).0);
                let heavy = need
                    .dwt_from
                    .is_none_or(|from| class.dwt.expect("a deadweight").at(draws).0 >= from.at(draws).0);
                long && heavy && !need.foreign && need.weather.is_none()
            };
            let number =
                service.needs.iter().filter(applies).map(|need| need.inbound.at(draws)).fold(0.0, f64::max);
            changes.push((passage.start, true, number));
            changes.push((passage.start + job, false, number));
        }
        // One released at an instant may go again at it.
        changes.sort_by_key(|change| (change.0, change.1));
        let mut bound = 0.0;
        for (at, begins, number) in changes {
            bound += if begins { number } else { -number };
            let count = service.count.at(at, draws).round();
            assert!(bound <= count, "{bound} of {count} {} at {at:?}", service.name);
        }
    }
}
