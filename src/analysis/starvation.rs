//! Classes that the rule of who goes next leaves waiting while others pass, and classes of which nobody ever got in: findings, not errors (rule
//! V2). Why nobody got in is not said here: sections may be passable each alone and not together, or hours of pilots and daylight never meet.

use serde::Serialize;

use super::table::Table;

/// A class is left waiting if its mean entry wait is at least so many times that of all other vessels …
/// Assumption: twice is more than chance and size explain; under first come first served all classes wait alike.
const TIMES: f64 = 2.0;
/// … and at least so long, hours. Assumption: a day; below that nobody complains.
const HOURS: f64 = 24.0;
/// Calls per replication below which nothing is said.
const CALLS: f64 = 2.0;

/// A class left waiting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Starved {
    /// Name of the class in the scenario.
    pub class: String,
    /// Position in the port's classes.
    #[serde(skip)]
    pub index: usize,
    /// Its mean entry wait, hours, of those that entered.
    pub wait: f64,
    /// That of all other vessels, hours.
    pub others: f64,
    /// Share of its calls that sailed elsewhere or were turned away.
    pub lost: f64,
}

/// A class of which nobody got in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Barred {
    /// Name of the class in the scenario.
    pub class: String,
    /// Position in the port's classes.
    #[serde(skip)]
    pub index: usize,
    /// Calls that arrived, per replication.
    pub calls: f64,
}

/// The classes of a table that called and never entered.
pub(super) fn barred(table: &Table) -> Vec<Barred> {
    let called = |(index, row): (usize, &super::named::Named<super::table::CallTable>)| {
        let amounts = &row.of.amounts;
        let barred = amounts.arrived >= 1.0 && amounts.entered <= 0.0;
        barred.then(|| Barred { class: row.name.clone(), index, calls: amounts.arrived })
    };
    table.classes.iter().enumerate().filter_map(called).collect()
}

/// The classes left waiting in a table, the worst first.
pub(super) fn starved(table: &Table) -> Vec<Starved> {
    let entered = |wait: &super::waits::WaitFigures| (wait.count, wait.mean.unwrap_or(0.0) * wait.count);
    let (all_count, all_hours) = entered(&table.total.entry_wait);
    let one = |(index, row): (usize, &super::named::Named<super::table::CallTable>)| {
        let (count, hours) = entered(&row.of.entry_wait);
        let others = (all_hours - hours) / (all_count - count).max(f64::MIN_POSITIVE);
        let wait = hours / count.max(f64::MIN_POSITIVE);
        let lost = (row.of.amounts.diverted + row.of.amounts.turned_away) / row.of.amounts.arrived.max(1e-9);
        let told = count >= CALLS && all_count - count >= CALLS && wait >= HOURS && wait >= TIMES * others;
        told.then(|| Starved { class: row.name.clone(), index, wait, others, lost })
    };
    let mut starved: Vec<Starved> = table.classes.iter().enumerate().filter_map(one).collect();
    starved.sort_by(|one, other| other.wait.total_cmp(&one.wait));
    starved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::{answer, port};

    /// Ten calls of 60 h against ten of 20 h: three times as long, told; of 30 h against 20 h: not; of 20 h against 5 h: no day long, not.
    #[test]
    fn left_waiting_by_hand() {
        let told = |first: f64, second: f64| {
            let mut table = answer(&port()).tables.remove(0);
            for (row, mean) in table.classes.iter_mut().zip([first, second]) {
                row.of.entry_wait.count = 10.0;
                row.of.entry_wait.mean = Some(mean);
            }
            table.total.entry_wait.count = 20.0;
            table.total.entry_wait.mean = Some((first + second) / 2.0);
            starved(&table).into_iter().map(|one| (one.index, one.wait, one.others)).collect::<Vec<_>>()
        };
        assert_eq!(told(60.0, 20.0), [(0, 60.0, 20.0)]);
        assert_eq!(told(20.0, 60.0), [(1, 60.0, 20.0)]);
        assert_eq!(told(30.0, 20.0), []);
        assert_eq!(told(20.0, 5.0), []);
    }

    /// Twelve calls of which none entered are told; one that entered is enough not to be, and so is no call at all.
    #[test]
    fn nobody_got_in() {
        let told = |arrived: f64, entered: f64| {
            let mut table = answer(&port()).tables.remove(0);
            for row in &mut table.classes {
                (row.of.amounts.arrived, row.of.amounts.entered) = (1.0, 1.0);
            }
            (table.classes[1].of.amounts.arrived, table.classes[1].of.amounts.entered) = (arrived, entered);
            barred(&table).into_iter().map(|one| (one.index, one.calls)).collect::<Vec<_>>()
        };
        assert_eq!(told(12.0, 0.0), [(1, 12.0)]);
        assert_eq!(told(12.0, 0.5), []);
        assert_eq!(told(0.0, 0.0), []);
    }
}
