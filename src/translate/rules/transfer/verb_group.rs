//! German verb complexes → English verb groups: tense, mood, voice, modality, negation.

use crate::translate::rules::clauses::{Clause, is_modal};
use crate::translate::rules::generation::Piece;
use crate::translate::rules::generation::english::verb_forms;
use crate::translate::rules::lexicon::entry::{Lexeme, Persons, VerbForm, Word};
use crate::translate::rules::morphology::{Reading, Tag};
use crate::translate::rules::phrases::Item;
use crate::translate::rules::tagging::Tagged;

/// English tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Present.
    Present,
    /// Past.
    Past,
}

/// What the verbs of a clause say.
#[derive(Clone, Debug)]
pub struct Complex {
    /// The full verb; `None` if its lexeme is unknown.
    pub lexeme: Option<&'static Lexeme<'static>>,
    /// Token of the full verb.
    pub token: usize,
    /// Token of the finite verb.
    pub finite: Option<usize>,
    /// Form of the finite verb.
    pub form: VerbForm,
    /// Persons of the finite verb.
    pub persons: Persons,
    /// Modal verb and its token.
    pub modal: Option<(&'static str, usize)>,
    /// werden + infinitive.
    pub future: Option<usize>,
    /// haben or sein + participle.
    pub perfect: Option<usize>,
    /// werden + participle.
    pub passive: Option<usize>,
    /// sein + participle of a transitive verb.
    pub state: bool,
    /// sein or haben + zu.
    pub to_do: Option<(&'static str, usize)>,
    /// lassen + infinitive.
    pub causative: Option<usize>,
    /// All tokens of the complex, zu and the prefix among them.
    pub tokens: Vec<usize>,
}

impl Complex {
    /// ist zu tun, bleibt zu tun: the subject is what is to be done.
    pub fn undergoes(&self) -> bool {
        self.to_do.is_some_and(|(lemma, _)| lemma != "haben")
    }

    /// The full verb of this complex with the auxiliaries of another.
    pub fn borrow(self, lender: Self) -> Self {
        // ist nicht gegangen, sondern entlassen worden: worden is its own.
        let passive = self.passive.or(lender.passive);
        let mut complex = Self { lexeme: self.lexeme, token: self.token, tokens: self.tokens, passive, ..lender };
        let moves = matches!(self.lexeme.map(|lexeme| &lexeme.word), Some(Word::Verb { with_sein: true, .. }));
        if complex.state && moves {
            (complex.state, complex.perfect, complex.passive) = (false, complex.passive, None);
        }
        complex
    }
}

impl Complex {
    /// Whether the clause reports or tells what certain people did, so that man is "they"; otherwise it holds for everyone.
    pub fn tells_of_somebody(&self) -> bool {
        let told = self.form == VerbForm::Past || self.form == VerbForm::Present && self.perfect.is_some();
        self.form == VerbForm::Subjunctive1 || told && self.modal.is_none()
    }
}

/// Reads the verb complex of a clause. `None` if the clause has no verb.
pub fn read(tokens: &[Tagged], clause: &Clause) -> Option<Complex> {
    let verbs: Vec<usize> = clause
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Verb(token) => Some(*token),
            _ => None,
        })
        .collect();
    let prefix = clause.items.iter().find_map(|item| match item {
        Item::Word(token) if tokens[*token].tag == Tag::Prefix => Some(*token),
        _ => None,
    });
    let zu = clause.items.iter().find_map(|item| match item {
        Item::Word(token) if tokens[*token].tag == Tag::Zu => Some(*token),
        _ => None,
    });
    let finite = clause.finite.and_then(|at| match clause.items.get(at) {
        Some(Item::Verb(token)) => Some(*token),
        _ => None,
    });
    let first = *verbs.first()?;
    let mut others: Vec<usize> = verbs.iter().copied().filter(|token| Some(*token) != finite).collect();
    let mut used: Vec<usize> = verbs.clone();
    used.extend(prefix);
    used.extend(zu);
    let finite_reading = finite.and_then(|token| {
        finite_reading(&tokens[token], prefix.map(|prefix| tokens[prefix].token.text.to_lowercase()))
    });
    let (form, persons) = finite_reading
        .and_then(Reading::verb_form)
        .map_or((VerbForm::Infinitive, Persons(0)), |(form, persons, _)| (form, persons));
    let mut complex = Complex {
        lexeme: None,
        token: first,
        finite,
        form,
        persons,
        modal: None,
        future: None,
        perfect: None,
        passive: None,
        state: false,
        to_do: None,
        causative: None,
        tokens: used,
    };
    // From the outermost verb inwards: the finite one, then the others from right to left.
    let mut chain: Vec<(usize, &Reading)> = Vec::new();
    if let (Some(token), Some(reading)) = (finite, finite_reading) {
        chain.push((token, reading));
    }
    // hätte kommen können: the finite verb before two infinitives does not change the order of the others.
    others.reverse();
    for token in others {
        chain.push((token, nonfinite_reading(&tokens[token])));
    }
    let count = chain.len();
    for (at, (token, reading)) in chain.iter().enumerate() {
        let lexeme = reading.meaning.lexeme();
        let lemma = lexeme.map_or("", |lexeme| lexeme.lemma);
        if at + 1 == count {
            complex.lexeme = lexeme.filter(|lexeme| matches!(lexeme.word, Word::Verb { .. }));
            complex.token = *token;
            break;
        }
        let (next_token, next) = chain[at + 1];
        let next_form = next.verb_form().map(|(form, ..)| form);
        let has_zu = zu.is_some_and(|zu| zu + 1 == next_token) || next_form == Some(VerbForm::ZuInfinitive);
        match lemma {
            "haben" | "sein" | "bleiben" if has_zu => complex.to_do = lexeme.map(|lexeme| (lexeme.lemma, *token)),
            "haben" => complex.perfect = Some(*token),
            "sein"
                if next_form == Some(VerbForm::Participle2)
                    || next.meaning.lexeme().is_some_and(|next| next.lemma == "werden") =>
            {
                let moves = matches!(
                    next.meaning.lexeme().map(|lexeme| &lexeme.word),
                    Some(Word::Verb { with_sein: true, .. })
                );
                if moves {
                    complex.perfect = Some(*token);
                } else {
                    complex.state = true;
                    complex.passive = Some(*token);
                }
            }
            "werden" if next_form == Some(VerbForm::Participle2) => complex.passive = Some(*token),
            "werden" => complex.future = Some(*token),
            "lassen" => complex.causative = Some(*token),
            lemma if is_modal(lemma) => complex.modal = Some((lexeme.map_or("", |lexeme| lexeme.lemma), *token)),
            _ => {
                // A full verb with an infinitive: gehen, sehen, helfen. The outer verb is the clause's.
                complex.lexeme = lexeme;
                complex.token = *token;
                break;
            }
        }
    }
    let reflexive =
        clause.items.iter().any(|item| matches!(item, Item::Word(token) if tokens[*token].tag == Tag::Reflexive));
    if let Some(token) = complex.causative.filter(|_| reflexive) {
        // lässt sich erklären: can be explained.
        complex.passive = Some(token);
        complex.modal = complex.modal.or(Some(("können", token)));
    }
    Some(complex)
}

