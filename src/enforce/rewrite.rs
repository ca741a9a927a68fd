//! Source rewriting: the sentence is translated again with something in a mention's stead that models carry through, and
//! where it comes out, there the mention belongs.
//!
//! The second translation serves to find the place; the words that are written stay those of the first one. Only where
//! the two differ so much that the place cannot be carried over is the second one taken as a whole, with the canonical
//! forms in the carriers' places.

use std::sync::LazyLock;

use serde::Deserialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::english::{is_function_word, skeleton};
use super::locate::Target;
use crate::glossary::EntryType;
use crate::span::Span;
use crate::translate::{Atom, Source};

/// A word before and after a carrier must be found in the first translation within so many words.
const REACH: usize = 2;
/// A stretch of the first translation that a carrier points at is at most so many words longer than the form.
const SURPLUS: usize = 4;
/// Of the words of both translations this part must be alike for a place to be carried over.
const ALIKE_TO_LOCATE: f32 = 0.6;
/// And this one for the second translation to stand for the first.
const ALIKE_TO_ADOPT: f32 = 0.4;

static CARRIERS: LazyLock<Carriers> =
    LazyLock::new(|| toml::from_str(include_str!("carriers.toml")).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Carriers {
    person: Vec<String>,
    place: Vec<String>,
    organization: Vec<String>,
    title: Vec<String>,
    term: Vec<String>,
}

impl Carriers {
    fn of(&self, kind: EntryType) -> &[String] {
        match kind {
            EntryType::Person => &self.person,
            EntryType::Place => &self.place,
            EntryType::Organization => &self.organization,
            EntryType::Title => &self.title,
            EntryType::Term => &self.term,
        }
    }
}

/// A source text with other words in the stead of some mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// Which atoms were replaced, each with its carrier.
    pub carriers: Vec<(usize, String)>,
}

/// Rewrites a sentence for a round; `None` if it offers nothing to try. A carrier is a word that occurs neither in the
/// source nor in its first translation, so whatever looks like one there cannot be taken for it. In the first round the
/// carriers are the canonical forms themselves.
pub fn rewrite(source: &Source<'_>, draft: &str, atoms: &[usize], round: usize) -> Option<Rewritten> {
    let taken = skeleton(source.text) + " " + &skeleton(draft);
    let mut carriers: Vec<(usize, String)> = Vec::new();
    for &index in atoms {
        let atom = &source.atoms[index];
        let carrier = if round == 0 {
            atom.english.to_owned()
        } else {
            let list = CARRIERS.of(atom.kind);
            let order = (0..list.len()).map(|step| &list[(round - 1 + step) % list.len()]);
            let unused =
                |word: &&String| !taken.contains(&skeleton(word)) && !carriers.iter().any(|(_, used)| used == *word);
            order.into_iter().find(unused)?.clone()
        };
        carriers.push((index, carrier));
    }
    let mut text = String::with_capacity(source.text.len());
    let mut at = 0;
    for (index, carrier) in &carriers {
        let span = source.atoms[*index].span;
        text.push_str(&source.text[at..span.start]);
        text.push_str(carrier);
        if source.atoms[*index].genitive {
            text.push_str(genitive_ending(carrier));
        }
        at = span.end;
    }
    text.push_str(&source.text[at..]);
    (text != source.text).then_some(Rewritten { text, carriers })
}

/// What German adds to a name in the genitive: Duden, *Die Grammatik*, on the inflection of names.
fn genitive_ending(name: &str) -> &'static str {
    if name.ends_with(['s', 'x', 'z']) { "'" } else { "s" }
}

/// The places of the carriers in a second translation, one for each, or `None` if one is lost or doubled.
fn places(rewritten: &Rewritten, second: &Target<'_>) -> Option<Vec<Span>> {
    let mut places = Vec::new();
    for (number, (_, carrier)) in rewritten.carriers.iter().enumerate() {
        let spelled = second.spelled(&[skeleton(carrier)]);
        let alike: Vec<usize> =
            (0..rewritten.carriers.len()).filter(|other| rewritten.carriers[*other].1 == *carrier).collect();
        if spelled.len() != alike.len() {
            return None;
        }
        places.push(spelled[alike.iter().position(|other| *other == number)?]);
    }
    Some(places)
}

/// Carries the places of the carriers over to the first translation: for each atom the stretch that it is to replace.
/// Nothing is said of an atom whose neighbours differ.
pub fn locate(rewritten: &Rewritten, first: &Target<'_>, second: &str, atoms: &[Atom<'_>]) -> Vec<(usize, Span)> {
    let second = Target::new(second);
    let Some(places) = places(rewritten, &second) else { return Vec::new() };
    let pairs = pairs(first, &second, &places);
    if alike(first, &second, &pairs, &places) < ALIKE_TO_LOCATE {
        return Vec::new();
    }
    let mut found: Vec<(usize, Span)> = Vec::new();
    for ((index, _), place) in rewritten.carriers.iter().zip(&places) {
        let span = stretch(first, &second, &pairs, *place, &atoms[*index]);
        if let Some(span) =
            span.filter(|span| first.is_free(*span) && !found.iter().any(|(_, taken)| taken.overlaps(*span)))
        {
            found.push((*index, span));
        }
    }
    found
}

