//! `shift` of a flow: a call that is worked at two places (rule V1).

use crate::port::{PlaceId, Shift};
use crate::scenario::bounds::{FRACTION, NOT_NEGATIVE};
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::reader::Reader;
use crate::units::Duration;

pub(super) fn lower(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Shift> {
    let node = table.take("shift")?;
    let mut inner = Reader::open(low, node, &table.path_of("shift"), table.origin())?;
    let after = inner.need(low, "after", FRACTION);
    let to = inner.need_node(low, "to").and_then(|_| inner.names(low, "to", Kind::Place));
    let takes = inner.figure_or(low, "takes", NOT_NEGATIVE, Duration::ZERO);
    inner.finish(low);
    Some(Shift { after: after?, to: to?.into_iter().map(PlaceId).collect(), takes })
}
