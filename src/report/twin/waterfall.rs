//! The reconciliation as a chart of steps between totals.

use super::TwinView;
use super::ladder::step_name;
use crate::chart::{Caption, Waterfall, WaterfallLabels, WaterfallRow};
use crate::report::error::ReportError;
use crate::report::figures::Figure;
use crate::report::number::fixed;
use crate::report::text::fill;

/// Name of the chart.
pub(super) const NAME: &str = "twin-ladder";

/// The chart; `None` without a ladder.
pub(super) fn waterfall(view: &TwinView<'_>) -> Result<Option<Figure>, ReportError> {
    let Some((found, steps)) = view.ladder else { return Ok(None) };
    let Some(end) = found.end() else { return Ok(None) };
    let (words, mass) = (view.words(), view.mass());
    let scaled = |tonnes: f64| tonnes / mass.tonnes;
    let rho = fixed(view.twin.coefficients.utilisation, 2);
    let mut rows = vec![
        WaterfallRow::total(fill(words.formula_start, &[("rho", &rho)]), scaled(found.formula)),
        WaterfallRow::step(words.reserve, scaled(found.full - found.formula)),
    ];
    for (step, change) in steps.iter().zip(&found.steps) {
        let row = WaterfallRow::step(step_name(view, *step), scaled(change.map_or(f64::NAN, |c| c.mean)));
        // Where nothing is left to chance there is no interval to show.
        let ends = change.and_then(|change| change.interval).filter(|(low, high)| low < high);
        rows.push(ends.map_or(row.clone(), |(low, high)| row.within(scaled(low), scaled(high))));
    }
    let total = WaterfallRow::total(words.scenario, scaled(end.mean));
    rows.push(end.interval.map_or(total.clone(), |(low, high)| total.within(scaled(low), scaled(high))));
    let scale = fill(words.chart_scale, &[("unit", mass.unit)]);
    let (formula, served) = (mass.with_unit(found.formula), mass.with_unit(end.mean));
    let title = fill(words.chart_title, &[("formula", &formula), ("end", &served)]);
    let values =
        [("replications", &*found.replications.to_string()), ("seed", &*view.context.seed.to_string())];
    let chart = Waterfall {
        caption: Caption {
            alt: title.clone(),
            title: title.clone(),
            subtitle: fill(words.chart_what, &values),
            footer: format!("{} · {}", view.head(), view.context.short_hash()),
        },
        labels: WaterfallLabels {
            cut: fill(words.chart_cut, &[("scale", &scale)]),
            scale,
            total: words.chart_total.to_owned(),
            gain: words.chart_gain.to_owned(),
            loss: words.chart_loss.to_owned(),
            range: words.interval.to_owned(),
        },
        decimals: mass.decimals,
        rows,
    };
    let svg = chart.draw().map_err(|error| ReportError::Chart(NAME, error))?;
    Ok(Some(Figure { name: NAME, title, svg }))
}
