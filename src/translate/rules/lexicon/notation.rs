//! Equivalents, frames and conditions written as in the data files; agreement cells in words.

use std::fmt;

use super::entry::{Case, Cells, Column, Complement, Condition, Equivalent, Frame};

/// Cases of each column: `nominative, accusative masculine; genitive plural`.
impl fmt::Display for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const COLUMNS: [(Column, &str); 4] = [
            (Column::Masculine, "masculine"),
            (Column::Feminine, "feminine"),
            (Column::Neuter, "neuter"),
            (Column::Plural, "plural"),
        ];
        const CASES: [(Case, &str); 4] = [
            (Case::Nominative, "nominative"),
            (Case::Accusative, "accusative"),
            (Case::Dative, "dative"),
            (Case::Genitive, "genitive"),
        ];
        let columns = COLUMNS.iter().filter_map(|(column, name)| {
            let has = |case| !self.and(Self::at(case, *column)).is_empty();
            let cases: Vec<&str> = CASES.iter().filter(|(case, _)| has(*case)).map(|(_, name)| *name).collect();
            (!cases.is_empty()).then(|| format!("{} {name}", cases.join(", ")))
        });
        f.write_str(&columns.collect::<Vec<_>>().join("; "))
    }
}

impl fmt::Display for Equivalent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hint.contains(':') || matches!(self.hint, "zu" | "dass" | "als") {
            write!(f, "{}: ", self.hint)?;
        }
        f.write_str(if self.text.is_empty() { "-" } else { self.text })?;
        let traits = self.traits;
        for (given, mark) in
            [(traits.uncountable, "/u"), (traits.plural_only, "/pl"), (traits.definite, "/the"), (traits.bare, "/0")]
        {
            if given {
                f.write_str(mark)?;
            }
        }
        self.conditions.iter().try_for_each(|condition| write!(f, " {condition}"))
    }
}

impl fmt::Display for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.fixed.is_empty() {
            write!(f, "{} + ", self.fixed)?;
        }
        if self.complements.is_empty() {
            f.write_str("-")?;
        }
        for (at, complement) in self.complements.iter().enumerate() {
            write!(f, "{}{complement}", if at == 0 { "" } else { "+" })?;
        }
        write!(f, ": {}", self.english)?;
        self.conditions.iter().try_for_each(|condition| write!(f, " {condition}"))
    }
}

impl fmt::Display for Complement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accusative => "A",
            Self::Dative => "D",
            Self::Genitive => "G",
            Self::Reflexive => "R",
            Self::ReflexiveDative => "Rd",
            Self::Preposition(preposition, Case::Nominative) => preposition,
            Self::Preposition(preposition, case) => {
                let letter = match case {
                    Case::Nominative => "N",
                    Case::Accusative => "A",
                    Case::Dative => "D",
                    Case::Genitive => "G",
                };
                return write!(f, "{preposition}:{letter}");
            }
            Self::Clause => "dass",
            Self::Zu => "zu",
            Self::Infinitive => "inf",
            Self::Adverbial => "adv",
            Self::Predicate => "pred",
            Self::Es => "es",
            Self::Quote => "quote",
        })
    }
}

impl Complement<'_> {
    /// What it is, in words.
    pub fn description(&self) -> &'static str {
        match self {
            Self::Accusative => "accusative object",
            Self::Dative => "dative object",
            Self::Genitive => "genitive object",
            Self::Reflexive | Self::ReflexiveDative => "reflexive pronoun",
            Self::Preposition(..) => "prepositional object",
            Self::Clause => "clause with dass or a question word",
            Self::Zu => "infinitive with zu",
            Self::Infinitive => "bare infinitive",
            Self::Adverbial => "adverbial",
            Self::Predicate => "predicate",
            Self::Es => "impersonal es",
            Self::Quote => "direct speech",
        }
    }
}

impl fmt::Display for Condition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain(domain) => write!(f, "{{dom:{domain}}}"),
            Self::Object(class) => write!(f, "{{obj:{}}}", class.name()),
            Self::Subject(class) => write!(f, "{{subj:{}}}", class.name()),
            Self::Plural => f.write_str("{pl}"),
            Self::Singular => f.write_str("{sg}"),
            Self::Compound => f.write_str("{comp}"),
            Self::Head => f.write_str("{head}"),
            Self::Genitive => f.write_str("{gen}"),
            Self::Attributive => f.write_str("{attr}"),
            Self::Predicative => f.write_str("{pred}"),
            Self::Number => f.write_str("{num}"),
            Self::Neighbour(relation, words) => write!(f, "{{{}={words}}}", relation.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::{DataFile, read};

    #[test]
    fn what_is_written_can_be_read_again() {
        let line =
            "proben\tw\th\tA: rehearse {obj=Stück|Rolle} {subj:human} ; für:A+R: practise for {dom:culture} ; -: test";
        let files = [DataFile { name: "verbs-x.tsv".to_owned(), text: line.to_owned() }];
        let (inventory, problems) = read(&files);
        assert!(problems.is_empty(), "{problems:?}");
        let super::super::entry::Word::Verb { frames, .. } = &inventory[0].0.word else { panic!("no verb") };
        let written: Vec<String> = frames.iter().map(ToString::to_string).collect();
        // Conditions are read from the end.
        assert_eq!(
            written,
            ["A: rehearse {subj:human} {obj=Stück|Rolle}", "für:A+R: practise for {dom:culture}", "-: test"]
        );
    }
}
