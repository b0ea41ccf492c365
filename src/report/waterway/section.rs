//! The section of the page on the waterway: tide, anchorage, pilots and tugs, days left by closures, vessels ordered to sea;
//! and the tables behind its charts. Only what the scenario has. Leaves out the charts.

use maud::{Markup, html};

use super::channel::channel_traffic;
use super::closed::{Shut, by_cargo};
use super::stretch::{length, month_name, month_names};
use super::tidal::tidal_windows;
use crate::analysis::{AnchorageTable, Named, Table, TideNeed, TideTable, Verdict};
use crate::chart::ChannelPassage;
use crate::port::Label;
use crate::report::grid::grid;
use crate::report::number::{dash, fixed, hours, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;

/// The whole section; nothing where the scenario has none of it.
pub(in crate::report) fn section(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let Some(table) = voice.table(key) else { return html! {} };
    let parts = [
        (words.part_tide, tide(voice)),
        (words.part_anchorage, anchorage(voice, table)),
        (words.part_marine, marine(voice, table)),
        (words.part_days, days(voice, table)),
        (words.part_sheltered, sheltered(voice, table)),
    ];
    let parts = parts.into_iter().filter_map(|(name, part)| Some((name, part?))).collect::<Vec<_>>();
    if parts.is_empty() {
        return html! {};
    }
    html! {
        section #waterway {
            h2 { (words.section_waterway) " · " (key.span.name()) }
            @for (name, part) in parts { h3 { (name) } (part) }
        }
    }
}

/// The tide and what each class needs of it.
fn tide(voice: &Voice) -> Option<Markup> {
    let words = voice.language.words();
    let tide = voice.answer.tide.as_ref().filter(|tide| !tide.classes.is_empty())?;
    let heads = [
        words.class,
        words.tide_transit,
        words.tide_draught,
        words.tide_needs,
        words.tide_riding_90,
        words.tide_riding_95,
        words.tide_worst,
        words.tide_riding_worst,
        words.tide_passes,
    ];
    let rows = tide.classes.iter().map(|row| tide_row(voice, row)).collect::<Vec<_>>();
    Some(html! {
        (grid(&heads, &rows))
        p.note { (tide_note(voice, tide)) }
    })
}

fn tide_row(voice: &Voice, row: &Named<TideNeed>) -> Vec<String> {
    let need = &row.of;
    let metres = |level: Option<f64>| level.map_or_else(dash, |level| fixed(level, 2));
    let class = voice.port.classes.iter().find(|class| class.name == row.name);
    vec![
        class.map_or_else(|| row.name.clone(), |class| voice.language.name(&class.label).to_owned()),
        fixed(need.transit, 1),
        fixed(need.draught, 1),
        metres(need.needs),
        metres(need.riding_90),
        metres(need.riding_95),
        need.worst_month.map_or_else(dash, |month| month_name(voice.language, usize::from(month)).to_owned()),
        metres(need.riding_90_worst_month),
        need.passes.map_or_else(dash, percent),
    ]
}

fn tide_note(voice: &Voice, tide: &TideTable) -> String {
    let first = voice.answer.verdicts.first().map_or_else(dash, |verdict| verdict.span.first_day.clone());
    let (count, range) = (tide.high_waters.to_string(), tide.mean_range.map_or_else(dash, |m| fixed(m, 2)));
    let values = [("from", &*first), ("count", &count), ("range", &range)];
    fill(voice.language.words().tide_note, &values)
}

/// Vessels at anchor and the places they need.
fn anchorage(voice: &Voice, table: &Table) -> Option<Markup> {
    let (words, groups) = (voice.language.words(), &voice.port.anchorages);
    if groups.is_empty() && voice.port.sections.is_empty() {
        return None;
    }
    let row = |name: &str, found: &AnchorageTable| {
        let places = [found.places_90, found.places_95, found.places_98];
        let places = places.map(|places| places.map_or_else(dash, |places| places.to_string()));
        let amounts = [(found.amounts.mean, 1), (found.amounts.greatest, 1), (found.amounts.outside, 2)];
        let amounts = amounts.map(|(amount, decimals)| fixed(amount, decimals));
        [name.to_owned()].into_iter().chain(amounts).chain(places).collect::<Vec<_>>()
    };
    let names = groups.iter().map(|group| voice.language.name(&group.label));
    let mut rows = vec![row(words.all_vessels, &table.queue)];
    rows.extend(names.zip(&table.anchorages).map(|(name, group)| row(name, &group.of)));
    let heads = [
        words.anchorage,
        words.anchor_mean,
        words.anchor_greatest,
        words.anchor_outside,
        words.places_90,
        words.places_95,
        words.places_98,
    ];
    Some(html! {
        (grid(&heads, &rows))
        p.note { (words.anchor_note) }
    })
}

/// Pilots and tugs.
fn marine(voice: &Voice, table: &Table) -> Option<Markup> {
    let words = voice.language.words();
    let rows = voice.port.marine.iter().zip(&table.marine).map(|(service, row)| {
        let found = &row.of;
        vec![
            voice.language.name(&service.label).to_owned(),
            fixed(found.ordered, 0),
            fixed(found.bound, 0),
            fixed(found.present, 0),
            if found.present > 0.0 { percent(found.bound / found.present) } else { dash() },
        ]
    });
    let rows = rows.collect::<Vec<_>>();
    let heads =
        [words.service, words.marine_ordered, words.marine_bound, words.marine_present, words.marine_share];
    (!rows.is_empty()).then(|| grid(&heads, &rows))
}

