//! The records of a glossary file, as written by people.

use serde::{Deserialize, Deserializer, de};

use super::entry::{Abbreviation, Country, Date, Gender, PartOfSpeech, Role};

/// What every kind of record may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Record {
    pub id: String,
    #[serde(default)]
    pub de: Vec<String>,
    pub en: Option<String>,
    pub canonical: Option<String>,
    #[serde(default)]
    pub abbreviation: Abbreviation,
    pub hangul: Option<String>,
    pub cyrillic: Option<String>,
    pub chinese: Option<String>,
    pub gender: Option<Gender>,
    pub plural: Option<String>,
    pub en_plural: Option<String>,
    pub article: Option<bool>,
    pub country: Option<Country>,
    #[serde(default)]
    pub national: National,
    #[serde(default)]
    pub forbidden_en: Vec<String>,
    #[serde(default)]
    pub forbidden_de: Vec<String>,
    #[serde(default)]
    pub ambiguous: bool,
    pub note: Option<String>,
    // persons; their `de` is the one form of German texts, where no rule gives it
    pub nationality: Option<Country>,
    pub surname: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub roles: Vec<RoleRecord>,
    #[serde(default)]
    pub epithets: Vec<String>,
    pub exception: Option<String>,
    // titles
    #[serde(default)]
    pub feminine: Vec<String>,
    #[serde(default)]
    pub generic: bool,
    pub portfolio: Option<String>,
    pub office: Option<String>,
    // places
    #[serde(rename = "kind")]
    pub _kind: Option<String>,
    // terms
    pub part_of_speech: Option<PartOfSpeech>,
    /// Inflected German forms beside those that rules give, for words whose inflection is irregular.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Principal parts of a verb.
    pub parts: Option<String>,
    /// Frames of a verb.
    #[serde(default)]
    pub frames: Vec<String>,
    /// Auxiliary of a verb's perfect.
    pub auxiliary: Option<Auxiliary>,
}

/// Auxiliary of the perfect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auxiliary {
    /// hat abgelehnt
    Haben,
    /// ist gefahren
    Sein,
}

/// A role as written; its dates are years or `"2020-05"`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRecord {
    title: String,
    organization: Option<String>,
    #[serde(default, deserialize_with = "date")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "date")]
    to: Option<Date>,
}

impl From<RoleRecord> for Role {
    fn from(role: RoleRecord) -> Self {
        Self { title: role.title, organization: role.organization, from: role.from, to: role.to }
    }
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Year(u16),
        Text(String),
    }
    let (year, month) = match Written::deserialize(deserializer)? {
        Written::Year(year) => (Some(year), None),
        Written::Text(text) => match text.split_once('-') {
            None => (text.parse().ok(), None),
            Some((year, rest)) => {
                let month = rest.split('-').next().unwrap_or_default().parse().ok();
                (year.parse().ok().filter(|_| month.is_some_and(|m| (1..=12).contains(&m))), month)
            }
        },
    };
    match year {
        Some(year) if (1000..3000).contains(&year) => Ok(Some(Date { year, month })),
        _ => Err(de::Error::custom("a date is a year or \"2020-05\"")),
    }
}

/// English forms by country, in the order of the codes.
#[derive(Debug, Default)]
pub struct National(pub Vec<(Country, String)>);

impl<'de> Deserialize<'de> for National {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::<String, String>::deserialize(deserializer)?;
        map.into_iter()
            .map(|(code, form)| Ok((Country::try_from(code).map_err(de::Error::custom)?, form)))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// One string or several.
#[derive(Debug, Default)]
pub struct Several(pub Vec<String>);

impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            One(String),
            Many(Vec<String>),
        }
        Ok(Self(match Written::deserialize(deserializer)? {
            Written::One(one) => vec![one],
            Written::Many(many) => many,
        }))
    }
}

/// A form in both languages.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Bilingual {
    #[serde(default)]
    pub de: Several,
    #[serde(default)]
    pub en: String,
    #[serde(default)]
    pub feminine: Several,
    pub en_plural: Option<String>,
    pub gender: Option<Gender>,
    pub hangul: Option<String>,
    pub cyrillic: Option<String>,
    pub chinese: Option<String>,
}

/// `[[country]]`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CountryRecord {
    pub id: String,
    pub code: Option<Country>,
    pub de: Several,
    pub en: String,
    #[serde(default)]
    pub abbreviation: Abbreviation,
    pub official: Option<Bilingual>,
    pub adjective: Option<Bilingual>,
    pub demonym: Option<Bilingual>,
    pub capital: Option<Bilingual>,
    pub gender: Option<Gender>,
    pub article: Option<bool>,
    pub hangul: Option<String>,
    pub cyrillic: Option<String>,
    pub chinese: Option<String>,
    #[serde(default)]
    pub ambiguous: bool,
    #[serde(default)]
    pub forbidden_en: Vec<String>,
    #[serde(default)]
    pub forbidden_de: Vec<String>,
    pub note: Option<String>,
}

/// An English form that may differ by country: a string, or `{ default = "…", kp = "…" }`.
#[derive(Debug)]
pub struct ByCountry {
    pub default: String,
    pub national: Vec<(Country, String)>,
}

impl<'de> Deserialize<'de> for ByCountry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            One(String),
            Map(std::collections::BTreeMap<String, String>),
        }
        match Written::deserialize(deserializer)? {
            Written::One(default) => Ok(Self { default, national: Vec::new() }),
            Written::Map(mut map) => {
                let default = map.remove("default").ok_or_else(|| de::Error::missing_field("default"))?;
                let national = map
                    .into_iter()
                    .map(|(code, form)| Ok((Country::try_from(code).map_err(de::Error::custom)?, form)))
                    .collect::<Result<_, _>>()?;
                Ok(Self { default, national })
            }
        }
    }
}

/// `[[portfolio]]`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PortfolioRecord {
    pub id: String,
    #[serde(default)]
    pub stem: Vec<String>,
    #[serde(default)]
    pub phrase: Vec<String>,
    pub en: String,
    #[serde(default)]
    pub national: National,
    pub minister: Option<ByCountry>,
    pub ministry: Option<ByCountry>,
    /// Hangul of the ministry.
    pub hangul: Option<String>,
    pub note: Option<String>,
}
