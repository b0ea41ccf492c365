//! A list of marks in pixels at single size, and its translation to SVG by plotters on a canvas ten times as large,
//! because the backend knows whole pixels only. Leaves out what the marks mean.

use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor, ShapeStyle, TextStyle};

use crate::chart::error::ChartError;
use crate::chart::face::FAMILY;
use crate::chart::text::{Type, clean};
use crate::chart::theme::{Colour, PAPER};

/// Backend pixels per pixel.
const SCALE: f64 = 10.0;
/// The backend divides text sizes by this number.
const SIZE_DIVISOR: f64 = 1.24;
/// Distance from the top of a text to its baseline in the backend, in units of the text size.
const BASELINE: f64 = 0.76;

/// A place on the canvas: right, down.
pub(super) type Point = (f64, f64);

/// An upright rectangle; x0 ≤ x1 and y0 ≤ y1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Area {
    /// Width, px.
    pub(super) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Height, px.
    pub(super) fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// Whether the two share more than an edge.
    pub(super) fn overlaps(&self, other: &Area) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Whether `other` lies wholly inside.
    pub(super) fn encloses(&self, other: &Area) -> bool {
        self.x0 <= other.x0 && other.x1 <= self.x1 && self.y0 <= other.y0 && other.y1 <= self.y1
    }

    /// The rectangle with every edge moved outwards.
    pub(super) fn grown(&self, by: f64) -> Area {
        Area { x0: self.x0 - by, y0: self.y0 - by, x1: self.x1 + by, y1: self.y1 + by }
    }

    fn corners(&self) -> Vec<Point> {
        vec![(self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1)]
    }
}

/// Which end of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    pub text: String,
    pub x: f64,
    pub baseline: f64,
    pub set: Type,
    pub colour: Colour,
    pub anchor: Anchor,
}

impl Words {
    /// The box of the text, by the advances of the face and the height of its capitals and descenders.
    pub(super) fn bounds(&self) -> Area {
        let width = self.set.width(&self.text);
        let x0 = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        let (rise, fall) = (0.86 * self.set.size, 0.2 * self.set.size);
        Area { x0, x1: x0 + width, y0: self.baseline - rise, y1: self.baseline + fall }
    }
}

/// One thing on the canvas.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// A polyline.
    Line { points: Vec<Point>, width: f64, colour: Colour },
    /// A filled polygon.
    Fill { points: Vec<Point>, colour: Colour, opacity: f64 },
    /// A filled circle.
    Disc { centre: Point, radius: f64, colour: Colour, opacity: f64 },
    /// A line of text.
    Words(Words),
}

/// Marks in drawing order on a white card.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Canvas {
    pub width: f64,
    pub height: f64,
    pub marks: Vec<Mark>,
}

impl Canvas {
    /// An empty card.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    /// The whole card.
    pub(super) fn area(&self) -> Area {
        Area { x0: 0.0, y0: 0.0, x1: self.width, y1: self.height }
    }

    /// A polyline; fewer than two points draw nothing.
    pub(super) fn line(&mut self, points: Vec<Point>, width: f64, colour: Colour) {
        if points.len() > 1 {
            self.marks.push(Mark::Line { points, width, colour });
        }
    }