/// Everything that closures may shut: the channel inbound, then cargoes, those with the same hours together.
fn shut<'a>(voice: &Voice, table: &'a Table) -> Vec<Shut<'a>> {
    let channel = table.channel_closed.iter().map(|hours| Shut::channel(voice, hours));
    channel.chain(by_cargo(voice, table)).collect()
}

/// The causes that shut any of these.
fn causes<'p>(voice: &Voice<'p>, shut: &[Shut]) -> Vec<&'p Label> {
    let known = |cause: &&Label| shut.iter().any(|shut| shut.of_cause(&cause.english).is_some());
    voice.port.causes.iter().filter(known).collect()
}

/// Days left and hours shut by cause.
fn days(voice: &Voice, table: &Table) -> Option<Markup> {
    let words = voice.language.words();
    let shut = shut(voice, table);
    let causes = causes(voice, &shut);
    if causes.is_empty() {
        return None;
    }
    let mut heads = vec![words.shut_thing, words.operable_days, words.shut_hours];
    heads.extend(causes.iter().map(|cause| voice.language.name(cause)));
    let row = |shut: &Shut| {
        let mut cells = vec![shut.names.join(words.list_gap)];
        cells.extend([shut.hours.operable_days, shut.hours.hours].map(|amount| fixed(amount, 0)));
        let of_cause = |cause: &&Label| {
            shut.of_cause(&cause.english).map_or_else(dash, |row| fixed(row.months.iter().sum(), 0))
        };
        cells.extend(causes.iter().map(of_cause));
        cells
    };
    Some(html! {
        (grid(&heads, &shut.iter().map(row).collect::<Vec<_>>()))
        p.note { (words.days_note) }
    })
}

/// Hours shut by month: of all that may be shut, each cause and any.
pub(in crate::report) fn months(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let Some(table) = voice.table(key) else { return html! {} };
    let mut heads = vec![words.shut_thing, words.cause];
    heads.extend(month_names(voice.language));
    let mut rows = Vec::new();
    for shut in shut(voice, table) {
        let name = shut.names.join(words.list_gap);
        let mut row = |cause: &str, months: &[f64; 12]| {
            let cells = [name.clone(), cause.to_owned()].into_iter();
            rows.push(cells.chain(months.map(|hours| fixed(hours, 1))).collect::<Vec<_>>());
        };
        for cause in &voice.port.causes {
            if let Some(found) = shut.of_cause(&cause.english) {
                row(voice.language.name(cause), &found.months);
            }
        }
        row(words.any_cause, &shut.hours.months);
    }
    grid(&heads, &rows)
}

/// The needs that the chart of tidal windows shows.
pub(in crate::report) fn windows(voice: &Voice) -> Markup {
    let (words, chart) = (voice.language.words(), tidal_windows(voice).unwrap_or_default());
    let rows = chart.needs.iter().map(|need| {
        let open = length(&need.windows);
        vec![
            need.label.clone(),
            fixed(need.level, 2),
            need.windows.len().to_string(),
            fixed(open, 1),
            percent(open / chart.hours),
            need.passages.iter().filter(|passage| passage.inbound).count().to_string(),
            need.passages.iter().filter(|passage| !passage.inbound).count().to_string(),
        ]
    });
    let heads = [
        words.tide_draught,
        words.tide_needs,
        words.windows,
        words.hours,
        words.share,
        words.inbound_passage,
        words.outbound_passage,
    ];
    grid(&heads, &rows.collect::<Vec<_>>())
}

/// The passages that the chart of channel traffic shows, by class, and the hours shut by cause.
pub(in crate::report) fn traffic(voice: &Voice) -> Markup {
    let (words, chart) = (voice.language.words(), channel_traffic(voice).unwrap_or_default());
    let rows = chart.classes.iter().enumerate().map(|(at, class)| {
        let count = |inbound: bool| {
            let counts = |passage: &&ChannelPassage| passage.class == at && passage.inbound == inbound;
            chart.passages.iter().filter(counts).count().to_string()
        };
        vec![class.clone(), count(true), count(false)]
    });
    let shut = chart.closures.iter().map(|one| vec![one.label.clone(), fixed(length(&one.spans), 1)]);
    let (rows, shut) = (rows.collect::<Vec<_>>(), shut.collect::<Vec<_>>());
    html! {
        (grid(&[words.class, words.inbound_passage, words.outbound_passage], &rows))
        @if !shut.is_empty() { (grid(&[words.cause, words.hours], &shut)) }
    }
}

/// Vessels that left their berths by order.
fn sheltered(voice: &Voice, table: &Table) -> Option<Markup> {
    let words = voice.language.words();
    let classes = voice.port.classes.iter().zip(&table.classes);
    let all = (words.all_vessels, &table.total.amounts);
    let classes = classes.map(|(class, row)| (voice.language.name(&class.label), &row.of.amounts));
    let ordered = [all].into_iter().chain(classes).filter(|(_, amounts)| amounts.sheltered > 0.0);
    let rows = ordered.map(|(name, amounts)| {
        vec![
            name.to_owned(),
            fixed(amounts.sheltered, 1),
            hours(Some(amounts.sheltered_hours / amounts.sheltered)),
        ]
    });
    let rows = rows.collect::<Vec<_>>();
    let heads = [words.class, words.ordered_to_sea, words.hours_at_sea];
    (!rows.is_empty()).then(|| grid(&heads, &rows))
}
