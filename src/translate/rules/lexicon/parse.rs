//! Reads the data files: lines of tab-separated text → lexemes with their full forms.

use std::collections::HashMap;

use super::entry::{
    Case, Cells, Class, Complement, Condition, Equivalent, Form, Frame, Lexeme, NounTraits, Relation, Word,
};
use super::inflect::{self, Inflected, Parts};

/// What the name of a file can begin with: the kind of its lines.
pub const KINDS: [&str; 8] = ["nouns", "verbs", "light-verbs", "adjectives", "adverbs", "phrases", "proper", "closed"];

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Problem {
    /// File name.
    pub file: String,
    /// Line number from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// A data file.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// Its name without folder.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A lexeme and its full forms.
pub type Inventory<'a> = Vec<(Lexeme<'a>, Vec<Inflected>)>;

/// Reads all files. What cannot be read is reported and left out.
pub fn read<'a>(files: &'a [DataFile]) -> (Inventory<'a>, Vec<Problem>) {
    let mut reader =
        Reader { inventory: Vec::new(), problems: Vec::new(), parts: HashMap::new(), light: HashMap::new() };
    for file in files.iter().filter(|file| file.name.starts_with("verbs")) {
        reader.each(file, Reader::principal_parts);
    }
    for file in files.iter().filter(|file| file.name.starts_with("light-verbs")) {
        reader.each(file, Reader::light_verb);
    }
    for file in files {
        let kind = file.name.split(['-', '.']).next().unwrap_or_default();
        match kind {
            "nouns" => reader.each(file, Reader::noun),
            "verbs" => reader.each(file, Reader::verb),
            "adjectives" => reader.each(file, Reader::adjective),
            "adverbs" => reader.each(file, Reader::adverb),
            "phrases" => reader.each(file, Reader::phrase),
            "proper" => reader.each(file, Reader::proper),
            "closed" => reader.each(file, Reader::closed),
            _ => {}
        }
    }
    (reader.inventory, reader.problems)
}

struct Reader<'a> {
    inventory: Inventory<'a>,
    problems: Vec<Problem>,
    parts: HashMap<&'a str, Parts>,
    light: HashMap<String, Vec<Frame<'a>>>,
}

