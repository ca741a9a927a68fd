//! What is sent, and what is made of a good answer.

use serde_json::{Value, json};

use super::server::{Answer, Server, completion, well};
use super::*;

const ALL: [Make; 3] = [deepl, libretranslate, openai];

#[test]
fn sentences_come_back_in_order_and_what_has_no_words_is_not_sent() {
    for make in ALL {
        let server = Server::start(|_, request| well(request));
        let mut german = sentences(120);
        german[7] = "* * *".into();
        german[9] = String::new();
        german[11] = "Zeile eins\nund\tzwei".into();
        let english = english(&engine(&server.url, make(&server.url), None), &german).unwrap();
        assert_eq!(english.len(), 120);
        assert_eq!((english[0].as_str(), english[119].as_str()), ("<Das ist Satz 1.>", "<Das ist Satz 120.>"));
        assert_eq!((english[7].as_str(), english[9].as_str()), ("* * *", ""));
        assert_eq!(english[11], "<Zeile eins und zwei>");
        assert!(server.received().iter().all(|request| !request.body.contains("* * *")));
    }
}

#[test]
fn a_sentence_that_stands_twice_is_sent_once() {
    for make in ALL {
        let server = Server::start(|_, request| well(request));
        let german = vec!["Ja, sicher.".to_owned(); 30];
        assert_eq!(english(&engine(&server.url, make(&server.url), None), &german).unwrap().len(), 30);
        let sent: usize = server.received().iter().map(|request| request.body.matches("Ja, sicher.").count()).sum();
        assert_eq!(sent, 1);
    }
}

#[test]
fn deepl_makes_a_glossary_of_the_forms_that_occur_uses_it_and_deletes_it() {
    let server = Server::start(|_, request| well(request));
    let text = "Die Rede Kim Jong Uns hörte der stellvertretende Außenminister.";
    let atoms = [
        atom(text, "Kim Jong Uns", "Kim Jong Un"),
        atom(text, "stellvertretende Außenminister", "Vice Foreign Minister"),
    ];
    let engine = engine(&server.url, deepl(&server.url), None);
    texts(engine.translate(&[Source { text, atoms: &atoms }])).unwrap();
    let received = server.received();
    let paths: Vec<(&str, &str)> =
        received.iter().map(|request| (request.method.as_str(), request.path.as_str())).collect();
    assert_eq!(
        paths,
        [
            ("POST", "/v3/glossaries"),
            ("POST", "/v2/translate"),
            ("DELETE", "/v3/glossaries/def3a26b-3e84-45b3-84ae-0c0aaf3525f7")
        ]
    );
    let dictionary = &received[0].json()["dictionaries"][0];
    assert_eq!(
        dictionary["entries"],
        "Kim Jong Uns\tKim Jong Un\nstellvertretende Außenminister\tVice Foreign Minister\n\
         Stellvertretende Außenminister\tVice Foreign Minister"
    );
    assert_eq!(
        (&dictionary["source_lang"], &dictionary["target_lang"], &dictionary["entries_format"]),
        (&json!("de"), &json!("en"), &json!("tsv"))
    );
    let body = received[1].json();
    assert_eq!(body["glossary_id"], "def3a26b-3e84-45b3-84ae-0c0aaf3525f7");
    assert_eq!((&body["source_lang"], &body["target_lang"]), (&json!("DE"), &json!("EN-US")));
    assert!(
        received.iter().all(|request| request.header("authorization") == Some("DeepL-Auth-Key k3y-0f-a-test")),
        "{received:?}"
    );
}

