//! The tables behind the charts of terminals and the land side. Leaves out the charts.

use maud::{Markup, html};

use super::berths::{berthed, calls_of, month};
use super::hours::mean_days;
use super::stocks::{held, measure};
use crate::record::BerthCall;
use crate::report::grid::grid;
use crate::report::number::{dash, fixed};
use crate::report::sentence::Voice;
use crate::units::Time;

/// By place: vessels that berth in the month of the plan, and their hours alongside in it.
pub(in crate::report) fn calls(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let Some((diary, month)) = voice.answer.diary.as_ref().zip(month(voice)) else { return html! {} };
    let rows = voice.port.places.iter().enumerate().map(|(at, place)| {
        let own: Vec<&BerthCall> = calls_of(diary, &month).filter(|call| call.place == at).collect();
        let alongside =
            own.iter().filter_map(|call| month.cut(call.berthed?, call.unmoored.unwrap_or(Time::NEVER)));
        let hours: f64 = alongside.map(|(from, until)| until - from).sum();
        let name = voice.language.name(&place.label).to_owned();
        vec![name, berthed(&own, &month).to_string(), fixed(hours, 0)]
    });
    grid(&[words.place, words.berthed, words.hours_alongside], &rows.collect::<Vec<_>>())
}

/// By yard: mean and most of the days, in its own measure.
pub(in crate::report) fn stocks(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let Some((_, yards)) = held(voice) else { return html! {} };
    let rows = yards.iter().map(|held| {
        let capacity = held.days.last().and_then(|day| day.2);
        vec![
            voice.language.name(&voice.port.yards[held.yard].label).to_owned(),
            measure(voice, held.yard).to_owned(),
            fixed(held.mean(), 0),
            fixed(held.most(), 0),
            capacity.map_or_else(dash, |capacity| fixed(capacity, 0)),
        ]
    });
    let heads =
        [words.yard, words.stock_measure, words.stock_mean, words.stock_most, words.stock_capacity_end];
    grid(&heads, &rows.collect::<Vec<_>>())
}

/// By hour: tonnes by mode, trains that come and leave where there are any.
pub(in crate::report) fn hours(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let Some(modes) = mean_days(voice) else { return html! {} };
    let moved: Vec<usize> =
        (0..modes.len()).filter(|&at| modes[at].tonnes.iter().sum::<f64>() > 0.0).collect();
    let mut heads = vec![words.hour];
    heads.extend(moved.iter().map(|&at| voice.language.name(&voice.port.modes[at].label)));
    let trains = modes.iter().any(|mode| mode.arrived.iter().any(|&count| count > 0.0));
    if trains {
        heads.extend([words.trains_came, words.trains_left]);
    }
    let rows = (0..24).map(|hour| {
        let mut cells = vec![format!("{hour}:00")];
        cells.extend(moved.iter().map(|&at| fixed(modes[at].tonnes[hour], 0)));
        if trains {
            cells.push(fixed(modes.iter().map(|mode| mode.arrived[hour]).sum(), 2));
            cells.push(fixed(modes.iter().map(|mode| mode.departed[hour]).sum(), 2));
        }
        cells
    });
    grid(&heads, &rows.collect::<Vec<_>>())
}

/// By trade: over the quay, and by each mode, tonnes a year.
pub(in crate::report) fn flows(voice: &Voice) -> Markup {
    let (words, port) = (voice.language.words(), voice.port);
    let Some(verdict) = voice.answer.verdicts.first() else { return html! {} };
    let Some(table) = voice.table(verdict) else { return html! {} };
    let yearly = verdict.span.yearly();
    let mut rows = Vec::new();
    for (at, trade) in port.trades.iter().enumerate() {
        let label = voice.language.name(&trade.label);
        let yard = trade.yard.map(|yard| voice.language.name(&port.yards[yard.index()].label));
        let mut row = |by: &str, tonnes: f64| {
            let cells = [label, yard.unwrap_or(words.no_yard), by, &fixed(tonnes * yearly, 0)];
            rows.push(cells.map(str::to_owned).to_vec());
        };
        row(words.over_quay, table.trades.get(at).map_or(0.0, |row| row.of.calls.amounts.crossed));
        for (mode, tonnes) in trade.modes.iter().zip(table.carried.get(at).into_iter().flatten()) {
            row(voice.language.name(&port.modes[mode.index()].label), *tonnes);
        }
    }
    grid(&[words.trade, words.yard, words.mode, words.tonnes], &rows)
}
