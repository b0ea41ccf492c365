//! Cargo that has been due for long is labelled anew for the mode that takes over (rule L4, `after`). Looked at once a day, at
//! 00:00: the span is kept in whole days, rounded up.

use std::collections::VecDeque;

use super::Land;
use crate::port::{ModeId, Port};

/// A stock whose overdue cargo goes over to another.
#[derive(Debug)]
pub(super) struct Relabel {
    network: usize,
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
            let Some(stocks) = stocks.filter(|stocks| stocks.count > 1) else { continue };
            for fallback in &trade.fallbacks {
                let Some(after) = fallback.after else { continue };
                let stock_of = |mode: ModeId| {
                    let label = trade.modes.iter().position(|&served| served == mode)?;
                    stocks.stock_of(label)
                };
                if let (Some(from), Some(to)) = (stock_of(fallback.of), stock_of(fallback.to)) {
                    let days = after.days().ceil().clamp(0.0, 36_500.0) as usize;
                    let network = stocks.network;
                    self.relabels.push(Relabel { network, from, to, days, fallen_due: VecDeque::new() });
                }
            }
        }
    }

    /// Overdue cargo changes its label; all networks are settled.
    pub(super) fn relabel(&mut self) {
        for relabel in &mut self.relabels {
            let network = &mut self.networks[relabel.network];
            let stock = &network.stocks[relabel.from];
            relabel.fallen_due.push_back(stock.went + stock.given + stock.due);
            if relabel.fallen_due.len() <= relabel.days {
                continue;
            }
            let before = relabel.fallen_due.pop_front().expect("just pushed");
            let overdue = (before - stock.went - stock.given).min(stock.due);
            if overdue > 0.0 {
                // Both stocks lie in one yard: nothing else moves.
                network.touch_all();
                let from = &mut network.stocks[relabel.from];
                from.tonnes -= overdue;
                from.due -= overdue;
                from.given += overdue;
                let to = &mut network.stocks[relabel.to];
                to.tonnes += overdue;
                to.due += overdue;
                to.taken_over += overdue;
            }
        }
    }
}
