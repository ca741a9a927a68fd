//! Agreement: the cells that words leave to a phrase.

use super::Chunker;
use crate::translate::rules::lexicon::agreement;
use crate::translate::rules::lexicon::entry::{Case, Cells, Form};
use crate::translate::rules::morphology::Reading;

impl<'a> Chunker<'a> {
    pub(super) fn governed(&self, prepositions: &[usize]) -> Cells {
        let Some(&last) = prepositions.last() else { return Cells::ALL };
        let mut cells = Cells::NONE;
        for reading in &self.tokens[last].readings {
            let function = reading.function();
            let of = |case| Cells::case(case);
            cells = cells.or(match function.strip_prefix("prep:") {
                Some("A") => of(Case::Accusative),
                Some("D") => of(Case::Dative),
                Some("G") => of(Case::Genitive).or(of(Case::Dative)),
                Some("AD") => of(Case::Accusative).or(of(Case::Dative)),
                _ if function == "prepart" => reading.cells,
                _ if function.starts_with("adv") => of(Case::Genitive),
                _ => Cells::ALL,
            });
        }
        cells
    }
}

/// The cells of all readings together.
pub fn union(readings: &[Reading]) -> Cells {
    readings.iter().fold(Cells::NONE, |cells, reading| cells.or(reading.cells))
}

pub(super) fn adjective_cells(readings: &[Reading], determined: bool, endingless: bool) -> Cells {
    readings.iter().fold(Cells::NONE, |cells, reading| {
        cells.or(match reading.form {
            Form::Adjective(ending, _) if endingless => agreement::mixed_cells(ending),
            Form::Adjective(ending, _) if determined => agreement::weak_cells(ending),
            Form::Adjective(ending, _) => agreement::strong_cells(ending),
            _ => reading.cells,
        })
    })
}

pub(super) fn case_mask(cells: Cells) -> u8 {
    [Case::Nominative, Case::Accusative, Case::Dative, Case::Genitive]
        .iter()
        .enumerate()
        .fold(0, |mask, (bit, case)| mask | u8::from(cells.has(*case)) << bit)
}

pub(super) fn mask_nonempty(mask: u8) -> bool {
    mask != 0
}

pub(super) fn keep_cases(cells: Cells, mask: u8) -> Cells {
    [Case::Nominative, Case::Accusative, Case::Dative, Case::Genitive]
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask >> bit & 1 == 1)
        .fold(Cells::NONE, |kept, (_, case)| kept.or(cells.and(Cells::case(*case))))
}
