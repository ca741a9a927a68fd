//! What must hold for every text: no panic, no lost byte, spans that are in the text and in order, the same bytes each time.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::{Map, Value};

use umschrift::alarms::{Alarms, Side};
use umschrift::export::json::Json;
use umschrift::export::{Rendered, html, markdown, plain, text};
use umschrift::glossary::Glossary;
use umschrift::matching::Matcher;
use umschrift::normalize::{Language, edits};
use umschrift::pipeline::{Annotated, annotate, render};
use umschrift::read::{Document, Format, read};
use umschrift::romanization::style::Style;
use umschrift::segment::segment;
use umschrift::span::{OffsetUnit, Span};
use umschrift::translate::rules::Rules;

fn matcher() -> &'static Matcher<'static> {
    static MATCHER: OnceLock<Matcher<'static>> = OnceLock::new();
    MATCHER.get_or_init(|| Matcher::new(Glossary::shared()))
}

fn alarms() -> &'static Alarms {
    static ALARMS: OnceLock<Alarms> = OnceLock::new();
    ALARMS.get_or_init(|| Alarms::new(Glossary::shared()))
}

fn engine() -> &'static Rules {
    static ENGINE: OnceLock<Rules> = OnceLock::new();
    ENGINE.get_or_init(Rules::new)
}

/// Pieces that German reports are made of, and pieces that they should not be made of, with § between them.
const PIECES: &str = "\
    der§die§des§ein§hat§sei§nicht§und§sagte§berichtete§am 18. Januar§z. B.§d. h.§Dr.§u. a.§2,5 Prozent§1.200§\
    Informations- und Handelsminister§stellvertretenden§Fischereiministers§Sekretärin§Machthaber§Präsident§\
    Außenministerin§AUSSENMINISTER§Aussenminister§Kim§Kim Jong Un§Kim Jong Uns§Kim Jong-un§Kim Yo Jong§\
    Kim Yong Nam§Kim Yong Chol§Pak Jong Chon§Park Jong-chon§Pak Chŏngch'ŏn§Pak Cho\u{306}ngch’o\u{306}n§\
    Bak Jeongcheon§PAK JONG CHON§Ri Yong Ho§Choe Son Huis§Wladimir Putin§Putins§Sergej Lawrow§Pjöngjang§\
    Pjo\u{308}ngjang§Pjoengjang§Pjöng\u{ad}jang§Nord-\nkorea§nordkoreanischen§Nordkoreaner§\
    UN\u{2011}Sicherheitsrats§KCNA§DVRK§PdAK§Zentralkomitee der Partei der Arbeit Koreas§김정은§박정천은§Путин§習近平§\
    ß§ẞ§ſ§ŉ§İ§ﬁ§\u{308}§\u{200b}§\u{a0}§\u{202f}§\u{feff}§\u{0}§\u{1}§\u{8}§\u{c}§\r§\u{1b}[31m§\u{7f}§\u{85}§\u{9b}§\u{2028}§\u{202e}§😀§„§“§«§»§(§)§…§’§- §\u{2013}§'s";

/// Pieces of markup, closed and not, with § between them.
const MARKUP: &str = "\
    <p>§</p>§<b>§</b>§<br>§<script>§</script>§<!--§-->§<a href=\"Kim Jong Un\">§</a>§&auml;§&#8209;§&shy;§&§\
    <§&unbekannt;§# §**§_§`§```\n§[Kim](x)§| a |\n|---|\n§> §---\n";

fn separator() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        8 => Just(" "),
        2 => Just(", "),
        2 => Just(". "),
        1 => prop::sample::select(vec!["", "-", "\n", "\n\n", "\r\n", "\t", "! ", "? ", ": ", "; ", "\u{2029}"]),
    ]
}

fn piece(markup: bool) -> BoxedStrategy<String> {
    let words = prop::sample::select(PIECES.split('§').collect::<Vec<_>>()).prop_map(str::to_owned);
    let noise = "(?s:.){0,6}".prop_map(|noise| noise);
    if markup {
        let markup = prop::sample::select(MARKUP.split('§').collect::<Vec<_>>()).prop_map(str::to_owned);
        prop_oneof![10 => words, 4 => markup, 1 => noise].boxed()
    } else {
        prop_oneof![10 => words, 1 => noise].boxed()
    }
}

fn any_text(markup: bool) -> impl Strategy<Value = String> {
    prop::collection::vec((piece(markup), separator()), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, separator)| [piece, separator.to_owned()]).collect())
}

/// A text with zero bytes is refused as no text; the library takes it all the same where it is handed in as one.
fn document(text: &str, format: Format) -> Document {
    match format {
        Format::Text if text.contains('\0') => Document::plain("text", text),
        _ => read(text.replace('\0', "").into_bytes(), "text", Some(format), None).unwrap(),
    }
}

