//! The study: looks at growing numbers of replications, then all levers together, then pairs.

use super::order::PriceOrder;
use crate::analysis::{Measure, Pairs, PriceAnswer, Prices, Together, candidates, looks};
use crate::batch::{NoThreads, PairedOrder, run_paired};
use crate::lever::{Change, Lever, apply};
use crate::port::Port;
use crate::record::Paired;

/// Replications of all levers together, and of pairs, at most.
const TOGETHER: u64 = 16;

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
    let mut prices = Prices::new(by, looks.len());
    let alone: Vec<Port> = levers.iter().map(|lever| apply(port, &lever.changes)).collect();
    let mut done = 0;
    for look in looks {
        asker.ask(&alone, (done, look), &mut |paired| prices.add(paired))?;
        done = look;
        if asker.interrupted || prices.settled() {
            break;
        }
    }
    drop(alone);
    if prices.replications().is_empty() {
        return Ok(None);
    }
    let most = (prices.replications().len() as u64).min(TOGETHER);
    let together = if levers.len() > 1 && !asker.interrupted {
        all_together(&mut asker, levers, most, (by, prices.error()))?
    } else {
        None
    };
    let pairs = match &together {
        Some(together) => in_pairs(&mut asker, levers, &prices, together, (by, most))?,
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
        self.run(variants, &self.order.paired(from, until), fold)
    }

    fn run(
        &mut self,
        variants: &[Port],
        order: &PairedOrder,
        fold: &mut dyn FnMut(Paired),
    ) -> Result<(), NoThreads> {
        let done = run_paired(self.port, variants, order, self.stop, &mut |paired| {
            fold(paired);
            (self.step)();
        })?;
        self.interrupted |= done < order.replications;
        Ok(())
    }

    /// All replications below `most`, asked for the measure that ranks alone, or nothing if it was stopped.
    fn whole(&mut self, variants: &[Port], most: u64) -> Result<Option<Vec<Paired>>, NoThreads> {
        let (mut replications, by) = (Vec::new(), self.order.measure(self.port));
        let order = PairedOrder {
            capacity: by == Measure::Service,
            offer: self.order.offer.filter(|_| by == Measure::Saturation),
            ..self.order.paired(0, most)
        };
        self.run(variants, &order, &mut |paired| replications.push(paired))?;
        Ok((!self.interrupted).then_some(replications))
    }
}

/// The changes of all levers but one.
fn without(levers: &[Lever], left_out: Option<usize>) -> Vec<Change> {
    let kept = levers.iter().enumerate().filter(|(number, _)| Some(*number) != left_out);
    kept.flat_map(|(_, lever)| lever.changes.clone()).collect()
}

fn all_together(
    asker: &mut Asker<'_>,
    levers: &[Lever],
    most: u64,
    (by, error): (Measure, f64),
) -> Result<Option<Together>, NoThreads> {
    let each = std::iter::once(None).chain((0..levers.len()).map(Some));
    let variants: Vec<Port> = each.map(|left_out| apply(asker.port, &without(levers, left_out))).collect();
    let replications = asker.whole(&variants, most)?;
    Ok(replications.map(|replications| Together::of(&replications, by, error)))
}

fn in_pairs(
    asker: &mut Asker<'_>,
    levers: &[Lever],
    prices: &Prices,
    together: &Together,
    (by, most): (Measure, u64),
) -> Result<Pairs, NoThreads> {
    let alone: Vec<f64> =
        (0..levers.len()).map(|lever| prices.gain(lever, by).map_or(0.0, |gain| gain.mean)).collect();
    let losses: Vec<f64> = together.losses.iter().map(|loss| loss.map_or(0.0, |loss| loss.mean)).collect();
    let chosen = candidates(&alone, &losses);
    let couples: Vec<(usize, usize)> = (chosen.iter().enumerate())
        .flat_map(|(at, &first)| chosen[at + 1..].iter().map(move |&second| (first, second)))
        .collect();
    let variants: Vec<Port> = (couples.iter())
        .map(|&(first, second)| {
            let both = [&levers[first].changes[..], &levers[second].changes[..]].concat();
            apply(asker.port, &both)
        })
        .collect();
    if variants.is_empty() {
        return Ok(Pairs::default());
    }
    let replications = asker.whole(&variants, most)?;
    Ok(replications.map_or_else(Pairs::default, |replications| {
        Pairs::of(prices.replications(), &replications, &couples, by, prices.error())
    }))
}
