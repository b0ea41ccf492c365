//! The way in as the formula has it: there is none. Sections stay, so that what closes them still has a place, but they take
//! no time, have all water and let everybody meet.

use super::{Circumstances, drop_targets};
use crate::port::{Dated, Draught, Figure, PassingRule, Port, Target, Water, Ways};
use crate::units::{Duration, Metres};

/// No time in the channel, no headway.
pub(super) fn passage(port: &mut Port) -> bool {
    for section in &mut port.sections {
        section.length = Figure::fixed(Metres::ZERO);
        section.transit = Figure::fixed(Duration::ZERO);
        section.headway = Figure::fixed(Duration::ZERO);
    }
    !port.sections.is_empty()
}

/// Everybody meets everybody.
pub(super) fn one_way(port: &mut Port) -> bool {
    let mut changed = false;
    for section in &mut port.sections {
        changed |= section.passing != PassingRule::TwoWay || section.convoy.is_some();
        section.passing = PassingRule::TwoWay;
        section.convoy = None;
    }
    for class in &mut port.classes {
        changed |= !class.exclusive.is_empty();
        class.exclusive.clear();
        class.no_meeting = false;
    }
    changed
}

/// Nobody needs a pilot or a tug.
pub(super) fn marine(port: &mut Port) -> bool {
    let needed = port.marine.iter().any(|service| !service.needs.is_empty());
    port.marine.iter_mut().for_each(|service| service.needs.clear());
    drop_targets(port, |target| matches!(target, Target::Marine(_))) || needed
}

impl Circumstances<'_> {
    /// No tide, no bed, no night. Who loads to depth brings what the depth let it bring.
    pub(super) fn tide(&self, port: &mut Port) -> bool {
        let beds = port.sections.iter().any(|section| section.bed.is_some());
        let dark = port.daylight.is_some();
        let windows = matches!(port.water, Water::Windows(_));
        for section in &mut port.sections {
            section.bed = None::<Dated<Metres>>;
        }
        port.water = Water::Still;
        port.daylight = None;
        for number in 0..port.classes.len() {
            let parcel = self.parcel(number);
            let class = &mut port.classes[number];
            class.daylight = Ways::default();
            if class.load_to_depth.take().is_some() && class.draught != Draught::None {
                class.parcel.mean = Figure::fixed(parcel);
            }
        }
        beds || dark || windows
    }
}
