//! Single-track lines between the main line and the sidings (rule L1). Trains stand at places 0 (the main line), 1 … (crossing places)
//! and the last (their tracks), and run through the sections between them.
//!
//! `section` says when the clock lets a train start, `turn` who starts, `safety` what keeps the line from locking up; `moves` lets them go.

mod moves;
mod safety;
mod section;
mod turn;

use std::collections::VecDeque;

use super::plan::Plan;
use crate::engine::Timer;
use crate::port::{Draws, LineId, ModeKind, Port, Rail, Trigger};
use crate::record::{LineSectionTally, LineTally};
use crate::units::Time;
use safety::Scratch;
use section::{Section, Spacing};
use turn::Head;

/// Which way a train goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Towards the port.
    In,
    /// Away from it.
    Out,
}

impl Way {
    fn opposite(self) -> Way {
        match self {
            Way::In => Way::Out,
            Way::Out => Way::In,
        }
    }
}

/// A train from its coming to its going. Slots are used again.
#[derive(Clone, Copy, Debug)]
struct Train {
    /// Number on its line; 0 = the slot is free.
    id: u32,
    /// Position of its mode among those of the line.
    mode: usize,
    /// Number in its mode.
    number: u32,
    /// Its slot on the land side; nothing there any more once it is cancelled or has left its track.
    land: u32,
    way: Way,
    /// Where it stands, or will stand at the end of its run.
    place: usize,
    running: bool,
    /// A track is promised to it, or taken by it.
    track: bool,
    /// When it came to stand; since when only the line keeps it from going.
    since: Time,
    asks: Time,
}

impl Train {
    /// The place at the far end of its next section.
    fn target(&self) -> usize {
        match self.way {
            Way::In => self.place + 1,
            Way::Out => self.place - 1,
        }
    }

    /// The section between them.
    fn next_section(&self) -> usize {
        self.place.min(self.target())
    }
}

/// A line as it stands.
#[derive(Debug)]
pub(super) struct Line {
    sections: Vec<Section>,
    spacing: Spacing,
    /// By place: how many may stand there, and how many do or will; without limit on the main line and on tracks.
    rooms: Vec<u32>,
    taken: Vec<u32>,
    /// Some crossing place has a limit.
    limited: bool,
    /// Modes of the port whose trains use it; their tracks, and those promised or taken.
    modes: Vec<usize>,
    tracks: Vec<u32>,
    tracks_used: Vec<u32>,
    /// Trains that stand, in the order in which they came, by mode, place and way.
    queues: Vec<VecDeque<u32>>,
    /// By mode: how many at the head of those that stand before the last section have a track promised.
    promised: Vec<usize>,
    trains: Vec<Train>,
    /// Slots free to use again; slots of trains not on the main line.
    free: Vec<u32>,
    inside: Vec<u32>,
    created: u32,
    /// Of the next instant at which somebody may start; there from the start of the run.
    timer: Option<Timer>,
    /// Somebody may be able to start now.
    look: bool,
    heads: Vec<Head>,
    scratch: Scratch,
}

/// The lines of a run.
#[derive(Debug)]
pub(super) struct Lines {
    lines: Vec<Line>,
    /// By mode: its line.
    of_mode: Vec<Option<usize>>,
}

fn rail_of(port: &Port, mode: usize) -> Option<&Rail> {
    match &port.modes[mode].kind {
        ModeKind::Rail(rail) => Some(rail),
        _ => None,
    }
}

impl Lines {
    /// The lines of `port`, empty.
    pub(super) fn new(port: &Port, draws: &Draws, plan: &Plan) -> Lines {
        let line_of = |mode: usize| rail_of(port, mode).and_then(|rail| rail.line).map(LineId::index);
        Lines {
            lines: (0..port.lines.len()).map(|line| Line::new(port, line, draws, plan)).collect(),
            of_mode: (0..port.modes.len()).map(line_of).collect(),
        }
    }

    /// The line of a mode.
    pub(super) fn of_mode(&self, mode: usize) -> Option<usize> {
        self.of_mode[mode]
    }

    /// Somebody may be able to start.
    pub(super) fn look_at(&mut self, line: usize) {
        self.lines[line].look = true;
    }

    /// Somebody may be able to start on any line.
    pub(super) fn look_at_all(&mut self) {
        self.lines.iter_mut().for_each(|line| line.look = true);
    }

