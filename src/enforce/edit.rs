//! Puts a form into an English sentence and repairs what stands around it: case, articles, the possessive, doubled words.

use super::english::{capitalized, form_for, indefinite_article, is_determiner, is_function_word, opens_phrase, words};
use crate::glossary::EntryType;
use crate::glossary::entry::PartOfSpeech;
use crate::span::Span;
use crate::translate::Atom;

/// Puts an atom's form in the place of a stretch. Nothing before `floor` and nothing from `ceiling` on is touched, all of
/// them bytes of the text. Gives the form's new place.
pub fn replace(text: &mut String, stretch: Span, atom: &Atom<'_>, floor: usize, ceiling: usize) -> Span {
    let form = form_for(atom, stretch.of(text));
    let stretch = with_doubled_words(text, stretch, &form, floor, ceiling);
    let initial = !text[..stretch.start].contains(|c: char| c.is_alphanumeric());
    let form = if initial { capitalized(&form) } else { form };
    possessive(text, stretch, &form, atom.part_of_speech == PartOfSpeech::Adjective, ceiling);
    text.replace_range(stretch.start..stretch.end, &form);
    let start = article(text, stretch.start, &form, atom, floor);
    Span::new(start, start + form.len())
}

/// The stretch with the words before and after it that the form would double.
fn with_doubled_words(text: &str, stretch: Span, form: &str, floor: usize, ceiling: usize) -> Span {
    let of_form: Vec<String> = words(form).into_iter().map(|word| word.folded).collect();
    let before = words(&text[floor..stretch.start]);
    let after = words(&text[stretch.end..ceiling]);
    let spaced = |gap: &str| gap.chars().all(|c| c == ' ' || c == '-');
    let mut grown = stretch;
    for count in (1..of_form.len().min(before.len() + 1)).rev() {
        let last = &before[before.len() - count..];
        let same = last.iter().zip(&of_form).all(|(word, wanted)| word.folded == *wanted);
        if same && spaced(&text[floor + last[count - 1].span.end..stretch.start]) && !is_function_word(&last[0].folded)
        {
            grown.start = floor + last[0].span.start;
            break;
        }
    }
    for count in (1..of_form.len().min(after.len() + 1)).rev() {
        let first = &after[..count];
        let same = first.iter().zip(&of_form[of_form.len() - count..]).all(|(word, wanted)| word.folded == *wanted);
        if same && spaced(&text[stretch.end..stretch.end + first[0].span.start]) {
            grown.end = stretch.end + first[count - 1].span.end;
            break;
        }
    }
    grown
}

/// An adjective has no possessive. A bare apostrophe after the stretch belongs to a plural; after another form it needs its s, and the other way round.
fn possessive(text: &mut String, stretch: Span, form: &str, adjective: bool, ceiling: usize) {
    let after = &text[stretch.end..ceiling];
    if adjective && (after.starts_with("'s ") || after.starts_with("’s ")) {
        let end = stretch.end + after.find(' ').unwrap_or_default();
        text.replace_range(stretch.end..end, "");
        return;
    }
    let Some(mark) = after.chars().next().filter(|c| matches!(c, '\'' | '’')) else { return };
    let rest = &after[mark.len_utf8()..];
    let end = stretch.end + mark.len_utf8();
    let bare = !rest.starts_with(|c: char| c.is_alphanumeric());
    // A quotation's closing mark is no apostrophe: a possessive has a noun after it.
    if bare && rest.starts_with(' ') && stretch.of(text).ends_with('s') && !form.ends_with('s') {
        text.insert(end, 's');
    }
}

