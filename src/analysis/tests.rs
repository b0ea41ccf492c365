//! Tests of the answer from replications whose figures are chosen by hand.

use super::fixture::{answer, port, replication};
use super::{Batch, Estimate, Proportion, meets};
use crate::port::{Loads, ModeId, Port};

fn close(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() < 1e-6 * wanted.abs().max(1.0)
}

fn mean(estimate: Option<Estimate>) -> f64 {
    estimate.expect("an estimate").mean
}

#[test]
fn a_shortfall_is_for_want_of_cargo_where_demand_is_short_and_of_capacity_otherwise() {
    let port = port();
    let answer = answer(&port);
    let [early, late] = answer.verdicts.as_slice() else { panic!("two years") };
    let lack = early.shortfall.expect("a target");
    // Throughput 9, 10, 11, 12 Mt: 9.5 missing; demand is 10 Mt too small, which is at most what is missing.
    assert!(close(lack.missing, 9.5e6) && close(lack.cargo, 9.5e6) && close(lack.capacity, 0.0), "{lack:?}");
    let lack = late.shortfall.expect("a target");
    // Throughput 20, 14, 18, 16 Mt at a demand of 24 Mt: (0 + 6 + 2 + 4) / 4 missing, none of it for want of cargo.
    assert!(close(lack.missing, 3e6) && close(lack.cargo, 0.0) && close(lack.capacity, 3e6), "{lack:?}");
}

#[test]
fn probabilities_count_replications_and_limits_compare_demand_with_capacity() {
    let port = port();
    let answer = answer(&port);
    let [early, late] = answer.verdicts.as_slice() else { panic!("two years") };
    assert_eq!(late.throughput_meets, Proportion::new(1, 4));
    assert_eq!(late.capacity_meets, Proportion::new(1, 4));
    assert_eq!(late.demand_meets, Proportion::new(4, 4));
    assert_eq!((early.demand_limited, late.demand_limited), (Proportion::new(4, 4), Proportion::new(0, 4)));
    assert_eq!((answer.first_years.demand, answer.first_years.capacity), (Some(2025), None));
    assert_eq!(late.binding_classes[0].class, "coal-42k");
    assert!(close(mean(late.saturation), 20e6));
    let stated = early.stated_demand.expect("stated by year");
    assert_eq!((stated.low, stated.base, stated.high), (8e6, 9e6, 11e6));
}

#[test]
fn chance_is_half_the_mean_square_between_two_runs_and_ignorance_the_rest() {
    let port = port();
    let answer = answer(&port);
    let scatter = answer.verdicts[1].scatter.expect("four values");
    // Second runs are 0.4 Mt higher: variance 0.08 by chance; 20, 14, 18, 16 have a variance of 20/3.
    assert!(close(scatter.chance.expect("second runs"), (0.08f64).sqrt() * 1e6), "{scatter:?}");
    assert!(
        close(scatter.ignorance.expect("second runs"), (20.0f64 / 3.0 - 0.08).sqrt() * 1e6),
        "{scatter:?}"
    );
    let mut fixed = Batch::new(&port, 1, true);
    (0..2).for_each(|number| {
        fixed.add(&replication(&port, number, [(1.0, 1.0, 1.0), (1.0, 1.0 + number as f64, 1.0)]));
    });
    let scatter = fixed.answer().verdicts[1].scatter.expect("two values");
    assert_eq!((scatter.chance, scatter.ignorance), (scatter.total, Some(0.0)));
}

#[test]
fn links_are_used_as_their_accounts_say() {
    let port = port();
    let answer = answer(&port);
    let verdict = &answer.verdicts[1];
    let used: Vec<(&str, f64)> =
        verdict.chain.iter().map(|link| (link.link.name.as_str(), mean(link.share))).collect();
    // Rail: 600 kt in 250 trains of 3 kt. Road: half of 1,000 t/h outside the quarter of the time it is closed.
    let wanted = [("a", 0.6), ("b1", 0.3), ("cranes", 0.5), ("bulk", 0.25), ("rail", 0.8), ("road", 0.5)];
    for ((name, found), (wanted_name, wanted)) in used.iter().zip(wanted) {
        assert!(*name == wanted_name && close(*found, wanted), "{name}: {found}");
    }
    // 300 of 500 m of quay, and 100 m of berth to 0.3.
    assert!(close(mean(verdict.occupancy), 330.0 / 600.0));
    // Waits of 80 h over six vessels, 90 occupied hours over three.
    assert!(close(mean(verdict.waiting_ratio), (80.0 / 6.0) / 30.0));
}

