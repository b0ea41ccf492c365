//! The table of a harmonic curve: each constituent is turned on by a fixed angle from node to node and set anew from the
//! formula at the start of every block.

use super::curve::{Curve, Node, Nodes};
use crate::units::{Almanac, Duration, Time};
use crate::window::Harmonics;

/// Between nodes, ms. Quintics this short miss a metre of M2 by 6 · 10⁻⁹ m.
const STEP: i64 = Duration::HOUR.milliseconds() / 2;
/// Nodes from one setting to the next, five days. Within a block f · cos u and f · sin u run straight.
const BLOCK: usize = 240;

/// The curve over [from, until] and one block either side.
pub(super) fn curve(harmonics: &Harmonics, almanac: &Almanac, from: Time, until: Time) -> Curve {
    let margin = BLOCK as i64;
    let first = from.milliseconds().div_euclid(STEP) - margin;
    let last = until.max(from).milliseconds().div_euclid(STEP) + 1 + margin;
    let mut nodes = vec![Node::default(); (last - first + 1) as usize];
    let mut start = Time::from_milliseconds(first * STEP);
    for block in nodes.chunks_mut(BLOCK) {
        let end = start + Duration::from_milliseconds(BLOCK as i64 * STEP);
        let tones = harmonics.tones(almanac, start).zip(harmonics.tones(almanac, end));
        for (now, then) in tones {
            let turned = (now.speed * STEP as f64 / Duration::HOUR.milliseconds() as f64).to_radians();
            let weight = Complex::polar(now.factor, now.lean);
            let last_weight = Complex::polar(then.factor, then.lean);
            let growth = last_weight.less(weight).times(1.0 / BLOCK as f64);
            add(block, turned, Complex::polar(now.amplitude, now.angle), weight, growth);
        }
        start = end;
    }
    Curve::new(first * STEP, STEP, Nodes::Smooth(nodes))
}

/// Adds one constituent to the nodes of a block: the real part of weight · hand, where the hand turns by `angle` radians
/// and the weight grows by `growth` from node to node.
fn add(block: &mut [Node], angle: f64, mut hand: Complex, mut weight: Complex, growth: Complex) {
    let turn = Complex { real: angle.cos(), imaginary: angle.sin() };
    let square = angle * angle;
    for node in block {
        let value = hand.product(weight);
        node.level += value.real;
        node.slope -= angle * value.imaginary;
        node.curvature -= square * value.real;
        hand = hand.product(turn);
        weight = Complex { real: weight.real + growth.real, imaginary: weight.imaginary + growth.imaginary };
    }
}

#[derive(Clone, Copy)]
struct Complex {
    real: f64,
    imaginary: f64,
}

impl Complex {
    fn polar(length: f64, degrees: f64) -> Self {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        Complex { real: length * cosine, imaginary: length * sine }
    }

    fn less(self, other: Self) -> Self {
        Complex { real: self.real - other.real, imaginary: self.imaginary - other.imaginary }
    }

    fn times(self, factor: f64) -> Self {
        Complex { real: self.real * factor, imaginary: self.imaginary * factor }
    }

    fn product(self, other: Self) -> Self {
        Complex {
            real: self.real * other.real - self.imaginary * other.imaginary,
            imaginary: self.real * other.imaginary + self.imaginary * other.real,
        }
    }
}
