//! Figures made of rows: names on the left, a scale in the middle, a column of text on the right. Leaves out what is
//! drawn in the rows.

use crate::chart::axis::{MIDDLE, TICK_TYPE};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::text::Type;
use crate::chart::theme::{INK, LABEL, MUTED, TICK};

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

/// Texts on the right of rows, wrapped to one column, with a heading if there is one.
pub(super) struct Notes {
    heading: String,
    lines: Vec<Vec<String>>,
    /// Width of the column, px; none when all notes are empty.
    pub width: f64,
}

impl Notes {
    /// At most two lines of at most `widest` px to a note, one to the heading.
    pub(super) fn new<'a>(heading: &str, notes: impl Iterator<Item = &'a str>, widest: f64) -> Self {
        let lines: Vec<_> = notes.map(|note| TICK_TYPE.wrap(note, widest, 2)).collect();
        let needed = lines.iter().map(|note| TICK_TYPE.widest(note)).fold(0.0, f64::max);
        let heading = if needed > 0.0 { TICK_TYPE.shorten(heading, widest) } else { String::new() };
        let width = TICK_TYPE.width(&heading).max(needed).ceil();
        Self { heading, lines, width }
    }

    /// Writes the heading above rows that start at `top`.
    pub(super) fn head(&self, canvas: &mut Canvas, at: Point) {
        head(canvas, &self.heading, at, self.width);
    }

    /// Writes the note of row `i` with its start at a point, in the middle of it.
    pub(super) fn write(&self, canvas: &mut Canvas, i: usize, (x, y): Point) {
        let first = y - (self.lines[i].len() as f64 - 1.0) * TICK_TYPE.leading() / 2.0 + MIDDLE * TICK;
        canvas.lines(&self.lines[i], (x, first), TICK_TYPE, Anchor::Start, MUTED);
    }
}

/// Height of the line above the rows that [`head`] writes, px.
pub(super) const HEAD: f64 = 24.0;

/// The name of a scale or of a column, above the rows that start at `top`.
pub(super) fn head(canvas: &mut Canvas, name: &str, (x, top): Point, width: f64) {
    canvas.words(&TICK_TYPE.shorten(name, width), x, top - 8.0, TICK_TYPE, Anchor::Start, MUTED);
}

/// Lines of ink-coloured text with their middle at `y`.
pub(super) fn centred(canvas: &mut Canvas, lines: &[String], x: f64, y: f64, set: Type, anchor: Anchor) {
    let first = y - (lines.len() as f64 - 1.0) * set.leading() / 2.0 + MIDDLE * set.size;
    canvas.lines(lines, (x, first), set, anchor, INK);
}
