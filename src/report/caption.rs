//! A chart with its texts: the captions that all charts share. Leaves out the charts themselves.

use super::sentence::Voice;
use super::text::fill;
use crate::chart::{Caption, ChartError, Svg};

/// A chart: name, title, drawing.
pub(super) type Drawn = (&'static str, String, Result<Svg, ChartError>);

/// Texts around a chart.
pub(super) fn caption(voice: &Voice, title: String, what: &str, alt: String) -> Caption {
    let words = voice.language.words();
    let (count, seed) = (voice.answer.replications.to_string(), voice.context.seed.to_string());
    let values = [("what", what), ("replications", &count), ("seed", &seed)];
    let footer = [("title", voice.title()), ("hash", voice.context.short_hash())];
    Caption {
        title,
        subtitle: fill(words.chart_subtitle, &values),
        footer: fill(words.chart_footer, &footer),
        alt,
    }
}

/// Texts around a chart of the first replication alone.
pub(super) fn caption_of_first(voice: &Voice, title: String, what: &str, alt: String) -> Caption {
    let words = voice.language.words();
    let values = [("what", what), ("seed", &voice.context.seed.to_string())];
    Caption { subtitle: fill(words.chart_subtitle_first, &values), ..caption(voice, title, what, alt) }
}
