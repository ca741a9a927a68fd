//! What the lexicon knows of a word: its class, its inflected forms' features and its English equivalents.
//!
//! The records borrow their text: from the data files while the program is built, from the compiled lexicon in the
//! running program. Nothing is decoded before a word is looked up.

use serde::{Deserialize, Serialize};

/// A set of agreement cells: one bit for each pair of case (nominative, accusative, dative, genitive) and column
/// (masculine, feminine, neuter, plural).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cells(pub u16);

/// Column of an agreement table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// Masculine singular.
    Masculine,
    /// Feminine singular.
    Feminine,
    /// Neuter singular.
    Neuter,
    /// Plural of every gender.
    Plural,
}

/// Grammatical case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Case {
    /// Subject and predicate.
    Nominative,
    /// Direct object.
    Accusative,
    /// Indirect object.
    Dative,
    /// Possessor.
    Genitive,
}

impl Cells {
    /// No cell.
    pub const NONE: Self = Self(0);
    /// Every cell.
    pub const ALL: Self = Self(u16::MAX);

    /// One cell.
    pub const fn at(case: Case, column: Column) -> Self {
        Self(1 << (case as u16 * 4 + column as u16))
    }

    /// All columns of a case.
    pub const fn case(case: Case) -> Self {
        Self(0xf << (case as u16 * 4))
    }

    /// All cases of a column.
    pub const fn column(column: Column) -> Self {
        Self(0x1111 << (column as u16))
    }

    /// The cells in both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The cells in either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a cell of the case is among them.
    pub const fn has(self, case: Case) -> bool {
        self.0 & Self::case(case).0 != 0
    }

    /// Whether a cell of the column is among them.
    pub const fn has_column(self, column: Column) -> bool {
        self.0 & Self::column(column).0 != 0
    }

    /// Reads cells such as `nm df gp`: case `n a d g`, column `m f n p`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut cells = Self::NONE;
        for cell in text.split_whitespace() {
            let mut letters = cell.chars();
            let case = match letters.next()? {
                'n' => Case::Nominative,
                'a' => Case::Accusative,
                'd' => Case::Dative,
                'g' => Case::Genitive,
                _ => return None,
            };
            for letter in letters {
                let column = match letter {
                    'm' => Column::Masculine,
                    'f' => Column::Feminine,
                    'n' => Column::Neuter,
                    'p' => Column::Plural,
                    _ => return None,
                };
                cells = cells.or(Self::at(case, column));
            }
        }
        Some(cells)
    }
}

/// Semantic class of a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Class {
    Human,
    Group,
    Body,
    Place,
    Building,
    Time,
    Event,
    Act,
    State,
    Thing,
    Vehicle,
    Weapon,
    Animal,
    Substance,
    Money,
    Measure,
    Text,
    #[default]
    Abstract,
    Bodypart,
    Plant,
    Food,
    Weather,
}

impl Class {
    /// Whether a noun of this class satisfies a condition on `wanted`. `thing` stands for all that is concrete and not
    /// alive, `abstract` for all that is not concrete, `human` for groups of humans too.
    pub fn satisfies(self, wanted: Self) -> bool {
        self == wanted
            || match wanted {
                Self::Human => self == Self::Group,
                Self::Thing => matches!(
                    self,
                    Self::Vehicle
                        | Self::Weapon
                        | Self::Substance
                        | Self::Bodypart
                        | Self::Building
                        | Self::Food
                        | Self::Plant
                ),
                Self::Abstract => matches!(self, Self::State | Self::Act | Self::Event),
                Self::Body => self == Self::Group,
                Self::Place => self == Self::Building,
                _ => false,
            }
    }

    /// Whether English takes up a singular of this class with "he" or "she" and asks with "who".
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Human)
    }
}

/// A condition on an equivalent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition<'a> {
    /// The text is of this domain.
    Domain(&'a str),
    /// Class of the object, or of the noun that an adjective qualifies.
    Object(Class),
    /// Class of the subject.
    Subject(Class),
    /// The German is plural.
    Plural,
    /// The German is singular.
    Singular,
    /// First part of a compound.
    Compound,
    /// Last part of a compound.
    Head,
    /// A genitive follows.
    Genitive,
    /// Attributive adjective.
    Attributive,
    /// Predicative adjective.
    Predicative,
    /// A number stands before it.
    Number,
    /// One of these words (citation forms with `|` between them) stands to it in this relation.
    Neighbour(Relation, &'a str),
}

/// How a neighbour stands to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// It qualifies the noun: an adjective, a participle or a number.
    Adjective,
    /// The noun that the adjective qualifies, or of which it is the predicate.
    Noun,
    /// Head of the genitive after or before the noun.
    Genitive,
    /// The noun whose genitive this noun is.
    Of,
    /// The preposition before the noun.
    Preposition,
    /// A preposition that opens a phrase attached to the noun or adjective.
    Attached,
    /// The noun or adjective to which the prepositional phrase is attached.
    Governor,
    /// Full verb of the clause.
    Verb,
    /// Head of the subject.
    Subject,
    /// Head of the accusative object, or of the frame's prepositional object.
    Object,
    /// What the compound begins with.
    Part,
    /// The word after it.
    Next,
    /// The word before it.
    Previous,
    /// Another word of the sentence.
    With,
}

/// How an English noun behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NounTraits {
    /// Takes neither a plural nor "a".
    pub uncountable: bool,
    /// Plural only.
    pub plural_only: bool,
    /// Wants "the" even where German has no article.
    pub definite: bool,
    /// Takes no article.
    pub bare: bool,
}

