//! Sentences of the answer, shared by the terminal and the page: what is reached, when, how surely, what is missing, what
//! holds it back. Leaves out layout.

use super::context::Context;
use super::losses;
use super::number::{Mass, chance, fixed, percent, signed_percent, stated};
use super::text::{Language, fill};
use crate::analysis::{Answer, Barred, Link, LinkKind, LinkUse, Proportion, SURE, Starved, Table, Verdict};
use crate::port::{Label, Port};

/// A share of replications below which a target counts as not reached.
const UNLIKELY: f64 = 0.2;
/// From this share of replications on, one limit is said to hold.
const MOSTLY: f64 = 0.6;

/// What sentences are made from.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    /// The port.
    pub port: &'a Port,
    /// The answer.
    pub answer: &'a Answer,
    /// What goes beside it.
    pub context: &'a Context,
    /// In which language.
    pub language: Language,
}

impl<'a> Voice<'a> {
    /// Classes of which nobody got in: `template` filled for each.
    pub(super) fn barred(&self, template: &str) -> Vec<String> {
        let said = |barred: &Barred| {
            let class = self.language.name(&self.port.classes[barred.index].label);
            fill(template, &[("class", class), ("calls", &fixed(barred.calls, 0))])
        };
        self.answer.barred.iter().map(said).collect()
    }

    /// Classes left waiting: `template` filled for each.
    pub(super) fn starved(&self, template: &str) -> Vec<String> {
        let said = |starved: &Starved| {
            let class = self.language.name(&self.port.classes[starved.index].label);
            let (wait, others) = (fixed(starved.wait, 0), fixed(starved.others, 0));
            let lost = percent(starved.lost);
            fill(template, &[("class", class), ("wait", &wait), ("others", &others), ("lost", &lost)])
        };
        self.answer.starved.iter().map(said).collect()
    }

