//! What files that are no text begin with, so that a picture is called a picture and nobody is asked for its encoding.

/// A kind of file that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// With its article, as in "a PNG image".
    pub name: &'static str,
    /// How its text can be had.
    pub remedy: &'static str,
}

const PICTURE: &str = "text in pictures is not read; write it out, or let a program for text recognition do it";
const OFFICE: &str = "save the document as text or HTML (LibreOffice: soffice --convert-to html FILE)";
const PAGES: &str = "take the text out of it first (pdftotext FILE)";
const PACKED: &str = "unpack it first";
const MEDIA: &str = "name a file that holds text";

/// The first bytes of kinds of file, by the file formats' own definitions.
const SIGNATURES: [(&[u8], &str, &str); 18] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG image", PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", PICTURE),
    (b"GIF87a", "a GIF image", PICTURE),
    (b"GIF89a", "a GIF image", PICTURE),
    (b"II*\0", "a TIFF image", PICTURE),
    (b"MM\0*", "a TIFF image", PICTURE),
    (b"%PDF-", "a PDF file", PAGES),
    (b"{\\rtf", "an RTF document", OFFICE),
    (b"PK\x03\x04", "a ZIP archive, as documents of Word and LibreOffice are", OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older document of Word or Excel", OFFICE),
    (b"\x1f\x8b", "a gzip archive", PACKED),
    (b"BZh", "a bzip2 archive", PACKED),
    (b"\xfd7zXZ\0", "an xz archive", PACKED),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", PACKED),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", PACKED),
    (b"\x7fELF", "a program", MEDIA),
    (b"ID3", "an MP3 recording", MEDIA),
    (b"OggS", "an Ogg recording", MEDIA),
];

/// Documents that are no plain text although all their bytes may be characters.
const IN_CHARACTERS: [&[u8]; 2] = [b"%PDF-", b"{\\rtf"];

/// The kind of file that begins like this, asked after no encoding could make text of it.
pub(super) fn of(bytes: &[u8]) -> Option<Kind> {
    let (_, name, remedy) = SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature))?;
    Some(Kind { name, remedy })
}

/// The same for the kinds that any encoding could make text of, though not the text that a reader sees.
pub(super) fn of_characters(bytes: &[u8]) -> Option<Kind> {
    IN_CHARACTERS.iter().any(|signature| bytes.starts_with(signature)).then(|| of(bytes))?
}

/// Whether bytes hold control characters that no text in any single-byte or multi-byte encoding holds.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    const SAMPLE: usize = 8 * 1024;
    let control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    bytes.iter().take(SAMPLE).any(control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        for (bytes, name) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Some("a PNG image")),
            (b"%PDF-1.7\n", Some("a PDF file")),
            (b"PK\x03\x04\x14\0", Some("a ZIP archive, as documents of Word and LibreOffice are")),
            (b"PK war da", None),
            (b"", None),
        ] {
            assert_eq!(of(bytes).map(|kind| kind.name), name);
        }
        assert!(of_characters(b"{\\rtf1\\ansi Kim}").is_some());
        assert!(of_characters(b"BZhaus und ID3").is_none(), "what text may begin with is text");
        assert!(is_binary(b"a\x01b") && !is_binary("Pjöngjang\r\n\t\x1b$B".as_bytes()));
    }
}
