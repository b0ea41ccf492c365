//! The account of berths, machines, tracks and gate lanes (rule A3) against hand computation.

use super::instants::{add_list, section};
use super::yards::{hours, traced};
use super::{bare_port, between, close};
use crate::port::{
    Dated, Effect, EquipmentId, Figure, LawFigure, Maintenance, MaintenanceTimes, PassingRule, PlaceId,
    SectionId, Target,
};
use crate::record::{Activity, Condition, Unmet, WaitHours};
use crate::units::Duration;

/// A day of one berth with two machines of 1 t/h; 1 h of channel; mooring, opening, unmooring half an hour each, closing 1 h.
///
/// The berth is closed to vessels until 0.5 h. A (8 t) comes at 2 h and is alongside at 3, works from 4: 4 t by 6 h; one machine is away until
/// 8 h, 2 t; rain until 9 h; the last 2 t by 10 h; ready at 11, off at 11.5 h. B (4 t) waits from 4 h for the berth, is alongside at 12.5, works
/// from 13.5 to 15.5, is ready at 16.5 h: a storm holds the channel from 16 to 18 h; it is off at 18.5 h. C (10 t) comes as the next storm begins,
/// 19 h, and enters as it ends, 20 h; alongside at 21, at work from 22 h to the end of the day.
///
/// Free: 0.5 h closed; 0.5–2 and 18.5–19 h nobody wants it; 19–20 h C would like to come. Reserved 2–3, 11.5–12.5, 20–21 h. Occupied 8.5 + 6 + 3 h:
/// berthing 3, in transfer 6 + 2 + 2, closing 2, waiting 1.5, unmooring 1. In transfer: 1 h of rain, 1 h lost to the machine, 8 productive.
/// Machine-hours: 48 = 2 away + 18 with vessels (A 4 + 2 + 2 + 2, B 4, C 4) + 28 free; of the 18, 2 in the rain and 16 at work: 16 t.
#[test]
fn every_hour_of_a_berth_and_of_its_machines_has_a_cause() {
    let mut port = bare_port(1, 1);
    port.study.end = hours(24.0);
    port.sections.push(section(1.0, PassingRule::TwoWay));
    add_list(&mut port, &[(2.0, 8.0), (4.0, 4.0), (19.0, 10.0)], 1);
    let class = &mut port.classes[0];
    let half = LawFigure::fixed(Duration::from_hours(0.5));
    (class.mooring, class.opening, class.unmooring) = (half.clone(), half.clone(), half);
    class.closing = LawFigure::fixed(Duration::from_hours(1.0));
    let machines = &mut port.equipment[0];
    machines.count = Dated::fixed(2.0);
    machines.maintenance = Some(Maintenance {
        machines: Figure::fixed(1.0),
        times: MaintenanceTimes::Listed(vec![(hours(6.0), hours(8.0))]),
    });
    let channel = Target::Section(SectionId(0), None);
    close(&mut port, "survey", between(0.0, 0.5), Target::Place(PlaceId(0)), Effect::Hold);
    close(&mut port, "rain", between(8.0, 9.0), Target::Equipment(EquipmentId(0)), Effect::Suspend);
    close(&mut port, "storm", between(16.0, 18.0), channel, Effect::Hold);
    close(&mut port, "gale", between(19.0, 20.0), channel, Effect::Hold);

    let run = traced(&port);
    let period = &run.periods[0];
    let place = &period.places[0];
    let waits =
        |cause: usize, hours: f64| vec![WaitHours { unmet: Unmet::of(Condition::Closure(cause)), hours }];
    let account = &place.account;
    assert_eq!(account.closed, waits(0, 0.5));
    assert_eq!((account.unwanted, account.wanted), (2.0, 1.0));
    assert_eq!((place.open, place.reserved, place.occupied), (24.0, 20.5, 17.5));
    assert_eq!((account.beyond, account.retired, account.free()), (0.0, 0.0, 3.5));
    let of = |activity: Activity| account.activities[activity as usize];
    assert_eq!((of(Activity::InboundTransit), of(Activity::Berthing)), (3.0, 3.0));
    assert_eq!((of(Activity::ClosingFormalities), of(Activity::Unmooring)), (2.0, 1.0));
    assert_eq!(account.exit, waits(2, 1.5));
    assert!(account.start.is_empty(), "{:?}", account.start);
    let handling = &account.handling;
    assert_eq!((handling.hours, handling.productive, handling.machine), (10.0, 8.0, 1.0));
    assert_eq!((handling.closures[1], handling.rated, place.crossed.0), (1.0, 16.0, 16.0));
    assert_eq!(account.occupied(), 17.5);

    let machines = &period.equipment[0];
    assert_eq!((machines.present, machines.maintained, machines.failed), (48.0, 2.0, 0.0));
    assert_eq!((machines.idle, machines.spare, machines.assigned), (28.0, 0.0, 18.0));
    let with = &machines.account;
    assert_eq!((with.hours, with.closures[1], with.productive, with.rated), (18.0, 2.0, 16.0, 16.0));
}
