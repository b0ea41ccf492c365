//! Sections of the page: tables with their words. Leaves out the page around them and the charts.

use maud::{Markup, html};

use super::context::Basis;
use super::grid::grid;
use super::number::{Mass, chance, dash, fixed, hours, percent, signed_percent};
use super::sentence::Voice;
use super::text::fill;
use super::{losses, months, road, terminals, waterway};
use crate::analysis::{AcceptedSet, Comparison, Estimate, OnwardTable, Served, Verdict};
use crate::port::ModeKind;

/// A table of texts, which stand at the left.
fn prose(heads: &[&str], rows: &[Vec<String>]) -> Markup {
    html! { div.prose { (grid(heads, rows)) } }
}

/// The answer by year.
pub(super) fn answer(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let unit = fill(words.in_unit, &[("unit", voice.mass().unit)]);
    html! {
        section #answer {
            h2 { (words.section_answer) }
            (by_year(voice))
            p.note { (unit) }
        }
    }
}

fn by_year(voice: &Voice) -> Markup {
    let (words, mass) = (voice.language.words(), voice.mass());
    let row = |verdict: &Verdict| {
        let stated = verdict.stated_demand.map(|stated| {
            [stated.low, stated.base, stated.high].map(|tonnes| mass.number(tonnes)).join(" / ")
        });
        vec![
            verdict.span.name(),
            stated.unwrap_or_else(dash),
            mass.median_and_range(verdict.demand.as_ref()),
            mass.median_and_range(verdict.capacity.as_ref()),
            mass.median_and_range(verdict.saturation.as_ref()),
            mass.mean_and_range(verdict.throughput.as_ref()),
            mass.maybe(verdict.diverted.map(|found| found.mean)),
            mass.maybe(verdict.turned_away.map(|found| found.mean)),
            mass.maybe(verdict.shortfall.map(|lack| lack.cargo)),
            mass.maybe(verdict.shortfall.map(|lack| lack.capacity)),
            chance(verdict.demand_limited.as_ref()),
            chance(verdict.demand_meets.as_ref()),
            chance(verdict.capacity_meets.as_ref()),
            chance(verdict.throughput_meets.as_ref()),
        ]
    };
    let heads = [
        words.year,
        words.stated_demand,
        words.demand,
        words.capacity,
        words.saturation,
        words.expected,
        words.diverted,
        words.turned_away,
        words.wanting_cargo,
        words.wanting_capacity,
        words.limited_by,
        words.p_demand,
        words.p_capacity,
        words.p_throughput,
    ];
    grid(&heads, &voice.answer.verdicts.iter().map(row).collect::<Vec<_>>())
}

/// The figures behind a chart.
pub(super) fn behind(voice: &Voice, key: &Verdict, chart: &str) -> Markup {
    match chart {
        "demand-capacity" => by_year(voice),
        "exceedance" => quantiles(voice),
        "chain-use" => chain(voice, key),
        "occupancy-waiting" => occupancy(voice, key),
        "tidal-windows" => waterway::windows(voice),
        "channel-traffic" => waterway::traffic(voice),
        "hours-closed" => waterway::months(voice, key),
        "berth-plan" => terminals::calls(voice),
        "yard-stock" => terminals::stocks(voice),
        "modes-by-hour" => terminals::hours(voice),
        "flows" => terminals::flows(voice),
        losses::CHART => losses::binds(voice, key),
        "use-by-month" => months::behind(voice, key),
        _ => waits(voice, key),
    }
}

fn quantiles(voice: &Voice) -> Markup {
    let (words, mass) = (voice.language.words(), voice.mass());
    let row = |verdict: &Verdict| {
        let of = |value: fn(&Estimate) -> f64| mass.maybe(verdict.throughput.as_ref().map(value));
        let ends = verdict.throughput.and_then(|found| found.interval);
        let interval = ends.map_or_else(dash, |(a, b)| format!("{}–{}", mass.number(a), mass.number(b)));
        let quantiles = [of(|e| e.p05), of(|e| e.p25), of(|e| e.p50), of(|e| e.p75), of(|e| e.p95)];
        let mut cells = vec![verdict.span.name(), of(|e| e.mean), interval];
        cells.extend(quantiles);
        cells.push(chance(verdict.throughput_meets.as_ref()));
        cells
    };
    let heads = [words.year, words.mean, words.interval, "5%", "25%", "50%", "75%", "95%", words.probability];
    grid(&heads, &voice.answer.verdicts.iter().map(row).collect::<Vec<_>>())
}

