//! The lexicon: full form → readings, in layers that are asked one after the other.
//!
//! The data files beside this module are compiled by the build into the shipped layer. Over it lie the words of a user's
//! glossary, under it a wide dictionary, which is asked only where nothing else knows a form.

pub mod agreement;
pub mod compile;
pub mod entry;
pub mod inflect;
mod layer;
mod notation;
pub mod parse;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use entry::{Form, Lexeme, Posting, VerbForm};
pub use layer::Layer;
use layer::Tables;

static SHIPPED: LazyLock<Layer> = LazyLock::new(|| {
    Layer::new(Tables {
        map: include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.fst")),
        records: include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.records")),
        places: include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.places")),
    })
});
static SHARED: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// Letters of the shortest word of a wide dictionary that is taken for a part of a compound.
const SHORTEST_PART: usize = 7;

/// Where the lexicon has a word from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A user's glossary.
    User,
    /// The lexicon that is built into the program.
    Shipped,
    /// A wide dictionary.
    Dictionary,
}

/// Layers of words.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// In the order in which they are asked, each with the number of its first lexeme.
    layers: Vec<(Origin, u32, &'static Layer)>,
}

impl Lexicon {
    /// The shipped lexicon.
    pub fn shared() -> &'static Self {
        &SHARED
    }

    fn shipped() -> Self {
        Self::layered(None, None)
    }

    /// The shipped lexicon between a user's words and a wide dictionary.
    pub fn layered(user: Option<&'static Layer>, dictionary: Option<&'static Layer>) -> Self {
        let order = [(Origin::User, user), (Origin::Shipped, Some(&*SHIPPED)), (Origin::Dictionary, dictionary)];
        let mut layers = Vec::new();
        let mut first = 0;
        for (origin, layer) in order {
            if let Some(layer) = layer {
                layers.push((origin, first, layer));
                first += layer.len() as u32;
            }
        }
        Self { layers }
    }

    /// The shipped layer alone.
    pub fn shipped_layer() -> &'static Layer {
        &SHIPPED
    }

    /// Readings of a full form, written exactly as given, from the first layer that has any. Forms of a separable verb whose
    /// prefix stands apart are looked for in all layers: that a lexicon knows "geht" says nothing of "geht … zugrunde".
    /// That goes for verbs alone: "fast" is no form of abfasen where it is known as an adverb.
    pub fn postings(&self, form: &str) -> Vec<Posting> {
        let mut found: Vec<Posting> = Vec::new();
        for (_, first, layer) in &self.layers {
            let mut more = layer.postings(form, *first);
            if !found.is_empty() {
                let verb = found.iter().any(|posting| matches!(posting.form, Form::Verb { .. }));
                more.retain(|posting| match posting.form {
                    Form::Verb { form, detached: true, .. } => verb && form != VerbForm::Imperative,
                    _ => false,
                });
            }
            found.append(&mut more);
        }
        found
    }

    /// Readings of a word as part of a compound. Short words of a wide dictionary do not count: among so many there is one in
    /// every place name.
    pub fn part_postings(&self, form: &str) -> Vec<Posting> {
        let mut found = self.postings(form);
        if form.chars().count() < SHORTEST_PART {
            found.retain(|posting| {
                self.layer_of(posting.lexeme).is_some_and(|(origin, ..)| *origin != Origin::Dictionary)
            });
        }
        found
    }

    /// Whether a full form is known.
    pub fn contains(&self, form: &str) -> bool {
        self.layers.iter().any(|(.., layer)| layer.contains(form))
    }

    /// The longest fixed sequence of at least two words that begins a text: its length in bytes and its readings. An upper-case
    /// first letter also stands for its lower case.
    pub fn longest_sequence(&self, text: &str) -> Option<(usize, Vec<Posting>)> {
        let first = text.chars().next()?;
        let lower: String = first.to_lowercase().collect();
        let mut best = None;
        for (.., layer) in &self.layers {
            for start in [&text[..first.len_utf8()], lower.as_str()] {
                let length = layer.forms().and_then(|forms| sequence(forms, start, &text[first.len_utf8()..]));
                let end = length.map(|length| first.len_utf8() + length);
                if end.is_some_and(|end| best.is_none_or(|known| known < end)) {
                    best = end;
                }
            }
        }
        let end = best?;
        let mut postings = self.postings(&text[..end]);
        if postings.is_empty() {
            postings = self.postings(&(lower + &text[first.len_utf8()..end]));
        }
        Some((end, postings))
    }

    /// A lexeme by its index.
    pub fn lexeme(&self, index: u32) -> Option<&'static Lexeme<'static>> {
        let (_, first, layer) = self.layer_of(index)?;
        layer.lexeme(index - first)
    }

    /// Which layer a lexeme is of. Each of its forms leads back to it there.
    pub fn origin_of(&self, lexeme: &'static Lexeme<'static>) -> Option<Origin> {
        let holds = |layer: &Layer| layer.holds(lexeme);
        self.layers.iter().find(|(.., layer)| holds(layer)).map(|(origin, ..)| *origin)
    }

    fn layer_of(&self, index: u32) -> Option<&(Origin, u32, &'static Layer)> {
        self.layers.iter().rev().find(|(_, first, _)| *first <= index)
    }
}

/// Length in bytes of the longest key of at least two words that is `start` and the beginning of `rest`, without `start`.
fn sequence(forms: &fst::raw::Fst<&'static [u8]>, start: &str, rest: &str) -> Option<usize> {
    let mut node = forms.root();
    let mut words = 1;
    let mut best = None;
    for (at, &byte) in start.as_bytes().iter().chain(rest.as_bytes()).enumerate() {
        let byte = if byte == b'\n' { b' ' } else { byte };
        let Some(transition) = node.find_input(byte) else { break };
        node = forms.node(node.transition_addr(transition));
        words += usize::from(byte == b' ');
        let Some(end) = (at + 1).checked_sub(start.len()) else { continue };
        let complete = rest.is_char_boundary(end) && !rest[end..].starts_with(char::is_alphanumeric);
        if node.is_final() && words > 1 && complete {
            best = Some(end);
        }
    }
    best
}