/// One English equivalent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Equivalent<'a> {
    /// The English; empty if English leaves the word out.
    pub text: &'a str,
    /// When it applies; none: it is a default.
    pub conditions: Vec<Condition<'a>>,
    /// Of nouns.
    pub traits: NounTraits,
    /// Place in the clause that overrides the word class: `front`, `mid`, `end`; of adjectives the German government.
    pub hint: &'a str,
}

/// What a frame asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Complement<'a> {
    /// Accusative object.
    Accusative,
    /// Dative object.
    Dative,
    /// Genitive object.
    Genitive,
    /// Reflexive accusative.
    Reflexive,
    /// Reflexive dative.
    ReflexiveDative,
    /// Prepositional object; also "als" and "wie".
    Preposition(&'a str, Case),
    /// A clause with dass, ob or a question word.
    Clause,
    /// An infinitive with zu.
    Zu,
    /// A bare infinitive.
    Infinitive,
    /// An adverbial.
    Adverbial,
    /// A predicate.
    Predicate,
    /// Impersonal es as subject.
    Es,
    /// Direct speech.
    Quote,
}

/// A pattern of complements and the English verb phrase for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame<'a> {
    /// The complements; empty for a verb by itself.
    pub complements: Vec<Complement<'a>>,
    /// English infinitive phrase, with slots in braces.
    pub english: &'a str,
    /// Conditions on subject, object and domain.
    pub conditions: Vec<Condition<'a>>,
    /// Words of a light-verb construction that must stand in the clause, separated by spaces; empty for others.
    pub fixed: &'a str,
}

/// A word, by class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Word<'a> {
    /// A noun.
    Noun {
        /// Its semantic class.
        class: Class,
        /// English.
        #[serde(borrow)]
        english: Vec<Equivalent<'a>>,
    },
    /// A verb.
    Verb {
        /// The separable prefix, or empty.
        prefix: &'a str,
        /// Whether it forms its perfect with sein (or with both).
        with_sein: bool,
        /// What it governs.
        frames: Vec<Frame<'a>>,
    },
    /// An adjective.
    Adjective {
        /// English.
        english: Vec<Equivalent<'a>>,
    },
    /// An adverb or particle.
    Adverb {
        /// Its class in adverbs.tsv.
        class: &'a str,
        /// English.
        english: Vec<Equivalent<'a>>,
    },
    /// A proper name.
    Name {
        /// Its semantic class.
        class: Class,
        /// English.
        english: Equivalent<'a>,
    },
    /// A closed-class word or a fixed sequence of words.
    Function {
        /// Tag in closed.tsv or category in phrases.tsv.
        tag: &'a str,
        /// English.
        english: &'a str,
    },
}

/// An entry of the lexicon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lexeme<'a> {
    /// Citation form; of separable verbs with the prefix joined.
    pub lemma: &'a str,
    /// Class and English.
    #[serde(borrow)]
    pub word: Word<'a>,
}

/// Tense and mood, or kind of non-finite form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VerbForm {
    /// Präsens.
    Present,
    /// Präteritum.
    Past,
    /// Konjunktiv I.
    Subjunctive1,
    /// Konjunktiv II.
    Subjunctive2,
    /// Infinitive.
    Infinitive,
    /// Infinitive with zu inside (abzulehnen).
    ZuInfinitive,
    /// Past participle.
    Participle2,
    /// Present participle.
    Participle1,
    /// Imperative.
    Imperative,
}

impl VerbForm {
    /// Whether the form is finite.
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Present | Self::Past | Self::Subjunctive1 | Self::Subjunctive2 | Self::Imperative)
    }
}

/// Persons of a finite form: bits for ich, du, er, wir, ihr, sie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Persons(pub u8);

impl Persons {
    /// ich.
    pub const FIRST: Self = Self(1);
    /// er, sie, es.
    pub const THIRD: Self = Self(4);
    /// sie (plural).
    pub const THEY: Self = Self(32);

    /// Whether a third person singular is among them.
    pub const fn singular(self) -> bool {
        self.0 & 7 != 0
    }

    /// Whether a plural is among them.
    pub const fn plural(self) -> bool {
        self.0 & 56 != 0
    }
}

/// Degree of comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Degree {
    /// groß.
    Positive,
    /// größer.
    Comparative,
    /// größt-.
    Superlative,
}

/// What is known of a full form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// Noun or name.
    Noun(Cells),
    /// Declined adjective: the ending decides the cells together with the determiner.
    Adjective(Ending, Degree),
    /// Verb form; `detached` if the separable prefix stands apart.
    Verb {
        /// Tense, mood or kind.
        form: VerbForm,
        /// Persons of a finite form.
        persons: Persons,
        /// The separable prefix is not part of the form.
        detached: bool,
    },
    /// Closed-class words with cells.
    Function(Cells),
    /// Not inflected.
    Plain,
}

/// Ending of a declined adjective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ending {
    /// None: predicative, adverbial, or undeclined.
    None,
    /// -e
    E,
    /// -en
    En,
    /// -em
    Em,
    /// -er
    Er,
    /// -es
    Es,
}

impl Ending {
    /// All endings with their letters, none excepted.
    pub const ALL: [(Self, &'static str); 5] =
        [(Self::En, "en"), (Self::Em, "em"), (Self::Er, "er"), (Self::Es, "es"), (Self::E, "e")];
}

/// A form's lexeme (index) and features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Posting {
    /// Index into the lexemes.
    pub lexeme: u32,
    /// Features of the form.
    pub form: Form,
}
