//! The berth plan of one month of the first replication: the month asked for, or that of the first year judged in which most
//! vessels berth, the first of several. Leaves out what was done alongside.

use super::{cargoes, kind_names, kind_of};
use crate::chart::{BerthGantt, ChannelClosure, GanttCall, GanttLabels, GanttPlace};
use crate::port::{Place, PlaceKind, Trigger};
use crate::record::{BerthCall, Diary};
use crate::report::caption::caption_of_first;
use crate::report::sentence::Voice;
use crate::report::text::fill;
use crate::report::waterway::stretch::{Stretch, joined, length, month_name};
use crate::report::waterway::{closure_spans, draws_of_first};
use crate::units::{Duration, Time};

/// Causes that are drawn; those with most hours.
const CAUSES: usize = 5;

/// The chart; none without a vessel alongside in the month.
pub(super) fn berth_plan(voice: &Voice) -> Option<BerthGantt> {
    let (words, port) = (voice.language.words(), voice.port);
    let diary = voice.answer.diary.as_ref()?;
    let month = month(voice)?;
    let shown: Vec<&BerthCall> = calls_of(diary, &month).collect();
    if shown.is_empty() {
        return None;
    }
    let cargo = |call: &BerthCall| port.trades[port.flows[call.flow].trade.index()].cargo.index();
    let order = cargoes(voice);
    let places = places(voice, &shown, &month);
    let row = |at: usize| places.iter().position(|place| place.0 == at);
    let calls =
        shown.iter().filter_map(|call| Some((call, row(call.place)?))).map(|(call, place)| GanttCall {
            place,
            metres: (call.metre.0, call.metre.0 + call.taken.0 - places[place].1),
            reserved: month.hour(call.cleared),
            from: month.hour(call.berthed.unwrap_or(Time::NEVER)),
            until: month.hour(call.unmoored.unwrap_or(Time::NEVER)),
            kind: kind_of(&order, cargo(call)),
            text: call.visit.to_string(),
        });
    let name = |at: usize| voice.language.name(&port.cargoes[at].label).to_owned();
    let waiting = waiting(diary, &month);
    let most = waiting.iter().map(|stretch| stretch.2).fold(0.0, f64::max);
    let count = berthed(&shown, &month);
    let vessels = if count == 1 { words.one_vessel } else { words.vessels };
    let vessels = fill(vessels, &[("count", &count.to_string())]);
    let most_text = format!("{most:.0}");
    let values = [("month", &*name_of(voice, &month)), ("vessels", &vessels), ("most", &most_text)];
    let title = if most > 0.0 { words.plan_title } else { words.plan_title_none };
    let what = if voice.context.gantt.is_some() { words.plan_what } else { words.plan_what_busiest };
    Some(BerthGantt {
        caption: caption_of_first(voice, fill(title, &values), what, fill(words.plan_alt, &values)),
        labels: GanttLabels {
            waiting: words.plan_waiting.into(),
            metres: if places.iter().any(|place| place.2.metres.is_some()) { words.plan_metres } else { "" }
                .into(),
            reserved: words.plan_reserved.into(),
        },
        hours: month.hours(),
        ticks: month.fifth_days(voice),
        kinds: kind_names(&order, name, words.other_cargoes),
        calls: calls.collect(),
        closures: closures(voice, &month),
        waiting,
        places: places.into_iter().map(|place| place.2).collect(),
    })
}

/// The month shown.
pub(super) fn month(voice: &Voice) -> Option<Stretch> {
    let almanac = &voice.port.almanac;
    if let Some((year, month)) = voice.context.gantt {
        return Some(Stretch::month(almanac, almanac.month_start(year, month)));
    }
    let (diary, span) = (voice.answer.diary.as_ref()?, &voice.answer.verdicts.first()?.span);
    let mut best: Option<(usize, Stretch)> = None;
    let mut month = Stretch::month(almanac, span.from);
    while month.from < span.until {
        let count = diary.calls.iter().filter(|call| berths_in(call, &month)).count();
        if best.is_none_or(|best| count > best.0) {
            best = Some((count, month));
        }
        month = Stretch::month(almanac, month.until);
    }
    best.map(|best| best.1)
}

