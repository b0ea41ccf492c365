//! Durations counted for quantiles: fixed logarithmic classes of 1 %, whose counts add exactly in any order.

use crate::units::Duration;

/// Lower end of the first class, in hours; anything shorter counts as zero.
const SHORTEST: f64 = 1e-4;
/// Natural logarithm of the growth from class to class.
const STEP: f64 = 0.01;
/// Number of classes: up to about 10⁷ hours.
const CLASSES: u16 = 2_540;

/// Counts of durations: sparse, by class in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DurationCount {
    /// Durations of zero.
    pub zero: u64,
    /// (class, count), ascending.
    pub classes: Vec<(u16, u64)>,
}

impl DurationCount {
    /// All durations counted.
    pub fn total(&self) -> u64 {
        self.zero + self.classes.iter().map(|class| class.1).sum::<u64>()
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &DurationCount) {
        self.zero += other.zero;
        for &(class, count) in &other.classes {
            match self.classes.binary_search_by_key(&class, |entry| entry.0) {
                Ok(at) => self.classes[at].1 += count,
                Err(at) => self.classes.insert(at, (class, count)),
            }
        }
    }

    /// The hours below which a `share` of the durations lies, to within 0.5 %; `None` if nothing was counted.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let total = self.total();
        if total == 0 {
            return None;
        }
        let rank = ((share * total as f64).ceil() as u64).clamp(1, total);
        let mut below = self.zero;
        if rank <= below {
            return Some(0.0);
        }
        for &(class, count) in &self.classes {
            below += count;
            if rank <= below {
                return Some(SHORTEST * ((f64::from(class) + 0.5) * STEP).exp());
            }
        }
        None
    }
}

/// The class of a duration in hours; `None` counts as zero.
fn class_of(hours: f64) -> Option<u16> {
    (hours >= SHORTEST).then(|| (((hours / SHORTEST).ln() / STEP) as u16).min(CLASSES - 1))
}

/// Counts of very many durations: one counter for each class.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseCount {
    zero: u64,
    classes: Vec<u32>,
}

impl DenseCount {
    /// Nothing counted.
    pub fn new() -> Self {
        DenseCount { zero: 0, classes: vec![0; CLASSES as usize] }
    }

    /// Counts one.
    pub fn record(&mut self, duration: Duration) {
        match class_of(duration.hours()) {
            Some(class) => self.classes[class as usize] += 1,
            None => self.zero += 1,
        }
    }

    /// What was counted since the last call.
    pub fn take(&mut self) -> DurationCount {
        let counted = self.classes.iter_mut().zip(0..).filter(|(count, _)| **count > 0);
        let classes = counted.map(|(count, class)| (class, u64::from(std::mem::take(count)))).collect();
        DurationCount { zero: std::mem::take(&mut self.zero), classes }
    }
}

impl Default for DenseCount {
    fn default() -> Self {
        DenseCount::new()
    }
}

/// Durations of one kind as they are recorded: count, sum, greatest and classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Waits {
    /// How many.
    pub count: u64,
    /// How many above zero.
    pub positive: u64,
    /// Sum, in hours.
    pub sum: f64,
    /// Greatest, in hours.
    pub greatest: f64,
    zero: u64,
    /// The class of each above zero, as they came; `None` if they are not counted by class.
    classes: Option<Vec<u16>>,
}

impl Waits {
    /// None yet; with `quantiles` they are counted by class as well.
    pub fn new(quantiles: bool) -> Self {
        let classes = quantiles.then(Vec::new);
        Waits { count: 0, positive: 0, sum: 0.0, greatest: 0.0, zero: 0, classes }
    }

    /// Records one.
    pub fn record(&mut self, duration: Duration) {
        let hours = duration.hours();
        self.count += 1;
        self.positive += u64::from(hours > 0.0);
        self.sum += hours;
        self.greatest = self.greatest.max(hours);
        let Some(classes) = &mut self.classes else { return };
        match class_of(hours) {
            Some(class) => classes.push(class),
            None => self.zero += 1,
        }
    }

    /// The counts by class.
    pub fn counts(&mut self) -> DurationCount {
        let classes = self.classes.as_mut().map_or(&mut [][..], |classes| classes.as_mut_slice());
        classes.sort_unstable();
        let alike = classes.chunk_by(|one, other| one == other);
        let counted = alike.map(|class| (class[0], class.len() as u64));
        DurationCount { zero: self.zero, classes: counted.collect() }
    }

    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.count = 0;
        self.positive = 0;
        self.sum = 0.0;
        self.greatest = 0.0;
        self.zero = 0;
        if let Some(classes) = &mut self.classes {
            classes.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_within_half_a_per_cent_and_counts_add() {
        let mut waits = Waits::new(true);
        for minute in 0..1000 {
            waits.record(Duration::from_hours(f64::from(minute) / 10.0));
        }
        let mut counts = waits.counts();
        counts.add(&waits.counts());
        assert_eq!(counts.total(), 2000);
        for (share, hours) in [(0.5, 49.9), (0.9, 89.9), (0.95, 94.9)] {
            let found = counts.quantile(share).expect("some");
            assert!((found / hours - 1.0).abs() < 0.0075, "{share}: {found}");
        }
        assert_eq!(DurationCount::default().quantile(0.5), None);
    }

    #[test]
    fn dense_counts_are_the_same_counts() {
        let (mut waits, mut dense) = (Waits::new(true), DenseCount::new());
        for second in 0..5000 {
            let duration = Duration::from_hours(f64::from(second) / 3600.0);
            waits.record(duration);
            dense.record(duration);
        }
        assert_eq!(dense.take(), waits.counts());
        assert_eq!(dense.take().total(), 0);
    }
}
