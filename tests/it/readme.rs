//! The commands of the README do what it says.

use crate::command::Desk;

/// Lines of its `sh` blocks.
fn commands() -> Vec<String> {
    let text = include_str!("../../README.md");
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or(""));
    let lines = blocks.flat_map(str::lines).map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// The words of a command line; single quotes keep a word together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let quoted = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    });
    quoted.collect()
}

#[test]
fn every_command_of_the_readme_works() {
    let desk = Desk::new();
    let scenarios = desk.path("scenarios");
    std::fs::create_dir(&scenarios).expect("made");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios")).expect("scenarios") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, scenarios.join(path.file_name().expect("a name"))).expect("copied");
    }
    let mut run = 0;
    for line in commands() {
        // `cargo test` is what runs this test; `cargo bench` and `.ci/run` are not for it.
        if ["cargo test", "cargo bench", ".ci/run"].contains(&line.as_str()) {
            continue;
        }
        let words = words(&line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let given = match words.as_slice() {
            ["toumen", given @ ..] | ["cargo", "run", "--release", "--", given @ ..] => given.to_vec(),
            ["cargo", "run", "--release"] => vec!["run"],
            _ => panic!("README: `{line}` is not a command these tests know"),
        };
        // Two replications are enough to see that it works; a stated number is not overruled, it is replaced.
        let mut arguments: Vec<&str> = given;
        if arguments.first() == Some(&"run") {
            match arguments.iter().position(|word| *word == "--replications") {
                Some(at) => arguments[at + 1] = "2",
                None => arguments.extend(["--replications", "2"]),
            }
        }
        desk.succeed(&arguments);
        run += 1;
    }
    assert!(run >= 3, "the README has commands");
}
