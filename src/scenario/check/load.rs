//! Offered load of quays, berths and their machines by year, figures as stated. Rough and generous: weather, tide and
//! waiting for one another are left out, so a load above 1 here cannot be served whatever the order of calls.

use super::fit::{candidates, equipment, in_use, misfit};
use super::mean;
use crate::port::{Draws, Flow, PlaceId, PlaceKind, Port, Target};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::{HOURS_PER_YEAR, trim};
use crate::units::Time;

/// A flow with the places it fits.
struct Fitting<'p> {
    flow: &'p Flow,
    places: Vec<PlaceId>,
}

/// The greatest load of a group of places.
struct Worst {
    load: f64,
    year: i16,
    machines: bool,
    first: i16,
}

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    let fittings: Vec<Fitting<'_>> = (port.flows.iter())
        .map(|flow| {
            let fits = |place: &PlaceId| misfit(port, low, flow, *place).is_none();
            let mut places: Vec<PlaceId> = candidates(port, flow).into_iter().filter(fits).collect();
            places.sort_unstable();
            Fitting { flow, places }
        })
        .filter(|fitting| !fitting.places.is_empty())
        .collect();
    let mut groups: Vec<Vec<PlaceId>> = fittings.iter().map(|fitting| fitting.places.clone()).collect();
    groups.extend(components(&fittings));
    groups.sort();
    groups.dedup();
    let years = mean::years(port);
    let mut told: Vec<Vec<PlaceId>> = Vec::new();
    for group in groups {
        let inside: Vec<&Fitting<'_>> = fittings
            .iter()
            .filter(|fitting| fitting.places.iter().all(|place| group.contains(place)))
            .collect();
        if let Some(worst) = worst(port, &group, &inside, &years) {
            // A group that contains one already told says little more.
            if !told.iter().any(|other| other.iter().all(|place| group.contains(place))) {
                tell(port, low, &group, &worst);
                told.push(group);
            }
        }
    }
}

/// Places joined by flows that fit several of them.
fn components(fittings: &[Fitting<'_>]) -> Vec<Vec<PlaceId>> {
    let mut groups: Vec<Vec<PlaceId>> = Vec::new();
    for fitting in fittings {
        let mut joined = fitting.places.clone();
        groups.retain(|group| {
            let touches = group.iter().any(|place| joined.contains(place));
            if touches {
                joined.extend(group.iter().filter(|place| !fitting.places.contains(place)));
            }
            !touches
        });
        joined.sort_unstable();
        joined.dedup();
        groups.push(joined);
    }
    groups
}

fn worst(port: &Port, group: &[PlaceId], inside: &[&Fitting<'_>], years: &[i16]) -> Option<Worst> {
    let mut worst: Option<Worst> = None;
    for &year in years {
        let at = mean::middle(port, year);
        let (room, machines) = loads(port, group, inside, year, at);
        let load = room.max(machines);
        if load <= 1.0 {
            continue;
        }
        let first = worst.as_ref().map_or(year, |worst| worst.first);
        if worst.as_ref().is_none_or(|worst| load > worst.load) {
            worst = Some(Worst { load, year, machines: machines > room, first });
        }
    }
    worst
}

/// Load on the room of a group, and on its machines; 0 where the group is not in use.
fn loads(port: &Port, group: &[PlaceId], inside: &[&Fitting<'_>], year: i16, at: Time) -> (f64, f64) {
    let fixed = Draws::fixed();
    let open: Vec<PlaceId> =
        group.iter().copied().filter(|place| in_use(&port.places[place.index()], at)).collect();
    let (mut room, mut machines) = (0.0, 0.0);
    for fitting in inside {
        let flow = fitting.flow;
        let class = &port.classes[flow.class.index()];
        let calls = mean::calls(port, flow, year, at);
        let loa = class.loa.map_or(0.0, |loa| loa.value.0);
        let (mut slots, mut rate, mut least_hours) = (0.0, 0.0, f64::INFINITY);
        for place in &open {
            let here = match &port.places[place.index()].kind {
                PlaceKind::Berth { .. } => 1.0,
                PlaceKind::Quay { length, clearance, .. } => {
                    let taken = loa + clearance.value.0;
                    if taken > 0.0 { length.at(at, &fixed).0 / taken } else { f64::INFINITY }
                }
            };
            slots += here;
            let Some(machine) = equipment(port, flow, *place) else { continue };
            let cargo = port.trades[flow.trade.index()].cargo;
            let count = machine.count.at(at, &fixed).round();
            let id = port.equipment.iter().position(|other| std::ptr::eq(other, machine)).unwrap_or(0) as u32;
            let open_share = mean::open_share(port, Target::Equipment(crate::port::EquipmentId(id)));
            let one = mean::machine_rate(machine, cargo).unwrap_or(0.0) * open_share;
            if count > 0.0 && one > 0.0 && fitting.places.contains(place) {
                least_hours = least_hours.min(mean::berth_hours(class, one, count));
            }
            // Ship's gear comes with each vessel for which there is room.
            rate += one * count * if machine.per_vessel { here } else { 1.0 };
        }
        if least_hours.is_finite() && slots > 0.0 {
            room += calls * least_hours / (slots * HOURS_PER_YEAR);
            machines += calls * mean::parcel(port, flow) / (rate * HOURS_PER_YEAR);
        }
    }
    (room, machines)
}

fn tell(port: &Port, low: &mut Lowering<'_>, group: &[PlaceId], worst: &Worst) {
    let names: Vec<&str> = group.iter().map(|place| port.places[place.index()].name.as_str()).collect();
    let what = if worst.machines { "the machines of" } else { "" };
    let when = if worst.first == worst.year {
        format!("in {}", worst.year)
    } else {
        format!("in {} (above 1 from {} on)", worst.year, worst.first)
    };
    let load = trim((worst.load * 100.0).round() / 100.0);
    let message = format!("offered load on {what} {} is {load} {when}", names.join(", ")).replace("  ", " ");
    let help = "above 1 the queue grows without end; expected where the question is what passes at most";
    let id = group[0].0;
    let problem =
        Problem::new(Code::Overload, low.place(Kind::Place, id, &[]), &low.path(Kind::Place, id), message);
    low.report(problem.help(help));
}
