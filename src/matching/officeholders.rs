//! Who holds an office now: a title alone can bring its holder into play ("Der Generalsekretär schwieg; Kim …").

use std::collections::BTreeMap;

use crate::glossary::{Country, EntryId, Glossary};

/// Present holders by the country and the English of the office.
pub struct Officeholders(BTreeMap<(Option<Country>, String), Vec<EntryId>>);

impl Officeholders {
    /// Gathers the roles without an end of all persons.
    pub fn new(glossary: &Glossary) -> Self {
        let mut holders: BTreeMap<_, Vec<EntryId>> = BTreeMap::new();
        for (id, entry) in glossary.entries() {
            let roles = entry.person.iter().flat_map(|person| &person.roles);
            for role in roles.filter(|role| role.from.is_some() && role.to.is_none()) {
                let Some(title) = glossary.id(&role.title).map(|title| glossary.entry(title)) else { continue };
                let english = title.english_for(entry.country);
                // "General Secretary" alone stands for "General Secretary of the Workers' Party of Korea".
                let short = english.split(" of ").next().unwrap_or(english);
                for office in [english, short] {
                    let known = holders.entry((entry.country, office.to_lowercase())).or_default();
                    if !known.contains(&id) {
                        known.push(id);
                    }
                }
            }
        }
        Self(holders)
    }

    /// The holder of an office in a country, if there is exactly one.
    pub fn only(&self, country: Option<Country>, english: &str) -> Option<EntryId> {
        match self.0.get(&(country, english.to_lowercase())).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        }
    }
}
