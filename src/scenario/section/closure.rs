//! `[closure.NAME]`: trigger, targets, effect, cause (rule 6).

use super::target::{channel, check_effect, target};
use super::trigger::trigger;
use crate::port::{Closure, Effect, Label, Target, Trigger};
use crate::scenario::bounds::FRACTION;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::node::Value;
use crate::scenario::reader::Reader;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Closure {
    let mut table = Reader::entry(low, entry);
    table.take("label");
    let cause = table.label_at(low, "cause");
    let cause = cause.unwrap_or_else(|| Label { english: entry.name.to_owned(), chinese: String::new() });
    let cause = low.cause(cause);
    let trigger = trigger(low, &mut table);
    let mut targets: Vec<Target> = Vec::new();
    let effect = effect(low, &mut table);
    let node = table.need_node(low, "targets");
    let path = table.path_of("targets");
    let mut holds_channel = false;
    match node.map(|node| (node, &node.value)) {
        Some((node, Value::List(items))) if items.is_empty() => {
            low.report(Problem::new(Code::EmptyList, node.place, &path, "`targets` is an empty list"));
        }
        Some((_, Value::List(items))) => {
            for item in items {
                if item.text() == Some("port") && matches!(effect, Some(Effect::Suspend | Effect::Finish)) {
                    holds_channel = true;
                }
                for target in target(low, item, &path, effect.as_ref()) {
                    if let Some(effect) = &effect {
                        check_effect(low, item, &path, target, effect);
                    }
                    if !targets.contains(&target) {
                        targets.push(target);
                    }
                }
            }
        }
        Some((node, _)) => low.wrong_type(node, &path, "a list: [\"section:approach\", \"cranes\"]"),
        None => {}
    }
    table.finish(low);
    let trigger = trigger.unwrap_or(Trigger::Listed(Vec::new()));
    if holds_channel && !low.entries(Kind::Section).is_empty() {
        let name = format!("{}: channel", entry.name);
        let (trigger, targets) = (trigger.clone(), channel(low, None));
        low.hours.push(Closure { name, cause, trigger, targets, effect: Effect::Hold });
    }
    Closure { name: entry.name.to_owned(), cause, trigger, targets, effect: effect.unwrap_or(Effect::Hold) }
}

fn effect(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Effect> {
    let node = table.need_node(low, "effect")?;
    if node.table().is_none() {
        let choices = [
            ("hold", Effect::Hold),
            ("suspend", Effect::Suspend),
            ("finish", Effect::Finish),
            ("evacuate", Effect::Evacuate),
        ];
        return table.choice(low, "effect", &choices);
    }
    let mut inner = Reader::open(low, node, &table.path_of("effect"), table.origin())?;
    let slow = inner.need(low, "slow", FRACTION);
    inner.finish(low);
    slow.map(Effect::Slow)
}
