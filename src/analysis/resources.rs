//! Where the hours of berths, machines, tracks and gate lanes and the space of yards went (rule A3), by span: mean over the replications with its interval, and the share of all hours. The
//! parts of a resource add up to its hours. Leaves out the names of causes (`report`).

use std::collections::BTreeMap;

use super::estimate::half_width;
use super::span::Span;
use crate::port::{PlaceKind, Port};
use crate::record::{
    Activity, EquipmentTally, HandlingTally, LaneTally, Period, PlaceTally, SpaceTally, TrackTally, Unmet,
    WaitHours,
};

/// Parts that make less than this of the hours of a resource are left out: rounding.
const LEAST: f64 = 1e-9;

/// What hours are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceKind {
    /// A quay, metre-hours.
    Quay,
    /// A berth, hours.
    Berth,
    /// Machines of a kind, machine-hours.
    Machines,
    /// Tracks of a rail mode, track-hours.
    Tracks,
    /// Lanes of a station that the trucks of a mode pass (its number in the order of a turn), lane-hours.
    Lanes(usize),
    /// Space of a yard × hours, in the measure of its capacity; tonne-hours without a limit.
    Yard,
}

/// What an hour of a resource was used for, or why it was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// At work at the full rate: hours × nominal rate = tonnes.
    Productive,
    /// Work at the slower pace of the tail of a parcel, hours lost.
    Tail,
    /// Work with fewer machines than the vessel can use, hours lost.
    Machine,
    /// Work slowed by closures, hours lost.
    Slow,
    /// A yard that is full holds work up, hours lost.
    YardFull,
    /// A yard that is empty holds work up, hours lost.
    YardEmpty,
    /// Change of hatches.
    Hatch,
    /// With a vessel at work, outside shift hours.
    Shift,
    /// With a vessel at work, stopped by closures of a cause (position in the port's causes).
    Stopped(usize),
    /// With a vessel that closures keep from beginning.
    Start(Unmet),
    /// With a vessel in a timed step (position in `Activity::ALL`).
    Activity(usize),
    /// With a vessel that is ready to leave and misses these.
    Exit(Unmet),
    /// Reserved for a vessel on its way in.
    Inbound,
    /// Reserved for a vessel that is not on its way in yet: at anchor, or at another place of the port.
    Held,
    /// Broken down.
    Failed,
    /// Away for maintenance.
    Maintained,
    /// Free while vessels are worked there: they cannot use more.
    Spare,
    /// Free while closures keep vessels from it.
    Closed(Unmet),
    /// Free while vessels wait at anchor that could come to it by their trade.
    Wanted,
    /// Free, and nobody wants it.
    Unwanted,
    /// Out of use by date.
    Retired,
    /// A lane with a truck.
    Serving,
    /// A train is shunted.
    Shunting,
    /// A train in its time for loading finds no cargo due, no room, or shared capacities taken, hours lost.
    Wanting,
    /// A train in its time for loading, or a lane, while the mode is closed.
    Suspended,
    /// A train that is full stays for its time.
    Full,
    /// A train is inspected.
    Inspection,
    /// A train is kept by the single-track line.
    Line,
    /// Landed cargo in its dwell, holds included.
    Dwelling,
    /// Landed cargo that is due, while a mode that may take it is in service.
    Queued,
    /// Landed cargo that is due, while no mode that may take it is in service.
    Stranded,
    /// Cargo for vessels, while none loads it.
    Gathering,
    /// Cargo for vessels, while one loads it.
    Loading,
    /// Nothing on it while the yard is closed.
    Shut,
}

/// A part of the hours of a resource.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourcePart {
    /// What they were used for.
    pub of: Use,
    /// Mean over the replications.
    pub mean: f64,
    /// 95 % interval of the mean after Student; absent for one replication.
    pub interval: Option<(f64, f64)>,
    /// Share of all hours of the resource.
    pub share: f64,
}

impl Resource {
    /// The parts of at least this share of its hours, and the hours of all smaller ones.
    pub fn greater(&self, share: f64) -> (Vec<&ResourcePart>, f64) {
        let (great, small): (Vec<_>, Vec<_>) = self.parts.iter().partition(|part| part.share >= share);
        (great, small.iter().map(|part| part.mean).sum())
    }
}

