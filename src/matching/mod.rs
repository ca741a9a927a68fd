//! Step 3, match: sentences + glossary index → [`Mention`]s and [`Unknown`] names.
//!
//! Within a sentence: look-up of word sequences, names read through romanization, suspended compounds; the longest wins.
//! Then the context decides what a form means here: whose minister, whose central committee. Over the whole document:
//! second mentions. What looks like a name and is not sure is reported, never linked.

mod compounds;
mod context;
mod coreference;
mod habits;
mod mention;
mod names;
mod officeholders;
mod scan;
mod select;
mod wordforms;
mod words;

use std::sync::Mutex;

use crate::glossary::{EntryId, Glossary};
use crate::romanization::reading::Leaning;
use crate::span::Span;

pub use habits::Habits;
pub use mention::{Candidate, Evidence, Matches, Mention, MentionKind, Unknown};
use names::Repair;
pub use names::{Correction, Explanation, corrections};
use scan::Hit;
use select::{Found, Selection};
use wordforms::{Describe, Description};
use words::{Shape, Words};

/// Finds mentions of the entries of one glossary.
pub struct Matcher<'g> {
    glossary: &'g Glossary,
    names: names::Names,
    officeholders: officeholders::Officeholders,
    /// One for each document that is matched at a time, used again for the next.
    desks: Mutex<Vec<Desk>>,
}

/// What matching a document works with.
#[derive(Debug, Default)]
struct Desk {
    words: Words,
    hits: Vec<Hit>,
    repair: Repair,
    selection: Selection,
}

impl<'g> Matcher<'g> {
    /// Prepares matching against a glossary.
    pub fn new(glossary: &'g Glossary) -> Self {
        Self {
            glossary,
            names: names::Names::new(glossary),
            officeholders: officeholders::Officeholders::new(glossary),
            desks: Mutex::default(),
        }
    }

    /// The glossary that is matched against.
    pub fn glossary(&self) -> &'g Glossary {
        self.glossary
    }

    /// Every reading of a name and every person it could be.
    pub fn explain(&self, name: &str) -> Explanation {
        self.names.explain(self.glossary, name, &Leaning::default())
    }

    /// The same for a name in a document with these habits.
    pub fn explain_in(&self, name: &str, habits: &Habits) -> Explanation {
        self.names.explain(self.glossary, name, &habits.leaning().unwrap_or_default())
    }

    /// The persons whose Hangul a romanised name can stand for, the likeliest first, without judging them.
    pub fn persons(&self, name: &str) -> Vec<EntryId> {
        self.names.persons(name)
    }

    /// Gives `each` every run of words that is a form of the glossary, as bytes of the text: overlapping ones too, and
    /// nothing judged. [`Self::find`] begins with these.
    pub fn look_up(&self, text: &str, sentences: &[Span], mut each: impl FnMut(Span)) {
        let mut desk = self.desk();
        for sentence in sentences {
            desk.words.read(text, *sentence, self);
            scan::scan(self.glossary, &desk.words, &mut desk.hits);
            let words = &desk.words.list;
            let span = |hit: &Hit| Span::new(words[hit.first].span.start, words[hit.last].span.end);
            desk.hits.iter().map(span).for_each(&mut each);
        }
        self.put_back(desk);
    }

    fn desk(&self) -> Desk {
        self.desks.lock().ok().and_then(|mut desks| desks.pop()).unwrap_or_default()
    }

    fn put_back(&self, desk: Desk) {
        if let Ok(mut desks) = self.desks.lock() {
            desks.push(desk);
        }
    }

    /// Finds all mentions in a document's text, given its sentences.
    pub fn find(&self, text: &str, sentences: &[Span]) -> Matches {
        let mut desk = self.desk();
        let Desk { words, hits, repair, selection } = &mut desk;
        let mut found: Vec<Found> = Vec::with_capacity(sentences.len());
        let mut single = Vec::new();
        for sentence in sentences {
            words.read(text, *sentence, self);
            repair.correct(self.glossary, words, self);
            scan::scan(self.glossary, words, hits);
            found.push(select::select(self.glossary, &self.names, text, words, hits, None, selection));
            single.extend(names::people::single(words));
        }
        let habits = Habits::of(self.glossary, &self.names, text, &found);
        if let Some(leaning) = habits.leaning() {
            for (sentence, found) in sentences.iter().zip(&mut found).filter(|(_, found)| habits::is_open(found)) {
                words.read(text, *sentence, self);
                repair.correct(self.glossary, words, self);
                scan::scan(self.glossary, words, hits);
                *found = select::select(self.glossary, &self.names, text, words, hits, Some(&leaning), selection);
            }
        }
        self.put_back(desk);
        let document = context::Document::of(self.glossary, &found);
        for sentence in &mut found {
            context::resolve(self.glossary, &document, text, sentence);
        }
        let matches = coreference::resolve(self.glossary, &self.officeholders, text, found, &single);
        Matches { habits, ..matches }
    }
}