impl<'a> Reader<'a> {
    fn each(&mut self, file: &'a DataFile, read: fn(&mut Self, &[&'a str]) -> Result<(), String>) {
        for (index, line) in file.text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            if let Err(message) = read(self, &columns) {
                self.problems.push(Problem { file: file.name.clone(), line: index + 1, message });
            }
        }
    }

    fn add(&mut self, lemma: &'a str, word: Word<'a>, forms: Vec<Inflected>) {
        self.inventory.push((Lexeme { lemma, word }, forms));
    }

    fn noun(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[lemma, gender, genitive, plural, class, english] = columns else { return Err(count(6, columns)) };
        let class = Class::parse(class).ok_or_else(|| format!("unknown class \"{class}\""))?;
        if !matches!(gender, "m" | "f" | "n" | "mf" | "mn" | "fn" | "fm" | "nm" | "nf" | "pl" | "a") {
            return Err(format!("unknown gender \"{gender}\""));
        }
        let forms = inflect::noun(lemma, gender, genitive, plural);
        self.add(lemma, Word::Noun { class, english: equivalents(english)? }, forms);
        Ok(())
    }

    fn principal_parts(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[infinitive, parts, ..] = columns else { return Err(count(4, columns)) };
        if parts == "=" {
            return Ok(());
        }
        let (_, base) = split_prefix(infinitive);
        if let Some(parts) = Parts::new(base, parts) {
            self.parts.entry(base).or_insert(parts);
        }
        Ok(())
    }

    fn light_verb(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[verb, fixed, pattern, english] = columns else { return Err(count(4, columns)) };
        let mut frame = Frame { complements: complements(pattern)?, english, conditions: Vec::new(), fixed };
        (frame.english, frame.conditions) = conditions(english)?;
        self.light.entry(verb.replace('|', "")).or_default().push(frame);
        Ok(())
    }

    fn verb(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[infinitive, written, aux, english] = columns else { return Err(count(4, columns)) };
        let (prefix, base) = split_prefix(infinitive);
        let parts = match written {
            "=" => self.simple_parts(base).unwrap_or_else(|| Parts::new(base, "w").expect("weak verbs have all parts")),
            _ => Parts::new(base, written).ok_or_else(|| format!("cannot read the parts \"{written}\""))?,
        };
        let mut frames = Vec::new();
        for frame in english.split(" ; ") {
            let (pattern, english) = frame
                .split_once(':')
                .and_then(|_| split_pattern(frame))
                .ok_or_else(|| format!("no pattern in \"{frame}\""))?;
            let (english, conditions) = conditions(english)?;
            frames.push(Frame { complements: complements(pattern)?, english, conditions, fixed: "" });
        }
        if let Some(light) = self.light.get(&infinitive.replace('|', "")) {
            frames.extend(light.iter().cloned());
        }
        let forms = inflect::verb(prefix, &parts);
        self.add(infinitive, Word::Verb { prefix, with_sein: aux.contains('s'), frames }, forms);
        Ok(())
    }

    /// Parts of the simple verb, also of one that hides behind an inseparable prefix.
    fn simple_parts(&self, base: &str) -> Option<Parts> {
        if let Some(parts) = self.parts.get(base) {
            return Some(parts.clone());
        }
        base.char_indices().skip(1).find_map(|(at, _)| {
            let (prefix, rest) = base.split_at(at);
            self.parts.get(rest).filter(|_| rest.len() >= 4).map(|parts| parts.with_inseparable(prefix))
        })
    }

    fn adjective(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[lemma, comparison, english] = columns else { return Err(count(3, columns)) };
        self.add(lemma, Word::Adjective { english: equivalents(english)? }, inflect::adjective(lemma, comparison));
        Ok(())
    }

    fn adverb(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[lemma, class, english] = columns else { return Err(count(3, columns)) };
        self.add(lemma, Word::Adverb { class, english: equivalents(english)? }, vec![(lemma.to_owned(), Form::Plain)]);
        Ok(())
    }

    fn phrase(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[words, category, english] = columns else { return Err(count(3, columns)) };
        self.add(
            words,
            Word::Function { tag: category, english },
            vec![(words.to_owned(), Form::Function(Cells::ALL))],
        );
        Ok(())
    }

    fn proper(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[name, gender, class, english] = columns else { return Err(count(4, columns)) };
        let class = Class::parse(class).ok_or_else(|| format!("unknown class \"{class}\""))?;
        let column = inflect::column(gender.chars().next().unwrap_or('n')).ok_or("unknown gender")?;
        let at = |case| Cells::at(case, column);
        let base = at(Case::Nominative).or(at(Case::Accusative)).or(at(Case::Dative));
        let mut forms = vec![(
            name.to_owned(),
            Form::Noun(if gender.starts_with(['f', 'p']) { base.or(at(Case::Genitive)) } else { base }),
        )];
        if !name.ends_with(['s', 'x', 'z', 'ß']) {
            forms.push((format!("{name}s"), Form::Noun(at(Case::Genitive))));
        }
        let english = equivalents(english)?.into_iter().next().ok_or("no English")?;
        self.add(name, Word::Name { class, english }, forms);
        Ok(())
    }

    fn closed(&mut self, columns: &[&'a str]) -> Result<(), String> {
        let &[forms, tag, cells, english] = columns else { return Err(count(4, columns)) };
        let inflected = match (tag, cells) {
            ("ein" | "poss", "ein") => {
                let stem = if forms == "euer" { "eur" } else { forms };
                declension(forms, stem, ["nm nn an", "nf af np ap", "am dp", "dm dn", "df gf gp", "gm gn"])
            }
            (_, "dies") => {
                declension(forms, forms, ["", "nf af np ap", "am dp", "dm dn", "nm df gf gp", "nn an gm gn"])
            }
            _ => forms
                .split('|')
                .map(|form| {
                    let cells = if cells == "-" { Some(Cells::ALL) } else { Cells::parse(cells) };
                    cells
                        .map(|cells| (form.to_owned(), Form::Function(cells)))
                        .ok_or_else(|| format!("cannot read the cells \"{}\"", columns[2]))
                })
                .collect::<Result<_, _>>()?,
        };
        self.add(forms, Word::Function { tag, english }, inflected);
        Ok(())
    }
}

