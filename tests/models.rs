//! Models over the network and from disk, against a local server that serves a registry and files of the same shape as
//! Mozilla's. The models here are sound in structure and translate nothing.
#![cfg(all(feature = "firefox", feature = "cli"))]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use umschrift::models::{Fetch, FetchError, Http, Installer, Origin, Store};
use umschrift::translate::firefox::sha256;

/// What the server gives for a path.
#[derive(Clone, Default)]
struct Answer {
    status: u16,
    body: Vec<u8>,
    /// The first connections end after so many bytes of the body each.
    breaks: Vec<usize>,
    /// How long such a connection is silent before it is closed.
    silence: Duration,
    delay: Duration,
}

impl Answer {
    fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, body: body.into(), ..Self::default() }
    }
}

#[derive(Clone, Default)]
struct Server {
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    /// Path and offset of each request.
    requests: Arc<Mutex<Vec<(String, usize)>>>,
    address: String,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let server =
            Self { address: format!("http://{}", listener.local_addr().expect("an address")), ..Self::default() };
        let shared = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                thread::spawn(move || shared.serve(stream));
            }
        });
        server
    }

    fn put(&self, path: &str, answer: Answer) {
        self.answers.lock().expect("unpoisoned").insert(path.to_owned(), answer);
    }

    fn requests(&self) -> Vec<(String, usize)> {
        self.requests.lock().expect("unpoisoned").clone()
    }

    fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        let path = lines.next()?.ok()?.split(' ').nth(1)?.to_owned();
        let mut offset = 0;
        for line in lines {
            let line = line.ok()?.to_lowercase();
            if let Some(range) = line.strip_prefix("range: bytes=") {
                offset = range.trim_end_matches('-').parse().ok()?;
            }
            if line.is_empty() {
                break;
            }
        }
        self.requests.lock().ok()?.push((path.clone(), offset));
        let (answer, cut) = {
            let mut answers = self.answers.lock().ok()?;
            let breaks = answers.get_mut(&path).map(|answer| &mut answer.breaks).filter(|breaks| !breaks.is_empty());
            let cut = breaks.map(|breaks| breaks.remove(0));
            (answers.get(&path).cloned().unwrap_or(Answer { status: 404, ..Answer::default() }), cut)
        };
        thread::sleep(answer.delay);
        let whole = answer.body.len();
        let (status, body) = match offset {
            0 => (answer.status, answer.body.as_slice()),
            offset if offset < whole => (206, &answer.body[offset..]),
            _ => (416, &[][..]),
        };
        write!(stream, "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len()).ok()?;
        stream.write_all(&body[..cut.unwrap_or(body.len()).min(body.len())]).ok()?;
        if cut.is_some() {
            thread::sleep(answer.silence);
        }
        Some(())
    }
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).expect("memory takes it");
    out.finish().expect("memory takes it")
}

