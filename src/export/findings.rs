//! Findings for machines: JSON lines, SARIF 2.1.0, workflow commands of GitHub Actions.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::printable;
use crate::alarms::RULES as ALARMS;
use crate::check::RULES;
use crate::diagnostic::{Finding, Severity};
use crate::span::{LineIndex, OffsetUnit};

/// The findings about one input; spans are bytes of the decoded input.
pub struct Report {
    /// The input's name.
    pub name: String,
    /// The input, decoded.
    pub input: String,
    /// The findings in order.
    pub findings: Vec<Finding>,
}

/// Writes one JSON object a finding, one a line.
///
/// # Errors
/// If writing fails.
pub fn json(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let index = LineIndex::new(&report.input);
    for finding in &report.findings {
        let position = index.position(finding.span.start);
        let object = json!({
            "schema": "umschrift/finding/1",
            "document": report.name,
            "rule": finding.rule,
            "severity": finding.severity.as_str(),
            "start": finding.span.start,
            "end": finding.span.end,
            "line": position.line,
            "column": position.column,
            "surface": report.input.get(finding.span.start..finding.span.end),
            "message": finding.message,
            "remedy": finding.remedy,
            "replacement": finding.replacement,
        });
        serde_json::to_writer(&mut *out, &object)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes one SARIF log over all inputs. Columns count UTF-16 code units, as the log says.
///
/// # Errors
/// If writing fails.
pub fn sarif(out: &mut dyn Write, reports: &[Report]) -> io::Result<()> {
    let rules: Vec<Value> =
        rules().map(|(id, text)| json!({ "id": id, "shortDescription": { "text": text } })).collect();
    let mut results = Vec::new();
    for report in reports {
        let index = LineIndex::new(&report.input);
        results.extend(report.findings.iter().map(|finding| result(report, &index, finding)));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "umschrift", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// All rules that a finding can come from.
fn rules() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    RULES.iter().chain(&ALARMS)
}

fn result(report: &Report, index: &LineIndex<'_>, finding: &Finding) -> Value {
    let column = |byte: usize| index.column(byte, OffsetUnit::Utf16);
    let line = |byte: usize| index.position(byte).line;
    let region = json!({
        "startLine": line(finding.span.start),
        "startColumn": column(finding.span.start),
        "endLine": line(finding.span.end),
        "endColumn": column(finding.span.end),
    });
    let uri = percent_encode(&report.name);
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": rules().position(|(id, _)| *id == finding.rule),
        "level": finding.severity.as_str(),
        "message": { "text": message_text(&if finding.remedy.is_empty() { finding.message.clone() } else { format!("{} ({})", finding.message, finding.remedy) }) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } }],
    });
    if let Some(replacement) = &finding.replacement {
        result["fixes"] = json!([{
            "description": { "text": message_text(&finding.remedy) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri },
                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": replacement } }],
            }],
        }]);
    }
    result
}

/// Text for a SARIF message, in which brackets would make links and braces placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6).
fn message_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '[' | ']' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}

/// A path as a relative URI reference.
fn percent_encode(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if keep(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Writes workflow commands of GitHub Actions, one a finding.
///
/// # Errors
/// If writing fails.
pub fn github(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let index = LineIndex::new(&report.input);
    for finding in &report.findings {
        let (start, end) = (index.position(finding.span.start), index.position(finding.span.end));
        let level = match finding.severity {
            Severity::Note => "notice",
            other => other.as_str(),
        };
        let message = if finding.remedy.is_empty() {
            finding.message.clone()
        } else {
            format!("{}; {}", finding.message, finding.remedy)
        };
        let columns = if start.line == end.line { format!(",endColumn={}", end.column) } else { String::new() };
        writeln!(
            out,
            "::{level} file={},line={},col={},endLine={}{columns},title={}::{}",
            property(&report.name),
            start.line,
            start.column,
            end.line,
            property(finding.rule),
            data(&message)
        )?;
    }
    Ok(())
}

/// Escapes the text of a workflow command, which also stands in a log that people read.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    printable(&text).into_owned()
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
