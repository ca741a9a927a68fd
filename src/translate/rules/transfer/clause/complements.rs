//! What a clause offers to the frames of its verb, and which item fills a slot of the frame.

use super::roles::Roles;
use crate::translate::rules::clauses::{Clause, Kind};
use crate::translate::rules::lexicon::entry::{Case, Class, Complement, Frame, Word};
use crate::translate::rules::morphology::Tag;
use crate::translate::rules::phrases::{Item, Phrase, prepositions};
use crate::translate::rules::senses::government::of_adjective;
use crate::translate::rules::transfer::Transfer;
use crate::translate::rules::transfer::frames::Offer;
use crate::translate::rules::transfer::verb_group::Complex;

/// The token of an item that is a single word.
fn word(item: &Item) -> Option<usize> {
    match item {
        Item::Word(token) => Some(*token),
        _ => None,
    }
}

impl Transfer<'_> {
    pub(super) fn offer(&self, clause: &Clause, complex: &Complex, roles: &Roles, antecedent: Option<Class>) -> Offer {
        // A relative pronoun is of the class of its antecedent.
        let class = |phrase: &Phrase| match self.tokens[phrase.head_token()].tag {
            Tag::Relative => antecedent.unwrap_or(phrase.class),
            _ => phrase.class,
        };
        let class_of = |at: Option<usize>| at.and_then(|at| clause.items[at].phrase()).map(class);
        let passive = complex.passive.is_some() || complex.undergoes();
        let head_of = |at: Option<usize>| at.and_then(|at| clause.items[at].phrase()).map(Phrase::head_token);
        let mut offer = Offer {
            verb: complex.token,
            subject_head: head_of(roles.subject),
            object_head: head_of(if passive { roles.subject.or(roles.accusative) } else { roles.accusative }),
            subject: class_of(roles.subject),
            accusative: if passive && roles.es && (roles.clause.is_some() || roles.zu.is_some()) {
                // Es wird angenommen, dass: the clause is what is assumed.
                None
            } else if passive {
                // sondern entlassen worden: whom the clause before names.
                let shared = || clause.previous.filter(|_| clause.finite.is_none()).map(|_| Class::Human);
                class_of(roles.subject).or(class_of(roles.accusative)).or_else(shared)
            } else {
                class_of(roles.accusative)
            },
            dative: roles.dative.is_some(),
            genitive: roles.genitive.is_some(),
            reflexive: roles.reflexive.is_some() && complex.causative.is_none(),
            es: roles.es,
            // „Ja“, sagte er: a verb that comes first after a comma follows what was said.
            quote: clause.kind == Kind::Main && clause.finite == Some(0) && clause.comma && roles.accusative.is_none(),
            clause: roles.clause.is_some(),
            zu: roles.zu.is_some(),
            predicate: roles.predicate.is_some(),
            ..Offer::default()
        };
        let served = [roles.subject, roles.accusative, roles.genitive];
        offer.second = clause.items.iter().enumerate().any(|(at, item)| {
            !served.contains(&Some(at))
                && item.phrase().is_some_and(|phrase| !phrase.is_prepositional() && phrase.class != Class::Time)
        });
        for (at, item) in clause.items.iter().enumerate() {
            if let (Some(preposition), Some(token)) = (self.pronominal_preposition(clause, roles, at), word(item)) {
                let cases = vec![Case::Accusative, Case::Dative];
                offer.prepositions.push((preposition, cases, Class::Abstract, token));
            }
            match item {
                Item::Phrase(phrase)
                    if phrase.is_prepositional() && (self.is_temporal(phrase) || self.is_score(phrase)) =>
                {
                    offer.adverbial = true
                }
                Item::Phrase(phrase) if phrase.is_prepositional() => {
                    let cases = [Case::Accusative, Case::Dative, Case::Genitive]
                        .into_iter()
                        .filter(|case| phrase.cells.has(*case))
                        .collect();
                    let head = phrase.head_token();
                    offer.prepositions.push((self.plain_preposition(phrase), cases, class(phrase), head));
                    offer.adverbial = true;
                }
                Item::Phrase(phrase) if phrase.class == Class::Time && Some(at) != roles.subject => {
                    offer.adverbial = true
                }
                Item::Word(token) if self.tokens[*token].tag == Tag::Adverb => offer.adverbial = true,
                Item::Adjective(_) if self.as_predicate(clause).is_some_and(|(als, _)| als + 1 == at) => {}
                Item::Adjective(_) => {
                    offer.adverbial = true;
                    offer.predicate |= roles.predicate.is_none()
                        && Some(at) != roles.predicate
                        && !matches!(complex.lexeme.map(|lexeme| lexeme.lemma), Some("sein"));
                }
                _ => {}
            }
        }
        if let Some((_, [.., last])) = self.as_predicate(clause) {
            offer.prepositions.push(("als".to_owned(), vec![Case::Nominative], Class::Abstract, *last));
        }
        offer.words = if clause.items.len() > 40 { String::new() } else { self.fixed_words(clause) };
        offer
    }

    pub(super) fn item_text(&self, item: &Item) -> String {
        match item {
            Item::Phrase(phrase) => {
                (phrase.start..phrase.end).map(|token| self.text(token)).collect::<Vec<_>>().join(" ")
            }
            Item::Verb(_) | Item::Clause(_) | Item::Bracket(..) => "|".to_owned(),
            Item::Word(token) => self.text(*token),
            Item::Adjective(tokens) => tokens.iter().map(|&token| self.text(token)).collect::<Vec<_>>().join(" "),
        }
    }

    /// Every run of up to four items as text between bars, for fixed parts to be found in.
    fn fixed_words(&self, clause: &Clause) -> String {
        let texts = self.item_texts(clause);
        let mut words = String::from(" ");
        for start in 0..texts.len() {
            for end in start + 1..=texts.len().min(start + 4) {
                words.push_str("| ");
                words.push_str(&texts[start..end].join(" "));
                words.push_str(" |");
            }
        }
        words.extend(clause.items.iter().filter_map(|item| Some(format!("| {} |", self.without_article(item)?))));
        words
    }

    /// Which items a fixed part consists of.
    pub(super) fn fixed_run(&self, clause: &Clause, fixed: &str) -> std::ops::Range<usize> {
        let fixed = fixed.to_lowercase();
        let texts = self.item_texts(clause);
        for start in 0..texts.len() {
            for end in start + 1..=texts.len().min(start + 4) {
                if texts[start..end].join(" ") == fixed {
                    return start..end;
                }
            }
        }
        clause
            .items
            .iter()
            .position(|item| self.without_article(item).is_some_and(|text| text == fixed))
            .map_or(0..0, |at| at..at + 1)
    }

    fn item_texts(&self, clause: &Clause) -> Vec<String> {
        clause.items.iter().map(|item| self.item_text(item)).collect()
    }

    /// An object with the definite article or with kein stands for the bare noun of a fixed part: das Feuer legen, keine Kritik
    /// üben.
    fn without_article(&self, item: &Item) -> Option<String> {
        let phrase = item.phrase().filter(|phrase| !phrase.is_prepositional())?;
        let article = phrase
            .determiner
            .filter(|&token| self.tokens[token].reading().function() == "art" || self.is_kein(token))?;
        let mut words = (phrase.start..phrase.end).filter(|&token| token != article).map(|token| self.text(token));
        let word = words.next()?;
        words.next().is_none().then_some(word)
    }

    fn is_kein(&self, token: usize) -> bool {
        self.tokens[token].reading().meaning.lexeme().is_some_and(|lexeme| lexeme.lemma == "kein")
    }

    /// The kein that negates a fixed part, and with it the clause.
    pub(super) fn negated_fixed(&self, clause: &Clause, fixed: &std::ops::Range<usize>) -> Option<usize> {
        let mut phrases = clause.items[fixed.clone()].iter().filter_map(Item::phrase);
        phrases.find_map(|phrase| phrase.determiner.filter(|&token| self.is_kein(token)))
    }

    pub(super) fn plain_preposition(&self, phrase: &Phrase) -> String {
        let text = phrase.prepositions.first().map_or(String::new(), |&token| self.text(token));
        prepositions::plain(&text).to_owned()
    }

    /// als before an undeclined adjective, its place and the adjective's tokens.
    pub(super) fn as_predicate<'c>(&self, clause: &'c Clause) -> Option<(usize, &'c [usize])> {
        clause.items.windows(2).enumerate().find_map(|(at, pair)| match pair {
            [Item::Word(token), Item::Adjective(tokens)] if self.text(*token) == "als" => Some((at, tokens.as_slice())),
            _ => None,
        })
    }

    /// The preposition of a pronominal adverb that can be an object of the verb: damit, darauf, hierzu.
    ///
    /// Before the verb, or where it names the way (dabei, dadurch), it is an adverbial unless a clause explains it
    /// (Duden, Die Grammatik, "Korrelate").
    pub(super) fn pronominal_preposition(&self, clause: &Clause, roles: &Roles, at: usize) -> Option<String> {
        let token = word(clause.items.get(at)?).filter(|&token| self.tokens[token].tag == Tag::Adverb)?;
        let Some(Word::Adverb { class: "pronominal", .. }) = self.tokens[token].reading().word() else { return None };
        let text = self.text(token);
        let preposition = [("dar", true), ("da", false), ("hier", false)].into_iter().find_map(|(start, vowel)| {
            let rest = text.strip_prefix(start)?;
            (rest.starts_with(['a', 'i', 'u', 'ü']) || !vowel).then_some(rest)
        })?;
        let explained = roles.clause.into_iter().chain(roles.zu).any(|clause| clause > at);
        let prefield = clause.kind == Kind::Main && clause.finite.is_some_and(|finite| at < finite);
        let adverbial = prefield || matches!(preposition, "bei" | "durch");
        (explained || !adverbial).then(|| preposition.to_owned())
    }

    /// erfreut darüber, dass: whether an adjective of the clause governs the preposition.
    pub(super) fn predicate_governs(&self, clause: &Clause, preposition: &str) -> bool {
        let governs = |&token: &usize| match self.tokens[token].reading().word() {
            Some(Word::Adjective { english }) => of_adjective(english, preposition).is_some(),
            Some(Word::Function { tag: "adj", .. }) => true,
            _ => false,
        };
        clause.items.iter().any(|item| match item {
            Item::Adjective(tokens) => tokens.iter().any(governs),
            _ => false,
        })
    }

    pub(super) fn find_preposition(
        &self,
        clause: &Clause,
        preposition: &str,
        case: Case,
        done: &[bool],
    ) -> Option<usize> {
        // Of two, the later one is nearer to the verb: nach dem Beben suchen sie nach Opfern.
        (0..clause.items.len()).rev().find(|&at| {
            !done[at]
                && clause.items[at].phrase().is_some_and(|phrase| {
                    phrase.is_prepositional()
                        && !self.is_temporal(phrase)
                        && !self.is_score(phrase)
                        && self.plain_preposition(phrase) == preposition
                        && (matches!(case, Case::Nominative | Case::Genitive) || phrase.cells.has(case))
                })
        })
    }

    /// A phrase that says when; it is no object of a verb.
    pub(super) fn is_temporal(&self, phrase: &Phrase) -> bool {
        // zu acht Jahren verurteilt
        let amount = self.is_unit(phrase) && phrase.prepositions.first().is_some_and(|&token| self.text(token) == "zu");
        phrase.class == Class::Time && !amount || self.tokens[phrase.head_token()].token.text == "Uhr"
    }

    pub(super) fn slot_item(
        &self,
        slot: &str,
        clause: &Clause,
        roles: &Roles,
        frame: Option<&Frame<'static>>,
    ) -> Option<usize> {
        match slot {
            "A" => roles.accusative,
            "D" => roles.dative,
            "G" => roles.genitive,
            "S" => roles.subject,
            "ing" => roles.zu,
            // The infinitive with zu, unless the frame has the preposition alone: zu:D.
            "zu" if frame.is_none_or(|frame| {
                frame.complements.contains(&Complement::Zu)
                    || !frame.complements.iter().any(|one| matches!(one, Complement::Preposition("zu", _)))
            }) =>
            {
                roles.zu
            }
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
}
