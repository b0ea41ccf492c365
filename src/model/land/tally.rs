//! The figures of the land side for a period, and its balance.

use super::bounds::NOTHING;
use super::fleet::Fleet;
use super::stock::Stock;
use super::{Land, Network};
use crate::engine::Level;
use crate::record::{CapacityMonth, CapacityTally, ModeMonth, ModeTally, YardMonth, YardTally};
use crate::units::{Time, Tonnes};

impl Land {
    /// By yard, since the last call; starts a new span. Networks are settled to `now`.
    pub(in crate::model) fn take_yards(&mut self, hours: f64, now: Time) -> Vec<YardTally> {
        let each = self.yards.iter().map(|seat| {
            let network = &mut self.networks[seat.network];
            let moves = network.moves(&network.yards[seat.at]);
            let yard = &mut network.yards[seat.at];
            let space = yard.take_space(&mut network.stocks[yard.stocks.0..yard.stocks.1]);
            let before = std::mem::replace(&mut yard.read, moves);
            let limited = yard.capacity.is_finite();
            let mean = |level: &Level| if hours > 0.0 { level.integral() / hours } else { level.value() };
            let tally = YardTally {
                start: Tonnes(yard.start_tonnes),
                mean: Tonnes(mean(&yard.tonnes)),
                peak: Tonnes(yard.tonnes.greatest()),
                low: Tonnes(yard.tonnes.least()),
                end: Tonnes(yard.tonnes.value()),
                mean_use: limited.then(|| mean(&yard.share)),
                peak_use: limited.then(|| yard.share.greatest()),
                full_hours: std::mem::take(&mut yard.full_hours),
                empty_hours: std::mem::take(&mut yard.empty_hours),
                space,
                landed: Tonnes(moves.landed - before.landed),
                loaded: Tonnes(moves.loaded - before.loaded),
                collected: Tonnes(moves.collected - before.collected),
                delivered: Tonnes(moves.delivered - before.delivered),
            };
            yard.start_tonnes = yard.tonnes.value();
            yard.tonnes.reset(now);
            if limited {
                yard.share.reset(now);
            }
            tally
        });
        each.collect()
    }

    /// By mode, since the last call.
    pub(in crate::model) fn take_modes(&mut self, now: Time) -> Vec<ModeTally> {
        let each = self.modes.iter().map(|seat| {
            let Network { modes, fleets, sidings, .. } = &mut self.networks[seat.network];
            let siding = modes[seat.at].siding.map(|siding| &mut sidings[siding]);
            let fleet = fleets.iter_mut().find(|fleet| fleet.mode == seat.at);
            let mode = &mut modes[seat.at];
            mode.end_day();
            let peak_day = std::mem::take(&mut mode.peak_day);
            ModeTally {
                tonnes: Tonnes(std::mem::take(&mut mode.tonnes)),
                peak_day: Tonnes(peak_day),
                working: std::mem::take(&mut mode.working),
                trains: std::mem::take(&mut mode.trains),
                short: std::mem::take(&mut mode.short),
                cancelled: std::mem::take(&mut mode.cancelled),
                no_wagons: std::mem::take(&mut mode.no_wagons),
                line_wait: std::mem::take(&mut mode.line_wait),
                trucks: fleet.map(|fleet| Box::new(fleet.take_tally(now))),
                tracks: siding.map(|siding| {
                    siding.book_tracks(now);
                    Box::new(siding.hours.take())
                }),
            }
        });
        each.collect()
    }

    /// By shared capacity, since the last call; to be read before the modes.
    pub(in crate::model) fn take_capacities(&mut self, now: Time) -> Vec<CapacityTally> {
        let each = self.capacities.iter().map(|seat| {
            let Network { modes, capacities, uses, .. } = &mut self.networks[seat.network];
            let capacity = &mut capacities[seat.at];
            capacity.set_limit(capacity.limit, now);
            let users = uses[capacity.users.0..capacity.users.1].iter();
            CapacityTally {
                used: Tonnes(users.map(|uses| modes[uses.0].tonnes).sum()),
                available: Tonnes(std::mem::take(&mut capacity.available)),
            }
        });
        each.collect()
    }

    /// By yard, since the last call of `take_yards`; all networks are settled.
    pub(in crate::model) fn read_yards(&self) -> impl Iterator<Item = YardMonth> {
        self.yards.iter().map(|seat| {
            let yard = &self.networks[seat.network].yards[seat.at];
            let used = if yard.capacity.is_finite() { yard.share.integral() } else { 0.0 };
            YardMonth { stock: yard.tonnes.integral(), used, full: yard.full_hours, empty: yard.empty_hours }
        })
    }

    /// By mode, since the last call of `take_modes`; all networks are settled.
    pub(in crate::model) fn read_modes(&self) -> impl Iterator<Item = ModeMonth> {
        self.modes.iter().map(|seat| {
            let Network { modes, fleets, .. } = &self.networks[seat.network];
            let (mode, fleet) = (&modes[seat.at], fleets.iter().find(|fleet| fleet.mode == seat.at));
            ModeMonth {
                tonnes: mode.tonnes,
                working: mode.working,
                trains: f64::from(mode.trains),
                slots: fleet.map_or(0.0, Fleet::slots),
            }
        })
    }

    /// By shared capacity, since the last call of `take_capacities`; all networks are settled.
    pub(in crate::model) fn read_capacities(&self, now: Time) -> impl Iterator<Item = CapacityMonth> {
        self.capacities.iter().map(move |seat| {
            let Network { modes, capacities, uses, .. } = &self.networks[seat.network];
            let capacity = &capacities[seat.at];
            CapacityMonth {
                used: uses[capacity.users.0..capacity.users.1].iter().map(|uses| modes[uses.0].tonnes).sum(),
                available: capacity.available + capacity.limit * (now - capacity.since).hours(),
            }
        })
    }

    /// Yards that filled or have room again since the last call: (yard, full). A full yard that empties at the present rates has room.
    pub(in crate::model) fn news_of_yards(&mut self) -> Vec<(usize, bool)> {
        let mut news = Vec::new();
        for (number, seat) in self.yards.iter().enumerate() {
            let yard = &mut self.networks[seat.network].yards[seat.at];
            let rounding = if yard.depot { 1.0 + NOTHING } else { 1.0 };
            let full = yard.full && yard.leaves <= yard.fills * rounding;
            if full != yard.told_full {
                yard.told_full = full;
                news.push((number, full));
            }
        }
        news
    }

    /// The greatest error of any stock: what was there + came − went − is there, tonnes; a stock below zero counts as well.
    pub(in crate::model) fn balance_error(&self) -> f64 {
        let error = |stock: &Stock| {
            let came = stock.start + stock.came + stock.taken_over;
            let open = (came - stock.went - stock.given - stock.tonnes).abs();
            open.max(-stock.tonnes).max(stock.due - stock.tonnes)
        };
        self.networks.iter().flat_map(|network| &network.stocks).map(error).fold(0.0, f64::max)
    }
}
