//! Articles of a word list → lines of the lexicon's own format.
//!
//! Every headword that the shipped lexicon lacks becomes one entry for each part of speech, with the equivalent that news
//! most likely means: the one that costs least by labels, place among its synonyms and length. What the list leaves out
//! (genitive, gender of compounds, semantic class) follows from rules and from the shipped lexicon's heads.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::generation::british::american;
use super::super::lexicon::Layer;
use super::super::lexicon::entry::{Class, Ending, Form, Word};
use super::super::lexicon::parse::DataFile;
use super::ding::{self, Term};

use super::verbs::Verbs;

static LABELS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    rows(include_str!("labels.tsv")).filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?))).collect()
});
static PLURALS: LazyLock<Vec<[&str; 4]>> =
    LazyLock::new(|| rows(include_str!("plurals.tsv")).filter_map(|row| row.try_into().ok()).collect());
static WEAK: LazyLock<Vec<&str>> =
    LazyLock::new(|| rows(include_str!("weak.tsv")).filter_map(|row| row.first().copied()).collect());

/// Cost of a label that the table does not list: a special subject.
const SPECIAL: u32 = 3;
/// Longer equivalents are explanations.
const LONGEST: usize = 4;

pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

/// Turns a word list into data files of the lexicon, leaving out what the shipped layer has.
pub fn convert(text: &str, shipped: &'static Layer) -> Vec<DataFile> {
    let mut collected = Collected { shipped, chosen: HashMap::new(), order: Vec::new() };
    let mut verbs = Verbs::new(shipped);
    for line in text.lines() {
        let Some(mut article) = ding::lenient(line) else { continue };
        for column in &mut article.german {
            spread_grammar(column);
        }
        let columns = article.german.iter().zip(&article.english).enumerate();
        for (index, (german, english)) in columns {
            collected.nouns(&article.german, index, german, english);
            collected.others(german, english);
        }
        verbs.add(&article);
    }
    let mut files = collected.files();
    files.push(DataFile { name: "verbs-dictionary.tsv".to_owned(), text: verbs.lines() });
    files
}

