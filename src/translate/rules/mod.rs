//! The embedded engine: German → English by lexicon and grammar, with no model and no network.
//!
//! A small compiler. Each stage has one input and one output and can be printed ([`Rules::explain`]):
//! ```text
//! text ─ token ─▶ tokens ─ morphology ─▶ readings ─ tagging ─▶ one part of speech each ─ phrases ─▶ items
//!      ─ clauses ─▶ clause tree ─ transfer ─▶ English pieces ─ generation ─▶ text and alignment
//! ```

mod clauses;
mod confidence;
pub mod dictionary;
mod domain;
mod generation;
mod inspect;
mod lexicon;
mod morphology;
mod phrases;
mod senses;
mod tagging;
#[cfg(test)]
mod tests;
mod token;
mod trace;
mod transfer;
mod word_sets;
mod words;

use self::confidence::Evidence;
use self::dictionary::Dictionary;
pub use self::generation::English;
use self::generation::{british, write};
use self::lexicon::{Layer, Lexicon};
use self::morphology::{Morphology, Tag};
use self::phrases::Chunker;
use self::senses::Senses;
use self::transfer::{Discourse, Transfer};
use super::{Draft, Engine, EngineError, Source, Unwatched, Watch};
use crate::span::Span;

pub use inspect::{Inspection, check, shipped_entries};
pub use lexicon::parse::{KINDS, Problem};
pub use trace::Trace;
pub use words::WordsError;

/// Longer sentences are cut into stretches of this many tokens before they are analysed.
const LONGEST: usize = 160;

/// The engine `rules`.
#[derive(Debug)]
pub struct Rules {
    lexicon: Lexicon,
    words: Option<&'static Layer>,
    dictionary: Option<Dictionary>,
    english: English,
}

impl Default for Rules {
    fn default() -> Self {
        Self { lexicon: Lexicon::shared().clone(), words: None, dictionary: None, english: English::default() }
    }
}

impl Rules {
    /// The engine with its lexicon.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, asking a wide dictionary where its own lexicon has nothing.
    #[must_use]
    pub fn with_dictionary(mut self, dictionary: Dictionary) -> Self {
        self.lexicon = Lexicon::layered(self.words, Some(dictionary.layer));
        self.dictionary = Some(dictionary);
        self
    }

    /// The same, writing another kind of English.
    #[must_use]
    pub fn with_english(mut self, english: English) -> Self {
        self.english = english;
        self
    }
}

impl Engine for Rules {
    fn name(&self) -> &str {
        "rules"
    }

    fn version(&self) -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    fn carries_atoms(&self) -> bool {
        true
    }

    fn dictionary(&self) -> Option<(String, String)> {
        self.dictionary.as_ref().map(|dictionary| (dictionary.name().to_owned(), format!("{:016x}", dictionary.hash())))
    }

    fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError> {
        self.translate_watched(sentences, &Unwatched)
    }

