//! Items → clause tree. A sentence is cut at commas and at conjunctions between verbs; each piece opens a clause, continues one
//! that still waits for its verb, or is an apposition. What a clause embeds stands among its items where it stood in German.

use super::lexicon::entry::{Case, Class, VerbForm, Word};
use super::morphology::{Meaning, Tag};
use super::phrases::{Chunker, Item, Phrase};
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
    let mut builder = Builder { tokens, tree: Tree::default(), open: Vec::new(), pending: Vec::new() };
    let mut start = 0;
    let mut depth = 0_i32;
    for at in 0..=tokens.len() {
        if let Some(token) = tokens.get(at) {
            depth += i32::from(token.token.is_mark('(')) - i32::from(token.token.is_mark(')'));
        }
        let is_boundary = tokens.get(at).is_none_or(|token| {
            depth <= 0
                && (token.tag == Tag::Stop
                    || token.token.is_mark('–')
                    || token.token.is_mark('—')
                    || (token.token.is_mark('-') && !token.token.glued)
                    || token.token.is_mark('…')
                    || token.token.is_mark('|')
                    || token.token.is_mark('•')
                    || token.token.is_mark('/') && !token.token.glued)
        });
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
    tree: Tree,
    /// Clauses on the right edge, outermost first.
    open: Vec<usize>,
    /// Subordinate clauses that wait for the main clause after them.
    pending: Vec<Item>,
}