/// Repairs the article before a form that begins at `start`; gives where it begins then.
fn article(text: &mut String, start: usize, form: &str, atom: &Atom<'_>, floor: usize) -> usize {
    let before = &text[floor..start];
    let Some(gap) = before.strip_suffix(' ') else {
        if atom.article && before.is_empty() && start == 0 && !begins_with_article(form) {
            let bare = if form == capitalized(atom.english) { atom.english } else { form };
            text.replace_range(start..start + form.len(), &format!("The {bare}"));
            return start + "The ".len();
        }
        return start;
    };
    let word_start = gap
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + gap[at..].chars().next().map_or(1, char::len_utf8));
    let word = gap[word_start..].to_owned();
    let at = floor + word_start;
    match word.to_lowercase().as_str() {
        "a" | "an" => {
            let right = indefinite_article(form);
            let right = if word.starts_with('A') { capitalized(right) } else { right.to_owned() };
            text.replace_range(at..at + word.len(), &right);
            start + right.len() - word.len()
        }
        "the" if atom.kind == EntryType::Person && stands_alone(&text[start + form.len()..]) => {
            text.replace_range(at..start, "");
            if at == 0 {
                let capital = capitalized(&text[..form.len()]);
                text.replace_range(..form.len(), &capital);
            }
            at
        }
        lower if atom.article && opens_phrase(lower) && !is_determiner(lower) && !begins_with_article(form) => {
            text.insert_str(start, "the ");
            start + "the ".len()
        }
        _ => start,
    }
}

fn begins_with_article(form: &str) -> bool {
    form.to_lowercase().starts_with("the ")
}

/// Whether a name does not qualify what follows it ("the Kim regime").
fn stands_alone(after: &str) -> bool {
    let mut following = after.chars();
    match following.next() {
        Some(' ') => words(after).first().is_none_or(|word| is_function_word(&word.folded)),
        Some(c) => !matches!(c, '-' | '\'' | '’'),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atom(english: &str, kind: EntryType, article: bool) -> Atom<'_> {
        Atom { article, ..Atom::noun(Span::default(), english, kind) }
    }

    #[test]
    fn the_neighbourhood_is_repaired() {
        use EntryType::{Organization, Person, Term, Title};
        for (before, wording, english, kind, article, after) in [
            ("He met a fishing minister.", "fishing minister", "Ambassador", Title, false, "He met an Ambassador."),
            ("An aide came.", "aide", "Vice Minister", Title, false, "A Vice Minister came."),
            (
                "The ministers of fish met.",
                "ministers of fish",
                "Minister of Fisheries",
                Title,
                false,
                "The Ministers of Fisheries met.",
            ),
            (
                "Foreign minister Pak spoke.",
                "Foreign minister",
                "Foreign Minister",
                Title,
                false,
                "Foreign Minister Pak spoke.",
            ),
            (
                "Chairman of the party spoke.",
                "party",
                "Workers' Party of Korea",
                Organization,
                true,
                "Chairman of the Workers' Party of Korea spoke.",
            ),
            (
                "The work of labor party grew.",
                "labor party",
                "Workers' Party of Korea",
                Organization,
                true,
                "The work of the Workers' Party of Korea grew.",
            ),
            (
                "The labor party of Korea grew.",
                "labor party",
                "Workers' Party of Korea",
                Organization,
                true,
                "The Workers' Party of Korea grew.",
            ),
            (
                "Labor party grew.",
                "Labor party",
                "Workers' Party of Korea",
                Organization,
                true,
                "The Workers' Party of Korea grew.",
            ),
            (
                "The ministers' talks began.",
                "ministers",
                "delegation",
                Organization,
                false,
                "The delegation's talks began.",
            ),
            ("They met the Kim Jong-un.", "Kim Jong-un", "Kim Jong Un", Person, false, "They met Kim Jong Un."),
            ("Leader Kim Jong-un's aide.", "Kim Jong-un", "Kim Jong Un", Person, false, "Leader Kim Jong Un's aide."),
            ("Kim Chong-un came.", "Chong-un", "Kim Jong Un", Person, false, "Kim Jong Un came."),
            ("rocket was launched", "rocket", "satellite", Term, false, "Satellite was launched"),
        ] {
            let mut text = before.to_owned();
            let at = text.find(wording).expect("the wording is there");
            let ceiling = text.len();
            let span = replace(&mut text, Span::new(at, at + wording.len()), &atom(english, kind, article), 0, ceiling);
            assert_eq!(text, after);
            let written = span.of(&text);
            assert!(written.to_lowercase().starts_with(&english.to_lowercase()[..4]), "{written}");
        }
    }
}
