//! `[demand.NAME]`: port-wide demand with its mix (rules C1, D1).

use super::volume::volume;
use crate::port::{CargoId, Demand, MixShare, Path, YearVolume};
use crate::scenario::bounds::{POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::quantity::trim;
use crate::scenario::reader::Reader;
use crate::units::TonnesPerYear;

/// How far shares may be from summing to 1.
pub(super) const TOLERANCE: f64 = 1e-6;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Demand {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let path = volume(low, &mut table, None, 1.0, false);
    if !table.has("tonnes") {
        table.need_node(low, "tonnes");
    }
    let demand = Demand {
        name: entry.name.to_owned(),
        label,
        path: path.map_or_else(|| nothing(low.almanac.start().year), |(path, _)| path),
        berths_share: table.figure_or(low, "berths_share", SHARE, 1.0),
        side_stream: table.label_at(low, "side_stream"),
        mix: mix(low, &mut table),
        mix_weight: table.certain(low, "mix_weight", POSITIVE.up_to(1e9)),
    };
    table.finish(low);
    demand
}

/// No volume at all.
pub(super) fn nothing(year: i16) -> Path {
    let zero = TonnesPerYear::ZERO;
    Path { years: vec![YearVolume { year, low: zero, base: zero, high: zero }] }
}

fn mix(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<MixShare> {
    let Some(node) = table.need_node(low, "mix") else { return Vec::new() };
    let path = table.path_of("mix");
    let Some(all) = Reader::open(low, node, &path, table.origin()) else { return Vec::new() };
    let mut mix = Vec::new();
    let mut sound = true;
    for (name, node) in all.entries() {
        if name == "source" || name == "assumed" {
            continue;
        }
        let path = all.path_of(name);
        let cargo = low.find_name(Kind::Cargo, name, node.key, &path);
        let Some(mut part) = Reader::open(low, node, &path, all.origin()) else {
            sound = false;
            continue;
        };
        let share = part.need_node(low, "share");
        let share = share.and_then(|node| low.certain(node, &part.path_of("share"), SHARE, part.origin()));
        let import = part.figure_or(low, "import", SHARE, 1.0);
        part.finish(low);
        match (cargo, share) {
            (Some(cargo), Some(share)) => mix.push(MixShare { cargo: CargoId(cargo), share, import }),
            _ => sound = false,
        }
    }
    let sum: f64 = mix.iter().map(|part| part.share).sum();
    if mix.is_empty() && sound {
        low.report(
            Problem::new(Code::EmptyList, node.key, &path, "the mix names no cargo")
                .help("[demand.NAME.mix.CARGO], then `share = 1.0`"),
        );
    } else if sound && (sum - 1.0).abs() > TOLERANCE {
        let message = format!("the shares of the mix sum to {}, not to 1", trim(sum));
        low.report(Problem::new(Code::SharesSum, node.key, &path, message));
    }
    if mix.len() == 1 {
        // A single cargo needs no law of shares, but its import share may still be drawn.
        mix[0] = MixShare { share: 1.0, ..mix[0] };
    }
    mix
}