/// The finite reading that fits: with the prefix if one stands apart.
fn finite_reading(token: &Tagged, prefix: Option<String>) -> Option<&Reading> {
    let fits = |reading: &&Reading| {
        let Some((form, _, detached)) = reading.verb_form() else { return false };
        let own = match reading.word() {
            Some(Word::Verb { prefix, .. }) => *prefix,
            _ => "",
        };
        form.is_finite()
            && match &prefix {
                Some(prefix) => detached && own == prefix,
                None => !detached,
            }
    };
    let rank = |reading: &&Reading| match reading.verb_form() {
        Some((VerbForm::Present, ..)) => 0,
        Some((VerbForm::Past, ..)) => 1,
        Some((VerbForm::Subjunctive1, ..)) => 2,
        Some((VerbForm::Subjunctive2, ..)) => 3,
        _ => 4,
    };
    let third = |reading: &&Reading| reading.verb_form().is_some_and(|(_, persons, _)| persons.0 & 36 != 0);
    token.readings.iter().filter(fits).min_by_key(|reading| (!third(reading), rank(reading))).or_else(|| {
        token
            .readings
            .iter()
            .filter(|reading| reading.verb_form().is_some_and(|(form, ..)| form.is_finite()))
            .min_by_key(rank)
    })
}

fn nonfinite_reading(token: &Tagged) -> &Reading {
    let rank = |reading: &&Reading| match reading.verb_form() {
        Some((VerbForm::Participle2, ..)) => 0,
        Some((VerbForm::ZuInfinitive, ..)) => 1,
        Some((VerbForm::Infinitive, ..)) => 1,
        _ => 2,
    };
    token.readings.iter().min_by_key(rank).unwrap_or(token.reading())
}