/// A container of weights that is sound in structure. The noise keeps it from shrinking to nothing when compressed.
fn weights(rows: i32) -> Vec<u8> {
    let noise: Vec<u8> = (0_u32..200_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let tensors: [(&str, i32, Vec<u8>); 3] =
        [("Wemb", rows, vec![1; rows as usize * 2 + 4]), ("decoder_l1_rnn_W", 1, vec![1; 6]), ("noise", 1, noise)];
    let mut bytes = Vec::new();
    let number = |bytes: &mut Vec<u8>, number: usize| bytes.extend((number as u64).to_le_bytes());
    number(&mut bytes, 1);
    number(&mut bytes, tensors.len());
    for (name, _, data) in &tensors {
        for field in [name.len() + 1, 0x4101, 2, data.len()] {
            number(&mut bytes, field);
        }
    }
    tensors.iter().for_each(|(name, ..)| bytes.extend([name.as_bytes(), b"\0"].concat()));
    tensors.iter().for_each(|(_, rows, _)| bytes.extend([rows.to_le_bytes(), 2_i32.to_le_bytes()].concat()));
    number(&mut bytes, 0);
    tensors.iter().for_each(|(.., data)| bytes.extend(data));
    bytes
}

fn vocabulary(pieces: &[&str]) -> Vec<u8> {
    let piece = |text: &&str| [&[0x0a, text.len() as u8 + 2, 0x0a, text.len() as u8], text.as_bytes()].concat();
    pieces.iter().flat_map(piece).collect()
}

fn shortlist(ids: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for number in [0xF11A_48D5_0134_17F5, 0, 1, 1, 2, ids.len() as u64, 0, ids.len() as u64] {
        bytes.extend(number.to_le_bytes());
    }
    ids.iter().for_each(|id| bytes.extend(id.to_le_bytes()));
    bytes
}

fn model() -> [(&'static str, &'static str, Vec<u8>); 3] {
    [
        ("model", "model.deen.intgemm.alphas.bin", weights(3)),
        ("lexicalShortlist", "lex.50.50.deen.s2t.bin", shortlist(&[0, 2])),
        ("vocab", "vocab.deen.spm", vocabulary(&["<unk>", "</s>", "a"])),
    ]
}

/// Publishes the model with a registry.
fn publish(server: &Server) {
    let files: Vec<String> = model()
        .iter()
        .map(|(key, name, bytes)| {
            server.put(&format!("/files/{name}.gz"), Answer::ok(gz(bytes)));
            let (size, hash) = (bytes.len(), sha256(bytes));
            format!(r#""{key}":{{"path":"files/{name}.gz","uncompressedSize":{size},"uncompressedHash":"{hash}"}}"#)
        })
        .collect();
    let registry = format!(
        r#"{{"generated":"2026-01-01T00:00:00Z","baseUrl":"{}","models":{{"de-en":[
            {{"architecture":"base-memory","sourceLanguage":"de","targetLanguage":"en","releaseStatus":"Release","files":{{{}}}}}]}}}}"#,
        server.address,
        files.join(",")
    );
    server.put("/db/models.json", Answer::ok(registry));
}

