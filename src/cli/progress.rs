//! Progress of long work, and its interruption.
//!
//! On a terminal, and only there, work that takes more than a moment shows a bar on standard error with words a second and the time
//! that remains. Ctrl-C ends the work after the document at hand, or within it where an engine can stop: what was finished
//! is whole. A second Ctrl-C ends the program at once.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::input::Place;
use crate::translate::Watch;

/// How long work must take before it shows a bar.
const PATIENCE: Duration = Duration::from_millis(800);

/// Bytes of a German word with the space after it, by which words are counted where only bytes are known.
const BYTES_A_WORD: f64 = 7.0;

/// The state of Ctrl-C: how often it was pressed.
static PRESSED: AtomicUsize = AtomicUsize::new(0);

/// Whether the program waits for standard input.
static WAITING: AtomicBool = AtomicBool::new(false);

/// The progress of one command over its inputs.
pub struct Progress {
    bar: ProgressBar,
    since: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// Progress over these inputs; with `quiet`, or if standard error is no terminal, nothing is ever shown.
    pub fn new(places: &[Place], quiet: bool) -> Self {
        let bar = if quiet || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let bar = ProgressBar::with_draw_target(Some(bytes(places)), ProgressDrawTarget::hidden());
            bar.set_style(style());
            bar
        };
        Self { bar, since: Instant::now(), shown: AtomicBool::new(quiet || !std::io::stderr().is_terminal()) }
    }

    /// Runs `write`, which may print to the terminal, with the bar out of its way.
    pub fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        self.bar.suspend(write)
    }

    /// Reads an input. While a person types it there is nothing yet to keep whole, and Ctrl-C ends the program.
    pub fn reading<R>(&self, place: &Place, read: impl FnOnce() -> R) -> R {
        WAITING.store(*place == Place::Stdin, Ordering::Relaxed);
        let input = read();
        WAITING.store(false, Ordering::Relaxed);
        input
    }

    /// Whether Ctrl-C was pressed.
    pub fn interrupted(&self) -> bool {
        PRESSED.load(Ordering::Relaxed) > 0
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Progress {
    fn done(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
        if self.since.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(250));
        }
    }

    fn cancelled(&self) -> bool {
        self.interrupted()
    }
}

/// Takes Ctrl-C (and the polite request to end) over: the first is remembered, the second ends the program.
pub fn catch_interruption() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        // Where no handler can be set, Ctrl-C ends the program as ever.
        let _ = ctrlc::set_handler(|| {
            if PRESSED.fetch_add(1, Ordering::Relaxed) > 0 || WAITING.load(Ordering::Relaxed) {
                std::process::exit(130);
            }
            anstream::eprintln!("\nending with what is under way; press Ctrl-C again to end at once");
        });
    });
}

/// The size of all inputs, as far as it is known before they are read.
fn bytes(places: &[Place]) -> u64 {
    let size = |place: &Place| match place {
        Place::Stdin => None,
        Place::File(path) => std::fs::metadata(path).ok().map(|metadata| metadata.len()),
    };
    places.iter().filter_map(size).sum()
}

fn style() -> ProgressStyle {
    let words = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(out, "{:.0}", state.per_sec() / BYTES_A_WORD);
    };
    ProgressStyle::with_template("{bar:30} {percent:>3} %  {words} words/s  {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("words", words)
}