struct Segment {
    items: Vec<Item>,
    conjunctions: Vec<usize>,
    comma: bool,
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
        for segment in segments {
            self.attach(segment);
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
                        Segment { items: vec![other], conjunctions: Vec::new(), comma: false },
                        None,
                        None,
                    );
                }
            }
        }
    }

    /// Cuts at conjunctions between two finite verbs.
    fn split(&self, items: Vec<Item>, comma: bool, segments: &mut Vec<Segment>) {
        let mut conjunctions = Vec::new();
        let mut items = items;
        while let Some(Item::Word(token)) = items.first() {
            if self.tokens[*token].tag != Tag::Conjunction || items.len() == 1 {
                break;
            }
            conjunctions.push(*token);
            items.remove(0);
        }
        if items.is_empty() && conjunctions.is_empty() {
            return;
        }
        let verb_final = self.opener(&items).is_some();
        let cuts: Vec<usize> = (1..items.len())
            .filter(|&at| matches!(items[at], Item::Word(token) if self.tokens[token].tag == Tag::Conjunction && !matches!(self.tokens[token].token.text.as_str(), "aber" | "doch" | "denn")))
            .collect();
        let cut = cuts.iter().copied().find(|&at| {
            let left = self.has_finite(&items[..at])
                || self.is_infinitival(&items[..at]) && self.is_infinitival(&items[at + 1..]);
            let right_end = cuts.iter().copied().find(|&next| next > at).unwrap_or(items.len());
            let right = self.has_verb(&items[at + 1..right_end])
                && (self.has_finite(&items[at + 1..]) || self.is_infinitival(&items[at + 1..]));
            let shared = self.shares_auxiliary(&items[..at], &items[at + 1..right_end]);
            if shared && !verb_final {
                return true;
            }
            let adjacent =
                matches!(items[at - 1], Item::Verb(_)) || !verb_final || self.opener(&items[at + 1..]).is_some();
            left && right
                && adjacent
                && (!self.only_nonfinite(&items[at + 1..right_end]) || self.is_infinitival(&items[at + 1..right_end]))
        });
        match cut {
            Some(at) => {
                let right = items.split_off(at);
                segments.push(Segment { items, conjunctions, comma });
                self.split(right, false, segments);
            }
            None => segments.push(Segment { items, conjunctions, comma }),
        }
    }

    /// hat A gebaut und B eröffnet: both sides end with a participle or infinitive of one auxiliary.
    fn shares_auxiliary(&self, left: &[Item], right: &[Item]) -> bool {
        let nonfinite = |item: Option<&Item>| matches!(item, Some(Item::Verb(token)) if self.tokens[*token].readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| matches!(form, VerbForm::Participle2 | VerbForm::Infinitive))));
        let auxiliary = self.finite(left, false).is_some_and(|at| {
            at + 1 < left.len() && matches!(left[at], Item::Verb(token) if is_auxiliary(&self.tokens[token]))
        });
        auxiliary
            && nonfinite(left.last())
            && nonfinite(right.last())
            && self.only_nonfinite_or_ambiguous(right)
            && right.iter().filter(|item| matches!(item, Item::Verb(_))).count() == 1
            && !self.is_infinitival(right)
    }

    fn only_nonfinite_or_ambiguous(&self, items: &[Item]) -> bool {
        items.iter().all(|item| !matches!(item, Item::Verb(token) if self.tokens[*token].must_be_finite() || is_auxiliary(&self.tokens[*token])))
    }

    fn has_verb(&self, items: &[Item]) -> bool {
        items.iter().any(|item| matches!(item, Item::Verb(_)))
    }

    fn only_nonfinite(&self, items: &[Item]) -> bool {
        items.iter().all(|item| !matches!(item, Item::Verb(token) if self.tokens[*token].can_be_finite()))
    }

    fn has_finite(&self, items: &[Item]) -> bool {
        self.finite(items, false).is_some()
    }

    /// Which item is the finite verb. `last`: the clause has its verb at the end.
    fn finite(&self, items: &[Item], last: bool) -> Option<usize> {
        let candidates: Vec<usize> = items
            .iter()
            .enumerate()
            .filter(|(at, item)| match item {
                Item::Verb(token) => {
                    self.tokens[*token].can_be_finite()
                        && !(*at > 0
                            && matches!(items[at - 1], Item::Word(before) if self.tokens[before].tag == Tag::Zu))
                }
                _ => false,
            })
            .map(|(at, _)| at)
            .collect();
        let certain = candidates
            .iter()
            .copied()
            .filter(|&at| matches!(items[at], Item::Verb(token) if self.tokens[token].must_be_finite()));
        let mut certain = certain.peekable();
        if certain.peek().is_some() {
            return if last { certain.last() } else { certain.next() };
        }
        if last {
            return candidates.last().copied();
        }
        let auxiliary = candidates
            .iter()
            .copied()
            .find(|&at| matches!(items[at], Item::Verb(token) if is_auxiliary(&self.tokens[token])));
        auxiliary.or(candidates.first().copied())
    }

    fn all_may_be_nonfinite(&self, items: &[Item]) -> bool {
        items.iter().all(|item| match item {
            Item::Verb(token) => self.tokens[*token].readings.iter().any(|reading| {
                reading
                    .verb_form()
                    .is_some_and(|(form, ..)| matches!(form, VerbForm::Infinitive | VerbForm::Participle2))
            }),
            _ => true,
        })
    }

    fn is_infinitival(&self, items: &[Item]) -> bool {
        items.windows(2).any(|pair| matches!(pair, [Item::Word(zu), Item::Verb(_)] if self.tokens[*zu].tag == Tag::Zu))
            || items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::ZuInfinitive))))
    }

    /// What opens a subordinate clause, if something does.
    fn opener(&self, items: &[Item]) -> Option<Kind> {
        let first = items.first()?;
        match first {
            Item::Word(token) => match self.tokens[*token].tag {
                Tag::Subjunction => {
                    let question = self.is_question_word(*token) && !self.is_attribution(*token, items);
                    let second_is_verb =
                        matches!(items.get(1), Some(Item::Verb(verb)) if self.tokens[*verb].can_be_finite());
                    let verb_second = second_is_verb
                        && (items.len() > 2 || question)
                        && !matches!(items.last(), Some(Item::Verb(verb)) if items.len() > 3 && self.tokens[*verb].must_be_finite());
                    if question && verb_second {
                        None
                    } else {
                        Some(if question { Kind::Question } else { Kind::Subordinate })
                    }
                }
                Tag::ZuSubjunction => Some(Kind::Infinitive),
                Tag::Comparison if matches!(items.last(), Some(Item::Verb(verb)) if self.tokens[*verb].can_be_finite()) => {
                    Some(Kind::Subordinate)
                }
                Tag::Adverb if matches!(items.get(1), Some(Item::Word(next)) if matches!(self.tokens[*next].tag, Tag::Subjunction | Tag::ZuSubjunction)) => {
                    self.opener(&items[1..])
                }
                _ => None,
            },
            Item::Phrase(phrase) => self.phrase_opener(phrase, items),
            _ => None,
        }
    }

    fn phrase_opener(&self, phrase: &Phrase, items: &[Item]) -> Option<Kind> {
        let head = &self.tokens[phrase.head_token()];
        let possessive = phrase.determiner.is_some_and(|determiner| {
            self.tokens[determiner].reading().function() == "poss-gen"
                && determiner > 0
                && (self.tokens[determiner - 1].tag == Tag::Comma
                    || self.tokens[determiner - 1].tag == Tag::Preposition)
        });
        if head.tag == Tag::Relative || possessive {
            return Some(Kind::Relative);
        }
        let interrogative = head.tag == Tag::Interrogative
            || phrase.determiner.is_some_and(|determiner| self.tokens[determiner].reading().function() == "inter-det");
        let second_is_verb = matches!(items.get(1), Some(Item::Verb(verb)) if self.tokens[*verb].can_be_finite());
        (interrogative && !(second_is_verb && items.len() > 2) && self.has_finite(items)).then_some(Kind::Question)
    }

    /// "wie die Polizei mitteilte": a verb of saying without an object of its own.
    fn is_attribution(&self, token: usize, items: &[Item]) -> bool {
        let says = |item: &Item| {
            match item {
            Item::Verb(verb) => self.tokens[*verb].readings.iter().any(|reading| matches!(reading.word(), Some(Word::Verb { frames, .. }) if frames.iter().any(|frame| frame.complements.contains(&super::lexicon::entry::Complement::Quote)))),
            _ => false,
        }
        };
        self.tokens[token].token.text.eq_ignore_ascii_case("wie")
            && items.len() >= 3
            && matches!(items.get(1), Some(Item::Phrase(_)))
            && items.iter().any(says)
    }

    fn is_question_word(&self, token: usize) -> bool {
        matches!(self.tokens[token].reading().word(), Some(Word::Adverb { class: "question", .. }))
            || matches!(
                self.tokens[token].token.text.to_lowercase().as_str(),
                "wo" | "wie"
                    | "wann"
                    | "warum"
                    | "wieso"
                    | "weshalb"
                    | "wohin"
                    | "woher"
                    | "wozu"
                    | "womit"
                    | "wodurch"
                    | "worauf"
                    | "woran"
                    | "worüber"
                    | "wovon"
                    | "wofür"
                    | "inwiefern"
                    | "inwieweit"
                    | "wie viele"
                    | "wie viel"
            )
    }

    fn attach(&mut self, mut segment: Segment) {
        let opener = self.opener(&segment.items);
        if let Some(&top) = self.open.last().filter(|_| opener.is_none() && !segment.conjunctions.is_empty()) {
            let left = self.tree.clauses[top].items.clone();
            if self.tree.clauses[top].kind == Kind::Main && self.shares_auxiliary(&left, &segment.items) {
                let index = self.open(Kind::Main, segment, None, Some(top));
                self.tree.clauses[index].finite = None;
                self.tree.clauses[index].parent = None;
                self.open.pop();
                self.tree.roots.push(Root::Clause(index));
                return;
            }
        }
        let has_finite = self.has_finite(&segment.items);
        if let Some(kind) = opener {
            let token = match segment.items.first() {
                Some(Item::Word(token)) if kind != Kind::Question && self.tokens[*token].tag != Tag::Adverb => {
                    let token = *token;
                    segment.items.remove(0);
                    Some(token)
                }
                _ => None,
            };
            let previous = (!segment.conjunctions.is_empty()).then(|| self.coordinate_of(kind)).flatten();
            self.embed(kind, segment, token, previous);
            return;
        }
        if !has_finite && self.is_infinitival(&segment.items) {
            // A matrix clause that lacks its verb may hold the infinitive itself (hat ... zu tun); after a comma it is a clause.
            if segment.comma || !segment.conjunctions.is_empty() {
                let previous =
                    (!segment.conjunctions.is_empty()).then(|| self.coordinate_of(Kind::Infinitive)).flatten();
                self.embed(Kind::Infinitive, segment, None, previous);
                return;
            }
        }
        if !has_finite {
            self.verbless(segment);
            return;
        }
        if segment.conjunctions.is_empty()
            && matches!(segment.items.last(), Some(Item::Verb(_)))
            && self.all_may_be_nonfinite(&segment.items)
        {
            let bracket = self.open.iter().rposition(|&index| {
                let clause = &self.tree.clauses[index];
                let verbs = clause.items.iter().filter(|item| matches!(item, Item::Verb(_))).count();
                clause.kind == Kind::Main
                    && verbs == 1
                    && clause.finite.is_some_and(
                        |at| matches!(clause.items[at], Item::Verb(token) if is_auxiliary(&self.tokens[token])),
                    )
            });
            if let Some(depth) = bracket {
                self.continue_clause(depth, segment);
                return;
            }
        }
        // A finite clause without opener: the rest of one that waits for its verb, or a new one.
        let waiting = self.open.iter().rposition(|&index| {
            self.tree.clauses[index].finite.is_none() && self.tree.clauses[index].kind != Kind::Infinitive
        });
        let leads = matches!(segment.items.first(), Some(Item::Verb(_)));
        if segment.conjunctions.is_empty()
            && let Some(depth) = waiting
        {
            self.continue_clause(depth, segment);
            return;
        }
        let final_verb = self.finite(&segment.items, true).is_some_and(|at| at + 1 == segment.items.len() && at > 1);
        let top = self.open.last().copied();
        if let Some(top) = top {
            let kind = self.tree.clauses[top].kind;
            let ends_with_verb = matches!(segment.items.last(), Some(Item::Verb(_)));
            let verb_second = self.finite(&segment.items, false).is_some_and(|at| at == 1 || at == 0);
            if matches!(kind, Kind::Subordinate | Kind::Relative | Kind::Question)
                && (!segment.conjunctions.is_empty() || self.tree.clauses[top].previous.is_some())
                && ends_with_verb
                && (final_verb || !verb_second || segment.items.len() <= 2)
            {
                self.embed(kind, segment, None, Some(top));
                return;
            }
        }
        let previous = (!segment.conjunctions.is_empty() || leads).then(|| self.coordinate_of(Kind::Main)).flatten();
        let mut items: Vec<Item> = std::mem::take(&mut self.pending);
        items.append(&mut segment.items);
        segment.items = items;
        self.open.clear();
        let infinitive = self.take_infinitive(&mut segment.items);
        let index = self.open(Kind::Main, segment, None, previous);
        self.tree.roots.push(Root::Clause(index));
        if let Some(items) = infinitive {
            self.embed(Kind::Infinitive, Segment { items, conjunctions: Vec::new(), comma: false }, None, None);
        }
    }

    /// Splits off an infinitive with zu that no comma sets off: begann [, das Haus zu bauen].
    fn take_infinitive(&self, items: &mut Vec<Item>) -> Option<Vec<Item>> {
        let finite = self.finite(items, false)?;
        let Item::Verb(verb) = items[finite] else { return None };
        if is_auxiliary(&self.tokens[verb]) || !self.is_infinitival(&items[finite + 1..]) {
            return None;
        }
        let nominative = |item: &Item| matches!(item, Item::Phrase(phrase) if !phrase.is_prepositional() && phrase.cells.has(Case::Nominative));
        let subject_before = items[..finite].iter().any(nominative);
        let mut start = finite + 1;
        if !subject_before {
            start = items
                .iter()
                .enumerate()
                .skip(finite + 1)
                .find(|(_, item)| nominative(item))
                .map_or(start, |(at, _)| at + 1);
        }
        while let Some(Item::Word(token)) = items.get(start) {
            if !matches!(self.tokens[*token].tag, Tag::Adverb | Tag::Reflexive | Tag::Negation) {
                break;
            }
            start += 1;
        }
        (start < items.len() && self.is_infinitival(&items[start..])).then(|| items.split_off(start))
    }

    /// The clause on the right edge that a conjunction joins to.
    fn coordinate_of(&self, kind: Kind) -> Option<usize> {
        self.open.iter().rev().copied().find(|&index| self.tree.clauses[index].kind == kind)
    }

    fn open(&mut self, kind: Kind, segment: Segment, opener: Option<usize>, previous: Option<usize>) -> usize {
        let last = !matches!(kind, Kind::Main | Kind::Fragment);
        let mut segment = segment;
        self.attach_phrases(&mut segment.items, kind);
        let finite = if kind == Kind::Infinitive { None } else { self.finite(&segment.items, last) };
        let index = self.tree.clauses.len();
        self.tree.clauses.push(Clause {
            kind,
            conjunctions: segment.conjunctions,
            opener,
            comma: segment.comma,
            items: segment.items,
            finite,
            previous,
            parent: self.open.last().copied(),
        });
        self.open.push(index);
        index
    }

    /// Attaches prepositional phrases to the noun before them: all in the field before the finite verb, where only one
    /// constituent has room; elsewhere those that nouns of action and content ask for.
    fn attach_phrases(&self, items: &mut Vec<Item>, kind: Kind) {
        let main = matches!(kind, Kind::Main | Kind::Fragment);
        let finite = if main { self.finite(items, false).unwrap_or(0) } else { 0 };
        let passive = items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(|reading| reading.meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == "werden"))));
        let mut at = 1;
        let mut front = finite;
        while at < items.len() {
            let joins = match (&items[at - 1], &items[at]) {
                (Item::Phrase(noun), Item::Phrase(phrase))
                    if phrase.is_prepositional() && self.tokens[phrase.prepositions[0]].tag == Tag::Preposition =>
                {
                    let head = self.tokens[noun.head_token()].tag;
                    let full = matches!(head, Tag::Noun | Tag::Name) && noun.class != Class::Time;
                    let preposition = self.tokens[phrase.prepositions[0]].token.text.to_lowercase();
                    let asks =
                        matches!(noun.class, Class::Act | Class::Event | Class::Text | Class::State | Class::Abstract);
                    let typical = match preposition.as_str() {
                        "von" | "vom" => !passive && phrase.class != Class::Time,
                        "zwischen" | "für" | "gegen" => asks && phrase.class != Class::Time,
                        _ => false,
                    };
                    full && (at < front && phrase.class != Class::Time || typical)
                }
                _ => false,
            };
            if joins {
                let phrase = items.remove(at);
                front = front.saturating_sub(usize::from(at < front));
                if let Item::Phrase(noun) = &mut items[at - 1] {
                    noun.attached.push(phrase);
                }
            } else {
                at += 1;
            }
        }
    }

    /// Puts a subordinate clause into the clause on the right edge, or keeps it for the main clause that follows.
    fn embed(&mut self, kind: Kind, segment: Segment, opener: Option<usize>, previous: Option<usize>) {
        if let Some(previous) = previous {
            while self.open.last().is_some_and(|&top| top != previous) {
                self.open.pop();
            }
            self.open.pop();
        }
        if kind == Kind::Relative && previous.is_none() {
            let index = self.open(kind, segment, opener, None);
            let parent = self.open.len().checked_sub(2).map(|at| self.open[at]);
            let number = self.tree.clauses[index].items.first().and_then(Item::phrase).map(|phrase| phrase.cells);
            let antecedent = match parent {
                Some(parent) => last_phrase(&mut self.tree.clauses[parent].items, number),
                None => last_phrase(&mut self.pending, number),
            };
            match antecedent {
                Some(phrase) => phrase.attached.push(Item::Clause(index)),
                None => self.place(index, parent),
            }
            return;
        }
        let parent = self.open.last().copied();
        let index = self.open(kind, segment, opener, previous);
        self.place(index, parent);
    }

    fn place(&mut self, index: usize, parent: Option<usize>) {
        if let Some(previous) = self.tree.clauses[index].previous {
            // A coordinated clause follows its first member wherever that one stands.
            if self.insert_after(previous, index) {
                return;
            }
        }
        match parent {
            Some(parent) => self.tree.clauses[parent].items.push(Item::Clause(index)),
            None => self.pending.push(Item::Clause(index)),
        }
    }

    fn insert_after(&mut self, previous: usize, index: usize) -> bool {
        for clause in 0..self.tree.clauses.len() {
            if let Some(at) = self.tree.clauses[clause].items.iter().position(|item| *item == Item::Clause(previous)) {
                self.tree.clauses[clause].items.insert(at + 1, Item::Clause(index));
                return true;
            }
            for item in &mut self.tree.clauses[clause].items {
                if insert_in_phrase(item, previous, index) {
                    return true;
                }
            }
        }
        if let Some(at) = self.pending.iter().position(|item| *item == Item::Clause(previous)) {
            self.pending.insert(at + 1, Item::Clause(index));
            return true;
        }
        false
    }

    fn continue_clause(&mut self, depth: usize, segment: Segment) {
        self.open.truncate(depth + 1);
        let index = self.open[depth];
        let clause = &mut self.tree.clauses[index];
        clause.items.extend(segment.items);
        let last = !matches!(clause.kind, Kind::Main | Kind::Fragment);
        let mut items = std::mem::take(&mut clause.items);
        let kind = clause.kind;
        self.attach_phrases(&mut items, kind);
        let finite = self.finite(&items, last);
        let clause = &mut self.tree.clauses[index];
        clause.items = items;
        clause.finite = finite;
        if clause.kind == Kind::Fragment {
            clause.kind = Kind::Main;
        }
    }

    fn verbless(&mut self, mut segment: Segment) {
        let has_verb = self.has_verb(&segment.items);
        if has_verb && segment.conjunctions.is_empty() {
            // The right bracket of a clause that was interrupted.
            let bracket = self.open.iter().rposition(|&index| {
                let clause = &self.tree.clauses[index];
                clause.kind == Kind::Main
                    && clause.finite.is_some_and(
                        |at| matches!(clause.items[at], Item::Verb(token) if is_auxiliary(&self.tokens[token])),
                    )
                    || clause.finite.is_none() && clause.kind != Kind::Infinitive
            });
            if let Some(depth) = bracket {
                self.continue_clause(depth, segment);
                return;
            }
        }
        // A prefix that was cut off.
        let Some(&top) = self.open.last() else {
            let mut items: Vec<Item> = std::mem::take(&mut self.pending);
            items.append(&mut segment.items);
            segment.items = items;
            let index = self.open(Kind::Fragment, segment, None, None);
            self.tree.roots.push(Root::Clause(index));
            return;
        };
        let single = segment.items.len() <= 2 && segment.comma;
        if single
            && segment.conjunctions.is_empty()
            && let Some(Item::Phrase(phrase)) =
                segment.items.first().filter(|item| matches!(item, Item::Phrase(phrase) if !phrase.is_prepositional()))
        {
            let phrase = phrase.clone();
            let rest: Vec<Item> = segment.items.drain(1..).collect();
            let last_is_phrase =
                matches!(self.tree.clauses[top].items.last(), Some(Item::Phrase(last)) if last.apposition.is_none());
            if last_is_phrase {
                if let Some(Item::Phrase(last)) = self.tree.clauses[top].items.last_mut() {
                    last.apposition = Some(Box::new(phrase));
                }
                self.tree.clauses[top].items.extend(rest);
                return;
            }
            segment.items.extend(rest);
        }
        // More of the clause that waits for its verb, or an afterthought of the one that has it.
        let depth = self
            .open
            .iter()
            .rposition(|&index| self.tree.clauses[index].finite.is_none())
            .unwrap_or(self.open.len() - 1);
        let index = self.open(Kind::Fragment, segment, None, None);
        self.open.pop();
        self.open.truncate(depth + 1);
        let parent = self.open[depth];
        self.tree.clauses[index].parent = Some(parent);
        self.tree.clauses[parent].items.push(Item::Clause(index));
    }
}

