//! No deadlock on a line (decision 16). A state is *safe* if its trains can finish one after the other: each, with all others standing
//! where they are, finds room on its way to its track, a track, and room on its way out, and then is gone. A step is taken only into a
//! safe state; so the next train of that order can always take its own.

use super::{Line, Way};

impl Line {
    /// Can all trains on the line and its tracks finish one after the other?
    pub(super) fn is_safe(&mut self) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.taken.clone_from(&self.taken);
        scratch.used.clone_from(&self.tracks_used);
        scratch.open.clear();
        scratch.open.extend(&self.inside);
        loop {
            let before = scratch.open.len();
            let mut at = 0;
            while at < scratch.open.len() {
                let train = scratch.open[at] as usize;
                if self.can_finish(train, &scratch.taken, &scratch.used) {
                    let train = &self.trains[train];
                    scratch.taken[train.place] -= 1;
                    scratch.used[train.mode] -= u32::from(train.track);
                    scratch.open.swap_remove(at);
                } else {
                    at += 1;
                }
            }
            if scratch.open.is_empty() || scratch.open.len() == before {
                break;
            }
        }
        let safe = scratch.open.is_empty();
        self.scratch = scratch;
        safe
    }

    /// Can this train finish while all others stand where they are?
    fn can_finish(&self, train: usize, taken: &[u32], used: &[u32]) -> bool {
        let train = &self.trains[train];
        let room = |place: usize| taken[place] < self.rooms[place];
        let way_in = train.way == Way::In && !train.track;
        let arrives = !way_in
            || (used[train.mode] < self.tracks[train.mode] && (train.place + 1..self.end()).all(room));
        arrives && (1..train.place).all(room)
    }
}

/// Kept for its memory.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    taken: Vec<u32>,
    used: Vec<u32>,
    open: Vec<u32>,
}
