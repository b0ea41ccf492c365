//! Numbers with units, read from text into base units (hours, tonnes, metres, …). It leaves out what range a figure
//! may have.

use super::code::Code;
use crate::engine::Quantity;
use crate::port::CargoUnit;
use crate::units::{
    CubicMetres, Degrees, Duration, Metres, MetresPerHour, SquareMetres, Time, Tonnes, TonnesPerCubicMetre,
    TonnesPerHour, TonnesPerSquareMetre, TonnesPerYear,
};

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    Time,
    Mass,
    Length,
    Area,
    Rate,
    Volume,
    Stacking,
    Speed,
    Angle,
    Number,
    Date,
    Cubic,
    Density,
}

/// A type of figure.
pub(super) trait Measure: Quantity {
    /// What it measures.
    const DIMENSION: Dimension;
}

macro_rules! measures {
    ($($type:ty => $dimension:ident,)*) => {
        $(impl Measure for $type {
            const DIMENSION: Dimension = Dimension::$dimension;
        })*
    };
}
measures! {
    Duration => Time,
    Tonnes => Mass,
    Metres => Length,
    SquareMetres => Area,
    TonnesPerHour => Rate,
    TonnesPerYear => Volume,
    TonnesPerSquareMetre => Stacking,
    MetresPerHour => Speed,
    Degrees => Angle,
    f64 => Number,
    Time => Date,
    CubicMetres => Cubic,
    TonnesPerCubicMetre => Density,
}

/// Hours in the 365 days of a nominal year.
pub(super) const HOURS_PER_YEAR: f64 = 8760.0;

/// Units of volume.
const CUBIC: &[(&str, f64)] =
    &[("m3", 1.0), ("m³", 1.0), ("万m3", 1e4), ("万m³", 1e4), ("立方米", 1.0), ("万立方米", 1e4)];
/// Units of density.
const DENSITY: &[(&str, f64)] = &[("t/m3", 1.0), ("t/m³", 1.0), ("kg/m3", 1e-3), ("kg/m³", 1e-3)];

