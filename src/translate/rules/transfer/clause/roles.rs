//! Which phrase of a clause is subject, object and predicate: by case, number, order and class.

use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::lexicon::entry::{Case, Cells, Class, Column, Complement, Frame, VerbForm, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase};
use crate::translate::rules::transfer::Transfer;
use crate::translate::rules::transfer::verb_group::Complex;
use crate::translate::rules::word_sets::Set;

/// What the items of a clause are, by index.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    pub(super) subject: Option<usize>,
    pub(super) accusative: Option<usize>,
    pub(super) dative: Option<usize>,
    pub(super) genitive: Option<usize>,
    pub(super) predicate: Option<usize>,
    pub(super) reflexive: Option<usize>,
    pub(super) negation: Option<usize>,
    pub(super) clause: Option<usize>,
    pub(super) zu: Option<usize>,
    pub(super) es: bool,
}

impl Transfer<'_> {
    /// Assigns the phrases of a clause.
    pub(super) fn roles(&self, clause: &Clause, complex: &Complex, antecedent: Option<Class>) -> Roles {
        let mut roles = Roles::default();
        let lemma = complex.lexeme.map_or("", |lexeme| lexeme.lemma);
        let copula = Set::Copula.holds(lemma) && complex.passive.is_none();
        let mut candidates: Vec<usize> = Vec::new();
        let after_als = |at: usize| self.as_predicate(clause).is_some_and(|(als, _)| als + 1 == at);
        for (at, item) in clause.items.iter().enumerate() {
            match item {
                Item::Phrase(phrase) if !phrase.is_prepositional() => candidates.push(at),
                Item::Word(token) => match self.tokens[*token].tag {
                    Tag::Negation if roles.negation.is_none() => roles.negation = Some(at),
                    Tag::Adverb if roles.negation.is_none() && self.is_negation(*token) => roles.negation = Some(at),
                    Tag::Reflexive => roles.reflexive = Some(at),
                    _ => {}
                },
                Item::Adjective(_) if after_als(at) => {}
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
                                Set::ContentSubjunction.holds(&self.text(token)) || self.text(token) == "wie"
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
        let wants_subject = clause.kind != Kind::Infinitive && !self.shares_subject(clause, complex, &candidates);
        if wants_subject {
            let plural_only = complex.persons.plural() && !complex.persons.singular();
            let singular_only = complex.persons.singular() && !complex.persons.plural();
            let temporal = |phrase: &Phrase| {
                phrase.class == Class::Time
                    && phrase.cells.has(Case::Accusative)
                    && (self.tokens[phrase.head_token()].tag == Tag::Noun || self.is_bare_year(phrase))
            };
            let mut best: Option<(i32, usize)> = None;
            for (order, &at) in candidates.iter().enumerate() {
                let Some(phrase) = clause.items[at].phrase() else { continue };
                if !phrase.cells.has(Case::Nominative) {
                    continue;
                }
                let head = &self.tokens[phrase.head_token()];
                let plural = self.must_be_plural(phrase) || phrase.is_plural(self.tokens);
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
                if (head.tag == Tag::Pronoun || head.tag == Tag::Relative && clause.kind == Kind::Main)
                    && phrase.class == Class::Abstract
                    && !copula
                {
                    score -= 6;
                }
                // A relative pronoun is of the class of its antecedent.
                let animate = |class: Class| matches!(class, Class::Human | Class::Group | Class::Body);
                let relative = head.tag == Tag::Relative && clause.kind == Kind::Relative;
                let leads = relative && order == 0;
                if leads && antecedent.is_none_or(animate) {
                    score += 5;
                } else if !leads && animate(phrase.class) {
                    // Das Abkommen, das die Regierung schloss: a thing rather undergoes what persons and bodies do.
                    let asks = clause.kind == Kind::Question
                        && candidates.first().is_some_and(|&first| {
                            clause.items[first].phrase().is_some_and(|first| self.text(first.head_token()) == "was")
                        });
                    let of_thing = asks || clause.kind == Kind::Relative && !antecedent.is_none_or(animate);
                    score += if of_thing { 4 } else { 2 };
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
        // wir freuen uns: the pronoun of the subject's own person is reflexive.
        let own = roles.subject.and_then(|at| clause.items[at].phrase()).map(|phrase| self.text(phrase.head_token()));
        let own = match own.as_deref() {
            Some("ich") => ["mich", "mir"],
            Some("du") => ["dich", "dir"],
            Some("wir") => ["uns", "uns"],
            Some("ihr") => ["euch", "euch"],
            _ => ["", ""],
        };
        let is_own = |at: usize| {
            let phrase = clause.items[at].phrase();
            phrase.is_some_and(|phrase| own.contains(&self.text(phrase.head_token()).as_str()))
        };
        if let (None, Some(order)) = (roles.reflexive, candidates.iter().position(|&at| is_own(at))) {
            roles.reflexive = Some(candidates.remove(order));
        }
        let frames: &[Frame<'static>] = match complex.lexeme.map(|lexeme| &lexeme.word) {
            Some(Word::Verb { frames, .. }) => frames,
            _ => &[],
        };
        let dative_verb = frames.iter().any(|frame| frame.complements.contains(&Complement::Dative))
            && !frames.iter().any(|frame| frame.complements.contains(&Complement::Accusative));
        // warf A vor, zu ...: beside the clause that is the object, a dative.
        let beside = |object| {
            let has = |complement| {
                frames
                    .iter()
                    .any(|frame| frame.complements.contains(&complement) && frame.complements.contains(&object))
            };
            has(Complement::Dative) && !has(Complement::Accusative)
        };
        let impersonal = roles
            .subject
            .and_then(|at| clause.items[at].phrase())
            .is_some_and(|subject| self.text(subject.head_token()) == "es");
        let beside = |object| !impersonal && beside(object);
        let dative_verb = dative_verb
            || roles.zu.is_some() && beside(Complement::Zu)
            || roles.clause.is_some() && beside(Complement::Clause);
        if !copula && complex.passive.is_none() {
            self.assign_objects(clause, frames, &candidates, &mut roles);
        }
        for &at in &candidates {
            if [roles.subject, roles.dative, roles.accusative].contains(&Some(at)) {
                continue;
            }
            let Some(phrase) = clause.items[at].phrase() else { continue };
            let temporal = phrase.class == Class::Time && self.tokens[phrase.head_token()].tag == Tag::Noun;
            if temporal && !copula || self.is_bare_year(phrase) {
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
}

/// A phrase whose cells are those of its role; a subject agrees with its verb in number.
impl Transfer<'_> {
    /// und rief die Armee auf: after a conjunction a verb that comes first has the subject of the clause before, if what
    /// follows can be its object.
    fn shares_subject(&self, clause: &Clause, complex: &Complex, candidates: &[usize]) -> bool {
        let Some(previous) = clause.previous.filter(|_| !clause.conjunctions.is_empty()) else { return false };
        let transitive = matches!(complex.lexeme.map(|lexeme| &lexeme.word), Some(Word::Verb { frames, .. })
            if frames.iter().any(|frame| frame.complements.contains(&Complement::Accusative)));
        let before = &self.tree.clauses[previous];
        let subject_first = before.finite.is_some_and(|at| {
            at > 0
                && before.items[0]
                    .phrase()
                    .is_some_and(|phrase| !phrase.is_prepositional() && phrase.cells.has(Case::Nominative))
        });
        let objects: Vec<&Phrase> = candidates.iter().filter_map(|&at| clause.items[at].phrase()).collect();
        // weil der Mann das Haus verkauft und das Auto gekauft hat: a thing is hardly the next to act.
        let animate = |phrase: &Phrase| matches!(phrase.class, Class::Human | Class::Group | Class::Body);
        let acts_on = matches!(clause.kind, Kind::Subordinate | Kind::Relative)
            && before.items.first().and_then(Item::phrase).is_some_and(|phrase| {
                animate(phrase) && !phrase.is_prepositional() && phrase.cells.has(Case::Nominative)
            })
            && objects.iter().all(|object| !animate(object) && !object.is_plural(self.tokens));
        transitive
            && complex.passive.is_none()
            && complex.to_do.is_none()
            && (clause.finite == Some(0) && subject_first || acts_on)
            && objects.len() == 1
            && objects[0].cells.has(Case::Accusative)
            && self.tokens[objects[0].head_token()].tag != Tag::Personal
    }

    /// Schiffe der Küstenwache versenkt: a headline's participle at the end, which as a finite verb would not agree.
    pub(super) fn is_bare_participle(&self, clause: &Clause, complex: &Complex, roles: &Roles) -> bool {
        let [.., Item::Verb(token)] = clause.items[..] else { return false };
        let participle = self.tokens[token]
            .readings
            .iter()
            .any(|reading| reading.verb_form().is_some_and(|(form, ..)| form == VerbForm::Participle2));
        let verbs = clause.items.iter().filter(|item| matches!(item, Item::Verb(_))).count();
        let subject = roles.subject.and_then(|at| clause.items[at].phrase());
        let disagrees = subject.is_none_or(|subject| {
            self.must_be_plural(subject) && complex.persons.singular() && !complex.persons.plural()
        });
        clause.kind == Kind::Main && clause.previous.is_none() && verbs == 1 && participle && disagrees
    }

    /// Two objects that case does not tell apart stand in the order dative, accusative.
    fn assign_objects(&self, clause: &Clause, frames: &[Frame<'static>], candidates: &[usize], roles: &mut Roles) {
        let two = frames.iter().any(|frame| {
            frame.complements.contains(&Complement::Dative) && frame.complements.contains(&Complement::Accusative)
        });
        let mut objects = candidates
            .iter()
            .copied()
            .filter(|at| Some(*at) != roles.subject)
            .filter(|&at| clause.items[at].phrase().is_some_and(|phrase| phrase.class != Class::Time));
        let (Some(first), Some(second), None) = (objects.next(), objects.next(), objects.next()) else { return };
        let has = |at: usize, case| clause.items[at].phrase().is_some_and(|phrase| phrase.cells.has(case));
        if two && has(first, Case::Dative) && has(first, Case::Accusative) && has(second, Case::Accusative) {
            (roles.dative, roles.accusative) = (Some(first), Some(second));
        }
    }
}

pub(super) fn narrowed(phrase: &Phrase, case: Case, verb: Option<&Complex>) -> Phrase {
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
