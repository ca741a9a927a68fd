//! The threads that run a model: one owns it, all of them share it and take sentences from one queue.
//!
//! The inference crate's engine may be shared but not moved between threads, so it never leaves the thread that made
//! it. A queue of single sentences beats the crate's own batches: sentences differ in length, and a batch waits for its
//! longest.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use fxtranslate::engine::Engine;

use super::files::Contents;
use super::sentence;
use crate::span::Span;
use crate::translate::SoftAlignment;

/// A sentence to translate.
#[derive(Debug)]
pub struct Task {
    /// The text.
    pub text: String,
    /// Stretches of it that must not be cut.
    pub protected: Vec<Span>,
    /// Whether the alignment is wanted too; it costs about half as much again.
    pub align: bool,
}

/// A translated sentence; without tokens if the alignment was not wanted.
pub type Answer = SoftAlignment;

struct Job {
    number: usize,
    task: Task,
    reply: Sender<(usize, Result<Answer, String>)>,
}

/// Running threads. They end when this is dropped.
#[derive(Debug)]
pub struct Workers {
    // An option only so that dropping can close the queue before it waits.
    jobs: Option<Sender<Job>>,
    owner: Option<JoinHandle<()>>,
}

impl Workers {
    /// Builds the engine in a thread of its own and starts the others.
    pub fn start(contents: Contents, threads: NonZeroUsize) -> Result<Self, String> {
        supported()?;
        let (jobs, queue) = channel::<Job>();
        let (ready, started) = channel();
        let owner = thread::Builder::new()
            .name("model".to_owned())
            .spawn(move || {
                let engine = match guarded(|| build(contents)) {
                    Ok(Ok(engine)) => engine,
                    Ok(Err(reason)) | Err(reason) => return drop(ready.send(Err(reason))),
                };
                drop(ready.send(Ok(())));
                let queue = Mutex::new(queue);
                thread::scope(|scope| {
                    for _ in 1..threads.get() {
                        scope.spawn(|| work(&engine, &queue));
                    }
                    work(&engine, &queue);
                });
            })
            .map_err(|error| format!("no thread could be started: {error}"))?;
        started.recv().map_err(|_| "it broke down while it was loaded".to_owned())??;
        Ok(Self { jobs: Some(jobs), owner: Some(owner) })
    }

    /// Translates sentences; the answers come in the order of the tasks.
    pub fn run(&self, tasks: impl Iterator<Item = Task>) -> Result<Vec<Answer>, String> {
        let ended = || "its threads have ended".to_owned();
        let jobs = self.jobs.as_ref().ok_or_else(ended)?;
        let (reply, replies) = channel();
        let mut count = 0;
        for (number, task) in tasks.enumerate() {
            jobs.send(Job { number, task, reply: reply.clone() }).map_err(|_| ended())?;
            count += 1;
        }
        drop(reply);
        let mut answers = vec![Answer::default(); count];
        for _ in 0..count {
            let (number, answer) = replies.recv().map_err(|_| ended())?;
            answers[number] = answer?;
        }
        Ok(answers)
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.jobs.take();
        if let Some(owner) = self.owner.take() {
            // Panics were answered where they happened.
            let _ = owner.join();
        }
    }
}

/// Whether the processor has the instructions that the kernel is compiled for.
fn supported() -> Result<(), String> {
    #[cfg(target_arch = "x86_64")]
    if !std::arch::is_x86_feature_detected!("avx2") {
        return Err("this processor has no AVX2; use --engine rules".to_owned());
    }
    Ok(())
}

fn build(contents: Contents) -> Result<Engine, String> {
    let Contents { model, source_vocabulary, target_vocabulary, shortlist, .. } = contents;
    let target = target_vocabulary.as_ref().unwrap_or(&source_vocabulary);
    let mut engine = Engine::from_bytes(&model, &source_vocabulary, target)?;
    // The engine has copies of its own; the files go before the next thing is unpacked.
    drop((model, source_vocabulary, target_vocabulary));
    if let Some(shortlist) = shortlist {
        engine = engine.with_shortlist_bytes(&shortlist);
    }
    // A model of an unknown architecture shows itself at its first sentence.
    engine.translate_batch(&["1"]);
    Ok(engine)
}

fn work(engine: &Engine, queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { number, task, reply }) = job else { return };
        let answer = guarded(|| sentence::translate(engine, &task));
        // Whoever asked may have given up.
        let _ = reply.send((number, answer));
    }
}

/// Turns a panic of the inference crate into an error; the engine has no state that it could leave broken.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic: Box<dyn Any + Send>| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        text.unwrap_or("for a reason it does not tell").to_owned()
    })
}
