//! Remote engines against a server on this machine that speaks the documented APIs, well and badly.
#![cfg(feature = "remote")]

mod contracts;
mod failures;
#[cfg(feature = "cli")]
mod program;
mod server;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use umschrift::glossary::EntryType;
use umschrift::span::Span;
use umschrift::translate::remote::cache::Cache;
use umschrift::translate::remote::client::{Client, Patience};
use umschrift::translate::remote::deepl::DeepL;
use umschrift::translate::remote::http::{Secret, Ureq};
use umschrift::translate::remote::libretranslate::LibreTranslate;
use umschrift::translate::remote::openai::OpenAi;
use umschrift::translate::remote::{Provider, Remote};
use umschrift::translate::{Atom, Draft, Engine, EngineError, Source, Watch};

const KEY: &str = "k3y-0f-a-test";

/// Makes the provider of an API at an address.
type Make = fn(&str) -> Box<dyn Provider>;

fn deepl(url: &str) -> Box<dyn Provider> {
    Box::new(DeepL::new(Some(url), Secret::new(KEY), true).unwrap())
}

fn libretranslate(url: &str) -> Box<dyn Provider> {
    Box::new(LibreTranslate::new(Some(url), Some(Secret::new(KEY))).unwrap())
}

fn openai(url: &str) -> Box<dyn Provider> {
    Box::new(OpenAi::new(Some(&format!("{url}/v1")), Some(Secret::new(KEY)), "tiny".into(), true).unwrap())
}

/// An engine with no patience to speak of.
fn engine(url: &str, provider: Box<dyn Provider>, cache: Option<&Path>) -> Remote {
    let patience =
        Patience { attempts: 4, first_pause: Duration::from_millis(2), longest_pause: Duration::from_millis(1500) };
    let transport = Ureq::new(url, Duration::from_millis(600), 64 << 10);
    let cache = cache.map(|directory| Cache::open(directory, provider.name()).unwrap());
    Remote::new(provider, Client::new(Box::new(transport), patience), cache)
}

fn sources(texts: &[String]) -> Vec<Source<'_>> {
    texts.iter().map(|text| Source { text, atoms: &[] }).collect()
}

fn sentences(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("Das ist Satz {number}.")).collect()
}

fn atom(text: &str, german: &str, english: &'static str) -> Atom<'static> {
    let start = text.find(german).unwrap();
    Atom::noun(Span::new(start, start + german.len()), english, EntryType::Person)
}

fn texts(drafts: Result<Vec<Draft>, EngineError>) -> Result<Vec<String>, String> {
    match drafts {
        Ok(drafts) => Ok(drafts.into_iter().map(|draft| draft.text).collect()),
        Err(error) => Err(error.to_string()),
    }
}

fn english(engine: &Remote, german: &[String]) -> Result<Vec<String>, String> {
    texts(engine.translate(&sources(german)))
}

/// Gives up once so many bytes are done.
struct Until {
    bytes: usize,
    done: AtomicUsize,
    over: AtomicBool,
}

impl Watch for Until {
    fn done(&self, bytes: usize) {
        if self.done.fetch_add(bytes, Ordering::SeqCst) + bytes >= self.bytes {
            self.over.store(true, Ordering::SeqCst);
        }
    }

    fn cancelled(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }
}