#[test]
fn the_glossary_is_deleted_although_the_translation_failed() {
    let server = Server::start(|number, request| match number {
        1 => Answer::new(456, "", r#"{"message":"Quota exceeded"}"#),
        _ => well(request),
    });
    let text = "Kim Jong Uns Rede.";
    let atoms = [atom(text, "Kim Jong Uns", "Kim Jong Un")];
    let error = texts(engine(&server.url, deepl(&server.url), None).translate(&[Source { text, atoms: &atoms }]));
    assert!(error.unwrap_err().contains("456: Quota exceeded (the quota of the account is used up)"));
    assert_eq!(server.received().last().unwrap().method, "DELETE");
}

#[test]
fn libretranslate_gets_lists_and_its_key_in_the_body() {
    let server = Server::start(|_, request| well(request));
    english(&engine(&server.url, libretranslate(&server.url), None), &sentences(2)).unwrap();
    let body = server.received()[0].json();
    let expected = json!({
        "q": ["Das ist Satz 1.", "Das ist Satz 2."], "source": "de", "target": "en", "format": "text", "api_key": KEY,
    });
    assert_eq!(body, expected);
}

#[test]
fn a_model_gets_numbered_sentences_and_only_the_terms_that_occur() {
    let server = Server::start(|_, request| well(request));
    let (first, second) = ("Kim Jong Uns Rede.", "Nichts davon.");
    let atoms = [atom(first, "Kim Jong Uns", "Kim Jong Un")];
    let sources = [Source { text: first, atoms: &atoms }, Source { text: second, atoms: &[] }];
    texts(engine(&server.url, openai(&server.url), None).translate(&sources)).unwrap();
    let request = &server.received()[0];
    assert_eq!(request.header("authorization"), Some("Bearer k3y-0f-a-test"));
    let body = request.json();
    assert_eq!((&body["model"], &body["temperature"]), (&json!("tiny"), &json!(0)));
    let user: Value = serde_json::from_str(body["messages"][1]["content"].as_str().unwrap()).unwrap();
    assert_eq!(user, json!({ "sentences": { "1": first, "2": second }, "terms": { "Kim Jong Uns": "Kim Jong Un" } }));
}

#[test]
fn a_model_that_drops_a_sentence_of_several_is_asked_in_smaller_parts() {
    // Answers one sentence at a time correctly, and of more it forgets the last.
    let server = Server::start(|_, request| {
        let body = request.json();
        let user: Value = serde_json::from_str(body["messages"][1]["content"].as_str().unwrap()).unwrap();
        let count = user["sentences"].as_object().unwrap().len();
        if count == 1 { well(request) } else { completion(r#"{"1":"only one"}"#) }
    });
    let english = english(&engine(&server.url, openai(&server.url), None), &sentences(5)).unwrap();
    assert_eq!(english[4], "<Das ist Satz 5.>");
}

#[test]
fn the_requests_shown_are_the_requests_made() {
    for make in ALL {
        let server = Server::start(|_, request| well(request));
        let engine = engine(&server.url, make(&server.url), None);
        let text = "Kim Jong Uns Rede.";
        let atoms = [atom(text, "Kim Jong Uns", "Kim Jong Un")];
        let shown: Vec<String> =
            engine.requests(&[Source { text, atoms: &atoms }]).iter().map(ToString::to_string).collect();
        assert!(server.received().is_empty(), "showing sends nothing");
        texts(engine.translate(&[Source { text, atoms: &atoms }])).unwrap();
        let received = server.received();
        assert_eq!(shown.len(), received.len());
        for (shown, received) in shown.iter().zip(received) {
            assert!(shown.starts_with(&format!("{} {}", received.method, server.url)), "{shown}");
            let id = "def3a26b-3e84-45b3-84ae-0c0aaf3525f7";
            let body = received.body.replace(KEY, "********").replace(id, "{glossary}");
            assert!(shown.contains(&body), "{shown}\n{body}");
            assert!(!shown.contains(KEY), "{shown}");
            for name in ["user-agent", "accept"] {
                assert!(shown.contains(received.header(name).unwrap()), "{shown}");
            }
        }
    }
}

#[test]
fn what_is_in_the_cache_is_neither_sent_nor_shown_again() {
    for make in ALL {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(|_, request| well(request));
        let german = sentences(3);
        let first = english(&engine(&server.url, make(&server.url), Some(folder.path())), &german).unwrap();
        let before = server.received().len();
        let again = engine(&server.url, make(&server.url), Some(folder.path()));
        assert!(again.requests(&sources(&german)).is_empty());
        assert_eq!(english(&again, &german).unwrap(), first);
        assert_eq!(server.received().len(), before);
    }
}

#[test]
fn another_term_is_another_question() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_, request| well(request));
    let text = "Paks Rede.";
    for english in ["Pak", "Park"] {
        let atoms = [atom(text, "Paks", english)];
        let engine = engine(&server.url, openai(&server.url), Some(folder.path()));
        texts(engine.translate(&[Source { text, atoms: &atoms }])).unwrap();
    }
    assert_eq!(server.received().len(), 2);
}

#[test]
fn an_interrupted_job_pays_only_for_the_rest() {
    for make in ALL {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(|_, request| well(request));
        let german = sentences(120);
        let watch = Until { bytes: 1, done: AtomicUsize::new(0), over: AtomicBool::new(false) };
        let engine = engine(&server.url, make(&server.url), Some(folder.path()));
        let outcome = engine.translate_watched(&sources(&german), &watch);
        assert!(matches!(outcome, Err(EngineError::Cancelled)));
        assert_eq!(server.received().len(), 1, "one batch was sent and no more");
        english(&engine, &german).unwrap();
        let sent: usize = server.received().iter().map(|request| request.body.matches("Das ist Satz").count()).sum();
        assert_eq!(sent, 120);
    }
}