    /// By line, since the last call.
    pub(super) fn take_use(&mut self, now: Time) -> Vec<LineTally> {
        let each = self.lines.iter_mut().map(|line| {
            let sections = line.sections.iter_mut().map(|section| {
                let (runs, occupied) = section.take_use(now);
                LineSectionTally { runs, occupied }
            });
            LineTally { sections: sections.collect() }
        });
        each.collect()
    }
}

impl Line {
    fn new(port: &Port, number: usize, draws: &Draws, plan: &Plan) -> Line {
        let stated = &port.lines[number];
        let modes: Vec<usize> = (0..port.modes.len())
            .filter(|&mode| rail_of(port, mode).is_some_and(|rail| rail.line == Some(LineId(number as u32))))
            .collect();
        let whole = |figure: f64| figure.round().clamp(1.0, 1e9) as u32;
        let mut rooms = vec![u32::MAX];
        rooms.extend(
            stated.sections.iter().map(|section| section.room.map_or(u32::MAX, |room| whole(room.at(draws)))),
        );
        let tracks = modes.iter().map(|&mode| {
            let tracks = rail_of(port, mode).and_then(|rail| rail.tracks);
            tracks.map_or(u32::MAX, |tracks| whole(tracks.at(draws)))
        });
        let section = |section: &crate::port::LineSection| {
            Section::new([section.inbound.at(draws), section.outbound.at(draws)], plan.start)
        };
        Line {
            sections: stated.sections.iter().map(section).collect(),
            spacing: Spacing {
                gaps: [stated.after_inbound.at(draws), stated.after_outbound.at(draws)],
                headway: stated.headway.map(|headway| headway.at(draws)),
                closed: (!stated.maintenance.is_empty())
                    .then(|| Trigger::Calendar(stated.maintenance.clone())),
            },
            taken: vec![0; rooms.len()],
            limited: rooms.iter().any(|&room| room < u32::MAX),
            rooms,
            tracks: tracks.collect(),
            tracks_used: vec![0; modes.len()],
            queues: vec![VecDeque::new(); modes.len() * (stated.sections.len() + 1) * 2],
            promised: vec![0; modes.len()],
            modes,
            trains: Vec::new(),
            free: Vec::new(),
            inside: Vec::new(),
            created: 0,
            timer: None,
            look: false,
            heads: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// The place of the tracks.
    fn end(&self) -> usize {
        self.sections.len()
    }

    fn queue_of(&self, mode: usize, place: usize, way: Way) -> usize {
        (mode * self.rooms.len() + place) * 2 + way as usize
    }

    /// A train comes to stand where its run ended.
    fn stand(&mut self, slot: u32, now: Time) {
        let train = &mut self.trains[slot as usize];
        (train.running, train.since, train.asks) = (false, now, now);
        let (mode, place, way) = (train.mode, train.place, train.way);
        let queue = self.queue_of(mode, place, way);
        self.queues[queue].push_back(slot);
        self.look = true;
    }

    /// It claims another place in place of its own.
    fn move_claim(&mut self, slot: u32, place: usize) {
        let train = &mut self.trains[slot as usize];
        self.taken[train.place] -= 1;
        self.taken[place] += 1;
        let was_inside = std::mem::replace(&mut train.place, place) > 0;
        match (was_inside, place > 0) {
            (false, true) => self.inside.push(slot),
            (true, false) => self.inside.retain(|&inside| inside != slot),
            _ => {}
        }
    }

    /// A train of `mode` of the port comes on the main line.
    fn create(&mut self, mode: usize, number: u32, land: u32, now: Time) -> u32 {
        self.created += 1;
        let mode = self.modes.iter().position(|&other| other == mode).expect("a mode of this line");
        let new = Train {
            id: self.created,
            mode,
            number,
            land,
            way: Way::In,
            place: 0,
            running: false,
            track: false,
            since: now,
            asks: now,
        };
        let slot = self.free.pop().unwrap_or(self.trains.len() as u32);
        match self.trains.get_mut(slot as usize) {
            Some(train) => *train = new,
            None => self.trains.push(new),
        }
        self.taken[0] += 1;
        self.stand(slot, now);
        slot
    }

    /// A train on the main line is gone.
    fn remove(&mut self, slot: u32) {
        let train = &mut self.trains[slot as usize];
        self.taken[train.place] -= 1;
        train.id = 0;
        self.free.push(slot);
    }
}