/// In "schön; hübsch {adj}" the mark counts for both words; nouns each have their own.
fn spread_grammar(column: &mut [Term<'_>]) {
    const SHARED: [&str; 6] = ["adj", "adv", "vt", "vi", "vr", "v"];
    let mut mark: Option<&str> = None;
    for term in column.iter_mut().rev() {
        match term.grammar.iter().find(|mark| SHARED.contains(mark)) {
            Some(own) => mark = Some(own),
            None if term.grammar.is_empty() => term.grammar.extend(mark),
            None => mark = None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Noun,
    Adjective,
    Adverb,
    Phrase,
}

struct Collected {
    shipped: &'static Layer,
    /// Cost and line of the best entry of each headword.
    chosen: HashMap<(Kind, String), (u32, String)>,
    order: Vec<(Kind, String)>,
}

impl Collected {
    fn offer(&mut self, kind: Kind, lemma: &str, cost: u32, line: impl FnOnce() -> String) {
        let key = (kind, lemma.to_owned());
        match self.chosen.get_mut(&key) {
            Some((known, kept)) => {
                if cost < *known {
                    (*known, *kept) = (cost, line());
                }
            }
            None => {
                self.chosen.insert(key.clone(), (cost, line()));
                self.order.push(key);
            }
        }
    }

    fn nouns(&mut self, columns: &[Vec<Term<'_>>], index: usize, german: &[Term<'_>], english: &[Term<'_>]) {
        let human = german.iter().any(|term| term.is("f") && term.text.ends_with("in"))
            && german.iter().any(|term| term.is("m"));
        for (position, term) in german.iter().enumerate() {
            let Some(gender) = gender(term).filter(|_| is_noun(term) && !self.shipped.contains(&term.text)) else {
                continue;
            };
            let lemma = term.text.as_str();
            // A plural beside its singular is a form and no headword.
            if gender == "pl" && index > 0 || self.is_derived(lemma, gender) {
                continue;
            }
            let Some((cost, equivalent)) = best(english, nominal) else { continue };
            // "Facebook :: facebooking": the word itself is the better English.
            if equivalent.len() > lemma.len() && equivalent.to_lowercase().starts_with(&lemma.to_lowercase()) {
                continue;
            }
            let cost = cost + headword_cost(term, position) + if index > 0 { 6 } else { 0 };
            let class = self.class(lemma).unwrap_or(if human { "human" } else { "thing" });
            let plural = (gender != "pl")
                .then(|| listed_plural(columns, index, german, position).or_else(|| regular_plural(lemma, gender)))
                .flatten();
            self.offer(Kind::Noun, lemma, cost, || {
                let plural = plural.as_deref().unwrap_or("-");
                let genitive = genitive(lemma, gender, plural);
                let traits = if gender == "pl" { "/pl" } else { "" };
                format!("{lemma}\t{gender}\t{genitive}\t{plural}\t{class}\t{equivalent}{traits}")
            });
        }
    }

    fn others(&mut self, german: &[Term<'_>], english: &[Term<'_>]) {
        for (position, term) in german.iter().enumerate() {
            let lemma = term.text.as_str();
            let kind = if term.is("adj") && is_word(lemma) {
                Kind::Adjective
            } else if term.is("adv") && is_word(lemma) {
                Kind::Adverb
            } else if term.is("adv") && self.is_idiom(lemma) {
                Kind::Phrase
            } else {
                continue;
            };
            if term.cut || !clean(lemma) || lemma.chars().count() < 3 || self.shipped.contains(lemma) {
                continue;
            }
            let Some((cost, equivalent)) = best(english, plain) else { continue };
            self.offer(kind, lemma, cost + headword_cost(term, position), || match kind {
                Kind::Adverb => format!("{lemma}\tmanner\t{equivalent}"),
                Kind::Phrase => format!("{lemma}\tadv\t{equivalent}"),
                _ => format!("{lemma}\t-\t{equivalent}"),
            });
        }
    }

    /// Whether the shipped lexicon has what the noun is made of by rule: the masculine of Lehrerin, the adjective of Zweite.
    /// The rule's English agrees with that of the base word, a dictionary's (schoolmistress) does not.
    fn is_derived(&self, lemma: &str, gender: &str) -> bool {
        let noun = |word: &str| self.shipped.contains(word);
        let plain = |word: &str| word.replace('Ä', "A").replace('ä', "a").replace('ö', "o").replace('ü', "u");
        let feminine = lemma.strip_suffix("in").filter(|stem| gender == "f" && stem.chars().count() > 2);
        if feminine.is_some_and(|stem| noun(stem) || noun(&format!("{stem}e")) || noun(&plain(stem))) {
            return true;
        }
        let mut letters = lemma.chars();
        let adjective = letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>());
        adjective.is_some_and(|adjective| {
            self.shipped.postings(&adjective, 0).iter().any(|posting| {
                matches!(posting.form, Form::Adjective(ending, _) if ending != Ending::None) && lemma.ends_with('e')
            })
        })
    }

    /// Whether several words may mean something of their own: "im Griff". What does not begin with a preposition (ganz anders,
    /// nicht richtig) or has an article (an der Oberfläche) is rather what its words say, and the grammar puts that better
    /// into its sentence.
    fn is_idiom(&self, phrase: &str) -> bool {
        let has_tag = |word: &str, wanted: fn(&str) -> bool| {
            self.shipped.postings(word, 0).iter().any(|posting| {
                let word = self.shipped.lexeme(posting.lexeme).map(|lexeme| &lexeme.word);
                matches!(word, Some(Word::Function { tag, .. }) if wanted(tag))
            })
        };
        let mut words = phrase.split(' ');
        words.next().is_some_and(|first| has_tag(first, |tag| tag.starts_with("prep")))
            && words.next().is_some_and(|next| !has_tag(next, |tag| matches!(tag, "art" | "ein" | "pron" | "refl")))
    }

    /// The class of the longest head that the shipped lexicon has.
    fn class(&self, lemma: &str) -> Option<&'static str> {
        for (at, _) in lemma.char_indices().skip(1) {
            if lemma.len() - at < 3 {
                break;
            }
            let mut letters = lemma[at..].chars();
            let head: String = letters.next()?.to_uppercase().chain(letters).collect();
            for posting in self.shipped.postings(&head, 0) {
                if let Some(Word::Noun { class, .. }) = self.shipped.lexeme(posting.lexeme).map(|lexeme| &lexeme.word) {
                    return Some(class_name(*class));
                }
            }
        }
        None
    }

    fn files(self) -> Vec<DataFile> {
        let kinds = [
            (Kind::Noun, "nouns-dictionary.tsv"),
            (Kind::Adjective, "adjectives-dictionary.tsv"),
            (Kind::Adverb, "adverbs-dictionary.tsv"),
            (Kind::Phrase, "phrases-dictionary.tsv"),
        ];
        let adjective = |lemma: &str| self.chosen.contains_key(&(Kind::Adjective, lemma.to_owned()));
        kinds
            .into_iter()
            .map(|(kind, name)| {
                let mut text = String::new();
                for key in self.order.iter().filter(|(of, _)| *of == kind) {
                    // An adjective serves as an adverb by itself.
                    if kind == Kind::Adverb && adjective(&key.1) {
                        continue;
                    }
                    if let Some((_, line)) = self.chosen.get(key) {
                        text.push_str(line);
                        text.push('\n');
                    }
                }
                DataFile { name: name.to_owned(), text }
            })
            .collect()
    }
}

fn class_name(class: Class) -> &'static str {
    Class::NAMES.iter().find(|(_, known)| *known == class).map_or("thing", |(name, _)| name)
}

fn gender(term: &Term<'_>) -> Option<&'static str> {
    term.grammar.iter().find_map(|mark| match *mark {
        "m" => Some("m"),
        "f" => Some("f"),
        "n" => Some("n"),
        "pl" => Some("pl"),
        "m,n" | "n,m" => Some("mn"),
        "f,n" | "n,f" => Some("fn"),
        // der and die: a noun that is declined like an adjective.
        "m,f" | "f,m" => Some(if term.text.ends_with('e') { "a" } else { "mf" }),
        _ => None,
    })
}

fn is_noun(term: &Term<'_>) -> bool {
    let text = term.text.as_str();
    !term.cut
        && text.starts_with(char::is_uppercase)
        && text.chars().count() > 2
        && text.chars().any(char::is_lowercase)
        && text.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
        && !text.ends_with('-')
}

fn is_word(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphabetic() || letter == '-') && !text.starts_with('-') && !text.ends_with('-')
}

/// Only letters, spaces and hyphens: nothing to fill in, no alternatives.
fn clean(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-'))
}

/// Cost of labels.
pub(super) fn labels(term: &Term<'_>) -> u32 {
    term.labels.iter().map(|label| label_cost(label)).sum()
}

fn label_cost(label: &str) -> u32 {
    label.split(['/', ',']).map(|label| LABELS.get(label.trim()).copied().unwrap_or(SPECIAL)).min().unwrap_or(0)
}

/// Cost of taking an article for the meaning of one of its headwords.
pub(super) fn headword_cost(term: &Term<'_>, position: usize) -> u32 {
    labels(term) + 2 * (position.min(3) as u32) + u32::from(term.glossed)
}

/// The cheapest equivalent that `read` accepts, with its cost: the first, the shortest among equals.
pub(super) fn best(english: &[Term<'_>], read: impl Fn(&str) -> Option<String>) -> Option<(u32, String)> {
    let costed = english.iter().enumerate().filter(|(_, term)| !term.cut).filter_map(|(position, term)| {
        let text = read(&term.text)?;
        let words = text.split(' ').count() as u32;
        Some((4 * labels(term) + 2 * position.min(3) as u32 + words, text))
    });
    costed.min_by_key(|(cost, text)| (*cost, text.len())).map(|(cost, text)| (cost, american(&text)))
}

/// English that the lexicon's format can hold and that says one thing.
fn plain(text: &str) -> Option<String> {
    let fits = !text.is_empty()
        && text.split(' ').count() <= LONGEST
        && text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '\'' | '’' | ','))
        && !text.starts_with("to ");
    fits.then(|| text.replace('’', "'"))
}

