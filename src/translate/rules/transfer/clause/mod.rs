//! One clause: who is subject and object, which frame the verb realizes, and the English order of it all.
//!
//! `openers` begins it, `roles` assigns the phrases, `complements` serves the frame, `subject` says what the verb agrees with,
//! `lead` what goes before it, `adverbials` places the rest, `order` puts it all together, `verbless` writes clauses without
//! a finite verb.

mod adverbials;
mod complements;
mod lead;
mod openers;
mod order;
mod roles;
mod subject;
mod verbless;

use self::adverbials::Slots;
use self::order::{Verbs, done_at, item_piece, no_before};
use self::roles::narrowed;
use super::frames::{self, Part, template};
use super::noun::Role;
use super::verb_group::{self, Causation, Mode, Wanted};
use super::{Discourse, Subject, Transfer};
use crate::translate::rules::clauses::Kind;
use crate::translate::rules::generation::Piece;
use crate::translate::rules::lexicon::entry::{Case, Class, Complement, Frame, Persons, VerbForm, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::word_sets::Set;

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

    /// A clause with a verb. `None` if no verb is found.
    fn verbal(&self, index: usize, mode: Mode, question: bool, discourse: &mut Discourse) -> Option<Vec<Piece>> {
        let clause = &self.tree.clauses[index];
        let mut complex = verb_group::read(self.tokens, clause)?;
        let borrowed = clause.finite.is_none() && clause.kind == Kind::Main;
        let next = self.tree.clauses.iter().find(|next| next.previous == Some(index) && next.finite.is_some());
        let mut own_voice = false;
        let lender = match clause.finite {
            // gebaut und eröffnet: the auxiliaries are those of the clause before.
            None if borrowed => Some(&self.tree.clauses[clause.previous?]),
            // dass A gebaut und B eröffnet wird: those of the clause after.
            None if clause.kind != Kind::Infinitive => next,
            _ => None,
        };
        if let Some(lender) = lender {
            let lender = verb_group::read(self.tokens, lender)?;
            own_voice = complex.passive.is_some() && lender.passive.is_none();
            complex = complex.borrow(lender);
        }
        let mut announcing = None;
        if let Some((_, token)) =
            complex.modal.take_if(|(lemma, _)| mode != Mode::Finite && *lemma == "wollen" && self.is_intended(clause))
        {
            announcing = Some((token, token));
        }
        let mut roles = self.roles(clause, &complex, discourse.antecedent);
        let passive_of_man = self.suits_passive(clause, &complex, &roles, mode);
        if passive_of_man {
            complex.passive = Some(complex.token);
            complex.persons = Persons(Persons::THIRD.0 | Persons::THEY.0);
            roles.subject = roles.accusative.take();
        }
        if self.is_bare_participle(clause, &complex, &roles) {
            return None;
        }
        let frames: &[Frame<'static>] = match complex.lexeme.map(|lexeme| &lexeme.word) {
            Some(Word::Verb { frames, .. }) => frames,
            _ => &[],
        };
        let offer = self.offer(clause, &complex, &roles, discourse.antecedent);
        let frame = frames::choose(frames, &offer, self.senses);
        let mut lets = None;
        let has = |frame: &Frame<'_>, complement| frame.complements.contains(&complement);
        let says = frames.iter().any(|frame| has(frame, Complement::Quote));
        if frame.is_some_and(|frame| has(frame, Complement::Quote) || says && has(frame, Complement::Clause)) {
            // ließ er mitteilen: who lets a thing be said says it.
            lets = complex.causative.take();
        }
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
                    || passive_of_man && self.is_man(item)
                    || matches!(item, Item::Word(token) if complex.tokens.contains(token))
            })
            .collect();
        for at in [roles.negation, roles.reflexive].into_iter().flatten() {
            done[at] = true;
        }

        // Es fließen Gelder: es only holds the place of the subject.
        let expletive = clause.finite == Some(1) && roles.subject.is_some_and(|at| at > 1);
        if expletive
            && let Some(Item::Phrase(first)) = clause.items.first()
            && self.text(first.head_token()) == "es"
        {
            done[0] = true;
        }

        // The English subject.
        let passive = complex.passive.is_some() || complex.undergoes();
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
            // Es kam zu Unruhen: what there was stands where the template has it; "es" itself is nothing that there was.
            let slot = match parts.get(1) {
                Some(Part::Slot(slot)) => self.slot_item(slot, clause, &roles, frame),
                _ => None,
            };
            subject = slot.or(roles.accusative).or(roles.subject.filter(|_| !roles.es));
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
        let described = subject.and_then(|at| clause.items[at].phrase()).map(|phrase| {
            let described = self.describe(phrase, &complex);
            // Gelder, die fließen: money that flows.
            let singular = outer.mass && self.tokens[phrase.head_token()].tag == Tag::Relative;
            Subject { plural: described.plural && !singular, ..described }
        });
        let shared = described.is_none() && (clause.previous.is_some() || mode != Mode::Finite);
        let features = described.or(if shared { outer.subject } else { None });
        discourse.plural_pronoun = complex.persons.plural() && !complex.persons.singular();
        discourse.reported = complex.tells_of_somebody();
        discourse.speech = frames.iter().any(|frame| frame.complements.contains(&Complement::Quote));
        let mut slots = Slots::default();
        let inner_outer = discourse.subject;
        if described.is_some() {
            // A possessive in the subject itself refers to what came before.
            discourse.subject = outer.subject.or(described);
            discourse.in_subject = true;
        }
        let is_relative_first = self.leads_with_pronoun(clause);
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
                let preposition = phrase.is_prepositional().then_some("");
                slots.tail.extend(self.phrase(phrase, Role::Object, preposition, discourse));
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
            let free = self.is_free_relative(&clause.items[at], clause, complex.lexeme);
            if let Some(who) = slots.subject.first_mut().filter(|_| free) {
                who.text = "anyone who".to_owned();
                discourse.subject = Some(Subject { human: true, plural: false, feminine: false, first: false });
            }
        }
        if slots.subject.is_empty() && mode == Mode::Finite && !shared && !imperative && clause.kind != Kind::Relative {
            slots.subject = vec![Piece::added("it")];
            self.senses.doubt(|doubts| &mut doubts.subjectless);
        }

        // Relative and question words first.
        let mut lead = Vec::new();
        if is_relative_first && subject != Some(0) {
            lead = self.relative_lead(clause, frame, &mut parts, &mut done, discourse);
        }
        if lead.is_empty() {
            lead = self.compared_lead(clause, &roles, &mut done, discourse);
        }
        if let Some(at) = self.proportional(clause).filter(|&at| !done[at]) {
            lead = self.item(&clause.items[at], discourse);
            done[at] = true;
        }
        let wh = question && clause.finite == Some(1) && lead.is_empty() && subject != Some(0);
        if let Some(Item::Phrase(asked)) =
            clause.items.first().filter(|item| wh && !done_at(&done, 0) && self.asks(item))
        {
            // Was bedeutet das: the question word leads, whatever its role.
            slots.front = self.phrase(asked, Role::Object, None, discourse);
            done[0] = true;
        }

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
        for (place, part) in parts.iter().enumerate() {
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
                    // verletzte sich am Knie: injured her knee, with no article of its own.
                    let owned = place > 0 && parts[place - 1] == Part::Word("one's");
                    match (*slot, &clause.items[at]) {
                        ("ing", Item::Clause(inner)) => {
                            words.extend(self.infinitive(*inner, Some(Mode::Gerund), discourse))
                        }
                        (_, Item::Phrase(phrase)) if owned => {
                            let bare = Phrase { determiner: None, prepositions: Vec::new(), ..phrase.clone() };
                            words.extend(self.phrase(&bare, Role::Object, None, discourse));
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
        let mut kein = self.negated_fixed(clause, &fixed);
        let fixed_source = self.cover_fixed(clause, fixed, complex.token, &mut words);
        if matches!(base.as_str(), "have" | "give") {
            no_before(&mut words, &mut kein);
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
        let serves = |complement| frame.is_some_and(|frame| frame.complements.contains(&complement));
        // gilt als veraltet: the adjective stands as a noun would.
        if serves(Complement::Preposition("als", Case::Nominative))
            && let Some((at, tokens)) = self.as_predicate(clause).filter(|(at, _)| !done[*at])
        {
            (done[at], done[at + 1]) = (true, true);
            object_after.extend(self.adjective_phrase(tokens, Class::Abstract, false));
        }
        // rechnet damit, dass: the clause is the object of the preposition, and damit only announces it.
        let governs = |preposition: &str| {
            let names = |complement: &Complement<'_>| matches!(complement, Complement::Preposition(known, _) if *known == preposition);
            (
                frame.is_some_and(|frame| frame.complements.iter().any(names)),
                frames.iter().any(|frame| frame.complements.iter().any(names)),
            )
        };
        announcing = announcing.or(lets.map(|token| (token, token)));
        for (at, item) in clause.items.iter().enumerate() {
            let Some(preposition) = self.pronominal_preposition(clause, &roles, at).filter(|_| !done[at]) else {
                continue;
            };
            let (by_frame, by_verb) = governs(&preposition);
            let by_verb = by_verb || self.predicate_governs(clause, &preposition);
            let explaining = roles.clause.or(roles.zu).filter(|&clause| clause > at);
            if !(by_frame || by_verb && explaining.is_some()) {
                continue;
            }
            done[at] = true;
            announcing = self.item_start(item).zip(self.item_end(item));
            if !by_frame || serves(Complement::Clause) || serves(Complement::Zu) {
                continue;
            }
            match explaining.map(|at| (at, &clause.items[at])) {
                Some((at, Item::Clause(inner))) if self.tree.clauses[*inner].kind == Kind::Infinitive => {
                    if !done[at] {
                        done[at] = true;
                        object_after.extend(self.infinitive(*inner, Some(Mode::Gerund), discourse));
                    }
                }
                Some((_, Item::Clause(inner)))
                    if self.tree.clauses[*inner].opener.is_some_and(|token| self.text(token) == "dass") =>
                {
                    object_after.extend(item_piece(item, "the fact"));
                }
                Some(_) => {}
                None => object_after.extend(item_piece(item, "it")),
            }
        }
        let mut objects = Vec::new();
        let has_object = roles.accusative.is_some_and(|at| !done[at]);
        let owes = complex.to_do.is_some_and(|(lemma, _)| lemma == "haben") && has_object;
        // ließ das Haus bauen: had the house built; ließ ihn warten: let him wait. The object stands between.
        let causes = complex.causative.is_some() && complex.passive.is_none();
        let transitive = frames.first().is_some_and(|frame| frame.complements.contains(&Complement::Accusative));
        let causation = match (causes, has_object && transitive) {
            (true, true) => Some(Causation::Have),
            (true, false) => Some(Causation::Let),
            _ => None,
        };
        let mut between = Vec::new();
        for at in [roles.accusative, roles.predicate].into_iter().flatten() {
            if !done[at] {
                done[at] = true;
                objects.extend(match &clause.items[at] {
                    Item::Phrase(phrase) if Some(at) == roles.accusative => {
                        self.phrase(&narrowed(phrase, Case::Accusative, None), Role::Object, None, discourse)
                    }
                    Item::Phrase(phrase) => {
                        self.phrase(&narrowed(phrase, Case::Nominative, Some(&complex)), Role::Object, None, discourse)
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
        if owes || causation.is_some() {
            between.append(&mut objects);
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

        // Von A betroffen sind B: what stands before the verb with the predicate belongs to it.
        let fronted_predicate = front_count > 1
            && clause.kind == Kind::Main
            && matches!(clause.items[front_count - 1], Item::Verb(_) | Item::Adjective(_))
            && matches!(clause.items[front_count - 2], Item::Phrase(_));

        // Everything else.
        let mut negation = roles.negation.and_then(|at| match clause.items[at] {
            Item::Word(token) => Some(token),
            _ => None,
        });
        if let Some((rest, hint)) = negation.and_then(|token| self.beside_not(token)) {
            let piece = Piece { tokens: negation.map(|token| (token, token)), ..Piece::added(rest) };
            if hint == "mid" { slots.middle.push(piece) } else { slots.time.push(piece) }
        }
        let mut until_now =
            complex.perfect.is_some() && negation.is_some_and(|token| Set::UntilNow.holds(&self.text(token)));
        negation = negation.or(kein);
        for (at, item) in clause.items.iter().enumerate() {
            if done[at] {
                continue;
            }
            let in_front = at < front_count && !is_relative_first && !fronted_predicate;
            self.adverbial(item, in_front, passive, &complex, clause, &mut slots, &mut until_now, discourse);
        }

        let agreement = self.agreement(features, clause, subject, &complex, described.is_none() && !shared);
        let inverted =
            question && mode == Mode::Finite && (clause.finite == Some(0) || wh) && !slots.subject.is_empty();
        // Where Konjunktiv I looks like the indicative (sie haben), Konjunktiv II stands in for it in reported speech.
        let conditional = clause.opener.is_some_and(|token| Set::Conditional.holds(&self.text(token)));
        let stands_in = complex.form == VerbForm::Subjunctive2
            && complex.persons == Persons(40)
            && complex.perfect.is_some()
            && complex.modal.is_none()
            && (clause.kind == Kind::Main || clause.kind == Kind::Subordinate && !conditional);
        if stands_in {
            complex.form = VerbForm::Subjunctive1;
        }
        let reported = matches!(complex.form, VerbForm::Subjunctive1);
        let wanted = Wanted { mode, agreement, negation, inverted, conditional, reported, until_now, causation };
        if base.is_empty() {
            base = "do".to_owned();
        }
        let group = verb_group::write(&complex, &base, &wanted);
        let mut verb = group.verb;
        if let Some(piece) = verb.iter_mut().chain(&mut slots.tail).find(|_| fixed_source.is_some()) {
            piece.also = fixed_source;
        }
        if let Some(piece) = verb.iter_mut().chain(&mut slots.tail).find(|piece| piece.also.is_none()) {
            piece.also = announcing;
        }
        if frame.is_none() {
            for piece in &mut verb {
                if piece.tokens == Some((complex.token, complex.token)) {
                    piece.text = self.tokens[complex.token].token.text.clone();
                    piece.unknown = true;
                }
            }
        }

        // Auxiliaries are said once where two verbs have one subject too.
        let lends = clause.kind != Kind::Main
            && described.is_none()
            && clause.previous.is_some_and(|previous| self.tree.clauses[previous].finite.is_none());
        let once = borrowed && !own_voice || lends && roles.negation.is_none();
        let mut auxiliaries = if once { Vec::new() } else { group.auxiliaries };
        // have a house to sell: the object stands between.
        auxiliaries.append(&mut between);
        if !slots.front.is_empty() && clause.previous.is_some() && described.is_none() {
            slots.last.extend(std::mem::take(&mut slots.front));
        }
        let verbs = Verbs { lead, fronted: group.fronted, auxiliaries, verb, is_be: group.is_be, inverted: wh };
        let pieces = self.ordered(clause, slots, verbs);
        let subject_now = discourse.subject;
        *discourse = outer;
        if clause.kind == Kind::Main {
            discourse.subject = subject_now;
        }
        Some(pieces)
    }
}
