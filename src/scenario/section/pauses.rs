//! What is taken out of a shift: meal breaks, and the change of gangs at its start.

use crate::scenario::bounds::NOT_NEGATIVE;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::{Place, Problem};
use crate::scenario::figure::time_of_day;
use crate::scenario::lowering::Lowering;
use crate::scenario::node::Value;
use crate::scenario::reader::Reader;
use crate::units::Duration;

const DAY: i64 = Duration::DAY.milliseconds();

/// Breaks by time of day, and the time lost at the start; milliseconds.
#[derive(Default)]
pub(super) struct Pauses {
    change: i64,
    breaks: Vec<(i64, i64, Place)>,
    place: Option<Place>,
}

impl Pauses {
    /// Reads `breaks` and `change` of a shift; `None` if they cannot be read (reported).
    pub(super) fn read(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Option<Pauses> {
        let node = reader.take("breaks");
        let change: Option<Duration> = reader.certain(low, "change", NOT_NEGATIVE.up_to(24.0));
        if reader.has("change") && change.is_none() {
            return None;
        }
        let change = change.map_or(0, |change| change.milliseconds());
        let mut pauses = Pauses { change, breaks: Vec::new(), place: Some(reader.place_of("change")) };
        let Some(node) = node else { return Some(pauses) };
        let path = reader.path_of("breaks");
        let form = "a list of breaks: [[\"12:00\", \"12:30\"]]";
        let Value::List(items) = &node.value else {
            low.wrong_type(node, &path, form);
            return None;
        };
        for item in items {
            let Value::List(ends) = &item.value else {
                low.wrong_type(item, &path, form);
                return None;
            };
            let [from, until] = ends.as_slice() else {
                low.wrong_type(item, &path, "a break with two ends: [\"12:00\", \"12:30\"]");
                return None;
            };
            let (from, until) = (time_of_day(low, from, &path)?, time_of_day(low, until, &path)?);
            pauses.breaks.push((from.milliseconds(), until.milliseconds(), item.place));
        }
        Some(pauses)
    }

    /// What is worked of a shift of `length` that begins at `from`, as offsets from its begin; `None` if a pause does not suit it
    /// (reported).
    pub(super) fn worked(
        &self,
        low: &mut Lowering<'_>,
        from: i64,
        length: i64,
        path: &str,
    ) -> Option<Vec<(i64, i64)>> {
        let mut breaks: Vec<(i64, i64, Place)> = Vec::new();
        for &(begin, end, place) in &self.breaks {
            let (begin, lasts) = ((begin - from).rem_euclid(DAY), (end - begin).rem_euclid(DAY));
            if lasts == 0 || begin + lasts > length {
                let message = "the break does not lie within its shift";
                low.report(Problem::new(Code::OutOfRange, place, path, message));
                return None;
            }
            breaks.push((begin, begin + lasts, place));
        }
        breaks.sort_by_key(|&(begin, ..)| begin);
        let (mut worked, mut reached) = (Vec::new(), self.change);
        for (begin, end, _) in breaks {
            if begin > reached {
                worked.push((reached, begin));
            }
            reached = reached.max(end);
        }
        if reached < length {
            worked.push((reached, length));
        }
        if worked.is_empty() {
            let message = "breaks and change of gangs leave nothing of the shift";
            let place = self.place.expect("a shift that can be empty was read");
            low.report(Problem::new(Code::OutOfRange, place, path, message));
            return None;
        }
        Some(worked)
    }
}
