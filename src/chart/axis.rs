//! Scales, round ticks, numerals, and the two axes: a hairline grid for the values, short ticks below the rest, no
//! box. Leaves out what is drawn between them.

use crate::chart::canvas::{Anchor, Area, Canvas};
use crate::chart::text::Type;
use crate::chart::theme::{AXIS, GRID, HAIR, MUTED, TICK};

/// Text of ticks.
pub(super) const TICK_TYPE: Type = Type::regular(TICK);
/// Distance from the middle of a line of numerals to its baseline, in units of the text size.
pub(super) const MIDDLE: f64 = 0.36;

/// A linear scale from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub low: f64,
    pub high: f64,
    pub start: f64,
    pub end: f64,
}

impl Scale {
    /// `low` to `start` and `high` to `end`; an empty span is widened so that every value has a place.
    pub(super) fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        let (low, high) = widened(low, high);
        Self { low, high, start, end }
    }

    /// Pixel of a value, also outside the span.
    pub(super) fn at(&self, value: f64) -> f64 {
        self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)
    }
}

/// Round values within a span.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    pub values: Vec<f64>,
    decimals: usize,
}

impl Ticks {
    /// At most `most` (two or more) multiples of 1, 2, 2.5 or 5 × 10ⁿ within `low..high`.
    pub(super) fn new(low: f64, high: f64, most: usize) -> Self {
        let (low, high) = widened(low, high);
        let most = most.max(2);
        let rough = (high - low) / most as f64;
        let mut power = rough.log10().floor() as i32;
        let steps = [1.0, 2.0, 2.5, 5.0];
        for step in steps.iter().cycle() {
            let size = step * 10f64.powi(power);
            let (first, last) = ((low / size - 1e-9).ceil(), (high / size + 1e-9).floor());
            let count = last - first + 1.0;
            if count <= most as f64 {
                let values = (0..count.max(0.0) as usize).map(|i| (first + i as f64) * size).collect();
                let decimals = (if *step == 2.5 { 1 } else { 0 } - power).clamp(0, 9) as usize;
                return Self { values, decimals };
            }
            power += i32::from(*step == 5.0);
        }
        unreachable!("steps grow until few enough fit")
    }

    /// The numeral of a tick.
    pub(super) fn label(&self, value: f64) -> String {
        numeral(value, self.decimals)
    }
}

/// From zero or the lowest value to a little above the highest; up to 1 when all are zero.
pub(super) fn span_with_zero(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), v| (low.min(v), high.max(v)));
    (low, if high > low { high + 0.04 * (high - low) } else { low + 1.0 })
}

fn widened(low: f64, high: f64) -> (f64, f64) {
    let least = 1e-9 * (1.0 + low.abs().max(high.abs()));
    if high - low > least {
        (low, high)
    } else {
        (low - 0.5 * (1.0 + low.abs()), low + 0.5 * (1.0 + low.abs()))
    }
}

/// A number as a reader wants it: one decimal, none from 100 on, two below 0.1.
pub(super) fn number(value: f64) -> String {
    let decimals = match value.abs() {
        99.95.. => 0,
        0.005..0.095 => 2,
        _ => 1,
    };
    numeral(value, decimals)
}

/// A share in per cent: whole, with one decimal near the ends.
pub(super) fn percent(share: f64) -> String {
    let near_end = share > 0.0005 && share < 0.0095 || share > 0.9905 && share < 0.9995;
    format!("{}%", numeral(share * 100.0, usize::from(near_end)))
}

/// Two shares in per cent with one sign for both.
pub(super) fn percent_range(low: f64, high: f64) -> String {
    format!("{}–{}", percent(low).trim_end_matches('%'), percent(high))
}

/// Fixed decimals, thousands apart by commas from 10,000 on, powers of ten from 10⁷ on, and a true minus.
pub(super) fn numeral(value: f64, decimals: usize) -> String {
    let size = value.abs();
    let digits = if size >= 1e7 {
        let (mantissa, exponent) = split_power(size);
        format!("{mantissa}e{exponent}")
    } else if size >= 1e4 {
        let whole = size.round() as i64;
        if whole >= 1_000_000 {
            format!("{},{:03},{:03}", whole / 1_000_000, whole / 1000 % 1000, whole % 1000)
        } else {
            format!("{},{:03}", whole / 1000, whole % 1000)
        }
    } else {
        format!("{size:.decimals$}")
    };
    let negative = value < 0.0 && digits.chars().any(|c| ('1'..='9').contains(&c));
    if negative { format!("−{digits}") } else { digits }
}

