//! The land side by hour of the day: the mean day of the first year judged, in the first replication. Leaves out the days
//! themselves.

use super::{KINDS, kind_names, kind_of, ranked};
use crate::chart::{CarrierHours, HourSeries, ModesByHour};
use crate::port::ModeKind;
use crate::record::{DAY_HOURS, DayProfile};
use crate::report::caption::caption_of_first;
use crate::report::number::Mass;
use crate::report::sentence::Voice;
use crate::report::text::fill;

/// A mean day of one mode.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MeanDay {
    /// Tonnes by hour.
    pub(super) tonnes: [f64; DAY_HOURS],
    /// Trains that come and that leave, by hour; zero of a stream.
    pub(super) arrived: [f64; DAY_HOURS],
    pub(super) departed: [f64; DAY_HOURS],
}

impl MeanDay {
    fn add(&mut self, profile: &DayProfile, days: f64) {
        for hour in 0..DAY_HOURS {
            self.tonnes[hour] += profile.tonnes[hour] / days;
            self.arrived[hour] += f64::from(profile.arrived[hour]) / days;
            self.departed[hour] += f64::from(profile.departed[hour]) / days;
        }
    }
}

/// By mode: its mean day in the first year judged.
pub(super) fn mean_days(voice: &Voice) -> Option<Vec<MeanDay>> {
    let (diary, span) = (voice.answer.diary.as_ref()?, &voice.answer.verdicts.first()?.span);
    let days = span.hours() / DAY_HOURS as f64;
    let mut modes = vec![MeanDay::default(); voice.port.modes.len()];
    for profiles in diary.profiles.get(span.periods.clone())? {
        modes.iter_mut().zip(profiles).for_each(|(mode, profile)| mode.add(profile, days));
    }
    Some(modes)
}

/// The chart; none where nothing moves on the land side.
pub(super) fn modes_by_hour(voice: &Voice) -> Option<ModesByHour> {
    let (words, port) = (voice.language.words(), voice.port);
    let modes = mean_days(voice)?;
    let totals: Vec<f64> = modes.iter().map(|mode| mode.tonnes.iter().sum()).collect();
    let order = ranked(&totals);
    let most = *order.first()?;
    let mut series = vec![[0.0; DAY_HOURS]; order.len().min(KINDS + 1)];
    for &at in &order {
        let sums = &mut series[kind_of(&order, at)];
        sums.iter_mut().zip(modes[at].tonnes).for_each(|(sum, tonnes)| *sum += tonnes);
    }
    let in_hour = |hour: usize| modes.iter().map(|mode| mode.tonnes[hour]).sum::<f64>();
    let hour = (0..DAY_HOURS).fold(0, |best, hour| if in_hour(hour) > in_hour(best) { hour } else { best });
    let name = |at: usize| voice.language.name(&port.modes[at].label).to_owned();
    let year = voice.answer.verdicts.first()?.span.name();
    let tonnes = Mass { decimals: 0, ..Mass::for_greatest(0.0, voice.language) }.with_unit(in_hour(hour));
    let values = [("year", &*year), ("mode", &name(most)), ("hour", &hour.to_string()), ("tonnes", &tonnes)];
    let (title, what) = (fill(words.hours_title, &values), fill(words.hours_what, &values));
    let names = kind_names(&order, name, words.other_modes);
    Some(ModesByHour {
        caption: caption_of_first(voice, title, &what, fill(words.hours_alt, &values)),
        scale: words.hours_scale.into(),
        hour: words.hours_axis.into(),
        modes: names
            .into_iter()
            .zip(&series)
            .map(|(label, amounts)| HourSeries { label, amounts: amounts.to_vec() })
            .collect(),
        arrived: words.trains_came.into(),
        departed: words.trains_left.into(),
        carriers: carriers(voice, &modes),
    })
}

/// A plot for each kind of carrier that is counted one by one. Trains only; another kind with counts by hour adds its plot here.
fn carriers(voice: &Voice, modes: &[MeanDay]) -> Vec<CarrierHours> {
    let kinds = voice.port.modes.iter().zip(modes);
    let trains: Vec<&MeanDay> =
        kinds.filter(|(mode, _)| matches!(mode.kind, ModeKind::Rail(_))).map(|(_, day)| day).collect();
    let sum = |of: fn(&MeanDay) -> &[f64; DAY_HOURS]| -> Vec<f64> {
        (0..DAY_HOURS).map(|hour| trains.iter().map(|day| of(day)[hour]).sum()).collect()
    };
    let (arrived, departed) = (sum(|day| &day.arrived), sum(|day| &day.departed));
    if arrived.iter().sum::<f64>() <= 0.0 {
        return Vec::new();
    }
    vec![CarrierHours { scale: voice.language.words().hours_trains.into(), arrived, departed }]
}
