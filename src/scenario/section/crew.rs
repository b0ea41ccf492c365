//! `[crew.NAME]`: a pool of gangs that machines of several kinds share (rule Q2).

use super::span;
use crate::port::{Crew, CrewId, Dated, Effect, Equipment, EquipmentId, Manning, Target};
use crate::scenario::bounds::{AT_LEAST_ONE, NOT_NEGATIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::reader::Reader;

/// All crews; their hours act on the machines that need them.
pub(super) fn all(low: &mut Lowering<'_>, equipment: &[Equipment]) -> Vec<Crew> {
    let crews = low.entries(Kind::Crew).into_iter().enumerate();
    crews.map(|(number, entry)| lower(low, entry, CrewId(number as u32), equipment)).collect()
}

fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>, id: CrewId, equipment: &[Equipment]) -> Crew {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let count = table.need_dated(low, "count", NOT_NEGATIVE.up_to(1e6), Before::Zero);
    let mans = |machines: &&(u32, &Equipment)| machines.1.crew.as_ref().is_some_and(|crew| crew.crew == id);
    let manned: Vec<(u32, &Equipment)> = (0..).zip(equipment).collect();
    let targets = manned.iter().filter(mans).map(|(number, _)| Target::Equipment(EquipmentId(*number)));
    span::hours_of(low, &mut table, "hours", targets.collect(), ("shift", "班外"), Effect::Suspend);
    table.finish(low);
    Crew { name: entry.name.to_owned(), label, count: count.unwrap_or(Dated::fixed(1.0)) }
}

/// What equipment says of its crew.
pub(super) fn manning(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Manning> {
    let crew = table.name(low, "crew", Kind::Crew).map(CrewId);
    let per_machine = table.figure_or(low, "gangs_per_machine", AT_LEAST_ONE.up_to(1e3), 1.0);
    if table.has("gangs_per_machine") && !table.has("crew") {
        let message = "`gangs_per_machine` goes with `crew`";
        let (place, path) = (table.place_of("gangs_per_machine"), table.path_of("gangs_per_machine"));
        low.report(
            Problem::new(Code::Conflict, place, &path, message).help("crew = \"drivers\", of [crew.drivers]"),
        );
    }
    Some(Manning { crew: crew?, per_machine })
}