impl Dimension {
    /// In words.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Dimension::Time => "a time",
            Dimension::Mass => "a mass",
            Dimension::Length => "a length",
            Dimension::Area => "an area",
            Dimension::Rate => "a rate",
            Dimension::Volume => "a volume a year",
            Dimension::Stacking => "a stacking load",
            Dimension::Speed => "a speed",
            Dimension::Angle => "an angle",
            Dimension::Number => "a plain number",
            Dimension::Date => "a date",
            Dimension::Cubic => "a volume",
            Dimension::Density => "a density",
        }
    }

    /// An example of how to write it, quotes included where they are due.
    pub(super) fn example(self) -> &'static str {
        match self {
            Dimension::Time => "\"36 h\"",
            Dimension::Mass => "\"42 kt\"",
            Dimension::Length => "\"280 m\"",
            Dimension::Area => "\"20 ha\"",
            Dimension::Rate => "\"400 t/h\"",
            Dimension::Volume => "\"5 Mt/year\"",
            Dimension::Stacking => "\"4.5 t/m2\"",
            Dimension::Speed => "\"8 kn\"",
            Dimension::Angle => "\"28.7 deg\"",
            Dimension::Number => "0.5",
            Dimension::Date => "\"2025-01-01\"",
            Dimension::Cubic => "\"40000 m3\"",
            Dimension::Density => "\"0.75 t/m3\"",
        }
    }

    /// Units and what one of each is in base units; the first is the base or the most usual one.
    pub(super) fn units(self) -> &'static [(&'static str, f64)] {
        match self {
            Dimension::Time => &[
                ("h", 1.0),
                ("d", 24.0),
                ("min", 1.0 / 60.0),
                ("s", 1.0 / 3600.0),
                ("ms", 1.0 / 3_600_000.0),
                ("week", 168.0),
                ("weeks", 168.0),
                ("day", 24.0),
                ("days", 24.0),
                ("hour", 1.0),
                ("hours", 1.0),
                ("minute", 1.0 / 60.0),
                ("minutes", 1.0 / 60.0),
                ("小时", 1.0),
                ("天", 24.0),
            ],
            Dimension::Mass => &[
                ("t", 1.0),
                ("kt", 1e3),
                ("Mt", 1e6),
                ("tonne", 1.0),
                ("tonnes", 1.0),
                ("kg", 1e-3),
                ("吨", 1.0),
                ("万吨", 1e4),
            ],
            Dimension::Length => &[("m", 1.0), ("km", 1e3), ("nmi", 1852.0), ("cm", 0.01)],
            Dimension::Area => &[
                ("ha", 1e4),
                ("m2", 1.0),
                ("km2", 1e6),
                ("mu", 10_000.0 / 15.0),
                ("亩", 10_000.0 / 15.0),
                ("m²", 1.0),
                ("km²", 1e6),
                ("公顷", 1e4),
            ],
            Dimension::Rate => &[
                ("t/h", 1.0),
                ("kt/h", 1e3),
                ("t/day", 1.0 / 24.0),
                ("t/d", 1.0 / 24.0),
                ("kt/day", 1e3 / 24.0),
                ("t/min", 60.0),
                ("吨/小时", 1.0),
            ],
            Dimension::Volume => &[
                ("Mt/year", 1e6),
                ("kt/year", 1e3),
                ("t/year", 1.0),
                ("Mt/a", 1e6),
                ("kt/a", 1e3),
                ("t/a", 1.0),
                ("万吨/年", 1e4),
                ("万吨/year", 1e4),
                ("万吨/a", 1e4),
            ],
            Dimension::Stacking => &[("t/m2", 1.0), ("t/m²", 1.0)],
            Dimension::Speed => &[("kn", 1852.0), ("km/h", 1e3), ("m/s", 3600.0)],
            Dimension::Angle => &[("deg", 1.0), ("°", 1.0)],
            Dimension::Cubic => CUBIC,
            Dimension::Density => DENSITY,
            Dimension::Number | Dimension::Date => &[],
        }
    }

    /// Greatest value accepted, in base units: generous, so that nothing overflows.
    pub(super) fn limit(self) -> f64 {
        match self {
            Dimension::Time => 1000.0 * 8784.0,
            Dimension::Mass => 1e13,
            Dimension::Rate => 1e10,
            Dimension::Volume => 1e14,
            Dimension::Length | Dimension::Speed => 1e9,
            Dimension::Area | Dimension::Number | Dimension::Cubic => 1e12,
            Dimension::Density => 1e3,
            Dimension::Stacking => 1e6,
            Dimension::Angle => 3600.0,
            Dimension::Date => f64::MAX,
        }
    }

    /// A number in base units as people would write it.
    pub(super) fn show(self, base: f64) -> String {
        let (unit, factor) = match self {
            Dimension::Time if base.abs() >= 72.0 => (" d", 24.0),
            Dimension::Time if base != 0.0 && base.abs() < 1.0 => (" min", 1.0 / 60.0),
            Dimension::Mass | Dimension::Volume if base.abs() >= 1e6 => {
                (if self == Dimension::Mass { " Mt" } else { " Mt/year" }, 1e6)
            }
            Dimension::Mass if base.abs() >= 1e4 => (" kt", 1e3),
            Dimension::Time => (" h", 1.0),
            Dimension::Mass => (" t", 1.0),
            Dimension::Length => (" m", 1.0),
            Dimension::Area => (" ha", 1e4),
            Dimension::Rate => (" t/h", 1.0),
            Dimension::Volume => (" t/year", 1.0),
            Dimension::Stacking => (" t/m2", 1.0),
            Dimension::Speed => (" kn", 1852.0),
            Dimension::Angle => (" deg", 1.0),
            Dimension::Cubic => (" m3", 1.0),
            Dimension::Density => (" t/m3", 1.0),
            Dimension::Number | Dimension::Date => ("", 1.0),
        };
        format!("{}{unit}", trim(base / factor))
    }

    const WITH_UNITS: [Dimension; 11] = [
        Dimension::Time,
        Dimension::Mass,
        Dimension::Length,
        Dimension::Area,
        Dimension::Rate,
        Dimension::Volume,
        Dimension::Stacking,
        Dimension::Speed,
        Dimension::Angle,
        Dimension::Cubic,
        Dimension::Density,
    ];
}

