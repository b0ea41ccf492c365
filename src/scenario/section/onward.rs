//! `loads` of a trade: vessels that carry onward what other vessels landed (rule L3).

use crate::port::{Loads, ModeId};
use crate::scenario::bounds::{NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::reader::Reader;

/// The mode that a trade's vessels load from, and how long they wait.
pub(super) fn loads(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Loads> {
    let mode = table.name(low, "loads", Kind::Mode);
    let leaves_short_after = table.figure(low, "leaves_short_after", NOT_NEGATIVE);
    let sails_after = table.figure(low, "sails_after", POSITIVE);
    for key in ["leaves_short_after", "sails_after"] {
        if table.has(key) && !table.has("loads") {
            let message = format!("`{key}` goes with `loads`");
            let problem = Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message);
            low.report(problem.help("only vessels that load what a mode holds ready leave short"));
        }
    }
    for key in ["yard", "modes", "split"] {
        if table.has(key) && table.has("loads") {
            let message = format!("`loads` and `{key}` exclude each other");
            let problem = Problem::new(Code::BadOnward, table.place_of(key), &table.path_of(key), message);
            low.report(problem.help("its cargo lies in the yards that the mode serves"));
        }
    }
    Some(Loads { mode: ModeId(mode?), leaves_short_after, sails_after })
}
