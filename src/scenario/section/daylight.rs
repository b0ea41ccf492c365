//! `[daylight]`: when it is light, and whether the rule holds (rule W3).

use crate::port::{Daylight, DaylightHours};
use crate::scenario::bounds::{ANY, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::time_of_day;
use crate::scenario::lowering::Lowering;
use crate::scenario::node::Node;
use crate::scenario::quantity::trim;
use crate::scenario::reader::Reader;
use crate::units::{Degrees, Duration};
use crate::window::Sun;

const FIXED: [&str; 2] = ["from", "until"];
const SUN: [&str; 3] = ["latitude", "longitude", "utc_offset"];
const FORMS: &str = "from = \"06:00\", until = \"18:30\"; or latitude = \"28.7 deg\", longitude = \"121.6 deg\", \
                     utc_offset = \"8 h\"";

pub(super) fn lower(low: &mut Lowering<'_>, node: &Node) -> Option<Daylight> {
    let mut table = Reader::open(low, node, "daylight", None)?;
    let in_force = table.figure_or(low, "in_force", SHARE, 1.0);
    let fixed = FIXED.into_iter().any(|key| table.has(key));
    let by_sun = SUN.into_iter().find(|key| table.has(key));
    let hours = match (fixed, by_sun) {
        (true, Some(key)) => {
            let message = format!("fixed hours and `{key}` exclude each other");
            let problem = Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message);
            low.report(problem.help(FORMS));
            for key in FIXED.into_iter().chain(SUN) {
                table.take(key);
            }
            None
        }
        (true, None) => fixed_hours(low, &mut table),
        (false, Some(_)) => sun(low, &mut table).map(DaylightHours::Sun),
        (false, None) => {
            let message = "`daylight` says neither hours nor a place";
            let problem = Problem::new(Code::MissingKey, table.place, "daylight.from", message);
            low.report(problem.help(FORMS));
            None
        }
    };
    table.finish(low);
    hours.map(|hours| Daylight { hours, in_force })
}

fn fixed_hours(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<DaylightHours> {
    let mut time = |low: &mut Lowering<'_>, key| {
        let node = table.need_node(low, key)?;
        let path = table.path_of(key);
        low.register(&path, node.place, node.written(), table.origin().cloned(), None, None);
        time_of_day(low, node, &path)
    };
    let (from, until) = (time(low, "from"), time(low, "until"));
    let (from, until) = (from?, until?);
    if from >= until {
        let (place, path) = (table.place_of("until"), table.path_of("until"));
        let message = "`until` is not after `from`: daylight does not reach over midnight";
        low.report(Problem::new(Code::OutOfOrder, place, &path, message));
        return None;
    }
    Some(DaylightHours::Fixed { from, until })
}

fn sun(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Sun> {
    let mut angle = |low: &mut Lowering<'_>, key, most: f64| {
        let node = table.need_node(low, key)?;
        let bounds = ANY.down_to(-most).up_to(most);
        low.certain::<Degrees>(node, &table.path_of(key), bounds, table.origin())
    };
    let (latitude, longitude) = (angle(low, "latitude", 90.0), angle(low, "longitude", 180.0));
    let utc_offset = utc_offset(low, table);
    if let (Some(longitude), Some(offset)) = (longitude, utc_offset)
        && (longitude.0 / 15.0 - offset.hours()).abs() > 4.0
    {
        let (place, path) = (table.place_of("longitude"), table.path_of("longitude"));
        let message = format!(
            "at {} degrees east the sun is {} h from a clock {} h ahead of universal time",
            trim(longitude.0),
            trim((longitude.0 / 15.0 - offset.hours()).abs()),
            trim(offset.hours())
        );
        let help = "east is positive, west negative: is the sign right?";
        low.report(Problem::new(Code::Unusual, place, &path, message).help(help));
    }
    Some(Sun { latitude: latitude?.0, longitude: longitude?.0, utc_offset: utc_offset? })
}

/// Local standard time less universal time.
pub(super) fn utc_offset(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Duration> {
    let node = table.need_node(low, "utc_offset")?;
    let bounds = ANY.down_to(-14.0).up_to(14.0);
    low.certain(node, &table.path_of("utc_offset"), bounds, table.origin())
}
