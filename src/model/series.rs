//! Recorded series replayed: whether one is beyond a limit, and when that changes next (rule 6).

use crate::port::{Replay, Series};
use crate::units::{Almanac, Date, Duration, Time};

/// A series as one run replays it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replayed<'a> {
    pub(super) series: &'a Series,
    pub(super) almanac: &'a Almanac,
    /// Number of the replication, which settles the year that comes first.
    pub(super) replication: u64,
}

/// A part of the run in which the series runs on without a jump.
struct Segment {
    until: Time,
    /// From an instant of the run to that of the series.
    shift: Duration,
}

impl Replayed<'_> {
    /// Whether the value at `time` is beyond `limit`, and when that changes next; `None` if not before `last`.
    pub(super) fn state_at(&self, limit: f64, above: bool, time: Time, last: Time) -> (bool, Option<Time>) {
        let beyond = |value: f64| if above { value > limit } else { value < limit };
        let values = &self.series.values;
        let segment = self.segment(time);
        let mut row = self.row(time + segment.shift);
        let on = beyond(values[row]);
        let mut segment = segment;
        loop {
            // A row that begins at or after the end of the segment is not reached in it.
            let ends = segment.until.min(last);
            let other = values[row + 1..].iter().position(|value| beyond(*value) != on);
            if let Some(skipped) = other {
                let begins = self.begin_of(row + 1 + skipped) - segment.shift;
                if begins < ends {
                    return (on, Some(begins));
                }
            }
            if segment.until >= last {
                return (on, None);
            }
            let next = segment.until;
            segment = self.segment(next);
            row = self.row(next + segment.shift);
            if beyond(values[row]) != on {
                return (on, Some(next));
            }
        }
    }

    fn begin_of(&self, row: usize) -> Time {
        self.series.first + Duration::from_milliseconds(self.series.step.milliseconds() * row as i64)
    }

    /// The row that covers an instant of the series; the first before it, the last after it.
    fn row(&self, time: Time) -> usize {
        let since = (time - self.series.first).milliseconds();
        let row = since.div_euclid(self.series.step.milliseconds());
        row.clamp(0, self.series.values.len() as i64 - 1) as usize
    }

    fn segment(&self, time: Time) -> Segment {
        let Replay::Years { first, count } = self.series.replay else {
            return Segment { until: Time::NEVER, shift: Duration::ZERO };
        };
        let almanac = self.almanac;
        let year = almanac.date(time).year;
        let turn = i64::from(year - almanac.start().year) + (self.replication % u64::from(count)) as i64;
        let from = first + turn.rem_euclid(i64::from(count)) as i16;
        let (begin, source) = (almanac.year_start(year), almanac.year_start(from));
        let march = |year: i16| almanac.instant(Date { year, month: 3, day: 1 });
        let (spring, source_spring) = (march(year), march(from));
        // January and February run from their beginning, as long as both have days; then all is counted from 1 March. So
        // 29 February repeats 28 February where there is none.
        let turn = begin + (spring - begin).min(source_spring - source);
        if time < turn {
            return Segment { until: turn, shift: source - begin };
        }
        Segment { until: almanac.year_start(year + 1), shift: source_spring - spring }
    }
}
