//! Dated figures (rule Q4): one figure, or a list of `{ from, value }` in ascending order.

use super::Measure;
use crate::port::{Dated, Figure, Step};
use crate::scenario::Origin;
use crate::scenario::bounds::{ANY, Bounds};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Lowering, last_key};
use crate::scenario::node::{Node, Value};
use crate::units::Time;

/// What holds before the first date of a list whose first entry has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Before {
    /// Nothing: the count, area, length or share is 0.
    Zero,
    /// It must be stated.
    Stated,
}

impl Lowering<'_> {
    /// A figure that may change by date. `None` if it cannot be read (reported).
    pub(in crate::scenario) fn dated<T: Measure>(
        &mut self,
        node: &Node,
        path: &str,
        bounds: Bounds,
        before: Before,
        inherited: Option<&Origin>,
    ) -> Option<Dated<T>> {
        let Value::List(items) = &node.value else {
            let first = self.figure(node, path, bounds, inherited)?;
            return Some(Dated { first, later: Vec::new() });
        };
        if items.is_empty() {
            let message = format!("`{}` lists no values", last_key(path));
            self.report(Problem::new(Code::EmptyList, node.place, path, message));
            return None;
        }
        let mut steps = Vec::new();
        let mut sound = true;
        for (number, item) in items.iter().enumerate() {
            match self.step::<T>(item, &format!("{path}[{number}]"), bounds, inherited) {
                Some(step) => steps.push((step, item)),
                None => sound = false,
            }
        }
        sound.then_some(())?;
        let mut last: Option<Time> = None;
        for (number, ((from, _), item)) in steps.iter().enumerate() {
            let place =
                item.table().and_then(|table| table.get("from")).map_or(item.place, |from| from.place);
            let Some(from) = from else {
                if number > 0 {
                    let message = "every entry but the first needs its `from`";
                    self.report(Problem::new(Code::MissingKey, item.place, path, message));
                    return None;
                }
                continue;
            };
            if last.is_some_and(|last| from.value <= last) {
                let message = format!("the dates of `{}` do not ascend", last_key(path));
                self.report(
                    Problem::new(Code::OutOfOrder, place, path, message).label("not after the entry before"),
                );
                return None;
            }
            last = Some(from.value);
        }
        let starts_dated = steps[0].0.0.is_some();
        if starts_dated && before == Before::Stated {
            let message = format!("`{}` has no value before its first date", last_key(path));
            let help = "leave `from` out of the first entry: it then holds from the beginning";
            self.report(Problem::new(Code::MissingKey, items[0].place, path, message).help(help));
            return None;
        }
        let mut steps = steps.into_iter().map(|(step, _)| step);
        let first = if starts_dated { Figure::fixed(T::from_base(0.0)) } else { steps.next()?.1 };
        let later = steps.filter_map(|(from, value)| Some(Step { from: from?, value })).collect();
        Some(Dated { first, later })
    }

    /// One entry: its date, if it has one, and its value. An entry is a figure table with a `from` beside.
    fn step<T: Measure>(
        &mut self,
        item: &Node,
        path: &str,
        bounds: Bounds,
        inherited: Option<&Origin>,
    ) -> Option<(Option<Figure<Time>>, Figure<T>)> {
        let Some(table) = item.table() else {
            self.wrong_type(item, path, "{ from = \"2024-01-01\", value = … }");
            return None;
        };
        let mut rest = table.clone();
        let mut from_node = None;
        if let Some(at) = rest.entries.iter().position(|(key, _)| key == "from") {
            from_node = Some(rest.entries.remove(at).1);
        }
        // A value that is itself a figure table is taken as that figure.
        let inner = rest.get("value").filter(|value| value.table().is_some()).cloned();
        let value = match inner {
            Some(inner) if rest.entries.len() == 1 => inner,
            _ => Node { value: Value::Table(rest), ..item.clone() },
        };
        let origin = self.origin(&value, path).or_else(|| inherited.cloned());
        let value = self.figure::<T>(&value, &format!("{path}.value"), bounds, inherited);
        let from = match &from_node {
            Some(node) => {
                let from = self.figure::<Time>(node, &format!("{path}.from"), ANY, origin.as_ref());
                Some(from?)
            }
            None => None,
        };
        Some((from, value?))
    }
}