/// A number with at most four significant decimals and no trailing zeros.
pub(super) fn trim(number: f64) -> String {
    let rounded = if number.abs() >= 1000.0 { format!("{number:.0}") } else { format!("{number:.4}") };
    match rounded.contains('.') {
        true => rounded.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => rounded,
    }
}

/// A cargo counted in vehicles or boxes: what one of them weighs, for "700 cars" and "18 boxes/h".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) unit: CargoUnit,
    pub(super) tonnes: f64,
}

/// Why a text is not the quantity expected.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    fn new(code: Code, message: String, help: impl Into<String>) -> Self {
        Fault { code, message, help: Some(help.into()) }
    }
}

/// Reads `text` as a quantity of `dimension`, in base units. Times may be sums: "4 h 30 min".
pub(super) fn read(text: &str, dimension: Dimension, piece: Option<Piece>) -> Result<f64, Fault> {
    let mut rest = text.trim();
    let mut sum = 0.0;
    loop {
        let (number, after) = split_number(rest, text, dimension)?;
        let after = after.trim_start();
        let end = match dimension {
            Dimension::Time => after.find(|sign: char| sign.is_whitespace() || sign.is_ascii_digit()),
            _ => None,
        };
        let (unit, next) = after.split_at(end.unwrap_or(after.len()));
        sum += number * factor(unit.trim(), text, dimension, piece)?;
        rest = next.trim_start();
        if rest.is_empty() {
            return Ok(sum);
        }
    }
}

fn split_number<'a>(rest: &'a str, text: &str, dimension: Dimension) -> Result<(f64, &'a str), Fault> {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b'_')) {
        end += 1;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digit(end + 1 + sign) {
            end += 1 + sign;
            while digit(end) {
                end += 1;
            }
        }
    }
    let lower = rest.trim_start_matches(['+', '-']).to_lowercase();
    if lower.starts_with("nan") || lower.starts_with("inf") {
        let message = format!("`{text}` is not a finite number");
        return Err(Fault::new(Code::OutOfRange, message, "leave the key out where there is no limit"));
    }
    if bytes.get(end) == Some(&b',') && digit(end + 1) {
        let message = format!("`{text}` cannot be read: a number has no comma");
        return Err(Fault::new(
            Code::Unreadable,
            message,
            "write 4200 t or 4_200 t, and 1.5 for one and a half",
        ));
    }
    match rest[..end].replace('_', "").parse() {
        Ok(number) => Ok((number, &rest[end..])),
        Err(_) => {
            let message = format!("`{text}` cannot be read as {}", dimension.noun());
            Err(Fault::new(
                Code::Unreadable,
                message,
                format!("write a number and a unit: {}", dimension.example()),
            ))
        }
    }
}

fn factor(unit: &str, text: &str, dimension: Dimension, piece: Option<Piece>) -> Result<f64, Fault> {
    if let Some((_, factor)) = dimension.units().iter().find(|(name, _)| *name == unit) {
        return Ok(*factor);
    }
    let noun = dimension.noun();
    let expected = format!("expected {noun}, such as {}", dimension.example());
    if unit.is_empty() {
        return Err(Fault::new(Code::NoUnit, format!("`{text}` has no unit"), expected));
    }
    if let Some(result) = piece_factor(unit, text, dimension, piece) {
        return result;
    }
    if unit.starts_with("year") || unit == "a" || unit == "年" {
        let message =
            format!("`{text}`: years differ in length and are accepted only in `horizon` and `warm_up`");
        return Err(Fault::new(Code::WrongUnit, message, "write days: \"365 days\""));
    }
    let others = Dimension::WITH_UNITS.iter().filter(|other| **other != dimension);
    for other in others {
        if other.units().iter().any(|(name, _)| *name == unit) {
            let message = format!("`{text}` is {}, not {noun}", other.noun());
            let help = if unit == "m" && dimension == Dimension::Time {
                "`m` is metres; minutes are `min`".to_owned()
            } else {
                expected
            };
            return Err(Fault::new(Code::WrongUnit, message, help));
        }
    }
    let names: Vec<&str> = dimension.units().iter().map(|(name, _)| *name).collect();
    let message = format!("unknown unit `{unit}` in `{text}`");
    let same = names.iter().find(|name| name.eq_ignore_ascii_case(unit));
    let help = match same {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("{expected}; units: {}", names[..names.len().min(8)].join(", ")),
    };
    Err(Fault::new(Code::WrongUnit, message, help))
}

