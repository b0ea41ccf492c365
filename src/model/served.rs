//! How many pilots and tugs each passage needs as the weather stands (rule W5): read at every look, found when weather changes. Leaves out how
//! many are free.

use super::passage::Passage;
use super::site::{FlowSite, NeedSite};
use crate::port::Direction;

/// The marine services of all passages.
#[derive(Debug)]
pub(super) struct Served {
    /// By flow, flag and way: where its services lie in `services`.
    spans: Vec<(usize, usize)>,
    /// Service, and how many of it; at least one.
    services: Vec<(usize, u32)>,
}

impl Served {
    /// None yet; with room for all that any weather asks for.
    pub(super) fn new(flows: &[FlowSite]) -> Self {
        let most = flows.iter().map(|flow| 4 * flow.needs.len()).sum();
        Served { spans: Vec::with_capacity(4 * flows.len()), services: Vec::with_capacity(most) }
    }

    /// Finds them anew, where `on` tells whether a weather state is.
    pub(super) fn find(&mut self, flows: &[FlowSite], on: impl Fn(usize) -> bool) {
        self.spans.clear();
        self.services.clear();
        for flow in flows {
            for (foreign, way) in [(false, 0), (false, 1), (true, 0), (true, 1)] {
                let first = self.services.len();
                let applies = |need: &&NeedSite| (foreign || !need.foreign) && need.weather.is_none_or(&on);
                for (service, rules) in &flow.needs {
                    let number = rules.iter().filter(applies).map(|need| need.number[way]).max();
                    self.services
                        .extend(number.filter(|number| *number > 0).map(|number| (*service, number)));
                }
                self.spans.push((first, self.services.len()));
            }
        }
    }

    /// Those of a passage.
    pub(super) fn of(&self, passage: Passage) -> &[(usize, u32)] {
        let way = usize::from(passage.way == Direction::Export);
        let (first, end) = self.spans[4 * passage.flow + 2 * usize::from(passage.foreign) + way];
        &self.services[first..end]
    }
}
