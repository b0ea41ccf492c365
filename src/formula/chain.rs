//! The chain from sea to hinterland: its capacity is that of its narrowest link.

use crate::units::TonnesPerYear;

/// A link of the chain: berths, fairway, storage, rail, road, pipeline, barges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it carries in a year, in the tonnes in which all links are told; at least 0.
    pub capacity: TonnesPerYear,
}

/// The narrowest link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Narrowest<'a> {
    /// The link; the first of several that are equal.
    pub link: Link<'a>,
    /// Its adequacy: throughput ÷ capacity.
    pub adequacy: f64,
}

/// The link that caps the chain, and how far `throughput` uses it; `None` where there is no link.
///
/// Source: balance of gathering and distribution as a textbook of port capacity states it (five subsystems, any of which
/// can cap the port).
pub fn narrowest<'a>(links: &[Link<'a>], throughput: TonnesPerYear) -> Option<Narrowest<'a>> {
    let link = links.iter().copied().reduce(
        |first, next| {
            if next.capacity < first.capacity { next } else { first }
        },
    )?;
    Some(Narrowest { link, adequacy: adequacy(throughput, link.capacity) })
}

/// Throughput ÷ capacity, the usual indicator of adequacy: above 1 a link is short.
///
/// Source: ratio of volume to capacity in published plans of the Yangtze ports (2017: containers 0.75, ro-ro 0.47).
/// Worked: 760,000 t/a on an oil berth of 1,241,000 t/a: 0.612.
pub fn adequacy(throughput: TonnesPerYear, capacity: TonnesPerYear) -> f64 {
    throughput / capacity
}

/// Poper = Ptheor · K: what of a theoretical capacity is counted on, K above 0 to 1.
///
/// Source: textbook of port capacity (theoretical, operating and reserve capacity).
pub fn operating_capacity(theoretical: TonnesPerYear, factor: f64) -> TonnesPerYear {
    theoretical * factor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_narrowest_link_caps_the_chain() {
        // Berths of the bulk example, its coal yard, one loading track of the slow kind.
        let link = |name, capacity| Link { name, capacity: TonnesPerYear(capacity) };
        let links =
            [link("berths", 3_723_582.0), link("yard", 3e6), link("rail", 1.86e6), link("road", 1.86e6)];
        let narrowest = narrowest(&links, TonnesPerYear(1.5e6)).expect("there are links");
        assert_eq!((narrowest.link.name, printed(narrowest.adequacy, 3)), ("rail", "0.806".to_owned()));
        assert_eq!(super::narrowest(&[], TonnesPerYear(1.0)), None);
    }

    #[test]
    fn a_factor_makes_theory_operable() {
        assert_eq!(operating_capacity(TonnesPerYear(2e6), 0.8), TonnesPerYear(1.6e6));
    }
}