#[test]
fn records_are_compared_over_their_own_months_with_the_side_stream_pro_rata() {
    let port = port();
    let answer = answer(&port);
    let [january, year] = answer.validation.records.as_slice() else { panic!("two records") };
    // 1 Mt a month over the quays, and 31 of the 366 days of a side stream of 1 Mt.
    assert!(close(mean(january.simulated), 1e6 + 1e6 * 31.0 / 366.0));
    assert_eq!((january.within, january.calibrated), (Some(true), true));
    assert!(close(mean(year.simulated), 13e6));
    assert_eq!(
        (year.within, year.calibrated),
        (Some(false), false),
        "13 Mt of 15 Mt ±10 % is a contradiction"
    );
    let passing = |set: &Option<super::AcceptedSet>| set.as_ref().map(|set| (set.share.met, set.share.of));
    assert_eq!(passing(&answer.validation.passing_calibration), Some((4, 4)));
    assert_eq!(passing(&answer.validation.passing_all), Some((0, 4)));
}

#[test]
fn tables_divide_sums_by_replications_and_pool_waits() {
    let port = port();
    let answer = answer(&port);
    let [_, _, window] = answer.tables.as_slice() else { panic!("two years and the window") };
    assert_eq!(window.span.first_day, "2024-01-01");
    assert!(close(window.total.amounts.arrived, 300.0) && close(window.classes[0].of.amounts.diverted, 4.0));
    let wait = &window.classes[0].of.entry_wait;
    assert!(close(wait.count, 8.0) && wait.mean == Some(20.0) && wait.above_zero == Some(0.75));
    assert!((wait.p95.expect("waits") / 50.0 - 1.0).abs() < 0.006);
    assert_eq!(window.classes[0].of.ship_hour_rate.map(f64::round), {
        // 80 % of what crossed the quays in two years over four replications, in 1,600 working hours each.
        let quays: f64 = (9.0 + 10.0 + 11.0 + 12.0 + 20.0 + 14.0 + 18.0 + 16.0 - 8.0) * 1e6;
        Some((0.8 * quays / 6400.0).round())
    });
    assert!(close(window.yards[0].of.amounts.peak, 2e5) && close(window.modes[0].of.amounts.trains, 500.0));
    assert_eq!(window.yards[0].of.mean_use, Some(0.25));
}

/// Rule L4: rail hauled by road to a station outside passes the gate, and counts by rail as well. Rule C1: what others landed and vessels load
/// again crosses the quay twice.
#[test]
fn gate_tonnes_are_those_of_modes_through_it_and_cargo_loaded_again_counts_once_as_cargo() {
    let found = |port: &Port| {
        let mut batch = Batch::new(port, 1, false);
        batch.add(&replication(port, 0, [(10.0, 9.0, 16.0), (24.0, 20.0, 21.0)]));
        let table = batch.answer().tables[1].clone();
        (table.road_gate, table.onward)
    };
    let mut port = port();
    // 2025: 600 kt by rail, and 500 t/h by road over three quarters of 8,760 h.
    let road = 500.0 * 0.75 * 8760.0;
    assert!(close(found(&port).0, 600e3 + road) && found(&port).1.is_none());
    port.modes[0].through_gate = false;
    assert!(close(found(&port).0, road));
    // The second trade has 20 % of the 19 Mt over the quays (side stream apart).
    port.trades[1].loads = Some(Loads { mode: ModeId(0), leaves_short_after: None, sails_after: None });
    let onward = found(&port).1.expect("a trade that loads");
    assert!(close(onward.twice, 3.8e6) && close(onward.distinct, 15.2e6), "{onward:?}");
}

#[test]
fn a_shortfall_within_the_tolerance_of_work_counts_as_met() {
    assert!(meets(20e6 - 0.019, 20e6) && !meets(20e6 - 0.021, 20e6));
    assert!(meets(1.0 - 0.9e-6, 1.0) && !meets(1.0 - 1.1e-6, 1.0));
}

#[test]
fn a_batch_of_nothing_and_of_one_answer_without_not_a_number() {
    let port = port();
    assert!(Batch::new(&port, 1, false).answer().verdicts.is_empty());
    let mut one = Batch::new(&port, 1, false);
    one.add(&replication(&port, 0, [(10.0, 9.0, 16.0), (24.0, 20.0, 21.0)]));
    let answer = one.answer();
    assert_eq!(answer.verdicts[0].throughput.expect("one").interval, None);
    assert!(!serde_json::to_string(&answer).expect("text").contains("NaN"));
}
