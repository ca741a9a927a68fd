//! Numbers: every number of one language has a counterpart in the other.
//!
//! A number can be read in several ways: 15 Uhr is 15 or 3 (p.m.), "80er" is 80 or 1980. It has a counterpart if one
//! of its readings is one of any number of the other language. What only hints at a number ("both", "Hälfte", "dozens")
//! can be a counterpart and needs none.
//!
//! Formats: German 1.234,5 (also 1 234,5 and 1'234,5), English 1,234.5 (ISO 80000-1 spaces in both); DIN 5008 for German times and
//! dates. Quantities in other units, which a translator converted, have no counterpart and raise an alarm.

use super::numerals::{Numerals, english, german};
use super::words::Word;
use super::{Alarm, Side};
use crate::span::Span;

const RULE: &str = "number-differs";

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
struct Number {
    span: Span,
    /// What it can mean.
    readings: Vec<f64>,
    /// Whether it needs a counterpart.
    strong: bool,
}

/// How a language writes digits.
#[derive(Clone, Copy)]
struct Format {
    decimal: char,
}

const GERMAN: Format = Format { decimal: ',' };
const ENGLISH: Format = Format { decimal: '.' };

impl Format {
    fn is_german(self) -> bool {
        self.decimal == ','
    }
}

pub(super) fn compare(source: (&str, &[Word]), target: (&str, &[Word]), alarms: &mut Vec<Alarm>) {
    let of_source = numbers(source.0, source.1, GERMAN, german());
    let of_target = numbers(target.0, target.1, ENGLISH, english());
    let missing = |(text, _): (&str, &[Word]), numbers: &[Number], others: (&str, &[Word]), of_others: &[Number]| {
        let lacks = |number: &&Number| {
            let wording = number.span.of(text).to_lowercase();
            // A word that was taken over ("Top Ten") is its own counterpart.
            number.strong
                && !of_others.iter().any(|other| same(number, other))
                && !others
                    .1
                    .iter()
                    .any(|word| word.text == wording && !wording.starts_with(|c: char| c.is_ascii_digit()))
        };
        let mut spans: Vec<Span> = numbers.iter().filter(lacks).map(|number| number.span).collect();
        spans.dedup();
        spans
    };
    for span in missing(source, &of_source, target, &of_target) {
        let message = format!("\"{}\" has no counterpart in the English", span.of(source.0));
        alarms.push(Alarm::new(RULE, Side::Source, span, message));
    }
    for span in missing(target, &of_target, source, &of_source) {
        let message = format!("\"{}\" has no counterpart in the German", span.of(target.0));
        alarms.push(Alarm::new(RULE, Side::Target, span, message));
    }
}

fn same(a: &Number, b: &Number) -> bool {
    a.readings.iter().any(|a| b.readings.iter().any(|b| (a - b).abs() <= 1e-6 * a.abs().max(b.abs())))
}

fn numbers(text: &str, words: &[Word], format: Format, numerals: &Numerals) -> Vec<Number> {
    let mut numbers = Vec::new();
    digits(text, words, format, numerals, &mut numbers);
    spelt(text, words, format, numerals, &mut numbers);
    numbers.sort_by_key(|number| number.span);
    numbers
}

/// Numbers in digits.
fn digits(text: &str, words: &[Word], format: Format, numerals: &Numerals, numbers: &mut Vec<Number>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let groups = groups(text, at);
        let end = groups.last().map_or(at + 1, |group| group.span.end);
        let values = values(text, &groups, format);
        let tail = Tail::of(text, end, words, numerals);
        let count = values.len();
        for (index, (span, mut readings)) in values.into_iter().enumerate() {
            let last = index + 1 == count;
            readings = readings.iter().flat_map(|value| tail.readings(*value, last, format)).collect();
            if let Some(first) = readings.first().copied().filter(|value| (0.0..100.0).contains(value)) {
                // The second year of a range is cut to two digits: 2014–16.
                readings.push(1900.0 + first);
                readings.push(2000.0 + first);
            }
            let span = if last { Span::new(span.start, tail.end.max(span.end)) } else { span };
            // "18 Uhr" and 18:00 are the same.
            let strong = readings.first() != Some(&0.0);
            numbers.push(Number { span, readings, strong });
        }
        at = end;
    }
}

/// A run of digits, and the separator before it in the same number.
struct Group {
    span: Span,
    separator: Option<char>,
}

