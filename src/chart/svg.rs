//! A finished chart: SVG text, and PNG bytes made from it at double size with the embedded faces alone, so that
//! every machine makes the same picture. Leaves out files.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use crate::chart::error::ChartError;
use crate::chart::face::{BOLD, EMBEDDED, REGULAR};

/// PNG pixels per SVG pixel.
const ZOOM: f32 = 2.0;

/// The text of one SVG document, ready to stand in a page or in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg(pub String);

impl Svg {
    /// The chart as PNG bytes, twice as many pixels each way as the SVG says.
    ///
    /// # Errors
    /// [`ChartError::Png`] when the text is not an SVG or its size cannot be held in memory.
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        let tree = self.tree()?;
        let size = tree.size();
        let (width, height) = ((size.width() * ZOOM).ceil() as u32, (size.height() * ZOOM).ceil() as u32);
        let mut pixels = Pixmap::new(width, height)
            .ok_or_else(|| ChartError::Png(format!("{width} × {height} pixels")))?;
        pixels.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(ZOOM, ZOOM), &mut pixels.as_mut());
        encode(&pixels).map_err(|error| ChartError::Png(error.to_string()))
    }

    /// The document as the renderer understands it.
    pub(super) fn tree(&self) -> Result<Tree, ChartError> {
        let options = Options { fontdb: faces(), ..Options::default() };
        Tree::from_str(&self.0, &options).map_err(|error| ChartError::Png(error.to_string()))
    }
}

/// Opaque pixels as a PNG. Charts are even ground and strokes of few colours: rows as they are and a light effort make them smaller than
/// filtered rows and the usual one, in half the time.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(3));
    let colours: Vec<u8> =
        pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

fn faces() -> Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut faces = Database::new();
        faces.load_font_data(REGULAR.to_vec());
        faces.load_font_data(BOLD.to_vec());
        faces.set_sans_serif_family(EMBEDDED);
        Arc::new(faces)
    };
    Arc::clone(FACES.get_or_init(load))
}
