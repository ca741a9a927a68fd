//! Answers that are remembered, so that what a text repeats is worked out once. Bounded: a full memory begins anew.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Most answers that are remembered.
const MOST: usize = 1 << 14;

/// Answers by question.
#[derive(Debug)]
pub struct Memory<Q, A>(HashMap<Q, A>);

impl<Q, A> Default for Memory<Q, A> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<Q: Hash + Eq, A: Clone> Memory<Q, A> {
    /// The answer to a question, worked out if it is new.
    pub fn recall<K>(&mut self, question: &K, work_out: impl FnOnce(&K) -> A) -> A
    where
        Q: Borrow<K>,
        K: Hash + Eq + ToOwned<Owned = Q> + ?Sized,
    {
        if let Some(answer) = self.0.get(question) {
            return answer.clone();
        }
        let answer = work_out(question);
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(question.to_owned(), answer.clone());
        answer
    }
}