fn chain(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let rows = key.chain.iter().map(|link| {
        let of = |value: fn(&Estimate) -> f64| link.share.as_ref().map_or_else(dash, |s| percent(value(s)));
        vec![voice.link_name(link).to_owned(), of(|e| e.mean), of(|e| e.p05), of(|e| e.p95)]
    });
    let heads = [words.link, words.use_share, words.low_5, words.high_95];
    grid(&heads, &rows.collect::<Vec<_>>())
}

fn occupancy(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let rows = key.occupancy_wait.iter().map(|(x, y)| vec![percent(*x), fixed(*y, 2)]);
    grid(&[words.occupancy, words.waiting_ratio], &rows.collect::<Vec<_>>())
}

fn waits(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let Some(table) = voice.table(key) else { return html! {} };
    let classes = voice.port.classes.iter().zip(&table.classes);
    let rows = classes.map(|(class, row)| {
        let (calls, wait) = (&row.of, &row.of.entry_wait);
        vec![
            voice.language.name(&class.label).to_owned(),
            fixed(calls.amounts.arrived, 0),
            calls.parcel.map_or_else(dash, |parcel| fixed(parcel, 0)),
            hours(wait.mean),
            wait.above_zero.map_or_else(dash, percent),
            hours(wait.p50),
            hours(wait.p90),
            hours(wait.p95),
            hours(wait.greatest),
            calls.ship_hour_rate.map_or_else(dash, |rate| fixed(rate, 0)),
        ]
    });
    let heads = [
        words.class,
        words.calls,
        words.parcel,
        words.wait_mean,
        words.wait_share,
        words.class_p50,
        words.class_p90,
        words.class_p95,
        words.wait_greatest,
        words.ship_hour_rate,
    ];
    grid(&heads, &rows.collect::<Vec<_>>())
}

/// Service by class at capacity, and the classes that break the level first.
pub(super) fn service(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    if key.service.is_empty() {
        return html! {};
    }
    let classes = voice.port.classes.iter().enumerate().zip(&key.service);
    let rows = classes.map(|((at, class), service)| {
        let first = key.binding_classes.iter().find(|binding| binding.index == at);
        vec![
            voice.language.name(&class.label).to_owned(),
            service.waiting_ratio.map_or_else(dash, |found| fixed(found.mean, 2)),
            service.in_time.map_or_else(dash, |found| percent(found.mean)),
            first.map_or_else(dash, |binding| percent(binding.share.share)),
        ]
    });
    let heads = [words.class, words.waiting_ratio, words.berthed_in_time, words.first_broken];
    html! {
        section #service {
            h2 { (words.section_service) " · " (key.span.name()) }
            (grid(&heads, &rows.collect::<Vec<_>>()))
        }
    }
}

/// Offered and handled under saturation.
pub(super) fn saturation(voice: &Voice, key: &Verdict) -> Markup {
    let (words, mass) = (voice.language.words(), voice.mass());
    if key.saturation_classes.is_empty() {
        return html! {};
    }
    let classes = voice.port.classes.iter().map(|class| voice.language.name(&class.label));
    let cargoes = voice.port.cargoes.iter().map(|cargo| voice.language.name(&cargo.label));
    let heads = |first| [first, words.offered, words.handled, words.share];
    html! {
        section #saturation {
            h2 { (words.section_saturation) " · " (key.span.name()) " · " (mass.unit) }
            (grid(&heads(words.class), &served(classes, &key.saturation_classes, &mass)))
            (grid(&heads(words.cargo), &served(cargoes, &key.saturation_cargoes, &mass)))
        }
    }
}

fn served<'a>(names: impl Iterator<Item = &'a str>, served: &[Served], mass: &Mass) -> Vec<Vec<String>> {
    let row = |(name, found): (&str, &Served)| {
        vec![
            name.to_owned(),
            mass.number(found.offered),
            mass.number(found.handled),
            found.share.map_or_else(dash, percent),
        ]
    };
    names.zip(served).map(row).collect()
}

