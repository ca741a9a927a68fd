//! Reading and segmentation, beside the sentence bounds of Unicode Standard Annex 29 on the same text.

use divan::Bencher;
use divan::counter::BytesCount;
use umschrift::read::{Format, read};
use umschrift::segment::segment;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

/// Running text as agencies write it, one paragraph a line.
fn paragraphs() -> String {
    let paragraph = "Am 18. Januar empfing der Vorsitzende des Ausschusses für Außenhandel, Dr. Pak Yong Su, eine Delegation der \
        Handelskammer aus Wladiwostok, die sich drei Tage lang in Pjöngjang und in der Sonderwirtschaftszone aufgehalten \
        hatte. „Wir haben lange auf diesen Besuch gewartet“, sagte er nach Angaben der Nachrichtenagentur (KCNA) bei einem \
        Empfang, an dem auch der russische Botschafter und Vertreter mehrerer Ministerien teilnahmen. Das Abkommen gilt \
        seit dem Jahr 2020. Danach wuchs der Handel zwischen den beiden Ländern nach Schätzungen um 3,5 Prozent auf etwa \
        12 Mio. Dollar, vor allem durch Lieferungen von Weizen, Holz und Maschinen über die Grenzbrücke am Tumen.\n";
    paragraph.repeat(2_000)
}

/// The same text wrapped to 72 columns, with a blank line between paragraphs.
fn wrapped() -> String {
    let mut text = String::new();
    for paragraph in paragraphs().lines() {
        let mut column = 0;
        for word in paragraph.split(' ') {
            let width = word.chars().count();
            if column + width > 72 {
                text.push('\n');
                column = 0;
            } else if column > 0 {
                text.push(' ');
            }
            text.push_str(word);
            column += width + 1;
        }
        text.push_str("\n\n");
    }
    text
}

#[divan::bench]
fn segment_paragraphs(bencher: Bencher) {
    let text = paragraphs();
    bencher.counter(BytesCount::of_str(&text)).bench(|| segment(&text).len());
}

#[divan::bench]
fn segment_wrapped(bencher: Bencher) {
    let text = wrapped();
    bencher.counter(BytesCount::of_str(&text)).bench(|| segment(&text).len());
}

#[divan::bench]
fn unicode_sentence_bounds(bencher: Bencher) {
    let text = paragraphs();
    bencher.counter(BytesCount::of_str(&text)).bench(|| text.split_sentence_bounds().count());
}

fn bench_read(bencher: Bencher, bytes: Vec<u8>, format: Format) {
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| read(bytes, "bench", Some(format), None).map(|document| document.text().len()).ok());
}

#[divan::bench]
fn read_text(bencher: Bencher) {
    bench_read(bencher, paragraphs().into_bytes(), Format::Text);
}

#[divan::bench]
fn read_utf16(bencher: Bencher) {
    let bytes = format!("\u{feff}{}", paragraphs()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    bench_read(bencher, bytes, Format::Text);
}

#[divan::bench]
fn read_markdown(bencher: Bencher) {
    bench_read(
        bencher,
        paragraphs().replace('\n', "\n\n").replace("Dr. Pak Yong Su", "**Pak**").into_bytes(),
        Format::Markdown,
    );
}

#[divan::bench]
fn read_html(bencher: Bencher) {
    let page = paragraphs().replace('\n', "</p>\n<p class=x>").replace("Pak Yong Su", "<b>Pak&nbsp;Yong</b> Su");
    bench_read(bencher, page.into_bytes(), Format::Html);
}