    /// The span the headline speaks of: the first year sure of the target, else the likeliest and latest judged.
    pub(super) fn key(&self) -> Option<&'a Verdict> {
        let verdicts = &self.answer.verdicts;
        let sure = self.answer.first_years.throughput;
        let first = verdicts.iter().find(|verdict| sure.is_some() && verdict.span.year == sure);
        let share = |verdict: &Verdict| verdict.throughput_meets.map_or(0.0, |found| found.share);
        first.or_else(|| verdicts.iter().max_by(|a, b| share(a).total_cmp(&share(b))))
    }

    /// The unit in which tonnes of this answer read well.
    pub(super) fn mass(&self) -> Mass {
        let of = |verdict: &Verdict| {
            let found = [verdict.demand, verdict.capacity, verdict.throughput];
            found.into_iter().flatten().map(|estimate| estimate.p50).fold(0.0, f64::max)
        };
        let greatest = self.answer.verdicts.iter().map(of).fold(0.0, f64::max);
        Mass::for_greatest(greatest.max(self.answer.target.unwrap_or(0.0)), self.language)
    }

    /// A stated amount with the same amount in the units of the other language: "20 Mt (2000 万吨)".
    pub(super) fn both_ways(&self, tonnes: f64) -> String {
        format!("{} ({})", stated(tonnes, self.language), stated(tonnes, self.language.other()))
    }

    /// The accounts of a judged span.
    pub(super) fn table(&self, verdict: &Verdict) -> Option<&'a Table> {
        self.answer.tables.iter().find(|table| table.span == verdict.span)
    }

    /// What stands between sentences.
    pub(super) fn gap(&self) -> &'static str {
        if self.language == Language::Chinese { "" } else { " " }
    }

    /// The title of the scenario.
    pub(super) fn title(&self) -> &'a str {
        self.language.name(&self.port.study.title)
    }

    /// Scenario, replications, seed.
    pub(super) fn run_line(&self) -> String {
        let words = self.language.words();
        let template = if self.answer.replications == 1 { words.one_run_line } else { words.run_line };
        let count = self.answer.replications.to_string();
        let seed = self.context.seed.to_string();
        fill(template, &[("title", self.title()), ("replications", &count), ("seed", &seed)])
    }

    /// Whether and when the target is reached.
    pub(super) fn verdict(&self, key: &Verdict) -> String {
        let words = self.language.words();
        let year = key.span.name();
        let Some((target, found)) = self.answer.target.zip(key.throughput_meets) else {
            let throughput = key.throughput.map_or_else(String::new, |t| self.mass().with_unit(t.mean));
            return fill(words.no_target, &[("throughput", &throughput), ("year", &year)]);
        };
        let several = self.answer.verdicts.len() > 1;
        let template = match found.share {
            share if share >= SURE && several => words.reached_from,
            share if share >= SURE => words.reached,
            _ if several => words.never_reached,
            share if share <= UNLIKELY => words.not_reached,
            _ => words.open_whether,
        };
        let name = |at: Option<&Verdict>| at.map_or_else(String::new, |verdict| verdict.span.name());
        let verdicts = &self.answer.verdicts;
        let values = [
            ("target", stated(target, self.language)),
            ("year", year),
            ("chance", chance(Some(&found))),
            ("first", name(verdicts.first())),
            ("last", name(verdicts.last())),
        ];
        fill(template, &values.each_ref().map(|(key, value)| (*key, value.as_str())))
    }

    /// How surely demand, capacity and throughput reach the target; over several years: when first.
    pub(super) fn how_surely(&self, key: &Verdict) -> Option<String> {
        let words = self.language.words();
        self.answer.target?;
        let last = self.answer.verdicts.last()?.span.name();
        if self.answer.verdicts.len() > 1 {
            let asked = self.answer.verdicts.iter().any(|verdict| verdict.capacity_meets.is_some());
            let none = fill(words.none_until, &[("year", &last)]);
            let year = |found: Option<i16>| found.map_or_else(|| none.clone(), |year| year.to_string());
            let first = &self.answer.first_years;
            let capacity = if asked { year(first.capacity) } else { words.not_asked.to_owned() };
            let (demand, throughput) = (year(first.demand), year(first.throughput));
            return Some(fill(
                words.first_years,
                &[("demand", &demand), ("capacity", &capacity), ("throughput", &throughput)],
            ));
        }
        let said = |share: Option<Proportion>| match share {
            Some(share) => chance(Some(&share)),
            None => words.not_asked.to_owned(),
        };
        let (demand, capacity) = (said(key.demand_meets), said(key.capacity_meets));
        let values = [("year", &*key.span.name()), ("demand", &demand), ("capacity", &capacity)];
        let throughput = said(key.throughput_meets);
        Some(fill(words.chances, &[&values[..], &[("throughput", &*throughput)]].concat()))
    }

    /// What is expected and what is missing, for want of what.
    pub(super) fn missing(&self, verdict: &Verdict) -> Option<String> {
        let words = self.language.words();
        let (mass, throughput) = (self.mass(), verdict.throughput?);
        let lack = verdict.shortfall?;
        let template = if lack.missing > 0.0 { words.missing } else { words.nothing_missing };
        let values = [
            ("year", verdict.span.name()),
            ("throughput", mass.with_unit(throughput.mean)),
            ("range", mass.range(&throughput)),
            ("missing", mass.with_unit(lack.missing)),
            ("cargo", mass.number(lack.cargo)),
            ("capacity", mass.number(lack.capacity)),
        ];
        Some(fill(template, &values.each_ref().map(|(key, value)| (*key, value.as_str()))))
    }

    /// What holds it back, as far as it is known: cargo or capacity; then who waits first and what holds calls longest, or,
    /// without an account of hours, what is used hardest.
    pub(super) fn held_back(&self, verdict: &Verdict) -> Vec<String> {
        let words = self.language.words();
        let year = verdict.span.name();
        let (mut held, mut sentences) = (Vec::new(), Vec::new());
        if let Some(limited) = verdict.demand_limited {
            let (template, share) = match limited.share {
                share if share >= MOSTLY => (words.held_by_cargo, share),
                share if share <= 1.0 - MOSTLY => (words.held_by_capacity, 1.0 - share),
                share => (words.held_by_both, 1.0 - share),
            };
            held.push(fill(template, &[("year", &year), ("share", &percent(share))]));
        }
        if let Some(binding) = verdict.binding_classes.first() {
            let class = self.language.name(&self.port.classes[binding.index].label);
            let share = percent(binding.share.share);
            sentences.push(fill(words.first_to_wait, &[("class", class), ("share", &share)]));
        }
        let hours = losses::sentences(self, verdict);
        if let Some((link, share)) = hardest(verdict).filter(|_| hours.is_none()) {
            let link = self.link_name(link);
            sentences.push(fill(words.hardest_link, &[("link", link), ("use", &percent(share))]));
        }
        if !sentences.is_empty() {
            held.push(sentences.join(self.gap()));
        }
        held.extend(hours.into_iter().flatten());
        held
    }

    /// The name of a link.
    pub(super) fn link_name(&self, link: &LinkUse) -> &'a str {
        self.name_of(&link.link)
    }

    /// The name of a link of the chain.
    pub(super) fn name_of(&self, link: &Link) -> &'a str {
        let (port, at) = (self.port, link.index);
        let label: &Label = match link.kind {
            LinkKind::Section => &port.sections[at].label,
            LinkKind::Marine => &port.marine[at].label,
            LinkKind::Place => &port.places[at].label,
            LinkKind::Equipment => &port.equipment[at].label,
            LinkKind::Yard => &port.yards[at].label,
            LinkKind::Capacity => &port.capacities[at].label,
            LinkKind::Mode => &port.modes[at].label,
            LinkKind::Crew => &port.crews[at].label,
        };
        self.language.name(label)
    }

    /// The approved design capacity as a legal line.
    pub(super) fn design(&self, verdict: &Verdict) -> Option<String> {
        let (design, throughput) = (self.answer.design_capacity?, verdict.throughput?);
        let values = [
            ("design", stated(design, self.language)),
            ("throughput", self.mass().with_unit(throughput.mean)),
            ("year", verdict.span.name()),
            ("share", percent(throughput.mean / design)),
        ];
        let words = self.language.words();
        Some(fill(words.design, &values.each_ref().map(|(key, value)| (*key, value.as_str()))))
    }

    /// The counting `rule`, with the side stream.
    pub(super) fn counted(&self, verdict: &Verdict, rule: &str) -> String {
        let words = self.language.words();
        let names: Vec<&str> = (self.port.demands.iter())
            .filter_map(|demand| demand.side_stream.as_ref())
            .map(|label| self.language.name(label))
            .collect();
        let side = verdict.side_stream.filter(|side| side.mean > 0.0 && !names.is_empty());
        let Some(side) = side else { return rule.to_owned() };
        let tonnes = self.mass().with_unit(side.mean);
        let more = fill(words.side_stream, &[("name", &names.join(", ")), ("tonnes", &tonnes)]);
        format!("{rule}{}{more}", self.gap())
    }

    /// What the ranges cover and what they do not (`said`, unless figures are fixed), and how much is chance.
    pub(super) fn covers(&self, verdict: &Verdict, said: &str) -> String {
        let words = self.language.words();
        if self.answer.fixed {
            return words.covers_chance.to_owned();
        }
        let mass = self.mass();
        let scatter = verdict.scatter.and_then(|s| Some((s.total?, s.chance?, s.ignorance?)));
        let Some((total, chance, ignorance)) = scatter else { return said.to_owned() };
        let values = [
            ("year", verdict.span.name()),
            ("total", mass.with_unit(total)),
            ("chance", mass.number(chance)),
            ("ignorance", mass.number(ignorance)),
        ];
        let more = fill(words.scatter, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
        format!("{said}{}{more}", self.gap())
    }

    /// How the model stands against the records, contradictions named.
    pub(super) fn records(&self) -> Vec<String> {
        let words = self.language.words();
        let records = self.answer.validation.records.iter().enumerate();
        let judged: Vec<_> = records
            .filter_map(|(at, record)| Some((at, record, record.within?, record.deviation?)))
            .collect();
        if judged.is_empty() {
            return Vec::new();
        }
        let count = |calibrated: bool| {
            let of = judged.iter().filter(|found| found.1.calibrated == calibrated);
            let met = of.clone().filter(|found| found.2).count().to_string();
            fill(words.of_count, &[("met", &met), ("of", &of.count().to_string())])
        };
        let mut said =
            vec![fill(words.records_line, &[("calibrated", &count(true)), ("held", &count(false))])];
        let observations = &self.port.study.observations;
        let against: Vec<String> = (judged.iter())
            .filter(|(_, record, within, _)| !within && !record.calibrated)
            .map(|(at, _, _, off)| {
                format!("{} ({})", self.language.name(&observations[*at].label), signed_percent(*off))
            })
            .collect();
        if !against.is_empty() {
            said.push(fill(words.contradictions, &[("list", &against.join(", "))]));
        }
        said
    }
}

/// The hardest used link of a span by its mean use.
pub(super) fn hardest(verdict: &Verdict) -> Option<(&LinkUse, f64)> {
    let used = verdict.chain.iter().filter_map(|link| Some((link, link.share?.mean)));
    used.reduce(|most, link| if link.1 > most.1 { link } else { most })
}
