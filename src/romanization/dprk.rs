//! Korean personal names as KCNA writes them.
//!
//! Source: the DPRK's national system (UNGEGN E/CONF.94/INF.72), with the habits of KCNA's English service: breves
//! dropped, each syllable of the given name apart, its first consonant voiceless, no assimilation between syllables.

use super::hangul::Syllable;

const INITIAL: [&str; 19] =
    ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "kh", "th", "ph", "h"];
const MEDIAL: [&str; 21] = [
    "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui",
    "i",
];
const CODA: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
];

/// Family names of two syllables.
pub const COMPOUND_SURNAMES: [&str; 9] = ["남궁", "선우", "황보", "제갈", "독고", "사공", "서문", "동방", "망절"];

/// A personal name in Hangul as KCNA writes it; `None` if it is not all Hangul syllables.
///
/// ```
/// use umschrift::romanization::dprk::name;
/// assert_eq!(name("박정천").as_deref(), Some("Pak Jong Chon"));
/// assert_eq!(name("리선권").as_deref(), Some("Ri Son Gwon"));
/// ```
pub fn name(hangul: &str) -> Option<String> {
    let syllables: Vec<Syllable> =
        hangul.chars().filter(|c| !c.is_whitespace()).map(Syllable::of).collect::<Option<_>>()?;
    let surname =
        if syllables.len() > 2 && COMPOUND_SURNAMES.iter().any(|name| hangul.starts_with(name)) { 2 } else { 1 };
    let mut out = String::new();
    for (at, syllable) in syllables.iter().enumerate() {
        let voiced = at > surname && voices(syllables[at - 1]);
        let text = format!(
            "{}{}{}",
            initial(*syllable, voiced),
            MEDIAL[syllable.medial as usize],
            CODA[syllable.coda as usize]
        );
        if at > 0 && !(surname == 2 && at == 1) {
            out.push(' ');
            out.extend(text[..1].to_uppercase().chars());
            out.push_str(&text[1..]);
        } else if at == 0 {
            out.extend(text[..1].to_uppercase().chars());
            out.push_str(&text[1..]);
        } else {
            out.push_str(&text);
        }
    }
    Some(out)
}

/// Whether the end of a syllable voices the consonant after it: a vowel, ㄴ, ㅁ, ㅇ or ㄹ.
fn voices(before: Syllable) -> bool {
    matches!(CODA[before.coda as usize], "" | "n" | "m" | "ng" | "l")
}

fn initial(syllable: Syllable, voiced: bool) -> &'static str {
    match (INITIAL[syllable.initial as usize], voiced) {
        ("k", true) => "g",
        ("t", true) => "d",
        ("p", true) => "b",
        (plain, _) => plain,
    }
}
