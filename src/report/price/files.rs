//! The files of a price list: a row for each lever, one for each pair, everything as JSON, the charts, and the page.

use serde::Serialize;

use super::super::chart_files::chart_files;
use super::super::error::ReportError;
use super::super::output_file::OutputFile;
use super::super::sheet::{Sheet, maybe, number, yes_no};
use super::page::page;
use super::tornado::tornados;
use super::voice::PriceVoice;
use crate::analysis::{Gain, Measure, Pairs, PriceAnswer, Together};

/// Version of the keys; raised when one changes its meaning or goes.
const FORMAT: u32 = 1;
/// Measures in files, in the order of `Measure::ALL`.
const MEASURES: [&str; 4] = ["service_t", "saturation_t", "wait_saved_h", "passed_t"];

/// All files of a price list, in a fixed order.
///
/// # Errors
/// Only what the making of a table itself runs into; no input causes it.
pub fn price_outputs(voice: &PriceVoice) -> Result<Vec<OutputFile>, ReportError> {
    let mut files = vec![
        OutputFile::new("price.json", summary(voice)?),
        OutputFile::new("price.csv", levers(voice)?),
        OutputFile::new("price-pairs.csv", pairs(voice)?),
    ];
    let mut charts = Vec::new();
    for voice in [*voice, PriceVoice { language: voice.language.other(), ..*voice }] {
        let drawn = tornados(&voice)?;
        files.extend(chart_files(&drawn, voice.language)?);
        charts.push(drawn);
    }
    files.push(OutputFile::new("price.html", page(voice, &charts)));
    Ok(files)
}

#[derive(Serialize)]
struct Summary<'a> {
    format: u32,
    version: &'a str,
    scenario: &'a str,
    seed: u64,
    offer: Option<f64>,
    year: Option<i16>,
    fixed: bool,
    interrupted: bool,
    measures: [&'static str; 4],
    levers: Vec<Named<'a>>,
    answer: &'a PriceAnswer,
    together: &'a Option<Together>,
    pairs: &'a Pairs,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    english: &'a str,
    chinese: &'a str,
    cost_millions: Option<f64>,
    currency: Option<&'a str>,
}

fn summary(voice: &PriceVoice) -> Result<Vec<u8>, ReportError> {
    let named = voice.levers.iter().map(|lever| Named {
        name: &lever.name,
        english: &lever.label.english,
        chinese: lever.label.chinese(),
        cost_millions: lever.cost.as_ref().map(|cost| cost.millions),
        currency: lever.cost.as_ref().map(|cost| cost.currency.as_str()),
    });
    let summary = Summary {
        format: FORMAT,
        version: &voice.context.version,
        scenario: &voice.context.scenario_hash,
        seed: voice.context.seed,
        offer: voice.context.offer.map(|offer| offer.0),
        year: voice.context.year,
        fixed: voice.context.fixed,
        interrupted: voice.list.interrupted,
        measures: MEASURES,
        levers: named.collect(),
        answer: &voice.list.answer,
        together: &voice.list.together,
        pairs: &voice.list.pairs,
    };
    let mut bytes = serde_json::to_vec_pretty(&summary)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Mean and half an interval.
fn both(gain: Option<&Gain>) -> [String; 2] {
    [maybe(gain.map(|gain| gain.mean)), maybe(gain.and_then(|gain| gain.half))]
}

fn levers(voice: &PriceVoice) -> Result<Vec<u8>, ReportError> {
    let columns = MEASURES.iter().flat_map(|name| [(*name).to_owned(), format!("{name}_half")]);
    let mut heads: Vec<String> = ["rank", "lever", "label"].map(str::to_owned).to_vec();
    heads.extend(columns);
    let more = [
        "told_from_nothing",
        "told_from_next",
        "tier",
        "cost_millions",
        "currency",
        "t_per_million",
        "lost_without_it",
    ];
    heads.extend(more.map(str::to_owned));
    let mut sheet = Sheet::new(&heads.iter().map(String::as_str).collect::<Vec<_>>())?;
    for (rank, row) in voice.list.answer.levers.iter().enumerate() {
        let lever = &voice.levers[row.lever];
        let mut cells = vec![(rank + 1).to_string(), lever.name.clone(), lever.label.english.clone()];
        cells.extend(Measure::ALL.iter().flat_map(|by| both(row.gain(*by))));
        cells.extend([yes_no(Some(row.told)), yes_no(Some(row.apart)), row.tier.to_string()]);
        cells.push(maybe(lever.cost.as_ref().map(|cost| cost.millions)));
        cells.push(lever.cost.as_ref().map_or_else(String::new, |cost| cost.currency.clone()));
        cells.push(maybe(voice.per_million(row)));
        let lost = voice.list.together.as_ref().and_then(|together| together.losses[row.lever]);
        cells.push(maybe(lost.map(|lost| lost.mean)));
        sheet.row(&cells)?;
    }
    sheet.bytes()
}

fn pairs(voice: &PriceVoice) -> Result<Vec<u8>, ReportError> {
    let mut heads: Vec<String> = ["first", "second"].map(str::to_owned).to_vec();
    heads.extend(MEASURES.iter().flat_map(|name| [(*name).to_owned(), format!("{name}_half")]));
    let more = [
        "first_alone",
        "second_alone",
        "beyond_sum",
        "beyond_sum_half",
        "told_from_nothing",
        "neither_alone",
    ];
    heads.extend(more.map(str::to_owned));
    let mut sheet = Sheet::new(&heads.iter().map(String::as_str).collect::<Vec<_>>())?;
    for pair in &voice.list.pairs.pairs {
        let (first, second) = (&voice.levers[pair.levers.0], &voice.levers[pair.levers.1]);
        let mut cells = vec![first.name.clone(), second.name.clone()];
        cells.extend(pair.gains.iter().flat_map(|gain| both(gain.as_ref())));
        cells.extend(pair.alone.iter().map(|gain| gain.map_or_else(String::new, |gain| number(gain.mean))));
        cells.extend(both(pair.interaction.as_ref()));
        cells.extend([yes_no(Some(pair.told)), yes_no(Some(pair.neither_alone))]);
        sheet.row(&cells)?;
    }
    sheet.bytes()
}
