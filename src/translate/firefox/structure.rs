//! The structure of a model's files, checked before the inference crate gets to see them.
//!
//! Three formats, all little-endian: Marian's binary container of tensors (version 1), SentencePiece's protocol buffer,
//! and Marian's binary lexical shortlist. Formats: `marian/src/common/binary.cpp`, `sentencepiece_model.proto`,
//! `marian/src/data/shortlist.cpp`.

/// Magic number of a binary shortlist.
const SHORTLIST_MAGIC: u64 = 0xF11A_48D5_0134_17F5;

/// Rows of the embedding matrices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VocabularySizes {
    /// Of the source language.
    pub source: usize,
    /// Of the target language.
    pub target: usize,
}

/// Checks a container of weights and gives the sizes of its vocabularies.
///
/// # Errors
/// What is wrong, in words.
pub fn model(bytes: &[u8]) -> Result<VocabularySizes, String> {
    let mut cursor = Cursor(bytes);
    let version = cursor.u64()?;
    if version != 1 {
        return Err("it does not begin as a Marian model does".to_owned());
    }
    let count = cursor.length()?;
    // Each tensor has a header of 32 bytes.
    if count == 0 || count > bytes.len() / 32 {
        return Err(format!("it claims {count} tensors"));
    }
    let mut headers = Vec::with_capacity(count);
    for _ in 0..count {
        headers.push((cursor.length()?, cursor.u64()?, cursor.length()?, cursor.length()?));
    }
    let names = headers
        .iter()
        .map(|(length, ..)| Ok(String::from_utf8_lossy(cursor.take(*length)?).trim_end_matches('\0').to_owned()))
        .collect::<Result<Vec<_>, String>>()?;
    let mut shapes = Vec::with_capacity(count);
    for (_, _, dimensions, _) in &headers {
        let shape = cursor.take(dimensions.checked_mul(4).ok_or("a tensor has too many dimensions")?)?;
        shapes.push(shape.chunks_exact(4).map(|b| i32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect::<Vec<_>>());
    }
    let padding = cursor.length()?;
    cursor.take(padding)?;
    for ((_, kind, _, length), (name, shape)) in headers.iter().zip(names.iter().zip(&shapes)) {
        let elements = shape
            .iter()
            .try_fold(1_usize, |product, side| usize::try_from(*side).ok().and_then(|side| product.checked_mul(side)))
            .ok_or_else(|| format!("the tensor {name} has an impossible shape"))?;
        // The low byte of the type is the size of an element; the model's own settings are text.
        let needed = elements.saturating_mul((kind & 0xff) as usize);
        if !name.starts_with("special:") && needed > *length {
            return Err(format!("the tensor {name} is too short for its shape"));
        }
        cursor.take(*length)?;
    }
    let rows = |wanted: &str| {
        let at = names.iter().position(|name| name == wanted)?;
        let rows = *shapes[at].first()?;
        usize::try_from(rows).ok().filter(|rows| *rows > 0 && shapes[at].len() == 2 && shapes[at][1] > 0)
    };
    if !names.iter().any(|name| name == "decoder_l1_rnn_W" || name == "decoder_l1_rnn_Wf") {
        return Err("its decoder is of another kind than Firefox's (SSRU)".to_owned());
    }
    match (rows("Wemb"), rows("encoder_Wemb"), rows("decoder_Wemb")) {
        (Some(shared), ..) => Ok(VocabularySizes { source: shared, target: shared }),
        (None, Some(source), Some(target)) => Ok(VocabularySizes { source, target }),
        _ => Err("it has no embeddings".to_owned()),
    }
}

/// Checks a SentencePiece vocabulary for a matrix with so many rows.
///
/// # Errors
/// What is wrong, in words.
pub fn vocabulary(bytes: &[u8], rows: usize) -> Result<(), String> {
    let mut cursor = Cursor(bytes);
    let (mut pieces, mut end) = (0, false);
    while !cursor.0.is_empty() {
        let (field, value) = cursor.field()?;
        if field == 1 {
            pieces += 1;
            let mut piece = Cursor(value);
            while !piece.0.is_empty() {
                let (field, value) = piece.field()?;
                end |= field == 1 && value == b"</s>";
            }
        }
    }
    if pieces == 0 || !end {
        return Err("it is no SentencePiece vocabulary".to_owned());
    }
    if pieces != rows {
        return Err(format!("it has {pieces} pieces and the model has {rows}: it belongs to another model"));
    }
    Ok(())
}

/// Checks a shortlist for a vocabulary with so many pieces.
///
/// # Errors
/// What is wrong, in words.
pub fn shortlist(bytes: &[u8], pieces: usize) -> Result<(), String> {
    let mut cursor = Cursor(bytes);
    if cursor.u64()? != SHORTLIST_MAGIC {
        return Err("it does not begin as a shortlist does".to_owned());
    }
    cursor.u64()?; // A checksum of Marian's own kind.
    let (first, _best) = (cursor.length()?, cursor.length()?);
    let (words, entries) = (cursor.length()?, cursor.length()?);
    let size = words.checked_mul(8).and_then(|size| size.checked_add(entries.checked_mul(4)?));
    if size != Some(cursor.0.len()) {
        return Err("it is cut short or has a tail".to_owned());
    }
    let mut last = 0;
    for _ in 0..words {
        let offset = cursor.length()?;
        if offset < last || offset > entries {
            return Err("its table is not in order".to_owned());
        }
        last = offset;
    }
    let mut ids = cursor.0.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
    if first > pieces || ids.any(|id| id >= pieces) {
        return Err("it names pieces that the vocabulary does not have: it belongs to another model".to_owned());
    }
    Ok(())
}

/// What is still to be read.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or("it is cut short")?;
        self.0 = rest;
        Ok(taken)
    }

    fn u64(&mut self) -> Result<u64, String> {
        let bytes = self.take(8)?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn length(&mut self) -> Result<usize, String> {
        usize::try_from(self.u64()?).map_err(|_| "it names a length beyond all memory".to_owned())
    }

    /// A base-128 number of a protocol buffer.
    fn varint(&mut self) -> Result<u64, String> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err("it holds a number without end".to_owned())
    }

    /// A field of a protocol buffer: its number, and its bytes if it has any.
    fn field(&mut self) -> Result<(u64, &'a [u8]), String> {
        let tag = self.varint()?;
        let value: &[u8] = match tag & 7 {
            0 => {
                self.varint()?;
                &[]
            }
            1 => self.take(8)?,
            2 => {
                let length = self.varint()?;
                self.take(usize::try_from(length).map_err(|_| "it is cut short")?)?
            }
            5 => self.take(4)?,
            _ => return Err("it is no protocol buffer".to_owned()),
        };
        Ok((tag >> 3, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn piece(text: &str) -> Vec<u8> {
        let mut bytes = vec![0x0a, text.len() as u8 + 2, 0x0a, text.len() as u8];
        bytes.extend(text.as_bytes());
        bytes
    }

    fn small_shortlist(ids: &[u32]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for number in [SHORTLIST_MAGIC, 0, 1, 1, 2, ids.len() as u64, 0, ids.len() as u64] {
            bytes.extend(number.to_le_bytes());
        }
        ids.iter().for_each(|id| bytes.extend(id.to_le_bytes()));
        bytes
    }

    #[test]
    fn a_vocabulary_must_fit_its_model() {
        let bytes = [piece("<unk>"), piece("</s>"), piece("a")].concat();
        assert_eq!(vocabulary(&bytes, 3), Ok(()));
        assert!(vocabulary(&bytes, 4).is_err());
        assert!(vocabulary(&bytes[..bytes.len() - 1], 3).is_err());
        assert!(vocabulary(b"", 0).is_err());
        assert!(vocabulary(b"<!DOCTYPE html>", 3).is_err());
    }

    #[test]
    fn a_shortlist_must_be_whole_and_name_known_pieces() {
        let bytes = small_shortlist(&[0, 2]);
        assert_eq!(shortlist(&bytes, 3), Ok(()));
        assert!(shortlist(&bytes, 2).is_err());
        assert!(shortlist(&bytes[..bytes.len() - 1], 3).is_err());
        assert!(shortlist(&[bytes.as_slice(), b"x"].concat(), 3).is_err());
    }

    proptest! {
        #[test]
        fn rubbish_is_refused_and_nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), version in any::<bool>()) {
            let mut bytes = bytes;
            if version {
                bytes.splice(..0, 1_u64.to_le_bytes());
            }
            prop_assert!(model(&bytes).is_err());
            let _ = vocabulary(&bytes, 3);
            prop_assert!(shortlist(&bytes, 3).is_err());
        }
    }
}