/// How the first verb of the group is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Conjugated.
    Finite,
    /// "to" and the infinitive.
    To,
    /// The -ing form.
    Gerund,
}

/// Agreement with the English subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// I.
    First,
    /// he, she, it.
    Third,
    /// we, you, they.
    Plural,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Base,
    To,
    /// "likely to" and the infinitive.
    Likely,
    Participle,
    /// As a participle that says what is done to an object: have it built.
    Done,
}

/// One verb of the English chain: its base form (or fixed forms of a modal), what it asks of the next.
struct Link {
    base: String,
    /// Present and past of a defective modal.
    modal: Option<(&'static str, &'static str)>,
    needs: Needs,
    token: Option<usize>,
}

/// What the group is to express besides the complex.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Finite or not.
    pub mode: Mode,
    /// Agreement.
    pub agreement: Agreement,
    /// "not" is to be added.
    pub negation: Option<usize>,
    /// The first auxiliary is to stand before the subject.
    pub inverted: bool,
    /// The clause is a condition.
    pub conditional: bool,
    /// The clause is reported speech under a verb in the past.
    pub reported: bool,
    /// Something in the clause asks for the present perfect: seit, bisher.
    pub until_now: bool,
    /// The subject does not do it, but causes or permits it.
    pub causation: Option<Causation>,
}

/// English of lassen with an infinitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Causation {
    /// have it done.
    Have,
    /// let it happen.
    Let,
}

/// The English verb group: what stands before the subject in questions, the auxiliaries, and the full verb.
#[derive(Debug, Default)]
pub struct Group {
    /// An auxiliary before the subject.
    pub fronted: Vec<Piece>,
    /// Auxiliaries with "not".
    pub auxiliaries: Vec<Piece>,
    /// The full verb.
    pub verb: Vec<Piece>,
    /// The full verb is a form of "be" without auxiliary.
    pub is_be: bool,
}

/// Writes the verb group for an English verb (its base form).
pub fn write(complex: &Complex, base: &str, wanted: &Wanted) -> Group {
    let (tense, mut links) = chain(complex, wanted);
    let lexical_token = Some(complex.token);
    links.push(Link { base: base.to_owned(), modal: None, needs: Needs::Base, token: lexical_token });
    let finite = wanted.mode == Mode::Finite;
    let needs_do = finite
        && (wanted.negation.is_some() || wanted.inverted)
        && links[0].modal.is_none()
        && links[0].base != "be"
        && !(links[0].base == "have" && links[0].needs == Needs::Participle);
    if needs_do {
        links.insert(0, Link { base: "do".to_owned(), modal: None, needs: Needs::Base, token: wanted.negation });
    }
    let count = links.len();
    let mut group = Group { is_be: count == 1 && base == "be", ..Group::default() };
    let mut needs = Needs::Base;
    for (at, link) in links.iter().enumerate() {
        let forms = verb_forms(&link.base);
        let mut text = if at == 0 {
            match (wanted.mode, link.modal) {
                (Mode::Finite, Some((present, past))) => if tense == Tense::Past { past } else { present }.to_owned(),
                (Mode::Finite, None) => conjugate(&link.base, &forms, tense, wanted.agreement),
                (Mode::To, _) => format!("to {}", forms.base),
                (Mode::Gerund, _) => forms.gerund.clone(),
            }
        } else {
            match needs {
                Needs::Base => forms.base.clone(),
                Needs::To => format!("to {}", forms.base),
                Needs::Likely => format!("likely to {}", forms.base),
                Needs::Participle | Needs::Done => forms.participle.clone(),
            }
        };
        let mut negated = wanted.negation.filter(|_| at == 0);
        if let (Some(token), false) = (negated, finite) {
            group.auxiliaries.push(Piece::new("not", token));
            negated = None;
        }
        if text == "can" && negated.is_some() && !wanted.inverted {
            text = "cannot".to_owned();
        }
        needs = link.needs;
        let piece = link.token.map_or_else(|| Piece::added(text.clone()), |token| Piece::new(text.clone(), token));
        let last = at + 1 == count;
        if at == 0 && wanted.inverted && finite && (!last || base == "be") {
            group.fronted.push(piece);
        } else if last && !(base == "be" && count == 1) {
            group.verb.push(piece);
        } else {
            group.auxiliaries.push(piece);
        }
        if let Some(token) = negated {
            if text != "cannot" {
                group.auxiliaries.push(Piece::new("not", token));
            } else if let Some(last) = group.auxiliaries.last_mut() {
                last.tokens = last.tokens.map(|(first, _)| (first.min(token), first.max(token)));
            }
        }
    }
    group
}

