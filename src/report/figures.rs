//! The charts of an answer: numbers and words for `chart`. A chart with nothing to draw is left out. Leaves out drawing.

use super::caption::caption;
use super::error::ReportError;
use super::number::{Mass, dash, fixed, percent, stated};
use super::sentence::{Voice, hardest};
use super::text::fill;
use super::{losses, months, terminals, waterway};
use crate::analysis::{Estimate, LinkKind, LinkUse, Table, Verdict};
use crate::chart::{
    Band, ChainLink, ChainUse, ChartError, ClassWait, Curve, DemandCapacity, DemandYear, Exceedance, Level,
    OccupancyWait, Opening, Probability, Record, SeriesLabels, Svg, TargetMark, WaitingByClass,
    WaitingLabels,
};
use crate::port::{ModeKind, PlaceKind};
use crate::units::Time;

/// Curves of other years beside the one in colour.
const OTHER_CURVES: usize = 4;
/// Dots of the chart of waiting over occupancy at most.
const DOTS: usize = 600;

/// A finished chart.
pub(super) struct Figure {
    /// Name in file names and ids.
    pub(super) name: &'static str,
    /// The finding.
    pub(super) title: String,
    /// The drawing.
    pub(super) svg: Svg,
}

/// All charts that have something to draw, in their order.
pub(super) fn figures(voice: &Voice) -> Result<Vec<Figure>, ReportError> {
    let Some(key) = voice.key() else { return Ok(Vec::new()) };
    let (answer, probability) = (demand_capacity(voice, key), exceedance(voice, key));
    let (chain, wait) = (chain_use(voice, key), occupancy_wait(voice, key));
    let mut drawn = vec![
        ("demand-capacity", answer.caption.title.clone(), answer.draw()),
        ("exceedance", probability.caption.title.clone(), probability.draw()),
        ("chain-use", chain.caption.title.clone(), chain.draw()),
        ("occupancy-waiting", wait.caption.title.clone(), wait.draw()),
    ];
    if let Some(table) = voice.table(key) {
        let classes = waiting_by_class(voice, key, table);
        drawn.push(("waiting-by-class", classes.caption.title.clone(), classes.draw()));
    }
    drawn.extend(waterway::charts(voice, key));
    drawn.extend(terminals::charts(voice));
    drawn.extend(losses::charts(voice, key));
    drawn.extend(months::charts(voice, key));
    let mut figures = Vec::new();
    for (name, title, svg) in drawn {
        match svg {
            Ok(svg) => figures.push(Figure { name, title, svg }),
            Err(ChartError::Empty(_)) => {}
            Err(error) => return Err(ReportError::Chart(name, error)),
        }
    }
    Ok(figures)
}

fn band(estimate: Option<Estimate>, mass: &Mass) -> Option<Band> {
    let in_unit = |tonnes: f64| tonnes / mass.tonnes;
    estimate.map(|found| Band {
        low: in_unit(found.p05),
        median: in_unit(found.p50),
        high: in_unit(found.p95),
        inner: Some((in_unit(found.p25), in_unit(found.p75))),
    })
}

/// Figure (a).
fn demand_capacity(voice: &Voice, key: &Verdict) -> DemandCapacity {
    let (words, mass) = (voice.language.words(), voice.mass());
    let said = |estimate: Option<Estimate>| estimate.map_or_else(dash, |found| mass.with_unit(found.p50));
    let (demand, capacity) = (said(key.demand), said(key.capacity));
    let (saturation, throughput) = (said(key.saturation), said(key.throughput));
    let target = voice.answer.target.map(|target| stated(target, voice.language)).unwrap_or_default();
    let lack = key.shortfall;
    let template = match lack {
        None => words.demand_chart_none,
        Some(lack) if lack.missing <= 0.0 => words.demand_chart_met,
        Some(lack) if lack.cargo >= lack.capacity => words.demand_chart_cargo,
        Some(_) => words.demand_chart_capacity,
    };
    let missing = lack.map_or_else(dash, |lack| mass.with_unit(lack.missing));
    let year = key.span.name();
    let values = [
        ("year", year.as_str()),
        ("demand", &demand),
        ("capacity", &capacity),
        ("saturation", &saturation),
        ("throughput", &throughput),
        ("target", &target),
        ("missing", &missing),
    ];
    let bands = fill(words.bands_are, &[("unit", mass.unit)]);
    let years = voice.answer.verdicts.iter().map(|verdict| DemandYear {
        year: calendar_year(voice, verdict),
        demand: band(verdict.demand, &mass),
        capacity: band(verdict.capacity, &mass),
        saturation: band(verdict.saturation, &mass),
        throughput: band(verdict.throughput, &mass),
    });
    DemandCapacity {
        caption: caption(voice, fill(template, &values), &bands, fill(words.demand_chart_alt, &values)),
        unit: fill(words.unit_a_year, &[("unit", mass.unit)]),
        series: SeriesLabels {
            demand: words.demand.into(),
            capacity: words.capacity.into(),
            saturation: words.saturation.into(),
            throughput: words.expected.into(),
            records: words.records.into(),
        },
        years: years.collect(),
        design: voice.answer.design_capacity.map(|design| Level {
            value: design / mass.tonnes,
            label: format!("{} {}", words.design_capacity, stated(design, voice.language)),
        }),
        target: voice.answer.target.map(|target| Level {
            value: target / mass.tonnes,
            label: fill(words.target_both, &[("tonnes", &voice.both_ways(target))]),
        }),
        openings: openings(voice),
        records: records(voice, &mass),
    }
}

