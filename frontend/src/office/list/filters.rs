//! What narrows the list: words, kecamatan, village, kind and days; and its order.

use std::time::Duration;

use leptos::{ev, prelude::*};
use shared::{
    day::Day,
    forms,
    region::{KecamatanCode, VillageCode},
    text::{Lang, Text},
};

use super::{
    places::{Place, kecamatan_options, village_options},
    words,
};
use crate::office::route::{Filter, OLDEST};

/// How long typing rests before the list follows it.
const TYPING_PAUSE: Duration = Duration::from_millis(400);

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
    view! {
        <form class="filters" role="search" aria-label=words::FILTERS.get(lang) on:submit=|event: ev::SubmitEvent| event.prevent_default()>
            <Search lang filter refine label=words::SEARCH example=words::SEARCH_EXAMPLE/>
            <PlaceBoxes lang filter places refine/>
            <Select
                lang id="by-kind" label=words::KIND.get(lang) all=words::ALL_KINDS.get(lang)
                options=Signal::stored(kinds)
                chosen=Signal::derive(move || filter.get().kind.unwrap_or_default().to_owned())
                choose=Callback::new(move |name: String| change(&|filter| {
                    filter.kind = forms::kind_named(&name).map(|kind| kind.name);
                }))
            />
            <DayBox
                id="by-from" label=words::FROM_DAY.get(lang)
                chosen=Signal::derive(move || filter.get().from)
                choose=Callback::new(move |day| change(&|filter| filter.from = day))
            />
            <DayBox
                id="by-to" label=words::TO_DAY.get(lang)
                chosen=Signal::derive(move || filter.get().to)
                choose=Callback::new(move |day| change(&|filter| filter.to = day))
            />
            <Select
                lang id="by-order" label=words::ORDER.get(lang) all=words::NEWEST_FIRST.get(lang)
                options=Signal::stored(vec![(OLDEST.to_owned(), words::OLDEST_FIRST.get(lang).to_owned())])
                chosen=Signal::derive(move || {
                    if filter.get().oldest_first { OLDEST } else { "" }.to_owned()
                })
                choose=Callback::new(move |name: String| change(&|filter| {
                    filter.oldest_first = name == OLDEST;
                }))
            />
        </form>
    }
}

/// The boxes for kecamatan and village, as far as this person has something to choose there.
#[component]
pub fn PlaceBoxes(
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
    let kecamatan = places.with_value(|places| kecamatan_options(places));
    // Whoever looks after one kecamatan has nothing to choose there.
    let kecamatan_box = (kecamatan.len() > 1).then(|| {
        view! {
            <Select
                lang id="by-kecamatan" label=words::KECAMATAN.get(lang) all=words::ALL_KECAMATAN.get(lang)
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
                lang id="by-village" label=words::VILLAGE.get(lang) all=words::ALL_VILLAGES.get(lang)
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
    view! { {kecamatan_box} {village_box} }
}

/// The search box. The list follows when typing rests, at once on Enter.
#[component]
pub fn Search(
    lang: Lang,
    filter: Signal<Filter>,
    refine: Callback<(Filter, bool)>,
    label: Text,
    example: Text,
) -> impl IntoView {
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
            <label for="by-words">{label.get(lang)}</label>
            <input
                id="by-words"
                type="search"
                autocomplete="off"
                spellcheck="false"
                maxlength="100"
                placeholder=example.get(lang)
                prop:value=words
                on:input=typed
                on:keydown=move |event| if event.key() == "Enter" { search() }
            />
        </div>
    }
}

/// A day to begin or to end with. What the browser does not take as a day chooses none.
#[component]
fn DayBox(
    id: &'static str,
    label: &'static str,
    chosen: Signal<Option<Day>>,
    choose: Callback<Option<Day>>,
) -> impl IntoView {
    let value = move || chosen.get().map(|day| day.to_string()).unwrap_or_default();
    view! {
        <div class="box box-day">
            <label for=id>{label}</label>
            <input
                id=id
                type="date"
                prop:value=value
                on:change=move |event| choose.run(Day::parse(&event_target_value(&event)))
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
                    <option value=chosen.get_untracked() selected=true>{words::OTHER_AREA.get(lang)}</option>
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

fn kecamatan_of(code: &str) -> Option<KecamatanCode> {
    Filter::parse(&format!("kecamatan={code}")).kecamatan
}
