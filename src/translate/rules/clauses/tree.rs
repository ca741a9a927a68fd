//! Segments → clauses: each opens a clause, continues one that still waits for its verb, or is an apposition.

use super::attachment::last_phrase;
use super::verbs::is_auxiliary;
use super::{Builder, Clause, Kind, Root, Segment};
use crate::translate::rules::lexicon::entry::{Case, Class, Complement, VerbForm, Word};
use crate::translate::rules::morphology::{Reading, Tag};
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::word_sets::Set;

impl Builder<'_> {
    /// `more`: other segments follow.
    pub(super) fn attach(&mut self, mut segment: Segment, more: bool) {
        let opener =
            self.opener(&segment.items).filter(|_| !self.asks_on(&segment) && self.free_relative(&segment).is_none());
        // hat A gewonnen, B aber verloren
        let contrasts = segment.comma
            && segment.items.iter().any(|item| {
                matches!(item, Item::Word(token) if Set::ClauseConjunction.holds(&self.tokens[*token].token.text))
            });
        let joins = opener.is_none() && (!segment.conjunctions.is_empty() || contrasts);
        if let Some(&top) = self.open.last().filter(|_| joins) {
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
        if opener.is_none() {
            self.resume_coordination(&mut segment);
            if segment.items.is_empty() {
                return;
            }
        }
        let has_finite = !segment.lent && self.has_finite(&segment.items);
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
        if self.is_infinitival(&segment.items) && (!has_finite || self.ends_with_infinitive(&segment.items)) {
            // A matrix clause that lacks its verb may hold the infinitive itself (hat ... zu tun); after a comma it is a clause,
            // and so it is where it opens the sentence: Das zu sagen, | wäre falsch.
            if segment.comma
                || !segment.conjunctions.is_empty()
                || more && self.open.is_empty() && self.pending.is_empty() && self.closes_with_zu(&segment.items)
            {
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
        if let Some(constituent) = self.inserted_attribution(&segment) {
            segment.items.insert(0, constituent);
        }
        if let Some(index) = self.free_relative(&segment)
            && let Some(Item::Phrase(pronoun)) = segment.items.first_mut()
        {
            // The clause stands in the place of the pronoun.
            self.pending.retain(|item| *item != Item::Clause(index));
            if let Some(parent) = self.tree.clauses[index].parent {
                self.tree.clauses[parent].items.retain(|item| *item != Item::Clause(index));
            }
            segment.conjunctions.append(&mut self.tree.clauses[index].conjunctions);
            segment.comma = self.tree.clauses[index].comma;
            pronoun.attached.push(Item::Clause(index));
        }
        let mut items: Vec<Item> = std::mem::take(&mut self.pending);
        items.append(&mut segment.items);
        segment.items = items;
        self.open.clear();
        let infinitive = self.take_infinitive(&mut segment.items);
        let index = self.open(Kind::Main, segment, None, previous);
        self.tree.roots.push(Root::Clause(index));
        if let Some(items) = infinitive {
            self.embed(
                Kind::Infinitive,
                Segment { items, conjunctions: Vec::new(), comma: false, lent: false },
                None,
                None,
            );
        }
    }

    /// Whether a short question goes on with the one before it: Wer kommt, | wer geht? After a verb that takes a question as
    /// its object it depends on it.
    fn asks_on(&self, segment: &Segment) -> bool {
        let ([Item::Phrase(asked), Item::Verb(_)], true) = (&segment.items[..], segment.comma) else { return false };
        let direct = |clause: &Clause| {
            let verb = match clause.finite.map(|at| &clause.items[at]) {
                Some(Item::Verb(verb)) => *verb,
                _ => return false,
            };
            let whole = |reading: &&Reading| reading.verb_form().is_some_and(|(.., detached)| !detached);
            let wants_clause = self.tokens[verb].readings.iter().filter(whole).any(|reading| match reading.word() {
                Some(Word::Verb { frames, .. }) => frames.iter().any(|frame| {
                    frame.fixed.is_empty()
                        && frame.complements.contains(&Complement::Clause)
                        && !frame.complements.contains(&Complement::Es)
                }),
                _ => false,
            });
            let questions = matches!(clause.items.first(), Some(Item::Phrase(first)) if self.tokens[first.head_token()].tag == Tag::Interrogative);
            clause.kind == Kind::Main && clause.finite == Some(1) && questions && !wants_clause
        };
        self.tokens[asked.head_token()].tag == Tag::Interrogative
            && self.open.last().is_some_and(|&top| direct(&self.tree.clauses[top]))
    }

    /// Was er sagt, | das gilt: the clause before, if the pronoun before the verb takes it up.
    fn free_relative(&self, segment: &Segment) -> Option<usize> {
        let [Item::Phrase(pronoun), Item::Verb(verb), ..] = &segment.items[..] else { return None };
        let &index = self.open.last()?;
        let clause = &self.tree.clauses[index];
        let resumes = self.stands_for_clause(pronoun) && self.tokens[*verb].can_be_finite();
        let leads = self.pending.last() == Some(&Item::Clause(index)) || !clause.conjunctions.is_empty();
        (resumes && leads && segment.conjunctions.is_empty() && clause.kind == Kind::Question).then_some(index)
    }

    /// Der Plan, hieß es, | sei gut: what stands before the verb of saying belongs to the reported clause, which follows it.
    fn inserted_attribution(&mut self, segment: &Segment) -> Option<Item> {
        let Some(Item::Verb(verb)) = segment.items.first() else { return None };
        let form = |reading: &Reading| reading.verb_form().map(|(form, ..)| form);
        let mut forms = self.tokens[*verb].readings.iter().filter_map(form);
        let reported = forms.clone().any(|form| form == VerbForm::Subjunctive1)
            && !forms.any(|form| matches!(form, VerbForm::Past | VerbForm::Subjunctive2));
        let says = |reading: &Reading| {
            matches!(reading.word(), Some(Word::Verb { frames, .. })
                if frames.iter().any(|frame| frame.complements.contains(&Complement::Quote)))
        };
        let &top = self.open.last().filter(|_| segment.comma && segment.conjunctions.is_empty())?;
        let clause = &self.tree.clauses[top];
        let attributes = clause.kind == Kind::Main
            && clause.finite == Some(1)
            && matches!(clause.items[..], [Item::Phrase(_), Item::Verb(token), _, ..] if self.tokens[token].readings.iter().any(says));
        // Without a subject of its own, the reported clause has it before the insertion.
        let subject =
            segment.items.iter().filter_map(Item::phrase).any(|phrase| {
                self.tokens[phrase.head_token()].tag == Tag::Personal && phrase.cells.has(Case::Nominative)
            });
        if !attributes || subject || !reported {
            return None;
        }
        let clause = &mut self.tree.clauses[top];
        clause.finite = Some(0);
        Some(clause.items.remove(0))
    }

    fn stands_for_clause(&self, pronoun: &Phrase) -> bool {
        let head = &self.tokens[pronoun.head_token()];
        !pronoun.is_prepositional()
            && matches!(head.tag, Tag::Pronoun | Tag::Relative)
            && matches!(head.token.text.as_str(), "das" | "dies" | "der" | "die")
    }

    /// Splits off an infinitive with zu that no comma sets off: begann [, das Haus zu bauen].
    pub(super) fn take_infinitive(&self, items: &mut Vec<Item>) -> Option<Vec<Item>> {
        let finite = self.finite(items, false)?;
        let Item::Verb(verb) = items[finite] else { return None };
        if is_auxiliary(&self.tokens[verb]) {
            // hat aufgehört | zu laufen: what follows the participle is outside of the bracket.
            let participle = (finite + 1..items.len())
                .find(|&at| matches!(items[at], Item::Verb(_)) && self.all_may_be_nonfinite(&items[at..=at]))?;
            let outside = self.closes_with_zu(&items[finite + 1..participle]) || items.len() == participle + 1;
            return (!outside && self.follows_with_zu(&items[participle + 1..]))
                .then(|| items.split_off(participle + 1));
        }
        if !self.is_infinitival(&items[finite + 1..]) {
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
    pub(super) fn coordinate_of(&self, kind: Kind) -> Option<usize> {
        self.open.iter().rev().copied().find(|&index| self.tree.clauses[index].kind == kind)
    }

    pub(super) fn open(
        &mut self,
        kind: Kind,
        segment: Segment,
        opener: Option<usize>,
        previous: Option<usize>,
    ) -> usize {
        let last = !matches!(kind, Kind::Main | Kind::Fragment);
        let mut segment = segment;
        self.attach_phrases(&mut segment.items, kind);
        let finite = if kind == Kind::Infinitive || segment.lent { None } else { self.finite(&segment.items, last) };
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

    /// Puts a subordinate clause into the clause on the right edge, or keeps it for the main clause that follows.
    pub(super) fn embed(&mut self, kind: Kind, segment: Segment, opener: Option<usize>, previous: Option<usize>) {
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
                Some((phrase, columns)) => {
                    phrase.attached.push(Item::Clause(index));
                    if let Some(Item::Phrase(pronoun)) = self.tree.clauses[index].items.first_mut() {
                        let cells = pronoun.cells.and(columns);
                        pronoun.cells = if cells.is_empty() { pronoun.cells } else { cells };
                    }
                }
                None => self.place(index, parent),
            }
            return;
        }
        let parent = self.open.last().copied();
        let index = self.open(kind, segment, opener, previous);
        if let (Kind::Question, None, Some(parent)) = (kind, previous, parent)
            && let Some(Item::Phrase(pronoun)) = self.tree.clauses[parent].items.last()
            && pronoun.attached.is_empty()
            && self.stands_for_clause(pronoun)
            && let Some(Item::Phrase(pronoun)) = self.tree.clauses[parent].items.last_mut()
        {
            // Er tut das, | was er sagt.
            pronoun.attached.push(Item::Clause(index));
            return;
        }
        self.place(index, parent);
    }

    pub(super) fn place(&mut self, index: usize, parent: Option<usize>) {
        if let Some(previous) = self.tree.clauses[index].previous {
            // A coordinated clause follows its first member wherever that one stands.
            if self.insert_after(previous, index) {
                return;
            }
        }
        let own = parent.filter(|&parent| self.tree.clauses[parent].finite.is_none());
        if let (Kind::Infinitive, Some(parent)) = (self.tree.clauses[index].kind, own)
            && self.tree.clauses[index].opener.is_none()
            && let Some(Item::Phrase(noun)) = self.tree.clauses[parent].items.last_mut()
            && noun.class.satisfies(Class::Abstract)
        {
            // Die Möglichkeit, zu gehen, | besteht: before the verb there is room for nothing but the noun and what is its own.
            noun.last_member().attached.push(Item::Clause(index));
            return;
        }
        match parent {
            Some(parent) => self.tree.clauses[parent].items.push(Item::Clause(index)),
            None => self.pending.push(Item::Clause(index)),
        }
    }

    pub(super) fn insert_after(&mut self, previous: usize, index: usize) -> bool {
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

    pub(super) fn continue_clause(&mut self, depth: usize, segment: Segment) {
        self.open.truncate(depth + 1);
        let index = self.open[depth];
        let clause = &mut self.tree.clauses[index];
        clause.items.extend(segment.items);
        let last = !matches!(clause.kind, Kind::Main | Kind::Fragment);
        let mut items = std::mem::take(&mut clause.items);
        let kind = clause.kind;
        self.attach_phrases(&mut items, kind);
        let finite = if segment.lent { None } else { self.finite(&items, last) };
        let clause = &mut self.tree.clauses[index];
        clause.items = items;
        clause.finite = finite;
        if clause.kind == Kind::Fragment {
            clause.kind = Kind::Main;
        }
    }

    /// The open clause whose finite verb wants the separable prefix that a comma cut off: stellte A, den B, vor.
    fn awaits_prefix(&self, items: &[Item]) -> Option<usize> {
        let prefix = items.iter().find_map(|item| match item {
            Item::Word(token) if self.tokens[*token].tag == Tag::Prefix => {
                Some(self.tokens[*token].token.text.as_str())
            }
            _ => None,
        })?;
        let wants = |token: usize| {
            self.tokens[token].readings.iter().any(|reading| {
                reading.verb_form().is_some_and(|(.., detached)| detached)
                    && matches!(reading.word(), Some(Word::Verb { prefix: own, .. }) if *own == prefix)
            })
        };
        self.open.iter().rposition(|&index| {
            let clause = &self.tree.clauses[index];
            clause.finite.is_some_and(|at| matches!(clause.items[at], Item::Verb(token) if wants(token)))
        })
    }

    /// The main clause that goes on after an apposition or relative clause: eröffnete A, der B, | in C eine Fabrik.
    fn interrupted(&self, items: &[Item]) -> Option<usize> {
        let leads = match items.first()? {
            Item::Phrase(phrase) => phrase.is_prepositional(),
            Item::Word(token) => matches!(
                self.tokens[*token].reading().word(),
                Some(Word::Adverb { class: "time" | "place", .. } | Word::Function { tag: "adv", .. })
            ),
            _ => false,
        };
        let depth = self.open.len().checked_sub(1).filter(|_| leads)?;
        let is_main = |depth: usize| {
            let clause = &self.tree.clauses[self.open[depth]];
            clause.kind == Kind::Main && clause.finite.is_some()
        };
        let top = &self.tree.clauses[self.open[depth]];
        if is_main(depth) {
            let apposed =
                |phrase: &Phrase| phrase.coordinated.last().map_or(phrase, |(_, member)| member).apposition.is_some();
            return top.items.last().and_then(Item::phrase).is_some_and(apposed).then_some(depth);
        }
        let object = |item: &Item| {
            item.phrase().is_some_and(|phrase| !phrase.is_prepositional() && phrase.cells.has(Case::Accusative))
        };
        let outer = depth.checked_sub(1).filter(|&outer| is_main(outer))?;
        (top.kind == Kind::Relative && top.finite.is_some() && items.iter().any(object)).then_some(outer)
    }

    /// Takes the member of a coordination that an apposition interrupted: A, der B, | und C.
    fn resume_coordination(&mut self, segment: &mut Segment) {
        let [conjunction] = segment.conjunctions[..] else { return };
        if !Set::ListConjunction.holds(&self.tokens[conjunction].token.text) {
            return;
        }
        let Some(&top) = self.open.last() else { return };
        if self.tree.clauses[top].finite.is_some() && self.has_finite(&segment.items) {
            return;
        }
        let Some(Item::Phrase(next)) = segment.items.first() else { return };
        let Some(Item::Phrase(last)) = self.tree.clauses[top].items.last_mut() else { return };
        if last.apposition.is_none() || next.is_prepositional() && !last.is_prepositional() || !last.shares_case(next) {
            return;
        }
        if let Item::Phrase(next) = segment.items.remove(0) {
            last.coordinated.push((conjunction, next));
            segment.conjunctions.clear();
        }
    }

    /// Whether a piece without finite verb belongs to the noun before it: A, früher zuständig für B, | kam. Before the finite
    /// verb there is room for one constituent only.
    fn is_postposed(&self, segment: &Segment) -> bool {
        let Some(parent) = self.open.last().map(|&top| &self.tree.clauses[top]) else { return false };
        let noun = match parent.items.last() {
            Some(Item::Phrase(phrase)) => matches!(self.tokens[phrase.head_token()].tag, Tag::Noun | Tag::Name),
            _ => false,
        };
        let prefield = parent.kind == Kind::Fragment && parent.finite.is_none() && !self.has_verb(&parent.items);
        let described = match &segment.items[..] {
            // One noun is an apposition, which agrees.
            [] | [_] => false,
            [Item::Phrase(noun), _] if !noun.is_prepositional() => false,
            [.., Item::Verb(_)] => self.all_may_be_nonfinite(&segment.items) && !self.is_infinitival(&segment.items),
            items => !self.has_verb(items),
        };
        // A, das heißt B: an adverb and one noun.
        let explained = match &segment.items[..] {
            [Item::Word(adverb), Item::Phrase(phrase)] => {
                self.tokens[*adverb].tag == Tag::Adverb && !phrase.is_prepositional()
            }
            _ => false,
        };
        let waits = parent.finite.is_none() && !self.has_verb(&parent.items);
        segment.comma && segment.conjunctions.is_empty() && noun && (prefield && described || waits && explained)
    }

    pub(super) fn verbless(&mut self, mut segment: Segment) {
        if let Some(depth) = self.awaits_prefix(&segment.items) {
            self.continue_clause(depth, segment);
            return;
        }
        if self.is_postposed(&segment) {
            let index = self.open(Kind::Fragment, segment, None, None);
            self.open.pop();
            let parent = self.open.last().copied();
            self.tree.clauses[index].parent = parent;
            if let Some(Item::Phrase(noun)) = parent.and_then(|parent| self.tree.clauses[parent].items.last_mut()) {
                noun.last_member().attached.push(Item::Clause(index));
            }
            return;
        }
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
        let Some(&top) = self.open.last() else {
            let mut items: Vec<Item> = std::mem::take(&mut self.pending);
            items.append(&mut segment.items);
            segment.items = items;
            let index = self.open(Kind::Fragment, segment, None, None);
            self.tree.roots.push(Root::Clause(index));
            return;
        };
        if segment.comma
            && segment.conjunctions.is_empty()
            && let Some(depth) = self.interrupted(&segment.items)
        {
            self.continue_clause(depth, segment);
            return;
        }
        let single = segment.items.len() <= 2 && segment.comma;
        if single
            && segment.conjunctions.is_empty()
            && let Some(Item::Phrase(phrase)) =
                segment.items.first().filter(|item| matches!(item, Item::Phrase(phrase) if !phrase.is_prepositional()))
        {
            let phrase = phrase.clone();
            let rest: Vec<Item> = segment.items.drain(1..).collect();
            let host = match self.tree.clauses[top].items.last_mut() {
                Some(Item::Phrase(last)) => Some(last.last_member()).filter(|member| member.apposition.is_none()),
                _ => None,
            };
            if let Some(host) = host {
                host.apposition = Some(Box::new(phrase));
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

pub(super) fn insert_in_phrase(item: &mut Item, previous: usize, index: usize) -> bool {
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
