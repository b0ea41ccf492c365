//! The command: everything is in the library's `cli`.

fn main() {}
