//! Named random streams (rule C6): ChaCha8, keyed by a hash of (seed, full purpose name), stream = replication, word
//! position = item number × 64. Adding a purpose, an item or a replication moves no other draw.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use sha2::{Digest, Sha256};

/// Words of the generator kept for each item of a stream.
const WORDS_PER_ITEM: u128 = 64;

/// The seed of a batch and the number of a replication: all that fixes its random figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed {
    /// Seed of the whole batch.
    pub batch: u64,
    /// Number of the replication, from 0.
    pub replication: u64,
}

/// One named stream of one replication.
#[derive(Debug)]
pub struct Stream {
    generator: ChaCha8Rng,
}

impl Seed {
    /// The stream of this replication for `purpose`.
    pub fn stream(self, purpose: &str) -> Stream {
        let mut hash = Sha256::new();
        hash.update(self.batch.to_le_bytes());
        hash.update(purpose.as_bytes());
        let mut generator = ChaCha8Rng::from_seed(hash.finalize().into());
        generator.set_stream(self.replication);
        Stream { generator }
    }
}

impl Stream {
    /// The generator, placed at the start of item `number`.
    pub fn item(&mut self, number: u64) -> &mut ChaCha8Rng {
        self.generator.set_word_pos(u128::from(number) * WORDS_PER_ITEM);
        &mut self.generator
    }

    /// The generator where it stands, for draws that are made strictly in turn and by one user alone.
    pub fn in_turn(&mut self) -> &mut ChaCha8Rng {
        &mut self.generator
    }

    /// A uniform number in [0, 1) that belongs to item `number`.
    pub fn uniform(&mut self, number: u64) -> f64 {
        self.item(number).random()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    /// Golden words: if these move, results move, and the changelog must say so.
    #[test]
    fn generator_words_are_pinned() {
        let mut generator = ChaCha8Rng::seed_from_u64(42);
        generator.set_stream(7);
        assert_eq!(generator.next_u64(), 0x20e5_cc88_35be_27d0);
        assert_eq!(generator.next_u64(), 0x538a_68c1_6dbb_833d);
    }

    #[test]
    fn an_item_is_the_same_whatever_was_drawn_before() {
        let seed = Seed { batch: 1, replication: 3 };
        let mut one = seed.stream("arrivals");
        let mut other = seed.stream("arrivals");
        for number in 0..10 {
            one.uniform(number);
        }
        assert_eq!(one.uniform(5), other.uniform(5));
        assert_ne!(one.uniform(5), seed.stream("parcels").uniform(5));
        assert_ne!(one.uniform(5), Seed { batch: 1, replication: 4 }.stream("arrivals").uniform(5));
    }
}
