//! The price list as charts: what each lever gains by one measure, ranked, with intervals.

use super::voice::PriceVoice;
use crate::analysis::{Gain, Measure, Standing};
use crate::chart::{Caption, ChartError, Tornado, TornadoLabels, TornadoRow};
use crate::report::error::ReportError;
use crate::report::figures::Figure;
use crate::report::number::fixed;
use crate::report::text::fill;

/// The charts: the measure that ranks first, then the others that were asked for; tonnes of the scenario's own demand only if they rank. One without any gain is left out.
pub(super) fn tornados(voice: &PriceVoice<'_>) -> Result<Vec<Figure>, ReportError> {
    let mut figures = Vec::new();
    let ranks = voice.list.answer.by;
    for by in voice.measures().into_iter().filter(|by| *by != Measure::Passed || *by == ranks) {
        let chart = tornado(voice, by);
        let (name, title) = (name(by), chart.caption.title.clone());
        match chart.draw() {
            Ok(svg) => figures.push(Figure { name, title, svg }),
            Err(ChartError::Empty(_)) => {}
            Err(error) => return Err(ReportError::Chart(name, error)),
        }
    }
    Ok(figures)
}

/// Name in file names.
fn name(by: Measure) -> &'static str {
    match by {
        Measure::Service => "price-service",
        Measure::Saturation => "price-saturation",
        Measure::Waiting => "price-waiting",
        Measure::Passed => "price-passed",
    }
}

fn tornado(voice: &PriceVoice<'_>, by: Measure) -> Tornado {
    let (words, context, answer) = (voice.words(), voice.context, &voice.list.answer);
    let values = [
        ("replications", answer.replications.to_string()),
        ("seed", context.seed.to_string()),
        ("measure", voice.measure(by).to_owned()),
    ];
    let title = voice.first_measure(by);
    let hash = context.scenario_hash.get(..8).unwrap_or(&context.scenario_hash);
    let mut rows = Vec::new();
    if let Some(best) = voice.list.pairs.pairs.first().filter(|best| best.told && by == answer.by) {
        let names = [("first", voice.name(best.levers.0)), ("second", voice.name(best.levers.1))];
        rows.extend(best.gains[by as usize].map(|gain| TornadoRow {
            note: note(voice, best.levers.0, Some((best.levers.1, gain.mean))),
            ..row(voice, by, fill(words.chart_pair, &names), &gain)
        }));
    }
    let mut above = None;
    for standing in &answer.standings[by as usize] {
        let Some(gain) = voice.gain_of(standing.lever, by).filter(|gain| !gain.nothing) else { continue };
        rows.push(TornadoRow {
            tied: above.is_some_and(|above: Standing| above.tier == standing.tier),
            note: if by == answer.by { note(voice, standing.lever, None) } else { String::new() },
            ..row(voice, by, voice.name(standing.lever).to_owned(), &gain)
        });
        above = Some(*standing);
    }
    Tornado {
        caption: Caption {
            alt: title.clone(),
            title,
            subtitle: fill(words.chart_what, &values.each_ref().map(|(key, value)| (*key, value.as_str()))),
            footer: format!("{} · {hash}", voice.title()),
        },
        labels: TornadoLabels {
            scale: match by {
                Measure::Waiting => words.column_waiting.to_owned(),
                _ => fill(words.unit_a_year, &[("unit", voice.mass().unit)]),
            },
            value: words.chart_gain.to_owned(),
            unclear: words.chart_unclear.to_owned(),
            range: words.chart_range.to_owned(),
            second: String::new(),
            tied: words.chart_tied.to_owned(),
            note: voice
                .currency()
                .map_or_else(String::new, |currency| fill(words.chart_note, &[("currency", currency)])),
        },
        decimals: if by == Measure::Waiting { 1 } else { voice.mass().decimals },
        rows,
    }
}

fn row(voice: &PriceVoice<'_>, by: Measure, label: String, gain: &Gain) -> TornadoRow {
    let unit = if by == Measure::Waiting { 1.0 } else { voice.mass().tonnes };
    let (low, high) = gain.interval().unwrap_or((gain.mean, gain.mean));
    TornadoRow { label, value: gain.mean / unit, low: low / unit, high: high / unit, ..TornadoRow::default() }
}

/// Cost, and tonnes a year for a million; of a pair both costs. Empty where a cost is not stated.
fn note(voice: &PriceVoice<'_>, lever: usize, with: Option<(usize, f64)>) -> String {
    let millions = |lever: usize| voice.levers[lever].cost.as_ref().map(|cost| cost.millions);
    let Some(mut cost) = millions(lever) else { return String::new() };
    let mut gain = voice.gain_of(lever, voice.list.answer.by).map(|gain| gain.mean);
    if let Some((other, both)) = with {
        let Some(more) = millions(other) else { return String::new() };
        (cost, gain) = (cost + more, Some(both));
    }
    match gain.filter(|_| voice.list.answer.by != Measure::Waiting) {
        Some(gain) => format!("{} · {}", voice.millions(cost), fixed(gain / cost, 0)),
        None => voice.millions(cost),
    }
}

#[cfg(test)]
mod tests {
    use crate::chart::missing_characters;

    /// Titles, keys and names of levers are all drawn.
    #[test]
    fn texts_of_the_price_list_and_of_levers_can_be_drawn() {
        for (key, english, chinese) in super::super::texts() {
            if *key != "ranked_by" {
                assert_eq!(missing_characters(english), [], "{key}");
                assert_eq!(missing_characters(chinese), [], "{key}");
            }
        }
        assert_eq!(
            missing_characters(
                "进出闸口各增加一条车道每日列浚深航道双向通航堆存期缩短取消昼限制故障停工减半"
            ),
            []
        );
    }
}
