//! The two embedded faces of Noto Sans CJK SC: their bytes, the advance of each character, and which characters
//! they lack. Leaves out shaping and kerning, which move a label by less than a pixel.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef};

/// The name under which texts ask for the face: the embedded one first, then what a browser may have instead.
pub(super) const FAMILY: &str = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif";
/// The name of the embedded face alone.
pub(super) const EMBEDDED: &str = "Noto Sans CJK SC";
/// OpenType bytes of the regular face.
pub(super) static REGULAR: &[u8] = include_bytes!("fonts/NotoSansCJKsc-Regular-gb2312.otf");
/// OpenType bytes of the bold face.
pub(super) static BOLD: &[u8] = include_bytes!("fonts/NotoSansCJKsc-Bold-gb2312.otf");

/// The characters of `text` for which an embedded face has no glyph, each once, in the order met. White space and
/// control characters are not asked for.
pub fn missing_characters(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars().filter(|c| !c.is_whitespace() && !c.is_control()) {
        let absent = [false, true].iter().any(|&bold| face(bold).glyph_id(character).0 == 0);
        if absent && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

/// Advance of one character, in units of the text size.
pub(super) fn advance(character: char, bold: bool) -> f64 {
    let face = face(bold);
    let em = f64::from(face.units_per_em().unwrap_or(1000.0));
    f64::from(face.h_advance_unscaled(face.glyph_id(character))) / em
}

fn face(bold: bool) -> &'static FontRef<'static> {
    static FACES: OnceLock<[FontRef<'static>; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        [REGULAR, BOLD].map(|bytes| FontRef::try_from_slice(bytes).expect("the embedded face is a font"))
    });
    &faces[usize::from(bold)]
}
