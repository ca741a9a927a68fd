//! Answers that are remembered, so that what a text repeats is worked out once. Bounded: a full memory begins anew.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::RandomState;

/// Most answers that are remembered.
const MOST: usize = 1 << 14;

/// Answers by question.
#[derive(Debug)]
pub struct Memory<Q, A>(HashMap<Q, A, RandomState>);

impl<Q, A> Default for Memory<Q, A> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<Q: Hash + Eq, A: Clone> Memory<Q, A> {
    /// The answer to a question, worked out if it is new.
    pub fn recall<K>(&mut self, question: &K, work_out: impl FnOnce(&K) -> A) -> A
    where
        Q: Borrow<K>,
        K: Hash + Eq + ToOwned<Owned = Q> + ?Sized,
    {
        self.get(question).unwrap_or_else(|| {
            let answer = work_out(question);
            self.insert(question.to_owned(), answer.clone());
            answer
        })
    }

    /// The answer to a question that was asked before.
    pub fn get<K>(&self, question: &K) -> Option<A>
    where
        Q: Borrow<K>,
        K: Hash + Eq + ?Sized,
    {
        self.0.get(question).cloned()
    }

    /// Remembers an answer.
    pub fn insert(&mut self, question: Q, answer: A) {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(question, answer);
    }
}