fn calendar_year(voice: &Voice, verdict: &Verdict) -> i32 {
    let first = voice.port.almanac.date(verdict.span.from).year;
    i32::from(verdict.span.year.unwrap_or(first))
}

fn openings(voice: &Voice) -> Vec<Opening> {
    let almanac = &voice.port.almanac;
    let marks = voice.port.study.marks.iter().filter(|mark| mark.at.value < Time::NEVER);
    marks
        .map(|mark| {
            let year = almanac.date(mark.at.value).year;
            let into = (mark.at.value - almanac.year_start(year)).hours() / almanac.year_length(year).hours();
            Opening { at: f64::from(year) + into, label: voice.language.name(&mark.label).to_owned() }
        })
        .collect()
}

/// Records of whole calendar years. On a chart of years the axis says which, so the label says how much; on that of one year the
/// other way round.
fn records(voice: &Voice, mass: &Mass) -> Vec<Record> {
    let almanac = &voice.port.almanac;
    let one_year = voice.answer.verdicts.len() == 1;
    let whole = voice.port.study.observations.iter().filter_map(|observation| {
        let year = almanac.date(observation.from).year;
        let whole =
            observation.from == almanac.year_start(year) && observation.until == almanac.year_start(year + 1);
        let value = observation.tonnes.0 / mass.tonnes;
        let label = if one_year { year.to_string() } else { mass.number(observation.tonnes.0) };
        whole.then(|| Record { year: i32::from(year), value, label })
    });
    whole.collect()
}

/// Figure (b).
fn exceedance(voice: &Voice, key: &Verdict) -> Exceedance {
    let (words, mass) = (voice.language.words(), voice.mass());
    let year = key.span.name();
    let share = key.throughput_meets.map_or_else(dash, |found| percent(found.share));
    let median = key.throughput.map_or_else(dash, |found| mass.with_unit(found.p50));
    let target = voice.answer.target.map(|target| stated(target, voice.language));
    let title = match &target {
        Some(target) => {
            fill(words.exceedance_title, &[("target", target), ("year", &year), ("share", &share)])
        }
        None => fill(words.exceedance_title_none, &[("year", &year), ("median", &median)]),
    };
    let alt = fill(words.exceedance_alt, &[("year", &year), ("share", &share)]);
    let verdicts = &voice.answer.verdicts;
    let curve = |at: usize| {
        let values = voice.answer.rows.iter().map(|row| row.spans[at].throughput / mass.tonnes);
        Curve::of(verdicts[at].span.name(), &values.collect::<Vec<_>>())
    };
    let main = verdicts.iter().position(|verdict| verdict.span == key.span).unwrap_or(0);
    let step = verdicts.len().div_ceil(OTHER_CURVES).max(1);
    let others = (0..verdicts.len()).step_by(step).filter(|&at| at != main);
    Exceedance {
        caption: caption(voice, title, words.exceedance_what, alt),
        quantity: fill(words.exceedance_quantity, &[("unit", mass.unit)]),
        share: words.exceedance_share.into(),
        main: curve(main),
        others: others.map(curve).collect(),
        target: voice.answer.target.map(|target| TargetMark {
            value: target / mass.tonnes,
            label: fill(words.target_both, &[("tonnes", &voice.both_ways(target))]),
            probability: key.throughput_meets.map(|found| Probability {
                share: found.share,
                low: found.low,
                high: found.high,
            }),
            interval: words.wilson.into(),
        }),
    }
}

/// Figure (c).
fn chain_use(voice: &Voice, key: &Verdict) -> ChainUse {
    let words = voice.language.words();
    let year = key.span.name();
    let (name, share) = hardest(key)
        .map_or_else(|| (dash(), dash()), |(link, share)| (voice.link_name(link).to_owned(), percent(share)));
    let values = [("year", year.as_str()), ("link", &name), ("use", &share)];
    let links = key.chain.iter().filter_map(|link| {
        let share = link.share?;
        Some(ChainLink {
            label: voice.link_name(link).to_owned(),
            mean: share.mean,
            low: share.p05,
            high: share.p95,
            note: note(voice, link).to_owned(),
            planning: None,
        })
    });
    ChainUse {
        caption: caption(
            voice,
            fill(words.chain_title, &values),
            &fill(words.chain_what, &values),
            fill(words.chain_alt, &values),
        ),
        links: links.collect(),
        full: words.chain_full.into(),
        range: words.chain_range.into(),
        planning: String::new(),
    }
}