/// [`numeral`] with a plus when it is more than zero.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let digits = numeral(value, decimals);
    let positive = value > 0.0 && digits.chars().any(|c| ('1'..='9').contains(&c));
    if positive { format!("+{digits}") } else { digits }
}

/// The two ends of an interval, each written by `write` with so many decimals.
pub(super) fn range((low, high): (f64, f64), decimals: usize, write: fn(f64, usize) -> String) -> String {
    format!("[{}, {}]", write(low, decimals), write(high, decimals))
}

/// Three digits at most, without zeros at the end, and the power of ten.
fn split_power(size: f64) -> (String, String) {
    let written = format!("{size:.2e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    (mantissa.trim_end_matches('0').trim_end_matches('.').to_owned(), exponent.to_owned())
}

/// Room that the numerals of a value axis need on its left, px.
pub(super) fn gutter(labels: &[String]) -> f64 {
    TICK_TYPE.widest(labels).ceil() + 8.0
}

/// Hairlines across the plot with a numeral on the left of each.
pub(super) fn value_axis(canvas: &mut Canvas, plot: Area, marks: &[(f64, String)]) {
    for (y, label) in marks {
        canvas.line(vec![(plot.x0, *y), (plot.x1, *y)], HAIR, GRID);
        canvas.words(label, plot.x0 - 8.0, y + MIDDLE * TICK, TICK_TYPE, Anchor::End, MUTED);
    }
}

/// Upright hairlines through the plot, each with its numeral below.
pub(super) fn upright_axis(canvas: &mut Canvas, plot: Area, marks: &[(f64, String)]) {
    for (x, _) in marks {
        canvas.line(vec![(*x, plot.y0), (*x, plot.y1)], HAIR, GRID);
    }
    base_axis(canvas, plot, marks);
}

/// The line below the plot with short ticks and their labels, of which those that would touch are left out.
pub(super) fn base_axis(canvas: &mut Canvas, plot: Area, marks: &[(f64, String)]) {
    canvas.line(vec![(plot.x0, plot.y1), (plot.x1, plot.y1)], 1.0, AXIS);
    let mut free_from = f64::NEG_INFINITY;
    for (x, label) in marks {
        let half = TICK_TYPE.width(label) / 2.0;
        let centre = x.min(canvas.width - 8.0 - half);
        if centre - half < free_from {
            continue;
        }
        free_from = centre + half + 10.0;
        canvas.line(vec![(*x, plot.y1), (*x, plot.y1 + 4.0)], 1.0, AXIS);
        canvas.words(label, centre, plot.y1 + 7.0 + 0.88 * TICK, TICK_TYPE, Anchor::Middle, MUTED);
    }
}

/// Height below a plot that [`base_axis`] needs, px.
pub(super) const BASE_HEIGHT: f64 = 22.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(Ticks::new(0.0, 26.0, 6).values, [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]);
        assert_eq!(Ticks::new(11.2, 18.9, 6).values, [12.0, 14.0, 16.0, 18.0]);
        let fine = Ticks::new(0.0, 1.1, 5);
        assert_eq!(
            fine.values.iter().map(|&v| fine.label(v)).collect::<Vec<_>>(),
            ["0.00", "0.25", "0.50", "0.75", "1.00"]
        );
        for span in [(0.0, 0.0), (5.0, 5.0), (-3.0, 1e9), (1e15, 1e15), (0.0, 1e-12)] {
            let count = Ticks::new(span.0, span.1, 6).values.len();
            assert!((1..=6).contains(&count), "{count} ticks for {span:?}");
        }
    }

    #[test]
    fn numerals_say_what_they_mean() {
        assert_eq!(
            [12.34, 0.0, -0.01, 123.4, 0.034, 9999.6].map(number),
            ["12.3", "0.0", "−0.01", "123", "0.03", "10000"]
        );
        assert_eq!(
            [12_345.6, 1_234_567.0, 1e9, 2.5e10, -4e4].map(|v| numeral(v, 0)),
            ["12,346", "1,234,567", "1e9", "2.5e10", "−40,000"]
        );
        assert_eq!([0.0, 0.004, 0.204, 0.995, 1.0].map(percent), ["0%", "0.4%", "20%", "99.5%", "100%"]);
        assert_eq!(percent_range(0.151, 0.264), "15–26%");
        assert_eq!(
            [0.0, 0.04, 0.3, -0.3, 2e4].map(|v| signed(v, 1)),
            ["0.0", "0.0", "+0.3", "−0.3", "+20,000"]
        );
        assert_eq!(range((-1.25, 0.5), 2, signed), "[−1.25, +0.50]");
    }
}
