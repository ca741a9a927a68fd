//! Readings of names and of mentions.

use super::{Meaning, Reading, Tag};
use crate::glossary::EntryType;
use crate::glossary::entry::{Gender, PartOfSpeech};
use crate::translate::Atom;
use crate::translate::rules::lexicon::agreement;
use crate::translate::rules::lexicon::entry::{Case, Cells, Column, Degree, Ending, Form};

/// Readings of an unknown name.
pub fn name_readings(text: &str) -> Vec<Reading> {
    let base = Cells(!Cells::case(Case::Genitive).0);
    let mut readings = vec![Reading::new(Tag::Name, Form::Noun(base), base, Meaning::Unknown)];
    if let Some(stem) = text.strip_suffix(['s', '’', '\'']) {
        let genitive = Cells::case(Case::Genitive);
        if stem.len() > 2 {
            readings.push(Reading::new(Tag::Name, Form::Noun(genitive), genitive, Meaning::Unknown));
        }
    }
    readings
}

pub(super) fn atom_readings(index: usize, atom: &Atom<'_>, text: &str) -> Vec<Reading> {
    let meaning = Meaning::Atom(index);
    match atom.part_of_speech {
        PartOfSpeech::Adjective => {
            let ending = Ending::ALL
                .iter()
                .find(|(_, letters)| text.ends_with(letters) && !atom.english.ends_with(text))
                .map_or(Ending::None, |(ending, _)| *ending);
            let attributive = ending != Ending::None || text.ends_with("er");
            let tag = if attributive { Tag::Attributive } else { Tag::Predicative };
            return vec![Reading::new(
                tag,
                Form::Adjective(ending, Degree::Positive),
                agreement::loose_cells(ending),
                meaning,
            )];
        }
        PartOfSpeech::Phrase => return vec![Reading::new(Tag::Noun, Form::Plain, Cells::ALL, meaning)],
        PartOfSpeech::Noun
            if (atom.kind == EntryType::Title || atom.demonym) && atom.gender.is_none() && !atom.plural =>
        {
            // Vorsitzender, die Vorsitzende: a noun that is declined like an adjective.
            let mut endings = Ending::ALL.iter().filter(|(_, letters)| text.ends_with(letters));
            if let Some((ending, _)) = endings.next() {
                let form = Form::Adjective(*ending, Degree::Positive);
                return vec![Reading::new(Tag::Noun, form, agreement::loose_cells(*ending), meaning)];
            }
        }
        PartOfSpeech::Noun | PartOfSpeech::Verb | PartOfSpeech::Adverb => {}
    }
    let column = match atom.gender {
        Some(Gender::Masculine) => Cells::column(Column::Masculine),
        Some(Gender::Feminine) => Cells::column(Column::Feminine),
        Some(Gender::Neuter) => Cells::column(Column::Neuter),
        Some(Gender::Plural) => Cells::column(Column::Plural),
        None => Cells::ALL,
    };
    let name = matches!(atom.kind, EntryType::Person | EntryType::Place);
    let columns = if atom.plural {
        Cells::column(Column::Plural)
    } else if name {
        column
    } else {
        column.or(Cells::column(Column::Plural))
    };
    let genitive = Cells::case(Case::Genitive);
    let cells = if atom.genitive {
        columns.and(genitive)
    } else {
        let unmarked = Cells::column(Column::Feminine).or(Cells::column(Column::Plural));
        columns.and(Cells(!genitive.0).or(unmarked))
    };
    let cells = if cells.is_empty() { genitive } else { cells };
    let tag = if name || (atom.kind == EntryType::Organization && !atom.article) { Tag::Name } else { Tag::Noun };
    let mut readings = vec![Reading::new(tag, Form::Noun(cells), cells, meaning.clone())];
    if matches!(atom.kind, EntryType::Place | EntryType::Term) && text.ends_with("er") && !text.contains(' ') {
        // die Berliner Polizei, die Schweizer Delegation: undeclined before a noun.
        readings.push(Reading::new(Tag::Attributive, Form::Plain, Cells::ALL, meaning));
    }
    readings
}