fn nominal(text: &str) -> Option<String> {
    let bare = ["the ", "a ", "an "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
    plain(bare).filter(|text| !text.contains(','))
}

/// The plural that the article's next column of plurals gives for a noun of an earlier one.
fn listed_plural(columns: &[Vec<Term<'_>>], index: usize, german: &[Term<'_>], position: usize) -> Option<String> {
    let plurals = columns.get(index + 1)?;
    if !plurals.iter().all(|term| term.is("pl")) {
        return None;
    }
    let lemma = german.get(position)?.text.as_str();
    let like = |plural: &&Term<'_>| !plural.cut && !plural.text.contains(' ') && is_plural_of(&plural.text, lemma);
    let paired = plurals.get(position).filter(|_| plurals.len() == german.len()).filter(like);
    paired.or_else(|| plurals.iter().find(like)).map(|term| term.text.clone())
}

/// Whether a word can be the plural of another: the same but for umlauts and the last few letters.
fn is_plural_of(plural: &str, lemma: &str) -> bool {
    let folded = |text: &str| -> Vec<char> {
        let fold = |letter: char| match letter {
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            other => other,
        };
        text.to_lowercase().chars().map(fold).collect()
    };
    let (plural, lemma) = (folded(plural), folded(lemma));
    let same = plural.iter().zip(&lemma).take_while(|(one, other)| one == other).count();
    same + 2 >= lemma.len() && plural.len() <= same + 4
}

fn regular_plural(lemma: &str, gender: &str) -> Option<String> {
    let rule = PLURALS.iter().find(|[suffix, of, ..]| *of == gender && lemma.ends_with(suffix))?;
    let [_, _, cut, added] = rule;
    Some(format!("{}{added}", lemma.strip_suffix(cut)?))
}

fn genitive(lemma: &str, gender: &str, plural: &str) -> String {
    match gender.chars().next() {
        Some('f') => lemma.to_owned(),
        Some('m' | 'n') if gender != "mf" => {
            let weak = gender == "m"
                && (plural == format!("{lemma}n") || plural == format!("{lemma}en"))
                && WEAK.iter().any(|suffix| lemma.ends_with(suffix));
            if weak {
                plural.to_owned()
            } else if lemma.ends_with("us") || lemma.ends_with("os") {
                lemma.to_owned()
            } else if lemma.ends_with(['s', 'ß', 'z', 'x']) {
                format!("{lemma}es")
            } else {
                format!("{lemma}s")
            }
        }
        _ => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;

    fn converted(text: &str) -> String {
        let files = convert(text, Lexicon::shipped_layer());
        files.into_iter().map(|file| file.text).collect::<Vec<_>>().join("")
    }

    #[test]
    fn articles_become_entries() {
        for (article, line) in [
            (
                "Quastenweber {m}; Quastenweberin {f} | Quastenweber {pl}; Quastenweberinnen {pl} :: tassel weaver | tassel weavers",
                "Quastenweber\tm\tQuastenwebers\tQuastenweber\thuman\ttassel weaver",
            ),
            (
                "Schlürfgraf {m} | Schlürfgrafen {pl} :: slurping count | counts",
                "Schlürfgraf\tm\tSchlürfgrafen\tSchlürfgrafen\thuman\tslurping count",
            ),
            (
                "Zwirbelung {f} :: whirling [Br.]; twirling [Am.]",
                "Zwirbelung\tf\tZwirbelung\tZwirbelungen\tthing\ttwirling",
            ),
            ("Knubbelbühne {f} :: lumpy theatre", "Knubbelbühne\tf\tKnubbelbühne\tKnubbelbühnen\tplace\tlumpy theater"),
            ("knorzig; knubbig {adj} :: gnarly [slang]; knobbly", "knorzig\t-\tknobbly"),
            ("im Schweinsgalopp {adv} :: at a trot", "im Schweinsgalopp\tadv\tat a trot"),
        ] {
            let text = converted(article);
            assert!(text.lines().any(|found| found == line), "{article}:\n{text}");
        }
    }

    #[test]
    fn the_cheapest_of_several_articles_is_taken() {
        let text = converted("Knubbel {m} [bot.] :: tuber\nKnubbel {m} :: lump\nKnubbel {m} [ugs.] :: bump");
        assert_eq!(text, "Knubbel\tm\tKnubbels\t-\tthing\tlump\n");
    }

    #[test]
    fn what_the_shipped_lexicon_has_is_left_out() {
        assert_eq!(converted("Haus {n} | Häuser {pl} :: shack | shacks"), "");
        for derived in ["Lehrerin {f} :: schoolmistress", "Kollegin {f} :: workmate", "Zweite {m,f} :: runner-up"] {
            assert_eq!(converted(derived), "", "{derived}");
        }
        assert_eq!(converted("Zwirbelbuch {n} :: zwirbelbuching"), "");
        for literal in ["ganz knorzig {adv} :: variously", "an der Knubbel {adv} :: superficially"] {
            assert_eq!(converted(literal), "", "{literal}");
        }
    }

    #[test]
    fn tables_are_sound() {
        assert!(rows(include_str!("labels.tsv")).all(|row| row.len() == 2 && row[1].parse::<u32>().is_ok()));
        assert!(rows(include_str!("plurals.tsv")).all(|row| row.len() == 4), "tabs at the end of a line count");
    }
}
