//! Remote engines: sentences → one endpoint that the user named → drafts.
//!
//! A text may be confidential. So nothing is sent but by a command that names the engine; it goes to that one address and to no
//! other, redirections included; keys come from the caller (the command line takes them from the environment alone); and
//! [`Remote::requests`] shows what would be sent without sending it.
//!
//! A [`Provider`] knows one API: how a batch of sentences becomes a request and how an answer becomes English. All
//! the rest is common: batches, duplicates, retries, bounds, and the cache by which an interrupted job goes on without
//! paying for anything twice. The drafts carry no alignment; enforcement looks for the canonical forms itself.

mod batch;
pub mod cache;
pub mod client;
pub mod deepl;
pub mod http;
pub mod libretranslate;
pub mod openai;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Draft, Engine, EngineError, Source, Unwatched, Watch};
use batch::{Batches, Segment};
use cache::Cache;
use client::Client;
use http::Request;

pub use batch::Term;

/// A remote engine could not work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The endpoint's address cannot be used.
    #[error("the endpoint \"{address}\" cannot be used: {reason}")]
    Address {
        /// As it was given.
        address: String,
        /// Why, and what to write.
        reason: String,
    },
    /// The engine needs something that was not given.
    #[error("the engine \"{engine}\" needs {missing}")]
    Missing {
        /// The engine's name.
        engine: &'static str,
        /// What to give, and where.
        missing: &'static str,
    },
    /// The endpoint was not reached, or went silent.
    #[error("{host} was not reached{}: {reason}; what is finished is kept, run the command again", times(*attempts))]
    Unreached {
        /// Host of the endpoint.
        host: String,
        /// What the network said.
        reason: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// The endpoint asks for a longer pause than the program waits, or stayed overloaded.
    #[error(
        "{host} takes no more requests now (status {status}); run the command again later: what is finished is kept"
    )]
    Busy {
        /// Host of the endpoint.
        host: String,
        /// Its last status.
        status: u16,
    },
    /// The endpoint refused.
    #[error("{host} refused with status {status}: {message}")]
    Refused {
        /// Host of the endpoint.
        host: String,
        /// HTTP status.
        status: u16,
        /// What it said, shortened.
        message: String,
    },
    /// The answer is not what the API documents.
    #[error("{host} gave an answer that cannot be used: {reason}")]
    Answer {
        /// Host of the endpoint.
        host: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The cache of finished sentences cannot be used.
    #[error("the cache {file} cannot be used: {source}; name another directory, or go without a cache")]
    Cache {
        /// The file or directory.
        file: String,
        /// The system's error.
        source: std::io::Error,
    },
    /// Whoever watched wanted no more.
    #[error("interrupted")]
    Cancelled,
}

fn times(attempts: u32) -> String {
    if attempts < 2 { String::new() } else { format!(" in {attempts} attempts") }
}

/// What an answer says that is no translation of the batch: too few sentences, cut off, another format.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadAnswer(pub String);

/// How much fits into one request.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Sentences.
    pub sentences: usize,
    /// Bytes of text. One longer sentence goes alone.
    pub bytes: usize,
}

/// One translation API.
pub trait Provider: Send + Sync {
    /// The name under which users choose the engine.
    fn name(&self) -> &'static str;

    /// What else decides the English: endpoint and model. Part of the version and of the cache's keys.
    fn variant(&self) -> String;

    /// How much fits into one request.
    fn limits(&self) -> Limits;

    /// Whether the terms of a sentence are part of its request and so decide its English.
    fn uses_terms(&self) -> bool;

    /// A request to make before the first batch, as for a glossary of these terms.
    fn prepare(&self, _terms: &[Term]) -> Option<Request> {
        None
    }

    /// The name of what was prepared, from the answer.
    ///
    /// # Errors
    /// If the answer does not name it.
    fn prepared(&self, _answer: &str) -> Result<String, BadAnswer> {
        Err(BadAnswer("nothing was asked for".into()))
    }

