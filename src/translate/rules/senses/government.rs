//! Prepositions after adjectives: zuständig für → responsible for. They stand in the adjective's equivalents
//! (`für:A: responsible for`), which hold where the preposition depends on the adjective. Those after nouns are the business
//! of [`prepositions`].

use crate::translate::rules::lexicon::entry::Equivalent;
use crate::translate::rules::phrases::prepositions;

/// Whether a text is a preposition, with an article or not.
pub fn is(text: &str, preposition: &str) -> bool {
    prepositions::plain(&text.to_lowercase()) == preposition
}

/// The preposition in the hint of an adjective's equivalent: `für:A`.
pub fn of_hint(hint: &str) -> Option<&str> {
    hint.split_once(':').map(|(preposition, _)| preposition)
}

/// English of a preposition after an adjective.
pub fn of_adjective(english: &[Equivalent<'static>], preposition: &str) -> Option<&'static str> {
    let governed = |equivalent: &&Equivalent<'_>| of_hint(equivalent.hint).is_some_and(|known| is(preposition, known));
    english.iter().find(governed)?.text.rsplit_once(' ').map(|(_, last)| last)
}

/// The English of an equivalent without the preposition that it governs, which is written with what it governs.
pub fn bare(equivalent: &Equivalent<'static>) -> &'static str {
    match (of_hint(equivalent.hint), equivalent.text.rsplit_once(' ')) {
        (Some(_), Some((bare, _))) => bare,
        _ => equivalent.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;
    use crate::translate::rules::lexicon::entry::Word;

    #[test]
    fn adjectives_govern_what_their_equivalents_say() {
        let lexicon = Lexicon::shared();
        for (adjective, german, english) in
            [("zuständig", "für", Some("for")), ("arm", "am", Some("in")), ("arm", "zu", None)]
        {
            let equivalents = lexicon.postings(adjective).into_iter().find_map(|posting| {
                match &lexicon.lexeme(posting.lexeme)?.word {
                    Word::Adjective { english } => Some(english),
                    _ => None,
                }
            });
            let equivalents = equivalents.expect("a common adjective");
            assert_eq!(of_adjective(equivalents, german), english, "{adjective} {german}");
            for equivalent in equivalents.iter().filter(|equivalent| of_hint(equivalent.hint).is_some()) {
                assert!(equivalent.text.starts_with(bare(equivalent)) && !bare(equivalent).ends_with(' '));
            }
        }
    }
}
