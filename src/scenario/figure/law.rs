//! Random laws (rule D4), tagged by their key: `{ erlang = { shape = 2, mean = "18 h" } }`. A plain figure is constant.

use super::Measure;
use crate::engine::Shape;
use crate::port::{Figure, LawFigure};
use crate::scenario::Origin;
use crate::scenario::bounds::{AT_LEAST_ONE, Bounds, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::Lowering;
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;

const LAWS: [&str; 9] =
    ["exponential", "erlang", "gamma", "uniform", "triangular", "pert", "lognormal", "weibull", "empirical"];

impl Lowering<'_> {
    /// A random quantity whose draws lie within `bounds`. `None` if it cannot be read (reported).
    pub(in crate::scenario) fn law<T: Measure>(
        &mut self,
        node: &Node,
        path: &str,
        bounds: Bounds,
        inherited: Option<&Origin>,
    ) -> Option<LawFigure<T>> {
        let table = match node.table() {
            Some(table) if table.get("value").is_none() => table,
            _ => {
                let mean = self.figure(node, path, bounds, inherited)?;
                return Some(LawFigure { mean, shape: Shape::Constant });
            }
        };
        for (key, entry) in &table.entries {
            if !LAWS.contains(&key.as_str()) && key != "source" && key != "assumed" {
                let known = [&LAWS[..], &["value", "source", "assumed"]].concat();
                self.unknown_key(key, entry.key, path, &known);
            }
        }
        let laws: Vec<&(String, Node)> =
            table.entries.iter().filter(|(key, _)| LAWS.contains(&key.as_str())).collect();
        let [(name, inner)] = laws.as_slice() else {
            let message = "a law has exactly one name";
            let help = format!("{{ exponential = {{ mean = … }} }}; laws: {}", LAWS.join(", "));
            self.report(Problem::new(Code::WrongType, node.place, path, message).help(help));
            return None;
        };
        let origin = self.origin(node, path).or_else(|| inherited.cloned());
        let path = format!("{path}.{name}");
        let mut reader = Reader::open(self, inner, &path, origin.as_ref())?;
        let law = self.named_law(name, &mut reader, bounds)?;
        reader.finish(self);
        Some(law)
    }

    fn named_law<T: Measure>(
        &mut self,
        name: &str,
        reader: &mut Reader<'_>,
        bounds: Bounds,
    ) -> Option<LawFigure<T>> {
        if matches!(name, "exponential" | "erlang" | "gamma" | "lognormal" | "weibull") {
            let shape = self.shape_of(name, reader);
            let mean = reader.need::<T>(self, "mean", bounds);
            return Some(LawFigure { mean: mean?, shape: shape? });
        }
        let values = match name {
            "empirical" => self.values::<T>(reader, bounds)?,
            _ => self.corners::<T>(name, reader, bounds)?,
        };
        let mean = match name {
            "pert" => (values[0] + 4.0 * values[1] + values[2]) / 6.0,
            _ => values.iter().sum::<f64>() / values.len() as f64,
        };
        let stated = reader.figure::<T>(self, "mean", bounds);
        if stated.is_none() {
            let text = values.iter().map(|value| T::DIMENSION.show(*value)).collect::<Vec<_>>().join(", ");
            let origin = reader.origin().cloned();
            self.register(&reader.path, reader.place, text, origin, None, None);
        }
        let figure = stated.unwrap_or_else(|| Figure::fixed(T::from_base(mean * bounds.scale)));
        if mean <= 0.0 {
            return Some(LawFigure { mean: figure, shape: Shape::Constant });
        }
        let part = |at: usize| values[at] / mean;
        let shape = match name {
            "uniform" => Shape::Uniform { low: part(0), high: part(1) },
            "triangular" => Shape::Triangular { low: part(0), mode: part(1), high: part(2) },
            "pert" => Shape::Pert { low: part(0), mode: part(1), high: part(2) },
            _ => Shape::Empirical(values.iter().map(|value| value / mean).collect()),
        };
        Some(LawFigure { mean: figure, shape })
    }

    /// The shape of a law that is stated by its mean and a parameter. Its draws reach down to 0, whatever the mean.
    fn shape_of(&mut self, name: &str, reader: &mut Reader<'_>) -> Option<Shape> {
        match name {
            "exponential" => Some(Shape::Exponential),
            "gamma" => {
                let variation = reader.need_number(self, "variation", POSITIVE.up_to(100.0))?;
                Some(Shape::Gamma { variation })
            }
            "lognormal" => Some(Shape::Lognormal { variation: self.lognormal_variation(reader)? }),
            "weibull" => {
                let shape = reader.need_number(self, "shape", POSITIVE.down_to(0.1).up_to(1000.0))?;
                Some(Shape::Weibull { shape })
            }
            _ => {
                let phases = reader.need_number(self, "shape", AT_LEAST_ONE.up_to(1000.0))?;
                if phases.fract() == 0.0 {
                    return Some(Shape::Erlang(phases as u32));
                }
                let (place, path) = (reader.place_of("shape"), reader.path_of("shape"));
                let message = "`shape` of an Erlang law is a whole number";
                let help = "a gamma law takes any variation: { gamma = { mean = …, variation = … } }";
                self.report(Problem::new(Code::OutOfRange, place, &path, message).help(help));
                None
            }
        }
    }

    /// `variation`, or `sigma` = standard deviation of the logarithm.
    fn lognormal_variation(&mut self, reader: &mut Reader<'_>) -> Option<f64> {
        match reader.number(self, "sigma", POSITIVE.up_to(3.0)) {
            Some(sigma) => {
                if reader.take("variation").is_some() {
                    let message = "`sigma` and `variation` say the same thing twice";
                    let problem =
                        Problem::new(Code::Conflict, reader.place_of("variation"), &reader.path, message);
                    self.report(problem.help("keep one: variation = √(exp(sigma²) − 1)"));
                }
                Some((sigma * sigma).exp_m1().sqrt())
            }
            None if reader.has("sigma") => None,
            None => reader.need_number(self, "variation", POSITIVE.up_to(100.0)),
        }
    }

    /// Low, (mode,) high, not descending.
    fn corners<T: Measure>(
        &mut self,
        name: &str,
        reader: &mut Reader<'_>,
        bounds: Bounds,
    ) -> Option<Vec<f64>> {
        let keys: &[&'static str] =
            if name == "uniform" { &["low", "high"] } else { &["low", "mode", "high"] };
        let numbers: Vec<Option<f64>> = keys
            .iter()
            .map(|key| {
                let node = reader.need_node(self, key)?;
                self.number(node, &reader.path_of(key), T::DIMENSION, bounds)
            })
            .collect();
        let numbers = numbers.into_iter().collect::<Option<Vec<f64>>>()?;
        if let Some(at) = (1..numbers.len()).find(|at| numbers[*at] < numbers[at - 1]) {
            let (below, above) = (keys[at - 1], keys[at]);
            let message = format!("`{above}` is below `{below}`");
            self.report(Problem::new(
                Code::OutOfOrder,
                reader.place_of(above),
                &reader.path_of(above),
                message,
            ));
            return None;
        }
        Some(numbers)
    }

    fn values<T: Measure>(&mut self, reader: &mut Reader<'_>, bounds: Bounds) -> Option<Vec<f64>> {
        let node = reader.need_node(self, "values")?;
        let path = reader.path_of("values");
        let items = match &node.value {
            Value::List(items) if !items.is_empty() => items,
            Value::List(_) => {
                self.report(Problem::new(Code::EmptyList, node.place, &path, "`values` is empty"));
                return None;
            }
            _ => {
                self.wrong_type(node, &path, "a list of values");
                return None;
            }
        };
        let numbers: Vec<Option<f64>> =
            items.iter().map(|item| self.number(item, &path, T::DIMENSION, bounds)).collect();
        numbers.into_iter().collect()
    }
}

impl Reader<'_> {
    /// A pure number that is part of a law and needs no origin of its own.
    pub(in crate::scenario) fn number(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
    ) -> Option<f64> {
        let node = self.take(key)?;
        lowering.number(node, &self.path_of(key), Dimension::Number, bounds)
    }

    /// The same, required.
    pub(in crate::scenario) fn need_number(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
    ) -> Option<f64> {
        let node = self.need_node(lowering, key)?;
        lowering.number(node, &self.path_of(key), Dimension::Number, bounds)
    }

    /// A law, constant at zero where it is not stated.
    pub(in crate::scenario) fn law_or_zero<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
    ) -> LawFigure<T> {
        let law = self.law(lowering, key, NOT_NEGATIVE);
        law.unwrap_or_else(|| LawFigure::fixed(T::from_base(0.0)))
    }
}
