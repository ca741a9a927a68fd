//! Bytes as stored → text, and the way back from every place in the text to the stored byte.
//!
//! UTF-8 is taken as it is, without a copy. For other encodings the text is decoded once, and runs of characters of equal
//! length on both sides are kept: in German text a few per line, whatever the encoding.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The bytes of an input as stored and the text they decode to. A byte order mark is a character of the text.
#[derive(Debug)]
pub(super) struct Stored {
    text: String,
    encoded: Option<Encoded>,
}

/// What is kept of an input that is not UTF-8.
#[derive(Debug)]
struct Encoded {
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    runs: Vec<Run>,
}

/// From here to the next run, every `text_unit` bytes of text are `stored_unit` bytes of the stored input.
#[derive(Clone, Copy, Debug)]
struct Run {
    text: usize,
    stored: usize,
    text_unit: u8,
    stored_unit: u8,
}

/// Why bytes are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A sequence that the encoding does not know, with its offset and line.
    Undecodable { encoding: &'static str, offset: usize, line: usize },
    /// A NUL character, which text never holds.
    Nul { offset: usize, line: usize },
    /// The label stands for encodings that are not to be read.
    Unsupported { encoding: &'static str },
}

impl Fault {
    /// Whether bytes are not text in this encoding.
    pub(super) fn is_of(self, expected: &'static Encoding) -> bool {
        matches!(self, Self::Undecodable { encoding, .. } if encoding == expected.name())
    }
}

impl Stored {
    /// Text that is UTF-8 already.
    pub(super) fn utf8(text: String) -> Self {
        Self { text, encoded: None }
    }

    /// Decodes bytes. A byte order mark decides over `encoding`; without either the bytes are UTF-8, or else what
    /// `declared` finds written in them.
    pub(super) fn decode(
        bytes: Vec<u8>,
        encoding: Option<&'static Encoding>,
        declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
    ) -> Result<Self, Fault> {
        let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
        let encoding = marked.or(encoding);
        let stored = if encoding.is_none_or(|encoding| encoding == UTF_8) {
            match String::from_utf8(bytes) {
                Ok(text) => Self::utf8(text),
                Err(error) => {
                    let offset = error.utf8_error().valid_up_to();
                    let bytes = error.into_bytes();
                    match declared(&bytes).filter(|declared| encoding.is_none() && *declared != UTF_8) {
                        Some(declared) => decode_as(bytes, declared)?,
                        None => return Err(undecodable(UTF_8, offset, lines(&bytes[..offset]))),
                    }
                }
            }
        } else {
            decode_as(bytes, encoding.unwrap_or(UTF_8))?
        };
        match memchr::memchr(0, stored.text.as_bytes()) {
            Some(at) => Err(Fault::Nul { offset: stored.place(at), line: lines(&stored.text.as_bytes()[..at]) }),
            None => Ok(stored),
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.encoded.as_ref().map_or(self.text.as_bytes(), |encoded| &encoded.bytes)
    }

    /// The stored byte at which the character at a byte of the text begins.
    pub(super) fn place(&self, at: usize) -> usize {
        let Some(encoded) = &self.encoded else { return at.min(self.text.len()) };
        if at >= self.text.len() {
            return encoded.bytes.len();
        }
        let index = encoded.runs.partition_point(|run| run.text <= at);
        let Some(run) = index.checked_sub(1).map(|index| encoded.runs[index]) else { return 0 };
        run.stored + (at - run.text) / usize::from(run.text_unit) * usize::from(run.stored_unit)
    }

    /// Appends text in the encoding of the input. What the encoding lacks becomes a character reference where
    /// `references` allows it, else its base letter, else a question mark.
    pub(super) fn encode(&self, text: &str, references: bool, out: &mut Vec<u8>) {
        match self.encoded.as_ref().map_or(UTF_8, |encoded| encoded.encoding) {
            encoding if encoding == UTF_8 => out.extend_from_slice(text.as_bytes()),
            encoding if encoding == UTF_16LE => out.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
            encoding if encoding == UTF_16BE => out.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            encoding => {
                let (bytes, _, lacking) = encoding.encode(text);
                if !lacking || references {
                    out.extend_from_slice(&bytes);
                } else {
                    text.chars().for_each(|c| encode_char(encoding, c, out));
                }
            }
        }
    }
}

fn encode_char(encoding: &'static Encoding, c: char, out: &mut Vec<u8>) {
    let base: String = c.nfd().filter(|c| !is_combining_mark(*c)).collect();
    for text in [c.to_string(), base] {
        let (bytes, _, lacking) = encoding.encode(&text);
        if !lacking {
            out.extend_from_slice(&bytes);
            return;
        }
    }
    out.push(b'?');
}

fn undecodable(encoding: &'static Encoding, offset: usize, line: usize) -> Fault {
    Fault::Undecodable { encoding: encoding.name(), offset, line }
}

/// Number of the line that follows some text.
fn lines(before: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// Collects the text and the runs of equal units.
#[derive(Default)]
struct Decoded {
    text: String,
    runs: Vec<Run>,
    stored: usize,
}

impl Decoded {
    /// Takes `text` for the next `stored` bytes of the input.
    fn push(&mut self, text: &str, stored: usize) {
        let (text_unit, stored_unit) = (text.len() as u8, stored as u8);
        if self.runs.last().is_none_or(|run| (run.text_unit, run.stored_unit) != (text_unit, stored_unit)) {
            self.runs.push(Run { text: self.text.len(), stored: self.stored, text_unit, stored_unit });
        }
        self.text.push_str(text);
        self.stored += stored;
    }

    fn fault(&self, encoding: &'static Encoding, offset: usize) -> Fault {
        undecodable(encoding, offset, lines(self.text.as_bytes()))
    }
}

fn decode_as(bytes: Vec<u8>, encoding: &'static Encoding) -> Result<Stored, Fault> {
    let decoded = if encoding == encoding_rs::REPLACEMENT {
        return Err(Fault::Unsupported { encoding: encoding.name() });
    } else if encoding == UTF_16LE {
        utf16(&bytes, encoding, u16::from_le_bytes)?
    } else if encoding == UTF_16BE {
        utf16(&bytes, encoding, u16::from_be_bytes)?
    } else if encoding.is_single_byte() {
        single_byte(&bytes, encoding)?
    } else {
        multi_byte(&bytes, encoding)?
    };
    let Decoded { text, runs, .. } = decoded;
    Ok(Stored { text, encoded: Some(Encoded { bytes, encoding, runs }) })
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, unit: fn([u8; 2]) -> u16) -> Result<Decoded, Fault> {
    let mut decoded = Decoded::default();
    let (pairs, rest) = bytes.as_chunks::<2>();
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(c) = c else { return Err(decoded.fault(encoding, decoded.stored)) };
        decoded.push(c.encode_utf8(&mut [0; 4]), c.len_utf16() * 2);
    }
    if rest.is_empty() { Ok(decoded) } else { Err(decoded.fault(encoding, decoded.stored)) }
}

fn single_byte(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Fault> {
    let table: Vec<Option<String>> = (0..=u8::MAX)
        .map(|byte| encoding.decode_without_bom_handling_and_without_replacement(&[byte]).map(|c| c.into_owned()))
        .collect();
    let mut decoded = Decoded::default();
    for (offset, byte) in bytes.iter().enumerate() {
        let Some(c) = &table[usize::from(*byte)] else { return Err(decoded.fault(encoding, offset)) };
        decoded.push(c, 1);
    }
    Ok(decoded)
}

/// Feeds the decoder byte by byte, which shows the bytes of each character.
fn multi_byte(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Fault> {
    let mut decoded = Decoded::default();
    let mut decoder: Decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 64];
    for end in 1..=bytes.len() + 1 {
        let last = end > bytes.len();
        let next = if last { &[][..] } else { &bytes[end - 1..end] };
        let (result, _, written) = decoder.decode_to_utf8_without_replacement(next, &mut buffer, last);
        if result != DecoderResult::InputEmpty {
            return Err(decoded.fault(encoding, decoded.stored));
        }
        let text = std::str::from_utf8(&buffer[..written]).unwrap_or_default();
        if !text.is_empty() {
            decoded.push(text, end.min(bytes.len()) - decoded.stored);
        }
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], label: &str) -> Result<Stored, Fault> {
        Stored::decode(bytes.to_vec(), Encoding::for_label(label.as_bytes()), |_| None)
    }

    #[test]
    fn places_go_back_to_the_stored_bytes() {
        for label in ["windows-1252", "utf-16le", "utf-16be", "euc-kr", "gb18030", "shift_jis", "iso-2022-jp"] {
            let text = if label == "windows-1252" { "„Pjöngjang“ süß.\nEs" } else { "a 東京 b\n日本 c" };
            let mut bytes = Vec::new();
            match label {
                "utf-16le" => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
                "utf-16be" => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
                _ => bytes.extend_from_slice(&Encoding::for_label(label.as_bytes()).unwrap().encode(text).0),
            }
            let stored = decode(&bytes, label).unwrap();
            assert_eq!(stored.text(), text, "{label}");
            assert_eq!(stored.bytes(), bytes);
            assert_eq!(stored.place(text.len()), bytes.len());
            let line = text.find('\n').unwrap();
            assert!(bytes[stored.place(line)..].contains(&b'\n'));
            let rest = decode(&bytes[stored.place(line + 1)..], label).map(|rest| rest.text().to_owned());
            assert_eq!(rest.as_deref(), Ok(&text[line + 1..]), "{label}");
        }
    }

    #[test]
    fn what_an_encoding_lacks_is_written_as_near_as_can_be() {
        let stored = decode(b"x", "windows-1252").unwrap();
        let encode = |references| {
            let mut out = Vec::new();
            stored.encode("ŏ – 김", references, &mut out);
            out
        };
        assert_eq!(encode(false), b"o \x96 ?");
        assert_eq!(encode(true), b"&#335; \x96 &#44608;");
    }
}
