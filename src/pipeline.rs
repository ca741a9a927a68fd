//! All six steps in a row. Front ends call this module and nothing below it needs to know the others.

use crate::enforce::{Rendering, enforce, rendered};
use crate::glossary::entry::Derivation;
use crate::glossary::{EntryType, Glossary};
use crate::matching::{Matcher, Matches, Mention, Unknown};
use crate::read::Document;
use crate::segment::segment;
use crate::span::Span;
use crate::translate::rules::{Rules, Trace};
use crate::translate::{Atom, Engine, EngineError, Source, Unwatched, Watch};

/// A document with its sentences and what was found in them.
#[derive(Debug)]
pub struct Annotated {
    /// The document.
    pub document: Document,
    /// Its sentences, as bytes of the document's text; joined they give the text.
    pub sentences: Vec<Span>,
    /// Mentions and unknown names.
    pub matches: Matches,
}

/// Reads nothing and writes nothing: segments a document and finds its mentions.
pub fn annotate(matcher: &Matcher<'_>, document: Document) -> Annotated {
    let sentences = segment(document.text());
    let matches = matcher.find(document.text(), &sentences);
    Annotated { document, sentences, matches }
}

/// Translates an annotated document and puts the canonical forms in.
///
/// # Errors
/// If the engine cannot work.
pub fn render(glossary: &Glossary, engine: &dyn Engine, annotated: &Annotated) -> Result<Rendering, EngineError> {
    render_watched(glossary, engine, annotated, &Unwatched)
}

/// The same, telling a [`Watch`] how far the engine has come.
///
/// # Errors
/// If the engine cannot work, or the watch wants no more.
pub fn render_watched(
    glossary: &Glossary,
    engine: &dyn Engine,
    annotated: &Annotated,
    watch: &dyn Watch,
) -> Result<Rendering, EngineError> {
    let text = annotated.document.text();
    let enforced = with_sources(glossary, annotated, |sources| {
        let drafts = engine.translate_watched(sources, watch)?;
        enforce(engine, sources, drafts, watch)
    })?;
    let sentences = annotated
        .sentences
        .iter()
        .zip(enforced)
        .map(|(sentence, mut enforced)| {
            let named = named(annotated, *sentence);
            let mut mentions = named.iter().map(|named| matches!(named, Named::Mention(_)));
            enforced.placements.retain(|_| mentions.next().unwrap_or(false));
            rendered(*sentence, trim(text, *sentence).start, enforced, annotated.matches.within(*sentence))
        })
        .collect();
    Ok(Rendering { sentences, unknown: annotated.matches.unknown.clone() })
}

/// Gives `use_them` the sentences of an annotated document as an engine gets them.
pub fn with_sources<R>(glossary: &Glossary, annotated: &Annotated, use_them: impl FnOnce(&[Source<'_>]) -> R) -> R {
    let text = annotated.document.text();
    let trimmed: Vec<Span> = annotated.sentences.iter().map(|sentence| trim(text, *sentence)).collect();
    let atoms: Vec<Vec<Atom<'_>>> = annotated
        .sentences
        .iter()
        .zip(&trimmed)
        .map(|(sentence, trimmed)| atoms(glossary, annotated, *sentence, trimmed.start))
        .collect();
    let sources: Vec<Source<'_>> =
        trimmed.iter().zip(&atoms).map(|(sentence, atoms)| Source { text: sentence.of(text), atoms }).collect();
    use_them(&sources)
}

/// How the embedded engine analyses each sentence of an annotated document.
pub fn explain(glossary: &Glossary, engine: &Rules, annotated: &Annotated) -> Vec<Trace> {
    with_sources(glossary, annotated, |sources| engine.explain(sources))
}

/// What an engine must carry through: mentions, and names without an entry, which stay as they are.
enum Named<'a> {
    Mention(&'a Mention),
    Unknown(&'a Unknown),
}

/// The mentions and unknown names of a sentence in the order of the text.
fn named(annotated: &Annotated, sentence: Span) -> Vec<Named<'_>> {
    let mut mentions = annotated.matches.within(sentence).iter().peekable();
    let mut named = Vec::new();
    let text = annotated.document.text();
    // A name over a line end is left to the engine, which puts it on one line.
    let whole = |unknown: &&Unknown| !unknown.span.of(text).contains(char::is_control);
    for unknown in annotated.matches.unknown_within(sentence).iter().filter(whole) {
        while let Some(mention) = mentions.next_if(|mention| mention.span.start < unknown.span.start) {
            named.push(Named::Mention(mention));
        }
        named.push(Named::Unknown(unknown));
    }
    named.extend(mentions.map(Named::Mention));
    named
}

fn atoms<'a>(glossary: &'a Glossary, annotated: &'a Annotated, sentence: Span, start: usize) -> Vec<Atom<'a>> {
    let text = annotated.document.text();
    let atom_of = |named| match named {
        Named::Mention(mention) => atom(glossary, start, mention),
        Named::Unknown(unknown) => Atom::noun(
            Span::new(unknown.span.start - start, unknown.span.end - start),
            unknown.span.of(text),
            EntryType::Person,
        ),
    };
    named(annotated, sentence).into_iter().map(atom_of).collect()
}

fn atom<'a>(glossary: &'a Glossary, start: usize, mention: &'a Mention) -> Atom<'a> {
    let entry = glossary.entry(mention.entry);
    let abbreviated = entry.abbreviation.en.as_deref() == Some(mention.english.as_str());
    Atom {
        span: Span::new(mention.span.start - start, mention.span.end - start),
        english: &mention.english,
        english_plural: entry.plural.as_deref(),
        kind: entry.kind,
        demonym: entry.derivation == Derivation::Demonym,
        part_of_speech: entry.part_of_speech,
        gender: mention.gender,
        plural: mention.plural,
        genitive: mention.genitive,
        article: entry.article && (!abbreviated || entry.canonical != mention.english),
    }
}

fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, (start + inner.trim().len()).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(german: &str) -> String {
        let glossary = Glossary::shared();
        let annotated = annotate(&Matcher::new(glossary), Document::plain("text", german.to_owned()));
        let rendering = render(glossary, &Rules::new(), &annotated).unwrap();
        rendering.sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn mentions_stand_where_english_has_them() {
        for (german, wanted) in [
            ("Der Ex-Außenminister Sergej Lawrow kam.", "Former Foreign Minister Sergei Lavrov came."),
            ("Partei-Generalsekretär Kim Jong Un kam.", "Party General Secretary Kim Jong Un came."),
            ("Die Noch-Präsidentin ging.", "The outgoing President went."),
            ("General a. D. Kim Yong-chol lachte.", "Retired General Kim Yong Chol laughed."),
            ("Der Vorsitzende Kim Jong Un lachte.", "Chairman Kim Jong Un laughed."),
            ("Die Vorsitzenden der Ausschüsse kamen.", "The Chairmen of the committees came."),
            ("Eine Rakete vom Typ Hwasong-18 flog.", "A missile of the Hwasong-18 type flew."),
            ("Sie verließen den Flughafen Sunan.", "They left the Sunan airport."),
            ("Die Schweizer Delegation traf Schweizer.", "The Swiss delegation met Swiss."),
            ("Der Vize-\nminister lachte über die Last\u{ad}\nwagen.", "The Deputy Minister laughed at the trucks."),
            (
                "Er traf einen Sprecher des Internationalen Komitees vom Roten Kreuz.",
                "He met a spokesman of the International Committee of the Red Cross.",
            ),
            ("Viele Deutsche trafen die Russen.", "Many Germans met the Russians."),
        ] {
            assert_eq!(english(german), wanted);
        }
    }
}
