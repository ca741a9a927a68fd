//! Where in an English sentence a mention stands: by its spelling, or by the engine's alignment.

use super::english::{Word, is_function_word, skeleton, words};
use crate::span::Span;
use crate::translate::{Atom, SoftAlignment};

/// A word belongs to a mention if at least so much of it comes from there.
const OWN: f32 = 0.4;
/// A function word is a misread part of a name if at least so much of it comes from there.
const MISREAD: f32 = 0.6;
/// A word between two of a mention's belongs to it as well if at least so much of it comes from there.
const BRIDGE: f32 = 0.15;
/// The stretch that is taken must hold at least this part of all that comes from the mention.
const MAJORITY: f32 = 0.6;

/// An English sentence cut into words, with the stretches that mentions have taken.
#[derive(Debug)]
pub struct Target<'t> {
    text: &'t str,
    words: Vec<Word>,
    taken: Vec<Span>,
}

impl<'t> Target<'t> {
    /// Cuts a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, words: words(text), taken: Vec::new() }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether no mention has taken a part of the stretch.
    pub fn is_free(&self, span: Span) -> bool {
        !self.taken.iter().any(|taken| taken.overlaps(span))
    }

    /// Notes that a mention has taken the stretch.
    pub fn take(&mut self, span: Span) {
        self.taken.push(span);
    }

    /// The free runs of whole words that are spelled like one of the skeletons, in order, the longer before the shorter.
    pub fn spelled(&self, skeletons: &[String]) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for first in 0..self.words.len() {
            let mut built = String::new();
            let mut best = None;
            for last in first..self.words.len() {
                if last > first && self.parted(last) {
                    break;
                }
                built.push_str(&self.words[last].folded);
                if skeletons.contains(&built) && !self.is_possessive(last) {
                    best = Some(Span::new(self.words[first].span.start, self.words[last].span.end));
                }
                if !skeletons.iter().any(|skeleton| skeleton.len() > built.len() && skeleton.starts_with(&built)) {
                    break;
                }
            }
            if let Some(span) = best
                && self.is_free(span)
                && found.last().is_none_or(|last| !last.overlaps(span))
            {
                found.push(span);
            }
        }
        found
    }

    /// The stretch that the alignment says comes from a span of the source. A function word is at the edge of it only if
    /// it is a misread part of a name, which titles and terms do not have.
    pub fn aligned(&self, alignment: &SoftAlignment, source: Span, name: bool) -> Option<Span> {
        let weights = self.weights(alignment, source);
        let own = |index: usize| {
            let enough = if self.is_function(index) { if name { MISREAD } else { f32::INFINITY } } else { OWN };
            weights[index] >= enough && !self.is_possessive(index) && self.is_free(self.words[index].span)
        };
        let mut best: Option<(f32, Span)> = None;
        let mut total = 0.0;
        let mut index = 0;
        while index < self.words.len() {
            if !own(index) {
                index += 1;
                continue;
            }
            let (first, mut last) = (index, index);
            let mut sum = weights[first];
            let mut next = first + 1;
            while next < self.words.len() && !self.parted(next) && self.is_free(self.words[next].span) {
                if own(next) {
                    sum += weights[next];
                    last = next;
                } else if !self.is_function(next) && weights[next] < BRIDGE {
                    break;
                }
                next += 1;
            }
            total += sum;
            let span = Span::new(self.words[first].span.start, self.words[last].span.end);
            if best.is_none_or(|(most, _)| sum > most) {
                best = Some((sum, span));
            }
            index = last + 1;
        }
        best.filter(|(sum, span)| *sum >= MAJORITY * total && self.is_free(*span)).map(|(_, span)| span)
    }

    /// How much of a stretch comes from a span of the source, from 0 to 1.
    pub fn weight(&self, alignment: &SoftAlignment, stretch: Span, source: Span) -> f32 {
        let tokens = alignment.tokens.iter().filter(|token| token.target.overlaps(stretch));
        let (count, sum) = tokens.fold((0.0_f32, 0.0), |(count, sum), token| (count + 1.0, sum + token.weight(source)));
        sum / count.max(1.0)
    }

    fn weights(&self, alignment: &SoftAlignment, source: Span) -> Vec<f32> {
        self.words.iter().map(|word| self.weight(alignment, word.span, source)).collect()
    }

    fn is_function(&self, index: usize) -> bool {
        is_function_word(&self.words[index].folded)
    }

    /// Whether a word is the s of "Kim's", which is no part of a form that ends there.
    fn is_possessive(&self, index: usize) -> bool {
        let word = &self.words[index];
        word.folded == "s" && self.text[..word.span.start].ends_with(['\'', '’'])
    }

    /// Whether more than a space, hyphen or apostrophe parts a word from the one before it.
    pub fn parted(&self, index: usize) -> bool {
        let gap = &self.text[self.words[index - 1].span.end..self.words[index].span.start];
        gap.chars()
            .any(|c| !(c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '‘' | 'ʼ' | '.' | '/' | '·')))
    }
}

/// The spellings under which an engine may have copied a mention's surface form: as it stands, and without a genitive -s.
pub fn copied(source: &str, atom: &Atom<'_>) -> Vec<String> {
    let whole = skeleton(atom.span.of(source));
    let stem = whole.strip_suffix('s').filter(|stem| atom.genitive && !stem.is_empty()).map(str::to_owned);
    [Some(whole), stem].into_iter().flatten().filter(|skeleton| !skeleton.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::SoftLink;

    #[test]
    fn spellings_are_found_as_whole_words() {
        let text = "Kim Jong-un met KIM JONG UN's aide; Kim Jong Unjong";
        let target = Target::new(text);
        let found: Vec<&str> = target.spelled(&["kimjongun".to_owned()]).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["Kim Jong-un", "KIM JONG UN"]);
    }

    #[test]
    fn the_longer_spelling_wins_and_a_comma_parts() {
        let text = "Minister of Fisheries, Minister";
        let target = Target::new(text);
        let skeletons = ["minister".to_owned(), "ministeroffisheries".to_owned(), "fisheriesminister".to_owned()];
        let found: Vec<&str> = target.spelled(&skeletons).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["Minister of Fisheries", "Minister"]);
    }

    #[test]
    fn an_aligned_stretch_is_bridged_and_trimmed() {
        let text = "He met the head of the office today";
        let link = |word: &str, from: usize, to: usize| {
            let at = text.find(word).expect("it is there");
            SoftLink { target: Span::new(at, at + word.len()), sources: vec![(Span::new(from, to), 0.9)] }
        };
        let tokens = vec![
            link("He", 0, 2),
            link("met", 3, 6),
            link("head", 10, 15),
            link("office", 15, 20),
            link("today", 25, 30),
        ];
        let alignment = SoftAlignment { text: text.to_owned(), tokens };
        let mut target = Target::new(text);
        let span = target.aligned(&alignment, Span::new(10, 20), false).expect("a stretch");
        assert_eq!(span.of(text), "head of the office");
        target.take(span);
        assert_eq!(target.aligned(&alignment, Span::new(10, 20), false), None);
    }
}
