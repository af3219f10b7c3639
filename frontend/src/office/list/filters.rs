//! What narrows the list: kecamatan, village, kind, words, and the states with their counts.

use std::time::Duration;

use leptos::{ev, prelude::*};
use shared::{
    desk::{list::Count, session::VillageOption},
    forms,
    region::{KecamatanCode, VillageCode},
    sync::state::RecordState,
    text::Lang,
};

use crate::{
    office::{badge, route::Filter, text},
    ui::live::Live,
};

/// How long typing rests before the list follows it.
const TYPING_PAUSE: Duration = Duration::from_millis(400);

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

/// The boxes. `refine` gets the new filter, and whether it comes from typing.
#[component]
pub fn Filters(
    lang: Lang,
    filter: Signal<Filter>,
    places: StoredValue<Vec<Place>>,
    refine: Callback<(Filter, bool)>,
) -> impl IntoView {
    let change = move |change: &dyn Fn(&mut Filter)| {
        let mut changed = filter.get_untracked();
        change(&mut changed);
        refine.run((changed, false));
    };
    let kinds: Vec<(String, String)> = forms::ALL
        .iter()
        .map(|kind| (kind.name.to_owned(), kind.title.get(lang).to_owned()))
        .collect();
    let kecamatan = places.with_value(|places| kecamatan_options(places));
    // Whoever looks after one kecamatan has nothing to choose there.
    let kecamatan_box = (kecamatan.len() > 1).then(|| {
        view! {
            <Select
                lang id="by-kecamatan" label=text::KECAMATAN.get(lang) all=text::ALL_KECAMATAN.get(lang)
                options=Signal::stored(kecamatan)
                chosen=Signal::derive(move || {
                    filter.get().kecamatan.map(|code| code.to_string()).unwrap_or_default()
                })
                choose=Callback::new(move |code: String| change(&|filter| {
                    filter.kecamatan = kecamatan_of(&code);
                    filter.village = None;
                }))
            />
        }
    });
    let villages = Signal::derive(move || {
        let kecamatan = filter.get().kecamatan;
        places.with_value(|places| village_options(places, kecamatan))
    });
    let village_box = (places.with_value(Vec::len) > 1).then(|| {
        view! {
            <Select
                lang id="by-village" label=text::VILLAGE.get(lang) all=text::ALL_VILLAGES.get(lang)
                options=villages
                chosen=Signal::derive(move || {
                    filter.get().village.map(|code| code.to_string()).unwrap_or_default()
                })
                choose=Callback::new(move |code: String| change(&|filter| {
                    filter.village = VillageCode::parse(&code).ok();
                }))
            />
        }
    });

    view! {
        <form class="filters" role="search" aria-label=text::FILTERS.get(lang) on:submit=|event: ev::SubmitEvent| event.prevent_default()>
            <Search lang filter refine/>
            {kecamatan_box}
            {village_box}
            <Select
                lang id="by-kind" label=text::KIND.get(lang) all=text::ALL_KINDS.get(lang)
                options=Signal::stored(kinds)
                chosen=Signal::derive(move || filter.get().kind.unwrap_or_default().to_owned())
                choose=Callback::new(move |name: String| change(&|filter| {
                    filter.kind = forms::kind_named(&name).map(|kind| kind.name);
                }))
            />
        </form>
    }
}

/// The search box. The list follows when typing rests, at once on Enter.
#[component]
fn Search(lang: Lang, filter: Signal<Filter>, refine: Callback<(Filter, bool)>) -> impl IntoView {
    let words = RwSignal::new(filter.get_untracked().words);
    // Follows the address (back, "clear filters"), but not while it only repeats what was typed.
    Effect::new(move |_| {
        let asked = filter.get().words;
        if words.with_untracked(|words| words.trim() != asked.trim()) {
            words.set(asked);
        }
    });
    let pause = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(pause) = pause.try_update_value(Option::take).flatten() {
            pause.clear();
        }
    };
    on_cleanup(stop);
    let search = move || {
        stop();
        let mut changed = filter.get_untracked();
        changed.words = words.get_untracked().trim().to_owned();
        if changed != filter.get_untracked() {
            refine.run((changed, true));
        }
    };
    let typed = move |event: ev::Event| {
        words.set(event_target_value(&event));
        stop();
        // Without a timer the search waits for Enter.
        pause.set_value(set_timeout_with_handle(search, TYPING_PAUSE).ok());
    };
    view! {
        <div class="box box-search">
            <label for="by-words">{text::SEARCH.get(lang)}</label>
            <input
                id="by-words"
                type="search"
                autocomplete="off"
                spellcheck="false"
                maxlength="100"
                placeholder=text::SEARCH_EXAMPLE.get(lang)
                prop:value=words
                on:input=typed
                on:keydown=move |event| if event.key() == "Enter" { search() }
            />
        </div>
    }
}

