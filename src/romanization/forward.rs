//! From Hangul to Latin letters.
//!
//! The letters of the systems and the sound changes between syllables are tables (`tables/letters.tsv`,
//! `tables/assimilation.tsv`, with their sources); this module joins them by the rules that each system has for names and
//! for words.

use std::sync::OnceLock;

use super::hangul::{FINALS, INITIALS, MEDIALS, SILENT, Syllable, compose};
use super::press;

/// A way to write Korean in Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum System {
    /// The DPRK's national system as KCNA writes it: no breves, every syllable of a given name apart.
    Dprk,
    /// Revised Romanization of the Republic of Korea (2000).
    Revised,
    /// McCune-Reischauer with breves and apostrophes; given names in one word.
    McCuneReischauer,
    /// McCune-Reischauer without its marks, given names with a hyphen.
    McCuneReischauerAscii,
    /// McCune-Reischauer as the Library of Congress applies it.
    AlaLc,
    /// McCune-Reischauer as BGN/PCGN apply it to the DPRK: ㄹ is kept at the beginning.
    Bgn,
    /// ICS-630 of the US intelligence community: McCune-Reischauer letter by letter, apostrophes for breves.
    Odni,
    /// Yale, letter by letter.
    Yale,
    /// The habits of the South Korean press: Park, Lee, Choi; given names with a hyphen.
    Press,
    /// The habit of German papers that hyphenate: KCNA's letters, "Kim Jong-un".
    German,
}

impl System {
    /// All systems.
    pub const ALL: [Self; 10] = [
        Self::Dprk,
        Self::Revised,
        Self::McCuneReischauer,
        Self::McCuneReischauerAscii,
        Self::AlaLc,
        Self::Bgn,
        Self::Odni,
        Self::Yale,
        Self::Press,
        Self::German,
    ];

    /// The key that commands and files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Dprk => "dprk",
            Self::Revised => "rr",
            Self::McCuneReischauer => "mr",
            Self::McCuneReischauerAscii => "mr-ascii",
            Self::AlaLc => "ala-lc",
            Self::Bgn => "bgn",
            Self::Odni => "odni",
            Self::Yale => "yale",
            Self::Press => "press",
            Self::German => "german",
        }
    }

    /// The system of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.key() == key)
    }

    /// Its name in running text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dprk => "DPRK",
            Self::Revised => "Revised Romanization",
            Self::McCuneReischauer => "McCune-Reischauer",
            Self::McCuneReischauerAscii => "McCune-Reischauer without marks",
            Self::AlaLc => "ALA-LC",
            Self::Bgn => "BGN/PCGN",
            Self::Odni => "ICS-630",
            Self::Yale => "Yale",
            Self::Press => "South Korean press",
            Self::German => "German press",
        }
    }

    /// The column of `letters.tsv` that it takes its letters from.
    const fn letters(self) -> Letters {
        match self {
            Self::Dprk | Self::German => Letters::Dprk,
            Self::Revised | Self::Press => Letters::Revised,
            Self::McCuneReischauer | Self::McCuneReischauerAscii | Self::AlaLc | Self::Bgn => Letters::McCuneReischauer,
            Self::Odni => Letters::Odni,
            Self::Yale => Letters::Yale,
        }
    }
}

/// What the Hangul is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A personal name, family name first.
    Name,
    /// A place, a body, a title, any other word or words.
    Word,
}

/// Writes Hangul in a system; `None` if a name is not all Hangul syllables, or a word has none. Words keep digits,
/// spaces, hyphens and Latin letters as they are, and begin with a capital.
///
/// ```
/// use umschrift::romanization::{Kind, System, romanize};
/// assert_eq!(romanize("박정천", System::Dprk, Kind::Name).as_deref(), Some("Pak Jong Chon"));
/// assert_eq!(romanize("오극렬", System::AlaLc, Kind::Name).as_deref(), Some("O Kŭng-nyŏl"));
/// assert_eq!(romanize("종로", System::Revised, Kind::Word).as_deref(), Some("Jongno"));
/// ```
pub fn romanize(hangul: &str, system: System, kind: Kind) -> Option<String> {
    let hangul = compose(hangul);
    match kind {
        Kind::Name => name(&hangul, system),
        Kind::Word => word(&hangul, system),
    }
}

/// A column of `letters.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    Dprk,
    Revised,
    McCuneReischauer,
    Odni,
    Yale,
}

