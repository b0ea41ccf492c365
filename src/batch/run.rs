//! Replications over cores. Each is answered by one thread from its number alone and handed on strictly in order of
//! number, so that the same bytes come out for any number of threads. Few are under way at a time: memory stays
//! bounded however long the batch.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use rayon::ScopeFifo;

use crate::port::Port;
use crate::record::Replication;

use super::threads::{NoThreads, pool};
use super::{Order, Respondent};

/// Replications begun or waiting for their turn, per thread.
const UNDER_WAY_PER_THREAD: u64 = 4;

/// What came of one number: its answer, nothing (stopped before it began), or a broken invariant on its way up.
type Answered<A> = Result<Option<A>, Box<dyn Any + Send>>;

/// Answers the order and hands each replication to `fold`, in order of number. Returns how many: all, or those of the
/// longest complete prefix once `stop` says true (it is asked before each replication; those under way are finished).
pub fn run(
    port: &Port,
    order: &Order,
    stop: &(dyn Fn() -> bool + Sync),
    fold: &mut dyn FnMut(Replication),
) -> Result<u64, NoThreads> {
    let crew = Crew {
        stop,
        resting: Mutex::new(Vec::new()),
        hire: &|| Respondent::new(port),
        answer: &|respondent: &mut Respondent<'_>, number| {
            respondent.answer(order.seed, number, &order.questions)
        },
    };
    crew.answer_all(order.replications, order.threads, fold)
}

/// Those who answer, and how.
pub(super) struct Crew<'a, W, A> {
    pub(super) stop: &'a (dyn Fn() -> bool + Sync),
    /// Workers between two replications, with the memory they have grown.
    pub(super) resting: Mutex<Vec<W>>,
    /// One more of them.
    pub(super) hire: &'a (dyn Fn() -> W + Sync),
    /// What one makes of a number; it must not depend on what it did before.
    pub(super) answer: &'a (dyn Fn(&mut W, u64) -> A + Sync),
}

impl<W: Send, A: Send> Crew<'_, W, A> {
    /// Answers numbers from 0 on over so many threads (0 = all cores) and folds them in order; returns how many.
    pub(super) fn answer_all(
        &self,
        replications: u64,
        threads: usize,
        fold: &mut dyn FnMut(A),
    ) -> Result<u64, NoThreads> {
        let pool = pool(threads, "replications")?;
        let ahead = UNDER_WAY_PER_THREAD * pool.current_num_threads() as u64;
        let (sender, answered) = channel();
        Ok(pool.in_place_scope_fifo(|scope| {
            let begin = |number| self.begin(scope, &sender, number);
            (0..replications.min(ahead)).for_each(begin);
            fold_in_order(&answered, replications, fold, |folded| {
                if folded + ahead < replications {
                    begin(folded + ahead);
                }
            })
        }))
    }

    fn begin<'s>(&'s self, scope: &ScopeFifo<'s>, sender: &Sender<(u64, Answered<A>)>, number: u64)
    where
        A: 's,
    {
        let sender = sender.clone();
        scope.spawn_fifo(move |_| {
            let answered = catch_unwind(AssertUnwindSafe(|| self.answer(number)));
            // Nobody listens any more only if another replication broke an invariant.
            let _ = sender.send((number, answered));
        });
    }

    fn answer(&self, number: u64) -> Option<A> {
        if (self.stop)() {
            return None;
        }
        let rested = self.resting.lock().expect("no thread stops while it holds this").pop();
        let mut worker = rested.unwrap_or_else(self.hire);
        let answer = (self.answer)(&mut worker, number);
        self.resting.lock().expect("no thread stops while it holds this").push(worker);
        Some(answer)
    }
}

/// Folds what comes in by number; `folded` is told after each. Returns the length of the prefix folded.
fn fold_in_order<A>(
    answered: &Receiver<(u64, Answered<A>)>,
    replications: u64,
    fold: &mut dyn FnMut(A),
    mut folded: impl FnMut(u64),
) -> u64 {
    let mut next = 0;
    let mut early = BTreeMap::new();
    while next < replications {
        let (number, answer) = answered.recv().expect("a sender lives as long as this loop");
        early.insert(number, answer.unwrap_or_else(|broken| resume_unwind(broken)));
        while let Some(answer) = early.remove(&next) {
            let Some(answer) = answer else { return next };
            fold(answer);
            folded(next);
            next += 1;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replication(number: u64) -> Replication {
        Replication { number, ..Replication::default() }
    }

    #[test]
    fn answers_are_folded_by_number_however_they_come_in() {
        let (sender, answered) = channel();
        for number in [2, 0, 3, 1] {
            sender.send((number, Ok(Some(replication(number))))).expect("the receiver lives");
        }
        let (mut numbers, mut told) = (Vec::new(), Vec::new());
        let folded =
            fold_in_order(&answered, 4, &mut |one| numbers.push(one.number), |number| told.push(number));
        assert_eq!((folded, numbers, told), (4, vec![0, 1, 2, 3], vec![0, 1, 2, 3]));
    }

    #[test]
    fn a_stop_leaves_the_longest_complete_prefix() {
        let (sender, answered) = channel();
        for (number, done) in [(3, true), (0, true), (2, false), (1, true)] {
            let answer = done.then(|| replication(number));
            sender.send((number, Ok(answer))).expect("the receiver lives");
        }
        let mut numbers = Vec::new();
        assert_eq!(fold_in_order(&answered, 9, &mut |one| numbers.push(one.number), |_| ()), 2);
        assert_eq!(numbers, [0, 1]);
    }
}
