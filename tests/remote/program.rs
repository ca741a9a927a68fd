//! The program with a remote engine: what it says, what it sends, and what it leaves when it is interrupted.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::server::{Answer, Server, well};
use super::*;

fn umschrift(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_umschrift"));
    command.current_dir(folder).env_clear().env("HOME", folder);
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_dry_run_shows_the_text_and_no_key_and_sends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Kim Jong Uns Rede dauerte lange.\n").unwrap();
    let server = Server::start(|_, request| well(request));
    for engine in ["deepl", "libretranslate", "openai"] {
        let output = umschrift(folder.path())
            .args(["render", "a.txt", "--dry-run", "--engine", engine, "--endpoint", &server.url, "--model", "m"])
            .envs(["DEEPL", "LIBRETRANSLATE", "OPENAI"].map(|name| (format!("{name}_API_KEY"), KEY)))
            .output()
            .unwrap();
        let shown = String::from_utf8(output.stdout.clone()).unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(shown.contains("Kim Jong Uns Rede dauerte lange.") && shown.contains("********"), "{shown}");
        assert!(!shown.contains(KEY) && !stderr(&output).contains(KEY), "{shown}");
    }
    assert!(server.received().is_empty());
}

#[test]
fn what_is_missing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Ja.\n").unwrap();
    for (arguments, message) in [
        (&["--engine", "deepl"][..], "DEEPL_API_KEY"),
        (&["--engine", "openai", "--model", "m"][..], "OPENAI_API_KEY"),
        (&["--engine", "openai"][..], "--model"),
        (&["--engine", "rules", "--dry-run"][..], "no remote engine"),
        (&["--engine", "libretranslate", "--endpoint", "http://example.org"][..], "use https"),
    ] {
        let output = umschrift(folder.path()).args(["render", "a.txt"]).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

#[test]
fn settings_that_lie_about_send_no_text_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_, request| well(request));
    let settings = format!("engine = \"libretranslate\"\n[remote.libretranslate]\nendpoint = \"{}\"\n", server.url);
    std::fs::write(folder.path().join("umschrift.toml"), settings).unwrap();
    std::fs::write(folder.path().join("a.txt"), "Ja, sicher.\n").unwrap();
    let output = umschrift(folder.path()).args(["render", "a.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--engine libretranslate"), "{}", stderr(&output));
    assert!(server.received().is_empty());
    let output = umschrift(folder.path())
        .args(["render", "a.txt", "--format", "plain", "--engine", "libretranslate"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "<Ja, sicher.>\n", "{}", stderr(&output));
    assert!(stderr(&output).contains(&format!("German sentences go to {}", server.url)), "{}", stderr(&output));
}

#[test]
fn acronyms_are_expanded_whoever_translated() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Die IAEO schwieg. Die IAEO kam.\n").unwrap();
    let server = Server::start(|_, request| {
        let body = request.json();
        let texts = body["q"].as_array().unwrap().iter().map(|text| text.as_str().unwrap());
        let english = texts.map(|text| text.replace("Die IAEO", "The IAEA").replace("schwieg", "was silent"));
        Answer::json(&serde_json::json!({ "translatedText": english.collect::<Vec<_>>() }))
    });
    let mut command = umschrift(folder.path());
    command.args(["render", "a.txt", "--format", "plain", "--acronyms", "expand", "--engine", "libretranslate"]);
    let output = command.args(["--endpoint", &server.url]).output().unwrap();
    let english = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(english, "The International Atomic Energy Agency (IAEA) was silent. The IAEA kam.\n");
}

#[test]
fn a_country_that_the_server_mixes_up_raises_an_alarm_and_has_failed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Nordkorea schwieg.\n").unwrap();
    let answer = || Answer::json(&serde_json::json!({ "translatedText": ["South Korea was silent."] }));
    let server = Server::start(move |_, _| answer());
    let mut command = umschrift(folder.path());
    command.args(["render", "a.txt", "--format", "json", "--engine", "libretranslate", "--endpoint", &server.url]);
    let output = command.output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let sentence = &json["sentences"][0];
    assert_eq!(output.status.code(), Some(1), "{json}");
    assert_eq!(
        (&sentence["mentions"][0]["method"], &sentence["alarms"][0]["rule"]),
        (&"failed".into(), &"name-not-in-source".into()),
        "{json}"
    );
}

/// Starts the program, ends it with a signal while the second request is at the server, and gives what it wrote.
#[cfg(unix)]
fn interrupt(mut command: Command, server: &Server, signal: &str) -> (String, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..400 {
        if server.received().len() == 2 {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(server.received().len(), 2);
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    let (mut out, mut messages) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    (out, messages)
}

/// The request to end comes while a sentence is translated again in search of a name: the search ends with it.
#[cfg(unix)]
#[test]
fn the_search_for_a_lost_name_ends_when_the_program_is_to_end() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Choi Sun-hee kam.\n").unwrap();
    let server = Server::start(|number, _| Answer {
        delay: Duration::from_millis(if number == 1 { 800 } else { 0 }),
        ..Answer::json(&serde_json::json!({ "translatedText": ["Somebody came."] }))
    });
    let mut command = umschrift(folder.path());
    command.args(["render", "a.txt", "--format", "plain", "--engine", "libretranslate", "--no-cache"]);
    command.args(["--endpoint", &server.url]);
    let (out, messages) = interrupt(command, &server, "-TERM");
    assert_eq!(out, "");
    assert!(messages.contains("0 documents were finished of 1") && messages.contains("to resume"), "{messages}");
    assert_eq!(server.received().len(), 2, "nothing more is asked");
}

/// Ctrl-C while the second of three documents is at the server: the first is whole, and the same command goes on.
#[cfg(unix)]
#[test]
fn an_interrupted_program_leaves_finished_documents_whole_and_says_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a", "Eins ist da."), ("b", "Zwei ist da."), ("c", "Drei ist da.")] {
        std::fs::write(folder.path().join(name).with_extension("txt"), format!("{text}\n")).unwrap();
    }
    let server = Server::start(|number, request| Answer {
        delay: Duration::from_millis(if number == 1 { 800 } else { 0 }),
        ..well(request)
    });
    let command = || {
        let mut command = umschrift(folder.path());
        command.args(["render", "a.txt", "b.txt", "c.txt", "--format", "plain", "--engine", "libretranslate"]);
        command.args(["--endpoint", &server.url]);
        command
    };
    let (out, messages) = interrupt(command(), &server, "-INT");
    assert!(out.starts_with("<Eins ist da.>\n") && !out.contains("Drei"), "{out}");
    assert!(messages.contains("finished of 3") && messages.contains("to resume, go on from"), "{messages}");
    let output = command().output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "<Eins ist da.>\n<Zwei ist da.>\n<Drei ist da.>\n");
    assert_eq!(server.received().len(), 3, "nothing is asked twice");
}