/// The letters of one system.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    pub initial: [&'static str; 19],
    /// The initials after a voiced sound.
    pub voiced: [&'static str; 19],
    pub medial: [&'static str; 21],
    pub coda: [&'static str; 28],
}

/// A sound change between a final and the next initial.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    /// The final by its sound.
    pub coda: &'static str,
    /// Index of the initial.
    pub initial: u8,
    /// What the two become; `None`: no change in this system.
    pub revised: Option<(&'static str, &'static str)>,
    pub mccune: Option<(&'static str, &'static str)>,
    pub dprk: Option<(&'static str, &'static str)>,
}

pub(crate) struct Tables {
    pub columns: [Column; 5],
    pub changes: Vec<Change>,
}

/// The tables, read once.
pub(crate) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut columns: [Column; 5] = Default::default();
        for [part, jamo, cells @ ..] in rows::<7>(include_str!("tables/letters.tsv")) {
            let Some(jamo) = jamo.chars().next() else { continue };
            for (column, cell) in columns.iter_mut().zip(cells) {
                let cell = if cell == "-" { "" } else { cell };
                let (slots, letters): (&mut [&'static str], &[char]) = match part {
                    "initial" => (&mut column.initial, &INITIALS),
                    "voiced" => (&mut column.voiced, &INITIALS),
                    "medial" => (&mut column.medial, &MEDIALS),
                    _ => (&mut column.coda, &FINALS),
                };
                if let Some(at) = letters.iter().position(|letter| *letter == jamo) {
                    slots[at] = cell;
                }
            }
        }
        for column in &mut columns {
            for at in 0..INITIALS.len() {
                if column.voiced[at].is_empty() {
                    column.voiced[at] = column.initial[at];
                }
            }
        }
        let changes = rows::<5>(include_str!("tables/assimilation.tsv"))
            .filter_map(|[coda, initial, revised, mccune, dprk]| {
                let initial = INITIALS.iter().position(|letter| initial.starts_with(*letter))? as u8;
                let parts = |cell: &'static str| cell.split_once('-');
                Some(Change { coda, initial, revised: parts(revised), mccune: parts(mccune), dprk: parts(dprk) })
            })
            .collect();
        Tables { columns, changes }
    })
}

/// The rows of a table under its header, without comments. Missing cells are empty.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1).map(|line| {
        let mut cells = [""; N];
        for (slot, cell) in cells.iter_mut().zip(line.split('\t')) {
            *slot = cell;
        }
        cells
    })
}

/// Family names of two syllables.
pub const COMPOUND_SURNAMES: [&str; 10] =
    ["남궁", "선우", "황보", "제갈", "독고", "사공", "서문", "동방", "망절", "사마"];

/// Splits a personal name into family and given name: (number of syllables of the family name, all syllables).
pub fn split_name(hangul: &str) -> Option<(usize, Vec<Syllable>)> {
    let syllables: Vec<Syllable> =
        hangul.chars().filter(|c| !c.is_whitespace()).map(Syllable::of).collect::<Option<_>>()?;
    let compound = syllables.len() > 2 && COMPOUND_SURNAMES.iter().any(|name| hangul.starts_with(name));
    if syllables.is_empty() { None } else { Some((if compound { 2 } else { 1 }, syllables)) }
}

fn name(hangul: &str, system: System) -> Option<String> {
    let (surname_length, syllables) = split_name(hangul)?;
    let (surname, given) = syllables.split_at(surname_length);
    let column = &tables().columns[system.letters() as usize];
    let surname = match system {
        System::Press => press::surname(surname).unwrap_or_else(|| plain(surname, column, false).concat()),
        System::AlaLc => {
            let southern: Vec<Syllable> =
                surname.iter().enumerate().map(|(at, s)| if at == 0 { s.southern() } else { *s }).collect();
            let written = spoken(&southern, column, Rules::McCuneReischauer).concat();
            if written == "i" { "yi".into() } else { written }
        }
        System::Odni => {
            let written = plain(surname, column, false).concat();
            if written == "i" { "yi".into() } else { written }
        }
        System::McCuneReischauer | System::McCuneReischauerAscii | System::Bgn => {
            spoken(surname, column, Rules::McCuneReischauer).concat()
        }
        _ => plain(surname, column, false).concat(),
    };
    let given = match system {
        System::Dprk => plain(given, column, true).iter().map(|text| capital(text)).collect::<Vec<_>>().join(" "),
        System::German => capital(&plain(given, column, true).join("-")),
        System::Revised => capital(&spoken(given, column, Rules::Liaison).concat()),
        System::McCuneReischauer | System::Bgn => {
            capital(&joined(&spoken(given, column, Rules::McCuneReischauer), Rules::McCuneReischauer))
        }
        System::McCuneReischauerAscii | System::AlaLc => {
            capital(&spoken(given, column, Rules::McCuneReischauer).join("-"))
        }
        System::Odni => capital(&plain(given, column, false).join("-")),
        System::Yale => capital(&plain(given, column, false).concat()),
        System::Press => {
            capital(&given.iter().map(|syllable| press::syllable(*syllable)).collect::<Vec<_>>().join("-"))
        }
    };
    let separator = if given.is_empty() { "" } else { " " };
    let whole = format!("{}{separator}{given}", capital(&surname));
    Some(if system == System::McCuneReischauerAscii { without_marks(&whole) } else { whole })
}

