//! The nominal rate of a vessel at its place, found again from the scenario and, where chance had a hand in it, from the log.

use super::chronicle::Chronicle;
use crate::engine::Shape;
use crate::record::Occurrence;
use crate::units::Time;

/// What a vessel works with at one place (rule Q3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pace {
    /// Position in the port's equipment.
    pub equipment: usize,
    /// Rate of one machine, t/h.
    pub per_machine: f64,
    /// Machines that the nominal rate counts.
    pub most: u32,
    /// Last share of the parcel that is worked at `tail_pace` × nominal rate, with at most `tail_most` machines.
    pub tail_share: f64,
    pub tail_pace: f64,
    pub tail_most: u32,
}

impl Pace {
    /// Share of the nominal rate, and machines that it takes, after `moved` of `parcel` tonnes.
    pub(super) fn stage(&self, moved: f64, parcel: f64) -> (f64, u32) {
        let in_tail = self.tail_share > 0.0 && moved >= (1.0 - self.tail_share) * parcel - 1e-6 * parcel;
        if in_tail { (self.tail_pace, self.tail_most.min(self.most)) } else { (1.0, self.most) }
    }

    /// t/h.
    pub(super) fn nominal(&self) -> f64 {
        self.per_machine * f64::from(self.most)
    }
}

fn whole(figure: f64) -> u32 {
    figure.round().clamp(0.0, 1e9) as u32
}

impl Chronicle<'_> {
    /// The kind of machine that works a cargo at a place: the first of the scenario.
    pub(super) fn equipment_at(&self, place: usize, cargo: usize) -> Option<usize> {
        self.port.equipment.iter().position(|kind| {
            let works =
                kind.rates.iter().any(|(of, rate)| of.index() == cargo && rate.at(self.draws).0 > 0.0);
            kind.place.index() == place && works
        })
    }

    /// The pace of a visit that berthed at a place.
    pub(super) fn pace(&self, visit: u32, place: usize, berthed: Time) -> Option<Pace> {
        let flow = &self.port.flows[self.record(visit).flow];
        let class = &self.port.classes[flow.class.index()];
        let cargo = self.port.trades[flow.trade.index()].cargo.index();
        let equipment = self.equipment_at(place, cargo)?;
        let kind = &self.port.equipment[equipment];
        let stated = kind.rates.iter().find(|(of, _)| of.index() == cargo)?.1.at(self.draws).0;
        let stated = stated * kind.rate_factor.at(self.draws) * kind.working_share.at(self.draws);
        let least = whole(class.least_machines.at(self.draws)).max(1);
        let able = class.most_machines.map_or(u32::MAX, |most| whole(most.at(self.draws)).max(least));
        let most = able.min(whole(kind.count.at(berthed, self.draws))).max(1);
        let per_machine = match class.productivity.shape {
            Shape::Constant => stated * class.productivity.mean.at(self.draws),
            _ => self.fastest(visit, berthed).unwrap_or(stated),
        };
        let tail = class.tail.as_ref();
        Some(Pace {
            equipment,
            per_machine,
            most,
            tail_share: tail.map_or(0.0, |tail| tail.share.at(self.draws)),
            tail_pace: tail.map_or(1.0, |tail| tail.rate.at(self.draws)),
            tail_most: tail.map_or(u32::MAX, |tail| whole(tail.machines.at(self.draws)).max(1)),
        })
    }

    /// The greatest rate of one machine that the log shows for a visit from its berthing on: its own pace, which chance drew.
    fn fastest(&self, visit: u32, berthed: Time) -> Option<f64> {
        let steps = self.steps(visit).iter().skip_while(|step| step.time < berthed);
        let stay = steps.skip(1).take_while(|step| !matches!(step.what, Occurrence::Berthed(_)));
        let rates = stay.filter_map(|step| match step.what {
            Occurrence::Rate { tonnes_per_hour, machines } if machines > 0 && tonnes_per_hour > 0.0 => {
                Some(tonnes_per_hour / f64::from(machines))
            }
            _ => None,
        });
        rates.reduce(f64::max)
    }
}
