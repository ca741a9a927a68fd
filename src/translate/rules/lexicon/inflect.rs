//! German inflection: the principal parts in the data files → all full forms with their features.
//!
//! Sources: the regular paradigms of Duden's grammar (weak, strong and mixed verbs; strong and weak nouns; comparison).

use super::entry::{Case, Cells, Column, Degree, Ending, Form, Persons, VerbForm};

/// A full form and what is known of it.
pub type Inflected = (String, Form);

/// Column of a gender letter.
pub fn column(gender: char) -> Option<Column> {
    match gender {
        'm' => Some(Column::Masculine),
        'f' => Some(Column::Feminine),
        'n' => Some(Column::Neuter),
        'p' => Some(Column::Plural),
        _ => None,
    }
}

fn push(forms: &mut Vec<Inflected>, text: String, cells: Cells) {
    match forms.iter_mut().find(|(known, _)| *known == text) {
        Some((_, Form::Noun(known))) => *known = known.or(cells),
        _ => forms.push((text, Form::Noun(cells))),
    }
}

/// Forms of a noun. `genitive` and `plural` are `-` where there is none.
pub fn noun(lemma: &str, gender: &str, genitive: &str, plural: &str) -> Vec<Inflected> {
    let mut forms = Vec::new();
    if gender == "a" {
        return adjectival_noun(lemma);
    }
    if gender == "pl" {
        plural_forms(&mut forms, lemma);
        return forms;
    }
    for gender in gender.chars() {
        let Some(column) = column(gender) else { continue };
        let at = |case| Cells::at(case, column);
        let weak = column == Column::Masculine && genitive.ends_with('n') && genitive != lemma;
        push(&mut forms, lemma.to_owned(), at(Case::Nominative));
        if weak {
            let oblique = genitive.to_owned();
            push(&mut forms, oblique, at(Case::Accusative).or(at(Case::Dative)).or(at(Case::Genitive)));
            push(&mut forms, lemma.to_owned(), at(Case::Accusative).or(at(Case::Dative)));
        } else {
            push(&mut forms, lemma.to_owned(), at(Case::Accusative).or(at(Case::Dative)));
            if genitive != "-" {
                push(&mut forms, genitive.to_owned(), at(Case::Genitive));
                if genitive.strip_suffix("es").is_some_and(|stem| stem == lemma && !is_sibilant(stem)) {
                    push(&mut forms, format!("{lemma}s"), at(Case::Genitive));
                } else if genitive.strip_suffix('s').is_some_and(|stem| stem == lemma && takes_es(stem)) {
                    push(&mut forms, format!("{lemma}es"), at(Case::Genitive));
                }
                if monosyllabic(lemma) || genitive.ends_with("es") {
                    push(&mut forms, format!("{lemma}e"), at(Case::Dative));
                }
            }
        }
    }
    if plural != "-" {
        plural_forms(&mut forms, plural);
    }
    forms
}

fn plural_forms(forms: &mut Vec<Inflected>, plural: &str) {
    let at = |case| Cells::at(case, Column::Plural);
    push(forms, plural.to_owned(), at(Case::Nominative).or(at(Case::Accusative)).or(at(Case::Genitive)));
    let dative = if plural.ends_with("e") || plural.ends_with("er") || plural.ends_with("el") {
        format!("{plural}n")
    } else {
        plural.to_owned()
    };
    push(forms, dative, at(Case::Dative));
}

fn adjectival_noun(lemma: &str) -> Vec<Inflected> {
    let stem = lemma.strip_suffix('e').or_else(|| lemma.strip_suffix("er")).unwrap_or(lemma);
    Ending::ALL
        .iter()
        .map(|(ending, letters)| (format!("{stem}{letters}"), Form::Adjective(*ending, Degree::Positive)))
        .collect()
}

/// des Hauses: no genitive in -s alone.
fn is_sibilant(stem: &str) -> bool {
    ["s", "ß", "x", "z"].iter().any(|ending| stem.ends_with(ending))
}

/// des Vertrags or Vertrages: stems that end in a consonant, unless in an unstressed syllable.
fn takes_es(stem: &str) -> bool {
    const UNSTRESSED: [&str; 8] = ["er", "el", "en", "em", "chen", "lein", "ling", "ig"];
    monosyllabic(stem)
        || stem.ends_with(|last: char| last.is_alphabetic() && !"aeiouyäöü".contains(last))
            && !UNSTRESSED.iter().any(|ending| stem.ends_with(ending))
}

