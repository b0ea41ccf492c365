//! Stocks of the yards at midnight through the first year judged, in the first replication, by cargo and against capacity.
//! Leaves out how cargo came and went.

use super::{KINDS, cargoes, kind_names, kind_of};
use crate::analysis::{LinkKind, Verdict};
use crate::chart::{StockDay, StockPanel, YardStock};
use crate::port::RoomMeasure;
use crate::record::{Diary, YardStocks};
use crate::report::caption::caption_of_first;
use crate::report::number::{Mass, fixed, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;
use crate::report::waterway::stretch::Stretch;

/// Yards in the chart at most.
const YARDS: usize = 4;

/// One yard over the days of a span.
pub(super) struct Held {
    /// Position in the port's yards.
    pub(super) yard: usize,
    /// By day: hours from the start of the span; in the measure of the yard by cargo; the capacity.
    pub(super) days: Vec<(f64, Vec<f64>, Option<f64>)>,
}

impl Held {
    fn of(voice: &Voice, yard: usize, days: &[&YardStocks], span: &Stretch) -> Held {
        let port = voice.port;
        let limited = port.yards[yard].capacity.measure().is_some();
        let day = |day: &&YardStocks| {
            let mut stocks = vec![0.0; port.cargoes.len()];
            for (at, trade) in port.trades.iter().enumerate() {
                if trade.yard.is_some_and(|held| held.index() == yard) {
                    stocks[trade.cargo.index()] += if limited { day.used[at] } else { day.tonnes[at].0 };
                }
            }
            (span.hour(day.at), stocks, day.capacity.get(yard).copied().filter(|room| room.is_finite()))
        };
        Held { yard, days: days.iter().map(day).collect() }
    }

    /// The stock of each day.
    pub(super) fn sums(&self) -> impl Iterator<Item = f64> {
        self.days.iter().map(|day| day.1.iter().sum::<f64>())
    }

    /// The mean of the days.
    pub(super) fn mean(&self) -> f64 {
        self.sums().sum::<f64>() / self.days.len().max(1) as f64
    }

    /// The most of a day.
    pub(super) fn most(&self) -> f64 {
        self.sums().fold(0.0, f64::max)
    }

    /// The greatest share of the capacity; none without a limit.
    fn share(&self) -> Option<f64> {
        let shares = self.days.iter().filter_map(|day| {
            let room = day.2.filter(|&room| room > 0.0)?;
            Some(day.1.iter().sum::<f64>() / room)
        });
        shares.reduce(f64::max)
    }
}

/// The yards that hold anything in the first year judged, in the order of the port.
pub(super) fn held(voice: &Voice) -> Option<(Stretch, Vec<Held>)> {
    let (diary, verdict): (&Diary, &Verdict) = (voice.answer.diary.as_ref()?, voice.answer.verdicts.first()?);
    let span = Stretch { from: verdict.span.from, until: verdict.span.until };
    let days: Vec<&YardStocks> =
        diary.stocks.iter().filter(|day| span.from <= day.at && day.at <= span.until).collect();
    let yards = (0..voice.port.yards.len()).map(|yard| Held::of(voice, yard, &days, &span));
    let yards: Vec<Held> = yards.filter(|held| held.most() > 0.0).collect();
    (!yards.is_empty() && days.len() > 1).then_some((span, yards))
}

/// The chart; none without a yard that holds anything.
pub(super) fn yard_stock(voice: &Voice) -> Option<YardStock> {
    let (words, port) = (voice.language.words(), voice.port);
    let (span, mut yards) = held(voice)?;
    let verdict = voice.answer.verdicts.first()?;
    let fullness = |held: &Held| held.share().unwrap_or(0.0);
    let fullest =
        yards.iter().reduce(|most, held| if fullness(held) > fullness(most) { held } else { most })?;
    let values = [
        ("year", &*verdict.span.name()),
        ("yard", voice.language.name(&port.yards[fullest.yard].label)),
        ("share", &percent(fullness(fullest))),
        ("tonnes", &Mass::for_greatest(fullest.most(), voice.language).with_unit(fullest.most())),
    ];
    let title = if fullest.share().is_some() { words.stock_title } else { words.stock_title_unlimited };
    let (title, what) = (fill(title, &values), fill(words.stock_what, &values));
    let caption = caption_of_first(voice, title, &what, fill(words.stock_alt, &values));
    if yards.len() > YARDS {
        yards.sort_by(|one, other| fullness(other).total_cmp(&fullness(one)).then(one.yard.cmp(&other.yard)));
        yards.truncate(YARDS);
        yards.sort_by_key(|held| held.yard);
    }
    let order = cargoes(voice);
    let name = |at: usize| voice.language.name(&port.cargoes[at].label).to_owned();
    let panel = |held: &Held| StockPanel {
        label: voice.language.name(&port.yards[held.yard].label).to_owned(),
        note: note(voice, verdict, held.yard),
        days: held.days.iter().map(|day| stock_day(day, &order)).collect(),
    };
    Some(YardStock {
        caption,
        hours: span.hours(),
        ticks: span.months(voice),
        kinds: kind_names(&order, name, words.other_cargoes),
        capacity: words.stock_capacity.into(),
        yards: yards.iter().map(panel).collect(),
    })
}

fn stock_day((hour, stocks, capacity): &(f64, Vec<f64>, Option<f64>), order: &[usize]) -> StockDay {
    let mut kinds = vec![0.0; order.len().min(KINDS + 1)];
    for (at, stock) in stocks.iter().enumerate() {
        kinds[kind_of(order, at)] += stock;
    }
    StockDay { hour: *hour, stocks: kinds, capacity: *capacity }
}

/// The measure of a yard.
pub(super) fn measure(voice: &Voice, yard: usize) -> &'static str {
    let words = voice.language.words();
    match voice.port.yards[yard].capacity.measure() {
        Some(RoomMeasure::SquareMetres) => words.stock_area,
        None | Some(RoomMeasure::Tonnes) => words.stock_tonnes,
        Some(RoomMeasure::Boxes) => words.stock_boxes,
        Some(RoomMeasure::Vehicles) => words.stock_vehicles,
        Some(RoomMeasure::CubicMetres) => words.stock_volume,
    }
}

/// Measure of a yard, and its mean use over all replications.
fn note(voice: &Voice, verdict: &Verdict, yard: usize) -> String {
    let words = voice.language.words();
    let unit = ("unit", measure(voice, yard));
    let of_yard =
        |link: &&crate::analysis::LinkUse| link.link.kind == LinkKind::Yard && link.link.index == yard;
    let Some(used) = verdict.chain.iter().find(of_yard).and_then(|link| link.share) else {
        return fill(words.stock_note, &[unit]);
    };
    let low = fixed(used.p05 * 100.0, 0);
    let values = [unit, ("mean", &percent(used.mean)), ("low", &low), ("high", &percent(used.p95))];
    fill(words.stock_note_use, &values)
}
