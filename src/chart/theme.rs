//! Colours, sizes and distances of every chart, in pixels at single size. Leaves out any drawing.
//! Colours are the Okabe-Ito set, which colour-blind readers can tell apart; lighter ones have a darker variant
//! for text with a contrast of at least 4.5 on white.

/// An opaque colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub u8, pub u8, pub u8);

/// Main series and capacity; good for text too.
pub(super) const MAIN: Colour = Colour(0x00, 0x72, 0xB2);
/// Target and shortfall: lines only.
pub(super) const TARGET: Colour = Colour(0xD5, 0x5E, 0x00);
/// Target and shortfall: text.
pub(super) const TARGET_TEXT: Colour = Colour(0xB3, 0x47, 0x00);
/// Third series: lines and fills.
pub(super) const THIRD: Colour = Colour(0xCC, 0x79, 0xA7);
/// Third series: text.
pub(super) const THIRD_TEXT: Colour = Colour(0xA8, 0x55, 0x7F);
/// Fourth series: lines and fills.
pub(super) const FOURTH: Colour = Colour(0x00, 0x9E, 0x73);
/// Fourth series: text.
pub(super) const FOURTH_TEXT: Colour = Colour(0x00, 0x7A, 0x5A);
/// Titles, and what was seen rather than simulated.
pub(super) const INK: Colour = Colour(0x1F, 0x29, 0x33);
/// Subtitles, ticks, and what is not the point of the chart.
pub(super) const MUTED: Colour = Colour(0x5F, 0x6B, 0x7A);
/// Axis lines, and series that stand in the background.
pub(super) const AXIS: Colour = Colour(0xB8, 0xC0, 0xC8);
/// Grid lines.
pub(super) const GRID: Colour = Colour(0xE4, 0xE8, 0xEC);
/// The card behind everything.
pub(super) const PAPER: Colour = Colour(0xFF, 0xFF, 0xFF);

/// Colours of kinds without an order among them, the strongest first.
pub(super) const KINDS: [Colour; 6] =
    [MAIN, TARGET, FOURTH, THIRD, Colour(0xE6, 0x9F, 0x00), Colour(0x56, 0xB4, 0xE9)];

/// Colour of the i-th kind; those beyond the sixth share one.
pub(super) fn kind(i: usize) -> Colour {
    KINDS.get(i).copied().unwrap_or(MUTED)
}

/// Steps upwards; lighter than [`TARGET`] and that lighter than [`TOTAL`], also in grey.
pub(super) const GAIN: Colour = Colour(0x56, 0xB4, 0xE9);
/// Totals between steps.
pub(super) const TOTAL: Colour = Colour(0x3F, 0x4A, 0x56);

/// Shades of a share in use, from none to full: ever darker, also in grey.
pub(super) const USE_RAMP: [Colour; 3] =
    [Colour(0xEC, 0xF4, 0xFA), Colour(0x3E, 0x93, 0xC6), Colour(0x06, 0x33, 0x5C)];
/// Shades of a number against the greatest, from none to that.
pub(super) const NUMBER_RAMP: [Colour; 3] =
    [Colour(0xF2, 0xF3, 0xF4), Colour(0x93, 0x9B, 0xA3), Colour(0x37, 0x3F, 0x47)];
/// Shades of a share lost, from none to the worst.
pub(super) const LOSS_RAMP: [Colour; 3] =
    [Colour(0xFB, 0xF0, 0xE6), Colour(0xE0, 0x7B, 0x2A), Colour(0x8A, 0x35, 0x00)];

/// The shade of a share of 0 to 1; what lies beyond is drawn as the nearer end.
pub(super) fn shade(ramp: &[Colour; 3], share: f64) -> Colour {
    let along = 2.0 * share.clamp(0.0, 1.0);
    let (a, b, part) = if along < 1.0 { (ramp[0], ramp[1], along) } else { (ramp[1], ramp[2], along - 1.0) };
    let mix = |a: u8, b: u8| (f64::from(a) + part * (f64::from(b) - f64::from(a))).round() as u8;
    Colour(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
}

/// Text size of titles, bold.
pub(super) const TITLE: f64 = 22.0;
/// Text size of subtitles and direct labels.
pub(super) const LABEL: f64 = 13.0;
/// Text size of ticks, values and notes.
pub(super) const TICK: f64 = 12.0;
/// Text size of footers.
pub(super) const FOOTER: f64 = 11.0;

/// Width of every chart.
pub(super) const WIDTH: f64 = 900.0;
/// Height of a chart with axes when title and subtitle take one line each.
pub(super) const HEIGHT: f64 = 506.0;
/// Empty edge on all sides.
pub(super) const MARGIN: f64 = 20.0;
/// Line height as a multiple of the text size.
pub(super) const LEADING: f64 = 1.27;
/// Smallest distance between the middles of two direct labels.
pub(super) const LABEL_GAP: f64 = 16.0;

/// Opacity of the outer band.
pub(super) const OUTER: f64 = 0.16;
/// Opacity of the inner band.
pub(super) const INNER: f64 = 0.30;
/// Width of the line of a main series.
pub(super) const STRONG: f64 = 2.5;
/// Width of the line of a second series.
pub(super) const PLAIN: f64 = 1.5;
/// Width of a hairline.
pub(super) const HAIR: f64 = 0.8;
