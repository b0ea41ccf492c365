//! Numbers as people read them: tonnes in one unit, shares in per cent, hours. Leaves out the words around them.

use super::text::Language;
use crate::analysis::{Estimate, Proportion};

/// A unit of mass for a whole table or chart, and its decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mass {
    /// Tonnes in one unit.
    pub tonnes: f64,
    /// Name of the unit.
    pub unit: &'static str,
    /// Decimals.
    pub decimals: usize,
}

impl Mass {
    /// The unit in which `greatest` tonnes, and what is less, read well.
    pub(super) fn for_greatest(greatest: f64, language: Language) -> Mass {
        let size = greatest.abs();
        let (tonnes, unit, decimals) = match language {
            Language::English if size >= 2.95e6 => (1e6, "Mt", 1),
            Language::English if size >= 5e5 => (1e6, "Mt", 2),
            Language::English if size >= 5e3 => (1e3, "kt", 1),
            Language::English => (1.0, "t", 0),
            Language::Chinese if size >= 9.95e5 => (1e4, "万吨", 0),
            Language::Chinese if size >= 1e4 => (1e4, "万吨", 1),
            Language::Chinese => (1.0, "吨", 0),
        };
        Mass { tonnes, unit, decimals }
    }

    /// The number alone.
    pub(super) fn number(&self, tonnes: f64) -> String {
        fixed(tonnes / self.tonnes, self.decimals)
    }

    /// The number alone, or a dash.
    pub(super) fn maybe(&self, tonnes: Option<f64>) -> String {
        tonnes.map_or_else(dash, |tonnes| self.number(tonnes))
    }

    /// Number and unit.
    pub(super) fn with_unit(&self, tonnes: f64) -> String {
        format!("{} {}", self.number(tonnes), self.unit)
    }

    /// From the 5 % to the 95 % quantile, without unit.
    pub(super) fn range(&self, estimate: &Estimate) -> String {
        format!("{}–{}", self.number(estimate.p05), self.number(estimate.p95))
    }

    /// Median and range, or a dash: "9.8 (8.1–11.2)".
    pub(super) fn median_and_range(&self, estimate: Option<&Estimate>) -> String {
        estimate.map_or_else(dash, |found| format!("{} ({})", self.number(found.p50), self.range(found)))
    }

    /// Mean and range, or a dash.
    pub(super) fn mean_and_range(&self, estimate: Option<&Estimate>) -> String {
        estimate.map_or_else(dash, |found| format!("{} ({})", self.number(found.mean), self.range(found)))
    }
}

/// A stated amount in its own unit, without needless zeros: "20 Mt", "5.8 Mt".
pub(super) fn stated(tonnes: f64, language: Language) -> String {
    let (divisor, unit) = match language {
        Language::English if tonnes.abs() >= 1e5 => (1e6, "Mt"),
        Language::English if tonnes.abs() >= 1e3 => (1e3, "kt"),
        Language::English => (1.0, "t"),
        Language::Chinese if tonnes.abs() >= 1e4 => (1e4, "万吨"),
        Language::Chinese => (1.0, "吨"),
    };
    let number = fixed(tonnes / divisor, 2);
    let number =
        if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
    format!("{number} {unit}")
}

/// A share in per cent: whole, with one decimal near the ends, so that 0 and 100 are said of nothing else.
pub(super) fn percent(share: f64) -> String {
    let near = (share > 0.0 && share < 0.0095) || (share > 0.9905 && share < 1.0);
    format!("{}%", fixed(share * 100.0, usize::from(near)))
}

/// A share with its interval: "45% (38–52%)", or a dash.
pub(super) fn chance(proportion: Option<&Proportion>) -> String {
    proportion.map_or_else(dash, |found| {
        let low = percent(found.low);
        format!("{} ({}–{})", percent(found.share), low.trim_end_matches('%'), percent(found.high))
    })
}

/// A change in per cent with its sign: "−23%", "+4%".
pub(super) fn signed_percent(share: f64) -> String {
    let whole = fixed(share * 100.0, 0);
    if share > 0.0 && whole != "0" { format!("+{whole}%") } else { format!("{whole}%") }
}

/// Hours with one decimal, or a dash.
pub(super) fn hours(hours: Option<f64>) -> String {
    hours.map_or_else(dash, |hours| fixed(hours, 1))
}

/// A number with so many decimals, a true minus, thousands apart from 10,000 on; never a negative zero.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return dash();
    }
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let grouped = if whole.len() > 4 { group(whole) } else { whole.to_owned() };
    let zero = digits.chars().all(|digit| matches!(digit, '0' | '.'));
    format!("{}{grouped}{rest}", if value < 0.0 && !zero { "−" } else { "" })
}

fn group(whole: &str) -> String {
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What stands where there is no number.
pub(super) fn dash() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(fixed(-1234567.5, 1), "−1,234,567.5");
        assert_eq!((fixed(-0.04, 1), fixed(9999.0, 0)), ("0.0".into(), "9999".into()));
        assert_eq!(
            (percent(0.996), percent(1.0), percent(0.5)),
            ("99.6%".into(), "100%".into(), "50%".into())
        );
        assert_eq!(signed_percent(-0.231), "−23%");
        assert_eq!(
            (stated(2e7, Language::English), stated(5.8e6, Language::English)),
            ("20 Mt".into(), "5.8 Mt".into())
        );
        assert_eq!(stated(2e7, Language::Chinese), "2000 万吨");
        let mass = Mass::for_greatest(2e7, Language::English);
        assert_eq!(mass.with_unit(12_340_000.0), "12.3 Mt");
    }
}
