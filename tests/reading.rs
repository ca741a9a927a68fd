//! Reading inputs: what is visible, the way back to the bytes, replacement in place, and bad input.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use umschrift::read::{Document, Format, ReadError, read};
use umschrift::span::Span;

fn document(input: impl Into<Vec<u8>>, format: Format) -> Document {
    read(input.into(), "test", Some(format), None).expect("readable")
}

fn html(input: &str) -> Document {
    document(input, Format::Html)
}

fn markdown(input: &str) -> Document {
    document(input, Format::Markdown)
}

fn find(document: &Document, words: &str) -> Span {
    let start = document.text().find(words).unwrap_or_else(|| panic!("{words:?} in {:?}", document.text()));
    Span::new(start, start + words.len())
}

fn replaced(document: &Document, old: &str, new: &str) -> String {
    String::from_utf8(document.replace(&[(find(document, old), new.to_owned())])).expect("UTF-8")
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn visible_text_of_html() {
    for (input, expected) in [
        ("Kim <b>Jong</b> Un", "Kim Jong Un"),
        ("<p>Eins.</p><p>Zwei.</p>", "Eins.\n\nZwei."),
        ("<p>Eins\n  und <i>noch\n</i> mehr.\n<div>Zwei", "Eins und noch mehr. \n\nZwei"),
        ("Zeile<br>zwei<br/>drei", "Zeile\nzwei\ndrei"),
        ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("P&ouml;lz &amp; S&#246;hne&nbsp;AG", "Pölz & Söhne\u{a0}AG"),
        ("a<!-- Kim -->b", "ab"),
        ("<script>if (a < b) Kim()</script>x<style>p > Kim {}</style>", "x"),
        ("Der Befehl <code>ls <b>x</b></code> zeigt", "Der Befehl zeigt"),
        ("mit<code>x</code>und", "mit und"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<pre><code>Kim</code></pre>x", "x"),
        ("<img alt='Kim' title=\"Kim\">x", "x"),
        ("<template>Kim</template>x", "x"),
        ("<svg/>x<svg><text>Kim</text></svg>y", "x y"),
        ("<title>Kim &amp; Pak</title><body>x", "Kim & Pak\n\nx"),
        ("a < b & c", "a < b & c"),
        ("<code>eins<code>zwei</code>drei</code>vier", "vier"),
        ("", ""),
        ("<!DOCTYPE html><html><head></head><body></body></html>", ""),
    ] {
        assert_eq!(html(input).text(), expected, "{input}");
    }
}

#[test]
fn visible_text_of_markdown() {
    for (input, expected) in [
        ("Kim **Jong** Un", "Kim Jong Un"),
        ("# Titel\n\nText.\nWeiter.", "Titel\n\nText. Weiter."),
        ("- eins\n- zwei\n  mehr\n\n1. drei", "eins\n\nzwei mehr\n\ndrei"),
        ("> Zitat\n> weiter", "Zitat weiter"),
        ("Ein `Kim` hier und ```Pak```.", "Ein  hier und ."),
        ("```\nKim\n```\nx\n\n    Pak", "x"),
        ("---\ntitle: Kim\n---\nText", "Text"),
        ("<div>\nKim\n</div>\n\nText <b>fett</b> <!-- Kim -->", "Text fett "),
        ("[Kim](http://kim.kp \"Pak\") und ![Bild von Kim](kim.png) und <http://kim.kp>", "Kim und  und "),
        ("[Kim][1]\n\n[1]: http://kim.kp", "Kim"),
        ("a \\* b &amp; c &ouml;", "a * b & c ö"),
        ("| a | b |\n|---|---|\n| c | d |\n", "a\n\nb\n\nc\n\nd"),
        ("Wort[^1] weiter\n\n[^1]: Note", "Wort weiter\n\nNote"),
        ("Zeile  \nzwei\\\ndrei<br>vier", "Zeile\nzwei\ndrei\nvier"),
        ("Kein Markup.", "Kein Markup."),
    ] {
        assert_eq!(markdown(input).text(), expected, "{input}");
    }
}

#[test]
fn the_ending_of_the_name_decides_on_the_format() {
    for (name, format) in [
        ("a.md", Format::Markdown),
        ("b/a.MARKDOWN", Format::Markdown),
        ("a.de.html", Format::Html),
        ("a.HTM", Format::Html),
        ("a.xhtml", Format::Html),
        ("a.txt", Format::Text),
        ("-", Format::Text),
        ("md", Format::Text),
    ] {
        assert_eq!(read(Vec::new(), name, None, None).expect("readable").format(), format, "{name}");
    }
}

#[test]
fn every_place_leads_back_to_the_bytes_of_the_input() {
    let text = "<p>In Pjöngjang traf „<b>Kim</b>&nbsp;Jong Un“ <i>Hwang &amp; Söhne</i>.</p>";
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let marked = format!("\u{feff}{text}");
    let inputs: [(Vec<u8>, Option<&'static encoding_rs::Encoding>); 6] = [
        (text.into(), None),
        (marked.clone().into_bytes(), None),
        (utf16(&marked, false), None),
        (utf16(&marked, true), None),
        (utf16(text, false), Some(encoding_rs::UTF_16LE)),
        (windows, Some(encoding_rs::WINDOWS_1252)),
    ];
    for (bytes, encoding) in inputs {
        let document = read(bytes.clone(), "x.html", None, encoding).expect("readable");
        assert_eq!(document.text(), "In Pjöngjang traf „Kim\u{a0}Jong Un“ Hwang & Söhne.");
        assert_eq!(document.original(), bytes);
        for (words, source) in
            [("Pjöngjang", "Pjöngjang"), ("Kim\u{a0}Jong", "Kim</b>&nbsp;Jong"), ("& Söhne", "&amp; Söhne")]
        {
            let span = find(&document, words);
            assert_eq!(document.input_span(span).of(document.input()), source);
            let stored = document.original_span(span);
            let slice = &bytes[stored.start..stored.end];
            let decoded = if slice.contains(&0) && bytes.starts_with(&[0xfe]) {
                encoding_rs::UTF_16BE.decode_without_bom_handling(slice).0
            } else if slice.contains(&0) {
                encoding_rs::UTF_16LE.decode_without_bom_handling(slice).0
            } else {
                encoding.unwrap_or(encoding_rs::UTF_8).decode_without_bom_handling(slice).0
            };
            assert_eq!(decoded, source);
        }
    }
}

#[test]
fn a_byte_order_mark_is_a_character_of_the_input_and_not_of_the_text() {
    let document = document("\u{feff}Kim", Format::Text);
    assert_eq!((document.text(), document.input()), ("Kim", "\u{feff}Kim"));
    assert_eq!(document.input_span(Span::new(0, 3)), Span::new(3, 6));
    assert_eq!(replaced(&document, "Kim", "Pak"), "\u{feff}Pak");
}

#[test]
fn replacing_keeps_everything_else() {
    for (format, input, old, new, expected) in [
        (Format::Text, "der Park Chung, ja", "Park Chung", "Pak Jong", "der Pak Jong, ja"),
        (
            Format::Html,
            "<p id=Kim>Kim <b>Jong</b> Un</p>",
            "Kim Jong Un",
            "Ri & Co",
            "<p id=Kim>Ri &amp; Co<b></b></p>",
        ),
        (Format::Html, "Kim <b>Chong</b>-un", "Kim Chong-un", "Kim Jong Un", "Kim <b>Jong Un</b>"),
        (Format::Html, "Kim&nbsp;Chong\nUn x", "Kim\u{a0}Chong Un", "Kim\u{a0}Jong Un", "Kim&nbsp;Jong\nUn x"),
        (Format::Html, "P&ouml;ng!", "Pöng", "Peng", "Peng!"),
        (Format::Html, "Kim<br>Jong", "Kim\nJong", "Ri Yong", "Ri Yong<br>"),
        (Format::Markdown, "Kim **Jong** Un", "Kim Jong Un", "Ri_Yong", "Ri\\_Yong****"),
        (Format::Markdown, "> der Kim\n> Chong Un", "Kim Chong Un", "Kim Jong Un", "> der Kim\n> Jong Un"),
        (Format::Markdown, "`Kim` Kim", "Kim", "Pak", "`Kim` Pak"),
    ] {
        let document = document(input, format);
        assert_eq!(replaced(&document, old, new), expected, "{input}");
    }
}

#[test]
fn replacing_writes_in_the_encoding_of_the_input() {
    let windows = b"F\xfcr Pyongyang \x96 s\xfc\xdf".to_vec();
    let document = read(windows, "x", None, Some(encoding_rs::WINDOWS_1252)).expect("readable");
    let out = document.replace(&[(find(&document, "Pyongyang"), "Pjöngjang".to_owned())]);
    assert_eq!(out, b"F\xfcr Pj\xf6ngjang \x96 s\xfc\xdf");

    let document = read(utf16("\u{feff}Für Seoul", true), "x", None, None).expect("readable");
    let out = document.replace(&[(find(&document, "Seoul"), "Söul".to_owned())]);
    assert_eq!(out, utf16("\u{feff}Für Söul", true));
}

#[test]
fn edits_that_do_not_fit_are_left_out() {
    let document = Document::plain("x", "aäb");
    let edits = [(0, 1), (0, 2), (2, 3), (3, 4), (4, 9)].map(|(start, end)| (Span::new(start, end), "X".to_owned()));
    assert_eq!(document.replace(&edits), "XäX".as_bytes());
}

#[test]
fn html_may_declare_its_encoding() {
    for head in ["<meta charset=windows-1252>", "<meta http-equiv=x content='text/html; charset=ISO-8859-1'>"] {
        let mut bytes = head.as_bytes().to_vec();
        bytes.extend_from_slice(b"<p>Pj\xf6ngjang");
        assert_eq!(read(bytes, "x.html", None, None).expect("readable").text(), "Pjöngjang");
    }
    // A page that is UTF-8 and says otherwise is UTF-8.
    assert_eq!(html("<meta charset=iso-8859-1><p>Pjöngjang").text(), "Pjöngjang");
}

#[test]
fn what_is_no_text_is_an_error_with_its_place_and_a_remedy() {
    let cases: [(&[u8], Option<&'static encoding_rs::Encoding>, &str); 8] = [
        (b"a\nb\xf6c", None, "x, line 2: byte 3 is not UTF-8: name its encoding, for instance --encoding windows-1252"),
        (b"\xef\xbb\xbfa\xff", None, "x, line 1: byte 4 is not UTF-8"),
        (b"abc\n\0def", None, "x, line 2: byte 4 is NUL"),
        (b"\xff\xfea\0\n\0b", None, "x, line 2: byte 6 is not UTF-16LE: the file is damaged or cut short"),
        (b"\xfe\xff\0a\xd8\x3d\0b", None, "x, line 1: byte 4 is not UTF-16BE"),
        (b"\xff\xfe\0\xdc", None, "x, line 1: byte 2 is not UTF-16LE"),
        (b"\xff\xfe\0\0", None, "x, line 1: byte 2 is NUL"),
        (b"a\xc8", Some(encoding_rs::EUC_KR), "x, line 1: byte 1 is not EUC-KR: name another encoding"),
    ];
    for (bytes, encoding, expected) in cases {
        let error = read(bytes.to_vec(), "x", None, encoding).expect_err("unreadable");
        assert!(error.to_string().starts_with(expected), "{error}\n{expected}");
    }
    let replacement = encoding_rs::Encoding::for_label(b"iso-2022-kr");
    assert!(matches!(read(b"x".to_vec(), "x", None, replacement), Err(ReadError::Unsupported { .. })));
}

#[test]
fn empty_inputs_are_empty() {
    for format in [Format::Text, Format::Markdown, Format::Html] {
        for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"] {
            let document = document(bytes, format);
            assert_eq!(document.text(), "");
            assert_eq!(document.original(), bytes);
            assert_eq!(document.replace(&[]), bytes);
            assert_eq!(document.original_span(Span::new(0, 0)).end, document.original().len());
        }
    }
}

#[test]
fn unclosed_markup_hides_what_it_would_hide_in_a_browser() {
    for (input, expected) in [
        ("a<!-- Kim", "a"),
        ("a<script>Kim", "a"),
        ("a<style>Kim</styl", "a"),
        ("a<b Kim", "a"),
        ("a<", "a<"),
        ("a</", "a</"),
        ("a<![CDATA[ Kim ]]>b", "ab"),
        ("a<![CDATA[ Kim", "a"),
        ("a<?php Kim ?>b", "ab"),
        ("a<p title='Kim", "a"),
        ("</b></p></div>a", "a"),
        ("<b><i>a</b>b</i>", "ab"),
    ] {
        assert_eq!(html(input).text(), expected, "{input}");
    }
}

/// Time is linear in the input whatever its shape: generous bounds, since machines differ.
#[test]
fn large_and_deep_inputs_are_read_in_linear_time() {
    // Without optimisation a tenth shows the same: time that grew with the square would still be minutes.
    let many = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    let deep = format!("{}Kim{}", "<div>".repeat(many), "</div>".repeat(many));
    for (name, input, format) in [
        ("open elements", "<div>".repeat(many), Format::Html),
        ("nested elements", deep, Format::Html),
        ("open code elements", "<code>".repeat(many), Format::Html),
        ("ampersands", "&".repeat(many), Format::Html),
        ("references", "&ouml;".repeat(many), Format::Html),
        ("less-than signs", "<".repeat(many), Format::Html),
        ("one name of a reference", format!("&{}", "a".repeat(many)), Format::Html),
        ("one line", "Kim Jong Un besuchte Wonsan. ".repeat(many), Format::Text),
        ("one line of Markdown", "Kim *Jong* Un. ".repeat(100_000), Format::Markdown),
        ("nested quotations", format!("{}Kim", "> ".repeat(20_000)), Format::Markdown),
        ("open brackets", "[".repeat(20_000), Format::Markdown),
        ("open emphasis", "*a ".repeat(20_000), Format::Markdown),
    ] {
        let begin = Instant::now();
        let length = document(input, format).text().len();
        assert!(begin.elapsed() < Duration::from_secs(60), "{name}: {length} bytes in {:?}", begin.elapsed());
    }
}

fn marked_up() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[a-zäöüß ]{1,6}",
        Just("\r\n".to_owned()),
        Just("\n\n".to_owned()),
        "</?(b|p|code|pre|script|svg|title|br)/?>",
        "&(auml|amp|lt|nbsp|#335|#x14f|nosuch|semi);?",
        "[<>&;#*_`\\[\\]()!~|\\\\-]",
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        "\\PC",
    ];
    prop::collection::vec(token, 0..40).prop_map(|tokens| tokens.concat())
}

proptest! {
    #[test]
    fn any_input_is_read_and_kept(input in marked_up(), format in 0..3_usize, from in 0..200_usize, len in 0..50_usize) {
        let format = [Format::Text, Format::Markdown, Format::Html][format];
        let document = document(input.clone(), format);
        prop_assert_eq!(document.replace(&[]), input.as_bytes());
        let text = document.text();
        let mut last = 0;
        for (at, c) in text.char_indices() {
            let span = document.input_span(Span::new(at, at + c.len_utf8()));
            prop_assert!(last <= span.start && span.end <= input.len());
            prop_assert!(input.is_char_boundary(span.start) && input.is_char_boundary(span.end));
            last = span.end;
        }
        let span = Span::new(from, from + len);
        let _ = document.replace(&[(span, "x".to_owned())]);
        let _ = document.original_span(span);
    }

    #[test]
    fn html_without_markup_is_shown_as_it_is(words in prop::collection::vec("[a-zäöüß.,]{1,8}", 1..20)) {
        let text = words.join(" ");
        let document = html(&text);
        prop_assert_eq!(document.text(), text.as_str());
    }

    #[test]
    fn what_is_replaced_is_read_again(before in "[a-zä ]{0,9}", old in "[a-zä]{1,9}", new in "[a-z<>&*_\\[\\]`|]{1,9}") {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let input = format!("x{before}1{old}1");
            let document = document(input, format);
            let start = document.text().find('1').expect("a digit") + 1;
            let out = document.replace(&[(Span::new(start, start + old.len()), new.clone())]);
            let again = read(out, "test", Some(format), None).expect("readable");
            prop_assert_eq!(again.text().split('1').nth(1), Some(new.as_str()));
        }
    }
}
