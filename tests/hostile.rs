//! Text and glossaries by people who mean harm: whatever names and titles hold, no output format takes it for its own
//! syntax, and no terminal for a command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use tempfile::TempDir;

/// What each format could take for its own: tags, attributes, styles, links, footnotes, commands, placeholders, formulas.
const SYNTAX: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)' x='",
    "</style><style>*{background:url(//example.org)}",
    "</title></textarea><svg/onload=alert(1)>",
    "&lt;b&gt; &#60;b&#62;",
    "[Klick](javascript:alert(1))",
    "![x](//example.org/x.png)",
    "[^1]: [^1] <!-- -->",
    "```\n# x",
    "$x$ $$y$$",
    "{0} [x](1)",
    "::error file=x::y %0A::add-mask::z",
    "\"\"\" ]]\n[[person]]",
];

/// What terminals obey or are fooled by.
const CONTROLS: [&str; 7] =
    ["\u{1b}[31mrot", "\u{1b}]0;Titel\u{7}", "\u{9b}2J", "\u{8}\u{8}\u{8}", "\r", "\u{202e}txet", "\u{2066}x\u{2069}"];

/// A report with hostile text between its names, under a hostile name, and a glossary with hostile titles.
struct Attack {
    folder: TempDir,
    report: PathBuf,
    glossary: PathBuf,
}

impl Attack {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut report = String::new();
        let mut glossary = String::new();
        for (at, hostile) in SYNTAX.iter().chain(&CONTROLS).enumerate() {
            let title = format!("Oberprobenwart{}", "abcdefghijklmnopqrstuvwxyz".chars().nth(at).unwrap());
            report.push_str(&format!(
                "Der {title} Park Jong-chon {hostile} und Choi Sun-hee trafen {hostile} Kwak Thyol {hostile}.\n"
            ));
            let line = hostile.replace(['\n', '\r'], " ");
            if !line.trim().is_empty() && !line.contains(char::is_control) {
                let english = toml::Value::String(line).to_string();
                glossary.push_str(&format!(
                    "[[title]]\nid = \"title-{at}\"\nde = [\"{title}\"]\nen = {english}\nnote = {english}\n"
                ));
                glossary.push_str(&format!(
                    "[[person]]\nid = \"person-{at}\"\ncanonical = {english}\naliases = [\"Kwak Thyo\"]\nambiguous = true\n"
                ));
            }
        }
        let name = "a\"><b onload=x>\u{1b}[31m[x](y) & 'c'.txt";
        let paths = [folder.path().join(name), folder.path().join("own.toml")];
        fs::write(&paths[0], report).unwrap();
        fs::write(&paths[1], glossary).unwrap();
        let [report, glossary] = paths;
        Self { folder, report, glossary }
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_umschrift"))
            .args(arguments)
            .arg(&self.report)
            .arg("--glossary")
            .arg(&self.glossary)
            .current_dir(self.folder.path())
            .env("XDG_DATA_DIRS", "/nonexistent")
            .output()
            .unwrap();
        let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {stderr}");
        assert_harmless(&stderr, &format!("messages of {arguments:?}"));
        stdout
    }
}

