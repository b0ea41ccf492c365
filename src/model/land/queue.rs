//! How heaps that wait for the same modes share what these take (rule L4): what falls due goes on as it does, the rest in proportion to
//! what waits in each heap, so that they run out together. With too little for that, each has the same part of what falls due.

use super::Network;
use super::network::Stock;
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