fn conjugate(
    base: &str,
    forms: &super::super::generation::english::VerbForms,
    tense: Tense,
    agreement: Agreement,
) -> String {
    match (base, tense, agreement) {
        ("be", Tense::Present, Agreement::First) => "am".to_owned(),
        ("be", Tense::Present, Agreement::Plural) => "are".to_owned(),
        ("be", Tense::Past, Agreement::Plural) => "were".to_owned(),
        (_, Tense::Past, _) => forms.past.clone(),
        (_, Tense::Present, Agreement::Third) => forms.third.clone(),
        _ => forms.base.clone(),
    }
}

/// Tense and auxiliaries.
fn chain(complex: &Complex, wanted: &Wanted) -> (Tense, Vec<Link>) {
    use VerbForm::{Past, Subjunctive1, Subjunctive2};
    let modal_link = |present, past, token| Link {
        base: "can".to_owned(),
        modal: Some((present, past)),
        needs: Needs::Base,
        token: Some(token),
    };
    let full = |base: &str, needs, token| Link { base: base.to_owned(), modal: None, needs, token };
    let mut links = Vec::new();
    let form = complex.form;
    let mut tense = match form {
        Past => Tense::Past,
        Subjunctive1 if wanted.reported => Tense::Past,
        Subjunctive2 => Tense::Past,
        _ => Tense::Present,
    };
    let mut perfect = complex.perfect;
    if let Some((lemma, token)) = complex.modal {
        let finite_modal =
            complex.perfect.is_none_or(|perfect| complex.finite != Some(perfect)) || complex.finite == Some(token);
        let past = tense == Tense::Past;
        let unreal = form == Subjunctive2;
        let regret = unreal && perfect.is_some() && complex.finite == perfect;
        match lemma {
            "können" => links.push(modal_link("can", "could", token)),
            // hätte kommen müssen, hätte nicht kommen dürfen
            "müssen" | "sollen" | "dürfen" if regret => links.push(modal_link("should", "should", token)),
            "müssen" if unreal => {
                links.push(modal_link("would", "would", token));
                links.push(full("have", Needs::To, Some(token)));
            }
            "müssen"
                if past
                    || !finite_modal
                    || complex.future.is_some()
                    || wanted.mode != Mode::Finite
                    || wanted.negation.is_some() =>
            {
                links.push(full("have", Needs::To, Some(token)))
            }
            "müssen" => links.push(modal_link("must", "must", token)),
            "sollen" if form == Past || unreal => links.push(modal_link("should", "should", token)),
            "sollen" if perfect.is_some() => {
                links.push(full("be", Needs::Participle, Some(token)));
                links.push(full("say", Needs::To, None));
            }
            "sollen" => links.push(full("be", Needs::To, Some(token))),
            "wollen" => links.push(full("want", Needs::To, Some(token))),
            "dürfen" if wanted.negation.is_some() && !past && !unreal && wanted.mode == Mode::Finite => {
                links.push(modal_link("must", "must", token));
            }
            "dürfen" if unreal => {
                links.push(full("be", Needs::Likely, Some(token)));
                tense = Tense::Present;
            }
            "dürfen" if past => {
                links.push(full("be", Needs::Participle, Some(token)));
                links.push(full("allow", Needs::To, None));
            }
            "dürfen" => links.push(modal_link("may", "may", token)),
            "mögen" if unreal => {
                links.push(modal_link("would", "would", token));
                links.push(full("like", Needs::To, Some(token)));
            }
            _ => links.push(modal_link("may", "might", token)),
        }
        if regret && matches!(lemma, "können" | "müssen" | "sollen" | "dürfen") {
            // hätte kommen können: could have come.
            links.push(full("have", Needs::Participle, perfect));
            perfect = None;
            tense = Tense::Past;
        } else if complex.finite == perfect && perfect.is_some() {
            // hat kommen müssen: had to come.
            tense = Tense::Past;
            perfect = None;
        }
        if wanted.mode != Mode::Finite && links.first().is_some_and(|link| link.modal.is_some()) {
            links.clear();
            links.push(full("be", Needs::To, Some(token)));
            links[0].base = "be able".to_owned();
        }
    }
    if let Some(token) = complex.future {
        let would = form == Subjunctive2 || (form == Subjunctive1 && wanted.reported) || form == Past;
        let link = if would { modal_link("would", "would", token) } else { modal_link("will", "would", token) };
        if !(would && wanted.conditional) {
            links.insert(0, link);
            tense = Tense::Present;
        }
    }
    if let Some((lemma, token)) = complex.to_do {
        let base = match lemma {
            "haben" => "have",
            "bleiben" => "remain",
            _ => "be",
        };
        links.push(full(base, Needs::To, Some(token)));
    }
    if let Some(token) = perfect {
        let finite_perfect = complex.finite == Some(token);
        match form {
            _ if !finite_perfect => links.push(full("have", Needs::Participle, Some(token))),
            VerbForm::Present if wanted.until_now => links.push(full("have", Needs::Participle, Some(token))),
            VerbForm::Present => tense = Tense::Past,
            Past => {
                links.push(full("have", Needs::Participle, Some(token)));
                tense = Tense::Past;
            }
            Subjunctive1 => {
                if wanted.reported {
                    links.push(full("have", Needs::Participle, Some(token)));
                    tense = Tense::Past;
                } else {
                    tense = Tense::Past;
                }
            }
            Subjunctive2 if wanted.conditional => {
                links.push(full("have", Needs::Participle, Some(token)));
                tense = Tense::Past;
            }
            Subjunctive2 => {
                links.push(modal_link("would", "would", token));
                links.push(full("have", Needs::Participle, Some(token)));
            }
            _ => links.push(full("have", Needs::Participle, Some(token))),
        }
    } else if form == Subjunctive2
        && complex.modal.is_none()
        && complex.future.is_none()
        && !wanted.conditional
        && !wanted.reported
    {
        links.insert(0, modal_link("would", "would", complex.token));
        tense = Tense::Present;
    } else if form == VerbForm::Present && wanted.until_now && links.is_empty() && complex.modal.is_none() {
        links.push(full("have", Needs::Participle, None));
    }
    if let Some(token) = complex.passive {
        links.push(full("be", Needs::Participle, Some(token)));
    }
    if complex.undergoes() {
        links.push(full("be", Needs::Participle, None));
    }
    if let (Some(causation), Some(token)) = (wanted.causation, complex.causative) {
        links.push(match causation {
            Causation::Have => full("have", Needs::Done, Some(token)),
            Causation::Let => full("let", Needs::Base, Some(token)),
        });
    }
    (tense, links)
}

/// The verb's name for the trace.
pub fn describe(complex: &Complex) -> String {
    let mut words = vec![
        complex.lexeme.map_or_else(|| "?".to_owned(), |lexeme| lexeme.lemma.to_owned()),
        format!("{:?}", complex.form),
    ];
    for (name, present) in [
        ("perfect", complex.perfect.is_some()),
        ("passive", complex.passive.is_some()),
        ("future", complex.future.is_some()),
    ] {
        if present {
            words.push(name.to_owned());
        }
    }
    if let Some((modal, _)) = complex.modal {
        words.push(modal.to_owned());
    }
    words.join(" ")
}
