//! The embedded engine: German → English by lexicon and grammar, with no model and no network.
//!
//! A small compiler. Each stage has one input and one output and can be printed ([`Rules::explain`]):
//! ```text
//! text ─ token ─▶ tokens ─ morphology ─▶ readings ─ tagging ─▶ one part of speech each ─ phrases ─▶ items
//!      ─ clauses ─▶ clause tree ─ transfer ─▶ English pieces ─ generation ─▶ text and alignment
//! ```

mod clauses;
mod domain;
mod generation;
mod lexicon;
mod morphology;
mod phrases;
mod tagging;
#[cfg(test)]
mod tests;
mod token;
mod trace;
mod transfer;

use self::generation::write;
use self::lexicon::Lexicon;
use self::morphology::{Morphology, Tag};
use self::phrases::Chunker;
use self::transfer::{Discourse, Transfer};
use super::{Draft, Engine, EngineError, Source};
use crate::span::Span;

pub use trace::Trace;

/// Longer sentences are cut into stretches of this many tokens before they are analysed.
const LONGEST: usize = 400;

/// The engine `rules`.
#[derive(Debug, Default)]
pub struct Rules;

impl Rules {
    /// The engine with its lexicon.
    pub fn new() -> Self {
        Self
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

    fn translate(&self, sentences: &[Source<'_>]) -> Result<Vec<Draft>, EngineError> {
        Ok(sentences
            .iter()
            .zip(domain::domains(sentences))
            .map(|(source, domains)| analyse(source, &domains, None))
            .collect())
    }
}

impl Rules {
    /// What each stage made of a sentence.
    pub fn explain(&self, source: &Source<'_>) -> Trace {
        let mut trace = Trace::default();
        let domains = domain::domains(std::slice::from_ref(source)).pop().unwrap_or_default();
        let draft = analyse(source, &domains, Some(&mut trace));
        trace.section("English", draft.text);
        trace
    }
}

fn analyse(source: &Source<'_>, domains: &[&'static str], mut trace: Option<&mut Trace>) -> Draft {
    let lexicon = Lexicon::shared();
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
    let mut unanalysed = 0;
    let mut discourse = Discourse::default();
    while start < tokens.len() {
        let end = (start + LONGEST).min(tokens.len());
        let stretch = tokens[start..end].to_vec();
        let mut initial = true;
        let readings: Vec<_> = stretch
            .iter()
            .map(|token| {
                let readings = morphology.readings(token, source.atoms, initial);
                initial =
                    matches!(readings[0].tag, Tag::Stop | Tag::Mark) || (initial && readings[0].tag == Tag::Quote);
                readings
            })
            .collect();
        let tagged = tagging::tag(stretch, readings);
        let chunker = Chunker { tokens: &tagged, atoms: source.atoms };
        let tree = clauses::parse(&chunker);
        if let Some(trace) = trace.as_deref_mut() {
            trace.analysis(&tagged, &tree);
        }
        unanalysed += tree.clauses.iter().filter(|clause| clause.kind == clauses::Kind::Fragment).count();
        let transfer = Transfer { tokens: &tagged, atoms: source.atoms, tree: &tree, domains };
        for mut piece in transfer.sentence(&mut discourse) {
            piece.tokens = piece.tokens.map(|(first, last)| (first + start, last + start));
            pieces.push(piece);
        }
        start = end;
    }
    let (text, alignment, untranslated) = write(pieces, &quotes, &spans);
    let confidence = 1.0 / (1.0 + untranslated.len() as f32 * 0.5 + unanalysed as f32 * 0.3);
    Draft { text, alignment, untranslated, confidence }
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
