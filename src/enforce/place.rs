//! Enforcement of many sentences at once: each round puts all open sentences to the engine together, so that its threads
//! have work.

use super::Method;
use super::edit::replace;
use super::english::{capitalized, forms, is_noun_of, plural, skeleton};
use super::locate::{Target, copied};
use super::rewrite::{Rewritten, adopt, locate, rewrite};
use crate::glossary::EntryType;
use crate::glossary::entry::PartOfSpeech;
use crate::span::Span;
use crate::translate::{Atom, Draft, Engine, EngineError, Link, SoftAlignment, Source, Watch};

/// How much confidence is left in a sentence that was taken over from its second translation.
const ADOPTED: f32 = 0.7;
/// An occurrence of a form is a mention's if at least so much of it comes from there.
const TRACED: f32 = 0.25;

/// What became of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Enforced {
    /// The English.
    pub text: String,
    /// What became of each atom, in their order.
    pub placements: Vec<Placement>,
    /// Source words that the engine had no English for, as bytes of the source.
    pub untranslated: Vec<Span>,
    /// The engine's alignment, where the text is still the engine's.
    pub alignment: Vec<Link>,
    /// How far to trust the sentence, from 0 to 1.
    pub confidence: f32,
}

/// Where a mention's form stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Bytes of the English; `None` if it failed.
    pub target: Option<Span>,
    /// What the engine wrote there.
    pub wording: String,
    /// How it got there.
    pub method: Method,
}

/// A stretch of a draft that is a mention's.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Claim {
    span: Span,
    method: Method,
}

/// A sentence on its way.
struct Working<'s> {
    source: Source<'s>,
    draft: Draft,
    claims: Vec<Option<Claim>>,
    /// An alignment has been looked at.
    aligned: bool,
}

/// Asks on behalf of somebody who may want no more, and who has been told of these sentences once already.
struct Again<'w>(&'w dyn Watch);

impl Watch for Again<'_> {
    fn done(&self, _: usize) {}

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