impl Describe for Matcher<'_> {
    fn describe(&self, written: &str, key: &str, shape: Shape) -> Description {
        Description {
            facts: self.names.facts(self.glossary, written, key, shape),
            starts: scan::starts(self.glossary, key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Layer, Source, read};
    use crate::segment::segment;

    fn found(glossary: &Glossary, text: &str) -> Vec<(String, String)> {
        let matches = Matcher::new(glossary).find(text, &segment(text));
        let link = |mention: &Mention| (mention.span.of(text).to_owned(), glossary.entry(mention.entry).id.clone());
        matches.mentions.iter().map(link).collect()
    }

    fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
        wanted.iter().map(|(surface, id)| ((*surface).to_owned(), (*id).to_owned())).collect()
    }

    #[test]
    fn mentions_cover_as_much_as_they_can() {
        let text = "Das Zentralkomitee der Partei der Arbeit Koreas trat zusammen.";
        let wanted = [("Zentralkomitee", "wpk-central-committee"), ("Partei der Arbeit Koreas", "wpk")];
        assert_eq!(found(Glossary::shared(), text), pairs(&wanted));
        let whole = found(Glossary::shared(), "Das Präsidium der Obersten Volksversammlung trat zusammen.");
        assert_eq!(whole.len(), 1, "{whole:?}");
    }

    #[test]
    fn what_is_written_like_a_noun_is_the_people() {
        let text = "Die Deutschen und viele Russen warnten deutsche Soldaten. Deutsche Soldaten hörten den Deutschen.";
        let wanted = [
            ("Deutschen", "germany-demonym"),
            ("Russen", "russia-demonym"),
            ("deutsche", "germany-adjective"),
            ("Deutsche", "germany-adjective"),
            ("Deutschen", "germany-demonym"),
        ];
        assert_eq!(found(Glossary::shared(), text), pairs(&wanted));
    }

    #[test]
    fn looking_up_finds_what_matching_chooses_from() {
        let text = "Das Zentralkomitee der Partei der Arbeit Koreas tagte. KIM JONG UN sprach in P'yŏngyang.";
        let mut forms = Vec::new();
        Matcher::new(Glossary::shared()).look_up(text, &segment(text), |span| forms.push(span.of(text)));
        for wanted in ["Zentralkomitee", "Partei der Arbeit Koreas", "Koreas", "KIM JONG UN", "KIM", "P'yŏngyang"] {
            assert!(forms.contains(&wanted), "{wanted} is not among {forms:?}");
        }
    }

    #[test]
    fn a_family_name_stands_for_persons_of_all_layers() {
        let text = "[[person]]\nid = \"kim-of-mine\"\ncanonical = \"Kim Gaem Thol\"\nsurname = \"Kim\"\n";
        let sources = [Source { name: "mine".into(), text: text.into() }];
        let (entries, problems) = read(&sources);
        assert!(problems.is_empty(), "{problems:?}");
        let mut glossary = Glossary::shipped();
        glossary.push(Layer::new(entries, &sources));
        let found = found(&glossary, "Der Minister Kim Gaem Thol reiste ab. Kim kehrte am Montag zurück.");
        assert_eq!(found.last(), Some(&("Kim".to_owned(), "kim-of-mine".to_owned())), "{found:?}");
    }

    #[test]
    fn the_given_name_in_full_comes_before_a_family_name_that_it_begins_with() {
        let found = found(Glossary::shared(), "Kim Jong Un kam an. Der Vater hatte Jong Un früh gefördert.");
        assert!(found.contains(&("Jong Un".to_owned(), "kim-jong-un".to_owned())), "{found:?}");
    }
}
