//! Acronyms written out at their first use: "the Korean Central News Agency (KCNA)", if the style asks for it.
//!
//! It is done on the finished rendering, so it holds for every engine. What English style guides agree on: the name is
//! written out where a reader meets its acronym for the first time, with the acronym in parentheses behind it (in brackets
//! where parentheses are open already: *Chicago Manual of Style*, 6.101 of the 17th edition), and after that the acronym
//! alone stands. A name that the text has written in full before its acronym is not written out again, and neither is an
//! acronym inside a compound ("UN-Resolution", "UN-led"), where no name in full can stand.

use std::collections::BTreeSet;

use super::edit::replace;
use super::english::{plural, skeleton, words};
use super::{Method, RenderedMention, RenderedSentence, Rendering};
use crate::glossary::{Entry, EntryId, Glossary};
use crate::matching::MentionKind;
use crate::span::Span;
use crate::translate::Atom;

/// Writes out each acronym of a document where it stands for the first time.
pub fn expand_acronyms(glossary: &Glossary, rendering: &mut Rendering) {
    let mut introduced: BTreeSet<EntryId> = BTreeSet::new();
    for sentence in &mut rendering.sentences {
        let mut order: Vec<usize> = (0..sentence.mentions.len()).collect();
        order.sort_by_key(|&index| sentence.mentions[index].target);
        for index in order {
            let rendered = &sentence.mentions[index];
            let (id, Some(target)) = (rendered.mention.entry, rendered.target) else { continue };
            let entry = glossary.entry(id);
            let full = entry.english_for(rendered.mention.country);
            let Some(short) = entry.abbreviation.en.as_deref().filter(|short| *short != full) else { continue };
            if rendered.mention.english != short {
                introduced.insert(id);
            } else if rendered.mention.kind != MentionKind::Compound
                && !introduced.contains(&id)
                && stands_alone(&sentence.text, target)
            {
                expand(sentence, index, entry, full, short);
                introduced.insert(id);
            }
        }
    }
}

/// Whether a stretch is no part of a longer word.
fn stands_alone(text: &str, stretch: Span) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '‑' | '/');
    !text[..stretch.start].ends_with(joins) && !text[stretch.end..].starts_with(joins)
}

fn expand(sentence: &mut RenderedSentence, index: usize, entry: &Entry, full: &str, short: &str) {
    let RenderedMention { mention, target: Some(stretch), .. } = &sentence.mentions[index] else { return };
    let targets = || sentence.mentions.iter().filter_map(|other| other.target);
    let floor = targets().map(|other| other.end).filter(|end| *end <= stretch.start).max().unwrap_or(0);
    let ceiling = targets().map(|other| other.start).filter(|start| *start >= stretch.end).min();
    let ceiling = ceiling.unwrap_or(sentence.text.len());

    let written = stretch.of(&sentence.text);
    let is_plural = mention.plural || skeleton(written) == skeleton(&plural(short));
    let name = match (is_plural, &entry.plural) {
        (false, _) => full.to_owned(),
        (true, Some(plural)) => plural.clone(),
        (true, None) => plural(full),
    };
    let short = if is_plural { plural(short) } else { short.to_owned() };
    let possessive = ["'s", "’s"].into_iter().find(|mark| sentence.text[stretch.end..ceiling].starts_with(mark));
    let inside =
        sentence.text[..stretch.start].matches('(').count() > sentence.text[..stretch.start].matches(')').count();
    let (open, close) = if inside { ('[', ']') } else { ('(', ')') };
    let form = format!("{name}{} {open}{short}{close}", possessive.map_or("", |mark| of_name(&name, mark)));
    let start = stretch.start - described(&sentence.text[floor..stretch.start], full);
    let stretch = Span::new(start, stretch.end + possessive.map_or(0, str::len));
    let atom = Atom {
        english_plural: Some(&form),
        plural: is_plural,
        article: entry.article && !is_plural,
        ..Atom::noun(Span::default(), &form, entry.kind)
    };
    let before = sentence.text.len();
    let place = replace(&mut sentence.text, stretch, &atom, floor, ceiling);
    let moved = |at: usize| at + sentence.text.len() - before;
    for other in sentence.mentions.iter_mut().filter_map(|other| other.target.as_mut()) {
        if other.start >= stretch.end {
            *other = Span::new(moved(other.start), moved(other.end));
        }
    }
    let rendered = &mut sentence.mentions[index];
    rendered.target = Some(place);
    rendered.expanded = true;
    if matches!(rendered.method, Method::AsIs | Method::Rules) {
        rendered.method = Method::Edited;
    }
    // The engine's tokens stand elsewhere now.
    sentence.alignment.clear();
}

/// The possessive mark for a name: a plural has no s after it.
fn of_name<'m>(name: &str, mark: &'m str) -> &'m str {
    if name.ends_with('s') { mark.trim_end_matches('s') } else { mark }
}

