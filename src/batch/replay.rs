//! One replication once more, with everything told: for those who ask what happened in it. Leaves out the second questions.

use crate::engine::Seed;
use crate::model::{Plan, Simulator};
use crate::port::{Draws, Port};
use crate::record::Run;

/// A replication with its log.
#[derive(Debug)]
pub struct Replay {
    /// Its draws of uncertain figures.
    pub draws: Draws,
    /// The run of the whole window, with its log.
    pub run: Run,
}

/// Replication `number` of the batch with this seed, just as in the batch; `fixed`: uncertain figures as stated.
pub fn replay(port: &Port, batch_seed: u64, number: u64, fixed: bool) -> Replay {
    let seed = Seed { batch: batch_seed, replication: number };
    let draws = if fixed { Draws::fixed() } else { Draws::draw(port, seed) };
    let plan = Plan { trace: true, ..Plan::whole(port) };
    let run = Simulator::new(port).run(&draws, seed, &plan);
    Replay { draws, run }
}
