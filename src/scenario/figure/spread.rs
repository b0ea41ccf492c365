//! Spreads: how far a figure may be off, as a law over its base unit.

use super::date;
use crate::port::Spread;
use crate::scenario::bounds::{Bounds, FRACTION, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Lowering, last_key};
use crate::scenario::node::{Node, Table, Value};
use crate::scenario::quantity::Dimension;

const FORMS: [&str; 7] = ["triangular", "uniform", "percent", "normal", "chance", "months", "never"];
const SHOWN: &str = "{ triangular = [low, mode, high] }, { uniform = [low, high] }, { percent = 25 }, \
                     { normal = { deviation = … } }, { chance = 0.6 } for 1 or 0, or { months = [first, last] } for a date";

impl Lowering<'_> {
    /// The spread of a figure whose value (before scaling) is `value`. `None` if it cannot be (reported).
    pub(super) fn spread(
        &mut self,
        node: &Node,
        path: &str,
        dimension: Dimension,
        bounds: Bounds,
        value: f64,
    ) -> Option<Spread> {
        let path = format!("{path}.spread");
        let Some(table) = node.table() else {
            self.wrong_type(node, &path, SHOWN);
            return None;
        };
        for (key, entry) in &table.entries {
            if !FORMS.contains(&key.as_str()) {
                self.unknown_key(key, entry.key, &path, &FORMS);
            }
        }
        let laws: Vec<&(String, Node)> =
            table.entries.iter().filter(|(key, _)| key != "never" && FORMS.contains(&key.as_str())).collect();
        let [(law, inner)] = laws.as_slice() else {
            let message = format!("`{path}` needs exactly one law");
            self.report(Problem::new(Code::BadSpread, node.place, &path, message).help(SHOWN));
            return None;
        };
        if (dimension == Dimension::Date) != (law == "months")
            || (law != "months" && table.get("never").is_some())
        {
            let message = match dimension {
                Dimension::Date => "a date is spread over months, so that it stays a first of a month",
                _ => "`months` and `never` are for dates",
            };
            let help = "for a date: { months = [\"2027-07\", \"2029-12\"], never = 0.15 }; for other figures: triangular, \
                        uniform, percent or normal";
            self.report(Problem::new(Code::BadSpread, node.place, &path, message).help(help));
            return None;
        }
        let spread = match law.as_str() {
            "months" => return self.months(inner, table, &path),
            "percent" => self.percent(inner, &path, value)?,
            "chance" => self.chance(inner, &path, dimension, value)?,
            "normal" => self.normal(inner, &path, dimension, bounds, value)?,
            _ => self.ends(law, inner, &path, dimension, bounds, value)?,
        };
        let (low, high) = spread.ends();
        for end in [low, high] {
            if let Some(why) = bounds.fault(end, dimension) {
                let message = format!("the spread reaches {}, but the figure {why}", dimension.show(end));
                self.report(Problem::new(Code::BadSpread, inner.place, &path, message));
                return None;
            }
        }
        if value < low || value > high {
            let (low, high) = (dimension.show(low), dimension.show(high));
            let message =
                format!("the value {} lies outside its own spread, {low} to {high}", dimension.show(value));
            self.report(Problem::new(Code::Unusual, inner.place, &path, message));
        }
        Some(scale(spread, bounds.scale))
    }

    /// 1 or 0, for figures that say whether a rule holds.
    fn chance(&mut self, node: &Node, path: &str, dimension: Dimension, value: f64) -> Option<Spread> {
        let chance = self.number(node, &format!("{path}.chance"), Dimension::Number, FRACTION)?;
        if dimension != Dimension::Number || (value != 0.0 && value != 1.0) {
            let message = "`chance` is for a plain number that is stated as 0 or 1";
            let help = "the figure is 1 with that probability, else 0";
            self.report(Problem::new(Code::BadSpread, node.place, path, message).help(help));
            return None;
        }
        Some(Spread::Chance(chance))
    }

    fn percent(&mut self, node: &Node, path: &str, value: f64) -> Option<Spread> {
        let percent =
            self.number(node, &format!("{path}.percent"), Dimension::Number, POSITIVE.up_to(100.0))?;
        let part = value.abs() * percent / 100.0;
        Some(Spread::Triangular { low: value - part, mode: value, high: value + part })
    }

    fn normal(
        &mut self,
        node: &Node,
        path: &str,
        dimension: Dimension,
        bounds: Bounds,
        value: f64,
    ) -> Option<Spread> {
        let path = format!("{path}.normal");
        let Some(table) = node.table() else {
            self.wrong_type(node, &path, "{ deviation = …, low = …, high = … }");
            return None;
        };
        let known = ["deviation", "low", "high"];
        for (key, entry) in &table.entries {
            if !known.contains(&key.as_str()) {
                self.unknown_key(key, entry.key, &path, &known);
            }
        }
        let Some(deviation) = table.get("deviation") else {
            let message = "a normal spread needs its `deviation`";
            self.report(Problem::new(Code::MissingKey, node.place, &path, message));
            return None;
        };
        let deviation =
            self.number(deviation, &format!("{path}.deviation"), dimension, POSITIVE.per(bounds.piece))?;
        let mut end = |key: &str, otherwise: f64| match table.get(key) {
            Some(node) => self.number(node, &format!("{path}.{key}"), dimension, bounds),
            None => Some(otherwise),
        };
        let (low, high) = (end("low", value - 4.0 * deviation)?, end("high", value + 4.0 * deviation)?);
        if low >= high {
            let message = "`low` of the spread is not below its `high`";
            self.report(Problem::new(Code::OutOfOrder, node.place, &path, message));
            return None;
        }
        Some(Spread::Normal { mean: value, deviation, low, high })
    }

    fn ends(
        &mut self,
        law: &str,
        node: &Node,
        path: &str,
        dimension: Dimension,
        bounds: Bounds,
        value: f64,
    ) -> Option<Spread> {
        let path = format!("{path}.{law}");
        let triangular = law == "triangular";
        let Value::List(items) = &node.value else {
            self.wrong_type(node, &path, "a list: [low, high]");
            return None;
        };
        if items.len() != 2 && !(triangular && items.len() == 3) {
            let message = format!(
                "`{law}` takes {} values, not {}",
                if triangular { "2 or 3" } else { "2" },
                items.len()
            );
            let help = if triangular {
                "[low, mode, high], or [low, high] with the value as mode"
            } else {
                "[low, high]"
            };
            self.report(Problem::new(Code::BadSpread, node.place, &path, message).help(help));
            return None;
        }
        let numbers: Option<Vec<f64>> =
            items.iter().map(|item| self.number(item, &path, dimension, bounds)).collect();
        let numbers = numbers?;
        let (low, high) = (numbers[0], numbers[numbers.len() - 1]);
        let mode = if numbers.len() == 3 { numbers[1] } else { value };
        let ordered = if triangular { low <= mode && mode <= high } else { low <= high };
        if !ordered {
            let message = match numbers.len() {
                3 => "low, mode and high must not descend".to_owned(),
                _ if triangular => format!("the value {} must lie from low to high", dimension.show(value)),
                _ => "low must not be above high".to_owned(),
            };
            self.report(Problem::new(Code::OutOfOrder, node.place, &path, message));
            return None;
        }
        Some(if triangular { Spread::Triangular { low, mode, high } } else { Spread::Uniform { low, high } })
    }

    /// The first days of the months from the first to the last named, perhaps never.
    fn months(&mut self, node: &Node, table: &Table, path: &str) -> Option<Spread> {
        let path_months = format!("{path}.months");
        let ends: Vec<&Node> = match &node.value {
            Value::List(items) if items.len() == 2 => items.iter().collect(),
            _ => {
                self.wrong_type(node, &path_months, "two months: [\"2027-07\", \"2029-12\"]");
                return None;
            }
        };
        let kind = self.almanac.kind();
        let mut months = Vec::new();
        for end in ends {
            match end.text().map(|text| date(text, kind)) {
                Some(Ok(date)) => months.push(i32::from(date.year) * 12 + i32::from(date.month) - 1),
                _ => {
                    let message = format!("`{}` is not a month", end.written());
                    let help = "write it as \"2027-07\"";
                    self.report(Problem::new(Code::BadDate, end.place, &path_months, message).help(help));
                }
            }
        }
        let [first, last] = months[..] else { return None };
        if first > last || last - first > 2400 {
            let message = "the first month must not be after the last, nor 200 years before it";
            self.report(Problem::new(Code::OutOfOrder, node.place, &path_months, message));
            return None;
        }
        let days = (first..=last).map(|month| {
            let (year, month) = (month.div_euclid(12) as i16, month.rem_euclid(12) as i8 + 1);
            self.almanac.month_start(year, month).milliseconds() as f64
        });
        let law = Spread::OneOf(days.collect());
        match table.get("never") {
            None => Some(law),
            Some(chance) => {
                let path = format!("{path}.{}", last_key("never"));
                let chance = self.number(chance, &path, Dimension::Number, FRACTION)?;
                Some(Spread::PerhapsNever { chance, otherwise: Box::new(law) })
            }
        }
    }
}

fn scale(spread: Spread, by: f64) -> Spread {
    match spread {
        Spread::Triangular { low, mode, high } => {
            Spread::Triangular { low: low * by, mode: mode * by, high: high * by }
        }
        Spread::Uniform { low, high } => Spread::Uniform { low: low * by, high: high * by },
        Spread::Normal { mean, deviation, low, high } => {
            Spread::Normal { mean: mean * by, deviation: deviation * by, low: low * by, high: high * by }
        }
        other => other,
    }
}