/// The places of the carriers in the second translation, if it is near enough to the first to stand for it.
pub fn adopt(rewritten: &Rewritten, first: &Target<'_>, second: &str) -> Option<Vec<(usize, Span)>> {
    let second = Target::new(second);
    let places = places(rewritten, &second)?;
    let pairs = pairs(first, &second, &places);
    let near = alike(first, &second, &pairs, &places) >= ALIKE_TO_ADOPT;
    near.then(|| rewritten.carriers.iter().map(|(index, _)| *index).zip(places).collect())
}

/// Words that both translations share, in order, as pairs of indices; those inside a carrier are shared by nothing.
fn pairs(first: &Target<'_>, second: &Target<'_>, places: &[Span]) -> Vec<(usize, usize)> {
    let left: Vec<&str> = first.words().iter().map(|word| word.folded.as_str()).collect();
    let inside = |span: Span| places.iter().any(|place| place.contains(span));
    let right: Vec<&str> =
        second.words().iter().map(|word| if inside(word.span) { "\u{0}" } else { word.folded.as_str() }).collect();
    let mut pairs = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &left, &right) {
        if let DiffOp::Equal { old_index, new_index, len } = operation {
            pairs.extend((0..len).map(|step| (old_index + step, new_index + step)));
        }
    }
    pairs
}

/// Which part of the words of both translations is shared, the carriers left out of the account.
fn alike(first: &Target<'_>, second: &Target<'_>, pairs: &[(usize, usize)], places: &[Span]) -> f32 {
    let carried = second.words().iter().filter(|word| places.iter().any(|place| place.contains(word.span))).count();
    let all = first.words().len() + second.words().len() - carried;
    if all == 0 { 1.0 } else { (2 * pairs.len()) as f32 / all.saturating_sub(carried).max(2 * pairs.len()) as f32 }
}

/// What stands in the first translation between the neighbours that the place has in the second.
fn stretch(
    first: &Target<'_>,
    second: &Target<'_>,
    pairs: &[(usize, usize)],
    place: Span,
    atom: &Atom<'_>,
) -> Option<Span> {
    let words = second.words();
    let begin = words.partition_point(|word| word.span.end <= place.start);
    let end = words.partition_point(|word| word.span.start < place.end);
    let left = (begin.saturating_sub(REACH)..begin)
        .rev()
        .find_map(|index| pairs.iter().find(|pair| pair.1 == index))
        .map(|pair| pair.0 + 1)
        .or((begin < REACH).then_some(0))?;
    let right = (end..(end + REACH).min(words.len()))
        .find_map(|index| pairs.iter().find(|pair| pair.1 == index))
        .map(|pair| pair.0)
        .or((end + REACH > words.len()).then_some(first.words().len()))?;
    let mut inner = first.words().get(left..right)?;
    while let [word, rest @ ..] = inner {
        if !is_function_word(&word.folded) {
            break;
        }
        inner = rest;
    }
    while let [rest @ .., word] = inner {
        if !is_function_word(&word.folded) {
            break;
        }
        inner = rest;
    }
    let most = atom.english.split(' ').count() + SURPLUS;
    match inner {
        [] => None,
        [.., last] if inner.len() <= most => Some(Span::new(inner[0].span.start, last.span.end)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atom(text: &str, surface: &str, english: &'static str, kind: EntryType) -> Atom<'static> {
        let at = text.find(surface).expect("the surface form is in the text");
        Atom::noun(Span::new(at, at + surface.len()), english, kind)
    }

    #[test]
    fn every_kind_has_enough_carriers() {
        let carriers: Carriers = toml::from_str(include_str!("carriers.toml")).expect("the table is valid");
        for kind in [EntryType::Person, EntryType::Place, EntryType::Organization, EntryType::Title, EntryType::Term] {
            assert!(carriers.of(kind).len() >= 6, "{kind:?}");
        }
    }

    #[test]
    fn a_place_is_carried_over() {
        let text = "Gestern traf Pak Tschong den Boten.";
        let atoms = [atom(text, "Pak Tschong", "Pak Jong", EntryType::Person)];
        let source = Source { text, atoms: &atoms };
        let draft = "Yesterday, Pack Chung met the messenger.";
        let rewritten = rewrite(&source, draft, &[0], 1).expect("a carrier");
        assert_eq!(rewritten.text, "Gestern traf Robert Miller den Boten.");
        let first = Target::new(draft);
        let found = locate(&rewritten, &first, "Yesterday, Robert Miller met the messenger.", &atoms);
        assert_eq!(found.iter().map(|(_, span)| span.of(draft)).collect::<Vec<_>>(), ["Pack Chung"]);
        assert!(locate(&rewritten, &first, "Something else was said by Robert Miller here.", &atoms).is_empty());
        assert!(locate(&rewritten, &first, "Yesterday, Miller met the messenger.", &atoms).is_empty());
    }

    #[test]
    fn a_genitive_stays_one() {
        let text = "Paks Schwester kam.";
        let atoms = [Atom { genitive: true, ..atom(text, "Paks", "Pak Jong", EntryType::Person) }];
        let rewritten = rewrite(&Source { text, atoms: &atoms }, "", &[0], 0).expect("the form itself");
        assert_eq!(rewritten.text, "Pak Jongs Schwester kam.");
    }

    #[test]
    fn a_carrier_that_the_text_knows_is_not_used() {
        let text = "Robert Miller traf Pak.";
        let atoms = [atom(text, "Pak", "Pak Jong", EntryType::Person)];
        let rewritten = rewrite(&Source { text, atoms: &atoms }, "", &[0], 1).expect("a carrier");
        assert_eq!(rewritten.carriers[0].1, "Peter Brown");
    }
}
