//! Words of a user's glossary that are no mentions but vocabulary: verbs and adverbs, as entries of the lexicon that go before
//! the shipped ones.

use super::Rules;
use super::dictionary::simple_parts;
use super::lexicon::compile::compile;
use super::lexicon::parse::{self, DataFile};
use super::lexicon::{Layer, Lexicon};
use crate::glossary::Glossary;
use crate::glossary::entry::{Entry, PartOfSpeech};

/// Words of a glossary that the engine cannot take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WordsError {
    /// A word is not written as the lexicon wants it.
    #[error("\"{entry}\" of {file} is not written as a word of the lexicon: {message} (glossaries/README.md says how)")]
    Word {
        /// Key of the entry.
        entry: String,
        /// The glossary file.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// The words are too many for the lexicon's tables.
    #[error("the words of the glossary cannot be compiled: {0}")]
    Compile(String),
}

impl Rules {
    /// The same, knowing the verbs and adverbs of a glossary.
    ///
    /// # Errors
    /// If parts or frames of a word cannot be read.
    pub fn with_words(mut self, glossary: &Glossary) -> Result<Self, WordsError> {
        let words = glossary.entries().map(|(_, entry)| entry).filter(|entry| !entry.part_of_speech.is_mentioned());
        self.words = layer(words)?;
        self.lexicon = Lexicon::layered(self.words, self.dictionary.as_ref().map(|dictionary| dictionary.layer));
        Ok(self)
    }
}

fn layer<'a>(words: impl Iterator<Item = &'a Entry>) -> Result<Option<&'static Layer>, WordsError> {
    let mut verbs = (DataFile { name: "verbs-glossary.tsv".to_owned(), text: String::new() }, Vec::new());
    let mut adverbs = (DataFile { name: "adverbs-glossary.tsv".to_owned(), text: String::new() }, Vec::new());
    for entry in words {
        let (file, entries) = if entry.part_of_speech == PartOfSpeech::Verb { &mut verbs } else { &mut adverbs };
        for german in &entry.german {
            let line = if entry.part_of_speech == PartOfSpeech::Verb {
                verb(entry, german)
            } else {
                format!("{german}\tmanner\t{}", entry.canonical)
            };
            // A tab or line break inside a field would look like another field or entry, and is refused as one.
            file.text.push_str(&line.replace('\n', "\t"));
            file.text.push('\n');
            entries.push(entry);
        }
    }
    if verbs.1.is_empty() && adverbs.1.is_empty() {
        return Ok(None);
    }
    let files = [verbs.0, adverbs.0];
    let (inventory, problems) = parse::read(&files);
    if let Some(problem) = problems.first() {
        let entries = if problem.file == files[0].name { &verbs.1 } else { &adverbs.1 };
        let entry = entries.get(problem.line.saturating_sub(1));
        return Err(WordsError::Word {
            entry: entry.map_or(String::new(), |entry| entry.id.clone()),
            file: entry.map_or(String::new(), |entry| entry.file.clone()),
            message: problem.message.clone(),
        });
    }
    let compiled = compile(&inventory).map_err(|error| WordsError::Compile(error.to_string()))?;
    Ok(Some(Layer::intern(compiled)))
}

/// The line of a verb. Without parts it takes those of its simple verb, or is weak.
fn verb(entry: &Entry, german: &str) -> String {
    let government = entry.government.clone().unwrap_or_default();
    let base = german.rsplit('|').next().unwrap_or(german);
    let parts = government.parts.or_else(|| simple_parts(base)).unwrap_or_else(|| "w".to_owned());
    let auxiliary = if government.with_sein { "s" } else { "h" };
    let frames = match government.frames.is_empty() {
        true => format!("A: {0} ; -: {0}", entry.canonical),
        false => government.frames.join(" ; "),
    };
    format!("{german}\t{parts}\t{auxiliary}\t{frames}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::parse::Source;
    use crate::glossary::{Layer as GlossaryLayer, read};
    use crate::translate::{Engine, Source as Sentence};

    fn rules(text: &str) -> Result<Rules, WordsError> {
        let sources = [Source { name: "mine.toml".to_owned(), text: text.to_owned() }];
        let (entries, problems) = read(&sources);
        assert!(problems.is_empty(), "{problems:?}");
        let mut glossary = Glossary::empty();
        glossary.push(GlossaryLayer::new(entries, &sources));
        Rules::new().with_words(&glossary)
    }

    #[test]
    fn verbs_of_a_glossary_are_inflected() {
        let rules = rules(
            r#"
            [[term]]
            id = "weg-knubbeln"
            part-of-speech = "verb"
            de = ["weg|knubbeln"]
            en = "crumple away"
            frames = ["A: crumple {A} away"]
            [[term]]
            id = "knubbelig"
            part-of-speech = "adverb"
            de = ["knubbelwärts"]
            en = "crumplewise"
            "#,
        )
        .unwrap();
        let sentence = Sentence { text: "Der Minister hat das Papier knubbelwärts weggeknubbelt.", atoms: &[] };
        let drafts = rules.translate(&[sentence]).unwrap();
        assert!(drafts[0].text.contains("crumpled the paper"), "{}", drafts[0].text);
        assert!(drafts[0].text.contains("crumplewise"), "{}", drafts[0].text);
    }

    #[test]
    fn frames_that_cannot_be_read_are_refused() {
        let error =
            rules("[[term]]\nid = \"x\"\npart-of-speech = \"verb\"\nde = [\"xen\"]\nen = \"x\"\nframes = [\"Q: x\"]")
                .unwrap_err();
        assert!(matches!(&error, WordsError::Word { entry, .. } if entry == "x"), "{error}");
    }
}