/// Nothing but lines and tabs steers what is shown.
#[track_caller]
fn assert_harmless(shown: &str, what: &str) {
    let steers = |c: char| {
        c.is_control() && !"\n\t".contains(c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    if let Some(line) = shown.lines().find(|line| line.contains(steers)) {
        panic!("{what}: {line:?}");
    }
}

#[test]
fn what_people_read_steers_no_terminal() {
    let attack = Attack::new();
    for arguments in [
        &["render"][..],
        &["render", "--format", "plain"],
        &["render", "--format", "markdown"],
        &["render", "--format", "html"],
        &["annotate"],
        &["check"],
        &["check", "--format", "sarif"],
        &["coverage"],
        &["coverage", "--stubs"],
    ] {
        let shown = attack.run(arguments);
        assert!(shown.contains("Pak Jong Chon") || arguments[0] == "coverage", "{arguments:?} found nothing: {shown}");
        assert_harmless(&shown, &format!("{arguments:?}"));
    }
    // Machines escape what they are given; the text itself is kept.
    for arguments in
        [&["annotate", "--format", "json"][..], &["render", "--format", "json"], &["check", "--format", "json"]]
    {
        for line in attack.run(arguments).lines() {
            serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {line}"));
        }
    }
}

#[test]
fn html_holds_no_element_and_no_attribute_but_its_own() {
    const ELEMENTS: [&str; 26] = [
        "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "nav", "article", "section",
        "h1", "h2", "h3", "p", "div", "span", "b", "i", "br", "ol", "ul", "li", "a", "sup",
    ];
    const ATTRIBUTES: [&str; 14] = [
        "lang",
        "charset",
        "name",
        "content",
        "class",
        "id",
        "tabindex",
        "role",
        "aria-describedby",
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "href",
        "title",
    ];
    let page = Attack::new().run(&["render", "--format", "html"]);
    assert!(
        page.contains("&lt;script&gt;alert(1)") && page.contains("onerror=alert(1)&gt;"),
        "the attack is not there"
    );
    let mut elements = 0;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<usize>| {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match event {
            CallbackEvent::OpenStartTag { name } => {
                elements += 1;
                assert!(ELEMENTS.contains(&text(name).as_str()), "<{}>", text(name));
            }
            CallbackEvent::AttributeName { name } => {
                assert!(ATTRIBUTES.contains(&text(name).as_str()), "attribute {}", text(name));
            }
            CallbackEvent::AttributeValue { value } => assert!(!text(value).contains("javascript"), "{}", text(value)),
            CallbackEvent::Comment { value } => panic!("comment {}", text(value)),
            _ => {}
        }
        None::<std::convert::Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(&page, emitter).finish();
    assert!(elements > 50);
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn markdown_holds_no_markup_but_its_own_footnotes() {
    let page = Attack::new().run(&["render", "--format", "markdown"]);
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_MATH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_TASKLISTS;
    let mut footnotes = 0;
    for event in Parser::new_ext(&page, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML {html}"),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => panic!("code {code}"),
            Event::Start(Tag::FootnoteDefinition(_)) => footnotes += 1,
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item) => {}
            Event::Start(tag) => panic!("{tag:?}"),
            _ => {}
        }
    }
    let labelled = page.lines().filter(|line| line.starts_with("[^")).count();
    assert!(footnotes > SYNTAX.len() / 2 && footnotes == labelled, "{footnotes} footnotes, {labelled} labels");
}

#[test]
fn workflow_commands_and_sarif_are_one_a_finding() {
    let attack = Attack::new();
    let findings = attack.run(&["check", "--format", "json"]).lines().count();
    assert!(findings > SYNTAX.len());
    let commands = attack.run(&["check", "--format", "github"]);
    assert_harmless(&commands, "workflow commands");
    assert_eq!(commands.lines().count(), findings);
    for line in commands.lines() {
        let begins = ["::error file=", "::warning file=", "::notice file="].iter().any(|start| line.starts_with(start));
        assert!(begins && !line[2..].contains("\n::"), "{line}");
    }
    let log: Value = serde_json::from_str(&attack.run(&["check", "--format", "sarif"])).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), findings);
    for result in results {
        let text = result["message"]["text"].as_str().unwrap();
        let opens = text.char_indices().filter(|(_, c)| *c == '[');
        assert!(opens.clone().all(|(at, _)| text[..at].ends_with('\\')), "a link: {text}");
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>[]".contains(&byte)), "{uri}");
    }
}

#[test]
fn stubs_are_the_entries_that_they_say_and_no_others() {
    let attack = Attack::new();
    let stubs: toml::Table = toml::from_str(&attack.run(&["coverage", "--stubs"])).unwrap();
    let report: Value = serde_json::from_str(&attack.run(&["coverage", "--format", "json"])).unwrap();
    assert_eq!(stubs.keys().collect::<Vec<_>>(), ["person"]);
    assert_eq!(stubs["person"].as_array().unwrap().len(), report["missing"].as_array().unwrap().len());
}

#[test]
fn a_glossary_with_control_characters_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    for field in
        ["canonical = \"A\\u001b[31m\"", "canonical = \"A\"\naliases = [\"B\\nC\"]", "canonical = \"A\\u009b\""]
    {
        fs::write(&file, format!("[[person]]\nid = \"a\"\n{field}\n")).unwrap();
        let run = |arguments: &[&str], file: &Path| {
            let output = Command::new(env!("CARGO_BIN_EXE_umschrift")).args(arguments).arg(file).output().unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let (code, stderr) = run(&["glossary", "validate"], &file);
        assert_eq!(code, Some(1), "{stderr}");
        assert!(stderr.contains("control character") && stderr.contains("own.toml:"), "{stderr}");
        assert_harmless(&stderr, field);
    }
    // A note may have several lines.
    fs::write(&file, "[[person]]\nid = \"a\"\ncanonical = \"Pak Abc\"\nnote = \"\"\"one\ntwo\"\"\"\n").unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_umschrift")).args(["glossary", "validate"]).arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
