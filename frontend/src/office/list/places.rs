//! The villages and kecamatan that somebody can filter by, and a filter in words.

use shared::{
    desk::session::VillageOption,
    forms,
    region::{KecamatanCode, VillageCode},
    text::Lang,
};

use super::words;
use crate::office::route::Filter;

/// Between the name of a village and that of its kecamatan in a title.
const KECAMATAN_MARK: &str = " — Kec. ";

/// A village that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    village: VillageCode,
    name: String,
    kecamatan: KecamatanCode,
    kecamatan_name: String,
}

impl Place {
    fn title(&self) -> String {
        format!("{}{KECAMATAN_MARK}{}", self.name, self.kecamatan_name)
    }
}

/// What the server offers, by kecamatan and name. What is no village is left out.
#[must_use]
pub fn places(villages: &[VillageOption]) -> Vec<Place> {
    let place = |option: &VillageOption| {
        let village = VillageCode::parse(&option.code).ok()?;
        let (name, kecamatan_name) =
            option.title.split_once(KECAMATAN_MARK).unwrap_or((option.title.as_str(), ""));
        Some(Place {
            village,
            name: name.to_owned(),
            kecamatan: village.kecamatan(),
            kecamatan_name: kecamatan_name.to_owned(),
        })
    };
    let mut places: Vec<Place> = villages.iter().filter_map(place).collect();
    places.sort_by(|a, b| (&a.kecamatan_name, &a.name).cmp(&(&b.kecamatan_name, &b.name)));
    places
}

/// The kecamatan of the places, each once.
#[must_use]
pub fn kecamatan_options(places: &[Place]) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> = places
        .iter()
        .map(|place| (place.kecamatan.to_string(), place.kecamatan_name.clone()))
        .collect();
    options.dedup();
    options
}

/// The villages of a kecamatan by name; without one, all of them with their kecamatan, unless it is
/// the same for all.
#[must_use]
pub fn village_options(
    places: &[Place],
    kecamatan: Option<KecamatanCode>,
) -> Vec<(String, String)> {
    let only = places.first().map(|place| place.kecamatan);
    let is_one = places.iter().all(|place| Some(place.kecamatan) == only);
    let mut options: Vec<(String, String)> = places
        .iter()
        .filter(|place| kecamatan.is_none_or(|code| place.kecamatan == code))
        .map(|place| {
            let label =
                if is_one || kecamatan.is_some() { place.name.clone() } else { place.title() };
            (place.village.to_string(), label)
        })
        .collect();
    options.sort_by(|a, b| a.1.cmp(&b.1));
    options
}

/// True when the filter asks for a village or kecamatan that this person has nothing to do with.
#[must_use]
pub fn is_outside(filter: &Filter, places: &[Place]) -> bool {
    let holds = |place: &Place| {
        filter.village.is_none_or(|code| code == place.village)
            && filter.kecamatan.is_none_or(|code| code == place.kecamatan)
    };
    !places.is_empty() && !places.iter().any(holds)
}

/// The filter in words, for paper, where no box shows it; empty when there is none.
#[must_use]
pub fn told(filter: &Filter, places: &[Place], lang: Lang) -> String {
    let village = places.iter().find(|place| Some(place.village) == filter.village);
    let kecamatan = places.iter().find(|place| Some(place.kecamatan) == filter.kecamatan);
    let place = village
        .map(Place::title)
        .or_else(|| kecamatan.map(|place| format!("Kec. {}", place.kecamatan_name)));
    let kind = filter.kind.and_then(forms::kind_named).map(|kind| kind.title.get(lang).to_owned());
    let state = filter.state.map(|state| state.words().get(lang).to_owned());
    let from = filter.from.map(|day| format!("{} {}", words::FROM_DAY.get(lang), day.words(lang)));
    let to = filter.to.map(|day| format!("{} {}", words::TO_DAY.get(lang), day.words(lang)));
    let words = Some(filter.words.trim()).filter(|words| !words.is_empty());
    let words = words.map(|words| format!("“{words}”"));
    let parts: Vec<String> = [place, kind, state, from, to, words].into_iter().flatten().collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{}: {}", words::FILTERED_BY.get(lang), parts.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(code: &str, title: &str) -> VillageOption {
        VillageOption {
            code: code.to_owned(),
            title: title.to_owned(),
            kecamatan: String::new(),
            kecamatan_title: String::new(),
        }
    }

    fn three() -> Vec<Place> {
        places(&[
            option("35.23.16.1003", "Sidomulyo — Kec. Tuban"),
            option("3523022001", "Sidomulyo — Kec. Jatirogo"),
            option("35.23.16.1001", "Kutorejo — Kec. Tuban"),
            option("broken", "?"),
        ])
    }

    #[test]
    fn villages_of_the_same_name_are_told_apart_until_a_kecamatan_is_chosen() {
        let check = |kecamatan: Option<u32>, expected: &[&str]| {
            let options = village_options(&three(), kecamatan.map(KecamatanCode::from_number));
            let labels: Vec<&str> = options.iter().map(|(_, label)| label.as_str()).collect();
            assert_eq!(labels, expected);
        };
        check(
            None,
            &["Kutorejo — Kec. Tuban", "Sidomulyo — Kec. Jatirogo", "Sidomulyo — Kec. Tuban"],
        );
        check(Some(352_316), &["Kutorejo", "Sidomulyo"]);
        let of_one: Vec<Place> = three().into_iter().skip(1).collect();
        let options = village_options(&of_one, None);
        assert_eq!(
            options.iter().map(|(_, label)| label).collect::<Vec<_>>(),
            ["Kutorejo", "Sidomulyo"]
        );
    }

    #[test]
    fn a_filter_of_another_area_is_told_apart_from_one_that_finds_nothing() {
        let check = |query: &str, expected: bool| {
            assert_eq!(is_outside(&Filter::parse(query), &three()), expected, "{query}");
        };
        check("", false);
        check("state=withdrawn", false);
        check("village=35.23.16.1003", false);
        check("kecamatan=35.23.02", false);
        check("village=35.23.16.1002", true);
        check("kecamatan=35.23.17&kind=balita", true);
        assert!(
            !is_outside(&Filter::parse("kecamatan=35.23.17"), &[]),
            "an area that is not known"
        );
    }

    #[test]
    fn a_filter_is_told_in_words_on_paper() {
        let told = |query: &str| told(&Filter::parse(query), &three(), Lang::Id);
        assert_eq!(told(""), "");
        assert_eq!(told("kecamatan=35.23.16"), "Saringan: Kec. Tuban");
        assert!(
            told("village=35.23.16.1003&state=withdrawn")
                .starts_with("Saringan: Sidomulyo — Kec. Tuban · ")
        );
    }

    #[test]
    fn each_kecamatan_is_offered_once() {
        let options = kecamatan_options(&three());
        assert_eq!(
            options,
            [("35.23.02".into(), "Jatirogo".into()), ("35.23.16".into(), "Tuban".into())]
        );
    }
}
