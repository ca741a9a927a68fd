//! The program as its users run it: the cases under `tests/cmd`, and every example of the README.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes the expected output anew; `git diff` shows what has changed.

use std::time::Duration;

use umschrift::glossary::Glossary;

fn cases() -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    cases.env("NO_COLOR", "1").env("RUST_BACKTRACE", "0").timeout(Duration::from_secs(60));
    // Neither a model nor a dictionary that the machine happens to have.
    cases.env("UMSCHRIFT_MODELS", "/nonexistent").env("XDG_DATA_DIRS", "/nonexistent");
    // What changes with every word in a glossary, and with every release.
    cases.insert_var("[GLOSSARY]", format!("{:016x}", Glossary::shared().fingerprint())).expect("a new variable");
    cases.insert_var("[VERSION]", env!("CARGO_PKG_VERSION")).expect("a new variable");
    cases
}

#[test]
fn commands() {
    cases().case("tests/cmd/*.md").case("tests/cmd/*.toml");
}

#[test]
fn readme() {
    cases().case("README.md");
}