/// Digits with the separators between them. A space separates only three digits from one to three.
fn groups(text: &str, start: usize) -> Vec<Group> {
    let run = |from: usize| from + text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut groups = vec![Group { span: Span::new(start, run(start)), separator: None }];
    loop {
        let Some(last) = groups.last().map(|group| group.span) else { return groups };
        let mut rest = text[last.end..].chars();
        let Some(separator) = rest.next() else { return groups };
        let next = last.end + separator.len_utf8();
        let end = if text.is_char_boundary(next) { run(next) } else { next };
        let space = matches!(separator, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’');
        let joins = match separator {
            '.' | ',' | ':' => end > next,
            _ => space && end - next == 3 && last.len() <= 3 && &text[last.start..last.start + 1] != "0",
        };
        if !joins {
            return groups;
        }
        groups.push(Group { span: Span::new(next, end), separator: Some(separator) });
    }
}

/// What groups of digits mean: one number, or several as in dates, times and results. Each with its readings.
fn values(text: &str, groups: &[Group], format: Format) -> Vec<(Span, Vec<f64>)> {
    let digits = |group: &Group| group.span.of(text);
    let parse = |digits: &str| digits.parse().unwrap_or(f64::INFINITY);
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return Vec::new() };
    let whole = Span::new(first.span.start, last.span.end);
    if groups.len() == 1 {
        return vec![(whole, vec![parse(digits(first))])];
    }
    let thousands = |group: &Group| {
        group.span.len() == 3 && !matches!(group.separator, Some(':')) && group.separator != Some(format.decimal)
    };
    let decimal = |group: &Group| group.separator == Some(format.decimal);
    let (integer, fraction) = match groups.split_last() {
        Some((last, before)) if decimal(last) => (before, digits(last)),
        _ => (groups, ""),
    };
    if first.span.len() <= 3 || integer.len() == 1 {
        if integer[1..].iter().all(thousands) {
            let joined: String = integer.iter().map(digits).collect();
            let mut readings = vec![parse(&format!("{joined}.{fraction}0"))];
            if fraction == "000" {
                // Nobody writes three zeros after a decimal sign: the other language's thousands.
                readings = vec![parse(&format!("{joined}000"))];
            }
            if !fraction.is_empty() && fraction.len() <= 2 {
                // A time or a date written with the sign of decimals (15.30) has two numbers; here they count as further readings.
                readings.extend([parse(&joined), parse(fraction)].into_iter().filter(|_| format.decimal == '.'));
            }
            return vec![(whole, readings)];
        }
        // A version or rating in the other language's format ("2.0").
        if groups.len() == 2 && last.separator != Some(':') && last.span.len() != 3 {
            let value = parse(&format!("{}.{}", digits(first), digits(last)));
            return vec![
                (first.span, vec![parse(digits(first)), value]),
                (last.span, vec![parse(digits(last)), value, 0.0]),
            ];
        }
    }
    groups.iter().map(|group| (group.span, vec![parse(digits(group))])).collect()
}

/// What follows a number and changes its meaning.
struct Tail {
    scale: Option<f64>,
    time: bool,
    decade: bool,
    century: bool,
    /// What the number may be multiplied by as well.
    pieces: Option<f64>,
    /// The scale is a letter at the number itself.
    attached: bool,
    /// Where the number with its scale ends.
    end: usize,
}

impl Tail {
    fn of(text: &str, end: usize, words: &[Word], numerals: &Numerals) -> Self {
        let mut tail =
            Self { scale: None, time: false, decade: false, century: false, pieces: None, attached: false, end };
        // The word that goes on where the digits end ("80er", "5m"), else the next one.
        let next = words.partition_point(|word| word.span.end <= end);
        let Some(word) = words.get(next) else { return tail };
        let attached = word.span.start < end;
        let suffix = if attached { text[end..word.span.end].to_lowercase() } else { word.text.clone() };
        let gap = text.get(end..word.span.start).unwrap_or_default();
        let near = attached || (gap.len() <= 3 && gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '.')));
        if !near {
            return tail;
        }
        let scale = match suffix.as_str() {
            "m" if attached => Some(1e6),
            "b" if attached => Some(1e9),
            other => numerals.scale(other),
        };
        if let Some(scale) = scale {
            tail.scale = Some(scale);
            tail.attached = attached;
            tail.end = word.span.end;
        }
        let follows = words.get(next + 1).map(|word| word.text.as_str());
        tail.time = matches!(suffix.as_str(), "uhr" | "pm" | "h") || (suffix == "p" && follows == Some("m"));
        tail.pieces = numerals.pieces(&suffix);
        // English puts the ordinal's ending between: 19th century.
        tail.century =
            numerals.is_century(&suffix) || (attached && follows.is_some_and(|word| numerals.is_century(word)));
        tail.decade = matches!(suffix.as_str(), "er" | "ern" | "s");
        tail
    }

    /// The readings of a value in front of this tail; `last` if it is the last of several, as the year of a date.
    fn readings(&self, value: f64, last: bool, format: Format) -> Vec<f64> {
        if let Some(scale) = self.scale.filter(|_| last) {
            // "5m" may be millions, or metres.
            return if self.attached { vec![value * scale, value] } else { vec![value * scale] };
        }
        let mut readings = vec![value];
        // Hours are the first of two values ("15.30 Uhr"), minutes do no harm.
        if format.is_german() && (13.0..=24.0).contains(&value) {
            readings.push(value - 12.0);
        } else if !format.is_german() && self.time && value < 12.0 {
            readings.push(value + 12.0);
        }
        readings.extend(self.pieces.map(|pieces| value * pieces));
        if self.century {
            readings.push((value - 1.0) * 100.0);
        }
        if self.decade && last {
            readings.push(if value < 100.0 { 1900.0 + value } else { value % 100.0 });
        }
        readings
    }
}