/// One box to choose from; the first option chooses nothing.
#[component]
fn Select(
    lang: Lang,
    id: &'static str,
    label: &'static str,
    all: &'static str,
    options: Signal<Vec<(String, String)>>,
    chosen: Signal<String>,
    choose: Callback<String>,
) -> impl IntoView {
    // A link may have chosen what this person has no option for.
    let is_other = move || {
        let chosen = chosen.get();
        !chosen.is_empty() && !options.with(|all| all.iter().any(|(value, _)| *value == chosen))
    };
    view! {
        <div class="box">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| choose.run(event_target_value(&event))>
                <option value="" selected=move || chosen.get().is_empty()>{all}</option>
                {move || is_other().then(|| view! {
                    <option value=chosen.get_untracked() selected=true>{text::OTHER_AREA.get(lang)}</option>
                })}
                {move || options.get().into_iter().map(|(value, label)| {
                    let own = value.clone();
                    view! {
                        <option value=value selected=move || chosen.get() == own>{label}</option>
                    }
                }).collect_view()}
            </select>
        </div>
    }
}

/// The states that occur, each with its count, as chips that filter by it.
#[component]
pub fn States(
    lang: Lang,
    filter: Signal<Filter>,
    counts: RwSignal<Vec<Count>>,
    refine: Callback<(Filter, bool)>,
) -> impl IntoView {
    let chip = move |state: Option<RecordState>, words: &'static str, n_records: u64| {
        let choose = move |_| {
            let mut changed = filter.get_untracked();
            changed.state = state;
            refine.run((changed, false));
        };
        view! {
            <button
                type="button"
                class=format!("chip {}", badge::tone(state))
                aria-pressed=move || (filter.get().state == state).to_string()
                on:click=choose
            >
                <Live words=words.to_owned()/> " "
                <span class="chip-count"><Live words=n_records.to_string()/></span>
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=text::STATES.get(lang)>
            {move || {
                let counts = counts.get();
                let chosen = filter.get().state;
                let states = states_to_offer(&counts, chosen);
                let all = chip(None, text::ALL_STATES.get(lang), counts.iter().map(|count| count.n).sum());
                let each = states.into_iter().map(|(state, n_records)| {
                    chip(Some(state), state.words().get(lang), n_records)
                });
                std::iter::once(all).chain(each).collect_view()
            }}
        </div>
    }
}

/// States with records, and the chosen one even without: it must be possible to see and leave it.
fn states_to_offer(counts: &[Count], chosen: Option<RecordState>) -> Vec<(RecordState, u64)> {
    let mut states: Vec<(RecordState, u64)> = counts
        .iter()
        .filter(|count| count.n_found() > 0)
        .filter_map(|count| RecordState::named(&count.state).map(|state| (state, count.n_found())))
        .collect();
    if let Some(chosen) = chosen
        && !states.iter().any(|(state, _)| *state == chosen)
    {
        states.push((chosen, 0));
    }
    states.sort();
    states
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

fn kecamatan_options(places: &[Place]) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> = places
        .iter()
        .map(|place| (place.kecamatan.to_string(), place.kecamatan_name.clone()))
        .collect();
    options.dedup();
    options
}

/// The villages of a kecamatan by name; without one, all of them with their kecamatan, unless it is
/// the same for all.
fn village_options(places: &[Place], kecamatan: Option<KecamatanCode>) -> Vec<(String, String)> {
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
    let words = Some(filter.words.trim()).filter(|words| !words.is_empty());
    let words = words.map(|words| format!("“{words}”"));
    let parts: Vec<String> = [place, kind, state, words].into_iter().flatten().collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{}: {}", text::FILTERED_BY.get(lang), parts.join(" · "))
}

fn kecamatan_of(code: &str) -> Option<KecamatanCode> {
    Filter::parse(&format!("kecamatan={code}")).kecamatan
}

#[cfg(test)]
mod tests {
    use shared::desk::Words;

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

    #[test]
    fn a_chosen_state_stays_visible_when_its_last_record_leaves_it() {
        let counts = [("sent", 4, 0), ("held_author", 0, 0), ("held_office", 0, 2)].map(
            |(state, n, n_beside)| Count {
                state: state.to_owned(),
                words: Words::default(),
                n,
                n_beside,
            },
        );
        let states = states_to_offer(&counts, Some(RecordState::HeldForAuthor));
        let expected = [
            (RecordState::Sent, 4),
            (RecordState::HeldForAuthor, 0),
            (RecordState::HeldForOffice, 2),
        ];
        assert_eq!(states, expected);
    }
}