/// Modes of the land side.
pub(super) fn land(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let Some(table) = voice.table(key).filter(|table| !table.modes.is_empty()) else { return html! {} };
    let modes = voice.port.modes.iter().zip(&table.modes);
    let mut rows: Vec<Vec<String>> = modes
        .map(|(mode, row)| {
            let amounts = &row.of.amounts;
            let trains = |count: f64| match mode.kind {
                ModeKind::Rail(_) | ModeKind::Vessels => fixed(count, 0),
                ModeKind::Stream(_) | ModeKind::Vehicles(_) => dash(),
            };
            vec![
                voice.language.name(&mode.label).to_owned(),
                fixed(amounts.tonnes, 0),
                row.of.share.map_or_else(dash, percent),
                fixed(amounts.peak_day, 0),
                trains(amounts.trains),
                trains(amounts.short),
                trains(amounts.cancelled),
            ]
        })
        .collect();
    let gate = voice.port.modes.iter().any(|mode| mode.through_gate);
    let gate = gate.then_some((words.through_gate, table.road_gate));
    for (name, tonnes) in gate.into_iter().chain([(words.without_yard, table.without_yard)]) {
        let mut cells = vec![name.to_owned(), fixed(tonnes, 0)];
        cells.resize(7, dash());
        rows.push(cells);
    }
    let by_vessel = voice.port.modes.iter().any(|mode| matches!(mode.kind, ModeKind::Vessels));
    let carriers = if by_vessel { words.trains_or_vessels } else { words.trains };
    let heads =
        [words.mode, words.tonnes, words.share, words.peak_day, carriers, words.short, words.cancelled];
    html! {
        section #land {
            h2 { (words.section_land) " · " (key.span.name()) }
            (grid(&heads, &rows))
            @if let Some(onward) = &table.onward { p { (quay_twice(voice, onward)) } }
            (road::trucks(voice, table))
        }
    }
}

/// What crossed the quay twice (rule C1).
fn quay_twice(voice: &Voice, onward: &OnwardTable) -> String {
    let (twice, distinct) = (fixed(onward.twice, 0), fixed(onward.distinct, 0));
    fill(voice.language.words().quay_twice, &[("twice", &twice), ("distinct", &distinct)])
}

/// Where the hours in transfer go.
pub(super) fn handling(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let Some(table) = voice.table(key) else { return html! {} };
    let (total, causes) = (&table.total, &voice.port.causes);
    let lost = &total.handling;
    let mut accounts = vec![(words.productive.to_owned(), lost.productive)];
    accounts.push((words.lost_shift.to_owned(), lost.shift));
    accounts.extend(causes.iter().zip(&total.handling_closures).map(|(cause, row)| {
        (fill(words.lost_closure, &[("cause", voice.language.name(cause))]), row.of.hours)
    }));
    let rest = [
        (words.lost_hatch, lost.hatch),
        (words.lost_tail, lost.tail),
        (words.lost_machine, lost.machine),
        (words.lost_slow, lost.slow),
        (words.lost_yard, lost.yard),
    ];
    accounts.extend(rest.map(|(name, hours)| (name.to_owned(), hours)));
    let share = |hours: f64| if lost.hours > 0.0 { percent(hours / lost.hours) } else { dash() };
    let rows = accounts.into_iter().map(|(name, hours)| vec![name, fixed(hours, 0), share(hours)]);
    html! {
        section #handling {
            h2 { (words.section_lost) " · " (key.span.name()) }
            (grid(&[words.cause, words.hours, words.share], &rows.collect::<Vec<_>>()))
        }
    }
}

/// The model against the records: calibrated and held out apart.
pub(super) fn validation(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let validation = &voice.answer.validation;
    if validation.records.is_empty() {
        return html! {};
    }
    let heads = [
        words.record,
        words.observed,
        words.simulated,
        words.deviation,
        words.tolerance,
        words.replications_within,
        words.verdict,
    ];
    html! {
        section #validation {
            h2 { (words.section_validation) }
            @for (name, calibrated) in [(words.calibrated, true), (words.held_out, false)] {
                h3 { (name) }
                (grid(&heads, &compared(voice, calibrated)))
            }
            (accepted(voice, words.passing_calibration, validation.passing_calibration.as_ref()))
            (accepted(voice, words.passing_all, validation.passing_all.as_ref()))
        }
    }
}

fn compared(voice: &Voice, calibrated: bool) -> Vec<Vec<String>> {
    let words = voice.language.words();
    let records = &voice.answer.validation.records;
    let greatest = records.iter().map(|record| record.observed).fold(0.0, f64::max);
    let mass = Mass { decimals: 2, ..Mass::for_greatest(greatest, voice.language) };
    let observations = voice.port.study.observations.iter().zip(records);
    let row = |(observation, record): (&crate::port::Observation, &Comparison)| {
        vec![
            voice.language.name(&observation.label).to_owned(),
            mass.with_unit(record.observed),
            mass.mean_and_range(record.simulated.as_ref()),
            record.deviation.map_or_else(dash, signed_percent),
            format!("±{}", percent(record.tolerance)),
            chance(record.replications_within.as_ref()),
            match record.within {
                Some(true) => words.within,
                Some(false) if calibrated => words.missed,
                Some(false) => words.contradiction,
                None => words.outside_window,
            }
            .to_owned(),
        ]
    };
    observations.filter(|(_, record)| record.calibrated == calibrated).map(row).collect()
}

