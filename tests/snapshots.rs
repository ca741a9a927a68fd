//! What the program says of whole reports, to be read by people when it changes.
//!
//! `INSTA_UPDATE=always cargo test --test snapshots` writes them anew; `git diff tests/snapshots` shows what has changed.

use std::process::Command;

/// Runs the program on a sample and gives what it prints on standard output.
fn output(arguments: &[&str], sample: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_umschrift"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .arg(format!("samples/{sample}"))
        .output()
        .expect("the program runs");
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{arguments:?} could not work on {sample}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

fn snapshot(name: &str, arguments: &[&str], sample: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("umschrift {} samples/{sample}", arguments.join(" ")));
    let output = output(arguments, sample);
    settings.bind(|| insta::assert_snapshot!(format!("{}-{name}", arguments[0]), output));
}

macro_rules! reports {
    ($($test:ident: $sample:literal,)*) => {$(
        mod $test {
            #[test]
            fn annotate() {
                super::snapshot(stringify!($test), &["annotate"], $sample);
            }

            #[test]
            fn check() {
                super::snapshot(stringify!($test), &["check", "--format", "human"], $sample);
            }

            #[test]
            fn render() {
                super::snapshot(stringify!($test), &["render", "--format", "text"], $sample);
            }
        }
    )*};
}

reports! {
    agency: "agency.de.txt",
    analysis: "analysis.de.txt",
    briefing: "briefing.de.md",
    football: "football.de.txt",
    kcna: "kcna.de.txt",
    page: "page.de.html",
    scanned: "scanned.de.txt",
    spellings: "spellings.de.txt",
    swiss: "swiss.de.txt",
}
