//! Every hour in transfer has one account, and productive hours × nominal rate = tonnes, with all that can interrupt work at once (rule A2).

use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::Draws;
use toumen::record::HandlingTally;
use toumen::scenario::{Source, read, render};

/// Nominal rate of each flow, t/h, in the order of the scenario: machines that a vessel can have × net rate.
const NOMINAL: [f64; 4] = [400.0, 400.0, 300.0, 160.0];

#[test]
fn hours_have_one_account_and_productive_hours_make_the_tonnes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good/handling.toml");
    let bytes = std::fs::read(path).expect("a readable file");
    let source = Source { name: "handling.toml".to_owned(), bytes };
    let mut fetch = |name: &str| Err(format!("{name} is not asked for"));
    let scenario =
        read(&source, &[], &mut fetch).unwrap_or_else(|problems| panic!("{}", render(&problems, false)));
    let port = &scenario.port;
    let mut sums = [const { [0.0; 8] }; NOMINAL.len()];
    for replication in 0..4 {
        let run = Simulator::new(port).run(
            &Draws::fixed(),
            Seed { batch: 3, replication },
            &Plan { trace: true, ..Plan::whole(port) },
        );
        assert!(run.balance_error.0 <= 1e-6, "{:?}", run.balance_error);
        for period in &run.periods {
            for (at, flow) in period.flows.iter().enumerate() {
                let of = &flow.handling;
                let accounts = accounts(of);
                let told: f64 = accounts.iter().sum();
                assert!((told - of.hours).abs() < 1e-6, "{told} of {} hours have an account", of.hours);
                let tonnes = of.productive * NOMINAL[at];
                let crossed = flow.crossed.0;
                assert!((tonnes - crossed).abs() < 1e-6 * crossed.max(1.0), "{tonnes} t or {crossed} t");
                assert!(accounts.iter().all(|&hours| hours > -1e-9), "{accounts:?}");
                sums[at].iter_mut().zip(accounts).for_each(|(sum, hours)| *sum += hours);
            }
            for machines in &period.equipment {
                let away = machines.failed + machines.maintained;
                assert!(away <= machines.present + 1e-6, "{machines:?}");
                assert!(machines.assigned + away <= machines.present + 1e-6, "{machines:?}");
            }
            for crew in &period.crews {
                assert!(0.0 < crew.assigned && crew.assigned <= crew.present + 1e-6, "{crew:?}");
            }
            assert!(period.places.iter().any(|place| place.cleaning > 0.0), "berths were cleaned");
            assert!(period.equipment.iter().any(|machines| machines.maintained > 0.0));
        }
        let told = toumen::report::story(port, run.trace.as_ref().expect("a log was asked for"));
        for what in ["shifts ", "stays ", "changes hatches", "waits for cleaning", "ordered to sea"] {
            assert!(told.contains(what), "nobody {what} in replication {replication}");
        }
    }
    // All accounts are met: productive, shift, closures, hatch, tail, machine, slow, yard by one flow or another.
    for account in 0..8 {
        assert!(sums.iter().any(|sum| sum[account] > 0.0), "account {account} was never met: {sums:?}");
    }
}

fn accounts(of: &HandlingTally) -> [f64; 8] {
    let closures = of.closures.iter().sum();
    [of.productive, of.shift, closures, of.hatch, of.tail, of.machine, of.slow, of.yard]
}
