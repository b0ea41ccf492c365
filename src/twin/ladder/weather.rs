//! Weather as the formula has it: a flat derating. Work runs at T ÷ days of its rate, and everything else at a berth takes
//! as much longer, so that a call occupies its berth as long as the formula says.

use super::{Circumstances, drop_targets};
use crate::port::{Figure, LawFigure, Port, Target};
use crate::units::{Duration, TonnesPerHour};

impl Circumstances<'_> {
    /// Closures of the water and the quay side go; their share of time is taken from rates and hours.
    pub(super) fn weather(&self, port: &mut Port) -> bool {
        let quayside = |target: &Target| {
            !matches!(target, Target::Yard(_) | Target::Mode(_) | Target::Capacity(_) | Target::Line(_))
        };
        if !drop_targets(port, quayside) {
            return false;
        }
        for kind in 0..port.equipment.len() {
            let daily = self.daily_share(kind);
            let stated = &mut port.equipment[kind];
            stated.working_share = Figure::fixed(stated.working_share.at(&self.draws) * daily);
            let cargoes: Vec<crate::port::CargoId> = stated.rates.iter().map(|(cargo, _)| *cargo).collect();
            for (at, cargo) in cargoes.into_iter().enumerate() {
                let open = self.open_share(|row| {
                    row.equipment == kind && self.stated.trades[self.trade(row.flow)].cargo == cargo
                });
                let rate = &mut port.equipment[kind].rates[at].1;
                *rate = Figure::fixed(TonnesPerHour(rate.at(&self.draws).0 * open));
            }
        }
        for class in 0..port.classes.len() {
            let open = self.open_share(|row| self.stated.flows[row.flow].class.index() == class);
            let stated = &mut port.classes[class];
            for law in [&mut stated.mooring, &mut stated.opening, &mut stated.closing, &mut stated.unmooring]
            {
                slower(law, open, &self.draws);
            }
            if let Some(change) = &mut stated.hatch_change {
                change.takes = Figure::fixed(longer(change.takes.at(&self.draws), open));
            }
        }
        true
    }

    fn trade(&self, flow: usize) -> usize {
        self.stated.flows[flow].trade.index()
    }

    /// T ÷ days of the rows that `of` picks, weighted by their share; 1 without any.
    fn open_share(&self, of: impl Fn(&super::super::BerthRow) -> bool) -> f64 {
        let rows = self.places.iter().flat_map(|place| &place.rows).filter(|row| of(row));
        let (mut open, mut all) = (0.0, 0.0);
        for row in rows {
            open += row.share * row.operable.days;
            all += row.share * self.span.days_a_year();
        }
        if all > 0.0 { open / all } else { 1.0 }
    }

    /// What daily and weekly hours leave of a day for one kind of machine.
    fn daily_share(&self, kind: usize) -> f64 {
        let mut rows = self.places.iter().flat_map(|place| &place.rows);
        rows.find(|row| row.equipment == kind).map_or(1.0, |row| row.operable.daily_share)
    }
}

fn longer(time: Duration, open: f64) -> Duration {
    Duration::from_hours(time.hours() / open)
}

fn slower(law: &mut LawFigure<Duration>, open: f64, draws: &crate::port::Draws) {
    law.mean = Figure::fixed(longer(law.mean.at(draws), open));
}