fn monosyllabic(word: &str) -> bool {
    let mut groups = 0;
    let mut inside = false;
    for letter in word.to_lowercase().chars() {
        let vowel = "aeiouyäöü".contains(letter);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups == 1
}

/// Forms of an adjective. `comparison` as in the data file.
pub fn adjective(lemma: &str, comparison: &str) -> Vec<Inflected> {
    let mut forms = vec![(lemma.to_owned(), Form::Adjective(Ending::None, Degree::Positive))];
    if lemma.ends_with("er") && lemma.starts_with(char::is_uppercase) {
        return forms; // Berliner, Schweizer: undeclined
    }
    let mut declined = |stem: &str, degree| {
        for (ending, letters) in Ending::ALL {
            forms.push((format!("{stem}{letters}"), Form::Adjective(ending, degree)));
        }
    };
    let stem = inflection_stem(lemma);
    declined(&stem, Degree::Positive);
    if stem != lemma && !lemma.ends_with('e') && !lemma.ends_with("hoch") {
        declined(lemma, Degree::Positive);
    }
    let (comparative, superlative) = match comparison {
        "0" => return forms,
        "-" => (
            format!("{stem}er"),
            if lemma.ends_with(['t', 'd', 's', 'ß', 'z', 'x'])
                && !lemma.ends_with("nd")
                && !lemma.ends_with("isch")
                && !lemma.ends_with("ert")
            {
                format!("{lemma}est")
            } else {
                format!("{}st", lemma.trim_end_matches('e'))
            },
        ),
        written => match written.split_once(' ') {
            Some((comparative, superlative)) => (comparative.to_owned(), superlative.to_owned()),
            None => return forms,
        },
    };
    if comparison == "-" && lemma.ends_with(['u', 'i', 'h']) {
        // neueste, früheste: -est beside -st after a vowel or h.
        declined(&format!("{lemma}est"), Degree::Superlative);
    }
    declined(&comparative, Degree::Comparative);
    declined(&superlative, Degree::Superlative);
    forms.push((comparative, Form::Adjective(Ending::None, Degree::Comparative)));
    forms
}

/// dunkel → dunkl, teuer → teur, hoch → hoh, leise → leis.
fn inflection_stem(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("hoch") {
        return format!("{stem}hoh");
    }
    if let Some(stem) = lemma.strip_suffix("el") {
        return format!("{stem}l");
    }
    if let Some(stem) = lemma.strip_suffix("er").filter(|stem| stem.ends_with("eu") || stem.ends_with("au")) {
        return format!("{stem}r");
    }
    lemma.strip_suffix('e').unwrap_or(lemma).to_owned()
}

const INSEPARABLE: [&str; 8] = ["be", "ge", "er", "ver", "zer", "ent", "emp", "miss"];

/// The principal parts of a verb without separable prefix.
#[derive(Clone, Debug)]
pub struct Parts {
    infinitive: String,
    third: String,
    preterite: String,
    participle: String,
    subjunctive: Option<String>,
}

impl Parts {
    /// Reads the column `parts`: `w`, or the parts written out. `=` is resolved by the caller.
    pub fn new(infinitive: &str, parts: &str) -> Option<Self> {
        if parts == "w" {
            return Some(Self::weak(infinitive));
        }
        let mut written = parts.split_whitespace().map(str::to_owned);
        let (third, preterite, participle) = (written.next()?, written.next()?, written.next()?);
        let subjunctive = written.next();
        Some(Self { infinitive: infinitive.to_owned(), third, preterite, participle, subjunctive })
    }

    fn weak(infinitive: &str) -> Self {
        let stem = stem(infinitive);
        let e = if needs_e(stem) { "e" } else { "" };
        let ge =
            if INSEPARABLE.iter().any(|prefix| infinitive.starts_with(prefix) && infinitive.len() > prefix.len() + 4)
                || infinitive.ends_with("ieren")
            {
                ""
            } else {
                "ge"
            };
        Self {
            infinitive: infinitive.to_owned(),
            third: format!("{stem}{e}t"),
            preterite: format!("{stem}{e}te"),
            participle: format!("{ge}{stem}{e}t"),
            subjunctive: None,
        }
    }

    /// The parts of a verb that adds an inseparable prefix to this one: stehen → verstehen.
    pub fn with_inseparable(&self, prefix: &str) -> Self {
        let join = |part: &str| format!("{prefix}{part}");
        Self {
            infinitive: join(&self.infinitive),
            third: join(&self.third),
            preterite: join(&self.preterite),
            participle: join(
                self.participle
                    .strip_prefix("ge")
                    .filter(|_| !self.infinitive.starts_with("ge"))
                    .unwrap_or(&self.participle),
            ),
            subjunctive: self.subjunctive.as_deref().map(join),
        }
    }

    /// Past participle without separable prefix.
    pub fn participle(&self) -> &str {
        &self.participle
    }
}

fn stem(infinitive: &str) -> &str {
    infinitive.strip_suffix("en").or_else(|| infinitive.strip_suffix('n')).unwrap_or(infinitive)
}

fn needs_e(stem: &str) -> bool {
    if stem.ends_with(['t', 'd']) {
        return true;
    }
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    (last == 'm' || last == 'n') && !"aeiouyäöülrmnh".contains(before)
}

const I: u8 = 1;
const DU: u8 = 2;
const ER: u8 = 4;
const WIR: u8 = 8;
const IHR: u8 = 16;
const SIE: u8 = 32;

/// Forms of a verb; with a separable prefix both the joined forms and the forms whose prefix stands apart.
pub fn verb(prefix: &str, parts: &Parts) -> Vec<Inflected> {
    let mut finite: Vec<(String, VerbForm, u8)> = Vec::new();
    let infinitive = parts.infinitive.as_str();
    let stem = stem(infinitive);
    let e = if needs_e(stem) { "e" } else { "" };
    use VerbForm::{Past, Present, Subjunctive1, Subjunctive2};
    if infinitive == "sein" {
        for (form, persons) in [("bin", I), ("bist", DU), ("ist", ER), ("sind", WIR | SIE), ("seid", IHR)] {
            finite.push((form.to_owned(), Present, persons));
        }
        for (form, persons) in [("sei", I | ER), ("seist", DU), ("seiest", DU), ("seien", WIR | SIE), ("seiet", IHR)] {
            finite.push((form.to_owned(), Subjunctive1, persons));
        }
    } else {
        let third = parts.third.as_str();
        if third.ends_with('t') && third != "tritt" || third.ends_with("tritt") {
            finite.push((format!("{stem}e"), Present, I));
            let second = third.strip_suffix('t').unwrap_or(third);
            let second =
                if second.ends_with(['s', 'ß', 'z', 'x']) { format!("{second}t") } else { format!("{second}st") };
            finite.push((second, Present, DU));
            finite.push((third.to_owned(), Present, ER));
        } else {
            finite.push((third.to_owned(), Present, I | ER));
            finite.push((format!("{third}st"), Present, DU));
        }
        finite.push((infinitive.to_owned(), Present, WIR | SIE));
        finite.push((format!("{stem}{e}t"), Present, IHR));
        finite.push((format!("{stem}e"), Subjunctive1, I | ER));
        finite.push((format!("{stem}est"), Subjunctive1, DU));
        finite.push((infinitive.to_owned(), Subjunctive1, WIR | SIE));
    }
    let preterite = parts.preterite.as_str();
    if let Some(base) = preterite.strip_suffix('e') {
        for (ending, persons) in [("e", I | ER), ("est", DU), ("en", WIR | SIE), ("et", IHR)] {
            finite.push((format!("{base}{ending}"), Past, persons));
        }
    } else {
        let et = if preterite.ends_with(['t', 'd', 's', 'ß']) { "et" } else { "t" };
        for (ending, persons) in [("", I | ER), ("st", DU), ("en", WIR | SIE), (et, IHR)] {
            finite.push((format!("{preterite}{ending}"), Past, persons));
        }
    }
    let subjunctive = parts.subjunctive.clone().unwrap_or_else(|| umlaut_subjunctive(preterite));
    let base = subjunctive.strip_suffix('e').unwrap_or(&subjunctive);
    for (ending, persons) in [("e", I | ER), ("est", DU), ("en", WIR | SIE), ("et", IHR)] {
        finite.push((format!("{base}{ending}"), Subjunctive2, persons));
    }
    finite.push((stem.to_owned(), VerbForm::Imperative, DU));

    let mut forms = Vec::new();
    for (text, form, persons) in finite {
        let persons = Persons(persons);
        forms.push((format!("{prefix}{text}"), Form::Verb { form, persons, detached: false }));
        if !prefix.is_empty() {
            forms.push((text, Form::Verb { form, persons, detached: true }));
        }
    }
    let mut plain = |text: String, form| forms.push((text, Form::Verb { form, persons: Persons(0), detached: false }));
    plain(format!("{prefix}{infinitive}"), VerbForm::Infinitive);
    plain(format!("{prefix}{}", parts.participle), VerbForm::Participle2);
    plain(format!("{prefix}{infinitive}d"), VerbForm::Participle1);
    if !prefix.is_empty() {
        plain(format!("{prefix}zu{infinitive}"), VerbForm::ZuInfinitive);
    }
    if infinitive == "werden" && prefix.is_empty() {
        plain("worden".to_owned(), VerbForm::Participle2); // of the passive
    }
    forms
}

fn umlaut_subjunctive(preterite: &str) -> String {
    if preterite.ends_with("te") {
        return preterite.to_owned();
    }
    let mut letters: Vec<char> = preterite.chars().collect();
    if let Some(at) = letters.iter().rposition(|letter| "aou".contains(*letter)) {
        letters[at] = match letters[at] {
            'a' => 'ä',
            'o' => 'ö',
            _ => 'ü',
        };
    }
    letters.into_iter().collect::<String>() + "e"
}