fn declension(lemma: &str, stem: &str, cells: [&str; 6]) -> Vec<Inflected> {
    let endings = ["", "e", "en", "em", "er", "es"];
    let mut forms = Vec::new();
    for (ending, cells) in endings.iter().zip(cells) {
        let cells = Cells::parse(cells).unwrap_or(Cells::NONE);
        if !cells.is_empty() {
            let text = if ending.is_empty() { lemma.to_owned() } else { format!("{stem}{ending}") };
            forms.push((text, Form::Function(cells)));
        }
    }
    forms
}

fn count(wanted: usize, columns: &[&str]) -> String {
    format!("{} columns where {wanted} are wanted", columns.len())
}

fn split_prefix(infinitive: &str) -> (&str, &str) {
    infinitive.split_once('|').unwrap_or(("", infinitive))
}

/// Splits `an:D+zu: dream of` at the colon that a space follows.
fn split_pattern(frame: &str) -> Option<(&str, &str)> {
    frame.split_once(": ").map(|(pattern, english)| (pattern.trim(), english.trim()))
}

fn complements(pattern: &str) -> Result<Vec<Complement<'_>>, String> {
    let mut complements = Vec::new();
    for element in pattern.split('+').map(str::trim) {
        complements.push(match element {
            "-" | "" => continue,
            "A" => Complement::Accusative,
            "D" => Complement::Dative,
            "G" => Complement::Genitive,
            "R" => Complement::Reflexive,
            "Rd" => Complement::ReflexiveDative,
            "dass" => Complement::Clause,
            "zu" => Complement::Zu,
            "inf" => Complement::Infinitive,
            "adv" => Complement::Adverbial,
            "pred" => Complement::Predicate,
            "es" => Complement::Es,
            "quote" => Complement::Quote,
            "als" | "wie" | "auf" => Complement::Preposition(element, Case::Nominative),
            _ => match element.split_once(':') {
                Some((preposition, case)) => Complement::Preposition(
                    preposition,
                    letter_case(case).ok_or_else(|| format!("unknown case \"{case}\""))?,
                ),
                None => return Err(format!("unknown complement \"{element}\"")),
            },
        });
    }
    Ok(complements)
}

fn letter_case(letter: &str) -> Option<Case> {
    match letter {
        "A" => Some(Case::Accusative),
        "D" => Some(Case::Dative),
        "G" => Some(Case::Genitive),
        _ => None,
    }
}

/// Takes the conditions off the end of an equivalent. Slots ({A}, {zu}) are no conditions and stay.
fn conditions(text: &str) -> Result<(&str, Vec<Condition<'_>>), String> {
    let mut text = text.trim();
    let mut found = Vec::new();
    while let Some(start) = text.strip_suffix('}').and_then(|inner| inner.rfind('{')) {
        let inner = &text[start + 1..text.len() - 1];
        if inner != "pred" || text[..start].trim().is_empty() {
            let Some(condition) = Condition::parse(inner) else { break };
            found.push(condition);
            text = text[..start].trim_end();
        } else {
            break;
        }
    }
    Ok((text, found))
}