fn inside(span: Span, text: &str) -> bool {
    span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
}

/// Spans in bounds, on character boundaries, not empty, in order and apart.
fn check_spans(annotated: &Annotated) -> Result<(), TestCaseError> {
    let text = annotated.document.text();
    let input = annotated.document.input();
    let mentions = annotated.matches.mentions.iter().map(|mention| mention.span);
    let unknown = annotated.matches.unknown.iter().map(|unknown| unknown.span);
    let mut all: Vec<Span> = mentions.clone().chain(unknown.clone()).collect();
    prop_assert!(mentions.is_sorted_by_key(|span| span.start), "mentions out of order");
    prop_assert!(unknown.is_sorted_by_key(|span| span.start), "unknown names out of order");
    all.sort();
    for span in &all {
        prop_assert!(inside(*span, text) && !span.is_empty(), "{span:?} is no span of the text");
        let place = annotated.document.input_span(*span);
        prop_assert!(inside(place, input), "{place:?} is no span of the input");
    }
    for pair in all.windows(2) {
        prop_assert!(pair[0].end <= pair[1].start, "{:?} and {:?} overlap", pair[0].of(text), pair[1].of(text));
    }
    for mention in &annotated.matches.mentions {
        let sentences = annotated.sentences.iter().filter(|sentence| sentence.contains(mention.span)).count();
        prop_assert_eq!(sentences, 1, "the mention {:?} lies in {} sentences", mention.span, sentences);
        prop_assert!((0.0..=1.0).contains(&mention.confidence));
    }
    Ok(())
}

/// Everything that can be written of a rendering; nothing may panic, and spans are those of the English.
fn check_rendering(annotated: &Annotated) -> Result<(), TestCaseError> {
    let glossary = Glossary::shared();
    let rendering = render(glossary, engine(), annotated).unwrap();
    prop_assert_eq!(rendering.sentences.len(), annotated.sentences.len());
    prop_assert_eq!(rendering.mentions().count(), annotated.matches.mentions.len(), "a mention is lost without a word");
    let source = annotated.document.text();
    for sentence in &rendering.sentences {
        prop_assert!(!sentence.text.contains('\n'), "a line break in the English");
        for mention in &sentence.mentions {
            let Some(target) = mention.target else { continue };
            prop_assert!(inside(target, &sentence.text), "{target:?} is no span of {:?}", sentence.text);
            prop_assert_eq!(target.of(&sentence.text), mention.engine_wording.as_str());
        }
        for (target, from) in &sentence.alignment {
            prop_assert!(inside(*target, &sentence.text), "{target:?} is no span of {:?}", sentence.text);
            prop_assert!(inside(*from, source), "{from:?} is no span of the source");
        }
        for span in &sentence.untranslated {
            prop_assert!(inside(*span, source) && sentence.source.contains(*span), "{span:?} is not of the sentence");
        }
    }
    let alarms = alarms().of_rendering(source, &annotated.matches, &rendering);
    for (sentence, alarm) in
        rendering.sentences.iter().zip(&alarms).flat_map(|(s, list)| list.iter().map(move |a| (s, a)))
    {
        let text = if alarm.side == Side::Source { source } else { sentence.text.as_str() };
        prop_assert!(inside(alarm.finding.span, text), "{alarm:?} is about no span of {text:?}");
    }
    // The German against itself: everything is there, and nothing may panic.
    for alarm in self::alarms().of_translation(source, &annotated.sentences, &annotated.matches, source) {
        prop_assert!(inside(alarm.finding.span, source), "{alarm:?}");
    }
    let rendered = Rendered { glossary, annotated, rendering: &rendering, alarms: &alarms };
    let mut out = Vec::new();
    text::write(&mut out, &rendered, true).unwrap();
    markdown::write(&mut out, &rendered, 1).unwrap();
    html::write(&mut out, &[rendered], &Map::new()).unwrap();
    let mut lines = Vec::new();
    plain::write(&mut lines, source, &rendering).unwrap();
    for shown in [&out, &lines] {
        let steers = |c: &char| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c);
        let found = std::str::from_utf8(shown).unwrap().chars().find(steers);
        prop_assert!(found.is_none(), "{found:?} reaches the reader's screen");
    }
    let written = lines.iter().filter(|byte| **byte == b'\n').count();
    prop_assert_eq!(written, source.split_inclusive('\n').count(), "one output line for each input line");
    Ok(())
}

