//! The key below a figure: small drawings, each with a word, in as many lines as they need. Leaves out what the
//! drawings mean.

use crate::chart::axis::MIDDLE;
use crate::chart::canvas::{Anchor, Canvas, Point};
use crate::chart::text::{Type, clean};
use crate::chart::theme::{MARGIN, MUTED, TICK, WIDTH};

/// Text of the key.
const WORD: Type = Type::regular(TICK);
/// Width of a drawing, px.
pub(super) const SKETCH: f64 = 22.0;
/// Distance between a drawing and its word, px.
const CLOSE: f64 = 6.0;
/// Distance between a word and the next drawing, px.
const APART: f64 = 20.0;
/// Height of a line, px.
const LINE: f64 = 20.0;
/// Width of the key: that of the card without its edges, px.
const ROOM: f64 = WIDTH - 2.0 * MARGIN;
/// Distance from what stands above, px.
const ABOVE: f64 = 8.0;

/// Draws in its width to the right of a point, about its height.
type Sketch<'a> = Box<dyn Fn(&mut Canvas, Point) + 'a>;

/// A drawing and its word, at its place within the key.
struct Entry<'a> {
    at: Point,
    width: f64,
    word: String,
    sketch: Sketch<'a>,
}

/// Entries in the order in which they were added, each at its place within the key.
#[derive(Default)]
pub(super) struct Key<'a> {
    entries: Vec<Entry<'a>>,
    /// Where the next entry starts: right, and the number of the line.
    next: (f64, f64),
}

impl<'a> Key<'a> {
    /// One more entry; without a word it is left out.
    pub(super) fn add(&mut self, word: &str, sketch: impl Fn(&mut Canvas, Point) + 'a) {
        self.add_wide(SKETCH, word, sketch);
    }

    /// One more entry with a drawing of its own width.
    pub(super) fn add_wide(&mut self, width: f64, word: &str, sketch: impl Fn(&mut Canvas, Point) + 'a) {
        if clean(word).is_empty() {
            return;
        }
        let word = WORD.shorten(word, ROOM - width - CLOSE);
        let own = width + CLOSE + WORD.width(&word);
        if self.next.0 > 0.0 && self.next.0 + own > ROOM {
            self.next = (0.0, self.next.1 + 1.0);
        }
        let at = (self.next.0, ABOVE + (self.next.1 + 0.5) * LINE);
        self.next.0 += own + APART;
        self.entries.push(Entry { at, width, word, sketch: Box::new(sketch) });
    }

    /// Height with the distance from what stands above, px; none without entries.
    pub(super) fn height(&self) -> f64 {
        if self.entries.is_empty() { 0.0 } else { ABOVE + (self.next.1 + 1.0) * LINE }
    }

    /// Draws the key with its upper left corner at `corner`.
    pub(super) fn write(&self, canvas: &mut Canvas, corner: Point) {
        for Entry { at: (right, down), width, word, sketch } in &self.entries {
            let (x, y) = (corner.0 + right, corner.1 + down);
            sketch(canvas, (x, y));
            canvas.words(word, x + width + CLOSE, y + MIDDLE * TICK, WORD, Anchor::Start, MUTED);
        }
    }
}