/// Reads equivalents separated by ` ; `.
fn equivalents(text: &str) -> Result<Vec<Equivalent<'_>>, String> {
    let mut all = Vec::new();
    for part in text.split(" ; ") {
        let mut rest = part.trim();
        let mut found = Vec::new();
        let mut hint = "";
        loop {
            if let Some((before, place)) = rest.rsplit_once(" @") {
                (rest, hint) = (before.trim_end(), place.trim());
                continue;
            }
            let Some(start) = rest.strip_suffix('}').and_then(|inner| inner.rfind('{')) else { break };
            let inner = &rest[start + 1..rest.len() - 1];
            // A slot for what the adjective governs: "ready {zu}". The infinitive follows by itself.
            if !matches!(inner, "zu" | "ing" | "dass" | "A" | "D" | "G") {
                found.push(Condition::parse(inner).ok_or_else(|| format!("unknown condition in \"{rest}\""))?);
            }
            rest = rest[..start].trim_end();
        }
        if let Some((government, english)) = rest
            .split_once(": ")
            .filter(|(government, _)| government.contains(':') || *government == "zu" || *government == "dass")
        {
            (hint, rest) = (government, english);
        }
        let mut traits = NounTraits::default();
        while let Some((before, mark)) = rest.rsplit_once('/') {
            match mark {
                "u" => traits.uncountable = true,
                "pl" => traits.plural_only = true,
                "the" => traits.definite = true,
                "0" => traits.bare = true,
                _ => break,
            }
            rest = before;
        }
        let text = if rest == "-" { "" } else { rest };
        all.push(Equivalent { text, conditions: found, traits, hint });
    }
    Ok(all)
}

impl Class {
    pub const NAMES: [(&'static str, Self); 22] = [
        ("human", Self::Human),
        ("group", Self::Group),
        ("body", Self::Body),
        ("place", Self::Place),
        ("building", Self::Building),
        ("time", Self::Time),
        ("event", Self::Event),
        ("act", Self::Act),
        ("state", Self::State),
        ("thing", Self::Thing),
        ("vehicle", Self::Vehicle),
        ("weapon", Self::Weapon),
        ("animal", Self::Animal),
        ("substance", Self::Substance),
        ("money", Self::Money),
        ("measure", Self::Measure),
        ("text", Self::Text),
        ("abstract", Self::Abstract),
        ("bodypart", Self::Bodypart),
        ("plant", Self::Plant),
        ("food", Self::Food),
        ("weather", Self::Weather),
    ];

    /// Its name in the data files.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, class)| *class == self).map_or("", |(name, _)| name)
    }

    /// The class of a name in the data files.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }
}

impl Relation {
    /// Relations with their names in the data files.
    pub const NAMES: [(&'static str, Self); 14] = [
        ("adj", Self::Adjective),
        ("noun", Self::Noun),
        ("gen", Self::Genitive),
        ("of", Self::Of),
        ("prep", Self::Preposition),
        ("att", Self::Attached),
        ("gov", Self::Governor),
        ("verb", Self::Verb),
        ("subj", Self::Subject),
        ("obj", Self::Object),
        ("part", Self::Part),
        ("next", Self::Next),
        ("prev", Self::Previous),
        ("with", Self::With),
    ];

    fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, relation)| *relation)
    }

    /// Its name in the data files.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }
}

impl<'a> Condition<'a> {
    /// Reads what stands between braces.
    pub fn parse(text: &'a str) -> Option<Self> {
        Some(match text {
            "pl" => Self::Plural,
            "sg" => Self::Singular,
            "comp" => Self::Compound,
            "head" => Self::Head,
            "gen" => Self::Genitive,
            "attr" => Self::Attributive,
            "pred" => Self::Predicative,
            "num" => Self::Number,
            _ if text.contains('=') => {
                let (relation, words) = text.split_once('=')?;
                Self::Neighbour(Relation::parse(relation)?, Some(words).filter(|words| !words.is_empty())?)
            }
            _ => match text.split_once(':')? {
                ("dom", domain) => Self::Domain(domain),
                ("obj", class) => Self::Object(Class::parse(class)?),
                ("subj", class) => Self::Subject(Class::parse(class)?),
                _ => return None,
            },
        })
    }
}
