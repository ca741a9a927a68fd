//! Hangul syllables and their letters.

use unicode_normalization::UnicodeNormalization;

/// First letters in Unicode order.
pub const INITIALS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];

/// Vowels in Unicode order.
pub const MEDIALS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ', 'ㅟ', 'ㅠ', 'ㅡ',
    'ㅢ', 'ㅣ',
];

/// Last letters in Unicode order; the first stands for none.
pub const FINALS: [char; 28] = [
    '-', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ',
    'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// Number of precomposed syllables.
pub const SYLLABLES: usize = 11_172;

/// Index of ㅇ among the initials, which has no sound of its own.
pub const SILENT: u8 = 11;
/// Index of ㄹ among the initials.
pub const RIEUL: u8 = 5;
/// Index of ㄴ among the initials.
pub const NIEUN: u8 = 2;

/// A precomposed syllable taken apart: indices of initial (0–18), medial (0–20) and final (0 for none, 1–27).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Syllable {
    /// Index of the initial.
    pub initial: u8,
    /// Index of the medial.
    pub medial: u8,
    /// Index of the final; 0 is none.
    pub coda: u8,
}

impl Syllable {
    /// Takes a precomposed syllable (U+AC00–U+D7A3) apart; other characters give `None`.
    pub fn of(c: char) -> Option<Self> {
        let index = (c as u32).checked_sub(0xAC00).filter(|index| *index < 11_172)?;
        Some(Self { initial: (index / 588) as u8, medial: (index % 588 / 28) as u8, coda: (index % 28) as u8 })
    }

    /// Its place among all syllables, below [`SYLLABLES`].
    pub const fn index(self) -> usize {
        (self.initial as usize * 21 + self.medial as usize) * 28 + self.coda as usize
    }

    /// The precomposed character.
    pub fn char(self) -> char {
        char::from_u32(0xAC00 + self.index() as u32).unwrap_or('\u{fffd}')
    }

    /// The syllable as the South writes it at the beginning of a word: ㄹ falls away before i and y and else becomes ㄴ,
    /// ㄴ falls away before i and y (*dueum beopchik*, Hangul orthography of 1988, §§ 10–12).
    pub fn southern(self) -> Self {
        let palatal = matches!(self.medial, 2 | 3 | 6 | 7 | 12 | 17 | 20);
        let initial = match self.initial {
            RIEUL | NIEUN if palatal => SILENT,
            RIEUL => NIEUN,
            other => other,
        };
        Self { initial, ..self }
    }
}

/// The text with its Hangul in precomposed syllables: conjoining jamo (NFD), compatibility and halfwidth jamo in the order
/// of a syllable are put together; zero-width characters fall away. Lone and archaic jamo stay as they are.
pub fn compose(text: &str) -> String {
    if text.chars().all(|c| c.is_ascii() || Syllable::of(c).is_some()) {
        return text.to_owned();
    }
    let invisible = |c: &char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    let plain: Vec<char> = text.chars().filter(|c| !invisible(c)).flat_map(compatibility).nfc().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < plain.len() {
        let letter = |at: usize, table: &[char]| plain.get(at).and_then(|c| table.iter().position(|t| t == c));
        match (letter(at, &INITIALS), letter(at + 1, &MEDIALS)) {
            (Some(initial), Some(medial)) => {
                at += 2;
                // A consonant before another vowel begins the next syllable.
                let coda = letter(at, &FINALS[1..])
                    .filter(|_| letter(at, &INITIALS).is_none() || letter(at + 1, &MEDIALS).is_none());
                at += usize::from(coda.is_some());
                let coda = coda.map_or(0, |coda| coda as u8 + 1);
                out.push(Syllable { initial: initial as u8, medial: medial as u8, coda }.char());
            }
            _ => {
                out.push(plain[at]);
                at += 1;
            }
        }
    }
    out
}

/// Halfwidth jamo as compatibility jamo; all else unchanged.
fn compatibility(c: char) -> impl Iterator<Item = char> {
    let halfwidth = matches!(c, '\u{ffa0}'..='\u{ffdc}');
    let mut buffer = [c; 4];
    let mut length = 1;
    if halfwidth {
        length = 0;
        unicode_normalization::char::decompose_compatible(c, |part| {
            if length < buffer.len() {
                // The decomposition is a conjoining jamo; its place in the block gives the compatibility letter.
                buffer[length] = match part as u32 {
                    code @ 0x1100..=0x1112 => INITIALS[(code - 0x1100) as usize],
                    code @ 0x1161..=0x1175 => MEDIALS[(code - 0x1161) as usize],
                    code @ 0x11a8..=0x11c2 => FINALS[(code - 0x11a7) as usize],
                    _ => part,
                };
                length += 1;
            }
        });
    }
    buffer.into_iter().take(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_come_apart_and_together() {
        for c in ('\u{ac00}'..='\u{d7a3}').step_by(37) {
            assert_eq!(Syllable::of(c).map(Syllable::char), Some(c));
        }
        assert_eq!(Syllable::of('ㄱ'), None);
    }

    #[test]
    fn jamo_of_all_kinds_are_composed() {
        for text in ["김정은", "ㄱㅣㅁㅈㅓㅇㅇㅡㄴ", "\u{1100}\u{1175}\u{11b7}정은", "ﾡￜﾱ정은", "김\u{200b}정은"]
        {
            assert_eq!(compose(text), "김정은", "{text:?}");
        }
        assert_eq!(compose("ㅋㅋ a"), "ㅋㅋ a");
    }

    #[test]
    fn the_south_drops_initial_r_and_n() {
        let south = |c| Syllable::of(c).map(|syllable| syllable.southern().char());
        assert_eq!(south('리'), Some('이'));
        assert_eq!(south('로'), Some('노'));
        assert_eq!(south('녀'), Some('여'));
        assert_eq!(south('김'), Some('김'));
    }
}
