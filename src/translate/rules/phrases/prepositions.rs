//! What contracted prepositions stand for (`contractions.tsv`).

use std::collections::HashMap;
use std::sync::LazyLock;

static CONTRACTIONS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("contractions.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The preposition itself: im → in. `written` is in small letters.
pub fn plain(written: &str) -> &str {
    CONTRACTIONS.get(written).copied().unwrap_or(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translate::rules::lexicon::Lexicon;
    use crate::translate::rules::lexicon::entry::Word;

    #[test]
    fn contracted_prepositions_stand_for_prepositions() {
        let lexicon = Lexicon::shared();
        let is_preposition = |form: &str| {
            lexicon.postings(form).iter().any(|posting| {
                lexicon
                    .lexeme(posting.lexeme)
                    .is_some_and(|lexeme| matches!(&lexeme.word, Word::Function { tag, .. } if tag.starts_with("prep")))
            })
        };
        for (written, preposition) in &*CONTRACTIONS {
            assert!(is_preposition(preposition), "{preposition}");
            assert_eq!(plain(written), *preposition);
        }
        assert_eq!(plain("gegen"), "gegen");
    }
}
