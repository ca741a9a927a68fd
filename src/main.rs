//! The program `umschrift`.

use std::io::{Read, Write};

use umschrift::export::{json::Json, plain};
use umschrift::glossary::Glossary;
use umschrift::matching::Matcher;
use umschrift::pipeline;
use umschrift::read::Document;
use umschrift::span::OffsetUnit;
use umschrift::translate::rules::Rules;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let mut text = String::new();
    let file = args.last().map_or("-", String::as_str);
    if file == "-" {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file)?;
    }
    let glossary = Glossary::shared();
    let matcher = Matcher::new(glossary);
    let annotated = pipeline::annotate(&matcher, Document::plain(file, text));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match args.get(1).map(String::as_str) {
        Some("annotate") => Json::new(glossary, &annotated, OffsetUnit::Chars).annotate(&mut out)?,
        _ => {
            let rendering = pipeline::render(glossary, &Rules, &annotated)?;
            plain::write(&mut out, annotated.document.text(), &rendering)?;
        }
    }
    out.flush()?;
    Ok(())
}