/// Bytes at the end of a text that say what the name says again: "the news agency " before "Korean Central News Agency".
fn described(before: &str, full: &str) -> usize {
    let (before_words, name) = (words(before), words(full));
    let alike = before_words.iter().rev().zip(name.iter().skip(1).rev());
    let count = alike.take_while(|(word, of_name)| word.folded == of_name.folded).count();
    let Some(first) = count.checked_sub(1).map(|last| &before_words[before_words.len() - 1 - last]) else { return 0 };
    let apart = before[before_words[before_words.len() - 1].span.end..].chars().any(|c| c != ' ');
    if apart { 0 } else { before.len() - first.span.start }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Mention;

    /// Sentences, each with its mentions: what is written, the entry, and whether the German had it in a compound.
    type Case<'c> = (&'c str, &'c [(&'c str, &'c str, bool)]);

    fn rendering(glossary: &Glossary, cases: &[Case<'_>]) -> Rendering {
        let sentence = |(text, mentions): &Case<'_>| {
            let mut at = 0;
            let mention = |(written, id, compound): &(&str, &str, bool)| {
                let start = at + text[at..].find(written).expect("it is written there");
                at = start + written.len();
                let entry = glossary.id(id).expect("the entry is shipped");
                let short = glossary.entry(entry).abbreviation.en.clone().filter(|short| written.starts_with(short));
                let mention = Mention {
                    span: Span::default(),
                    entry,
                    kind: if *compound { MentionKind::Compound } else { MentionKind::Acronym },
                    confidence: 1.0,
                    evidence: Vec::new(),
                    english: short.unwrap_or_else(|| (*written).to_owned()),
                    country: None,
                    gender: None,
                    genitive: false,
                    plural: false,
                };
                RenderedMention {
                    mention,
                    target: Some(Span::new(start, at)),
                    engine_wording: (*written).to_owned(),
                    method: Method::AsIs,
                    expanded: false,
                }
            };
            RenderedSentence {
                source: Span::default(),
                text: (*text).to_owned(),
                mentions: mentions.iter().map(mention).collect(),
                untranslated: Vec::new(),
                alignment: Vec::new(),
                confidence: 1.0,
            }
        };
        Rendering { sentences: cases.iter().map(sentence).collect(), unknown: Vec::new() }
    }

    #[test]
    fn an_acronym_is_expanded_where_it_stands_first() {
        let glossary = Glossary::shared();
        let cases: &[(&[Case<'_>], &[&str])] = &[
            (
                &[
                    ("According to the KCNA, he came.", &[("KCNA", "kcna", false)]),
                    ("The KCNA and the IAEA said so.", &[("KCNA", "kcna", false), ("IAEA", "iaea", false)]),
                ],
                &[
                    "According to the Korean Central News Agency (KCNA), he came.",
                    "The KCNA and the International Atomic Energy Agency (IAEA) said so.",
                ],
            ),
            // The article, where the engine took the acronym for a name.
            (
                &[("KCNA reported it.", &[("KCNA", "kcna", false)])],
                &["The Korean Central News Agency (KCNA) reported it."],
            ),
            (
                &[("He told KCNA of WPK plans.", &[("KCNA", "kcna", false), ("WPK", "wpk", false)])],
                &["He told Korean Central News Agency (KCNA) of the Workers' Party of Korea (WPK) plans."],
            ),
            // What stands before the acronym is part of the name.
            (
                &[("The state news agency KCNA said so.", &[("KCNA", "kcna", false)])],
                &["The state Korean Central News Agency (KCNA) said so."],
            ),
            (
                &[("In the news agency, KCNA said so.", &[("KCNA", "kcna", false)])],
                &["In the news agency, Korean Central News Agency (KCNA) said so."],
            ),
            // Possessives, plurals, indefinite articles, parentheses.
            (
                &[("The KCNA's report is out.", &[("KCNA", "kcna", false)])],
                &["The Korean Central News Agency's (KCNA) report is out."],
            ),
            (
                &[("Two ICBMs flew.", &[("ICBMs", "icbm", false)])],
                &["Two intercontinental ballistic missiles (ICBMs) flew."],
            ),
            (
                &[("It is an SLBM.", &[("SLBM", "slbm", false)])],
                &["It is a submarine-launched ballistic missile (SLBM)."],
            ),
            (
                &[("He came (so the KCNA) alone.", &[("KCNA", "kcna", false)])],
                &["He came (so the Korean Central News Agency [KCNA]) alone."],
            ),
            // The name in full has introduced it.
            (
                &[
                    (
                        "The Korean Central News Agency (KCNA) reports it.",
                        &[("Korean Central News Agency", "kcna", false), ("KCNA", "kcna", false)],
                    ),
                    ("The KCNA reports more.", &[("KCNA", "kcna", false)]),
                ],
                &["The Korean Central News Agency (KCNA) reports it.", "The KCNA reports more."],
            ),
            // Inside compounds no name can stand; the next use is the first that can be written out.
            (
                &[
                    ("A KCNA report says so.", &[("KCNA", "kcna", true)]),
                    ("A KCNA-like report says so.", &[("KCNA", "kcna", false)]),
                    ("He read the KCNA.", &[("KCNA", "kcna", false)]),
                ],
                &[
                    "A KCNA report says so.",
                    "A KCNA-like report says so.",
                    "He read the Korean Central News Agency (KCNA).",
                ],
            ),
        ];
        for (before, after) in cases {
            let mut rendering = rendering(glossary, before);
            expand_acronyms(glossary, &mut rendering);
            let written: Vec<&str> = rendering.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
            assert_eq!(&written, after);
            for sentence in &rendering.sentences {
                for mention in &sentence.mentions {
                    let written = mention.target.expect("it has a place").of(&sentence.text);
                    assert!(written.contains(&mention.mention.english), "{written}");
                    assert_eq!(mention.expanded, written.ends_with([')', ']']), "{written}");
                    assert_eq!(mention.method == Method::Edited, mention.expanded, "{written}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_acronym_or_has_failed_stays() {
        let glossary = Glossary::shared();
        let mut lost = rendering(glossary, &[("The KCNA reports.", &[("KCNA", "kcna", false)])]);
        lost.sentences[0].mentions[0].target = None;
        let before = lost.clone();
        expand_acronyms(glossary, &mut lost);
        assert_eq!(lost, before);
        let mut person = rendering(glossary, &[("Kim Jong Un came.", &[("Kim Jong Un", "kim-jong-un", false)])]);
        let before = person.clone();
        expand_acronyms(glossary, &mut person);
        assert_eq!(person, before);
    }
}