/// A berth, quay or kind of machines, and where its hours went.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// What it is.
    pub kind: ResourceKind,
    /// Position in the port's list of places, of equipment, of modes or of yards.
    pub index: usize,
    /// Name in the scenario.
    pub name: String,
    /// All its hours, mean.
    pub hours: f64,
    /// What they were used for; they add up to `hours`.
    pub parts: Vec<ResourcePart>,
}

/// The resources of a span.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceTable {
    /// The span.
    pub span: Span,
    /// Places, machines, tracks, lanes, yards, in the order of the port.
    pub resources: Vec<Resource>,
}

/// Hours of one use over the replications, around those of the first, so that what never changes has no deviation.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    first: f64,
    sum: f64,
    squares: f64,
}

/// The hours of one resource, by use.
type Hours = BTreeMap<Use, f64>;

type ByResource = BTreeMap<(ResourceKind, usize), Hours>;

fn of(all: &mut ByResource, kind: ResourceKind, at: usize) -> &mut Hours {
    all.entry((kind, at)).or_default()
}

/// The resources of a span under way.
#[derive(Clone, Debug, Default)]
pub(super) struct ResourceSums {
    replications: u32,
    /// By resource.
    sums: BTreeMap<(ResourceKind, usize), BTreeMap<Use, Sum>>,
}

impl ResourceSums {
    /// Adds the neighbouring periods of one replication.
    pub(super) fn add(&mut self, periods: &[Period]) {
        let mut all = ByResource::new();
        for period in periods {
            for (at, place) in period.places.iter().enumerate() {
                of_place(of(&mut all, ResourceKind::Berth, at), place);
            }
            for (at, kind) in period.equipment.iter().enumerate() {
                of_machines(of(&mut all, ResourceKind::Machines, at), kind);
            }
            for (at, yard) in period.yards.iter().enumerate() {
                of_yard(of(&mut all, ResourceKind::Yard, at), &yard.space);
            }
            for (at, mode) in period.modes.iter().enumerate() {
                mode.tracks
                    .iter()
                    .for_each(|tracks| of_tracks(of(&mut all, ResourceKind::Tracks, at), tracks));
                let stations = mode.trucks.iter().flat_map(|trucks| trucks.lanes.iter().enumerate());
                stations.for_each(|(station, lanes)| {
                    of_lanes(of(&mut all, ResourceKind::Lanes(station), at), lanes);
                });
            }
        }
        for (resource, hours) in &all {
            join(self.sums.entry(*resource).or_default(), hours, self.replications);
        }
        self.replications += 1;
    }

    /// The resources by name.
    pub(super) fn table(&self, port: &Port, span: &Span) -> ResourceTable {
        let resources = self.sums.iter().map(|(&(kind, index), sums)| {
            let (kind, name) = match kind {
                ResourceKind::Machines => (kind, &port.equipment[index].name),
                ResourceKind::Tracks | ResourceKind::Lanes(_) => (kind, &port.modes[index].name),
                ResourceKind::Yard => (kind, &port.yards[index].name),
                ResourceKind::Quay | ResourceKind::Berth => match port.places[index].kind {
                    PlaceKind::Quay { .. } => (ResourceKind::Quay, &port.places[index].name),
                    PlaceKind::Berth { .. } => (ResourceKind::Berth, &port.places[index].name),
                },
            };
            let hours: f64 = sums.values().map(|sum| sum.mean(self.replications)).sum();
            let parts = sums.iter().map(|(of, sum)| ResourcePart {
                of: *of,
                mean: sum.mean(self.replications),
                interval: sum.interval(self.replications),
                share: if hours > 0.0 { sum.mean(self.replications) / hours } else { 0.0 },
            });
            let parts = parts.filter(|part| part.share.abs() > LEAST).collect();
            Resource { kind, index, name: name.clone(), hours, parts }
        });
        ResourceTable { span: span.clone(), resources: resources.collect() }
    }
}

impl Sum {
    fn mean(&self, count: u32) -> f64 {
        self.first + self.sum / f64::from(count)
    }

    fn interval(&self, count: u32) -> Option<(f64, f64)> {
        if count < 2 {
            return None;
        }
        let n = f64::from(count);
        let variance = (self.squares - self.sum * self.sum / n) / (n - 1.0);
        let (mean, half) = (self.mean(count), half_width(variance.max(0.0).sqrt(), count as usize));
        Some((mean - half, mean + half))
    }
}

