//! Holds the direction of dependencies between the library's modules, and what every source file has in common.
//!
//! Reads the sources as text: each path that begins with `crate::` is a dependency of the top-level module it stands in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The six steps in order. A step may use the ones before it.
const STEPS: [&str; 6] = ["read", "segment", "matching", "translate", "enforce", "export"];

/// What stands beside the steps and knows none of them, with what each may use.
const BESIDE: [(&str, &[&str]); 5] = [
    ("span", &[]),
    ("diagnostic", &["span"]),
    ("network", &[]),
    ("romanization", &[]),
    ("glossary", &["romanization", "span"]),
];

/// What is made of an annotated text besides, and the front end, with what each may use besides the steps and the modules
/// beside them.
const ABOVE: [(&str, &[&str]); 7] = [
    ("pipeline", &[]),
    ("alarms", &[]),
    ("models", &[]),
    ("normalize", &[]),
    ("check", &["normalize", "pipeline"]),
    ("coverage", &["pipeline"]),
    ("cli", &["pipeline", "alarms", "models", "normalize", "check", "coverage"]),
];

/// Single items that a step may use of a module above it: exports show annotated texts and findings, and the rules that
/// findings come from.
const EXCEPTIONS: [(&str, &str); 5] = [
    ("export", "pipeline::Annotated"),
    ("export", "check::RULES"),
    ("export", "alarms::RULES"),
    ("export", "alarms::Alarm"),
    ("export", "alarms::Side"),
];

/// Modules that the build compiles into itself; they may use nothing but each other.
const BUILD: [&str; 3] = ["glossary", "romanization", "span"];

/// Lines above which a file has to be split.
const LONGEST: usize = 600;

