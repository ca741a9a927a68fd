//! Hangul syllables and their letters.

/// First letters in Unicode order.
pub const INITIALS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];

/// A precomposed syllable taken apart: indices of initial (0–18), medial (0–20) and final (0 for none, 1–27).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}
