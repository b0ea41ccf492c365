//! Integration tests, in one binary: what a user, a planner or a newcomer can observe.
#![expect(clippy::disallowed_methods, reason = "tests read and write files and start the command")]

mod cli;
mod command;
mod determinism;
mod diary;
mod explain;
mod handling;
mod hours;
mod identities;
mod lever;
mod months;
mod mutation;
mod onward;
mod preset;
mod price;
mod price_of_kinds;
mod rail;
mod random_waterway;
mod readme;
mod road;
mod shipped;
mod short_way;
mod sketch;
mod story;
mod tidy;
mod together;
mod twin;
mod validation;
mod waterway;