fn word(hangul: &str, system: System) -> Option<String> {
    let column = &tables().columns[system.letters() as usize];
    let rules = match system {
        System::Dprk | System::German => Rules::Dprk,
        System::Revised | System::Press => Rules::Revised,
        System::McCuneReischauer | System::McCuneReischauerAscii | System::AlaLc | System::Bgn => {
            Rules::McCuneReischauer
        }
        System::Odni | System::Yale => Rules::None,
    };
    let mut out = String::new();
    let mut run: Vec<Syllable> = Vec::new();
    let mut any = false;
    let south = matches!(system, System::McCuneReischauer | System::McCuneReischauerAscii);
    let flush = |run: &mut Vec<Syllable>, out: &mut String| {
        if let Some(first) = run.first_mut().filter(|_| south && !out.ends_with('-')) {
            *first = first.southern();
        }
        if !run.is_empty() {
            let text = joined(&spoken(run, column, rules), rules);
            let capitalise = out.is_empty();
            out.push_str(&if capitalise { capital(&text) } else { text });
            run.clear();
        }
    };
    for c in hangul.chars() {
        match Syllable::of(c) {
            Some(syllable) => {
                any = true;
                run.push(syllable);
            }
            None => {
                flush(&mut run, &mut out);
                out.push(c);
            }
        }
    }
    flush(&mut run, &mut out);
    any.then(|| if system == System::McCuneReischauerAscii { without_marks(&out) } else { out })
}

/// Letter by letter; with `voiced` the initials inside are written as voiced, after every sound: KCNA has Hak Gun and Ik
/// Gyu as it has Jong Gun.
fn plain(syllables: &[Syllable], column: &Column, voiced: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(syllables.len());
    for (at, syllable) in syllables.iter().enumerate() {
        let initials = if voiced && at > 0 { &column.voiced } else { &column.initial };
        out.push(format!(
            "{}{}{}",
            initials[syllable.initial as usize],
            vowel(column, *syllable),
            column.coda[syllable.coda as usize]
        ));
    }
    out
}

/// Yale writes ㅜ as u after labials and y.
fn vowel(column: &Column, syllable: Syllable) -> &'static str {
    let written = column.medial[syllable.medial as usize];
    if written == "wu" && matches!(syllable.initial, 6 | 7 | 8 | 17) { "u" } else { written }
}

/// Whether the end of a syllable voices the consonant after it: a vowel, ㄴ, ㅁ, ㅇ or ㄹ.
pub(crate) fn voices(coda: &str) -> bool {
    matches!(coda, "" | "n" | "m" | "ng" | "l")
}

/// Which sound changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rules {
    /// None.
    None,
    /// A final before ㅇ takes the letter of an initial; nothing else (Revised Romanization of names, § 3-4).
    Liaison,
    /// All (Revised Romanization of words).
    Revised,
    /// All (McCune-Reischauer).
    McCuneReischauer,
    /// Nasals and laterals, with voicing (national system of the DPRK for places).
    Dprk,
}

/// Indices of finals whose last consonant moves to a following vowel: (final, what stays, initial that it becomes).
const LIAISON: [(u8, u8, u8); 22] = [
    (1, 0, 0),
    (2, 0, 1),
    (3, 1, 9),
    (4, 0, 2),
    (5, 4, 12),
    (6, 0, 2),
    (7, 0, 3),
    (8, 0, 5),
    (9, 8, 0),
    (10, 8, 6),
    (11, 8, 7),
    (12, 8, 9),
    (13, 8, 16),
    (14, 8, 17),
    (15, 0, 5),
    (16, 0, 6),
    (17, 0, 7),
    (18, 17, 9),
    (19, 0, 9),
    (20, 0, 10),
    (22, 0, 12),
    (23, 0, 14),
];

