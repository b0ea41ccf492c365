//! The chart of tidal windows: a fortnight of the first year judged with the levels that the first replication drew, what
//! the vessels of most draught need, and their passages. Leaves out daylight and other traffic.

use super::stretch::{Stretch, length};
use crate::chart::{TidalLabels, TidalNeed, TidalPassage, TidalWindows};
use crate::engine::Seed;
use crate::port::{Draws, Port, Section, SiteTide};
use crate::record::{Passage, Traffic};
use crate::report::caption::caption_of_first;
use crate::report::number::{fixed, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;
use crate::units::{Duration, Time};

/// Days of the chart.
const FORTNIGHT: f64 = 14.0;
/// Days between one spring tide and the next, and a little.
const SPRINGS: f64 = 15.0;
/// Time between two levels.
const STEP: Duration = Duration::from_milliseconds(20 * 60 * 1000);
/// Needs that are drawn at most.
const NEEDS: usize = 3;

/// The level at the port and what vessels need of it, as one replication drew it.
struct Site<'a> {
    port: &'a Port,
    tide: SiteTide<'a>,
    draws: Draws,
}

/// The vessels of a class that draw at least so much.
struct Group {
    class: usize,
    draught: f64,
    level: f64,
}

/// What the chart shows.
struct View {
    fortnight: Stretch,
    levels: Vec<(f64, f64)>,
    groups: Vec<Group>,
}

/// What the first replication drew.
pub(in crate::report) fn draws_of_first(voice: &Voice) -> Draws {
    let replication = voice.answer.rows.first().map_or(0, |row| row.replication);
    match voice.answer.fixed {
        true => Draws::fixed(),
        false => Draws::draw(voice.port, Seed { batch: voice.context.seed, replication }),
    }
}

/// The chart; none without a tide that any vessel of the fortnight has to wait for.
pub(super) fn tidal_windows(voice: &Voice) -> Option<TidalWindows> {
    let site = Site::of(voice)?;
    let traffic = voice.answer.traffic.as_ref()?;
    let span = &voice.answer.verdicts.first()?.span;
    let View { fortnight, levels, groups } = site.view(traffic, span.from, span.until)?;
    let needs: Vec<TidalNeed> =
        groups.iter().map(|group| site.need(voice, group, traffic, &fortnight)).collect();
    let (words, first) = (voice.language.words(), groups.first()?);
    let [from, until, year] = fortnight.names(voice);
    let passages: usize = needs.iter().map(|need| need.passages.len()).sum();
    let open = length(&needs[0].windows) / fortnight.hours();
    let values = [
        ("class", voice.language.name(&voice.port.classes[first.class].label)),
        ("draught", &fixed(first.draught, 1)),
        ("level", &fixed(first.level, 1)),
        ("share", &percent(open)),
        ("from", &from),
        ("until", &until),
        ("year", &year),
        ("count", &passages.to_string()),
    ];
    let title = fill(words.tidal_title, &values);
    Some(TidalWindows {
        caption: caption_of_first(
            voice,
            title,
            &fill(words.tidal_what, &values),
            fill(words.tidal_alt, &values),
        ),
        labels: TidalLabels {
            height: words.tidal_height.into(),
            time: year.clone(),
            level: words.tidal_level.into(),
            needed: words.tidal_needed.into(),
            window: words.tidal_window.into(),
            inbound: words.inbound_passage.into(),
            outbound: words.outbound_passage.into(),
        },
        hours: fortnight.hours(),
        ticks: fortnight.ticks(voice),
        levels,
        needs,
    })
}

impl<'a> Site<'a> {
    fn of(voice: &Voice<'a>) -> Option<Self> {
        let draws = draws_of_first(voice);
        Some(Site { port: voice.port, tide: voice.port.water.tide(&draws)?, draws })
    }

    /// Of the fourteen days from a spring tide on, one for each month, those with most passages that need the tide, the
    /// first of several; none without any.
    fn view(&self, traffic: &Traffic, from: Time, until: Time) -> Option<View> {
        let mut best: Option<(usize, View)> = None;
        for fortnight in self.fortnights(from, until) {
            let levels = self.levels(&fortnight);
            let lowest = levels.iter().map(|level| level.1).fold(f64::INFINITY, f64::min);
            let groups = self.groups(traffic, &fortnight, lowest);
            let count = groups.iter().map(|group| self.passages(traffic, group, &fortnight).count()).sum();
            if count > best.as_ref().map_or(0, |best| best.0) {
                best = Some((count, View { fortnight, levels, groups }));
            }
        }
        best.map(|best| best.1)
    }

