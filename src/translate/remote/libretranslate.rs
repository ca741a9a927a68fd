//! LibreTranslate, usually on one's own server: `POST /translate` with a list of sentences.
//!
//! Documentation: <https://docs.libretranslate.com>. The API knows no glossaries.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::batch::Segment;
use super::http::{Credential, Request, Secret, endpoint};
use super::{BadAnswer, Limits, Provider, RemoteError};

/// Where the server listens by default.
const HOME: &str = "http://localhost:5000";

/// The API of LibreTranslate.
pub struct LibreTranslate {
    endpoint: String,
    key: Option<Secret>,
}

impl LibreTranslate {
    /// At `address`, or on this machine; a key only if the server wants one.
    ///
    /// # Errors
    /// [`RemoteError::Address`].
    pub fn new(address: Option<&str>, key: Option<Secret>) -> Result<Self, RemoteError> {
        Ok(Self { endpoint: endpoint(address.unwrap_or(HOME))?, key })
    }

    /// The address that requests go to.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }
}

impl Provider for LibreTranslate {
    fn name(&self) -> &'static str {
        "libretranslate"
    }

    fn variant(&self) -> String {
        self.endpoint.clone()
    }

    fn limits(&self) -> Limits {
        Limits { sentences: 16, bytes: 8 << 10 }
    }

    fn uses_terms(&self) -> bool {
        false
    }

    fn request(&self, _: Option<&str>, batch: &[Segment]) -> Request {
        let texts: Vec<Value> = batch.iter().map(|segment| segment.text.as_str().into()).collect();
        let mut body = Map::new();
        body.insert("q".into(), texts.into());
        body.insert("source".into(), json!("de"));
        body.insert("target".into(), json!("en"));
        body.insert("format".into(), json!("text"));
        Request {
            method: "POST",
            url: format!("{}/translate", self.endpoint),
            credential: self.key.clone().map(|key| Credential::Field("api_key", key)),
            body,
        }
    }

    fn answers(&self, answer: &str, _: usize) -> Result<Vec<String>, BadAnswer> {
        #[derive(Deserialize)]
        struct Answer {
            #[serde(rename = "translatedText")]
            translated: Vec<String>,
        }
        let answer: Answer = serde_json::from_str(answer).map_err(|error| BadAnswer(error.to_string()))?;
        Ok(answer.translated)
    }
}
