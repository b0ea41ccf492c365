//! The mean stay of a call as a chart of steps from the hours needed to the whole.

use super::held;
use super::names::{hold, said, wait, words};
use crate::analysis::{StayAccount, Verdict, VesselHours, WaitPart};
use crate::chart::{Waterfall, WaterfallLabels, WaterfallRow};
use crate::report::caption::caption;
use crate::report::number::fixed;
use crate::report::sentence::Voice;
use crate::report::text::fill;

/// Steps of one cause at most.
const STEPS: usize = 9;
/// Steps of several things missing at once at most.
const SETS: usize = 3;
/// Share of the stay below which a step is among all others.
const SHARE: f64 = 0.005;
/// Hours of others below which they are the rounding of sums.
const CRUMB: f64 = 1e-6;

/// The chart; absent if no call arrived.
pub(super) fn stay_hours(voice: &Voice, key: &Verdict, account: &StayAccount) -> Option<Waterfall> {
    let words = words(voice);
    let stay = account.total.per_call?;
    let year = key.span.name();
    let told = held(account);
    let first = told.as_ref().map(|(_, holds)| holds[0]);
    let hours = |found: Option<f64>| fixed(found.unwrap_or(0.0), 1);
    let values = [
        ("year", year.clone()),
        ("stay", fixed(stay, 1)),
        ("needed", hours(account.needed.per_call)),
        ("beyond", hours(told.as_ref().map(|told| told.0))),
        ("cause", first.map_or_else(String::new, |held| said(voice, held))),
        ("alone", hours(first.and_then(|held| held.alone.per_call))),
    ];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    let template = if first.is_some() { words.chart_title } else { words.chart_title_none };
    let alt = if first.is_some() { words.chart_alt } else { words.chart_title_none };
    Some(Waterfall {
        caption: caption(
            voice,
            fill(template, &values),
            &fill(words.chart_what, &values),
            fill(alt, &values),
        ),
        labels: WaterfallLabels {
            scale: words.chart_scale.to_owned(),
            cut: words.chart_cut.to_owned(),
            total: words.chart_total.to_owned(),
            gain: words.chart_step.to_owned(),
            loss: String::new(),
            range: words.interval.to_owned(),
        },
        decimals: 1,
        rows: rows(voice, account),
    })
}

/// From the hours needed by what each cause holds alone, by the sets of several that hold most, and by what is left, to the whole stay.
fn rows(voice: &Voice, account: &StayAccount) -> Vec<WaterfallRow> {
    let words = words(voice);
    let least = SHARE * account.total.hours;
    let holds = held(account).map_or_else(Vec::new, |told| told.1);
    let alone = holds.iter().filter(|held| held.alone.hours >= least).take(STEPS);
    let mut steps: Vec<(String, VesselHours)> =
        alone.map(|held| (hold(voice, held.hold), held.alone)).collect();
    let several = account.waits.iter().filter(|part| part.unmet.count() > 1 && part.spent.hours >= least);
    let several: Vec<&WaitPart> = several.take(SETS).collect();
    steps.extend(several.iter().map(|part| (wait(voice, part), part.spent)));
    let in_sets: f64 = several.iter().map(|part| part.spent.hours).sum();
    steps.sort_by(|one, other| other.1.hours.total_cmp(&one.1.hours));
    let left = account.shared.hours - in_sets;
    if left >= least {
        let name = if several.is_empty() { words.chart_shared } else { words.chart_more };
        let per_call = Some(left / account.calls);
        steps.push((name.to_owned(), VesselHours { hours: left, per_call, ..VesselHours::default() }));
    }
    let of = |spent: &VesselHours| spent.per_call.unwrap_or(f64::NAN);
    let shown: f64 = steps.iter().map(|(_, spent)| of(spent)).sum();
    let rest = of(&account.total) - of(&account.needed) - shown;
    let mut rows =
        vec![within(WaterfallRow::total(words.chart_needed, of(&account.needed)), &account.needed)];
    rows.extend(steps.into_iter().map(|(name, spent)| within(WaterfallRow::step(name, of(&spent)), &spent)));
    if rest > CRUMB {
        rows.push(WaterfallRow::step(words.chart_rest, rest));
    }
    rows.push(within(WaterfallRow::total(words.stay, of(&account.total)), &account.total));
    rows
}

/// The row with the interval of its hours, where there is one.
fn within(row: WaterfallRow, spent: &VesselHours) -> WaterfallRow {
    let ends = spent.per_call_interval.filter(|(low, high)| low < high);
    match ends {
        Some((low, high)) => row.within(low, high),
        None => row,
    }
}
