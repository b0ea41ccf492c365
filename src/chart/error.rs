//! The one error of this module. Bad numbers are left out of a chart; only a chart with nothing left is
//! refused, and one whose numbers contradict each other.

/// Why a chart could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// No finite number was left to draw; the text names the figure.
    #[error("nothing to draw in the chart of {0}")]
    Empty(&'static str),
    /// The steps before a total do not lead to it; the text names the total.
    #[error("the steps before `{0}` do not add up to it")]
    Uneven(String),
    /// The SVG backend failed.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
    /// The SVG could not be turned into a PNG.
    #[error("the chart could not be turned into a PNG: {0}")]
    Png(String),
}
