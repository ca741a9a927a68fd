//! Any server that speaks OpenAI's chat completions, local ones among them (llama.cpp, Ollama, vLLM): `POST /chat/completions`.
//!
//! Sentences go out as a JSON object with numbers for keys and must come back as one with the same keys, so that none can be
//! left out, merged or invented unnoticed. Only the terms that occur in a batch are sent with it.
//!
//! Documentation: <https://platform.openai.com/docs/api-reference/chat>.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::batch::{Segment, terms};
use super::http::{Credential, Request, Secret, endpoint};
use super::{BadAnswer, Limits, Provider, RemoteError};

/// What the model is told. It is part of the cache's keys.
const INSTRUCTION: &str = include_str!("openai.txt");

/// An API of chat completions.
pub struct OpenAi {
    endpoint: String,
    key: Option<Secret>,
    model: String,
    with_terms: bool,
}

impl OpenAi {
    /// At `address`, the base up to and with `/v1`. Without one it is OpenAI's own, which needs a key; others may need none.
    ///
    /// # Errors
    /// [`RemoteError::Address`].
    pub fn new(
        address: Option<&str>,
        key: Option<Secret>,
        model: String,
        with_terms: bool,
    ) -> Result<Self, RemoteError> {
        Ok(Self { endpoint: endpoint(address.unwrap_or(Self::HOME))?, key, model, with_terms })
    }

    /// OpenAI's own address.
    pub const HOME: &str = "https://api.openai.com/v1";

    /// The address that requests go to.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }
}

impl Provider for OpenAi {
    fn name(&self) -> &'static str {
        "openai"
    }

    fn variant(&self) -> String {
        format!("{} {} {:08x}", self.endpoint, self.model, super::cache::fingerprint(INSTRUCTION) >> 32)
    }

    fn limits(&self) -> Limits {
        Limits { sentences: 12, bytes: 4 << 10 }
    }

    fn uses_terms(&self) -> bool {
        self.with_terms
    }

    fn request(&self, _: Option<&str>, batch: &[Segment]) -> Request {
        let sentences: Map<String, Value> = (1..)
            .zip(batch)
            .map(|(number, segment): (usize, _)| (number.to_string(), segment.text.as_str().into()))
            .collect();
        let mut user = Map::from_iter([("sentences".to_owned(), Value::Object(sentences))]);
        let terms = if self.with_terms { terms(batch) } else { Vec::new() };
        if !terms.is_empty() {
            let terms = terms.into_iter().map(|term| (term.german, Value::from(term.english))).collect();
            user.insert("terms".into(), Value::Object(terms));
        }
        let messages = json!([
            { "role": "system", "content": INSTRUCTION.trim() },
            { "role": "user", "content": Value::Object(user).to_string() },
        ]);
        let mut body = Map::new();
        body.insert("model".into(), self.model.as_str().into());
        body.insert("messages".into(), messages);
        body.insert("temperature".into(), json!(0));
        Request {
            method: "POST",
            url: format!("{}/chat/completions", self.endpoint),
            credential: self.key.clone().map(|key| Credential::Header("Bearer", key)),
            body,
        }
    }

    fn answers(&self, answer: &str, count: usize) -> Result<Vec<String>, BadAnswer> {
        #[derive(Deserialize)]
        struct Answer {
            choices: Vec<Choice>,
        }
        #[derive(Deserialize)]
        struct Choice {
            message: Message,
            finish_reason: Option<String>,
        }
        #[derive(Deserialize)]
        struct Message {
            content: Option<String>,
        }
        let answer: Answer = serde_json::from_str(answer).map_err(|error| BadAnswer(error.to_string()))?;
        let choice = answer.choices.into_iter().next().ok_or_else(|| BadAnswer("it holds no choice".into()))?;
        match choice.finish_reason.as_deref() {
            Some("length") => return Err(BadAnswer("the model's answer was cut off".into())),
            Some("content_filter") => return Err(BadAnswer("a filter withheld the model's answer".into())),
            _ => {}
        }
        numbered(&choice.message.content.unwrap_or_default(), count)
    }
}

/// The values of a JSON object whose keys are exactly the numbers from 1 to `count`; text around the object is what some
/// models cannot refrain from.
fn numbered(content: &str, count: usize) -> Result<Vec<String>, BadAnswer> {
    let object = content.find('{').zip(content.rfind('}')).and_then(|(start, end)| content.get(start..=end));
    let object = object.ok_or_else(|| BadAnswer("the model did not answer in JSON".into()))?;
    let mut answers: BTreeMap<String, String> = serde_json::from_str(object)
        .map_err(|error| BadAnswer(format!("the model did not answer with numbered sentences ({error})")))?;
    let sentences: Option<Vec<String>> = (1..=count).map(|number| answers.remove(&number.to_string())).collect();
    match sentences {
        Some(sentences) if answers.is_empty() => Ok(sentences),
        Some(_) => Err(BadAnswer("the model answered with more sentences than it was given".into())),
        None => Err(BadAnswer(format!("the model left out some of {count} sentences"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_numbers_that_were_sent_must_come_back() {
        assert_eq!(numbered(r#"{"2":"b","1":"a"}"#, 2).unwrap(), ["a", "b"]);
        assert_eq!(numbered("Sure:\n```json\n{\"1\": \"a {x}\"}\n```", 1).unwrap(), ["a {x}"]);
        for (content, count) in [
            ("", 1),
            ("a", 1),
            (r#"{"1":"a"}"#, 2),
            (r#"{"1":"a","2":"b","3":"c"}"#, 2),
            (r#"{"1":"a","3":"c"}"#, 2),
            (r#"{"1":["a"]}"#, 1),
            (r#"{"1":"a","2":"b"#, 2),
            ("}{", 1),
        ] {
            assert!(numbered(content, count).is_err(), "{content}");
        }
    }

    #[test]
    fn only_the_terms_of_the_batch_are_sent() {
        let openai = OpenAi::new(None, None, "m".into(), true).unwrap();
        let term = super::super::Term { german: "Kims".into(), english: "Kim".into() };
        let batch = [Segment { text: "Kims Rede".into(), terms: vec![term] }];
        let request = openai.request(None, &batch);
        let user: Value = serde_json::from_str(request.body["messages"][1]["content"].as_str().unwrap()).unwrap();
        assert_eq!(user, json!({ "sentences": { "1": "Kims Rede" }, "terms": { "Kims": "Kim" } }));
    }
}
