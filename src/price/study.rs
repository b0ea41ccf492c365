//! The study: looks at growing numbers of replications, then all levers together, then pairs.

use super::order::PriceOrder;
use crate::analysis::{Couple, Measure, Pairs, PriceAnswer, Prices, Together, candidates, contenders, looks};
use crate::batch::{NoThreads, PairedOrder, run_each, run_paired};
use crate::lever::{Change, Lever, apply};
use crate::port::Port;
use crate::record::{Measured, Paired};

/// Replications of all levers together, and of pairs that may be the best, at most.
const TOGETHER: u64 = 12;
/// Replications of all levers but one, and of all pairs: enough to see which are worth more.
const SCREENED: u64 = 6;

/// What the levers are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceList {
    /// Each lever alone.
    pub answer: PriceAnswer,
    /// All levers together; `None` with a single lever, or if it was cut short.
    pub together: Option<Together>,
    /// Pairs of them; empty where no lever makes any.
    pub pairs: Pairs,
    /// True if it was stopped before its end.
    pub interrupted: bool,
}

/// Prices `levers` of `port`. `stop` is asked before each replication, `step` told after each; `None` if it was stopped before the
/// first look, with nothing to say.
///
/// # Errors
/// If the worker threads cannot be started.
pub fn study(
    port: &Port,
    levers: &[Lever],
    order: &PriceOrder,
    stop: &(dyn Fn() -> bool + Sync),
    step: &mut dyn FnMut(),
) -> Result<Option<PriceList>, NoThreads> {
    let by = order.measure(port);
    let looks = looks(order.replications);
    let mut asker = Asker { port, order, stop, step, interrupted: false };
    let mut prices = Prices::new(by, looks.clone());
    let alone: Vec<Port> = levers.iter().map(|lever| apply(port, &lever.changes)).collect();
    let mut done = 0;
    for look in looks {
        asker.ask(&alone, (done, look.replications), &mut |paired| prices.add(paired))?;
        done = look.replications;
        if asker.interrupted || prices.settled() {
            break;
        }
    }
    drop(alone);
    if prices.replications().is_empty() {
        return Ok(None);
    }
    let together = if levers.len() > 1 && !asker.interrupted {
        all_together(&mut asker, levers, &prices, by)?
    } else {
        None
    };
    let pairs = match &together {
        Some(together) => in_pairs(&mut asker, levers, &prices, together, by)?,
        None => Pairs::default(),
    };
    Ok(Some(PriceList { answer: prices.answer(), together, pairs, interrupted: asker.interrupted }))
}

/// Who asks for replications, and keeps in mind whether it was stopped.
struct Asker<'a> {
    port: &'a Port,
    order: &'a PriceOrder,
    stop: &'a (dyn Fn() -> bool + Sync),
    step: &'a mut dyn FnMut(),
    interrupted: bool,
}

impl Asker<'_> {
    fn ask(
        &mut self,
        variants: &[Port],
        (from, until): (u64, u64),
        fold: &mut dyn FnMut(Paired),
    ) -> Result<(), NoThreads> {
        let order = self.order.paired(from, until);
        let done = run_paired(self.port, variants, &order, self.stop, &mut |paired| {
            fold(paired);
            (self.step)();
        })?;
        self.interrupted |= done < order.replications;
        Ok(())
    }

    /// Replications `from` to `until` of ports, asked for the measure that ranks alone: of each replication what was measured of each, or nothing
    /// if it was stopped.
    fn screen(
        &mut self,
        ports: &[&Port],
        (from, until): (u64, u64),
    ) -> Result<Option<Vec<Vec<Measured>>>, NoThreads> {
        let (mut replications, by) = (Vec::new(), self.order.measure(self.port));
        let order = PairedOrder {
            capacity: by == Measure::Service,
            offer: self.order.offer.filter(|_| by == Measure::Saturation),
            ..self.order.paired(from, until)
        };
        let done = run_each(ports, &order, self.stop, &mut |_, measured| {
            replications.push(measured);
            (self.step)();
        })?;
        self.interrupted |= done < order.replications;
        Ok((!self.interrupted).then_some(replications))
    }
}

/// How many replications all are screened in, and those that matter most; of these the levers alone are known.
fn screened(prices: &Prices) -> (u64, u64) {
    let known = prices.replications().len() as u64;
    (known.min(SCREENED), known.min(TOGETHER))
}

/// The changes of all levers but one.
fn without(levers: &[Lever], left_out: Option<usize>) -> Vec<Change> {
    let kept = levers.iter().enumerate().filter(|(number, _)| Some(*number) != left_out);
    kept.flat_map(|(_, lever)| lever.changes.clone()).collect()
}

fn all_together(
    asker: &mut Asker<'_>,
    levers: &[Lever],
    prices: &Prices,
    by: Measure,
) -> Result<Option<Together>, NoThreads> {
    let each = std::iter::once(None).chain((0..levers.len()).map(Some));
    let variants: Vec<Port> = each.map(|left_out| apply(asker.port, &without(levers, left_out))).collect();
    let variants: Vec<&Port> = variants.iter().collect();
    let (screened, most) = screened(prices);
    let Some(mut together) = asker.screen(&variants, (0, screened))? else { return Ok(None) };
    let Some(more) = asker.screen(&variants[..1], (screened, most))? else { return Ok(None) };
    together.extend(more);
    Ok(Some(Together::of(prices.replications(), &together, by, prices.error())))
}

fn in_pairs(
    asker: &mut Asker<'_>,
    levers: &[Lever],
    prices: &Prices,
    together: &Together,
    by: Measure,
) -> Result<Pairs, NoThreads> {
    let alone: Vec<f64> =
        (0..levers.len()).map(|lever| prices.gain(lever, by).map_or(0.0, |gain| gain.mean)).collect();
    let losses: Vec<f64> = together.losses.iter().map(|loss| loss.map_or(0.0, |loss| loss.mean)).collect();
    let chosen = candidates(&alone, &losses);
    let mut couples: Vec<Couple> = (chosen.iter().enumerate())
        .flat_map(|(at, &first)| chosen[at + 1..].iter().map(move |&second| (first, second)))
        .map(|levers| Couple { levers, measured: Vec::new() })
        .collect();
    let variants: Vec<Port> = (couples.iter().map(|couple| couple.levers))
        .map(|(first, second)| {
            let both = [&levers[first].changes[..], &levers[second].changes[..]].concat();
            apply(asker.port, &both)
        })
        .collect();
    let (screened, most) = screened(prices);
    for span in [(0, screened), (screened, most)] {
        // Before the first of them all may be the best.
        let running = contenders(&couples, by, prices.error());
        let ports: Vec<&Port> = running.iter().map(|&at| &variants[at]).collect();
        if ports.is_empty() {
            return Ok(Pairs::default());
        }
        let Some(rows) = asker.screen(&ports, span)? else { return Ok(Pairs::default()) };
        for (column, &at) in running.iter().enumerate() {
            couples[at].measured.extend(rows.iter().map(|row| row[column]));
        }
    }
    Ok(Pairs::of(prices.replications(), &couples, by, prices.error()))
}
