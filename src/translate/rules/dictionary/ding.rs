//! Reads the Ding format of bilingual word lists: UTF-8 text, one article a line,
//! `Wort {f}; Wort2 {m} [label] (gloss) | Wörter {pl} :: word; word2 [Br.] | words`, `#` for comments.
//!
//! Both sides have the same number of columns between ` | `; a column holds synonyms between `;`. Braces carry grammar,
//! square brackets labels of region, register and subject, round brackets a gloss, angle brackets other spellings.
//! Source of the format: the word list of TU Chemnitz, <https://dict.tu-chemnitz.de>.

/// One expression of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term<'a> {
    /// The words alone, single spaces between them.
    pub text: String,
    /// What stood in braces: `f`, `pl`, `vt`, `dealt; dealt`.
    pub grammar: Vec<&'a str>,
    /// What stood in square brackets: `Br.`, `techn.`
    pub labels: Vec<&'a str>,
    /// Something stood in round brackets.
    pub glossed: bool,
    /// Brackets cut through a word, as in `Wort(e)`: the text stands for two words.
    pub cut: bool,
}

impl Term<'_> {
    /// Whether a grammar mark was given.
    pub fn is(&self, mark: &str) -> bool {
        self.grammar.contains(&mark)
    }
}

/// An article: columns of synonyms, the same number on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article<'a> {
    /// German.
    pub german: Vec<Vec<Term<'a>>>,
    /// English.
    pub english: Vec<Vec<Term<'a>>>,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// The sides are not told apart.
    #[error("no \" :: \" stands between German and English: write \"Wort {{n}} :: word\"")]
    NoSides,
    /// The sides differ in their columns.
    #[error("{german} columns of German and {english} of English: give each \" | \" its counterpart")]
    Columns {
        /// Number on the German side.
        german: usize,
        /// Number on the English side.
        english: usize,
    },
    /// A bracket is not closed, or closed without being opened.
    #[error("the bracket \"{0}\" has no partner: close it")]
    Bracket(char),
    /// A side says nothing.
    #[error("the {0} side is empty: write a word on it")]
    Empty(&'static str),
}

/// Reads a line; `None` for comments and empty lines.
///
/// # Errors
/// What is wrong with the line. Articles whose columns differ are read as far as both sides go by [`lenient`].
pub fn strict(line: &str) -> Result<Option<Article<'_>>, LineError> {
    let Some((german, english)) = sides(line)? else { return Ok(None) };
    for (name, side) in [("German", german), ("English", english)] {
        if side.trim().is_empty() {
            return Err(LineError::Empty(name));
        }
        balanced(side)?;
    }
    let article = Article { german: columns(german), english: columns(english) };
    if article.german.len() != article.english.len() {
        return Err(LineError::Columns { german: article.german.len(), english: article.english.len() });
    }
    Ok(Some(article))
}

/// Reads what can be read of a line.
pub fn lenient(line: &str) -> Option<Article<'_>> {
    let (german, english) = sides(line).ok()??;
    Some(Article { german: columns(german), english: columns(english) })
}

fn sides(line: &str) -> Result<Option<(&str, &str)>, LineError> {
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    line.split_once("::").map(Some).ok_or(LineError::NoSides)
}

fn balanced(side: &str) -> Result<(), LineError> {
    let mut open = Vec::new();
    for letter in side.chars() {
        match (letter, partner(letter)) {
            (_, Some(closing)) => open.push((letter, closing)),
            (')' | ']' | '}', None) if open.pop().is_none_or(|(_, closing)| closing != letter) => {
                return Err(LineError::Bracket(letter));
            }
            _ => {}
        }
    }
    open.pop().map_or(Ok(()), |(letter, _)| Err(LineError::Bracket(letter)))
}

/// The closing partner of an opening bracket. Angle brackets are also signs of comparison and count only while a term is read.
fn partner(letter: char) -> Option<char> {
    match letter {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

fn columns(side: &str) -> Vec<Vec<Term<'_>>> {
    side.split(" | ").map(|column| synonyms(column).map(term).collect()).collect()
}

/// The parts of a column between semicolons outside brackets.
fn synonyms(column: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    column.split(move |letter| {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ';' && depth == 0
    })
}

fn term(text: &str) -> Term<'_> {
    let mut term = Term::default();
    let mut rest = text;
    let mut words = String::new();
    while let Some(at) = rest.find(['(', '[', '{', '<']) {
        words.push_str(&rest[..at]);
        let opening = rest[at..].chars().next().unwrap_or('(');
        let closing = partner(opening).unwrap_or('>');
        let Some(length) = closed(&rest[at..], opening, closing) else {
            term.cut = true;
            rest = "";
            break;
        };
        let inner = rest[at + 1..at + length].trim();
        let after = &rest[at + length + 1..];
        match opening {
            '{' => term.grammar.push(inner),
            '[' => term.labels.push(inner),
            '(' => {
                term.glossed = true;
                term.cut |= words.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
            }
            _ => {}
        }
        words.push(' ');
        rest = after;
    }
    words.push_str(rest);
    term.text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    term
}

/// Where the bracket that opens a text is closed, in bytes.
fn closed(text: &str, opening: char, closing: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        if letter == opening {
            depth += 1;
        } else if letter == closing {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_synonyms_and_marks_come_apart() {
        let line = "Segelschule {f}; Seglerschule {f} (am Meer; am See) [sport] | Segelschulen {pl} :: sailing school [Br.] <sailingschool> | sailing schools";
        let article = strict(line).unwrap().unwrap();
        assert_eq!(article.german.len(), 2);
        let second = &article.german[0][1];
        assert_eq!((second.text.as_str(), second.glossed, second.cut), ("Seglerschule", true, false));
        assert_eq!((second.grammar.as_slice(), second.labels.as_slice()), (&["f"][..], &["sport"][..]));
        assert_eq!(article.english[0][0].text, "sailing school");
        assert_eq!(article.english[0][0].labels, ["Br."]);
    }

    #[test]
    fn words_that_brackets_cut_are_marked() {
        assert!(lenient("Wort(e) {n} :: word(s)").unwrap().german[0][0].cut);
        assert!(!lenient("(schönes) Wort {n} :: word").unwrap().german[0][0].cut);
    }

    #[test]
    fn each_fault_is_named() {
        for (line, fault) in [
            ("Wort {n} word", LineError::NoSides),
            ("Wort {n} | Worte {pl} :: word", LineError::Columns { german: 2, english: 1 }),
            ("Wort {n :: word", LineError::Bracket('{')),
            ("Wort {n)} :: word", LineError::Bracket(')')),
            ("Wort {n} :: ", LineError::Empty("English")),
        ] {
            assert_eq!(strict(line), Err(fault), "{line}");
        }
        for line in ["", "  ", "# Wort"] {
            assert_eq!(strict(line), Ok(None));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_too_strange(line in "[a-zäß :;|(){}<>\\[\\]]{0,60}") {
            let _ = strict(&line);
            let _ = lenient(&line);
        }
    }
}
