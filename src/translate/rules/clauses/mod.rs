//! Items → clause tree. A sentence is cut at commas and at conjunctions between verbs; each piece opens a clause, continues one
//! that still waits for its verb, or is an apposition. What a clause embeds stands among its items where it stood in German.
//!
//! `segments` cuts, `openers` and `verbs` say what a piece is, `tree` puts it into its place, `attachment` gives nouns what is
//! theirs.

mod attachment;
mod openers;
mod segments;
mod tree;
mod verbs;

use self::segments::Segment;
pub use self::verbs::{is_auxiliary_lemma, is_modal};
use super::morphology::Tag;
use super::phrases::{Chunker, Item};
use super::tagging::Tagged;

/// What a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A main clause, verb second or first.
    Main,
    /// Opened by a subjunction.
    Subordinate,
    /// Opened by a relative pronoun.
    Relative,
    /// An indirect question or free relative clause.
    Question,
    /// An infinitive with zu.
    Infinitive,
    /// No verb.
    Fragment,
}

/// A clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// What it is.
    pub kind: Kind,
    /// Conjunctions before it.
    pub conjunctions: Vec<usize>,
    /// Subjunction, or um and the like.
    pub opener: Option<usize>,
    /// A comma stands before it.
    pub comma: bool,
    /// Constituents and embedded clauses in German order.
    pub items: Vec<Item>,
    /// Which item is the finite verb.
    pub finite: Option<usize>,
    /// The clause coordinated before it, with which it may share subject and opener.
    pub previous: Option<usize>,
    /// The clause that embeds it.
    pub parent: Option<usize>,
}

/// A part of a sentence at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// A clause.
    Clause(usize),
    /// A mark between clauses or at the end.
    Mark(usize),
}

/// The clauses of one source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// All clauses.
    pub clauses: Vec<Clause>,
    /// The top, in order.
    pub roots: Vec<Root>,
}

/// Builds the clause tree.
pub fn parse(chunker: &Chunker<'_>) -> Tree {
    let tokens = chunker.tokens;
    let mut builder =
        Builder { tokens, quotes: chunker.quotes, tree: Tree::default(), open: Vec::new(), pending: Vec::new() };
    let mut start = 0;
    let mut depth = 0_i32;
    for at in 0..=tokens.len() {
        if let Some(token) = tokens.get(at) {
            depth += i32::from(token.token.is_mark('(')) - i32::from(token.token.is_mark(')'));
        }
        let is_boundary = tokens.get(at).is_none_or(|token| depth <= 0 && token.parts_sections());
        if is_boundary {
            builder.section(chunker.items(start, at));
            if at < tokens.len() {
                builder.tree.roots.push(Root::Mark(at));
            }
            start = at + 1;
        }
    }
    builder.tree
}

struct Builder<'a> {
    tokens: &'a [Tagged],
    quotes: &'a [(usize, usize)],
    tree: Tree,
    /// Clauses on the right edge, outermost first.
    open: Vec<usize>,
    /// Subordinate clauses that wait for the main clause after them.
    pending: Vec<Item>,
}

impl Builder<'_> {
    fn section(&mut self, items: Vec<Item>) {
        self.open.clear();
        self.pending.clear();
        let mut segments: Vec<Segment> = Vec::new();
        let mut current: Vec<Item> = Vec::new();
        let mut comma = false;
        for item in items {
            match item {
                Item::Word(token) if self.tokens[token].tag == Tag::Comma => {
                    self.split(std::mem::take(&mut current), comma, &mut segments);
                    comma = true;
                }
                item => current.push(item),
            }
        }
        self.split(current, comma, &mut segments);
        let last = segments.len().saturating_sub(1);
        for (at, segment) in segments.into_iter().enumerate() {
            self.attach(segment, at < last);
        }
        self.flush();
    }

    /// Clauses that nobody took are main clauses by themselves.
    fn flush(&mut self) {
        for item in std::mem::take(&mut self.pending) {
            match item {
                Item::Clause(index) => self.tree.roots.push(Root::Clause(index)),
                other => {
                    self.open(
                        Kind::Fragment,
                        Segment { items: vec![other], conjunctions: Vec::new(), comma: false, lent: false },
                        None,
                        None,
                    );
                }
            }
        }
    }
}
