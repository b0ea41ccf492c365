//! The command as a user meets it: exit codes, messages, files; what happens when something is wrong or interrupted.

use std::process::Stdio;

use crate::command::Desk;

/// A run that takes well under a second.
const SHORT: [&str; 8] =
    ["run", "quickstart", "--replications", "2", "--capacity", "none", "--offer", "none"];

#[test]
fn wrong_arguments_end_with_2_and_say_what_is_expected() {
    let desk = Desk::new();
    for (arguments, expected) in [
        (vec!["run", "--replications", "0"], "0 is not in 1.."),
        (vec!["run", "--offer", "26"], "unit"),
        (vec!["run", "--offer", "26 km"], "26 km"),
        (vec!["run", "--offer", "-1 Mt"], "above zero"),
        (vec!["run", "--offer", "0 Mt"], "above zero"),
        (vec!["run", "--capacity", "all"], "service"),
        (vec!["run", "--replication", "5"], "--replications"),
        (vec!["run", "quickstart", "--replications", "3", "--log", "3"], "0 to 2"),
        (vec!["run", "quickstart", "--gantt", "2050-01"], "choose a month from 2024-12 to 2025-12"),
        (vec!["run", "quickstart", "--gantt", "2025-13"], "such as 2025-07"),
        (vec!["check"], "SCENARIO"),
        (vec!["simulate"], "subcommand"),
    ] {
        let outcome = desk.run(&arguments);
        assert_eq!(outcome.code, Some(2), "{arguments:?}: {}", outcome.complained);
        assert!(outcome.complained.contains(expected), "{arguments:?}: {}", outcome.complained);
    }
    assert!(desk.names().is_empty(), "nothing is written: {:?}", desk.names());
}

