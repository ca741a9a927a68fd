//! Input that nobody should have written, output that nobody takes: a clear message and the right exit code, no panic and
//! no half-written file. What a plain command line can show is under `tests/cmd`; here is the rest.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use umschrift::glossary::Glossary;
use umschrift::matching::Matcher;
use umschrift::pipeline::{annotate, render};
use umschrift::read::{Document, Format, read};
use umschrift::translate::rules::Rules;

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_umschrift"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).env("NO_COLOR", "1");
    command
}

/// Runs the program with a text on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child =
        program(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A program that has said no need not have read everything.
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().unwrap()
    })
}

/// The output of a command that is to end with this code, and says why if it could not work.
#[track_caller]
fn expect(code: i32, output: Output) -> (String, String) {
    let stderr = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    if code == 2 {
        let messages = stderr.lines().filter(|line| line.starts_with("error: ")).count();
        assert_eq!(messages, 1, "one message: {stderr}");
    }
    (String::from_utf8(output.stdout).expect("output is UTF-8"), stderr)
}

/// A report long enough to fill every buffer on its way.
fn long_report() -> String {
    let report = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/agency.de.txt")).unwrap();
    report.repeat(200)
}

fn closes_after_one_byte(arguments: &[&str]) {
    let mut child: Child =
        program(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let feeder = std::thread::spawn(move || {
        let _ = stdin.write_all(long_report().as_bytes());
    });
    stdout.read_exact(&mut [0]).unwrap();
    drop(stdout);
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    feeder.join().unwrap();
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{arguments:?} ended with {code:?}: {stderr}");
    assert!(!stderr.contains("error") && !stderr.contains("panicked"), "{arguments:?}: {stderr}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for arguments in [
        &["annotate", "--quiet"][..],
        &["annotate", "--quiet", "--format", "json"],
        &["normalize", "--quiet"],
        &["check", "--quiet", "--format", "github"],
        &["glossary", "list"],
    ] {
        closes_after_one_byte(arguments);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_with_its_reason() {
    for arguments in [&["annotate"][..], &["render", "--format", "json"], &["check"], &["normalize"], &["coverage"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = program(arguments);
        let output = command.arg("samples/agency.de.txt").stdout(full).output().unwrap();
        let (_, stderr) = expect(2, output);
        assert!(stderr.contains("standard output: No space left"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out.txt");
    fs::write(&target, "as it was").unwrap();
    let out = target.to_str().unwrap();
    // The second input cannot be read after the first has been written.
    let output = program(&["annotate", "samples/agency.de.txt", "no-such-file.txt", "-o", out]).output().unwrap();
    expect(2, output);
    assert_eq!(fs::read_to_string(&target).unwrap(), "as it was");
    let output = program(&["annotate", "samples/agency.de.txt", "-o", out]).output().unwrap();
    expect(0, output);
    assert!(fs::read_to_string(&target).unwrap().starts_with("samples/agency.de.txt:"));
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["out.txt"], "a temporary file is left");
}

#[test]
fn output_that_cannot_be_written_is_named_with_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    for (out, reason) in [
        ("missing/out.txt", "there is no directory"),
        ("file/out.txt", "there is no directory"),
        (".", "it is a directory"),
    ] {
        let out = folder.path().join(out);
        let output = program(&["annotate", "samples/flash.de.txt", "-o", out.to_str().unwrap()]).output().unwrap();
        let (_, stderr) = expect(2, output);
        assert!(stderr.contains(reason) && stderr.contains(out.to_str().unwrap()), "{stderr}");
        assert!(!stderr.contains(".umschrift-"), "a temporary file is named: {stderr}");
    }
}

/// A link stays a link, and a pipe or a device is no file to be replaced.
#[cfg(unix)]
#[test]
fn output_goes_through_links_and_into_pipes() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link, pipe) = (folder.path().join("real"), folder.path().join("link"), folder.path().join("pipe"));
    fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink("real", &link).unwrap();
    expect(0, program(&["annotate", "samples/flash.de.txt", "-o", link.to_str().unwrap()]).output().unwrap());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let written = fs::read_to_string(&real).unwrap();
    assert!(written.starts_with("samples/flash.de.txt:"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    expect(0, program(&["annotate", "samples/flash.de.txt", "-o", pipe.to_str().unwrap()]).output().unwrap());
    assert_eq!(reader.join().unwrap(), written);
    assert!(!fs::symlink_metadata(&pipe).unwrap().is_file());
}

#[test]
fn files_that_are_no_text_are_called_what_they_are() {
    for (bytes, reason) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff"[..], "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"%PDF-1.4\n%\xe2\xe3\n1 0 obj", "pdftotext"),
        (b"%PDF-1.4\n1 0 obj", "pdftotext"),
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "Word"),
        (b"{\\rtf1\\ansi Kim Jong Un}", "an RTF document"),
        (b"\x01\x02\xfe\xff", "a binary file"),
        (b"Kim\0Jong", "NUL"),
        (b"P\xe4kt", "--encoding windows-1252"),
    ] {
        let (_, stderr) = expect(2, run(&["annotate"], bytes));
        assert!(stderr.contains(reason), "{stderr}");
        assert_eq!(stderr.contains("--encoding windows"), reason.contains("windows"), "{stderr}");
    }
}

#[test]
fn a_byte_order_mark_takes_no_column() {
    let text = "\u{feff}Kim Yo-jong schwieg.\nKim Yo-jong schwieg.\n";
    let (stdout, _) = expect(0, run(&["annotate"], text.as_bytes()));
    let places: Vec<&str> = stdout.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(places, ["-:1:1", "-:2:1"]);
    let (stdout, _) = expect(1, run(&["check", "--format", "github"], text.as_bytes()));
    assert!(stdout.starts_with("::warning file=-,line=1,col=1,endLine=1,endColumn=12,"), "{stdout}");
}

#[test]
fn in_place_changes_are_all_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("a.txt");
    fs::write(&good, "Kim Yo-jong schwieg.\n").unwrap();
    fs::write(folder.path().join("b.txt"), b"Kim Yo-jong \xff schwieg.\n").unwrap();
    let output = program(&["normalize", "--write", folder.path().to_str().unwrap()]).output().unwrap();
    expect(2, output);
    assert_eq!(fs::read_to_string(good).unwrap(), "Kim Yo-jong schwieg.\n", "changed although the next file is bad");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret.txt");
    fs::write(&file, "Kim Jong Un\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&file).is_ok() {
        return; // The superuser reads everything.
    }
    let (_, stderr) = expect(2, program(&["annotate", file.to_str().unwrap()]).output().unwrap());
    assert!(stderr.contains("secret.txt") && stderr.contains("denied"), "{stderr}");
}

#[test]
fn any_number_of_unknown_names_is_counted() {
    const SURNAMES: [&str; 10] = ["Kim", "Ri", "Pak", "Choe", "Jong", "Kang", "Jo", "Yun", "Jang", "Rim"];
    const SYLLABLES: [&str; 20] = [
        "Phyo", "Gwak", "Thyo", "Khwae", "Pyol", "Dok", "Jok", "Tul", "Ryol", "Kkul", "Phul", "Sset", "Jjim", "Bbong",
        "Thoe", "Khul", "Nwi", "Mwo", "Rwa", "Hwek",
    ];
    // Without optimisation a name takes milliseconds, and a few thousand show the same.
    let number = if cfg!(debug_assertions) { 2_000 } else { 100_000 };
    let mut text = String::new();
    for at in 0..number {
        let (surname, first, second) = (SURNAMES[at % 10], SYLLABLES[at / 10 % 20], SYLLABLES[at / 200 % 20]);
        let _ = writeln!(text, "Am Montag sprach {surname} {first} {second} vor {at} Menschen.");
    }
    let (stdout, _) = expect(0, run(&["coverage", "--quiet", "--format", "json"], text.as_bytes()));
    let coverage: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(coverage["documents"], 1);
}

#[test]
fn a_long_line_is_a_line() {
    let line = "Kim Jong Un besuchte am Montag die Stadt Wonsan, und Kim Yo Jong schwieg; ".repeat(4_000);
    let text = Document::plain("line", &line);
    let annotated = annotate(&Matcher::new(Glossary::shared()), text);
    assert!(annotated.matches.mentions.len() >= 8_000);
}

#[test]
fn a_million_nested_elements_are_no_depth_at_all() {
    let depth = 1_000_000;
    let html = format!("{}Kim Jong Un{}", "<b>".repeat(depth), "</b>".repeat(depth));
    let document = read(html.into_bytes(), "deep.html", Some(Format::Html), None).unwrap();
    let annotated = annotate(&Matcher::new(Glossary::shared()), document);
    assert_eq!(annotated.matches.mentions.len(), 1);
    let span = annotated.document.input_span(annotated.matches.mentions[0].span);
    assert_eq!(span.of(annotated.document.input()), "Kim Jong Un");
}

#[test]
fn deep_markdown_is_no_depth_at_all() {
    for open in ["> ", "- ", "*", "[", "(", "`", "<b>"] {
        let text = format!("{}Kim Jong Un\n", open.repeat(20_000));
        let document = read(text.into_bytes(), "deep.md", Some(Format::Markdown), None).unwrap();
        annotate(&Matcher::new(Glossary::shared()), document);
    }
}

#[test]
fn sentences_without_end_are_translated() {
    let engine = Rules::new();
    let matcher = Matcher::new(Glossary::shared());
    for piece in ["und der Mann sagte, dass ", "(", "„", "sehr ", "Außen- und "] {
        let document = Document::plain("endless", piece.repeat(2_000));
        let annotated = annotate(&matcher, document);
        let rendering = render(Glossary::shared(), &engine, &annotated).unwrap();
        assert_eq!(rendering.mentions().count(), annotated.matches.mentions.len());
    }
}

/// Compounds and genitives end somewhere in German, but not in damaged input.
#[test]
fn words_without_end_are_translated() {
    for word in ["Haus", "haus", "Quarzhaus", "Außen-", "ungehalten", "7", "tausend", "dreiund", "A/", "1.", "ß", "김"]
    {
        let started = Instant::now();
        let annotated = annotate(&Matcher::new(Glossary::shared()), Document::plain("endless", word.repeat(2_000)));
        render(Glossary::shared(), &Rules::new(), &annotated).unwrap();
        assert!(started.elapsed() < Duration::from_secs(10), "{word}: {:?}", started.elapsed());
    }
}

/// Genitives, clauses and brackets in one another, on the stack of a thread that is not the first.
#[test]
fn depth_without_end_is_translated() {
    for piece in ["des Hauses ", ", der sagte, dass ", "des (", "der in der ", "Kims Hauses ", "Kim Jong Uns "] {
        let text = format!("Das Haus {}", piece.repeat(5_000));
        let translate = move || {
            let annotated = annotate(&Matcher::new(Glossary::shared()), Document::plain("deep", text));
            render(Glossary::shared(), &Rules::new(), &annotated).map(|_| ())
        };
        std::thread::Builder::new().stack_size(2 << 20).spawn(translate).unwrap().join().unwrap().unwrap();
    }
}

#[test]
fn a_glossary_may_hold_anything_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    for (content, reason) in [
        (&b"\xff\xfe\x00"[..], "not UTF-8"),
        (b"person = 1\n", "not a list"),
        (b"[[person]]\n", "id"),
        (b"[[person]]\nid = \"\"\ncanonical = \"\"\n", ""),
        (b"[[title]]\nid = \"a\"\nde = []\nen = \"\"\n", ""),
        (b"[[term]]\nid = \"a\"\nde = [\"\xc2\xad\"]\nen = \"A\"\n", ""),
        (b"[[person]]\nid = 5\ncanonical = [\"A\"]\n", ""),
        (b"a = [[[[[[[[[[[[[[[[\n", "not valid TOML"),
        (b"\0\0\0\0", "not valid TOML"),
    ] {
        fs::write(&file, content).unwrap();
        let output = program(&["glossary", "validate", file.to_str().unwrap()]).output().unwrap();
        let code = output.status.code();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(code, Some(0..=2)) && !stderr.contains("panicked"), "{code:?}: {stderr}");
        assert!(reason.is_empty() || code != Some(0) && stderr.contains(reason), "{code:?}: {stderr}");
        // What is valid can be used, and what is not cannot.
        let used =
            program(&["annotate", "samples/flash.de.txt", "--glossary", file.to_str().unwrap()]).output().unwrap();
        let works = used.status.code() == Some(0);
        assert_eq!(works, code == Some(0), "{}", String::from_utf8_lossy(&used.stderr));
    }
}

#[test]
fn a_deep_glossary_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep.toml");
    fs::write(&file, format!("a = {}", "[".repeat(100_000))).unwrap();
    let output = program(&["glossary", "validate", file.to_str().unwrap()]).output().unwrap();
    let (_, stderr) = expect(1, output);
    assert!(stderr.contains("not valid TOML"), "{stderr}");
}
