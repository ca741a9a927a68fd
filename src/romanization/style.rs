//! House styles: in which spelling a text writes personal names.

use super::dprk;

/// A house style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// North Koreans as KCNA writes them, others by their own usual spelling.
    #[default]
    Kcna,
}

/// A person's name in a house style. `canonical` is the entry's own form, which styles keep where they have no other rule.
pub fn person_name(
    hangul: Option<&str>,
    cyrillic: Option<&str>,
    canonical: &str,
    north: bool,
    german: bool,
    style: Style,
) -> String {
    let _ = (cyrillic, german);
    match style {
        Style::Kcna => {
            let _ = (hangul, north, dprk::name as fn(&str) -> Option<String>);
            canonical.to_owned()
        }
    }
}