/// Vehicles and boxes, where the cargo is counted in them. `None`: not such a unit.
fn piece_factor(
    unit: &str,
    text: &str,
    dimension: Dimension,
    piece: Option<Piece>,
) -> Option<Result<f64, Fault>> {
    let (word, per) = match unit.split_once('/') {
        Some((word, per)) => (word.trim(), Some(per.trim())),
        None => (unit, None),
    };
    let kind = match word {
        "car" | "cars" | "vehicle" | "vehicles" | "辆" => CargoUnit::Vehicle,
        "box" | "boxes" | "TEU" | "箱" => CargoUnit::Box,
        _ => return None,
    };
    let time = match (dimension, per) {
        (Dimension::Mass, None) | (Dimension::Rate, Some("h")) | (Dimension::Volume, Some("year" | "a")) => {
            1.0
        }
        (Dimension::Rate, Some("day" | "d")) => 1.0 / 24.0,
        _ => {
            let message = format!("`{text}` is not {}", dimension.noun());
            let help = format!("expected {}, such as {}", dimension.noun(), dimension.example());
            return Some(Err(Fault::new(Code::WrongUnit, message, help)));
        }
    };
    Some(match piece {
        Some(piece) if piece.unit == kind => Ok(piece.tonnes * time),
        _ => {
            let message = format!("`{text}`: the cargo meant here is not counted in {word}");
            let help = "write tonnes, or give the cargo `unit` and `tonnes_per_unit`";
            Err(Fault::new(Code::UnclearUnit, message, help))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_convert_to_base_units() {
        let cars = Some(Piece { unit: CargoUnit::Vehicle, tonnes: 1.7 });
        let read_with_cars = |text, dimension| read(text, dimension, cars);
        assert_eq!(read_with_cars("4 h 30 min", Dimension::Time), Ok(4.5));
        assert_eq!(read_with_cars("90 days", Dimension::Time), Ok(2160.0));
        assert_eq!(read_with_cars("2.5e3 t", Dimension::Mass), Ok(2500.0));
        assert_eq!(read_with_cars("580万吨/年", Dimension::Volume), Ok(5.8e6));
        assert_eq!(read_with_cars("15 亩", Dimension::Area), Ok(10_000.0));
        assert_eq!(read_with_cars("8 kn", Dimension::Speed), Ok(14_816.0));
        assert_eq!(read_with_cars("-22.3°", Dimension::Angle), Ok(-22.3));
        assert_eq!(read_with_cars("700 cars", Dimension::Mass), Ok(1190.0));
        assert_eq!(read_with_cars("240 t/day", Dimension::Rate), Ok(10.0));
    }

    #[test]
    fn faults_say_what_was_expected() {
        let fault = |text, dimension| read(text, dimension, None).unwrap_err();
        assert_eq!(fault("24.1 kt", Dimension::Length).message, "`24.1 kt` is a mass, not a length");
        assert_eq!(fault("30 m", Dimension::Time).help.as_deref(), Some("`m` is metres; minutes are `min`"));
        assert_eq!(fault("30 MT", Dimension::Mass).help.as_deref(), Some("did you mean `Mt`?"));
        assert_eq!(fault("NaN t", Dimension::Mass).code, Code::OutOfRange);
        assert_eq!(fault("12", Dimension::Mass).code, Code::NoUnit);
        assert_eq!(fault("700 cars", Dimension::Mass).code, Code::UnclearUnit);
    }
}
