//! Sentences of the price list, shared by the terminal and the page.

use super::super::number::{Mass, fixed, percent, stated};
use super::super::text::fill;
use super::voice::PriceVoice;
use crate::analysis::{Measure, PairGain};

impl PriceVoice<'_> {
    /// Scenario, replications, seed.
    pub(super) fn run_line(&self) -> String {
        let values = [
            ("title", self.title().to_owned()),
            ("replications", self.list.answer.replications.to_string()),
            ("most", self.context.most.to_string()),
            ("seed", self.context.seed.to_string()),
        ];
        fill(self.words().run_line, &values.each_ref().map(|(key, value)| (*key, value.as_str())))
    }

    /// The levels from which levers gain.
    pub(super) fn as_it_is(&self) -> String {
        let (words, base) = (self.words(), &self.list.answer.base);
        let said = Measure::ALL.iter().zip(base).filter_map(|(by, level)| {
            let mean = level.as_ref()?.mean;
            let tonnes = Mass::for_greatest(mean, self.language).with_unit(mean);
            Some(match by {
                Measure::Service => fill(words.base_service, &[("tonnes", &tonnes)]),
                Measure::Saturation => fill(words.base_saturation, &[("tonnes", &tonnes)]),
                Measure::Waiting => fill(words.base_waiting, &[("hours", &fixed(mean, 1))]),
                Measure::Passed => fill(words.base_passed, &[("tonnes", &tonnes)]),
            })
        });
        let figures = said.collect::<Vec<_>>().join(words.list_gap);
        let year = self
            .context
            .year
            .map_or_else(String::new, |year| fill(words.of_year, &[("year", &year.to_string())]));
        fill(words.as_it_is, &[("year", &year), ("figures", &figures)])
    }

    /// The best single lever by a measure, if any is told apart from nothing.
    pub(super) fn first_measure(&self, by: Measure) -> String {
        let words = self.words();
        let best = self.list.answer.standings[by as usize].first().filter(|best| best.told);
        let best = best.and_then(|best| Some((best.lever, self.gain_of(best.lever, by)?)));
        match best.filter(|(_, gain)| gain.mean > 0.0) {
            Some((lever, gain)) => {
                let said = self.said(Some(&gain), by);
                let template = if by == self.list.answer.by { words.first_measure } else { words.most_by };
                fill(template, &[("lever", self.name(lever)), ("gain", &said)])
            }
            None => fill(words.no_measure, &[("measure", self.measure(by))]),
        }
    }

    /// What the ranking goes by.
    pub(super) fn ranked_by(&self) -> String {
        fill(self.words().ranked_by, &[("measure", self.measure(self.list.answer.by))])
    }

    /// A measure by name.
    pub(super) fn measure(&self, by: Measure) -> &'static str {
        let words = self.words();
        match by {
            Measure::Service => words.measure_service,
            Measure::Saturation => words.measure_saturation,
            Measure::Waiting => words.measure_waiting,
            Measure::Passed => words.measure_passed,
        }
    }

    /// What the columns are, those that were asked for.
    pub(super) fn columns_explained(&self) -> Vec<String> {
        let words = self.words();
        let said = self.measures().into_iter().map(|by| match by {
            Measure::Service => fill(words.means_service, &[("level", &self.level())]),
            Measure::Saturation => {
                let offer = self.context.offer.map_or(0.0, |offer| offer.0);
                fill(words.means_saturation, &[("offer", &stated(offer, self.language))])
            }
            Measure::Waiting => words.means_waiting.to_owned(),
            Measure::Passed => words.means_passed.to_owned(),
        });
        said.collect()
    }

    /// The service level in words.
    fn level(&self) -> String {
        let (words, level) = (self.language.words(), &self.port.study.service);
        let ratio =
            level.waiting_ratio.map(|ratio| fill(words.service_ratio, &[("ratio", &fixed(ratio, 2))]));
        let share = level.berthed_share.map(|share| {
            let within = fixed(level.within.hours(), 0);
            fill(words.service_berthed, &[("share", &percent(share)), ("hours", &within)])
        });
        ratio.into_iter().chain(share).collect::<Vec<_>>().join(words.and)
    }

    /// Whether the ranking is clear; who cannot be told apart; who changes nothing.
    pub(super) fn standing(&self) -> Vec<String> {
        let (words, answer) = (self.words(), &self.list.answer);
        let template = if answer.settled { words.settled } else { words.not_settled };
        let mut said = vec![fill(template, &[("replications", &answer.replications.to_string())])];
        let groups = self.tiers();
        if !groups.is_empty() {
            said.push(fill(words.ties, &[("groups", &groups.join(words.list_gap))]));
        }
        let unclear: Vec<usize> = (answer.levers.iter().enumerate())
            .filter(|(_, row)| !row.told && !self.changes_nothing(row))
            .map(|(rank, _)| rank + 1)
            .collect();
        if !unclear.is_empty() {
            said.push(fill(words.unclear, &[("ranks", &runs(&unclear).join(words.list_gap))]));
        }
        let idle: Vec<&str> = (answer.levers.iter())
            .filter(|row| self.changes_nothing(row))
            .map(|row| self.name(row.lever))
            .collect();
        if !idle.is_empty() {
            said.push(fill(words.nothing, &[("levers", &idle.join(words.list_gap))]));
        }
        said
    }

    /// True if a lever changes nothing by any measure.
    pub(super) fn changes_nothing(&self, row: &crate::analysis::LeverGain) -> bool {
        row.gains.iter().flatten().all(|gain| gain.nothing)
    }

    /// True if a rank is the best of its tier.
    pub(super) fn heads_tier(&self, rank: usize) -> bool {
        let levers = &self.list.answer.levers;
        rank == 0 || levers[rank - 1].tier != levers[rank].tier
    }

    /// Tiers of several levers, those that change nothing left out: "3–8".
    fn tiers(&self) -> Vec<String> {
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let rows = self.list.answer.levers.iter().enumerate();
        for (rank, _) in rows.filter(|(_, row)| !self.changes_nothing(row)) {
            match groups.last_mut() {
                Some(group) if !self.heads_tier(rank) => group.1 = rank + 1,
                _ => groups.push((rank + 1, rank + 1)),
            }
        }
        let several = groups.iter().filter(|(first, last)| first < last);
        several.map(|(first, last)| format!("{first}–{last}")).collect()
    }

    /// All levers together, and the best pair.
    pub(super) fn in_company(&self) -> Vec<String> {
        let (words, by) = (self.words(), self.list.answer.by);
        let mut said = Vec::new();
        if let Some(together) = &self.list.together {
            let gain = self.said(together.gains[by as usize].as_ref(), by);
            let count = self.levers.len().to_string();
            said.push(fill(words.together, &[("count", &count), ("gain", &gain)]));
        }
        let pairs = &self.list.pairs;
        match pairs.pairs.first() {
            Some(best) if best.told => said.push(self.pair(best)),
            Some(_) => said.push(words.pair_none.to_owned()),
            None => return said,
        }
        let counts = [
            ("pairs", pairs.pairs.len()),
            ("replications", pairs.replications as usize),
            ("contenders", pairs.contenders),
            ("most", pairs.most as usize),
        ];
        let counts = counts.map(|(key, count)| (key, count.to_string()));
        let template = if pairs.most > pairs.replications { words.pairs_more } else { words.pairs_tried };
        let tried = fill(template, &counts.each_ref().map(|(key, count)| (*key, count.as_str())));
        if let Some(last) = said.last_mut() {
            *last = format!("{last}{}{tried}", self.gap());
        }
        said
    }

    fn pair(&self, pair: &PairGain) -> String {
        let (words, by) = (self.words(), self.list.answer.by);
        let gain = self.said(pair.gains[by as usize].as_ref(), by);
        let names = [("first", self.name(pair.levers.0)), ("second", self.name(pair.levers.1))];
        if pair.neither_alone {
            return fill(words.pair_neither, &[&names[..], &[("gain", &*gain)]].concat());
        }
        let told = pair
            .interaction
            .as_ref()
            .filter(|more| more.interval().is_some_and(|(low, high)| low > 0.0 || high < 0.0));
        let interaction = match told {
            Some(more) => {
                let template = if more.mean > 0.0 { words.more_than_sum } else { words.less_than_sum };
                let mut size = *more;
                size.mean = size.mean.abs();
                let said = self.gain_with_unit(Some(&size), by);
                fill(template, &[("tonnes", said.trim_start_matches('+'))])
            }
            None => words.as_the_sum.to_owned(),
        };
        fill(words.pair, &[&names[..], &[("gain", &*gain), ("interaction", &*interaction)]].concat())
    }

    /// What the intervals cover.
    pub(super) fn covers(&self) -> Vec<String> {
        let words = self.words();
        let template = if self.context.fixed { words.covers_chance } else { words.covers };
        let mut said = vec![fill(template, &[("looks", &self.list.answer.looks.to_string())])];
        if self.port.classes.iter().any(|class| class.patience.is_some()) {
            said.push(words.waits_note.to_owned());
        }
        if self.list.interrupted {
            said.push(words.interrupted.to_owned());
        }
        said
    }

    fn gap(&self) -> &'static str {
        if self.language == super::super::Language::Chinese { "" } else { " " }
    }
}

/// Ascending numbers as runs: 1, 3, 4, 5 → "1", "3–5".
fn runs(numbers: &[usize]) -> Vec<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let said = runs.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    });
    said.collect()
}
