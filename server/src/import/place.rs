//! Villages as lists name them.

use std::collections::HashMap;

use shared::region::{Village, VillageCode};

use crate::places;

/// Tuban's villages by the letters of their names.
pub struct Places {
    by_name: HashMap<String, Vec<&'static Village<'static>>>,
}

/// Why no village is meant for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceError {
    /// Tuban has none of this name or code.
    Unknown {
        /// One that is written nearly so.
        similar: Option<&'static str>,
    },
    /// Several kecamatan have one.
    Several,
}

impl Default for Places {
    fn default() -> Self {
        let mut by_name: HashMap<String, Vec<_>> = HashMap::new();
        for village in places::all() {
            by_name.entry(letters(village.name)).or_default().push(village);
        }
        Self { by_name }
    }
}

impl Places {
    /// The village with this code.
    ///
    /// # Errors
    /// [`PlaceError::Unknown`].
    pub fn coded(&self, code: &str) -> Result<VillageCode, PlaceError> {
        let code = VillageCode::parse(code).ok().filter(|code| places::village(*code).is_some());
        code.ok_or(PlaceError::Unknown { similar: None })
    }

    /// The village of this name, in this kecamatan if one is named.
    ///
    /// # Errors
    /// [`PlaceError`].
    pub fn named(&self, name: &str, kecamatan: Option<&str>) -> Result<VillageCode, PlaceError> {
        if let Ok(code) = self.coded(name) {
            return Ok(code);
        }
        let name = letters(without(name, &["desa", "kelurahan", "kel", "ds"]));
        let Some(found) = self.by_name.get(&name) else {
            return Err(PlaceError::Unknown { similar: self.similar(&name) });
        };
        let kecamatan = kecamatan.map(|name| letters(without(name, &["kecamatan", "kec"])));
        let mut there = found.iter().filter(|village| match &kecamatan {
            Some(name) => letters(village.kecamatan_name) == *name,
            None => true,
        });
        match (there.next(), there.next()) {
            (Some(village), None) => Ok(village.code),
            (Some(_), Some(_)) => Err(PlaceError::Several),
            (None, _) => Err(PlaceError::Unknown { similar: None }),
        }
    }

    fn similar(&self, name: &str) -> Option<&'static str> {
        let near = self.by_name.iter().map(|(other, villages)| {
            (strsim::normalized_levenshtein(name, other), villages.first())
        });
        let best = near.max_by(|one, other| one.0.total_cmp(&other.0));
        best.filter(|(near, _)| *near >= 0.75).and_then(|(_, village)| Some(village?.name))
    }
}

/// A name without the word for what it is.
fn without<'n>(name: &'n str, words: &[&str]) -> &'n str {
    let name = name.trim();
    let word_end = name.find(|sign: char| !sign.is_alphabetic()).unwrap_or(name.len());
    let is_word = words.iter().any(|word| name[..word_end].eq_ignore_ascii_case(word));
    if is_word && word_end < name.len() { &name[word_end..] } else { name }
}

/// Small letters of a name.
fn letters(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn villages_are_found_by_name_or_code_and_never_guessed() {
        let places = Places::default();
        let mondokan = Ok(VillageCode::from_number(3_523_161_003));
        for name in ["Mondokan", "KEL. MONDOKAN", "desa mondokan", "35.23.16.1003", "3523161003"] {
            assert_eq!(places.named(name, None), mondokan, "{name}");
        }
        assert_eq!(places.named("Mondokan", Some("Kec. Tuban")), mondokan);
        let unknown = |similar| Err(PlaceError::Unknown { similar });
        assert_eq!(places.named("Mondokan", Some("Plumpang")), unknown(None));
        assert_eq!(places.named("Mondokann", None), unknown(Some("Mondokan")));
        assert_eq!(places.named("Surabaya", None), unknown(None));
        assert_eq!(places.named("3523169999", None), unknown(None));
        assert_eq!(places.named("Sidomulyo", None), Err(PlaceError::Several));
        assert!(places.named("Sidomulyo", Some("Tuban")).is_ok());
    }
}
