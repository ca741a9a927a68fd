//! Korean personal names as KCNA writes them.
//!
//! Source: the DPRK's national system (UNGEGN E/CONF.94/INF.72), with the habits of KCNA's English service: breves
//! dropped, each syllable of the given name apart, its first consonant voiceless, no assimilation between syllables.

use super::forward::{Kind, System, romanize};

/// A personal name in Hangul as KCNA writes it; `None` if it is not all Hangul syllables.
///
/// ```
/// use umschrift::romanization::dprk::name;
/// assert_eq!(name("박정천").as_deref(), Some("Pak Jong Chon"));
/// assert_eq!(name("리선권").as_deref(), Some("Ri Son Gwon"));
/// ```
pub fn name(hangul: &str) -> Option<String> {
    romanize(hangul, System::Dprk, Kind::Name)
}