/// Numbers in words.
fn spelt(text: &str, words: &[Word], format: Format, numerals: &Numerals, numbers: &mut Vec<Number>) {
    let german = format.is_german();
    let mut next = 0;
    while let Some(word) = words.get(next) {
        let mut push = |span: Span, readings: Vec<f64>, strong: bool| {
            if !readings.is_empty() {
                numbers.push(Number { span, readings, strong });
            }
        };
        push(word.span, numerals.weak(&word.text).to_vec(), false);
        let cardinal = if german {
            numerals.compound(&word.text).map(|value| (value, 1))
        } else {
            let sequence: Vec<&str> = words[next..].iter().take(9).map(|word| word.text.as_str()).collect();
            numerals.sequence(&sequence)
        };
        if let Some((value, taken)) = cardinal {
            let span = Span::new(word.span.start, words[next + taken - 1].span.end);
            let tail = Tail::of(text, span.end, words, numerals);
            let mut readings = tail.readings(value, true, format);
            if german && next > 0 && words[next - 1].text == "halb" {
                readings.push(value - 1.0);
            }
            let power = numerals.scale(&word.text).is_some();
            // Within a sentence a German number with a capital is a noun: die Elf, die Neun.
            let noun = german && word.capital && next > 0;
            // "ein" and "one" are articles and pronouns as often as numbers, and so is "hundred" a mere many.
            push(span, readings, value >= 2.0 && !power && !noun);
            next += taken;
            continue;
        }
        if german {
            // Ordinals, multiples and compounds with a number have so many ways into English that they need no counterpart.
            push(word.span, numerals.beginning(&word.text).map_or(Vec::new(), |n| vec![n, 1900.0 + n]), false);
        }
        if let Some(scale) = numerals.scale(&word.text) {
            push(word.span, vec![scale], false);
        }
        next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn alarms(german: &str, english: &str) -> Vec<String> {
        let mut alarms = Vec::new();
        compare((german, &words(german)), (english, &words(english)), &mut alarms);
        alarms.into_iter().map(|alarm| alarm.finding.message).collect()
    }

    #[test]
    fn the_same_number_in_the_habits_of_both_languages_is_the_same() {
        for (german, english) in [
            ("1.234,5 Tonnen", "1,234.5 tons"),
            ("71 500 Euro", "71,500 euros"),
            ("10'000 Franken", "10,000 francs"),
            ("1,5 Mio. Dollar", "$1.5 million"),
            ("2,3 Mrd. Euro", "€2.3bn"),
            ("drei Billionen Won", "three trillion won"),
            ("zwei Raketen", "2 missiles"),
            ("dreiundzwanzig Boote", "twenty-three boats"),
            ("um 15 Uhr", "at 3 p.m."),
            ("um 15.30 Uhr", "at 3:30 p.m."),
            ("um 17:45 Uhr", "at 17:45"),
            ("am 18. Januar 2024", "on January 18, 2024"),
            ("am 09.09.1948", "on 9 September 1948"),
            ("die 1980er Jahre", "the eighties"),
            ("in den 80er-Jahren", "in the 1980s"),
            ("in den Jahren 2014–16", "from 2014 to 2016"),
            ("3:0 gewonnen", "won 3-0"),
            ("zum dritten Mal", "for the third time"),
            ("zwei Drittel", "two-thirds"),
            ("die Hälfte", "half"),
            ("50 Prozent", "half"),
            ("die beiden Männer", "the two men"),
            ("ein Dutzend", "a dozen"),
            ("eine 19-Jährige", "a 19-year-old"),
            ("die Sechs-Parteien-Gespräche", "the six-party talks"),
            ("Resolution 2397", "Resolution 2397"),
            ("Hwasong-15", "the Hwasong-15"),
            ("2,5 Millionen", "2,500,000"),
            ("zehntausend Mann", "ten thousand men"),
            ("keine Zahl", "no number"),
            ("vor zwei Jahrtausenden", "two thousand years ago"),
            ("zwei Jahrzehnte", "20 years"),
            ("im 19. Jahrhundert", "in the 1800s"),
            ("im 19. Jahrhundert", "in the 19th century"),
            ("in den Top Ten", "in the top ten"),
            ("um 18 Uhr", "at 18:00"),
            ("seine Elf", "his team"),
        ] {
            assert_eq!(alarms(german, english), [""; 0], "{german} / {english}");
        }
    }

    #[test]
    fn another_number_raises_an_alarm_on_both_sides() {
        for (german, english, count) in [
            ("1.234 Tonnen", "1.234 tons", 2),
            ("1,5 Mio. Dollar", "$1.5 billion", 2),
            ("drei Milliarden Won", "three trillion won", 2),
            ("zwei Raketen", "missiles", 1),
            ("Raketen", "four missiles", 1),
            ("um 15 Uhr", "at 5 p.m.", 2),
            ("am 18. Januar 2024", "on January 18, 2023", 2),
            ("5 Prozent", "50 percent", 2),
            ("dreiundzwanzig", "thirty-two", 2),
        ] {
            assert_eq!(alarms(german, english).len(), count, "{german} / {english}: {:?}", alarms(german, english));
        }
    }
}
