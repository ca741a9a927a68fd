//! DeepL: `POST /v2/translate` with a glossary of the terms that occur, made before (`POST /v3/glossaries`) and deleted after.
//!
//! Documentation: <https://developers.deepl.com/docs>, pages "Translate text" and "Multilingual glossaries".

use serde::Deserialize;
use serde_json::{Map, json};

use super::batch::{Segment, Term};
use super::http::{Credential, Request, Secret, endpoint};
use super::{BadAnswer, Limits, Provider, RemoteError};

/// The address of the paid plans.
const PRO: &str = "https://api.deepl.com";
/// The address of the free plan, whose keys end in `:fx`.
const FREE: &str = "https://api-free.deepl.com";
/// Bytes of a source or target text in a glossary.
const TERM_LIMIT: usize = 1024;

/// The API of DeepL.
pub struct DeepL {
    endpoint: String,
    key: Secret,
    with_terms: bool,
}

impl DeepL {
    /// With a key, at `address` or where keys of that kind belong. `with_terms`: whether glossaries are made.
    ///
    /// # Errors
    /// [`RemoteError::Address`].
    pub fn new(address: Option<&str>, key: Secret, with_terms: bool) -> Result<Self, RemoteError> {
        let home = if key.reveal().ends_with(":fx") { FREE } else { PRO };
        Ok(Self { endpoint: endpoint(address.unwrap_or(home))?, key, with_terms })
    }

    /// The address that requests go to.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    fn call(&self, method: &'static str, path: &str, body: serde_json::Value) -> Request {
        Request {
            method,
            url: format!("{}{path}", self.endpoint),
            credential: Some(Credential::Header("DeepL-Auth-Key", self.key.clone())),
            body: match body {
                serde_json::Value::Object(body) => body,
                _ => Map::new(),
            },
        }
    }
}

impl Provider for DeepL {
    fn name(&self) -> &'static str {
        "deepl"
    }

    fn variant(&self) -> String {
        format!("{} v2 EN-US", self.endpoint)
    }

    fn limits(&self) -> Limits {
        // 50 texts and 128 KiB a request; the rest is room for JSON.
        Limits { sentences: 50, bytes: 96 << 10 }
    }

    fn uses_terms(&self) -> bool {
        self.with_terms
    }

    fn prepare(&self, terms: &[Term]) -> Option<Request> {
        let entries = entries(terms);
        (self.with_terms && !entries.is_empty()).then(|| {
            let dictionary =
                json!({ "source_lang": "de", "target_lang": "en", "entries": entries, "entries_format": "tsv" });
            self.call("POST", "/v3/glossaries", json!({ "name": "umschrift", "dictionaries": [dictionary] }))
        })
    }

    fn prepared(&self, answer: &str) -> Result<String, BadAnswer> {
        #[derive(Deserialize)]
        struct Glossary {
            glossary_id: String,
        }
        let glossary: Glossary =
            serde_json::from_str(answer).map_err(|error| BadAnswer(format!("no glossary was made ({error})")))?;
        let id = glossary.glossary_id;
        // The id becomes part of an address.
        let plain = !id.is_empty() && id.len() <= 100 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if plain { Ok(id) } else { Err(BadAnswer("the glossary has no usable id".into())) }
    }

    fn release(&self, prepared: &str) -> Option<Request> {
        Some(self.call("DELETE", &format!("/v3/glossaries/{prepared}"), json!({})))
    }

    fn request(&self, prepared: Option<&str>, batch: &[Segment]) -> Request {
        let texts: Vec<&str> = batch.iter().map(|segment| segment.text.as_str()).collect();
        let mut body = json!({ "text": texts, "source_lang": "DE", "target_lang": "EN-US", "split_sentences": "0" });
        if let Some(id) = prepared {
            body["glossary_id"] = id.into();
        }
        self.call("POST", "/v2/translate", body)
    }

    fn answers(&self, answer: &str, _: usize) -> Result<Vec<String>, BadAnswer> {
        #[derive(Deserialize)]
        struct Answer {
            translations: Vec<Translation>,
        }
        #[derive(Deserialize)]
        struct Translation {
            text: String,
        }
        let answer: Answer = serde_json::from_str(answer).map_err(|error| BadAnswer(error.to_string()))?;
        Ok(answer.translations.into_iter().map(|translation| translation.text).collect())
    }
}

/// A glossary as tab-separated lines: each form as it stands, and as it would stand at the start of a sentence.
fn entries(terms: &[Term]) -> String {
    let mut lines: Vec<(String, &str)> = Vec::new();
    for term in terms {
        if term.german.len() > TERM_LIMIT || term.english.len() > TERM_LIMIT {
            continue;
        }
        lines.push((term.german.clone(), &term.english));
        let capital = capitalized(&term.german);
        if !terms.iter().any(|other| other.german == capital) {
            lines.push((capital, &term.english));
        }
    }
    lines.iter().map(|(german, english)| format!("{german}\t{english}")).collect::<Vec<_>>().join("\n")
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glossary_has_each_form_and_its_capitalised_form_once() {
        let term = |german: &str, english: &str| Term { german: german.into(), english: english.into() };
        let terms = [
            term("Kim Jong Uns", "Kim Jong Un"),
            term("stellvertretenden Außenministers", "Vice Foreign Minister"),
            term("x".repeat(2000).as_str(), "too long"),
        ];
        assert_eq!(
            entries(&terms),
            "Kim Jong Uns\tKim Jong Un\nstellvertretenden Außenministers\tVice Foreign Minister\n\
             Stellvertretenden Außenministers\tVice Foreign Minister"
        );
    }

    #[test]
    fn the_key_tells_the_plan() {
        let at = |key: &str| DeepL::new(None, Secret::new(key), true).unwrap().endpoint().to_owned();
        assert_eq!(at("abc:fx"), FREE);
        assert_eq!(at("abc"), PRO);
    }

    #[test]
    fn an_id_that_would_change_the_address_is_refused() {
        let deepl = DeepL::new(None, Secret::new("k"), true).unwrap();
        assert_eq!(deepl.prepared(r#"{"glossary_id":"def3a26b-3e84"}"#).unwrap(), "def3a26b-3e84");
        for answer in [r#"{"glossary_id":"../x"}"#, r#"{"glossary_id":""}"#, "{}", "<html>"] {
            assert!(deepl.prepared(answer).is_err(), "{answer}");
        }
    }
}