/// The surface of every mention stands at its offsets in the input, in every unit.
fn check_json(annotated: &Annotated) -> Result<(), TestCaseError> {
    let input = annotated.document.input();
    let chars: Vec<char> = input.chars().collect();
    let utf16: Vec<u16> = input.encode_utf16().collect();
    for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
        let cut = |object: &Value| -> String {
            let at = |key: &str| object[key].as_u64().unwrap() as usize;
            let range = at("start")..at("end");
            match unit {
                OffsetUnit::Bytes => input[range].to_owned(),
                OffsetUnit::Chars => chars[range].iter().collect(),
                OffsetUnit::Utf16 => String::from_utf16(&utf16[range]).unwrap(),
            }
        };
        let mut out = Vec::new();
        Json::new(Glossary::shared(), annotated, unit).annotate(&mut out).unwrap();
        prop_assert_eq!(out.iter().filter(|byte| **byte == b'\n').count(), 1, "one object, one line");
        let object: Value = serde_json::from_slice(&out).unwrap();
        let sentences = object["sentences"].as_array().unwrap();
        let mentions = sentences.iter().flat_map(|sentence| sentence["mentions"].as_array().unwrap());
        for named in mentions.chain(object["unknown"].as_array().unwrap()) {
            prop_assert_eq!(cut(named), named["surface"].as_str().unwrap());
        }
        let joined: String = sentences.iter().map(cut).collect();
        let text = if joined.starts_with('\u{feff}') { input } else { input.trim_start_matches('\u{feff}') };
        prop_assert_eq!(joined, text, "the sentences' offsets leave a gap");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sentences_joined_are_the_text(text in any_text(true)) {
        let sentences = segment(&text);
        let joined: String = sentences.iter().map(|sentence| sentence.of(&text)).collect();
        prop_assert_eq!(joined, text);
        prop_assert!(sentences.iter().all(|sentence| !sentence.is_empty()));
    }

    #[test]
    fn mentions_and_renderings_of_plain_text_hold(text in any_text(false)) {
        let annotated = annotate(matcher(), document(&text, Format::Text));
        check_spans(&annotated)?;
        check_json(&annotated)?;
        check_rendering(&annotated)?;
    }

    #[test]
    fn mentions_and_renderings_of_markup_hold(text in any_text(true), html in any::<bool>()) {
        let format = if html { Format::Html } else { Format::Markdown };
        let annotated = annotate(matcher(), document(&text, format));
        check_spans(&annotated)?;
        check_rendering(&annotated)?;
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_and_nothing_more(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            if let Ok(document) = read(bytes.clone(), "bytes", Some(format), None) {
                check_spans(&annotate(matcher(), document))?;
            }
        }
    }

    #[test]
    fn what_is_normal_stays_as_it_is(text in any_text(true), format in 0..3_usize, english in any::<bool>()) {
        let format = [Format::Text, Format::Markdown, Format::Html][format];
        let language = if english { Language::English } else { Language::German };
        let once = normalized(&text, format, language);
        let twice = normalized(&once, format, language);
        prop_assert_eq!(&once, &twice, "normalizing again changes the text");
    }
}

fn normalized(text: &str, format: Format, language: Language) -> String {
    let annotated = annotate(matcher(), document(text, format));
    let edits = edits(Glossary::shared(), annotated.document.text(), &annotated.matches, language, Style::Kcna);
    let edits: Vec<(Span, String)> = edits.into_iter().map(|edit| (edit.span, edit.text)).collect();
    String::from_utf8(annotated.document.replace(&edits)).unwrap()
}

/// The samples that are German reports.
fn reports() -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut names: Vec<String> = fs::read_dir(samples)
        .unwrap()
        .map(|entry| format!("samples/{}", entry.unwrap().file_name().to_string_lossy()))
        .filter(|name| name.contains(".de."))
        .collect();
    names.sort();
    names
}

#[test]
fn the_samples_hold_what_every_text_holds() {
    for name in reports() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        let annotated = annotate(matcher(), read(fs::read(path).unwrap(), &name, None, None).unwrap());
        assert!(!annotated.matches.mentions.is_empty(), "{name} names nobody");
        check_spans(&annotated)
            .and_then(|()| check_rendering(&annotated))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn output_is_the_same_whatever_the_number_of_threads() {
    let reports = reports();
    let run = |arguments: &[&str], threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_umschrift"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(arguments)
            .args(&reports)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
        (output.stdout, output.stderr)
    };
    for arguments in [
        &["render", "--format", "json"][..],
        &["render", "--format", "html"],
        &["annotate", "--format", "json"],
        &["check", "--format", "json"],
        &["coverage"],
    ] {
        let first = run(arguments, "1");
        for threads in ["1", "2", "4"] {
            assert!(run(arguments, threads) == first, "{arguments:?} differs with {threads} threads");
        }
    }
}
