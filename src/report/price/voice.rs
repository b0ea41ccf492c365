//! What the price list is told from, and numbers in its style.

use super::super::number::{Mass, dash, fixed};
use super::super::text::{Language, fill};
use super::words::{CHINESE, ENGLISH, Words};
use crate::analysis::{Gain, LeverGain, Measure};
use crate::lever::Lever;
use crate::port::Port;
use crate::price::PriceList;
use crate::units::TonnesPerYear;

/// What stands beside a price list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceContext {
    /// Version of the program.
    pub version: String,
    /// Hash of the scenario as resolved, hexadecimal.
    pub scenario_hash: String,
    /// Seed.
    pub seed: u64,
    /// Most replications asked for.
    pub most: u64,
    /// Offered at saturation.
    pub offer: Option<TonnesPerYear>,
    /// The year judged alone, if one was asked for.
    pub year: Option<i16>,
    /// True if uncertain figures were taken as stated.
    pub fixed: bool,
}

/// What a price list is told from.
#[derive(Clone, Copy, Debug)]
pub struct PriceVoice<'a> {
    /// The port.
    pub port: &'a Port,
    /// Its levers.
    pub levers: &'a [Lever],
    /// What they are worth.
    pub list: &'a PriceList,
    /// What stands beside.
    pub context: &'a PriceContext,
    /// In which language.
    pub language: Language,
}

impl<'a> PriceVoice<'a> {
    pub(super) fn words(&self) -> &'static Words {
        match self.language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    /// The title of the scenario.
    pub(super) fn title(&self) -> &'a str {
        self.language.name(&self.port.study.title)
    }

    /// The name of a lever.
    pub(super) fn name(&self, lever: usize) -> &'a str {
        self.language.name(&self.levers[lever].label)
    }

    /// The unit in which gains of tonnes read well.
    pub(super) fn mass(&self) -> Mass {
        let rows = self.list.answer.levers.iter().flat_map(|row| row.gains);
        let pairs = self.list.pairs.pairs.iter().flat_map(|pair| pair.gains);
        let tonnes = rows.chain(pairs).flatten().map(|gain| gain.mean.abs()).fold(0.0, f64::max);
        // A unit above the kilotonne hides what levers are worth, and a decimal below it is noise beside so much.
        let mass = Mass::for_greatest(tonnes.min(4e5), self.language);
        if tonnes >= 100.0 * mass.tonnes { Mass { decimals: 0, ..mass } } else { mass }
    }

    /// What a lever gains by a measure.
    pub(super) fn gain_of(&self, lever: usize, by: Measure) -> Option<Gain> {
        let row = self.list.answer.levers.iter().find(|row| row.lever == lever)?;
        row.gain(by).copied()
    }

    /// Mean and half an interval of a gain, signed: "+123 ± 12"; a dash where there is none.
    pub(super) fn gain(&self, gain: Option<&Gain>, by: Measure) -> String {
        let Some(gain) = gain else { return dash() };
        if gain.nothing {
            return "0".to_owned();
        }
        let mass = self.mass();
        let number = |value: f64| match by {
            Measure::Waiting => fixed(value, 1),
            _ => mass.number(value),
        };
        let mean = number(gain.mean);
        let sign = if gain.mean > 0.0 && mean.contains(|c: char| matches!(c, '1'..='9')) { "+" } else { "" };
        let half = gain.half.map_or_else(String::new, |half| format!(" ± {}", number(half)));
        format!("{sign}{mean}{half}")
    }

    /// The same with the unit of tonnes behind it.
    pub(super) fn gain_with_unit(&self, gain: Option<&Gain>, by: Measure) -> String {
        match by {
            Measure::Waiting => self.gain(gain, by),
            _ => format!("{} {}", self.gain(gain, by), self.mass().unit),
        }
    }

    /// A gain by a measure, in words.
    pub(super) fn said(&self, gain: Option<&Gain>, by: Measure) -> String {
        let words = self.words();
        let template = match by {
            Measure::Service => words.by_service,
            Measure::Saturation => words.by_saturation,
            Measure::Waiting => words.by_waiting,
            Measure::Passed => words.by_passed,
        };
        fill(template, &[("gain", self.gain_with_unit(gain, by).trim_start_matches('+'))])
    }

    /// Tonnes a year for a million, by the measure that ranks; absent without a cost, or where hours rank.
    pub(super) fn per_million(&self, row: &LeverGain) -> Option<f64> {
        let by = self.list.answer.by;
        let cost = self.levers[row.lever].cost.as_ref()?;
        (by != Measure::Waiting).then_some(row.gain(by)?.mean / cost.millions)
    }

    /// Millions as people write them: whole from 10 on, else with one decimal, or two below 1.
    pub(super) fn millions(&self, millions: f64) -> String {
        let decimals =
            if millions >= 9.95 || millions.fract() == 0.0 { 0 } else { 1 + usize::from(millions < 0.95) };
        fixed(millions, decimals)
    }

    /// The currency of the costs, if any is stated.
    pub(super) fn currency(&self) -> Option<&'a str> {
        self.levers.iter().find_map(|lever| Some(lever.cost.as_ref()?.currency.as_str()))
    }

    /// The measures that were asked for, the one that ranks first.
    pub(super) fn measures(&self) -> Vec<Measure> {
        let answer = &self.list.answer;
        let there = |by: &Measure| answer.levers.iter().any(|row| row.gain(*by).is_some());
        let mut measures: Vec<Measure> = Measure::ALL.into_iter().filter(there).collect();
        measures.sort_by_key(|by| *by != answer.by);
        measures
    }

    /// The head of a measure's column.
    pub(super) fn column(&self, by: Measure) -> &'static str {
        let words = self.words();
        match by {
            Measure::Service => words.column_service,
            Measure::Saturation => words.column_saturation,
            Measure::Waiting => words.column_waiting,
            Measure::Passed => words.column_passed,
        }
    }

    /// The cells of a lever: gains by measure, then cost and tonnes per million if any lever states a cost.
    pub(super) fn cells(&self, row: &LeverGain) -> Vec<String> {
        let mut cells: Vec<String> =
            self.measures().into_iter().map(|by| self.gain(row.gain(by), by)).collect();
        if self.currency().is_some() {
            let cost = self.levers[row.lever].cost.as_ref();
            cells.push(cost.map_or_else(dash, |cost| self.millions(cost.millions)));
            cells.push(self.per_million(row).map_or_else(dash, |tonnes| fixed(tonnes, 0)));
        }
        cells
    }

    /// The heads of those cells.
    pub(super) fn heads(&self) -> Vec<String> {
        let words = self.words();
        let mut heads: Vec<String> =
            self.measures().into_iter().map(|by| self.column(by).to_owned()).collect();
        if let Some(currency) = self.currency() {
            heads.push(fill(words.column_cost, &[("currency", currency)]));
            heads.push(words.column_per_million.to_owned());
        }
        heads
    }
}
