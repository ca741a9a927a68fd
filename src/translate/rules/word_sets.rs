//! Closed sets of German words that the grammar asks for by name. The words are data (`word_sets.tsv`).

use std::collections::HashSet;
use std::sync::LazyLock;

/// A set of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Opens an indirect question.
    QuestionWord,
    /// Joins clauses and stands among their constituents; no coordination of phrases.
    ClauseConjunction,
    /// Joins phrases that share their role.
    ListConjunction,
    /// Joins phrases that exclude each other.
    Adversative,
    /// Joins two to a plural.
    AdditiveConjunction,
    /// Verb that forms tenses and the passive.
    TenseAuxiliary,
    /// Verb with a bare infinitive that says how the clause holds; lassen among them.
    Modal,
    /// Verb with a predicate.
    Copula,
    /// Verb after which an undeclined adjective says what its subject or object is, and not how.
    PredicateVerb,
    /// Adverb before an undeclined adjective, besides those that the lexicon marks.
    Degree,
    /// Adverb of time that stays before its participle.
    Evaluative,
    /// Word before a number that says how exact it is.
    Quantity,
    /// Adverb before a whole phrase.
    Focus,
    /// Preposition that can follow its phrase.
    Postposition,
    /// Pronoun for no person.
    NeuterPronoun,
    /// Determiner without ending, after which adjectives show gender and case.
    Endingless,
    /// Determiner of plurals only.
    PluralDeterminer,
    /// Ordinal that stands for its noun in English too.
    Ordinal,
    /// Abbreviation before a capital.
    Abbreviation,
    /// Opens a clause that is an object.
    ContentSubjunction,
    /// Opens a clause that English sets off with a comma.
    Detached,
    /// Opens a condition.
    Conditional,
    /// Asks for the present perfect.
    UntilNow,
    /// Adverb of time before the English verb.
    MiddleTime,
    /// Word before als that makes it a comparison.
    Comparing,
    /// Word before wie that makes it a comparison of equals.
    Equating,
    /// Month.
    Month,
    /// Noun that a year follows.
    YearNoun,
    /// Unit of time.
    TimeUnit,
    /// Day that is not written with -tag.
    Day,
    /// Day of the week.
    Weekday,
    /// Feast.
    Feast,
    /// Noun that is part of a number.
    Scale,
    /// Adjective or verb that says how a question stands.
    Answering,
    /// Verb after which an infinitive is wanted anyway.
    Intention,
    /// Word before a preposition that says how near.
    Nearness,
    /// Preposition that holds the definite article.
    Contraction,
    /// Adjective that a measure qualifies.
    Dimension,
    /// Act during which other things happen.
    Stay,
    /// Point of the compass as a place.
    Direction,
}

/// The sets in the order of [`Set`], with their names in the file.
const SETS: [(&str, Set); 40] = [
    ("question-word", Set::QuestionWord),
    ("clause-conjunction", Set::ClauseConjunction),
    ("list-conjunction", Set::ListConjunction),
    ("adversative", Set::Adversative),
    ("additive-conjunction", Set::AdditiveConjunction),
    ("tense-auxiliary", Set::TenseAuxiliary),
    ("modal", Set::Modal),
    ("copula", Set::Copula),
    ("predicate-verb", Set::PredicateVerb),
    ("degree", Set::Degree),
    ("evaluative", Set::Evaluative),
    ("quantity", Set::Quantity),
    ("focus", Set::Focus),
    ("postposition", Set::Postposition),
    ("neuter-pronoun", Set::NeuterPronoun),
    ("endingless", Set::Endingless),
    ("plural-determiner", Set::PluralDeterminer),
    ("ordinal", Set::Ordinal),
    ("abbreviation", Set::Abbreviation),
    ("content-subjunction", Set::ContentSubjunction),
    ("detached", Set::Detached),
    ("conditional", Set::Conditional),
    ("until-now", Set::UntilNow),
    ("middle-time", Set::MiddleTime),
    ("comparing", Set::Comparing),
    ("equating", Set::Equating),
    ("month", Set::Month),
    ("year-noun", Set::YearNoun),
    ("time-unit", Set::TimeUnit),
    ("day", Set::Day),
    ("weekday", Set::Weekday),
    ("feast", Set::Feast),
    ("scale", Set::Scale),
    ("answering", Set::Answering),
    ("intention", Set::Intention),
    ("nearness", Set::Nearness),
    ("contraction", Set::Contraction),
    ("dimension", Set::Dimension),
    ("stay", Set::Stay),
    ("direction", Set::Direction),
];

static WORDS: LazyLock<Vec<HashSet<&'static str>>> = LazyLock::new(|| {
    let mut words = vec![HashSet::new(); SETS.len()];
    for row in rows() {
        if let Some((_, set)) = SETS.iter().find(|(name, _)| *name == row[0]) {
            words[*set as usize].extend(&row[1..]);
        }
    }
    words
});

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    include_str!("word_sets.tsv").lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

impl Set {
    /// Whether a word is of the set.
    pub fn holds(self, word: &str) -> bool {
        WORDS[self as usize].contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;

    #[test]
    fn every_set_of_the_file_has_a_name_and_every_name_its_words() {
        assert!(SETS.iter().enumerate().all(|(at, (_, set))| *set as usize == at));
        let names: Vec<&str> = rows().map(|row| row[0]).collect();
        assert_eq!(names, SETS.map(|(name, _)| name));
        assert!(rows().all(|row| row.len() > 1 && row[1..].iter().collect::<HashSet<_>>().len() == row.len() - 1));
    }

    #[test]
    fn the_lexicon_knows_the_words() {
        let lexicon = Lexicon::shared();
        let known = |word: &str| {
            let word = word.replace('|', "");
            let word = word.as_str();
            lexicon.contains(word)
                || lexicon.contains(&format!("{word}."))
                || word.split(' ').all(|part| lexicon.contains(part))
        };
        let unknown: Vec<&str> = rows()
            .filter(|row| row[0] != "abbreviation")
            .flat_map(|row| row[1..].to_vec())
            .filter(|word| *word != "&" && !known(word))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