/// What the use of a link means in things.
fn note(voice: &Voice, link: &LinkUse) -> &'static str {
    let (words, at) = (voice.language.words(), link.link.index);
    match link.link.kind {
        LinkKind::Section => words.note_section,
        LinkKind::Marine => words.note_marine,
        LinkKind::Place => match voice.port.places[at].kind {
            PlaceKind::Quay { .. } => words.note_quay,
            PlaceKind::Berth { .. } => words.note_berth,
        },
        LinkKind::Equipment => words.note_equipment,
        LinkKind::Crew => words.note_crew,
        LinkKind::Yard => words.note_yard,
        LinkKind::Capacity => words.note_capacity,
        LinkKind::Mode => match voice.port.modes[at].kind {
            ModeKind::Rail(_) => words.note_rail,
            ModeKind::Stream(_) | ModeKind::Vessels => words.note_stream,
            ModeKind::Vehicles(_) => words.note_trucks,
        },
    }
}

/// Figure (d).
fn occupancy_wait(voice: &Voice, key: &Verdict) -> OccupancyWait {
    let words = voice.language.words();
    let limit = voice.port.study.service.waiting_ratio;
    let today = key.occupancy.zip(key.waiting_ratio).map(|(x, y)| (x.mean, y.mean));
    let (occupancy, ratio) =
        today.map_or_else(|| (dash(), dash()), |today| (percent(today.0), fixed(today.1, 2)));
    let template = match (today, limit) {
        (None, _) => words.wait_title_unknown,
        (Some(_), None) => words.wait_title_plain,
        (Some(today), Some(limit)) if today.1 > limit => words.wait_title_above,
        (Some(_), Some(_)) => words.wait_title_below,
    };
    let (year, bound) = (key.span.name(), limit.map_or_else(dash, |limit| fixed(limit, 2)));
    let values = [("year", year.as_str()), ("occupancy", &occupancy), ("ratio", &ratio), ("limit", &bound)];
    let at = voice.answer.verdicts.iter().position(|verdict| verdict.span == key.span).unwrap_or(0);
    let trials: Vec<(f64, f64)> = (voice.answer.rows.iter())
        .flat_map(|row| &row.spans[at].trials)
        .map(|trial| (trial.occupancy, trial.waiting_ratio))
        .collect();
    let step = trials.len().div_ceil(DOTS).max(1);
    OccupancyWait {
        caption: caption(
            voice,
            fill(template, &values),
            &fill(words.wait_what, &values),
            fill(words.wait_alt, &values),
        ),
        occupancy: words.occupancy.into(),
        ratio: words.waiting_ratio.into(),
        points: trials.into_iter().step_by(step).collect(),
        middle: key.occupancy_wait.clone(),
        middle_label: words.wait_middle.into(),
        today: today.map(|today| (today, fill(words.wait_today, &values))),
        limit: limit.map(|limit| Level { value: limit, label: fill(words.wait_limit, &values) }),
        theory: None,
        above: words.wait_above.into(),
    }
}

/// Figure (e).
fn waiting_by_class(voice: &Voice, key: &Verdict, table: &Table) -> WaitingByClass {
    let (words, service) = (voice.language.words(), &voice.port.study.service);
    let waits = |of: Option<f64>| of.unwrap_or(f64::NAN);
    let named = voice.port.classes.iter().zip(&table.classes);
    let classes: Vec<ClassWait> = named
        .filter(|(_, row)| row.of.amounts.arrived > 0.0)
        .map(|(class, row)| ClassWait {
            label: voice.language.name(&class.label).to_owned(),
            p50: waits(row.of.entry_wait.p50),
            p90: waits(row.of.entry_wait.p90),
            p95: waits(row.of.entry_wait.p95),
        })
        .collect();
    let timed = classes.iter().filter(|class| class.p90.is_finite());
    let longest = timed.reduce(|most, class| if class.p90 > most.p90 { class } else { most });
    let (class, hours) =
        longest.map_or_else(|| (dash(), dash()), |class| (class.label.clone(), fixed(class.p90, 0)));
    let limit = service.berthed_share.map(|_| service.within.hours());
    let (bound, year) = (limit.map_or_else(dash, |limit| fixed(limit, 0)), key.span.name());
    let values = [("class", class.as_str()), ("hours", &hours), ("limit", &bound), ("year", year.as_str())];
    let template = match limit {
        _ if classes.iter().all(|class| class.p90.is_nan() || class.p90 < 0.5) => words.class_title_none,
        Some(_) => words.class_title_limit,
        None => words.class_title,
    };
    WaitingByClass {
        caption: caption(
            voice,
            fill(template, &values),
            &fill(words.class_what, &values),
            fill(words.class_alt, &values),
        ),
        labels: WaitingLabels {
            p50: words.class_p50.into(),
            p90: words.class_p90.into(),
            p95: words.class_p95.into(),
            scale: words.class_hours.into(),
            compressed: words.class_compressed.into(),
        },
        classes,
        limit: limit.map(|limit| Level { value: limit, label: fill(words.class_limit, &values) }),
    }
}
