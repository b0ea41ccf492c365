//! The story of a call in plain sentences, and the worst calls of a replication. Leaves out how it is found out (`analysis`).

mod closing;
mod lines;
mod names;
mod reasons;
#[cfg(test)]
mod tests;
mod words;
mod worst;

pub use worst::worst;

use super::text::{Language, fill, wrap};
use crate::analysis::explain::{Chronicle, Explained};
use crate::port::Port;
use closing::closing;
use lines::lines;
use words::{CHINESE, ENGLISH, Words};

/// Columns of the terminal that are used at most.
const WIDTH: usize = 110;
/// Columns before the text of a line: instant and hours.
const INDENT: usize = 28;

/// Whose story is told: where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Seed of the batch.
    pub seed: u64,
    /// Number of the replication, from 0.
    pub replication: u64,
    /// In which language.
    pub language: Language,
}

/// What sentences are made from.
#[derive(Clone, Copy)]
struct Voice<'a> {
    port: &'a Port,
    chronicle: &'a Chronicle<'a>,
    asked: Asked,
    words: &'static Words,
}

impl<'a> Voice<'a> {
    fn new(port: &'a Port, chronicle: &'a Chronicle<'a>, asked: Asked) -> Self {
        let words = match asked.language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        };
        Voice { port, chronicle, asked, words }
    }
}

/// The story of one call.
pub fn explained(port: &Port, chronicle: &Chronicle, call: &Explained, asked: Asked) -> String {
    let voice = Voice::new(port, chronicle, asked);
    let mut text = heading(&voice, call);
    text.push('\n');
    for line in lines(&voice, call) {
        let hours = line.hours.map_or_else(String::new, |hours| format!("{hours} h"));
        let when = line.when.map_or_else(String::new, |when| voice.instant(when));
        let whole = format!("{when:<16} {hours:>9}  {}", line.text);
        text.push_str(&wrap(&whole, WIDTH, INDENT));
        text.push('\n');
    }
    text.push('\n');
    for line in closing(&voice, call) {
        text.push_str(&wrap(&line, WIDTH, 2));
        text.push('\n');
    }
    text
}

fn heading(voice: &Voice, call: &Explained) -> String {
    let words = voice.words;
    let flow = &voice.port.flows[call.record.flow];
    let visit = call.record.number.to_string();
    let (class, cargo) = (voice.class(call.record.number), voice.cargo(call.record.flow));
    let heading = fill(
        words.heading,
        &[
            ("visit", &visit),
            ("class", class),
            ("cargo", cargo),
            ("tonnes", &voice.tonnes(call.record.parcel.0)),
            ("work", voice.verb(call.record.flow)),
        ],
    );
    let (seed, replication) = (voice.asked.seed.to_string(), voice.asked.replication.to_string());
    let title = voice.asked.language.name(&voice.port.study.title);
    let values = [("title", title), ("flow", &flow.name), ("replication", &replication), ("seed", &seed)];
    format!("{}\n{}\n", wrap(&heading, WIDTH, 2), wrap(&fill(words.source, &values), WIDTH, 2))
}
