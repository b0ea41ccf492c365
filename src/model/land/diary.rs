//! What the land side writes into the diary of a run: stocks at midnight, modes by hour of the day; and, for every run, what
//! each mode carried of each trade. Reading changes nothing.

use super::Land;
use crate::port::Port;
use crate::record::{DayProfile, YardStocks};
use crate::units::{Time, Tonnes};

impl Land {
    /// What lies in the yards at `now`; networks are settled.
    pub(in crate::model) fn stocks(&self, now: Time) -> YardStocks {
        let mut kept = YardStocks { at: now, ..YardStocks::default() };
        for stocks in &self.trades {
            let (mut tonnes, mut used) = (0.0, 0.0);
            if let Some(stocks) = stocks {
                for stock in &self.networks[stocks.network].stocks[stocks.first..][..stocks.count] {
                    tonnes += stock.tonnes;
                    used += stock.tonnes * stock.space;
                }
            }
            kept.tonnes.push(Tonnes(tonnes));
            kept.used.push(used);
        }
        let capacity = self.yards.iter().map(|seat| self.networks[seat.network].yards[seat.at].capacity);
        kept.capacity.extend(capacity);
        kept
    }

    /// By trade: what each of its modes moved since the last call, in their order there; networks are settled.
    pub(in crate::model) fn take_carried(&mut self, port: &Port) -> Vec<Vec<Tonnes>> {
        let mut carried: Vec<Vec<Tonnes>> =
            port.trades.iter().map(|trade| vec![Tonnes::ZERO; trade.modes.len()]).collect();
        for ((trade, stocks), carried) in port.trades.iter().zip(&self.trades).zip(&mut carried) {
            let Some(stocks) = stocks else { continue };
            let own = stocks.first..stocks.first + stocks.count;
            let routes = &mut self.networks[stocks.network].routes;
            for route in routes.iter_mut().filter(|route| own.contains(&route.stock)) {
                let serves = |mode: &crate::port::ModeId| self.modes[mode.index()].at == route.mode;
                let at = trade.modes.iter().position(serves).expect("a mode of the trade");
                carried[at] += Tonnes(std::mem::take(&mut route.moved));
            }
        }
        carried
    }

    /// By mode: what it did by hour of the day since the last call.
    pub(in crate::model) fn take_profiles(&mut self) -> Vec<DayProfile> {
        let each = self.modes.iter().map(|seat| {
            let profile = &mut self.networks[seat.network].modes[seat.at].profile;
            profile.as_mut().map(std::mem::take).unwrap_or_default()
        });
        each.collect()
    }

    /// Notes a train of `mode`, if a diary is kept.
    pub(in crate::model) fn note_train(&mut self, mode: usize, note: impl FnOnce(&mut DayProfile)) {
        let seat = self.modes[mode];
        if let Some(profile) = &mut self.networks[seat.network].modes[seat.at].profile {
            note(profile);
        }
    }
}
