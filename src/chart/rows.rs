//! Figures made of rows: names on the left, a scale in the middle, a column of text on the right. Leaves out what is
//! drawn in the rows.

use crate::chart::axis::MIDDLE;
use crate::chart::canvas::{Anchor, Area, Canvas};
use crate::chart::text::Type;
use crate::chart::theme::{INK, LABEL};

/// Text of row names.
pub(super) const NAME_TYPE: Type = Type::regular(LABEL);
/// The widest a column of names gets, px.
const WIDEST: f64 = 210.0;

/// Names of rows, wrapped to one column.
pub(super) struct Names {
    lines: Vec<Vec<String>>,
    /// Width of the column, px.
    pub width: f64,
}

impl Names {
    /// At most three lines to a name.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let lines: Vec<_> = names.map(|name| NAME_TYPE.wrap(name, WIDEST, 3)).collect();
        let width = lines.iter().map(|l| Type::bold(LABEL).widest(l)).fold(80.0, f64::max).ceil();
        Self { lines, width }
    }

    /// The middle of each row from the top of the first, and the height of all: a row is as high as its name needs,
    /// at least `least` px.
    pub(super) fn rows(&self, least: f64) -> (Vec<f64>, f64) {
        let mut top = 0.0;
        let middles = self.lines.iter().map(|name| {
            let height = (name.len() as f64 * NAME_TYPE.leading() + 8.0).max(least);
            top += height;
            top - height / 2.0
        });
        (middles.collect(), top)
    }

    /// Writes the name of row `i` at the left of `area`, in the middle of `y`.
    pub(super) fn write(&self, canvas: &mut Canvas, area: Area, i: usize, y: f64, bold: bool) {
        centred(canvas, &self.lines[i], area.x0, y, Type { size: LABEL, bold }, Anchor::Start);
    }
}

/// Lines of ink-coloured text with their middle at `y`.
pub(super) fn centred(canvas: &mut Canvas, lines: &[String], x: f64, y: f64, set: Type, anchor: Anchor) {
    let first = y - (lines.len() as f64 - 1.0) * set.leading() / 2.0 + MIDDLE * set.size;
    canvas.lines(lines, (x, first), set, anchor, INK);
}