/// By sound: the syllables with the changes between them.
fn spoken(syllables: &[Syllable], column: &Column, rules: Rules) -> Vec<String> {
    if rules == Rules::None {
        return plain(syllables, column, false);
    }
    let mut sounds: Vec<Syllable> = syllables.to_vec();
    let mccune = rules == Rules::McCuneReischauer;
    // Whether the initial was the final of the syllable before; it is written there: Mog-wŏn.
    let mut moved = vec![false; sounds.len()];
    for at in 1..sounds.len() {
        let (before, after) = (sounds[at - 1], sounds[at]);
        let (coda, initial) = meet(before.coda, after, rules);
        moved[at] = after.initial == SILENT && coda == 0 && initial != SILENT;
        sounds[at - 1].coda = coda;
        sounds[at].initial = initial;
    }
    let mut out: Vec<String> = Vec::with_capacity(sounds.len());
    for (at, syllable) in sounds.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| column.coda[sounds[before].coda as usize]);
        let mut initial = match before {
            Some(coda) if rules == Rules::Dprk || voices(coda) && rules != Rules::Liaison => {
                column.voiced[syllable.initial as usize]
            }
            _ => column.initial[syllable.initial as usize],
        };
        if let Some(coda) = before.filter(|_| rules != Rules::Liaison) {
            let change =
                tables().changes.iter().find(|change| change.coda == coda && change.initial == syllable.initial);
            let written = change.and_then(|change| match rules {
                Rules::McCuneReischauer => change.mccune,
                Rules::Dprk => change.dprk,
                _ => change.revised,
            });
            if let Some((end, start)) = written {
                let written = &mut out[at - 1];
                written.truncate(written.len() - coda.len());
                written.push_str(end);
                initial = start;
            }
        }
        // 쉬 and 시 differ: McCune-Reischauer writes sh before wi.
        let initial = if mccune && syllable.initial == 9 && syllable.medial == 16 { "sh" } else { initial };
        let rest = format!("{}{}", vowel(column, *syllable), column.coda[syllable.coda as usize]);
        match out.last_mut().filter(|_| moved[at]) {
            Some(before) => {
                before.push_str(initial);
                out.push(rest);
            }
            None => out.push(format!("{initial}{rest}")),
        }
    }
    out
}

/// What a final and the next initial are before nasals and laterals change them: liaison, ㅎ and palatalisation.
fn meet(coda: u8, after: Syllable, rules: Rules) -> (u8, u8) {
    let initial = after.initial;
    if initial == SILENT {
        let palatal = after.medial == 20 && rules != Rules::Liaison;
        return match coda {
            7 if palatal => (0, 12),
            25 if palatal => (0, 14),
            13 if palatal => (8, 14),
            24 => (0, 15),
            25 => (0, 16),
            26 => (0, 17),
            // ㅎ is not heard before a vowel.
            27 => (0, SILENT),
            _ => LIAISON
                .iter()
                .find(|(from, ..)| *from == coda)
                .map_or((coda, initial), |(_, stays, moves)| (*stays, *moves)),
        };
    }
    // ㅎ makes the plain stop after it strong.
    let strong = match initial {
        0 => Some(15),
        3 => Some(16),
        12 => Some(14),
        _ => None,
    };
    // ㄷ and ㅈ with 히 are heard as 치.
    if initial == 18 && after.medial == 20 && rules != Rules::Liaison && matches!(coda, 5 | 7 | 22) {
        return (if coda == 5 { 4 } else { 0 }, 14);
    }
    // ㄺ before ㄱ keeps its ㄹ.
    if coda == 9 && initial == 0 {
        return (8, if rules == Rules::McCuneReischauer { 1 } else { 0 });
    }
    match (coda, strong) {
        (27, Some(strong)) => (0, strong),
        (6, Some(strong)) => (4, strong),
        (15, Some(strong)) => (8, strong),
        (27, None) if initial == 9 => (0, 10),
        (27, None) if initial == 2 || initial == 6 => (4, initial),
        _ => (coda, initial),
    }
}

/// Syllables in one word; McCune-Reischauer parts n from a following g.
fn joined(syllables: &[String], rules: Rules) -> String {
    let mut out = String::new();
    for syllable in syllables {
        if rules == Rules::McCuneReischauer && out.ends_with('n') && syllable.starts_with('g') {
            out.push('’');
        }
        out.push_str(syllable);
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Without breves and apostrophes.
pub fn without_marks(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '’')
        .map(|c| match c {
            'ŏ' => 'o',
            'ŭ' => 'u',
            'Ŏ' => 'O',
            'Ŭ' => 'U',
            c => c,
        })
        .collect()
}
