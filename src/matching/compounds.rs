//! Suspended compounds: "Außen- und Verteidigungsministerium" names two ministries.

use super::words::{Gap, Shape, Words};
use crate::glossary::surface::Form;
use crate::glossary::{EntryId, Glossary};

/// The first part of a suspended compound, completed by the tail of the word after the conjunction.
pub struct Suspended {
    /// Index of the word before the hyphen.
    pub at: usize,
    /// The entry that the completed word names.
    pub entry: EntryId,
    /// What is known of the completed form.
    pub form: Form,
}

/// Words that can stand between the parts.
const CONJUNCTIONS: [&str; 5] = ["und", "oder", "sowie", "bzw", "beziehungsweise"];
/// How far the completing word may be away, in words.
const REACH: usize = 6;

/// Finds all suspended compounds of a sentence whose completed form is a key of the index.
pub fn suspended(glossary: &Glossary, words: &Words) -> Vec<Suspended> {
    let mut found = Vec::new();
    if !words.suspended {
        return found;
    }
    for at in 0..words.list.len() {
        let followed = words.list.get(at + 1).is_some_and(|next| next.gap == Gap::Suspended);
        if !followed || words.list[at].shape == Shape::Lower {
            continue;
        }
        let Some(completing) = completing_word(words, at) else { continue };
        let stem = words.key_at(at);
        let whole = words.key_at(completing);
        // The longest tail first: "…verteidigungsministerium" before "…ministerium".
        let reading =
            (1..whole.len()).filter(|cut| whole.is_char_boundary(*cut) && whole.len() - cut >= 4).find_map(|cut| {
                let key = format!("{stem}{}", &whole[cut..]);
                glossary
                    .look_up(&key)
                    .into_iter()
                    .find(|(_, form)| !form.has(Form::SURNAME) && !form.has(Form::ACRONYM))
            });
        if let Some((entry, form)) = reading {
            found.push(Suspended { at, entry, form });
        }
    }
    found
}

fn completing_word(words: &Words, at: usize) -> Option<usize> {
    let mut conjunction = false;
    for index in at + 1..words.list.len().min(at + 1 + REACH) {
        let word = words.list[index];
        if CONJUNCTIONS.contains(&words.key_at(index)) {
            conjunction = true;
        } else if conjunction
            && word.shape == Shape::Capital
            && words.list.get(index + 1).is_none_or(|next| next.gap != Gap::Suspended)
        {
            return Some(index);
        }
    }
    None
}
