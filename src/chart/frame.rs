//! What stands around every chart: the finding as title, what is shown as subtitle, where it comes from as footer,
//! and the words for readers who cannot see it. Leaves out the chart itself.

use crate::chart::canvas::{Anchor, Area, Canvas};
use crate::chart::error::ChartError;
use crate::chart::svg::Svg;
use crate::chart::text::{Type, clean};
use crate::chart::theme::{FOOTER, INK, LABEL, MARGIN, MUTED, TITLE, WIDTH};

/// The texts around a chart, in the language of the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The finding.
    pub title: String,
    /// Quantity, unit, what bands are, replications, seed.
    pub subtitle: String,
    /// Scenario and its short hash.
    pub footer: String,
    /// The chart in words, with the headline number.
    pub alt: String,
}

impl Caption {
    /// A card with title, subtitle and footer around an empty body of the given height, and where that body is.
    pub(super) fn card(&self, body: f64) -> (Canvas, Area) {
        let inner = WIDTH - 2.0 * MARGIN;
        let (title, subtitle, footer) = (Type::bold(TITLE), Type::regular(LABEL), Type::regular(FOOTER));
        let mut canvas = Canvas::new(WIDTH, 0.0);
        let mut y = MARGIN;
        for (text, set, colour, most, after) in
            [(&self.title, title, INK, 3, 4.0), (&self.subtitle, subtitle, MUTED, 4, 10.0)]
        {
            if clean(text).is_empty() {
                continue;
            }
            let lines = set.wrap(text, inner, most);
            canvas.lines(&lines, (MARGIN, y + 0.88 * set.size), set, Anchor::Start, colour);
            y += lines.len() as f64 * set.leading() + after;
        }
        let area = Area { x0: MARGIN, y0: y, x1: WIDTH - MARGIN, y1: y + body };
        y = area.y1;
        if !clean(&self.footer).is_empty() {
            let lines = footer.wrap(&self.footer, inner, 3);
            canvas.lines(&lines, (MARGIN, y + 12.0 + FOOTER), footer, Anchor::Start, MUTED);
            y += 12.0 + lines.len() as f64 * footer.leading();
        }
        canvas.height = (y + MARGIN - 4.0).ceil();
        (canvas, area)
    }

    /// The finished chart: the marks of `canvas`, with title and description for readers who cannot see them.
    pub(super) fn seal(&self, canvas: &Canvas) -> Result<Svg, ChartError> {
        let words = format!("<title>{}</title>\n<desc>{}</desc>\n", escape(&self.title), escape(&self.alt));
        let svg = canvas.to_svg()?;
        let (open, rest) = svg.split_once('\n').ok_or_else(|| ChartError::Drawing("no elements".into()))?;
        Ok(Svg(format!("{open}\n{words}{rest}")))
    }
}

fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