/// Sees to it that each atom's form stands in the English of its sentence; one result for each source, in order. The watch is
/// asked whether to go on; progress is that of the first translation.
///
/// # Errors
/// If the engine cannot work when it is asked again, or the watch wants no more.
pub fn enforce(
    engine: &dyn Engine,
    sources: &[Source<'_>],
    drafts: Vec<Draft>,
    watch: &dyn Watch,
) -> Result<Vec<Enforced>, EngineError> {
    let watch = &Again(watch);
    let mut sentences: Vec<Working<'_>> =
        sources.iter().zip(drafts).map(|(source, draft)| Working::new(*source, draft)).collect();
    sentences.iter_mut().for_each(|sentence| sentence.claim(None));
    if !engine.carries_atoms() {
        align(engine, &mut sentences, watch)?;
        for round in 0..engine.retries() {
            again(engine, &mut sentences, round, Working::open, Working::settle, watch)?;
        }
        for round in 0..engine.retries() {
            again(engine, &mut sentences, round, Working::all_if_open, Working::take_over, watch)?;
        }
    }
    Ok(sentences.into_iter().map(Working::write).collect())
}

fn align(engine: &dyn Engine, sentences: &mut [Working<'_>], watch: &dyn Watch) -> Result<(), EngineError> {
    for sentence in sentences.iter_mut() {
        // Where nothing is open it is not needed, and it is large.
        let attention = sentence.draft.attention.take();
        sentence.claim_aligned(attention);
    }
    let unaligned = |sentence: &Working<'_>| !sentence.aligned && !sentence.open().is_empty();
    let open: Vec<usize> = (0..sentences.len()).filter(|&index| unaligned(&sentences[index])).collect();
    if open.is_empty() {
        return Ok(());
    }
    let sources: Vec<Source<'_>> = open.iter().map(|&index| sentences[index].source).collect();
    for (index, alignment) in open.into_iter().zip(engine.align(&sources, watch)?) {
        sentences[index].claim_aligned(alignment);
    }
    Ok(())
}

/// One round of translating open sentences again with other words in the stead of the atoms that `choose` names.
fn again<'s>(
    engine: &dyn Engine,
    sentences: &mut [Working<'s>],
    round: usize,
    choose: fn(&Working<'s>) -> Vec<usize>,
    settle: fn(&mut Working<'s>, &Rewritten, &str),
    watch: &dyn Watch,
) -> Result<(), EngineError> {
    let rewritten: Vec<(usize, Rewritten)> = sentences
        .iter()
        .enumerate()
        .filter_map(|(index, sentence)| {
            let chosen = choose(sentence);
            let open = !chosen.is_empty();
            open.then(|| rewrite(&sentence.source, &sentence.draft.text, &chosen, round))?.map(|text| (index, text))
        })
        .collect();
    if rewritten.is_empty() {
        return Ok(());
    }
    let sources: Vec<Source<'_>> =
        rewritten.iter().map(|(_, rewritten)| Source { text: &rewritten.text, atoms: &[] }).collect();
    let seconds = engine.translate_watched(&sources, watch)?;
    for ((index, rewritten), second) in rewritten.iter().zip(seconds) {
        settle(&mut sentences[*index], rewritten, &second.text);
    }
    Ok(())
}

impl<'s> Working<'s> {
    fn new(source: Source<'s>, draft: Draft) -> Self {
        let claims = (0..source.atoms.len()).map(|atom| carried(&source, &draft, atom)).collect();
        Self { source, draft, claims, aligned: false }
    }

    /// The atoms without a place.
    fn open(&self) -> Vec<usize> {
        (0..self.claims.len()).filter(|&index| self.claims[index].is_none()).collect()
    }

    /// All atoms if one has no place.
    fn all_if_open(&self) -> Vec<usize> {
        if self.open().is_empty() { Vec::new() } else { (0..self.claims.len()).collect() }
    }

    /// Claims what an alignment shows. One of another text says nothing about this one.
    fn claim_aligned(&mut self, alignment: Option<SoftAlignment>) {
        if let Some(alignment) = alignment.filter(|alignment| alignment.text == self.draft.text) {
            self.claim(Some(&alignment));
            self.aligned = true;
        }
    }

    /// Claims what the spelling shows, and with an alignment what it shows.
    fn claim(&mut self, alignment: Option<&SoftAlignment>) {
        let open = self.open();
        if open.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.draft.text);
        let mut target = Target::new(&text);
        self.claims.iter().flatten().for_each(|claim| target.take(claim.span));
        // The longest first, so that a form inside another one is not taken for itself.
        let atoms = self.source.atoms;
        let written: Vec<Vec<String>> =
            atoms.iter().map(|atom| forms(atom).iter().map(|form| skeleton(form)).collect()).collect();
        let copies: Vec<Vec<String>> = atoms.iter().map(|atom| copied(self.source.text, atom)).collect();
        for spellings in [&written, &copies] {
            let mut order = self.open();
            order.sort_by_key(|&index| std::cmp::Reverse(spellings[index].iter().map(String::len).max()));
            for index in order {
                if self.claims[index].is_some() {
                    continue;
                }
                let peers: Vec<usize> =
                    self.open().into_iter().filter(|&other| spellings[other] == spellings[index]).collect();
                let found = target.spelled(&spellings[index]);
                self.assign(&mut target, &peers, &found, alignment);
            }
        }
        if let Some(alignment) = alignment {
            let mut order = self.open();
            order.sort_by_key(|&index| std::cmp::Reverse(atoms[index].span.len()));
            for index in order {
                if let Some(span) = target.aligned(alignment, atoms[index].span, atoms[index].kind == EntryType::Person)
                {
                    target.take(span);
                    self.claims[index] = Some(self.verdict(&text, index, span));
                }
            }
        }
        self.draft.text = text;
    }

    /// Shares out the places of a spelling among the atoms that it can stand for. Without an alignment only if there are
    /// enough of them.
    fn assign(&mut self, target: &mut Target<'_>, peers: &[usize], found: &[Span], alignment: Option<&SoftAlignment>) {
        let mut pairs: Vec<(usize, Span)> = Vec::new();
        match alignment {
            Some(alignment) if found.len() != peers.len() => {
                let mut all: Vec<(f32, usize, Span)> = Vec::new();
                for &index in peers {
                    let source = self.source.atoms[index].span;
                    all.extend(found.iter().map(|span| (target.weight(alignment, *span, source), index, *span)));
                }
                all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
                for (weight, index, span) in all {
                    if weight >= TRACED && !pairs.iter().any(|(other, taken)| *other == index || *taken == span) {
                        pairs.push((index, span));
                    }
                }
            }
            _ if found.len() >= peers.len() => pairs.extend(peers.iter().copied().zip(found.iter().copied())),
            _ => {}
        }
        for (index, span) in pairs {
            target.take(span);
            self.claims[index] = Some(self.verdict(target.text(), index, span));
        }
    }

    /// Whether what stands in a place is right already.
    fn verdict(&self, text: &str, index: usize, span: Span) -> Claim {
        let written = span.of(text);
        let atom = &self.source.atoms[index];
        let right = forms(atom).iter().any(|form| written == form || written == capitalized(form));
        // English may say "North Korea's" where German has an adjective.
        let noun = atom.part_of_speech == PartOfSpeech::Adjective && is_noun_of(written, atom.english);
        let right = right || noun;
        Claim { span, method: if right { Method::AsIs } else { Method::Edited } }
    }

    /// Carries places over from a second translation.
    fn settle(&mut self, rewritten: &Rewritten, second: &str) {
        let mut target = Target::new(&self.draft.text);
        self.claims.iter().flatten().for_each(|claim| target.take(claim.span));
        for (index, span) in locate(rewritten, &target, second, self.source.atoms) {
            self.claims[index] = Some(Claim { span, method: Method::Placeholder });
        }
    }

    /// Takes a second translation over as a whole.
    fn take_over(&mut self, rewritten: &Rewritten, second: &str) {
        let Some(places) = adopt(rewritten, &Target::new(&self.draft.text), second) else { return };
        for (index, span) in places {
            self.claims[index] = Some(Claim { span, method: Method::Placeholder });
        }
        let confidence = self.draft.confidence.min(ADOPTED);
        self.draft = Draft { text: second.to_owned(), confidence, ..Draft::default() };
    }

    /// Writes the forms in their places, from the end to the start so that places before them stay.
    fn write(self) -> Enforced {
        let Self { source, draft, claims, .. } = self;
        let mut text = draft.text.clone();
        let mut placements: Vec<Placement> = claims
            .iter()
            .map(|claim| Placement {
                target: claim.map(|claim| claim.span),
                wording: claim.map_or(String::new(), |claim| claim.span.of(&draft.text).to_owned()),
                method: claim.map_or(Method::Failed, |claim| claim.method),
            })
            .collect();
        let mut order: Vec<(usize, Claim)> =
            claims.iter().enumerate().filter_map(|(index, claim)| Some((index, (*claim)?))).collect();
        order.sort_by_key(|(_, claim)| claim.span);
        for at in (0..order.len()).rev() {
            let (index, claim) = order[at];
            if !matches!(claim.method, Method::Edited | Method::Placeholder) {
                continue;
            }
            let floor = at.checked_sub(1).map_or(0, |before| order[before].1.span.end);
            let next = order.get(at + 1).and_then(|(index, _)| placements[*index].target);
            let ceiling = next.map_or(text.len(), |span| span.start);
            let before = text.len();
            let span = replace(&mut text, claim.span, &source.atoms[index], floor, ceiling);
            for (later, _) in &order[at + 1..] {
                let target = &mut placements[*later].target;
                *target =
                    target.map(|span| Span::new(span.start + text.len() - before, span.end + text.len() - before));
            }
            placements[index].target = Some(span);
        }
        let untouched = text == draft.text;
        Enforced {
            text,
            placements,
            untranslated: draft.untranslated,
            alignment: if untouched { draft.alignment } else { Vec::new() },
            confidence: draft.confidence,
        }
    }
}

/// The stretch of English in which the engine itself says that it carried an atom through, if the form stands there.
fn carried(source: &Source<'_>, draft: &Draft, atom: usize) -> Option<Claim> {
    let mut links = draft.alignment.iter().filter(|link| link.atom == Some(atom)).map(|link| link.target);
    let first = links.next()?;
    let span = links.fold(first, |span, next| Span::new(span.start.min(next.start), span.end.max(next.end)));
    let wording = draft.text.get(span.start..span.end)?;
    carries(wording, &source.atoms[atom]).then_some(Claim { span, method: Method::Rules })
}

/// Whether a wording is the canonical form in any case, or its plural ("vice ministers of …").
fn carries(wording: &str, atom: &Atom<'_>) -> bool {
    let wording = wording.strip_suffix("'s").or_else(|| wording.strip_suffix('\'')).unwrap_or(wording);
    let written = skeleton(wording);
    let plurals = [atom.english_plural.map(str::to_owned), Some(plural(atom.english))];
    written == skeleton(atom.english) || plurals.iter().flatten().any(|form| written == skeleton(form))
}

#[cfg(test)]
mod tests;
