//! Cleaning of berths between cargoes (rule Q5): what was worked there last, and whether the next cargo needs it clean.

use crate::port::{Draws, Port};
use crate::units::Duration;

/// The rule of one berth, and the cargo worked there last.
#[derive(Debug)]
struct Rule {
    takes: Duration,
    /// Groups of cargoes that follow each other without cleaning.
    free: Vec<Vec<usize>>,
    worked: Option<usize>,
}

/// By place: its rule, if it has one. Empty where no place has.
#[derive(Debug)]
pub(super) struct Cleanings {
    places: Vec<Option<Rule>>,
}

impl Cleanings {
    pub(super) fn new(port: &Port, draws: &Draws) -> Self {
        let rule = |place: &crate::port::Place| {
            let cleaning = place.cleaning.as_ref()?;
            let group = |group: &Vec<crate::port::CargoId>| group.iter().map(|cargo| cargo.index()).collect();
            let free = cleaning.free.iter().map(group).collect();
            Some(Rule { takes: cleaning.takes.at(draws), free, worked: None })
        };
        let any = port.places.iter().any(|place| place.cleaning.is_some());
        Cleanings { places: if any { port.places.iter().map(rule).collect() } else { Vec::new() } }
    }

    /// Time to clean a place before this cargo is worked there.
    pub(super) fn needed(&self, place: usize, cargo: usize) -> Duration {
        let Some(Some(rule)) = self.places.get(place) else { return Duration::ZERO };
        let Some(before) = rule.worked else { return Duration::ZERO };
        let free = |group: &Vec<usize>| group.contains(&before) && group.contains(&cargo);
        if before == cargo || rule.free.iter().any(free) { Duration::ZERO } else { rule.takes }
    }

    /// Work on this cargo begins at a place.
    pub(super) fn works(&mut self, place: usize, cargo: usize) {
        if let Some(Some(rule)) = self.places.get_mut(place) {
            rule.worked = Some(cargo);
        }
    }
}
