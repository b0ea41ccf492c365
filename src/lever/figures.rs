//! A figure changed together with its spread. Its draw has the purpose of the figure as it was, so in each replication it has the same
//! quantile as before: that is what makes the comparison a paired one.

use crate::engine::Quantity;
use crate::port::{Amendment, Dated, DrawId, Figure, Port, Spread, Uncertain};

/// `figure`, changed; its new law is added at the end of those that the port draws.
pub(super) fn amend<T: Quantity>(port: &mut Port, figure: Figure<T>, by: Amendment) -> Figure<T> {
    let draw = figure.draw.map(|draw| {
        let Uncertain { path, group, spread } = port.uncertain[draw.0 as usize].clone();
        port.uncertain.push(Uncertain { path, group, spread: Spread::Changed { of: Box::new(spread), by } });
        DrawId(port.uncertain.len() as u32 - 1)
    });
    Figure { value: T::from_base(by.of(figure.value.base())), draw }
}

/// As `amend`, but a figure that is stated as 0 stays: the thing is not there.
pub(super) fn amend_present<T: Quantity>(port: &mut Port, figure: Figure<T>, by: Amendment) -> Figure<T> {
    if figure.value.base() == 0.0 && figure.draw.is_none() { figure } else { amend(port, figure, by) }
}

/// A figure by date, changed at all its dates by `change`.
pub(super) fn amend_dated<T: Quantity>(
    port: &mut Port,
    dated: &Dated<T>,
    by: Amendment,
    change: fn(&mut Port, Figure<T>, Amendment) -> Figure<T>,
) -> Dated<T> {
    let mut changed = Dated { first: change(port, dated.first, by), later: dated.later.clone() };
    for step in &mut changed.later {
        step.value = change(port, step.value, by);
    }
    changed
}
