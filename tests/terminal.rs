//! What the program does on a terminal and nowhere else: it offers a model, once, to somebody who can answer.
#![cfg(all(unix, feature = "cli", feature = "firefox"))]

use std::path::Path;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

const QUESTION: &str = "[y/N]";
const ENGLISH: &str = "visited Wonsan";

/// A shell line on a pseudo-terminal, in a folder with a German text and without models; `$umschrift` is the program.
fn terminal(folder: &Path, line: &str) -> PtySession {
    std::fs::write(folder.join("a.txt"), "Kim Jong Un besuchte Wonsan.\n").unwrap();
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line]).current_dir(folder).env_clear().env("umschrift", env!("CARGO_BIN_EXE_umschrift"));
    command.env("TERM", "dumb").env("HOME", folder).env("UMSCHRIFT_MODELS", folder.join("models"));
    // Nobody listens there.
    command.env("UMSCHRIFT_REGISTRY", "http://127.0.0.1:1/models.json");
    spawn_command(command, Some(20_000)).unwrap()
}

/// All that is shown until the end.
fn rest(mut session: PtySession) -> String {
    session.exp_eof().unwrap()
}

#[test]
fn a_model_is_offered_once_and_not_wanting_it_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let line = "$umschrift render a.txt";
    let mut session = terminal(folder.path(), line);
    session.exp_string("31 MB").unwrap();
    session.exp_string(QUESTION).unwrap();
    session.send_line("").unwrap();
    session.exp_string("umschrift model install").unwrap();
    session.exp_string(ENGLISH).unwrap();
    rest(session);
    let shown = rest(terminal(folder.path(), line));
    assert!(!shown.contains(QUESTION) && shown.contains(ENGLISH) && shown.contains("model install"), "{shown}");
}

#[test]
fn a_model_that_cannot_be_had_keeps_nobody_from_the_english() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let mut session = terminal(folder.path(), "$umschrift render a.txt");
        session.exp_string(QUESTION).unwrap();
        session.send_line("y").unwrap();
        session.exp_string("cannot reach http://127.0.0.1:1/models.json").unwrap();
        session.exp_string(ENGLISH).unwrap();
        rest(session);
    }
}

#[test]
fn nobody_is_asked_who_cannot_answer_or_has_said_what_they_want() {
    let folder = tempfile::tempdir().unwrap();
    for line in [
        "$umschrift render a.txt | cat",
        "$umschrift render a.txt 2>&1 | cat",
        "$umschrift render a.txt 2>messages; cat messages",
        "$umschrift render a.txt </dev/null",
        "$umschrift render - <a.txt",
        "$umschrift render <a.txt",
        "$umschrift render --quiet a.txt",
        "$umschrift render --engine rules a.txt",
    ] {
        let shown = rest(terminal(folder.path(), line));
        assert!(!shown.contains(QUESTION) && shown.contains(ENGLISH), "{line}: {shown}");
    }
    // What is typed is the German and no answer.
    let mut session = terminal(folder.path(), "$umschrift render --format plain");
    session.exp_string("reading from the terminal").unwrap();
    session.send_line("Kim Jong Un besuchte Wonsan.").unwrap();
    session.send_control('d').unwrap();
    let shown = rest(session);
    assert!(!shown.contains(QUESTION) && shown.contains(ENGLISH), "{shown}");
}
