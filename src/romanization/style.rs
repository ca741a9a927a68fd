//! House styles: in which spelling a text writes personal names.

use super::russian::{Language, german_name};
use super::{Kind, System, romanize};

/// A house style. South Koreans keep the spelling they use themselves, unless the style is a system of romanization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// North Koreans as KCNA writes them.
    #[default]
    Kcna,
    /// All Koreans in Revised Romanization.
    Revised,
    /// All Koreans in McCune-Reischauer with its marks.
    McCuneReischauer,
    /// Associated Press: North Koreans as KCNA writes them, everybody else in the usual English spelling, also in German.
    Ap,
    /// German papers that hyphenate: "Kim Jong-un".
    German,
}

/// What a style needs to know of a person.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// The canonical form.
    pub canonical: &'a str,
    /// The name in Hangul.
    pub hangul: Option<&'a str>,
    /// The name in Cyrillic, given name first.
    pub cyrillic: Option<&'a str>,
    /// The Cyrillic is Ukrainian.
    pub ukrainian: bool,
    /// The form of German texts, where it is declared.
    pub german: Option<&'a str>,
    /// The person is North Korean.
    pub north: bool,
    /// The canonical form does not follow from the Hangul ("Kim Il Sung").
    pub irregular: bool,
}

impl Name<'_> {
    /// The name as a text in this style writes it: one form for a person. German texts write the declared German form, or
    /// transcribe Cyrillic the German way.
    pub fn written(&self, style: Style, german: bool) -> String {
        let canonical = || self.canonical.to_owned();
        let system =
            |system| self.hangul.and_then(|hangul| romanize(hangul, system, Kind::Name)).unwrap_or_else(canonical);
        match (style, self.hangul, self.cyrillic) {
            (Style::Revised, Some(_), _) => system(System::Revised),
            (Style::McCuneReischauer, Some(_), _) => system(System::McCuneReischauer),
            (Style::German, Some(_), _) if self.north && self.irregular => hyphenated(self.canonical),
            (Style::German, Some(_), _) if self.north => system(System::German),
            (Style::Ap, ..) => canonical(),
            _ if german && self.german.is_some() => self.german.unwrap_or_default().to_owned(),
            (_, None, Some(cyrillic)) if german => {
                let language = if self.ukrainian { Language::Ukrainian } else { Language::Russian };
                german_name(cyrillic, language).unwrap_or_else(canonical)
            }
            _ => canonical(),
        }
    }
}

/// "Kim Il Sung" → "Kim Il-sung".
fn hyphenated(canonical: &str) -> String {
    let mut words = canonical.split(' ');
    let surname = words.next().unwrap_or_default();
    let given: Vec<String> =
        words.enumerate().map(|(at, word)| if at == 0 { word.to_owned() } else { word.to_lowercase() }).collect();
    if given.is_empty() { surname.to_owned() } else { format!("{surname} {}", given.join("-")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_in_every_style() {
        let pak = Name {
            canonical: "Pak Jong Chon",
            hangul: Some("박정천"),
            cyrillic: None,
            ukrainian: false,
            german: None,
            north: true,
            irregular: false,
        };
        let moon = Name { canonical: "Moon Jae-in", hangul: Some("문재인"), north: false, ..pak };
        let sung = Name { canonical: "Kim Il Sung", hangul: Some("김일성"), irregular: true, ..pak };
        let shoigu =
            Name {
                canonical: "Sergei Shoigu", hangul: None, cyrillic: Some("Сергей Шойгу"), north: false, ..pak
            };
        let trotsky =
            Name {
                canonical: "Leon Trotsky", cyrillic: Some("Лев Троцкий"), german: Some("Leo Trotzki"), ..shoigu
            };
        let zelensky =
            Name {
                canonical: "Volodymyr Zelensky", cyrillic: Some("Володимир Зеленський"), ukrainian: true, ..shoigu
            };
        let cases = [
            (pak, Style::Kcna, "Pak Jong Chon"),
            (pak, Style::Revised, "Bak Jeongcheon"),
            (pak, Style::German, "Pak Jong-chon"),
            (sung, Style::German, "Kim Il-sung"),
            (moon, Style::Kcna, "Moon Jae-in"),
            (moon, Style::Revised, "Mun Jaein"),
            (moon, Style::German, "Moon Jae-in"),
            (shoigu, Style::Kcna, "Sergej Schoigu"),
            (shoigu, Style::German, "Sergej Schoigu"),
            (trotsky, Style::Kcna, "Leo Trotzki"),
            (trotsky, Style::Ap, "Leon Trotsky"),
            (zelensky, Style::German, "Wolodymyr Selenskyj"),
            (shoigu, Style::Ap, "Sergei Shoigu"),
        ];
        for (name, style, expected) in cases {
            assert_eq!(name.written(style, true), expected, "{} in {style:?}", name.canonical);
        }
        assert_eq!(shoigu.written(Style::Kcna, false), "Sergei Shoigu");
    }
}
