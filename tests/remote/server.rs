//! A server that answers each connection by a script.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

/// A request as it came in.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

/// An answer, byte for byte.
pub struct Answer {
    pub bytes: Vec<u8>,
    pub delay: Duration,
}

impl Answer {
    pub fn new(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes =
            format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len())
                .into_bytes();
        bytes.extend_from_slice(body);
        Self { bytes, delay: Duration::ZERO }
    }

    pub fn json(body: &Value) -> Self {
        Self::new(200, "Content-Type: application/json\r\n", body.to_string())
    }
}

pub struct Server {
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// A server that answers the n-th request (from 0) with `script(n, request)`.
    pub fn start(mut script: impl FnMut(usize, &Received) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        std::thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let Some(request) = stream.as_ref().ok().and_then(read) else { continue };
                let answer = script(number, &request);
                log.lock().unwrap().push(request);
                std::thread::sleep(answer.delay);
                let _ = stream.unwrap().write_all(&answer.bytes);
            }
        });
        Self { url, received }
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let mut body = vec![0; length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Received { method, path, headers, body: String::from_utf8(body).ok()? })
}

/// "Translates" by writing a sentence between angle brackets, in the format of the API that the path belongs to.
pub fn well(request: &Received) -> Answer {
    let body = request.json();
    let brackets = |text: &Value| format!("<{}>", text.as_str().unwrap());
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/v3/glossaries") => {
            Answer::json(&json!({ "glossary_id": "def3a26b-3e84-45b3-84ae-0c0aaf3525f7", "name": "umschrift" }))
        }
        ("DELETE", _) => Answer::new(204, "", ""),
        ("POST", "/v2/translate") => {
            let texts = body["text"].as_array().unwrap().iter();
            let translations: Vec<Value> =
                texts.map(|text| json!({ "detected_source_language": "DE", "text": brackets(text) })).collect();
            Answer::json(&json!({ "translations": translations }))
        }
        ("POST", "/translate") => {
            let texts: Vec<String> = body["q"].as_array().unwrap().iter().map(brackets).collect();
            Answer::json(&json!({ "translatedText": texts }))
        }
        ("POST", "/v1/chat/completions") => {
            let user: Value = serde_json::from_str(body["messages"][1]["content"].as_str().unwrap()).unwrap();
            let sentences = user["sentences"].as_object().unwrap().iter();
            let answers: Value = sentences.map(|(number, text)| (number.clone(), json!(brackets(text)))).collect();
            completion(&answers.to_string())
        }
        _ => Answer::new(404, "", "{}"),
    }
}

/// An answer of a language model with this content.
pub fn completion(content: &str) -> Answer {
    let message = json!({ "role": "assistant", "content": content });
    Answer::json(&json!({ "choices": [{ "index": 0, "message": message, "finish_reason": "stop" }] }))
}