/// The range of answers over the draws that pass.
fn accepted(voice: &Voice, template: &str, set: Option<&AcceptedSet>) -> Markup {
    let (words, mass) = (voice.language.words(), voice.mass());
    let Some(set) = set else { return html! {} };
    let said = fill(template, &[("share", &chance(Some(&set.share)))]);
    if set.share.met == 0 {
        return html! { p { (said) } };
    }
    let rows = set.spans.iter().map(|accepted| {
        let found = [accepted.demand, accepted.capacity, accepted.saturation, accepted.throughput];
        let ranges = found.iter().map(|found| mass.median_and_range(found.as_ref()));
        [accepted.span.name()].into_iter().chain(ranges).collect()
    });
    let heads = [words.year, words.demand, words.capacity, words.saturation, words.throughput];
    html! {
        p { (said) " " (words.passing_range) }
        details {
            summary { (words.figures_table) " (" (mass.unit) ")" }
            (grid(&heads, &rows.collect::<Vec<_>>()))
        }
    }
}

/// Findings of the check of the scenario.
pub(super) fn findings(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let findings = &voice.context.findings;
    let mut told = voice.barred(words.barred_finding);
    told.extend(voice.starved(words.starved_finding));
    html! {
        section #findings {
            h2 { (words.section_findings) }
            @if findings.is_empty() && told.is_empty() { p { (words.no_findings) } }
            @else { ul { @for finding in findings.iter().chain(&told) { li { (finding) } } } }
        }
    }
}

/// The register of figures with their origin.
pub(super) fn assumptions(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let figures = &voice.context.assumptions;
    if figures.is_empty() {
        return html! {};
    }
    let row = |figure: &super::context::Assumption| {
        let origin = match &figure.basis {
            Basis::Source(text) => fill(words.source, &[("text", text)]),
            Basis::Assumed(text) => fill(words.assumed, &[("text", text)]),
            Basis::Unstated => words.unstated.to_owned(),
        };
        let origin = match &figure.preset {
            Some((preset, _)) => fill(words.preset, &[("preset", preset), ("text", &origin)]),
            None => origin,
        };
        let spread = figure.spread.clone().unwrap_or_default();
        let group = figure.group.as_ref().map_or_else(String::new, |group| format!(" [{group}]"));
        vec![figure.path.clone(), figure.value.clone(), origin, format!("{spread}{group}")]
    };
    let heads = [words.figure, words.value, words.origin, words.spread];
    html! {
        section #assumptions {
            h2 { (words.section_assumptions) }
            details {
                summary { (words.figures_table) " (" (figures.len()) ")" }
                (prose(&heads, &figures.iter().map(row).collect::<Vec<_>>()))
            }
        }
    }
}

/// What the words mean, and the balances.
pub(super) fn method(voice: &Voice) -> Markup {
    let words = voice.language.words();
    let (level, balance) = (&voice.port.study.service, &voice.answer.balance);
    let ratio = level.waiting_ratio.map(|ratio| fill(words.service_ratio, &[("ratio", &fixed(ratio, 2))]));
    let berthed = level.berthed_share.map(|share| {
        let within = fixed(level.within.hours(), 0);
        fill(words.service_berthed, &[("share", &percent(share)), ("hours", &within)])
    });
    let service: Vec<String> = ratio.into_iter().chain(berthed).collect();
    let service = if service.is_empty() { words.service_none.to_owned() } else { service.join(words.and) };
    let size = [
        ("error", format!("{:.1e}", balance.greatest_error)),
        ("moved", fixed(balance.moved, 0)),
        ("years", fixed(balance.simulated_years, 1)),
        ("events", fixed(balance.events as f64, 0)),
    ];
    let size = size.each_ref().map(|(key, value)| (*key, value.as_str()));
    html! {
        section #method {
            h2 { (words.section_method) }
            p { (fill(words.method_text, &[("service", &service)])) (voice.gap()) (words.method_first) }
            p { (fill(words.balance_text, &size)) }
        }
    }
}