    /// A dashed straight line, 7 px on and 4 px off.
    pub(super) fn dashed(&mut self, from: Point, to: Point, width: f64, colour: Colour) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        let mut start = 0.0;
        while start < length {
            let along = |s: f64| (from.0 + dx * s / length, from.1 + dy * s / length);
            self.line(vec![along(start), along((start + 7.0).min(length))], width, colour);
            start += 11.0;
        }
    }

    /// A filled polygon.
    pub(super) fn fill(&mut self, points: Vec<Point>, colour: Colour, opacity: f64) {
        if points.len() > 2 {
            self.marks.push(Mark::Fill { points, colour, opacity });
        }
    }

    /// A filled rectangle.
    pub(super) fn block(&mut self, area: Area, colour: Colour, opacity: f64) {
        self.fill(area.corners(), colour, opacity);
    }

    /// A filled circle.
    pub(super) fn disc(&mut self, centre: Point, radius: f64, colour: Colour, opacity: f64) {
        self.marks.push(Mark::Disc { centre, radius, colour, opacity });
    }

    /// A line of text in ink with its start at `x`; the receiver may be changed before the next mark.
    pub(super) fn words(
        &mut self,
        text: &str,
        x: f64,
        baseline: f64,
        set: Type,
        anchor: Anchor,
        colour: Colour,
    ) {
        let text = clean(text);
        if !text.is_empty() {
            self.marks.push(Mark::Words(Words { text, x, baseline, set, colour, anchor }));
        }
    }

    /// Lines of text under each other, the first with its baseline at `baseline`.
    pub(super) fn lines(&mut self, lines: &[String], at: Point, set: Type, anchor: Anchor, colour: Colour) {
        for (i, line) in lines.iter().enumerate() {
            self.words(line, at.0, at.1 + i as f64 * set.leading(), set, anchor, colour);
        }
    }

    /// The SVG elements of all marks, inside an `svg` element of the size of the card.
    pub(super) fn to_svg(&self) -> Result<String, ChartError> {
        let (width, height) = (self.width.ceil() as u32, self.height.ceil() as u32);
        let (wide, high) = (width * SCALE as u32, height * SCALE as u32);
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (wide, high)).into_drawing_area();
            let paper = Mark::Fill { points: self.area().corners(), colour: PAPER, opacity: 1.0 };
            std::iter::once(&paper).chain(&self.marks).try_for_each(|mark| draw(&area, mark))?;
            area.present().map_err(drawing)?;
        }
        let large = format!("width=\"{wide}\" height=\"{high}\"");
        let small = format!("width=\"{width}\" height=\"{height}\" role=\"img\"");
        // Dividing a text size leaves a last digit of noise behind.
        Ok(svg.replacen(&large, &small, 1).replace(".00000000000001\"", "\""))
    }
}

fn draw(area: &DrawingArea<SVGBackend<'_>, Shift>, mark: &Mark) -> Result<(), ChartError> {
    match mark {
        Mark::Line { points, width, colour } => area
            .draw(&PathElement::new(pixels(points), shape(*colour, 1.0).stroke_width(pixel(*width) as u32))),
        Mark::Fill { points, colour, opacity } => {
            area.draw(&Polygon::new(pixels(points), shape(*colour, *opacity)))
        }
        Mark::Disc { centre, radius, colour, opacity } => area.draw(&Circle::new(
            (pixel(centre.0), pixel(centre.1)),
            pixel(*radius),
            shape(*colour, *opacity),
        )),
        Mark::Words(words) => {
            let top = (pixel(words.x), pixel(words.baseline - BASELINE * words.set.size));
            area.draw(&Text::new(words.text.as_str(), top, text_style(words)))
        }
    }
    .map_err(drawing)
}

fn text_style(words: &Words) -> TextStyle<'static> {
    let weight = if words.set.bold { FontStyle::Bold } else { FontStyle::Normal };
    let font = FontDesc::new(FontFamily::Name(FAMILY), words.set.size * SCALE * SIZE_DIVISOR, weight);
    let end = match words.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let mut style = TextStyle::from(font);
    style.color = rgba(words.colour, 1.0).to_backend_color();
    style.pos = Pos::new(end, VPos::Top);
    style
}

fn shape(colour: Colour, opacity: f64) -> ShapeStyle {
    ShapeStyle { color: rgba(colour, opacity), filled: true, stroke_width: 0 }
}

fn rgba(Colour(red, green, blue): Colour, opacity: f64) -> RGBAColor {
    RGBColor(red, green, blue).mix(opacity)
}

/// Backend pixels, which also makes equal charts equal in bytes; a runaway number stays within reach of `i32`.
fn pixel(length: f64) -> i32 {
    (length * SCALE).round().clamp(-1e6, 1e6) as i32
}

fn pixels(points: &[Point]) -> Vec<(i32, i32)> {
    let mut pixels: Vec<_> = points.iter().map(|&(x, y)| (pixel(x), pixel(y))).collect();
    pixels.dedup();
    pixels
}

fn drawing(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing(error.to_string())
}