fn insert_in_phrase(item: &mut Item, previous: usize, index: usize) -> bool {
    let Item::Phrase(phrase) = item else { return false };
    if let Some(at) = phrase.attached.iter().position(|item| *item == Item::Clause(previous)) {
        phrase.attached.insert(at + 1, Item::Clause(index));
        return true;
    }
    [&mut phrase.genitive, &mut phrase.close, &mut phrase.apposition].into_iter().flatten().any(|inner| {
        inner.attached.iter().position(|item| *item == Item::Clause(previous)).is_some_and(|at| {
            inner.attached.insert(at + 1, Item::Clause(index));
            true
        })
    })
}

/// The last phrase with which a relative pronoun can agree; else the last one.
fn last_phrase(items: &mut [Item], pronoun: Option<super::lexicon::entry::Cells>) -> Option<&mut Phrase> {
    use super::lexicon::entry::{Cells, Column};
    let columns = [Column::Masculine, Column::Feminine, Column::Neuter, Column::Plural];
    let agrees = |phrase: &Phrase| {
        pronoun.is_none_or(|pronoun| {
            columns
                .iter()
                .any(|column| !phrase.cells.and(Cells::column(*column)).is_empty() && pronoun.has_column(*column))
        })
    };
    let usable = |item: &Item| matches!(item, Item::Phrase(_));
    let last = items.iter().rposition(usable)?;
    let best = items
        .iter()
        .enumerate()
        .rev()
        .filter(|(at, _)| last - at.min(&last) <= 1)
        .find(|(_, item)| item.phrase().is_some_and(agrees_with(&agrees)))
        .map_or(last, |(at, _)| at);
    match &mut items[best] {
        Item::Phrase(phrase) => Some(phrase),
        _ => None,
    }
}

fn agrees_with<'f>(agrees: &'f impl Fn(&Phrase) -> bool) -> impl Fn(&Phrase) -> bool + 'f {
    move |phrase| {
        agrees(phrase)
            || phrase.genitive.as_deref().is_some_and(agrees)
            || phrase.coordinated.iter().any(|(_, phrase)| agrees(phrase))
    }
}

/// haben, sein, werden, modals.
pub fn is_auxiliary(token: &Tagged) -> bool {
    token
        .readings
        .iter()
        .any(|reading| matches!(&reading.meaning, Meaning::Lexeme(lexeme) if is_auxiliary_lemma(lexeme.lemma)))
}

/// Whether a verb is an auxiliary or modal.
pub fn is_auxiliary_lemma(lemma: &str) -> bool {
    matches!(lemma, "haben" | "sein" | "werden") || is_modal(lemma)
}

/// Whether a verb is a modal.
pub fn is_modal(lemma: &str) -> bool {
    matches!(lemma, "können" | "müssen" | "sollen" | "wollen" | "dürfen" | "mögen" | "lassen")
}
