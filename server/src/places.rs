//! The villages of Tuban by code, for titles.

use std::sync::OnceLock;

use shared::region::{KecamatanCode, Village, VillageCode, villages};

/// All villages, ascending by code.
#[must_use]
pub fn all() -> &'static [Village<'static>] {
    static VILLAGES: OnceLock<Vec<Village<'static>>> = OnceLock::new();
    VILLAGES.get_or_init(|| {
        let mut all: Vec<_> = villages().collect();
        all.sort_by_key(|village| village.code);
        all
    })
}

/// The village with this code, if Tuban has one.
#[must_use]
pub fn village(code: VillageCode) -> Option<&'static Village<'static>> {
    let idx = all().binary_search_by_key(&code, |village| village.code).ok()?;
    all().get(idx)
}

/// The title of a village; its code when it is none of Tuban's.
#[must_use]
pub fn village_title(code: VillageCode) -> String {
    village(code).map_or_else(|| code.to_string(), Village::title)
}

/// A village as a sentence names it, such as "Trutup, Kec. Plumpang".
///
/// # Errors
/// Words, when Tuban has no such village.
pub fn named(code: VillageCode) -> Result<String, String> {
    let village = village(code).ok_or_else(|| format!("{code} is no village of Tuban"))?;
    Ok(format!("{}, Kec. {}", village.name, village.kecamatan_name))
}

/// What a kecamatan is called; its code when it is none of Tuban's.
#[must_use]
pub fn kecamatan_title(code: KecamatanCode) -> String {
    all()
        .iter()
        .find(|village| village.kecamatan == code)
        .map_or_else(|| code.to_string(), |village| format!("Kecamatan {}", village.kecamatan_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_code_and_others_show_their_code() {
        assert_eq!(all().len(), 328);
        assert_eq!(village_title(VillageCode::from_number(3_523_161_003)), "Mondokan — Kec. Tuban");
        assert_eq!(village_title(VillageCode::from_number(1)), "00.00.00.0001");
        let trutup = VillageCode::from_number(3_523_172_001);
        assert_eq!(named(trutup).as_deref(), Ok("Trutup, Kec. Plumpang"));
        assert!(named(VillageCode::from_number(1)).is_err_and(|words| words.contains("00.00")));
        assert_eq!(kecamatan_title(KecamatanCode::from_number(352_317)), "Kecamatan Plumpang");
    }
}