    fn translate_watched(&self, sentences: &[Source<'_>], watch: &dyn Watch) -> Result<Vec<Draft>, EngineError> {
        let mut discourse = Discourse::default();
        let draft = |(source, domains): (&Source<'_>, Vec<&'static str>)| {
            if watch.cancelled() {
                return Err(EngineError::Cancelled);
            }
            let draft = self.analyse(source, &domains, &mut discourse, None);
            watch.done(source.text.len());
            Ok(draft)
        };
        sentences.iter().zip(domain::domains(sentences)).map(draft).collect()
    }
}

impl Rules {
    /// What each stage made of the sentences of one document.
    pub fn explain(&self, sentences: &[Source<'_>]) -> Vec<Trace> {
        let mut discourse = Discourse::default();
        let traced = |(source, domains): (&Source<'_>, Vec<&'static str>)| {
            let mut trace = Trace::new(source.text, &domains);
            self.analyse(source, &domains, &mut discourse, Some(&mut trace));
            trace
        };
        sentences.iter().zip(domain::domains(sentences)).map(traced).collect()
    }

    /// Translates one sentence. Of what was said before, it knows what pronouns can refer to.
    fn analyse(
        &self,
        source: &Source<'_>,
        domains: &[&'static str],
        discourse: &mut Discourse,
        trace: Option<&mut Trace>,
    ) -> Draft {
        *discourse = Discourse { antecedents: discourse.antecedents, ..Discourse::default() };
        analyse(&self.lexicon, self.english, source, domains, discourse, trace)
    }
}

fn analyse(
    lexicon: &Lexicon,
    english: English,
    source: &Source<'_>,
    domains: &[&'static str],
    discourse: &mut Discourse,
    mut trace: Option<&mut Trace>,
) -> Draft {
    let morphology = Morphology::new(lexicon);
    let mut tokens = token::tokenize(lexicon, source);
    let quotes = take_quotes(&mut tokens);
    let spans: Vec<Span> = tokens.iter().map(|token| token.span).collect();
    let quotes: Vec<(usize, usize, bool)> = quotes
        .into_iter()
        .filter_map(|(start, end, inner)| {
            let first = spans.iter().position(|span| span.start >= start)?;
            let last = spans.iter().rposition(|span| span.end <= end)?;
            (first <= last).then_some((first, last, inner))
        })
        .collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut evidence = Evidence::default();
    while start < tokens.len() {
        let end = (start + LONGEST).min(tokens.len());
        let stretch = tokens[start..end].to_vec();
        let mut initial = true;
        let readings: Vec<_> = stretch
            .iter()
            .enumerate()
            .map(|(at, token)| {
                let next = stretch.get(at + 1).filter(|next| next.glued).and_then(|next| next.atom(source.atoms));
                let prefix = next.and_then(|atom| morphology.before_mention(&token.text, atom));
                let readings = prefix.unwrap_or_else(|| morphology.readings(token, source.atoms, initial));
                initial =
                    matches!(readings[0].tag, Tag::Stop | Tag::Mark) || (initial && readings[0].tag == Tag::Quote);
                readings
            })
            .collect();
        let tagged = tagging::tag(stretch, readings);
        let quoted: Vec<(usize, usize)> = quotes
            .iter()
            .filter_map(|(first, last, _)| Some((first.checked_sub(start)?, last.checked_sub(start)?)))
            .collect();
        let chunker = Chunker { tokens: &tagged, atoms: source.atoms, quotes: &quoted };
        let tree = clauses::parse(&chunker);
        let senses = Senses::new(&tagged, &tree, domains, trace.is_some());
        let transfer = Transfer { tokens: &tagged, atoms: source.atoms, tree: &tree, senses: &senses };
        for mut piece in transfer.sentence(discourse) {
            piece.tokens = piece.tokens.map(|(first, last)| (first + start, last + start));
            pieces.push(piece);
        }
        evidence.add(&tagged, &tree, senses.doubts());
        if let Some(trace) = trace.as_deref_mut() {
            trace.analysis(&tagged, &tree, &senses.choices());
        }
        start = end;
    }
    if english == English::British {
        british::adapt(&mut pieces);
    }
    let (text, alignment, untranslated) = write(pieces, &quotes, &spans);
    evidence.unknown = untranslated.len() as u32;
    let confidence = evidence.confidence();
    if let Some(trace) = trace {
        trace.result(&text, confidence, &evidence);
    }
    Draft { text, alignment, untranslated, confidence, attention: None }
}

/// Takes quotation marks out of the tokens and gives the bytes that each pair encloses. Analysis reads through them.
fn take_quotes(tokens: &mut Vec<token::Token>) -> Vec<(usize, usize, bool)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    tokens.retain(|token| {
        let token::TokenKind::Mark(mark) = token.kind else { return true };
        let single = matches!(mark, '‚' | '‘' | '’' | '\'' | '‹' | '›');
        if !single && !matches!(mark, '"' | '„' | '“' | '”' | '«' | '»') {
            return true;
        }
        let closes = open.last().is_some_and(|(_, opening)| single == matches!(opening, '‚' | '‘' | '\'' | '‹' | '›'))
            && mark != '„'
            && mark != '‚';
        if closes {
            if let Some((start, _)) = open.pop() {
                pairs.push((start, token.span.start, single));
            }
        } else {
            open.push((token.span.end, mark));
        }
        false
    });
    pairs
}