/// The name of the month, with its year.
pub(super) fn name_of(voice: &Voice, month: &Stretch) -> String {
    let date = voice.port.almanac.date(month.from);
    let values =
        [("month", month_name(voice.language, date.month as usize)), ("year", &date.year.to_string())];
    fill(voice.language.words().month_of_year, &values)
}

/// The calls that lie in a month, or hold a place in it.
pub(super) fn calls_of<'a>(diary: &'a Diary, month: &'a Stretch) -> impl Iterator<Item = &'a BerthCall> {
    let lies = |call: &&BerthCall| month.cut(call.cleared, call.unmoored.unwrap_or(Time::NEVER)).is_some();
    diary.calls.iter().filter(lies)
}

fn berths_in(call: &BerthCall, month: &Stretch) -> bool {
    call.berthed.is_some_and(|berthed| month.contains(berthed))
}

/// How many of these calls berth in the month.
pub(super) fn berthed(calls: &[&BerthCall], month: &Stretch) -> usize {
    calls.iter().filter(|call| berths_in(call, month)).count()
}

/// The places in use in the month: number in the port, clearance between vessels in metres, what is drawn.
fn places(voice: &Voice, calls: &[&BerthCall], month: &Stretch) -> Vec<(usize, f64, GanttPlace)> {
    let draws = draws_of_first(voice);
    let last = month.until - Duration::from_milliseconds(1);
    let in_use = |at: usize, place: &Place| {
        let from = place.from.is_none_or(|from| from.at(&draws) < month.until);
        let until = place.until.is_none_or(|until| until.at(&draws) > month.from);
        from && until || calls.iter().any(|call| call.place == at)
    };
    let drawn = |(at, place): (usize, &Place)| {
        let label = voice.language.name(&place.label).to_owned();
        let (clearance, metres) = match &place.kind {
            PlaceKind::Quay { length, clearance, .. } => {
                let metres = length.at(month.from, &draws).0.max(length.at(last, &draws).0);
                (clearance.at(&draws).0, Some(metres))
            }
            PlaceKind::Berth { .. } => (0.0, None),
        };
        (at, clearance, GanttPlace { label, metres })
    };
    voice.port.places.iter().enumerate().filter(|(at, place)| in_use(*at, place)).map(drawn).collect()
}

/// Causes that weather or a recorded series sets off, and when they shut anything; those with most hours, longest first.
fn closures(voice: &Voice, month: &Stretch) -> Vec<ChannelClosure> {
    let port = voice.port;
    let Some(traffic) = &voice.answer.traffic else { return Vec::new() };
    let weather = |number: &usize| {
        matches!(port.closures[*number].trigger, Trigger::Weather { .. } | Trigger::Series { .. })
    };
    let cause = |at: usize| {
        let of_cause = (0..port.closures.len()).filter(|&number| port.closures[number].cause.index() == at);
        let spans = of_cause.filter(weather).flat_map(|number| closure_spans(traffic, number, month));
        let label = voice.language.name(&port.causes[at]).to_owned();
        ChannelClosure { label, spans: joined(spans.collect()) }
    };
    let mut closures: Vec<ChannelClosure> = (0..port.causes.len()).map(cause).collect();
    closures.retain(|closure| !closure.spans.is_empty());
    closures.sort_by(|one, other| length(&other.spans).total_cmp(&length(&one.spans)));
    closures.truncate(CAUSES);
    closures
}

/// How many wait: from when, until when, how many.
fn waiting(diary: &Diary, month: &Stretch) -> Vec<(f64, f64, f64)> {
    let mut stretches = Vec::new();
    let (mut since, mut number) = (month.from, 0);
    let ends = diary.waiting.iter().copied().take_while(|change| change.0 < month.until);
    for (at, change) in ends.chain([(month.until, 0)]) {
        if let Some((from, until)) = month.cut(since, at) {
            stretches.push((from, until, f64::from(number)));
        }
        number += change;
        since = at.max(month.from);
    }
    stretches
}
