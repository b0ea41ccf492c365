//! The chart of channel traffic: the busiest week of the first year judged in the first replication, as lines of time and
//! distance. Leaves out why one vessel waited for another.

use super::stretch::{Stretch, joined, length};
use super::tidal::draws_of_first;
use crate::chart::{ChannelClosure, ChannelPassage, ChannelSection, ChannelTraffic, TrafficLabels};
use crate::port::{Closure, Effect, Section, Target};
use crate::record::{Passage, Traffic};
use crate::report::caption::caption_of_first;
use crate::report::number::fixed;
use crate::report::sentence::Voice;
use crate::report::text::fill;
use crate::units::{Duration, Time};

/// Days of the chart.
const WEEK: f64 = 7.0;
/// Classes of vessels with a colour of their own.
const CLASSES: usize = 6;

/// What the axis of distances measures.
enum Scale {
    /// Kilometres, every section its length.
    Lengths,
    /// Kilometres, sections without a length by their time.
    SomeLengths,
    /// Hours of the mean transit.
    Hours,
}

/// The sections on the axis of distances.
struct Reach {
    scale: Scale,
    /// Part of each section, sea to port.
    parts: Vec<f64>,
}

/// The chart; none without a channel or without passages in the year.
pub(super) fn channel_traffic(voice: &Voice) -> Option<ChannelTraffic> {
    let (words, port) = (voice.language.words(), voice.port);
    let traffic = voice.answer.traffic.as_ref().filter(|_| !port.sections.is_empty())?;
    let span = &voice.answer.verdicts.first()?.span;
    let week = busiest_week(voice, traffic, span.from, span.until)?;
    let shown: Vec<&Passage> =
        traffic.passages.iter().filter(|passage| week.cut(passage.start, end(passage)).is_some()).collect();
    let (order, classes) = classes(voice, &shown);
    let passage = |passage: &&Passage| {
        let class = port.flows[passage.flow].class.index();
        ChannelPassage {
            from: week.hour(passage.start),
            until: week.hour(end(passage)),
            inbound: passage.inbound,
            class: order.iter().position(|ordered| *ordered == class).unwrap_or(CLASSES).min(CLASSES),
            exclusive: !port.classes[class].exclusive.is_empty(),
        }
    };
    let reach = reach(voice, traffic);
    let closures = closures(voice, traffic, &week);
    let shut = length(&joined(closures.iter().flat_map(|closure| closure.spans.clone()).collect()));
    let [from, until, year] = week.names(voice);
    let values = [
        ("from", &*from),
        ("until", &until),
        ("year", &year),
        ("count", &starts(traffic, &week).to_string()),
        ("hours", &fixed(shut, 0)),
    ];
    let title = if shut > 0.0 { words.traffic_title } else { words.traffic_title_open };
    let (what, alt) = (fill(words.traffic_what, &values), fill(words.traffic_alt, &values));
    Some(ChannelTraffic {
        caption: caption_of_first(voice, fill(title, &values), &what, alt),
        labels: TrafficLabels {
            distance: match reach.scale {
                Scale::Lengths => words.traffic_distance,
                Scale::SomeLengths => words.traffic_distance_some,
                Scale::Hours => words.traffic_hours,
            }
            .into(),
            time: year.clone(),
            inbound: words.inbound_passage.into(),
            outbound: words.outbound_passage.into(),
            exclusive: words.traffic_exclusive.into(),
        },
        hours: week.hours(),
        ticks: week.ticks(voice),
        length: reach.parts.iter().sum(),
        sections: sections(voice, &reach),
        classes,
        passages: shown.iter().map(passage).collect(),
        closures,
    })
}

/// When a passage ends.
fn end(passage: &Passage) -> Time {
    passage.start + passage.stays.iter().fold(Duration::ZERO, |sum, stay| sum + *stay)
}

/// The week from Monday to Sunday, wholly inside, in which most passages start, the first of several; where there is no such
/// week the first seven days.
fn busiest_week(voice: &Voice, traffic: &Traffic, from: Time, until: Time) -> Option<Stretch> {
    let almanac = &voice.port.almanac;
    let wait = (7 - almanac.weekday(from)) % 7;
    let mut week = Stretch::days(almanac, from + Duration::from_days(wait as f64), WEEK);
    let mut best: Option<(usize, Stretch)> = None;
    while week.until <= until {
        let count = starts(traffic, &week);
        if best.is_none_or(|best| count > best.0) {
            best = Some((count, week));
        }
        week = Stretch::days(almanac, week.until, WEEK);
    }
    let (count, week) = best.unwrap_or_else(|| {
        let first = Stretch::days(almanac, from, WEEK);
        (starts(traffic, &first), first)
    });
    (count > 0).then_some(week)
}

