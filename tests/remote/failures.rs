//! Servers that are slow, full, broken or hostile.

use std::time::Instant;

use serde_json::json;

use super::server::{Answer, Server, completion, well};
use super::*;

/// What becomes of one sentence with LibreTranslate when the first answer is `first` and all later ones are good.
fn after(first: impl Fn() -> Answer + Send + 'static) -> (Result<Vec<String>, String>, usize) {
    let server = Server::start(move |number, request| if number == 0 { first() } else { well(request) });
    let english = english(&engine(&server.url, libretranslate(&server.url), None), &sentences(1));
    (english, server.received().len())
}

#[test]
fn what_passes_is_tried_again() {
    for status in [408, 429, 500, 502, 503, 504, 529] {
        let (english, requests) = after(move || Answer::new(status, "", "<html>busy</html>"));
        assert_eq!((english.unwrap()[0].as_str(), requests), ("<Das ist Satz 1.>", 2), "{status}");
    }
    let broken: [fn() -> Answer; 6] = [
        || Answer { bytes: Vec::new(), delay: Duration::ZERO },
        || Answer { bytes: b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"transl".to_vec(), delay: Duration::ZERO },
        || Answer { bytes: b"\x00\xff rubbish\r\n\r\n".to_vec(), delay: Duration::ZERO },
        || Answer { delay: Duration::from_millis(900), ..Answer::json(&json!({})) },
        || Answer::new(200, "", b"{\"translatedText\":[\"\xff\"]}"),
        || Answer::json(&json!({ "translatedText": [] })),
    ];
    for (number, broken) in broken.into_iter().enumerate() {
        assert_eq!(after(broken).0.unwrap_or_else(|error| panic!("{number}: {error}"))[0], "<Das ist Satz 1.>");
    }
}

#[test]
fn a_pause_that_the_server_asks_for_is_kept() {
    let start = Instant::now();
    let (english, _) = after(|| Answer::new(429, "Retry-After: 1\r\n", ""));
    english.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[test]
fn a_pause_that_is_too_long_and_a_server_that_stays_full_end_the_job_with_what_to_do() {
    let start = Instant::now();
    let (english, requests) = after(|| Answer::new(429, "Retry-After: 86400\r\n", ""));
    assert_eq!(requests, 1);
    assert!(english.unwrap_err().contains("run the command again later"));
    let server = Server::start(|_, _| Answer::new(503, "", ""));
    let engine = engine(&server.url, libretranslate(&server.url), None);
    assert!(super::english(&engine, &sentences(1)).unwrap_err().contains("status 503"));
    assert_eq!(server.received().len(), 4);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_refusal_is_told_and_not_repeated() {
    for (status, body, message) in [
        (403, r#"{"error":"Please contact the server operator to get an API key"}"#, "operator to get an API key"),
        (400, r#"{"message":"Bad request"}"#, "Bad request"),
        (401, r#"{"error":{"message":"Incorrect API key: k3y-0f-a-test"}}"#, "Incorrect API key: ********"),
        (404, "<!DOCTYPE html><html>…", "(an HTML page)"),
        (413, "", "(no reason given)"),
    ] {
        let (english, requests) = after(move || Answer::new(status, "", body));
        let error = english.unwrap_err();
        assert!(error.contains(message) && error.contains(&status.to_string()), "{error}");
        assert!(!error.contains(KEY), "{error}");
        assert_eq!(requests, 1, "{status}");
    }
}

#[test]
fn text_goes_to_the_named_address_and_follows_no_redirection() {
    let other = Server::start(|_, request| well(request));
    let location = format!("Location: {}/translate\r\n", other.url);
    for status in [301, 302, 307, 308] {
        let location = location.clone();
        let (english, requests) = after(move || Answer::new(status, &location, ""));
        assert!(english.unwrap_err().contains("redirection"), "{status}");
        assert_eq!(requests, 1);
    }
    assert!(other.received().is_empty());
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let server = Server::start(|_, _| Answer::json(&json!({ "translatedText": ["x".repeat(1 << 20)] })));
    let engine = engine(&server.url, libretranslate(&server.url), None);
    assert!(super::english(&engine, &sentences(1)).unwrap_err().contains("far longer than a translation"));
}

#[test]
fn answers_that_are_no_translation_are_refused_with_a_reason() {
    let html = || Answer::new(200, "Content-Type: text/html\r\n", "<html><body>login</body></html>");
    type Case = (&'static str, Make, fn() -> Answer);
    let cases: [Case; 9] = [
        ("expected value", deepl, html),
        ("expected value", openai, html),
        ("1 sentences were sent and 0 came back", deepl, || Answer::json(&json!({ "translations": [] }))),
        ("1 sentences were sent and 2 came back", libretranslate, || {
            Answer::json(&json!({ "translatedText": ["a", "b"] }))
        }),
        ("came back empty", libretranslate, || Answer::json(&json!({ "translatedText": [" "] }))),
        ("no choice", openai, || Answer::json(&json!({ "choices": [] }))),
        ("not answer in JSON", openai, || completion("I cannot translate this.")),
        ("left out", openai, || completion("{}")),
        ("cut off", openai, || {
            let message = json!({ "role": "assistant", "content": "{\"1\":\"Tha" });
            Answer::json(&json!({ "choices": [{ "message": message, "finish_reason": "length" }] }))
        }),
    ];
    for (reason, make, answer) in cases {
        let server = Server::start(move |_, _| answer());
        let error = english(&engine(&server.url, make(&server.url), None), &sentences(1)).unwrap_err();
        assert!(error.contains(reason), "{reason}: {error}");
        assert!(server.received().len() <= 2, "what is paid for is not asked for without end");
    }
}

#[test]
fn finished_batches_are_kept_when_a_later_one_fails() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|number, request| if number == 2 { Answer::new(456, "", "{}") } else { well(request) });
    let engine = engine(&server.url, libretranslate(&server.url), Some(folder.path()));
    let german = sentences(40);
    assert!(english(&engine, &german).is_err());
    english(&engine, &german).unwrap();
    let sent: usize = server.received().iter().map(|request| request.body.matches("Das ist Satz").count()).sum();
    assert_eq!(sent, 40 + 8, "the failed batch is sent again and no other");
}

#[test]
fn nobody_at_the_address_is_said_with_the_address() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{free}");
    let error = english(&engine(&url, libretranslate(&url), None), &sentences(1)).unwrap_err();
    assert!(error.contains(&free.to_string()) && error.contains("was not reached"), "{error}");
}

#[test]
fn a_cache_that_cannot_be_written_is_said_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Cache::open(&file.join("sub"), "deepl").err().unwrap().to_string();
    assert!(error.contains("another directory"), "{error}");
}