    /// A request to make after the last batch, to leave nothing behind.
    fn release(&self, _prepared: &str) -> Option<Request> {
        None
    }

    /// The request for a batch.
    fn request(&self, prepared: Option<&str>, batch: &[Segment]) -> Request;

    /// The English of a batch of `count` sentences, in order.
    ///
    /// # Errors
    /// If the answer does not hold exactly one English sentence for each.
    fn answers(&self, answer: &str, count: usize) -> Result<Vec<String>, BadAnswer>;
}

/// An engine at the other end of a network.
pub struct Remote {
    provider: Box<dyn Provider>,
    client: Client,
    cache: Option<Cache>,
}

impl Remote {
    /// An engine that asks `provider` through `client`, and keeps finished sentences in `cache` if there is one.
    pub fn new(provider: Box<dyn Provider>, client: Client, cache: Option<Cache>) -> Self {
        Self { provider, client, cache }
    }

    /// The requests that a translation would make, in order, without making any. Sentences that the cache holds are in none.
    /// What only an answer can tell, as the id of a glossary, stands as `{glossary}`.
    pub fn requests(&self, sentences: &[Source<'_>]) -> Vec<Request> {
        let plan = self.plan(sentences);
        if plan.open.is_empty() {
            return Vec::new();
        }
        let prepare = self.provider.prepare(&batch::terms(&plan.open));
        let prepared = prepare.as_ref().map(|_| "{glossary}");
        let batches = Batches::of(&plan.open, self.provider.limits());
        let release = prepared.and_then(|prepared| self.provider.release(prepared));
        prepare.into_iter().chain(batches.map(|batch| self.provider.request(prepared, batch))).chain(release).collect()
    }

    fn context(&self, segment: &Segment) -> u64 {
        let mut context = self.provider.variant();
        if self.provider.uses_terms() {
            for term in &segment.terms {
                let _ = write!(context, "\n{}\t{}", term.german, term.english);
            }
        }
        cache::fingerprint(&context)
    }

    fn plan(&self, sentences: &[Source<'_>]) -> Plan {
        let mut plan = Plan { english: vec![None; sentences.len()], open: Vec::new(), places: Vec::new() };
        let mut seen: BTreeMap<(u64, String), usize> = BTreeMap::new();
        for (place, source) in sentences.iter().enumerate() {
            let segment = Segment::of(source);
            if !segment.text.chars().any(char::is_alphabetic) {
                plan.english[place] = Some(segment.text);
                continue;
            }
            let context = self.context(&segment);
            if let Some(english) = self.cache.as_ref().and_then(|cache| cache.get(context, &segment.text)) {
                plan.english[place] = Some(english);
                continue;
            }
            match seen.entry((context, segment.text.clone())) {
                std::collections::btree_map::Entry::Occupied(first) => plan.places[*first.get()].push(place),
                std::collections::btree_map::Entry::Vacant(first) => {
                    first.insert(plan.open.len());
                    plan.open.push(segment);
                    plan.places.push(vec![place]);
                }
            }
        }
        plan
    }

    fn run(&self, sentences: &[Source<'_>], watch: &dyn Watch) -> Result<Vec<Draft>, RemoteError> {
        if watch.cancelled() {
            return Err(RemoteError::Cancelled);
        }
        let mut plan = self.plan(sentences);
        let known = |english: &[Option<String>]| {
            english.iter().zip(sentences).filter(|(english, _)| english.is_some()).map(|(_, s)| s.text.len()).sum()
        };
        watch.done(known(&plan.english));
        if !plan.open.is_empty() {
            let prepared = self.prepare(&plan.open, watch)?;
            let outcome = self.send(&mut plan, prepared.as_deref(), sentences, watch);
            if let Some(release) = prepared.and_then(|prepared| self.provider.release(&prepared)) {
                // What was prepared is of no use to anyone else, and no reason to lose the English.
                self.client.tell(&release);
            }
            outcome?;
        }
        let draft =
            |english: Option<String>| Draft { text: english.unwrap_or_default(), confidence: 1.0, ..Draft::default() };
        Ok(plan.english.into_iter().map(draft).collect())
    }

    fn prepare(&self, open: &[Segment], watch: &dyn Watch) -> Result<Option<String>, RemoteError> {
        let Some(request) = self.provider.prepare(&batch::terms(open)) else { return Ok(None) };
        let answer = self.client.send(&request, watch)?;
        self.provider.prepared(&answer).map(Some).map_err(|bad| self.bad(&request, &bad))
    }

    fn send(
        &self,
        plan: &mut Plan,
        prepared: Option<&str>,
        sentences: &[Source<'_>],
        watch: &dyn Watch,
    ) -> Result<(), RemoteError> {
        let mut next = 0;
        for batch in Batches::of(&plan.open, self.provider.limits()) {
            self.batch(batch, prepared, watch, &mut |segment, english| {
                if let Some(cache) = &self.cache {
                    cache.put(self.context(segment), &segment.text, &english)?;
                }
                for &place in &plan.places[next] {
                    plan.english[place] = Some(english.clone());
                    watch.done(sentences[place].text.len());
                }
                next += 1;
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Sends one batch; an answer that does not fit it is asked for once more, then in halves, so that one sentence that a
    /// server cannot cope with costs the others nothing.
    fn batch(
        &self,
        batch: &[Segment],
        prepared: Option<&str>,
        watch: &dyn Watch,
        take: &mut dyn FnMut(&Segment, String) -> Result<(), RemoteError>,
    ) -> Result<(), RemoteError> {
        let request = self.provider.request(prepared, batch);
        let mut bad = BadAnswer(String::new());
        for _ in 0..2 {
            let answers = match self.client.send(&request, watch) {
                Ok(answer) => self.provider.answers(&answer, batch.len()).and_then(|answers| complete(answers, batch)),
                Err(RemoteError::Answer { reason, .. }) => Err(BadAnswer(reason)),
                Err(error) => return Err(error),
            };
            match answers {
                Ok(answers) => {
                    return batch.iter().zip(answers).try_for_each(|(segment, english)| take(segment, english));
                }
                Err(reason) => bad = reason,
            }
        }
        if batch.len() < 2 {
            return Err(self.bad(&request, &bad));
        }
        let (first, second) = batch.split_at(batch.len() / 2);
        self.batch(first, prepared, watch, take)?;
        self.batch(second, prepared, watch, take)
    }

    fn bad(&self, request: &Request, bad: &BadAnswer) -> RemoteError {
        RemoteError::Answer { host: request.host().to_owned(), reason: bad.0.clone() }
    }
}

/// What is known already, and what must be asked for.
struct Plan {
    english: Vec<Option<String>>,
    open: Vec<Segment>,
    /// For each open segment the sentences that it is the text of.
    places: Vec<Vec<usize>>,
}

/// Answers on one line each, one for each sentence and none empty.
fn complete(answers: Vec<String>, batch: &[Segment]) -> Result<Vec<String>, BadAnswer> {
    if answers.len() != batch.len() {
        return Err(BadAnswer(format!("{} sentences were sent and {} came back", batch.len(), answers.len())));
    }
    let lines: Vec<String> = answers.iter().map(|answer| batch::one_line(answer)).collect();
    match lines.iter().position(String::is_empty) {
        Some(empty) => Err(BadAnswer(format!("sentence {} of {} came back empty", empty + 1, batch.len()))),
        None => Ok(lines),
    }
}

impl Engine for Remote {
    fn name(&self) -> &str {
        self.provider.name()
    }

    fn version(&self) -> String {
        self.provider.variant()
    }

    fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError> {
        self.translate_watched(sentences, &Unwatched)
    }

    fn translate_watched(&self, sentences: &[Source<'_>], watch: &dyn Watch) -> Result<Vec<Draft>, EngineError> {
        self.run(sentences, watch).map_err(|error| match error {
            RemoteError::Cancelled => EngineError::Cancelled,
            error => error.into(),
        })
    }
}