#[test]
fn help_is_a_manual_and_completions_exist_for_every_shell() {
    let desk = Desk::new();
    let help = desk.succeed(&["--help"]).told;
    for word in ["Examples", "toumen-2025", "Exit codes", "run", "check", "completions"] {
        assert!(help.contains(word), "{word} is missing from\n{help}");
    }
    let help = desk.succeed(&["run", "--help"]).told;
    let options =
        ["with", "replications", "seed", "threads", "offer", "capacity", "fixed", "out", "log", "quiet"];
    for option in options {
        assert!(help.contains(&format!("--{option}")), "{option} is missing from\n{help}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.succeed(&["completions", shell]).told.contains("replications"));
    }
}

#[test]
fn a_wrong_scenario_ends_with_65_shows_where_and_writes_nothing() {
    let desk = Desk::new();
    desk.file("typo.toml", "title = { en = \"x\" }\n[berht.b1]\n");
    for command in [vec!["run", "typo.toml"], vec!["check", "typo.toml"]] {
        let outcome = desk.run(&command);
        assert_eq!(outcome.code, Some(65), "{}", outcome.complained);
        let text = outcome.told + &outcome.complained;
        assert!(text.contains("typo.toml:2") && text.contains("berth"), "{text}");
    }
    desk.file("gbk.toml", b"title = \"\xcd\xb7\xc3\xc5\"\n");
    let outcome = desk.run(&["run", "gbk.toml"]);
    assert_eq!(outcome.code, Some(65));
    assert!(outcome.complained.contains("UTF-8"), "{}", outcome.complained);
    desk.file("child.toml", "extends = \"nowhere.toml\"\n");
    let outcome = desk.run(&["run", "child.toml"]);
    assert_eq!(outcome.code, Some(65));
    assert!(outcome.complained.contains("nowhere.toml"), "{}", outcome.complained);
    assert_eq!(desk.names(), ["child.toml", "gbk.toml", "typo.toml"]);
}

#[test]
fn a_missing_scenario_ends_with_74_and_names_the_shipped_ones() {
    let desk = Desk::new();
    for arguments in
        [vec!["run", "toumen-2031"], vec!["check", "toumen-2031"], vec!["run", "--with", "x.toml"]]
    {
        let outcome = desk.run(&arguments);
        assert_eq!(outcome.code, Some(74), "{}", outcome.complained);
        assert!(outcome.complained.contains("toumen-2030"), "{}", outcome.complained);
    }
    let outcome = desk.run(&["run", "."]);
    assert_eq!(outcome.code, Some(74), "a folder is no scenario: {}", outcome.complained);
    assert!(desk.names().is_empty());
}

#[test]
fn an_output_folder_that_cannot_be_written_is_refused_before_simulating() {
    let desk = Desk::new();
    desk.file("file", "");
    let arguments = ["run", "toumen", "--replications", "1000000", "--out", "file/out"];
    let outcome = desk.run(&arguments);
    assert_eq!(outcome.code, Some(74), "{}", outcome.complained);
    assert!(outcome.complained.contains("file/out"), "{}", outcome.complained);
    assert_eq!(desk.names(), ["file"]);
}

#[test]
fn check_gives_a_line_for_each_scenario() {
    let outcome = Desk::new().succeed(&["check", "quickstart", "toumen-2025"]);
    let lines: Vec<&str> = outcome.told.lines().collect();
    assert!(lines.iter().any(|line| line.starts_with("quickstart: ")), "{}", outcome.told);
    assert!(lines.iter().any(|line| line.starts_with("toumen-2025: ")), "{}", outcome.told);
}

#[test]
fn a_run_writes_every_file_and_says_nothing_on_a_pipe_but_the_verdict() {
    let desk = Desk::new();
    let outcome = desk.succeed(&[&SHORT[..], &["--out", "out", "--log", "1", "--quiet"]].concat());
    assert_eq!(outcome.complained, "");
    assert!(!outcome.told.contains('\u{1b}'), "no colours on a pipe");
    let files = desk.files("out");
    for name in ["report.html", "summary.json", "replications.csv", "files.txt"] {
        assert!(files.get(name).is_some_and(|content| !content.is_empty()), "{name} of {:?}", files.keys());
    }
    let listed = String::from_utf8(files["files.txt"].clone()).expect("UTF-8");
    let written: Vec<&str> = files.keys().map(String::as_str).filter(|name| *name != "files.txt").collect();
    assert_eq!(listed.lines().collect::<Vec<_>>(), written);
    assert_eq!(desk.names(), ["out"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::new();
    for arguments in [&SHORT[..], &["--help"], &["check", "quickstart"], &["completions", "zsh"]] {
        let mut child = desk.command(arguments).stderr(Stdio::null()).spawn().expect("the command starts");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{arguments:?}");
    }
}

/// Ctrl-C: the longest complete prefix, with the same bytes as if so many had been asked for.
#[test]
#[cfg(unix)]
fn an_interrupted_run_keeps_the_prefix() {
    let desk = Desk::new();
    let ask = ["run", "quickstart", "--capacity", "none", "--offer", "none", "--replications"];
    let child = desk.command(&[&ask[..], &["1000000", "--out", "cut"]].concat()).spawn().expect("it starts");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let signal = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(signal.expect("kill").success());
    assert_eq!(child.wait_with_output().expect("it ends").status.code(), Some(130));

    let complete = desk.summary("cut")["replications"].as_u64().expect("a number").to_string();
    desk.succeed(&[&ask[..], &[&complete, "--out", "whole"]].concat());
    let (mut cut, mut whole) = (desk.files("cut"), desk.files("whole"));
    let flag = |files: &mut std::collections::BTreeMap<String, Vec<u8>>| {
        let text = String::from_utf8(files.remove("summary.json").expect("written")).expect("UTF-8");
        files.remove("report.html");
        let interrupted: Vec<String> =
            text.lines().filter(|line| line.contains("\"interrupted\"")).map(str::to_owned).collect();
        (text.lines().filter(|line| !line.contains("\"interrupted\"")).collect::<String>(), interrupted)
    };
    let (cut_summary, cut_flag) = flag(&mut cut);
    let (whole_summary, whole_flag) = flag(&mut whole);
    assert!(cut_flag.concat().contains("true") && !whole_flag.concat().contains("true"));
    assert_eq!(cut_summary, whole_summary);
    assert_eq!(cut, whole);
}