    /// By month, as far as they lie inside: from the day of the highest water among its first fifteen days on. Where none
    /// does, the first fourteen days.
    fn fortnights(&self, from: Time, until: Time) -> Vec<Stretch> {
        let almanac = &self.port.almanac;
        let (mut found, mut month) = (Vec::new(), from);
        while month < until {
            let near = Stretch::days(almanac, month, SPRINGS);
            let high = self.tide.high_waters().filter(|high| near.contains(high.0));
            let springs = high.max_by(|one, other| one.1.total_cmp(&other.1));
            found.push(Stretch::days(almanac, springs.map_or(month, |high| high.0), FORTNIGHT));
            month = almanac.next_month(almanac.date(month));
        }
        found.retain(|fortnight| from <= fortnight.from && fortnight.until <= until);
        if found.is_empty() {
            found.push(Stretch::days(almanac, from, FORTNIGHT));
        }
        found
    }

    fn levels(&self, stretch: &Stretch) -> Vec<(f64, f64)> {
        let mut levels = Vec::new();
        let mut at = stretch.from;
        while at <= stretch.until {
            levels.push((stretch.hour(at), self.tide.level(at)));
            at += STEP;
        }
        levels
    }

    /// The level that a draught needs where it needs most; none where no bed is stated.
    fn level_for(&self, draught: f64, at: Time) -> Option<f64> {
        let over = |section: &Section| section.level_needed(draught, at, &self.draws);
        self.port.sections.iter().filter_map(over).reduce(f64::max)
    }

    /// The groups that need most, as far as they need more than the lowest level; needs that round to the same
    /// decimetre are one. A class counts with the draught that three in four of its deeper passages have or exceed.
    fn groups(&self, traffic: &Traffic, stretch: &Stretch, lowest: f64) -> Vec<Group> {
        let group = |class: usize| {
            let deep = |inbound: bool| {
                let of_class = self.of_class(traffic, class, stretch);
                let mut draughts: Vec<f64> =
                    of_class.filter(|passage| passage.inbound == inbound).map(|p| p.draught.0).collect();
                draughts.sort_by(f64::total_cmp);
                draughts.get(draughts.len() / 4).copied()
            };
            let draught = deep(true).into_iter().chain(deep(false)).reduce(f64::max)?;
            let level = self.level_for(draught, stretch.from).filter(|level| *level > lowest)?;
            Some(Group { class, draught, level })
        };
        let mut groups: Vec<Group> = (0..self.port.classes.len()).filter_map(group).collect();
        groups.sort_by(|one, other| other.level.total_cmp(&one.level));
        groups.dedup_by_key(|group| (group.level * 10.0).round() as i64);
        groups.truncate(NEEDS);
        groups
    }

    /// The passages of a group.
    fn passages<'t>(
        &'t self,
        traffic: &'t Traffic,
        group: &'t Group,
        stretch: &'t Stretch,
    ) -> impl Iterator<Item = &'t Passage> {
        let deep = |passage: &&Passage| passage.draught.0 >= group.draught - 1e-9;
        self.of_class(traffic, group.class, stretch).filter(deep)
    }

    fn of_class<'t>(
        &'t self,
        traffic: &'t Traffic,
        class: usize,
        stretch: &'t Stretch,
    ) -> impl Iterator<Item = &'t Passage> {
        let of_class = move |passage: &&Passage| self.port.flows[passage.flow].class.index() == class;
        traffic.passages.iter().filter(of_class).filter(|passage| stretch.contains(passage.start))
    }

    fn need(&self, voice: &Voice, group: &Group, traffic: &Traffic, stretch: &Stretch) -> TidalNeed {
        let values = [
            ("class", voice.language.name(&self.port.classes[group.class].label)),
            ("draught", &fixed(group.draught, 1)),
            ("level", &fixed(group.level, 1)),
        ];
        let passage = |passage: &Passage| {
            let long = passage.stays.iter().fold(Duration::ZERO, |sum, stay| sum + *stay);
            TidalPassage {
                from: stretch.hour(passage.start),
                until: stretch.hour(passage.start + long),
                inbound: passage.inbound,
            }
        };
        TidalNeed {
            label: fill(voice.language.words().tidal_need, &values),
            level: group.level,
            windows: self.windows(group.level, stretch),
            passages: self.passages(traffic, group, stretch).map(passage).collect(),
        }
    }

    /// The spans in which the water stands at least so high.
    fn windows(&self, level: f64, stretch: &Stretch) -> Vec<(f64, f64)> {
        let mut spans = Vec::new();
        let mut from = stretch.from;
        while let Some(window) = self.tide.window(level, from) {
            let (opens, closes) = (window.opens, window.closes);
            if opens >= stretch.until {
                break;
            }
            spans.extend(stretch.cut(opens, closes));
            if closes >= stretch.until {
                break;
            }
            from = window.closes + Duration::from_milliseconds(1);
        }
        spans
    }
}
