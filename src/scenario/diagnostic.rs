//! Diagnostics: what is wrong with a scenario, where, and what to do about it; and their rendering with the line and a
//! caret. It leaves out the checks themselves.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::code::{Code, Severity};

/// Where in a text a diagnostic points.
#[derive(Clone, Debug)]
pub struct Location {
    /// Name of the file.
    pub file: Arc<str>,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Position of the file among those read; settles the order of diagnostics.
    number: usize,
    text: Arc<str>,
}

/// One problem of a scenario.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Error or finding.
    pub severity: Severity,
    /// Stable code.
    pub code: Code,
    /// Key path, e.g. `berth.b1.depth`; empty for a whole file.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// Where; `None` when there is no text to point at.
    pub location: Option<Location>,
    /// Short text beside the caret; may be empty.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// True if the scenario cannot run because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The diagnostic as text for people: title, file, line and column, the line itself with a caret, help.
    pub fn render(&self, styled: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Finding => Level::WARNING.with_name("finding"),
        };
        let title = level.primary_title(self.message.as_str()).id(self.code.id());
        let mut group = match &self.location {
            Some(location) => {
                let mut mark = AnnotationKind::Primary.span(location.span.clone());
                if !self.label.is_empty() {
                    mark = mark.label(self.label.as_str());
                }
                title.element(Snippet::source(&*location.text).path(&*location.file).annotation(mark))
            }
            None => Group::with_title(title),
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let mut text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
        text.push('\n');
        text
    }
}

/// All diagnostics as one text, in the order given, a blank line between them.
pub fn render(diagnostics: &[Diagnostic], styled: bool) -> String {
    diagnostics.iter().map(|diagnostic| diagnostic.render(styled)).collect::<Vec<_>>().join("\n")
}

/// A place in one of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Number of the file.
    pub(super) file: usize,
    /// First byte.
    pub(super) start: usize,
    /// First byte after.
    pub(super) end: usize,
}

impl Place {
    pub(super) fn new(file: usize, span: Range<usize>) -> Self {
        Place { file, start: span.start, end: span.end }
    }
}

/// A text that was read.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// Its name.
    pub(super) name: Arc<str>,
    /// Its text.
    pub(super) text: Arc<str>,
}

/// A diagnostic in the making: its place not yet tied to a text.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) code: Code,
    pub(super) place: Option<Place>,
    pub(super) path: String,
    message: String,
    label: String,
    help: Option<String>,
}

impl Problem {
    pub(super) fn new(code: Code, place: Place, path: &str, message: impl Into<String>) -> Self {
        let (path, message) = (path.to_owned(), message.into());
        Problem { code, place: Some(place), path, message, label: String::new(), help: None }
    }

    /// Adds the text beside the caret.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds what to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what to do, if known.
    pub(super) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds a sentence to what to do.
    pub(super) fn also(mut self, sentence: &str) -> Self {
        self.help = Some(match self.help {
            Some(help) => format!("{help}; {sentence}"),
            None => sentence.to_owned(),
        });
        self
    }

    /// What is wrong.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    fn finish(self, files: &[File]) -> Diagnostic {
        let location = (self.place).and_then(|place| {
            files.get(place.file).map(|file| locate(file, place.file, place.start..place.end))
        });
        let (severity, path) = (self.code.severity(), self.path);
        let Problem { code, message, label, help, .. } = Problem { path: String::new(), ..self };
        Diagnostic { severity, code, path, message, location, label, help }
    }
}

/// Ties problems to their texts and sorts them by place.
pub(super) fn finish(problems: Vec<Problem>, files: &[File]) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> =
        problems.into_iter().map(|problem| problem.finish(files)).collect();
    diagnostics.sort_by_key(|diagnostic| match &diagnostic.location {
        Some(location) => (location.number, location.span.start, location.span.end, diagnostic.code),
        None => (0, 0, 0, diagnostic.code),
    });
    diagnostics
}

fn locate(file: &File, number: usize, span: Range<usize>) -> Location {
    let text = &file.text;
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = text[line_start..start].chars().count() + 1;
    Location { file: file.name.clone(), span: start..end, line, column, number, text: text.clone() }
}