/// Joins the hours of one more replication; a use that one of them does not know has no hours there.
fn join(sums: &mut BTreeMap<Use, Sum>, hours: &Hours, before: u32) {
    for of in hours.keys() {
        sums.entry(*of).or_default();
    }
    for (of, sum) in sums {
        let hours = hours.get(of).copied().unwrap_or(0.0);
        if before == 0 {
            sum.first = hours;
        }
        let apart = hours - sum.first;
        sum.sum += apart;
        sum.squares += apart * apart;
    }
}

fn book(hours: &mut Hours, of: Use, more: f64) {
    if more != 0.0 {
        *hours.entry(of).or_insert(0.0) += more;
    }
}

fn waits(hours: &mut Hours, waits: &[WaitHours], of: fn(Unmet) -> Use) {
    waits.iter().for_each(|wait| book(hours, of(wait.unmet), wait.hours));
}

fn of_place(hours: &mut Hours, place: &PlaceTally) {
    let account = &place.account;
    book(hours, Use::Unwanted, account.unwanted);
    book(hours, Use::Wanted, account.wanted);
    book(hours, Use::Retired, account.retired);
    waits(hours, &account.closed, Use::Closed);
    let inbound = Activity::InboundTransit as usize;
    book(hours, Use::Inbound, account.activities[inbound]);
    let held = place.reserved - place.occupied - account.activities[inbound];
    book(hours, Use::Held, if held > LEAST * place.reserved { held } else { 0.0 });
    for (at, &spent) in account.activities.iter().enumerate().filter(|(at, _)| *at != inbound) {
        book(hours, Use::Activity(at), spent);
    }
    waits(hours, &account.start, Use::Start);
    waits(hours, &account.exit, Use::Exit);
    of_transfer(hours, &account.handling);
}

fn of_machines(hours: &mut Hours, kind: &EquipmentTally) {
    book(hours, Use::Failed, kind.failed);
    book(hours, Use::Maintained, kind.maintained);
    book(hours, Use::Unwanted, kind.idle);
    book(hours, Use::Spare, kind.spare);
    of_transfer(hours, &kind.account);
}

fn of_tracks(hours: &mut Hours, tracks: &TrackTally) {
    for (of, spent) in [
        (Use::Productive, tracks.loading),
        (Use::Unwanted, tracks.free),
        (Use::Shunting, tracks.shunting),
        (Use::Wanting, tracks.wanting),
        (Use::Suspended, tracks.suspended),
        (Use::Full, tracks.full),
        (Use::Inspection, tracks.inspection),
        (Use::Line, tracks.line),
    ] {
        book(hours, of, spent);
    }
}

fn of_lanes(hours: &mut Hours, lanes: &LaneTally) {
    book(hours, Use::Serving, lanes.serving);
    book(hours, Use::Unwanted, lanes.free);
    book(hours, Use::Suspended, lanes.closed);
    book(hours, Use::Retired, lanes.retired);
}

fn of_yard(hours: &mut Hours, space: &SpaceTally) {
    for (of, spent) in [
        (Use::Dwelling, space.dwelling),
        (Use::Queued, space.queued),
        (Use::Stranded, space.stranded),
        (Use::Gathering, space.gathering),
        (Use::Loading, space.loading),
        (Use::Unwanted, space.free),
        (Use::Shut, space.closed),
        (Use::Retired, space.retired),
    ] {
        book(hours, of, spent);
    }
}

fn of_transfer(hours: &mut Hours, of: &HandlingTally) {
    let (full, empty) = (of.yard - of.empty, of.empty);
    for (cause, &lost) in of.closures.iter().enumerate() {
        book(hours, Use::Stopped(cause), lost);
    }
    for (of, lost) in [
        (Use::Productive, of.productive),
        (Use::Tail, of.tail),
        (Use::Machine, of.machine),
        (Use::Slow, of.slow),
        (Use::YardFull, full),
        (Use::YardEmpty, empty),
        (Use::Hatch, of.hatch),
        (Use::Shift, of.shift),
    ] {
        book(hours, of, lost);
    }
}
