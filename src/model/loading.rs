//! How deep vessels load (rule D3): a class that loads to depth cuts its parcel so that it passes, laden, at a stated share of high waters.

use super::plan::Plan;
use super::site::{DraughtSite, FlowSite};
use super::windows::Windows;
use crate::port::{Draws, Port};
use crate::units::{Time, Tonnes};

/// Where not even this part of the mean parcel could pass, nothing is cut: the vessel comes as it is and waits for a better tide.
/// Assumption: nobody sends a vessel nine tenths empty.
const LEAST_PART: f64 = 0.1;

/// What a flow may load from a date on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    from: Time,
    /// Greatest parcel, t; infinite without a cut.
    most: f64,
    /// Mean parcel after the cut, t.
    mean: f64,
}

/// Parcels by flow, as the beds stand.
#[derive(Debug)]
pub(super) struct Loading {
    /// By flow, first to come first; at least one each.
    cuts: Vec<Vec<Cut>>,
}

impl Loading {
    /// The loading of a run.
    pub(super) fn new(
        port: &Port,
        draws: &Draws,
        plan: &Plan,
        flows: &[FlowSite],
        windows: &mut Windows<'_>,
    ) -> Loading {
        let beds = port.sections.iter().filter_map(|section| section.bed.as_ref());
        let mut dates: Vec<Time> = beds.flat_map(|bed| bed.dates(draws)).collect();
        dates.push(plan.start);
        dates.retain(|&date| plan.start <= date && date < plan.until);
        dates.sort_unstable();
        dates.dedup();
        let mut cuts: Vec<Vec<Cut>> = vec![Vec::new(); flows.len()];
        for (at, &date) in dates.iter().enumerate() {
            windows.apply_dates(port, draws, plan, date);
            for (number, flow) in flows.iter().enumerate() {
                let parcel = port.classes[flow.class].parcel.at(draws);
                let most = flow.load_share.and_then(|share| most(flow, share, windows, date));
                let most = most.filter(|most| *most >= LEAST_PART * parcel.mean.0);
                if flow.load_share.is_some() || at == 0 {
                    let most = most.unwrap_or(f64::INFINITY);
                    let mean = match most.is_finite() {
                        true => parcel.mean.0 * parcel.shape.mean_up_to(most / parcel.mean.0),
                        false => parcel.mean.0,
                    };
                    cuts[number].push(Cut { from: date, most, mean });
                }
            }
        }
        windows.apply_dates(port, draws, plan, plan.start);
        Loading { cuts }
    }

    fn at(&self, flow: usize, time: Time) -> Cut {
        let cuts = &self.cuts[flow];
        cuts[cuts.partition_point(|cut| cut.from <= time).saturating_sub(1)]
    }

    /// The parcel that a vessel which could bring `parcel` brings at `time`.
    pub(super) fn parcel(&self, flow: usize, parcel: Tonnes, time: Time) -> Tonnes {
        Tonnes(parcel.0.min(self.at(flow, time).most))
    }

    /// Dates at which it changes.
    pub(super) fn dates(&self, flow: usize) -> impl Iterator<Item = Time> {
        self.cuts[flow].iter().skip(1).map(|cut| cut.from)
    }

    /// The mean parcel of a flow at `time`.
    pub(super) fn mean(&self, flow: usize, time: Time) -> f64 {
        self.at(flow, time).mean
    }
}

/// The greatest parcel, t, with which a vessel passes at `share` of the high waters; `None` if its draught has no bound here.
fn most(flow: &FlowSite, share: f64, windows: &Windows<'_>, date: Time) -> Option<f64> {
    let DraughtSite::FromParcel { light, per_centimetre, .. } = flow.draught else { return None };
    let held: Vec<f64> =
        (flow.transit.iter()).map(|&stay| windows.held(stay, share, date)).collect::<Option<Vec<f64>>>()?;
    let draught = windows.draught_at(held.into_iter().enumerate());
    if draught.is_infinite() {
        return None;
    }
    // A draught is rounded up to 0.1 m, so the parcel is that of the last whole decimetre.
    let decimetres = (draught * 10.0 + 1e-9).floor() / 10.0;
    Some(((decimetres - light) * per_centimetre * 100.0).max(0.0))
}
