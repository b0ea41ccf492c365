//! The channel by its formula: vessels a day through each section, from the passing rule, the length of runs and headway. Tide
//! and daylight are not in it.

use super::volume::FlowYear;
use super::{YearSpan, operable};
use crate::formula::Fairway;
use crate::port::{Closure, Draws, Effect, PassingRule, Port, SectionId, Target};
use crate::units::{Duration, TonnesPerYear};

/// One section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChannelRow {
    /// Position in the port's sections.
    pub section: usize,
    /// L/v of the mean call.
    pub passage: Duration,
    /// Ships of a run; 1 where the scenario states none.
    pub run: f64,
    /// Days a year on which closures leave it open inbound.
    pub days: f64,
    /// Passages a day that it can take, both ways together; infinite without headway where vessels may meet.
    pub ships_a_day: f64,
    /// Passages a day at the year's calls.
    pub demand_a_day: f64,
    /// Statistical tonnes a year in the mean load of the year's calls.
    pub capacity: TonnesPerYear,
}

/// Every section, from sea to port.
pub(super) fn rows(port: &Port, span: &YearSpan, draws: &Draws, flows: &[FlowYear]) -> Vec<ChannelRow> {
    let calls: f64 = flows.iter().map(|flow| flow.calls).sum();
    if calls <= 0.0 {
        return Vec::new();
    }
    let tonnes: f64 = flows.iter().map(|flow| flow.counted).sum();
    let row = |(number, section): (usize, &crate::port::Section)| {
        let of_flow = |(flow, year): (&crate::port::Flow, &FlowYear)| {
            section.stay(&port.classes[flow.class.index()], draws).hours() * year.calls
        };
        let passage = port.flows.iter().zip(flows).map(of_flow).sum::<f64>() / calls;
        let run = section.convoy.and_then(|convoy| convoy.most).map_or(1.0, |most| most.at(draws).max(1.0));
        let fairway = Fairway { passage: Duration::from_hours(passage), headway: section.headway.at(draws) };
        let ships_a_day = match section.passing {
            // Where some vessels may not meet, all are taken as if they might not: the formula knows but one kind.
            PassingRule::OneWay | PassingRule::NoMeeting => fairway.one_way(run),
            PassingRule::TwoWay => fairway.two_way(),
        };
        let held = |closure: &Closure| {
            let here = |target: &Target| match target {
                Target::Section(SectionId(section), way) => {
                    *section as usize == number && *way != Some(crate::port::Direction::Export)
                }
                _ => false,
            };
            closure.effect == Effect::Hold && closure.targets.iter().any(here)
        };
        let days = operable::operable(port, span, draws, held).days;
        ChannelRow {
            section: number,
            passage: Duration::from_hours(passage),
            run,
            days,
            ships_a_day,
            demand_a_day: 2.0 * calls / span.days_a_year(),
            capacity: TonnesPerYear(ships_a_day / 2.0 * days * tonnes / calls),
        }
    };
    port.sections.iter().enumerate().map(row).collect()
}
