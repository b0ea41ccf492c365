//! How heaps that wait for the same modes share what these take (rule L4): what falls due goes on as it does, the rest in proportion to
//! what waits in each heap, so that they run out together. With too little for that, each has the same part of what falls due.

use super::Network;
use super::stock::Stock;
use crate::port::Direction;

impl Stock {
    /// Does it take part in a queue?
    fn queues(&self, crumb: f64) -> bool {
        self.direction == Direction::Import && self.has_backlog(crumb) && self.land_rate > 0.0
    }
}

impl Network {
    /// Shares out anew what the modes take from the stocks of each queue; what they take in all stays.
    pub(super) fn share_queues(&mut self) {
        for queue in &mut self.queues {
            *queue = Default::default();
        }
        for stock in self.stocks.iter().filter(|stock| stock.queues(self.crumb)) {
            let queue = &mut self.queues[stock.queue];
            queue.due += stock.due;
            queue.supply += stock.supply;
            queue.rate += stock.land_rate;
        }
        for stock in self.stocks.iter_mut().filter(|stock| stock.queues(self.crumb)) {
            let queue = &self.queues[stock.queue];
            if queue.due <= stock.due {
                continue;
            }
            let share = if queue.rate >= queue.supply {
                stock.supply + (queue.rate - queue.supply) * (stock.due / queue.due)
            } else {
                queue.rate * (stock.supply / queue.supply)
            };
            // Stocks of a queue have the same routes, each at the same rate: what a mode takes in all does not change.
            let factor = share / stock.land_rate;
            stock.land_rate = share;
            let (first, last) = stock.routes;
            self.routes[first..last].iter_mut().for_each(|route| route.rate *= factor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::mode::ModeState;
    use super::super::stock::{Queue, Route};
    use super::*;
    use crate::units::Time;

    /// Heaps of (due, supply) in one queue, each given `rate` by the one mode that serves them: the rates once they are shared.
    fn shared(heaps: [(f64, f64); 2], rate: f64) -> [f64; 2] {
        let mut network = Network::default();
        network.modes.push(ModeState::new(None, false, Time::ZERO));
        network.queues.push(Queue::default());
        for (number, (due, supply)) in heaps.into_iter().enumerate() {
            let mut stock = Stock::new(0, Direction::Import, 1.0);
            (stock.due, stock.supply, stock.land_rate) = (due, supply, rate);
            stock.routes = (number, number + 1);
            network.stocks.push(stock);
            network.routes.push(Route {
                stock: number,
                mode: 0,
                fallback: false,
                rate,
                to: None,
                moved: 0.0,
            });
        }
        network.share_queues();
        for (stock, route) in network.stocks.iter().zip(&network.routes) {
            assert!((stock.land_rate - route.rate).abs() < 1e-12, "a heap goes by its route");
        }
        [network.stocks[0].land_rate, network.stocks[1].land_rate]
    }

    /// 300 t and 900 t wait, 20 t/h fall due in the first, the mode takes 200 t/h: 20 go on, 180 are shared 1 : 3, and both
    /// heaps are gone after 300 / (65 - 20) = 900 / 135 = 6 2/3 h.
    #[test]
    fn heaps_run_out_together() {
        let [first, second] = shared([(300.0, 20.0), (900.0, 0.0)], 100.0);
        assert!((first - 65.0).abs() < 1e-9 && (second - 135.0).abs() < 1e-9, "{first} {second}");
    }

    /// 30 t/h fall due in all and the mode takes 15: half of each.
    #[test]
    fn too_little_is_shared_by_what_falls_due() {
        let [first, second] = shared([(300.0, 20.0), (900.0, 10.0)], 7.5);
        assert!((first - 10.0).abs() < 1e-9 && (second - 5.0).abs() < 1e-9, "{first} {second}");
    }

    /// A heap alone in its queue takes all that it is given.
    #[test]
    fn one_heap_takes_all() {
        assert_eq!(shared([(300.0, 20.0), (0.0, 5.0)], 40.0), [40.0, 40.0]);
    }
}
