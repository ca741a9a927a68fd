//! One clause: who is subject and object, which frame the verb realizes, and the English order of it all.

use super::frames::{self, Offer, Part, template};
use super::noun::Role;
use super::verb_group::{self, Agreement, Complex, Mode, Wanted};
use super::{Discourse, Subject, Transfer};
use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Column, Complement, Frame, Persons, VerbForm, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};

/// What the items of a clause are, by index.
#[derive(Clone, Debug, Default)]
struct Roles {
    subject: Option<usize>,
    accusative: Option<usize>,
    dative: Option<usize>,
    genitive: Option<usize>,
    predicate: Option<usize>,
    reflexive: Option<usize>,
    negation: Option<usize>,
    clause: Option<usize>,
    zu: Option<usize>,
    es: bool,
}

/// The English of a clause before it is put in order.
#[derive(Debug, Default)]
struct Slots {
    conjunction: Vec<Piece>,
    front: Vec<Piece>,
    front_comma: bool,
    subject: Vec<Piece>,
    middle: Vec<Piece>,
    tail: Vec<Piece>,
    manner: Vec<Piece>,
    place: Vec<Piece>,
    time: Vec<Piece>,
    last: Vec<Piece>,
}

impl Transfer<'_> {
    /// A clause that is embedded or stands for itself.
    pub fn clause(&self, index: usize, discourse: &mut Discourse) -> Vec<Piece> {
        let clause = &self.tree.clauses[index];
        match clause.kind {
            Kind::Main => self.main_clause(index, false, discourse),
            Kind::Fragment => self.fragment(clause, discourse),
            Kind::Infinitive => self.infinitive(index, None, discourse),
            _ => self.finite(index, false, discourse),
        }
    }

    /// A main clause.
    pub fn main_clause(&self, index: usize, question: bool, discourse: &mut Discourse) -> Vec<Piece> {
        self.finite(index, question, discourse)
    }

    fn conjunctions(&self, clause: &Clause) -> Vec<Piece> {
        clause.conjunctions.iter().map(|&token| Piece::new(self.conjunction(token), token)).collect()
    }

    fn fragment(&self, clause: &Clause, discourse: &mut Discourse) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if clause.comma
            && clause.parent.is_some()
            && let Some(start) = clause.items.first().and_then(|item| self.item_start(item))
        {
            pieces.push(if start > 0 && self.tokens[start - 1].tag == Tag::Comma {
                Piece::new(",", start - 1)
            } else {
                Piece::added(",")
            });
        }
        pieces.extend(self.conjunctions(clause));
        let participle = clause.items.iter().any(|item| matches!(item, Item::Verb(token) if self.tokens[*token].readings.iter().any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle2))));
        for item in &clause.items {
            pieces.extend(self.item_in(item, participle, discourse));
        }
        if clause.comma && clause.parent.is_some() {
            pieces.push(Piece::added(","));
        }
        pieces
    }

    fn infinitive(&self, index: usize, mode: Option<Mode>, discourse: &mut Discourse) -> Vec<Piece> {
        let clause = &self.tree.clauses[index];
        let opener = clause.opener.map(|token| (token, self.text(token)));
        let (lead, own) = match &opener {
            Some((_, word)) if word == "um" => (None, Mode::To),
            Some((token, word)) => {
                (Some(Piece::new(if word == "ohne" { "without" } else { "instead of" }, *token)), Mode::Gerund)
            }
            None => (None, Mode::To),
        };
        let mut pieces = self.conjunctions(clause);
        pieces.extend(lead);
        pieces.extend(
            self.verbal(index, mode.unwrap_or(own), false, discourse)
                .unwrap_or_else(|| self.fragment(clause, discourse)),
        );
        pieces
    }

    fn finite(&self, index: usize, question: bool, discourse: &mut Discourse) -> Vec<Piece> {
        let clause = &self.tree.clauses[index];
        match self.verbal(index, Mode::Finite, question, discourse) {
            Some(inner) => {
                let mut pieces = self.conjunctions(clause);
                if let Some(opener) = clause.opener {
                    pieces.push(self.opener(opener, clause));
                }
                pieces.extend(inner);
                pieces
            }
            None => {
                let mut pieces = self.conjunctions(clause);
                pieces.extend(clause.opener.map(|token| self.opener(token, clause)));
                for item in &clause.items {
                    pieces.extend(self.item(item, discourse));
                }
                pieces
            }
        }
    }

    fn opener(&self, token: usize, clause: &Clause) -> Piece {
        let english = match (self.text(token).as_str(), self.tokens[token].tag) {
            ("als", _) => "when".to_owned(),
            ("wie", _) => "as".to_owned(),
            ("während", _) => "while".to_owned(),
            ("da", _) if clause.kind == Kind::Subordinate => "because".to_owned(),
            _ => match self.tokens[token].reading().word() {
                Some(Word::Adverb { english, .. }) => {
                    english.first().map_or(String::new(), |equivalent| equivalent.text.to_owned())
                }
                _ => self.function_english(token),
            },
        };
        Piece::new(english, token)
    }

    /// A clause with a verb. `None` if no verb is found.
    fn verbal(&self, index: usize, mode: Mode, question: bool, discourse: &mut Discourse) -> Option<Vec<Piece>> {
        let clause = &self.tree.clauses[index];
        let mut complex = verb_group::read(self.tokens, clause)?;
        let borrowed = clause.finite.is_none() && clause.kind == Kind::Main;
        if borrowed {
            // gebaut und eröffnet: the auxiliaries are those of the clause before.
            let lender = verb_group::read(self.tokens, &self.tree.clauses[clause.previous?])?;
            complex = Complex { lexeme: complex.lexeme, token: complex.token, tokens: complex.tokens, ..lender };
        }
        let roles = self.roles(clause, &complex, discourse.antecedent);
        let frames: &[Frame<'static>] = match complex.lexeme.map(|lexeme| &lexeme.word) {
            Some(Word::Verb { frames, .. }) => frames,
            _ => &[],
        };
        let offer = self.offer(clause, &complex, &roles);
        let frame = frames::choose(frames, &offer, self.senses);
        let fixed =
            frame.filter(|frame| !frame.fixed.is_empty()).map_or(0..0, |frame| self.fixed_run(clause, frame.fixed));
        let unknown;
        let english = match frame {
            Some(frame) => frame.english,
            None => {
                unknown = self.tokens[complex.token].token.text.clone();
                unknown.as_str()
            }
        };
        let mut parts = template(english);
        let mut done: Vec<bool> = clause
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                fixed.contains(&at)
                    || matches!(item, Item::Verb(_))
                    || matches!(item, Item::Word(token) if complex.tokens.contains(token))
            })
            .collect();
        for at in [roles.negation, roles.reflexive].into_iter().flatten() {
            done[at] = true;
        }

        // The English subject.
        let passive = complex.passive.is_some() || complex.to_do.is_some_and(|(lemma, _)| lemma == "sein");
        let mut subject = roles.subject;
        let mut there = false;
        let mut displaced = None;
        let mut stranded = false;
        if parts.first() == Some(&Part::Word("there")) {
            there = true;
            parts.remove(0);
            if let Some(at) = roles.subject {
                done[at] = true;
            }
            subject = roles.accusative.or(roles.subject);
        } else if let (Some(Part::Slot(slot)), false) = (parts.first().copied(), passive) {
            displaced = roles.subject;
            subject = self.slot_item(slot, clause, &roles, frame);
            stranded = subject.is_some();
            if let Some(at) =
                displaced.filter(|_| frame.is_some_and(|frame| frame.complements.contains(&Complement::Es)))
            {
                done[at] = true;
            }
            parts.remove(0);
        } else if passive
            && subject.is_some()
            && roles.dative.is_some()
            && parts.iter().find(|part| matches!(part, Part::Slot(_))) == Some(&Part::Slot("D"))
            && parts.contains(&Part::Slot("A"))
        {
            // Ihm wird A vorgeworfen: he is accused of A.
            displaced = roles.subject;
            subject = roles.dative;
        } else if passive && subject.is_none() && mode == Mode::Finite {
            subject = roles.dative.filter(|_| parts.contains(&Part::Slot("D"))).or_else(|| {
                let (preposition, case) = frame?.complements.iter().find_map(|complement| match complement {
                    Complement::Preposition(preposition, case) => Some((*preposition, *case)),
                    _ => None,
                })?;
                self.find_preposition(clause, preposition, case, &done)
            });
            stranded = subject.is_some();
        }
        let outer = *discourse;
        let described = subject.and_then(|at| clause.items[at].phrase()).map(|phrase| self.describe(phrase, &complex));
        let shared = described.is_none() && (clause.previous.is_some() || mode != Mode::Finite);
        let features = described.or(if shared { outer.subject } else { None });
        discourse.plural_pronoun = complex.persons.plural() && !complex.persons.singular();
        let mut slots = Slots::default();
        let inner_outer = discourse.subject;
        if described.is_some() {
            // A possessive in the subject itself refers to what came before.
            discourse.subject = outer.subject.or(described);
            discourse.in_subject = true;
        }
        let is_relative_first = matches!(clause.kind, Kind::Relative | Kind::Question);
        let front_count = match clause.finite {
            Some(finite) if clause.kind == Kind::Main => finite,
            _ if is_relative_first => usize::from(clause.items.len() > 1),
            _ => 0,
        };
        if let Some(at) = subject {
            done[at] = true;
            if !there {
                if let Some(phrase) = clause.items[at].phrase() {
                    let role_case = if Some(at) == roles.dative { Case::Dative } else { Case::Nominative };
                    let narrowed = narrowed(phrase, role_case, Some(&complex));
                    let preposition = stranded.then_some("").filter(|_| phrase.is_prepositional());
                    slots.subject = self.phrase(&narrowed, Role::Subject, preposition, discourse);
                } else {
                    slots.subject = self.item(&clause.items[at], discourse);
                }
            }
        }
        discourse.in_subject = false;
        if let Some(features) = features {
            discourse.subject = Some(features);
        } else {
            discourse.subject = inner_outer;
        }
        if there {
            if let Some(Item::Phrase(phrase)) = subject.map(|at| &clause.items[at]) {
                let existing = self.phrase(phrase, Role::Object, None, discourse);
                slots.tail.extend(existing);
            }
            slots.subject = vec![
                roles
                    .subject
                    .and_then(|at| clause.items[at].phrase())
                    .map_or_else(|| Piece::added("there"), |phrase| Piece::new("there", phrase.start)),
            ];
        }
        let imperative = complex.form == VerbForm::Imperative;
        if let Some(at) = roles.clause.filter(|&at| {
            described.is_none()
                && !there
                && mode == Mode::Finite
                && clause.kind == Kind::Main
                && clause.finite.is_some_and(|finite| at < finite)
                && !done[at]
        }) {
            // Ob ..., ist unklar: the clause is the subject.
            done[at] = true;
            slots.subject = self.item(&clause.items[at], discourse);
        }
        if slots.subject.is_empty() && mode == Mode::Finite && !shared && !imperative && clause.kind != Kind::Relative {
            slots.subject = vec![Piece::added("it")];
            self.senses.doubt(|doubts| &mut doubts.subjectless);
        }

        // Relative and question words first.
        let mut lead = Vec::new();
        if is_relative_first && subject != Some(0) {
            if let Some(Item::Phrase(phrase)) = clause.items.first().filter(|_| !done_at(&done, 0)) {
                lead = self.phrase(phrase, Role::Object, None, discourse);
                done[0] = true;
            } else if let Some(Item::Word(token)) = clause.items.first().filter(|_| !done_at(&done, 0)) {
                lead = self.adverb(*token);
                done[0] = true;
            }
        }
        let wh = question && clause.finite == Some(1) && lead.is_empty() && subject != Some(0);

        // Fields by the template.
        let mut words = Vec::new();
        let mut base = String::new();
        let recipient = passive
            && subject == roles.dative
            && roles.dative.is_some()
            && roles.subject.is_some()
            && subject != roles.subject;
        let both = passive
            && !recipient
            && parts.contains(&Part::Slot("D"))
            && parts.contains(&Part::Slot("A"))
            && roles.dative.is_some()
            && subject != roles.dative;
        if both {
            // present {D} with {A}: with A as the subject, D follows with "to".
            parts.truncate(parts.iter().position(|part| matches!(part, Part::Slot(_))).unwrap_or(1).max(1));
        }
        for part in &parts {
            match part {
                Part::Word(word) if base.is_empty() => base = (*word).to_owned(),
                Part::Word(word) => {
                    let word = if *word == "oneself" {
                        self.reflexive_word(features)
                    } else if *word == "one's" {
                        self.possessive_word(features)
                    } else {
                        (*word).to_owned()
                    };
                    words.push(Piece { text: word, tokens: Some((complex.token, complex.token)), ..Piece::default() });
                }
                Part::Slot(slot) => {
                    let at = if *slot == "A" && recipient {
                        displaced
                    } else if *slot == "S" {
                        displaced.or(roles.subject.filter(|_| Some(roles.subject) != Some(subject)))
                    } else {
                        self.slot_item(slot, clause, &roles, frame)
                    };
                    let Some(at) = at.filter(|&at| !done[at]) else { continue };
                    done[at] = true;
                    match (*slot, &clause.items[at]) {
                        ("ing", Item::Clause(inner)) => {
                            words.extend(self.infinitive(*inner, Some(Mode::Gerund), discourse))
                        }
                        ("A" | "D" | "G" | "S", Item::Phrase(phrase)) => {
                            let case = match *slot {
                                "A" if recipient => Case::Nominative,
                                "A" => Case::Accusative,
                                "D" => Case::Dative,
                                "G" => Case::Genitive,
                                _ => Case::Nominative,
                            };
                            words.extend(self.phrase(&narrowed(phrase, case, None), Role::Object, None, discourse));
                        }
                        (_, Item::Phrase(phrase)) => {
                            words.extend(self.phrase(phrase, Role::Object, Some(""), discourse))
                        }
                        (_, item) => words.extend(self.item(item, discourse)),
                    }
                }
            }
        }
        if let (Some(first), Some(last)) = (
            clause.items.get(fixed.start).filter(|_| !fixed.is_empty()).and_then(|item| self.item_start(item)),
            clause.items.get(fixed.end.wrapping_sub(1)).and_then(|item| self.item_end(item)),
        ) {
            // The words of a light-verb construction come from its fixed part.
            let source = Some((first, last));
            match words.iter_mut().find(|piece| piece.tokens == Some((complex.token, complex.token))) {
                Some(_) => words
                    .iter_mut()
                    .filter(|piece| piece.tokens == Some((complex.token, complex.token)))
                    .for_each(|piece| piece.tokens = source),
                None => words.push(Piece { tokens: source, ..Piece::default() }),
            }
        }
        slots.tail.extend(words);
        // The prepositional object of the frame, without its German preposition, goes where the template ends.
        let open_end = parts.last().is_some_and(|part| matches!(part, Part::Word(_))) || parts.is_empty();
        let mut object_after = Vec::new();
        if let Some(frame) = frame {
            for complement in &frame.complements {
                if let Complement::Preposition(preposition, case) = complement
                    && let Some(at) = self.find_preposition(clause, preposition, *case, &done)
                {
                    done[at] = true;
                    if let Item::Phrase(phrase) = &clause.items[at] {
                        if at == 0 && is_relative_first {
                            continue;
                        }
                        object_after.extend(self.phrase(phrase, Role::Object, Some(""), discourse));
                    }
                }
            }
        }
        let mut objects = Vec::new();
        let owes =
            complex.to_do.is_some_and(|(lemma, _)| lemma == "haben") && roles.accusative.is_some_and(|at| !done[at]);
        for at in [roles.accusative, roles.predicate].into_iter().flatten() {
            if !done[at] {
                done[at] = true;
                objects.extend(match &clause.items[at] {
                    Item::Phrase(phrase) if Some(at) == roles.accusative => {
                        self.phrase(&narrowed(phrase, Case::Accusative, None), Role::Object, None, discourse)
                    }
                    Item::Phrase(phrase) => {
                        self.phrase(&narrowed(phrase, Case::Nominative, None), Role::Object, None, discourse)
                    }
                    Item::Adjective(tokens) => self.adjective_phrase(
                        tokens,
                        described.map_or(
                            Class::Abstract,
                            |subject| if subject.human { Class::Human } else { Class::Abstract },
                        ),
                        false,
                    ),
                    other => self.item(other, discourse),
                });
            }
        }
        if let Some(at) = roles.dative.filter(|&at| !done[at]) {
            done[at] = true;
            if let Item::Phrase(phrase) = &clause.items[at] {
                let relative_first = is_relative_first && at == 0;
                if !relative_first {
                    objects.push(Piece::new("to", phrase.start));
                    objects.extend(self.phrase(&narrowed(phrase, Case::Dative, None), Role::Object, None, discourse));
                }
            }
        }
        if let Some(at) = roles.genitive.filter(|&at| !done[at]) {
            done[at] = true;
            objects.extend(self.item(&clause.items[at], discourse));
        }
        if open_end && !object_after.is_empty() {
            // "test {A} for": what is left of the object stands before an open preposition only by its slot.
            slots.tail.extend(object_after);
            slots.tail.extend(objects);
        } else {
            slots.tail.extend(objects);
            slots.tail.extend(object_after);
        }

        // Everything else.
        let mut until_now = false;
        for (at, item) in clause.items.iter().enumerate() {
            if done[at] {
                continue;
            }
            let in_front = at < front_count && !is_relative_first;
            self.adverbial(item, in_front, passive, &complex, clause, &mut slots, &mut until_now, discourse);
        }

        let agreement = self.agreement(features, clause, subject, &complex, described.is_none() && !shared);
        let inverted =
            question && mode == Mode::Finite && (clause.finite == Some(0) || wh) && !slots.subject.is_empty();
        // Where Konjunktiv I looks like the indicative (sie haben), Konjunktiv II stands in for it in reported speech.
        let stands_in = complex.form == VerbForm::Subjunctive2
            && complex.persons == Persons(40)
            && complex.perfect.is_some()
            && complex.modal.is_none()
            && clause.kind == Kind::Main;
        if stands_in {
            complex.form = VerbForm::Subjunctive1;
        }
        let reported = matches!(complex.form, VerbForm::Subjunctive1);
        let conditional = clause
            .opener
            .is_some_and(|token| matches!(self.text(token).as_str(), "wenn" | "falls" | "sofern" | "als ob" | "als"));
        let wanted = Wanted {
            mode,
            agreement,
            negation: roles.negation.and_then(|at| match clause.items[at] {
                Item::Word(token) => Some(token),
                _ => None,
            }),
            inverted,
            conditional,
            reported,
            until_now,
        };
        if base.is_empty() {
            base = "do".to_owned();
        }
        let group = verb_group::write(&complex, &base, &wanted);
        let mut verb = group.verb;
        if frame.is_none() {
            for piece in &mut verb {
                if piece.tokens == Some((complex.token, complex.token)) {
                    piece.text = self.tokens[complex.token].token.text.clone();
                    piece.unknown = true;
                }
            }
        }

        let mut auxiliaries = if borrowed { Vec::new() } else { group.auxiliaries };
        if owes {
            // have a house to sell: the object stands between.
            auxiliaries.append(&mut slots.tail);
        }
        let mut pieces = std::mem::take(&mut slots.conjunction);
        let has_front = !slots.front.is_empty();
        if has_front && clause.previous.is_some() && described.is_none() {
            slots.last.extend(std::mem::take(&mut slots.front));
        }
        let front_words: usize = slots.front.iter().map(|piece| piece.text.split_whitespace().count()).sum();
        if wh {
            pieces.append(&mut slots.front);
        } else if !slots.front.is_empty() {
            pieces.append(&mut slots.front);
            if slots.front_comma || front_words >= 3 {
                pieces.push(Piece::added(","));
            }
        }
        pieces.extend(lead);
        pieces.extend(group.fronted);
        pieces.extend(slots.subject);
        if group.is_be || !auxiliaries.is_empty() {
            pieces.extend(auxiliaries);
            pieces.extend(slots.middle);
            pieces.extend(verb);
        } else {
            pieces.extend(slots.middle);
            pieces.extend(verb);
        }
        pieces.extend(slots.tail);
        pieces.extend(slots.manner);
        pieces.extend(slots.place);
        pieces.extend(slots.time);
        pieces.extend(slots.last);
        let subject_now = discourse.subject;
        *discourse = outer;
        if clause.kind == Kind::Main {
            discourse.subject = subject_now;
        }
        Some(pieces)
    }

    fn reflexive_word(&self, features: Option<Subject>) -> String {
        match features {
            Some(subject) if subject.first => "myself",
            Some(subject) if subject.plural => "themselves",
            Some(subject) if subject.human && subject.feminine => "herself",
            Some(subject) if subject.human => "himself",
            _ => "itself",
        }
        .to_owned()
    }

    fn possessive_word(&self, features: Option<Subject>) -> String {
        match features {
            Some(subject) if subject.first => "my",
            Some(subject) if subject.plural => "their",
            Some(subject) if subject.human && subject.feminine => "her",
            Some(subject) if subject.human => "his",
            _ => "its",
        }
        .to_owned()
    }

    fn describe(&self, phrase: &Phrase, complex: &Complex) -> Subject {
        let head = &self.tokens[phrase.head_token()];
        let text = head.token.text.to_lowercase();
        let pronoun = head.tag == Tag::Personal;
        let plural_verb = complex.persons.plural() && !complex.persons.singular();
        let plural = if pronoun && text == "sie"
            || head.tag == Tag::Relative
            || phrase.cells.has_column(Column::Plural) && !self.is_plural(phrase) && head.tag != Tag::Name
        {
            plural_verb
        } else {
            self.is_plural(phrase) || phrase.is_plural(self.tokens) || matches!(text.as_str(), "wir")
        };
        let human = match head.tag {
            Tag::Relative => true,
            Tag::Personal => text != "es",
            _ => phrase.class == Class::Human || phrase.close.as_ref().is_some_and(|close| close.class == Class::Human),
        };
        let feminine = phrase.cells.has_column(Column::Feminine) && !phrase.cells.has_column(Column::Masculine);
        Subject { human, plural, feminine, first: pronoun && text == "ich" }
    }

    fn agreement(
        &self,
        features: Option<Subject>,
        clause: &Clause,
        subject: Option<usize>,
        complex: &Complex,
        added: bool,
    ) -> Agreement {
        let head =
            subject.and_then(|at| clause.items[at].phrase()).map(|phrase| (phrase, &self.tokens[phrase.head_token()]));
        if let Some((phrase, head)) = head {
            if head.tag == Tag::Personal {
                let text = head.token.text.to_lowercase();
                return match text.as_str() {
                    "ich" => Agreement::First,
                    "wir" | "du" => Agreement::Plural,
                    "ihr" => Agreement::Plural,
                    "sie" if complex.persons.plural() && !complex.persons.singular() => Agreement::Plural,
                    _ => Agreement::Third,
                };
            }
            if let Some(traits) = self.head_traits(phrase) {
                if traits.plural_only {
                    return Agreement::Plural;
                }
                if traits.uncountable && phrase.coordinated.is_empty() {
                    return Agreement::Third;
                }
            }
        }
        if added {
            return Agreement::Third;
        }
        match features {
            Some(subject) if subject.first => Agreement::First,
            Some(subject) if subject.plural => Agreement::Plural,
            _ => Agreement::Third,
        }
    }

    fn head_traits(&self, phrase: &Phrase) -> Option<crate::translate::rules::lexicon::entry::NounTraits> {
        match self.tokens[phrase.head_token()].reading().word()? {
            Word::Noun { english, .. } => english.iter().find(|equivalent| equivalent.conditions.is_empty()).or(english.first()).map(|first| first.traits),
            _ => None,
        }
    }

    /// Assigns the phrases of a clause.
    fn roles(&self, clause: &Clause, complex: &Complex, antecedent: Option<Class>) -> Roles {
        let mut roles = Roles::default();
        let lemma = complex.lexeme.map_or("", |lexeme| lexeme.lemma);
        let copula = matches!(lemma, "sein" | "werden" | "bleiben" | "heißen" | "scheinen" | "gelten")
            && complex.passive.is_none();
        let mut candidates: Vec<usize> = Vec::new();
        for (at, item) in clause.items.iter().enumerate() {
            match item {
                Item::Phrase(phrase) if !phrase.is_prepositional() => candidates.push(at),
                Item::Word(token) => match self.tokens[*token].tag {
                    Tag::Negation if roles.negation.is_none() => roles.negation = Some(at),
                    Tag::Reflexive => roles.reflexive = Some(at),
                    _ => {}
                },
                Item::Adjective(_) if copula && roles.predicate.is_none() && Some(at) != clause.finite => {
                    roles.predicate = Some(at)
                }
                Item::Clause(index) => {
                    let inner = &self.tree.clauses[*index];
                    match inner.kind {
                        Kind::Infinitive if inner.opener.is_none() => roles.zu = roles.zu.or(Some(at)),
                        Kind::Question => roles.clause = roles.clause.or(Some(at)),
                        Kind::Subordinate
                            if inner.opener.is_some_and(|token| {
                                matches!(self.text(token).as_str(), "dass" | "ob" | "daß" | "wie")
                            }) =>
                        {
                            roles.clause = roles.clause.or(Some(at))
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        if let Some(at) = roles.predicate {
            // The last adjective is the predicate.
            roles.predicate = clause.items.iter().rposition(|item| matches!(item, Item::Adjective(_))).or(Some(at));
        }
        let wants_subject = clause.kind != Kind::Infinitive;
        if wants_subject {
            let plural_only = complex.persons.plural() && !complex.persons.singular();
            let singular_only = complex.persons.singular() && !complex.persons.plural();
            let temporal = |phrase: &Phrase| {
                phrase.class == Class::Time
                    && phrase.cells.has(Case::Accusative)
                    && self.tokens[phrase.head_token()].tag == Tag::Noun
            };
            let mut best: Option<(i32, usize)> = None;
            for (order, &at) in candidates.iter().enumerate() {
                let Some(phrase) = clause.items[at].phrase() else { continue };
                if !phrase.cells.has(Case::Nominative) {
                    continue;
                }
                let head = &self.tokens[phrase.head_token()];
                let plural = self.is_plural(phrase) || phrase.is_plural(self.tokens);
                let either = phrase.cells.has_column(Column::Plural) && !plural || head.tag == Tag::Relative;
                let mut score = -3 * order as i32;
                if (plural_only && !plural && !either) || (singular_only && plural) {
                    score -= 20;
                }
                if !phrase.cells.has(Case::Accusative) && !copula {
                    score += 8;
                }
                if matches!(head.tag, Tag::Personal) && !phrase.cells.has(Case::Accusative) {
                    score += 4;
                }
                if temporal(phrase) {
                    score -= 14;
                }
                if head.tag == Tag::Pronoun && phrase.class == Class::Abstract && !copula {
                    score -= 6;
                }
                if matches!(phrase.class, Class::Human | Class::Group | Class::Body) {
                    score += 2;
                }
                if head.tag == Tag::Relative
                    && order == 0
                    && antecedent.is_none_or(|class| matches!(class, Class::Human | Class::Group | Class::Body))
                {
                    score += 3;
                }
                if best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, at));
                }
            }
            if let Some((score, at)) = best
                && (score > -19 || candidates.len() == 1)
            {
                roles.subject = Some(at);
            }
        }
        let frames: &[Frame<'static>] = match complex.lexeme.map(|lexeme| &lexeme.word) {
            Some(Word::Verb { frames, .. }) => frames,
            _ => &[],
        };
        let dative_verb = frames.iter().any(|frame| frame.complements.contains(&Complement::Dative))
            && !frames.iter().any(|frame| frame.complements.contains(&Complement::Accusative));
        for &at in &candidates {
            if Some(at) == roles.subject {
                continue;
            }
            let Some(phrase) = clause.items[at].phrase() else { continue };
            let temporal = phrase.class == Class::Time && self.tokens[phrase.head_token()].tag == Tag::Noun;
            if temporal && !copula {
                continue;
            }
            let (accusative, dative) = (phrase.cells.has(Case::Accusative), phrase.cells.has(Case::Dative));
            if copula && roles.predicate.is_none() && phrase.cells.has(Case::Nominative) && roles.subject.is_some() {
                roles.predicate = Some(at);
            } else if accusative && roles.accusative.is_none() && !(dative && dative_verb) && complex.passive.is_none()
            {
                roles.accusative = Some(at);
            } else if dative && roles.dative.is_none() {
                roles.dative = Some(at);
            } else if roles.accusative.is_none() && complex.passive.is_none() {
                roles.accusative = Some(at);
            } else if phrase.cells.has(Case::Genitive) && roles.genitive.is_none() {
                roles.genitive = Some(at);
            }
        }
        roles.es = roles
            .subject
            .and_then(|at| clause.items[at].phrase())
            .is_some_and(|phrase| self.text(phrase.head_token()) == "es");
        roles
    }

    fn offer(&self, clause: &Clause, complex: &Complex, roles: &Roles) -> Offer {
        let class_of = |at: Option<usize>| at.and_then(|at| clause.items[at].phrase()).map(|phrase| phrase.class);
        let passive = complex.passive.is_some() || complex.to_do.is_some_and(|(lemma, _)| lemma == "sein");
        let head_of = |at: Option<usize>| at.and_then(|at| clause.items[at].phrase()).map(Phrase::head_token);
        let mut offer = Offer {
            verb: complex.token,
            subject_head: head_of(roles.subject),
            object_head: head_of(if passive { roles.subject.or(roles.accusative) } else { roles.accusative }),
            subject: class_of(roles.subject),
            accusative: if passive {
                class_of(roles.subject).or(class_of(roles.accusative))
            } else {
                class_of(roles.accusative)
            },
            dative: roles.dative.is_some(),
            genitive: roles.genitive.is_some(),
            reflexive: roles.reflexive.is_some() && complex.causative.is_none(),
            es: roles.es,
            clause: roles.clause.is_some(),
            zu: roles.zu.is_some(),
            predicate: roles.predicate.is_some(),
            ..Offer::default()
        };
        for (at, item) in clause.items.iter().enumerate() {
            match item {
                Item::Phrase(phrase) if phrase.is_prepositional() && self.is_temporal(phrase) => offer.adverbial = true,
                Item::Phrase(phrase) if phrase.is_prepositional() => {
                    let cases = [Case::Accusative, Case::Dative, Case::Genitive]
                        .into_iter()
                        .filter(|case| phrase.cells.has(*case))
                        .collect();
                    let head = phrase.head_token();
                    offer.prepositions.push((self.plain_preposition(phrase), cases, phrase.class, head));
                    offer.adverbial = true;
                }
                Item::Phrase(phrase) if phrase.class == Class::Time && Some(at) != roles.subject => {
                    offer.adverbial = true
                }
                Item::Word(token) if self.tokens[*token].tag == Tag::Adverb => offer.adverbial = true,
                Item::Adjective(_) => {
                    offer.adverbial = true;
                    offer.predicate |= roles.predicate.is_none()
                        && Some(at) != roles.predicate
                        && !matches!(complex.lexeme.map(|lexeme| lexeme.lemma), Some("sein"));
                }
                _ => {}
            }
        }
        let texts: Vec<String> = clause.items.iter().map(|item| self.item_text(item)).collect();
        let mut words = String::from(" ");
        for start in 0..texts.len() {
            for end in start + 1..=texts.len().min(start + 4) {
                words.push_str("| ");
                words.push_str(&texts[start..end].join(" "));
                words.push_str(" |");
            }
        }
        offer.words = if clause.items.len() > 40 { String::new() } else { words };
        offer
    }

    fn item_text(&self, item: &Item) -> String {
        match item {
            Item::Phrase(phrase) => {
                (phrase.start..phrase.end).map(|token| self.text(token)).collect::<Vec<_>>().join(" ")
            }
            Item::Verb(_) | Item::Clause(_) | Item::Bracket(..) => "|".to_owned(),
            Item::Word(token) => self.text(*token),
            Item::Adjective(tokens) => tokens.iter().map(|&token| self.text(token)).collect::<Vec<_>>().join(" "),
        }
    }

    fn fixed_run(&self, clause: &Clause, fixed: &str) -> std::ops::Range<usize> {
        let fixed = fixed.to_lowercase();
        let texts: Vec<String> = clause.items.iter().map(|item| self.item_text(item)).collect();
        for start in 0..texts.len() {
            for end in start + 1..=texts.len().min(start + 4) {
                if texts[start..end].join(" ") == fixed {
                    return start..end;
                }
            }
        }
        0..0
    }

    fn plain_preposition(&self, phrase: &Phrase) -> String {
        let text = phrase.prepositions.first().map_or(String::new(), |&token| self.text(token));
        match text.as_str() {
            "im" | "ins" => "in",
            "am" | "ans" => "an",
            "vom" => "von",
            "zum" | "zur" => "zu",
            "beim" => "bei",
            "aufs" => "auf",
            "fürs" => "für",
            "ums" => "um",
            "durchs" => "durch",
            "übers" => "über",
            other => other,
        }
        .to_owned()
    }

    fn find_preposition(&self, clause: &Clause, preposition: &str, case: Case, done: &[bool]) -> Option<usize> {
        clause.items.iter().enumerate().position(|(at, item)| {
            !done[at]
                && item.phrase().is_some_and(|phrase| {
                    phrase.is_prepositional()
                        && !self.is_temporal(phrase)
                        && self.plain_preposition(phrase) == preposition
                        && (matches!(case, Case::Nominative | Case::Genitive) || phrase.cells.has(case))
                })
        })
    }

    /// A phrase that says when; it is no object of a verb.
    fn is_temporal(&self, phrase: &Phrase) -> bool {
        phrase.class == Class::Time || self.tokens[phrase.head_token()].token.text == "Uhr"
    }

    fn slot_item(&self, slot: &str, clause: &Clause, roles: &Roles, frame: Option<&Frame<'static>>) -> Option<usize> {
        match slot {
            "A" => roles.accusative,
            "D" => roles.dative,
            "G" => roles.genitive,
            "S" => roles.subject,
            "zu" | "ing" => roles.zu,
            "dass" => roles.clause,
            "pred" => {
                roles.predicate.or_else(|| clause.items.iter().rposition(|item| matches!(item, Item::Adjective(_))))
            }
            "inf" | "adv" => None,
            preposition => {
                let case = frame.and_then(|frame| {
                    frame.complements.iter().find_map(|complement| match complement {
                        Complement::Preposition(known, case) if *known == preposition => Some(*case),
                        _ => None,
                    })
                })?;
                self.find_preposition(clause, preposition, case, &vec![false; clause.items.len()])
            }
        }
    }

    /// Puts an item without a role into its English place.
    #[allow(clippy::too_many_arguments)]
    fn adverbial(
        &self,
        item: &Item,
        in_front: bool,
        passive: bool,
        complex: &Complex,
        clause: &Clause,
        slots: &mut Slots,
        until_now: &mut bool,
        discourse: &mut Discourse,
    ) {
        let pieces = self.item_in(item, passive, discourse);
        match item {
            Item::Clause(index) => {
                let inner = &self.tree.clauses[*index];
                let adverbial = inner.kind == Kind::Subordinate
                    && inner.opener.is_some_and(|token| !matches!(self.text(token).as_str(), "dass" | "ob" | "daß"));
                if in_front {
                    if inner.comma && inner.kind == Kind::Fragment && !slots.front.is_empty() {
                        slots.front.push(Piece::added(","));
                    }
                    slots.front.extend(pieces);
                    slots.front_comma = true;
                } else {
                    if adverbial
                        && inner.opener.is_some_and(|token| {
                            matches!(
                                self.text(token).as_str(),
                                "wobei" | "während" | "obwohl" | "sodass" | "so dass" | "wie" | "wohingegen" | "zumal"
                            )
                        })
                    {
                        slots.last.push(self.comma_before(*index));
                    }
                    slots.last.extend(pieces);
                }
            }
            Item::Phrase(phrase) => {
                let preposition = phrase.prepositions.first().map(|&token| self.text(token));
                *until_now |= preposition.as_deref() == Some("seit");
                let time = phrase.class == Class::Time;
                if in_front {
                    slots.front.extend(pieces);
                } else if time {
                    slots.time.extend(pieces);
                } else {
                    slots.place.extend(pieces);
                }
            }
            Item::Word(token) => {
                let word = self.text(*token);
                *until_now |=
                    matches!(word.as_str(), "bisher" | "bislang" | "seitdem" | "seither" | "noch nie" | "längst");
                let (class, hint) = match self.tokens[*token].reading().word() {
                    Some(Word::Adverb { class, english }) => {
                        (*class, english.first().map_or("", |equivalent| equivalent.hint))
                    }
                    Some(Word::Function { tag: "adv", .. }) => ("phrase", ""),
                    _ => ("", ""),
                };
                if self.tokens[*token].tag == Tag::Conjunction && matches!(word.as_str(), "doch" | "aber" | "denn") {
                    match word.as_str() {
                        "aber" if clause.kind == Kind::Main && clause.conjunctions.is_empty() => {
                            slots.conjunction.extend(pieces)
                        }
                        "aber" => slots.middle.push(Piece::new("however", *token)),
                        _ => {}
                    }
                    return;
                }
                let place = match (hint, class) {
                    ("front", _) if in_front => "front",
                    ("mid", _) => "mid",
                    ("end", _) => "end",
                    _ if in_front => "front",
                    (_, "focus" | "degree" | "sentence" | "connective" | "particle") => "mid",
                    (_, "time") if MIDDLE_TIME.contains(&word.as_str()) => "mid",
                    (_, "time" | "phrase") => "time",
                    (_, "manner") => "manner",
                    (_, "place" | "direction" | "pronominal") => "place",
                    _ => "manner",
                };
                match place {
                    "front" => {
                        slots.front.extend(pieces);
                        slots.front_comma |= matches!(class, "connective" | "sentence" | "phrase");
                    }
                    "mid" => slots.middle.extend(pieces),
                    "time" | "end" => slots.time.extend(pieces),
                    "place" => slots.place.extend(pieces),
                    _ => slots.manner.extend(pieces),
                }
            }
            Item::Adjective(tokens) => {
                let last = tokens.last().copied().unwrap_or_default();
                let mut pieces = pieces;
                let changes = matches!(
                    complex.lexeme.map(|lexeme| lexeme.lemma),
                    Some("sein" | "werden" | "bleiben" | "scheinen" | "machen" | "halten" | "finden" | "gelten")
                );
                if !changes
                    && let Some(piece) = pieces.last_mut()
                    && piece.atom.is_none()
                    && !piece.unknown
                    && self.tokens[last].tag == Tag::Predicative
                {
                    piece.text = super::noun::adverb_of(&piece.text);
                }
                if in_front {
                    slots.front.extend(pieces);
                } else {
                    slots.manner.extend(pieces);
                }
            }
            _ if in_front => slots.front.extend(pieces),
            _ => slots.last.extend(pieces),
        }
    }
}

/// Adverbs of time that stand before the verb in English.
const MIDDLE_TIME: [&str; 14] = [
    "immer",
    "nie",
    "niemals",
    "oft",
    "bereits",
    "schon",
    "gerade",
    "noch",
    "bald",
    "meist",
    "häufig",
    "selten",
    "inzwischen",
    "stets",
];

/// A phrase whose cells are those of its role; a subject agrees with its verb in number.
fn narrowed(phrase: &Phrase, case: Case, verb: Option<&Complex>) -> Phrase {
    let mut phrase = phrase.clone();
    let mut keep = |cells: Cells| {
        let kept = phrase.cells.and(cells);
        if !kept.is_empty() {
            phrase.cells = kept;
        }
    };
    keep(Cells::case(case));
    if let Some(persons) = verb.map(|verb| verb.persons).filter(|_| case == Case::Nominative) {
        if persons.plural() && !persons.singular() && phrase.coordinated.is_empty() {
            let kept = phrase.cells.and(Cells::column(Column::Plural));
            if !kept.is_empty() {
                phrase.cells = kept;
            }
        } else if persons.singular() && !persons.plural() {
            let kept = phrase.cells.and(Cells(!Cells::column(Column::Plural).0));
            if !kept.is_empty() {
                phrase.cells = kept;
            }
        }
    }
    phrase
}

fn done_at(done: &[bool], at: usize) -> bool {
    done.get(at).copied().unwrap_or(true)
}