fn write_model(directory: &Path) {
    fs::create_dir_all(directory).expect("a directory");
    for (_, name, bytes) in model() {
        fs::write(directory.join(name), bytes).expect("written");
    }
}

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    fn store(&self) -> PathBuf {
        self.0.path().join("store")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_umschrift"))
            .args(arguments)
            .env("UMSCHRIFT_MODELS", self.store())
            .env_remove("UMSCHRIFT_REGISTRY")
            .env("NO_PROXY", "127.0.0.1")
            .current_dir(self.0.path())
            .output()
            .expect("the program runs")
    }

    /// Runs a command that must fail with a message, and leave no model behind.
    fn refuses(&self, arguments: &[&str], message: &str) {
        let output = self.run(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(message), "{stderr} does not say: {message}");
        self.holds_nothing();
    }

    fn holds_nothing(&self) {
        let left: Vec<String> = fs::read_dir(self.store())
            .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        assert!(left.iter().all(|name| name == ".lock" || name == ".partial"), "{left:?}");
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

fn registry(server: &Server) -> String {
    format!("{}/db/models.json", server.address)
}

#[test]
fn a_model_is_installed_listed_verified_and_removed() {
    let (server, place) = (Server::start(), Place::new());
    publish(&server);
    assert!(place.succeeds(&["model", "list"]).contains("de-en-base-memory\tnot installed"));
    place.succeeds(&["model", "install", "--registry", &registry(&server), "--trust"]);
    let list = place.succeeds(&["model", "list"]);
    assert!(list.contains("de-en-base-memory\tinstalled\t0.2 MB\ttrusted by you"), "{list}");
    assert_eq!(place.succeeds(&["model", "verify"]), "de-en-base-memory: sound\n");
    let weights = place.store().join("de-en-base-memory/model.deen.intgemm.alphas.bin");
    let mut bytes = fs::read(&weights).expect("installed");
    *bytes.last_mut().expect("not empty") ^= 1;
    fs::write(&weights, bytes).expect("written");
    let output = place.run(&["model", "verify", "de-en-base-memory"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("has changed since it was installed"));
    let rendered = place.run(&["render", "--engine", "firefox", "/dev/null"]);
    assert!(String::from_utf8_lossy(&rendered.stderr).contains("install the model again"));
    place.succeeds(&["model", "install", "--registry", &registry(&server), "--trust"]);
    assert_eq!(place.succeeds(&["model", "verify"]), "de-en-base-memory: sound\n");
    fs::remove_file(place.store().join("de-en-base-memory/lex.50.50.deen.s2t.bin")).expect("removed");
    assert_eq!(place.run(&["model", "verify"]).status.code(), Some(1));
    place.succeeds(&["model", "remove", "de-en-base-memory"]);
    place.holds_nothing();
    assert_eq!(place.run(&["model", "remove", "de-en-base-memory"]).status.code(), Some(2));
}

#[test]
fn nothing_is_taken_that_nobody_vouches_for() {
    let (server, place) = (Server::start(), Place::new());
    publish(&server);
    place.refuses(&["model", "install", "--registry", &registry(&server)], "nothing vouches for");
    let directory = place.0.path().join("files");
    write_model(&directory);
    place
        .refuses(&["model", "install", "--from", &directory.display().to_string()], "--trust installs it all the same");
}

#[test]
fn a_download_that_breaks_off_is_resumed() {
    let (server, place) = (Server::start(), Place::new());
    publish(&server);
    let path = "/files/model.deen.intgemm.alphas.bin.gz";
    let whole = gz(&model()[0].2);
    let third = whole.len() / 3;
    server.put(path, Answer { breaks: vec![third; 2], ..Answer::ok(whole.clone()) });
    place.succeeds(&["model", "install", "--registry", &registry(&server), "--trust"]);
    let offsets: Vec<usize> =
        server.requests().into_iter().filter(|(asked, _)| asked == path).map(|(_, at)| at).collect();
    assert_eq!(offsets, [0, third, 2 * third]);
    assert_eq!(place.succeeds(&["model", "verify"]), "de-en-base-memory: sound\n");
}

#[test]
fn a_download_that_fails_is_resumed_by_the_next_command() {
    let (server, place) = (Server::start(), Place::new());
    publish(&server);
    let path = "/files/model.deen.intgemm.alphas.bin.gz";
    let whole = gz(&model()[0].2);
    server.put(path, Answer { breaks: vec![1000, 0, 0, 0, 0], ..Answer::ok(whole) });
    place.refuses(
        &["model", "install", "--registry", &registry(&server), "--trust"],
        "run the command again to resume it",
    );
    place.succeeds(&["model", "install", "--registry", &registry(&server), "--trust"]);
    assert!(server.requests().contains(&(path.to_owned(), 1000)));
    assert_eq!(place.succeeds(&["model", "verify"]), "de-en-base-memory: sound\n");
}

#[test]
fn a_file_that_was_replaced_while_it_was_fetched_is_fetched_anew() {
    let (server, place) = (Server::start(), Place::new());
    publish(&server);
    let path = "/files/model.deen.intgemm.alphas.bin.gz";
    let other = gz(&weights(4));
    server.put(path, Answer { breaks: vec![100, 0, 0, 0, 0], ..Answer::ok(other) });
    place.refuses(&["model", "install", "--registry", &registry(&server), "--trust"], "broke off");
    server.put(path, Answer::ok(gz(&model()[0].2)));
    place.succeeds(&["model", "install", "--registry", &registry(&server), "--trust"]);
    assert_eq!(place.succeeds(&["model", "verify"]), "de-en-base-memory: sound\n");
}

#[test]
fn rubbish_and_errors_of_a_server_install_nothing() {
    let (server, place) = (Server::start(), Place::new());
    let address = registry(&server);
    let install = ["model", "install", "--registry", &address, "--trust"];
    place.refuses(&install, "answered with status 404");
    server.put("/db/models.json", Answer::ok("<html>Welcome to the hotel</html>"));
    place.refuses(&install, "is no registry of models");
    server.put("/db/models.json", Answer::ok(r#"{"baseUrl":"http://127.0.0.1","models":{"fr-en":[]}}"#));
    place.refuses(&install, "the registry has no model for de → en; it has: fr-en");
    publish(&server);
    let path = "/files/vocab.deen.spm.gz";
    server.put(path, Answer { status: 500, ..Answer::default() });
    place.refuses(&install, "answered with status 500");
    server.put(path, Answer::ok("<html>Welcome to the hotel</html>"));
    place.refuses(&install, "nothing was installed");
    let mut damaged = gz(&model()[2].2);
    damaged.truncate(damaged.len() - 6);
    server.put(path, Answer::ok(damaged));
    place.refuses(&install, "cannot be unpacked");
    server.put(path, Answer::ok(gz(&vec![0; 1 << 20])));
    place.refuses(&install, "longer than it should be");
    let mut other = model()[2].2.clone();
    *other.last_mut().expect("not empty") ^= 1;
    server.put(path, Answer::ok(gz(&other)));
    place.refuses(&install, &format!("has the SHA-256 {} and should have {}", sha256(&other), sha256(&model()[2].2)));
    place.refuses(&["model", "install", "--registry", "http://127.0.0.1:1/models.json"], "cannot reach");
}

#[test]
fn a_slow_server_is_given_up() {
    let server = Server::start();
    server.put("/slow", Answer { delay: Duration::from_secs(5), ..Answer::ok("late") });
    let http = Http::with_patience(Duration::from_millis(200));
    assert!(matches!(http.get(&format!("{}/slow", server.address), 0), Err(FetchError::Unreachable { .. })));
    server.put("/ok", Answer::ok("here"));
    let mut text = String::new();
    http.get(&format!("{}/ok", server.address), 0).expect("an answer").reader.read_to_string(&mut text).expect("text");
    assert_eq!(text, "here");
}

/// Each connection brings a part and falls silent: the download goes on from there as long as anything comes.
#[test]
fn a_line_that_falls_silent_is_taken_up_again() {
    let (server, place) = (Server::start(), Place::new());
    publish(&server);
    let path = "/files/model.deen.intgemm.alphas.bin.gz";
    let whole = gz(&model()[0].2);
    let part = whole.len() / 5;
    let silence = Duration::from_secs(20);
    server.put(path, Answer { breaks: vec![part; 3], silence, ..Answer::ok(whole.clone()) });
    let store = Store::at(place.store());
    let http = Http::with_patience(Duration::from_millis(300));
    let installer = Installer { store: &store, fetch: &http, pinned: Vec::new(), trust: true, progress: &|_| {} };
    let model = installer.install(&Origin::Registry(registry(&server)), ("de", "en"), None).expect("it is installed");
    assert_eq!(model.name, "de-en-base-memory");
    let offsets: Vec<usize> =
        server.requests().into_iter().filter(|(asked, _)| asked == path).map(|(_, at)| at).collect();
    assert_eq!(offsets, [0, part, 2 * part, 3 * part]);
    // One that brings nothing is given up.
    server.put(path, Answer { breaks: vec![0; 9], silence, ..Answer::ok(whole) });
    let error = installer.install(&Origin::Registry(registry(&server)), ("de", "en"), None).expect_err("nothing comes");
    assert!(error.to_string().contains("broke off after 0 bytes"), "{error}");
}

#[test]
fn directories_archives_and_mirrors_serve_machines_without_the_registry() {
    let (server, place) = (Server::start(), Place::new());
    let directory = place.0.path().join("files");
    write_model(&directory);
    place.succeeds(&["model", "install", "tiny", "--from", &directory.display().to_string(), "--trust"]);
    assert!(place.succeeds(&["model", "list"]).contains("de-en-tiny\tinstalled"));
    // A file of the model stands for its directory; compressed files are unpacked.
    let packed = place.0.path().join("packed");
    fs::create_dir_all(&packed).expect("a directory");
    for (_, name, bytes) in model() {
        fs::write(packed.join(format!("{name}.gz")), gz(&bytes)).expect("written");
    }
    let file = packed.join("vocab.deen.spm.gz").display().to_string();
    place.succeeds(&["model", "install", "base", "--from", &file, "--trust"]);
    // An archive.
    let archive = place.0.path().join("model.tar.gz");
    let mut tar = tar::Builder::new(GzEncoder::new(fs::File::create(&archive).expect("a file"), Compression::fast()));
    tar.append_dir_all("some/folder", &directory).expect("packed");
    tar.into_inner().expect("packed").finish().expect("packed");
    place.succeeds(&["model", "install", "base-memory", "--from", &archive.display().to_string(), "--trust"]);
    // What is installed serves as a mirror.
    let installed = place.store().join("de-en-base-memory");
    for entry in fs::read_dir(installed).expect("installed").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        server.put(&format!("/mirror/{name}"), Answer::ok(fs::read(entry.path()).expect("readable")));
    }
    place.succeeds(&["model", "remove", "de-en-base-memory", "de-en-base", "de-en-tiny"]);
    place.succeeds(&["model", "install", "--from", &format!("{}/mirror/", server.address), "--trust"]);
    assert_eq!(place.succeeds(&["model", "verify"]), "de-en-base-memory: sound\n");
}

#[test]
fn files_that_do_not_belong_together_are_refused() {
    let place = Place::new();
    let directory = place.0.path().join("files");
    let from = directory.display().to_string();
    let install = ["model", "install", "--from", &from, "--trust"];
    place.refuses(&install, "cannot read");
    for (name, bytes, message) in [
        ("vocab.deen.spm", vocabulary(&["<unk>", "</s>", "a", "b"]), "it belongs to another model"),
        ("vocab.deen.spm", weights(3), "no usable vocabulary file"),
        ("lex.50.50.deen.s2t.bin", shortlist(&[0, 7]), "it belongs to another model"),
        ("lex.50.50.deen.s2t.bin", shortlist(&[0, 2])[..40].to_vec(), "it is cut short"),
        ("model.deen.intgemm.alphas.bin", weights(3)[..5000].to_vec(), "it is cut short"),
        ("model.deen.intgemm.alphas.bin", Vec::new(), "it is cut short"),
        (
            "model.deen.intgemm.alphas.bin",
            b"<!DOCTYPE html><title>404</title>".to_vec(),
            "does not begin as a Marian model",
        ),
    ] {
        write_model(&directory);
        fs::write(directory.join(name), bytes).expect("written");
        place.refuses(&install, message);
    }
    write_model(&directory);
    fs::remove_file(directory.join("vocab.deen.spm")).expect("removed");
    place.refuses(&install, "no vocabulary file (vocab.*.spm)");
    write_model(&directory);
    place.refuses(
        &["model", "install", "--from", &from, "--trust", "--pair", "pt-en"],
        "this is a model for de-en, not for pt-en",
    );
    place.refuses(&["model", "install", "--pair", "german"], "is no language pair");
}

#[test]
fn two_installations_do_not_run_at_once() {
    let place = Place::new();
    let directory = place.0.path().join("files");
    write_model(&directory);
    fs::create_dir_all(place.store()).expect("a directory");
    let lock = fs::File::create(place.store().join(".lock")).expect("a file");
    lock.lock().expect("locked");
    let from = directory.display().to_string();
    place.refuses(&["model", "install", "--from", &from, "--trust"], "another installation is running");
    drop(lock);
    place.succeeds(&["model", "install", "--from", &from, "--trust"]);
}

#[test]
fn a_store_that_cannot_be_written_is_said_so() {
    let place = Place::new();
    let directory = place.0.path().join("files");
    write_model(&directory);
    fs::write(place.store(), b"a file where a directory should be").expect("written");
    let output = place.run(&["model", "install", "--from", &directory.display().to_string(), "--trust"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot create"));
}

/// No user may create anything there, not even the superuser.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_store_is_told_with_the_way_out() {
    let place = Place::new();
    let directory = place.0.path().join("files");
    write_model(&directory);
    let from = directory.display().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_umschrift"))
        .args(["model", "install", "--from", &from, "--trust"])
        .env("UMSCHRIFT_MODELS", "/sys/umschrift")
        .output()
        .expect("the program runs");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr.contains("/sys/umschrift") && stderr.contains("UMSCHRIFT_MODELS names another"), "{stderr}");
}

#[test]
fn rendering_without_a_model_uses_rules_and_says_so_when_firefox_is_wanted() {
    let place = Place::new();
    place.refuses(&["render", "--engine", "firefox", "/dev/null"], "umschrift model install");
    let output = place.run(&["render", "--format", "json", "/dev/null"]);
    assert!(
        String::from_utf8_lossy(&output.stdout).contains(r#""name":"rules""#),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    // A model of another pair is no model for German.
    let directory = place.0.path().join("pt");
    fs::create_dir_all(&directory).expect("a directory");
    for (_, name, bytes) in model() {
        fs::write(directory.join(name.replace("deen", "pten")), bytes).expect("written");
    }
    place.succeeds(&["model", "install", "--from", &directory.display().to_string(), "--trust", "--pair", "pt-en"]);
    let output = place.run(&["render", "--engine", "firefox", "--firefox-model", "pt-en-unknown", "/dev/null"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("translates pt to en"));
    let output = place.run(&["render", "--format", "json", "/dev/null"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains(r#""name":"rules""#));
}
