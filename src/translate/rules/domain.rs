//! What a text is about, by the words that speak for a domain (`domains.tsv`), for the choice among equivalents.

use std::sync::LazyLock;

use crate::translate::Source;

/// How many sentences before and after count for a sentence.
const WINDOW: usize = 4;
/// How many words must speak for a domain.
const ENOUGH: u32 = 6;

struct Cues {
    names: Vec<&'static str>,
    /// Beginnings of words, sorted, with the domains they speak for.
    stems: Vec<(&'static str, usize)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues { names: Vec::new(), stems: Vec::new() };
    for line in include_str!("domains.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, stems)) = line.split_once('\t') {
            cues.stems.extend(stems.split_whitespace().map(|stem| (stem, cues.names.len())));
            cues.names.push(name);
        }
    }
    cues.stems.sort_unstable();
    cues
});

/// The leading domain of each sentence, if enough words speak for it nearby.
pub fn domains(sentences: &[Source<'_>]) -> Vec<Vec<&'static str>> {
    let cues = &*CUES;
    let counts: Vec<Vec<u32>> = sentences.iter().map(|source| count(cues, source.text)).collect();
    (0..sentences.len())
        .map(|at| {
            let near = &counts[at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(counts.len())];
            let totals: Vec<u32> =
                (0..cues.names.len()).map(|domain| near.iter().map(|counts| counts[domain]).sum()).collect();
            let most = totals.iter().copied().max().unwrap_or(0);
            let spoken_for = |total: &u32| *total >= ENOUGH && *total == most;
            totals.iter().zip(&cues.names).filter(|(total, _)| spoken_for(total)).map(|(_, name)| *name).collect()
        })
        .collect()
}

fn count(cues: &Cues, text: &str) -> Vec<u32> {
    let mut counts = vec![0; cues.names.len()];
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 1) {
        let word = word.to_lowercase();
        // Stems that begin the word stand just before the word's own place in the sorted list.
        let place = cues.stems.partition_point(|(stem, _)| *stem <= word.as_str());
        for (_, domain) in cues.stems[place.saturating_sub(6)..place].iter().filter(|(stem, _)| word.starts_with(stem))
        {
            counts[*domain] += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_speak_for_their_domain_across_sentences() {
        let texts = [
            "Der Trainer lobte die Mannschaft nach dem Spiel.",
            "Der Stürmer traf vor dem Tor in der Saison.",
            "Er war gut.",
        ];
        let sources: Vec<Source<'_>> = texts.iter().map(|text| Source { text, atoms: &[] }).collect();
        assert_eq!(domains(&sources), [["sport"], ["sport"], ["sport"]]);
        assert!(domains(&[]).is_empty());
    }
}