#[test]
fn dependencies_point_one_way() {
    let allowed = allowed();
    let mut wrong = BTreeSet::new();
    for (file, text) in sources() {
        let module = module(&file);
        let Some(may_use) = allowed.get(module.as_str()) else {
            wrong.insert(format!("{}: say in tests/architecture.rs where {module} belongs", file.display()));
            continue;
        };
        for path in crate_paths(&code(&text)) {
            let target = path.split("::").next().unwrap_or(&path);
            let excepted = EXCEPTIONS.iter().any(|(step, item)| *step == module && path == *item);
            if target != module && !excepted && !may_use.contains(target) {
                wrong.insert(format!("{}: {module} uses crate::{path}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "dependencies against the direction:\n{}", list(&wrong));
}

#[test]
fn what_the_build_compiles_in_uses_nothing_else() {
    let build = fs::read_to_string(root().join("src/build.rs")).unwrap();
    for module in BUILD {
        assert!(build.contains(&format!("mod {module}")), "src/build.rs does not compile {module}");
        let (_, uses) = BESIDE.iter().find(|(name, _)| *name == module).unwrap();
        assert!(uses.iter().all(|used| BUILD.contains(used)), "{module} uses what src/build.rs does not compile");
    }
}

#[test]
fn the_library_names_its_steps_in_order() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for step in STEPS {
        assert!(library.contains(&format!("pub mod {step};")), "lib.rs has no step {step}");
    }
    let drawn: Vec<Option<usize>> = ["read", "segment", "match", "translate", "enforce", "export"]
        .iter()
        .map(|step| library.find(&format!("─ {step} ─")))
        .collect();
    assert!(drawn.iter().all(Option::is_some) && drawn.is_sorted(), "the diagram of lib.rs lacks a step: {drawn:?}");
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = BTreeSet::new();
    for (file, text) in sources() {
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.insert(format!("{}: {lines} lines; split it at a seam (at most {LONGEST})", file.display()));
        }
        // Tests beside a module speak for themselves.
        if !text.starts_with("//!") && !file.ends_with("tests.rs") {
            wrong.insert(format!("{}: begin with //! that says what the module does and why", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", list(&wrong));
}

#[test]
fn no_module_is_a_drawer_for_everything() {
    const DRAWERS: [&str; 7] = ["utils", "util", "helpers", "helper", "manager", "misc", "common"];
    let mut wrong = BTreeSet::new();
    for (file, text) in sources() {
        let stem = |part: &Path| part.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let named = file.iter().any(|part| DRAWERS.contains(&stem(Path::new(part)).as_str()));
        let declares = |line: &str| {
            let mut words = line.split([' ', ';', '{']).skip_while(|word| *word != "mod").skip(1);
            words.next().is_some_and(|name| DRAWERS.contains(&name))
        };
        if named || code(&text).lines().any(declares) {
            wrong.insert(format!("{}: name the module after what it does", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", list(&wrong));
}

/// The sources and the documents speak of the program and its subject, and of no machine it was written on.
#[test]
fn nothing_names_a_machine_or_an_author() {
    const TRACES: [&str; 5] = ["/home/", "/work/", "/users/", "co-authored-by", "generated with"];
    let documents = ["README.md", "CHANGELOG.md", "glossaries/README.md"].map(PathBuf::from);
    let texts =
        documents.into_iter().filter_map(|file| Some((file.clone(), fs::read_to_string(root().join(&file)).ok()?)));
    let mut wrong = BTreeSet::new();
    for (file, text) in texts.chain(sources()) {
        for (number, line) in text.lines().enumerate() {
            let lower = line.to_lowercase();
            for trace in TRACES.iter().filter(|trace| lower.contains(**trace)) {
                wrong.insert(format!("{}:{}: {trace}", file.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", list(&wrong));
}

/// Which top-level modules each top-level module may use.
fn allowed() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let beside: BTreeSet<&str> = BESIDE.iter().map(|(name, _)| *name).collect();
    let mut allowed: BTreeMap<&str, BTreeSet<&str>> =
        BESIDE.iter().map(|(name, uses)| (*name, uses.iter().copied().collect())).collect();
    for (at, step) in STEPS.iter().enumerate() {
        allowed.insert(step, beside.iter().chain(&STEPS[..at]).copied().collect());
    }
    for (name, uses) in ABOVE {
        allowed.insert(name, beside.iter().chain(&STEPS).chain(uses).copied().collect());
    }
    // The crate's root names everything and uses nothing; the program calls the library from outside.
    allowed.insert("lib", BTreeSet::new());
    allowed.insert("main", BTreeSet::new());
    allowed
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under `src` but the build's own, with paths from the package's root.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("src/build.rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// The top-level module of a file: `src/matching/words.rs` belongs to `matching`.
fn module(file: &Path) -> String {
    let part = file.iter().nth(1).map(Path::new).and_then(Path::file_stem);
    part.and_then(|stem| stem.to_str()).unwrap_or_default().to_owned()
}

/// The text without its comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every path after `crate::`, with groups written out: `crate::a::{b, c::d}` gives `a::b` and `a::c::d`.
fn crate_paths(code: &str) -> Vec<String> {
    let whole_word = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'));
    code.match_indices("crate::")
        .filter(|(at, _)| whole_word(*at))
        .flat_map(|(at, prefix)| expand("", &code[at + prefix.len()..]))
        .collect()
}

/// The paths of the use tree at the start of `code`, each behind `prefix`.
fn expand(prefix: &str, code: &str) -> Vec<String> {
    let code = code.trim_start();
    if let Some(group) = code.strip_prefix('{') {
        return members(group).into_iter().flat_map(|member| expand(prefix, member)).collect();
    }
    let end = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
    let (name, rest) = code.split_at(end);
    let path = match (prefix, name) {
        ("", name) => name.to_owned(),
        (prefix, "" | "self") => prefix.to_owned(),
        (prefix, name) => format!("{prefix}::{name}"),
    };
    match rest.strip_prefix("::") {
        Some(rest) if !name.is_empty() => expand(&path, rest),
        _ => vec![path],
    }
}

/// What stands between the commas of a group, up to its closing brace.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut members) = (0_usize, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                members.push(&group[start..at]);
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    members.retain(|member| !member.trim().is_empty());
    members
}

fn list(lines: &BTreeSet<String>) -> String {
    lines.iter().map(|line| format!("  {line}\n")).collect()
}

#[test]
fn use_trees_are_written_out() {
    assert_eq!(crate_paths("use crate::span::Span;"), ["span::Span"]);
    let nested = crate_paths("use crate::export::{Rendered, json::{Json, Unit}, html,};");
    assert_eq!(nested, ["export::Rendered", "export::json::Json", "export::json::Unit", "export::html"]);
    assert_eq!(crate_paths("use crate::pipeline::{self, Annotated};"), ["pipeline", "pipeline::Annotated"]);
    let inline = crate_paths("fn f() -> crate::read::Format { other_crate::x(); crate::span::OffsetUnit::Bytes }");
    assert_eq!(inline, ["read::Format", "span::OffsetUnit::Bytes"]);
}