/// Passages that start in a stretch.
fn starts(traffic: &Traffic, stretch: &Stretch) -> usize {
    traffic.passages.iter().filter(|passage| stretch.contains(passage.start)).count()
}

/// The classes with most passages, most first, and their names; the rest shares one.
fn classes(voice: &Voice, passages: &[&Passage]) -> (Vec<usize>, Vec<String>) {
    let port = voice.port;
    let count = |class: &usize| {
        passages.iter().filter(|passage| port.flows[passage.flow].class.index() == *class).count()
    };
    let mut order: Vec<usize> = (0..port.classes.len()).filter(|class| count(class) > 0).collect();
    order.sort_by_key(|class| std::cmp::Reverse(count(class)));
    let name = |class: &usize| voice.language.name(&port.classes[*class].label).to_owned();
    let mut names: Vec<String> = order.iter().take(CLASSES).map(name).collect();
    if order.len() > CLASSES {
        names.push(voice.language.words().traffic_others.to_owned());
    }
    (order, names)
}

/// Sections by their length. A section without one has the length of its mean stay at the mean speed over the others; where
/// no section has a length, each has its mean stay.
fn reach(voice: &Voice, traffic: &Traffic) -> Reach {
    let draws = draws_of_first(voice);
    let lengths: Vec<f64> =
        voice.port.sections.iter().map(|section| section.length.at(&draws).0 / 1000.0).collect();
    let count = traffic.passages.len().max(1) as f64;
    let stay = |at: usize| {
        let stays = traffic.passages.iter().filter_map(|passage| passage.stays.get(at));
        stays.map(|stay| stay.hours()).sum::<f64>() / count
    };
    let stays: Vec<f64> = (0..lengths.len()).map(stay).collect();
    let long = || lengths.iter().zip(&stays).filter(|(length, stay)| **length > 0.0 && **stay > 0.0);
    let (kilometres, hours) = long().fold((0.0, 0.0), |sum, (length, stay)| (sum.0 + length, sum.1 + stay));
    if hours <= 0.0 {
        return Reach { scale: Scale::Hours, parts: stays };
    }
    let scale = if lengths.iter().all(|length| *length > 0.0) { Scale::Lengths } else { Scale::SomeLengths };
    let part = |(length, stay): (f64, f64)| if length > 0.0 { length } else { stay * kilometres / hours };
    Reach { scale, parts: lengths.into_iter().zip(stays).map(part).collect() }
}

fn sections(voice: &Voice, reach: &Reach) -> Vec<ChannelSection> {
    let mut from = 0.0;
    let section = |(section, part): (&Section, &f64)| {
        let until = from + part;
        let label = voice.language.name(&section.label).to_owned();
        ChannelSection { label, from: std::mem::replace(&mut from, until), until }
    };
    voice.port.sections.iter().zip(&reach.parts).map(section).collect()
}

/// The spans in which a cause kept vessels out of a section, either way.
fn closures(voice: &Voice, traffic: &Traffic, week: &Stretch) -> Vec<ChannelClosure> {
    let port = voice.port;
    let cause = |at: usize| {
        let of_cause = |closure: &Closure| closure.cause.index() == at && shuts_channel(closure);
        let numbers = (0..port.closures.len()).filter(|&number| of_cause(&port.closures[number]));
        let spans = numbers.flat_map(|number| closure_spans(traffic, number, week)).collect();
        let name = voice.language.name(&port.causes[at]);
        let label = fill(voice.language.words().traffic_shut, &[("cause", name)]);
        ChannelClosure { label, spans: joined(spans) }
    };
    (0..port.causes.len()).map(cause).filter(|closure| !closure.spans.is_empty()).collect()
}

fn shuts_channel(closure: &Closure) -> bool {
    let section = closure.targets.iter().any(|target| matches!(target, Target::Section(..)));
    section && matches!(closure.effect, Effect::Hold | Effect::Evacuate)
}

/// The parts of a stretch in which a closure was active.
pub(in crate::report) fn closure_spans(traffic: &Traffic, number: usize, week: &Stretch) -> Vec<(f64, f64)> {
    let (mut spans, mut since) = (Vec::new(), None);
    for &(at, _, active) in traffic.closures.iter().filter(|change| change.1 == number) {
        match (since, active) {
            (None, true) => since = Some(at),
            (Some(from), false) => {
                spans.extend(week.cut(from, at));
                since = None;
            }
            _ => {}
        }
    }
    spans.extend(since.and_then(|from| week.cut(from, Time::NEVER)));
    spans
}
