//! A vessel joins a network, is given the rate that machines permit, moves cargo, and leaves.

use super::lift::Lift;
use super::ripening::{Parcel, Ripening};
use super::stock::Holding;
use super::{Land, MODES_PER_TRADE, Network};
use crate::port::Direction;
use crate::units::{Time, Tonnes};

impl Land {
    /// A new lift of `visit`: not working yet. `shares` are by label.
    pub(in crate::model) fn lift(
        &self,
        visit: u32,
        flow: usize,
        place: usize,
        trade: usize,
        shares: [f64; MODES_PER_TRADE],
        ripening: Ripening,
    ) -> Lift {
        let stocks = self.trades[trade].as_ref().expect("a lift has a yard");
        let stock = &self.networks[stocks.network].stocks[stocks.first];
        Lift {
            visit,
            flow,
            place,
            holding: stocks.holding,
            first: stocks.first,
            count: stocks.count,
            yard: stock.yard,
            direction: stock.direction,
            permitted: 0.0,
            rate: 0.0,
            shares: stocks.by_stock(shares),
            ripening,
            turns: None,
        }
    }
}

impl Network {
    /// A vessel begins to work into or out of its yard.
    pub(in crate::model) fn attach(&mut self, lift: Lift) {
        for stock in &mut self.stocks[lift.first..lift.first + lift.count] {
            stock.unripe += u32::from(stock.direction == Direction::Import);
        }
        self.touch(lift.holding);
        self.lifts.push(lift);
    }

    /// The rate that machines and closures permit a vessel now.
    pub(in crate::model) fn permit(&mut self, visit: u32, permitted: f64) {
        let Some(lift) = self.lifts.iter_mut().find(|lift| lift.visit == visit) else {
            return self.permit_barge(visit, permitted);
        };
        if std::mem::replace(&mut lift.permitted, permitted) != permitted {
            let holding = lift.holding;
            self.touch(holding);
        }
    }

    /// `moved` tonnes between the vessel of a lift and its stocks until `now`.
    pub(super) fn lifted(&mut self, lift: usize, moved: f64, now: Time) {
        let lift = &mut self.lifts[lift];
        let stocks = &mut self.stocks[lift.first..lift.first + lift.count];
        match lift.direction {
            Direction::Import => {
                let due = lift.ripening.land(moved, now);
                let direct = moved * lift.ripening.direct;
                let lump = if lift.ripening.falls_due_at_once(now) { due - direct } else { 0.0 };
                for (stock, share) in stocks.iter_mut().zip(lift.shares) {
                    stock.tonnes += moved * share;
                    stock.came += moved * share;
                    stock.due += due * share;
                    stock.lump += lump * share;
                }
            }
            Direction::Export => {
                stocks[0].tonnes -= moved;
                stocks[0].went += moved;
            }
        }
    }

    /// Books `moved` more tonnes of a visit's lift at `now`: the remainder of a parcel.
    pub(in crate::model) fn book(&mut self, visit: u32, moved: Tonnes, now: Time) {
        if let Some(lift) = self.lifts.iter().position(|lift| lift.visit == visit) {
            self.lifted(lift, moved.0, now);
            self.touch(self.lifts[lift].holding);
        } else {
            self.book_barge(visit, moved.0, now);
        }
    }

    /// A vessel has done its parcel: what is left of it falls due by itself.
    pub(in crate::model) fn detach(&mut self, visit: u32, now: Time) {
        let Some(at) = self.lifts.iter().position(|lift| lift.visit == visit) else {
            return self.detach_barge(visit);
        };
        let lift = self.lifts.remove(at);
        self.touch(lift.holding);
        if lift.direction == Direction::Export {
            return;
        }
        let Some(parcel) = lift.ripening.rest(lift.holding, lift.shares, now) else {
            let stocks = &mut self.stocks[lift.first..lift.first + lift.count];
            stocks.iter_mut().for_each(|stock| stock.ripen(0.0, 0.0));
            return;
        };
        for (stock, share) in self.stocks[lift.first..lift.first + lift.count].iter_mut().zip(parcel.shares) {
            stock.ripening += parcel.rate * share;
        }
        if parcel.ends <= now {
            // Less than half a millisecond was to come: there will be no settlement to see it end.
            self.ripen(&parcel);
            return;
        }
        let at = self.ripe.partition_point(|other| other.ends > parcel.ends);
        self.ripe.insert(at, parcel);
    }

    /// The last of a parcel is due.
    pub(super) fn ripen(&mut self, parcel: &Parcel) {
        let Holding { first, count, .. } = self.holdings[parcel.holding];
        let stocks = &mut self.stocks[first..first + count];
        for (stock, share) in stocks.iter_mut().zip(parcel.shares) {
            stock.ripen(parcel.rate * share, parcel.rest * share);
        }
    }
}
