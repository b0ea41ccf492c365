//! Cargo that has been due for long is labelled anew for the mode that takes over (rule L4, `after`). Looked at once a day, at
//! 00:00: the span is kept in whole days, rounded up.

use std::collections::VecDeque;

use super::{Land, TradeStocks};
use crate::port::{Port, Trade};
use crate::units::Time;

/// A stock whose overdue cargo goes over to another.
#[derive(Debug)]
pub(super) struct Relabel {
    from: usize,
    to: usize,
    days: usize,
    /// Tonnes that had fallen due in all, at the last midnights, the latest last.
    fallen_due: VecDeque<f64>,
}

impl Land {
    /// Finds the fallbacks that act after a time.
    pub(super) fn make_relabels(&mut self, port: &Port) {
        for (trade, stocks) in port.trades.iter().zip(&self.trades) {
            let Some(stocks) = stocks.as_ref().filter(|stocks| stocks.count > 1) else { continue };
            for fallback in &trade.fallbacks {
                let Some(after) = fallback.after else { continue };
                let places = (stock_of(trade, stocks, fallback.of), stock_of(trade, stocks, fallback.to));
                if let (Some(from), Some(to)) = places {
                    let days = after.days().ceil().clamp(0.0, 36_500.0) as usize;
                    self.relabels.push(Relabel { from, to, days, fallen_due: VecDeque::new() });
                }
            }
        }
    }

    /// True if some cargo is labelled anew after a time.
    pub(in crate::model) fn relabels(&self) -> bool {
        !self.relabels.is_empty()
    }

    /// Midnight: overdue cargo changes its label; all networks are settled to `now`.
    pub(in crate::model) fn relabel(&mut self, now: Time) {
        let mut relabels = std::mem::take(&mut self.relabels);
        let mut moved = false;
        for relabel in &mut relabels {
            let stock = &self.stocks[relabel.from];
            relabel.fallen_due.push_back(stock.went + stock.due);
            if relabel.fallen_due.len() <= relabel.days {
                continue;
            }
            let before = relabel.fallen_due.pop_front().expect("just pushed");
            let overdue = (before - stock.went).min(stock.due);
            if overdue > 0.0 {
                moved = true;
                let from = &mut self.stocks[relabel.from];
                from.tonnes -= overdue;
                from.due -= overdue;
                from.went += overdue;
                let to = &mut self.stocks[relabel.to];
                to.tonnes += overdue;
                to.due += overdue;
                to.came += overdue;
            }
        }
        self.relabels = relabels;
        if !moved {
            return;
        }
        for yard in 0..self.yards.len() {
            self.measure_yard(yard, now);
        }
        for network in &mut self.networks {
            network.changed = true;
        }
    }
}

fn stock_of(trade: &Trade, stocks: &TradeStocks, mode: crate::port::ModeId) -> Option<usize> {
    let label = trade.modes.iter().position(|&served| served == mode)?;
    (label < stocks.count).then_some(stocks.first + label)
}
