//! The states that occur, as chips with their counts.

use leptos::prelude::*;
use shared::{desk::list::Count, sync::state::RecordState, text::Lang};

use super::words;
use crate::{
    office::{badge, route::Filter},
    ui::live::Live,
};

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
        <div class="chips" role="group" aria-label=words::STATES.get(lang)>
            {move || {
                let counts = counts.get();
                let chosen = filter.get().state;
                let states = states_to_offer(&counts, chosen);
                let all = chip(None, words::ALL_STATES.get(lang), counts.iter().map(|count| count.n).sum());
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

#[cfg(test)]
mod tests {
    use shared::desk::Words;

    use super::*;

    #[test]
    fn a_chosen_state_stays_visible_when_its_last_record_leaves_it() {
        let counts = [("sent", 4, 0), ("held_author", 0, 0), ("held_office", 0, 2)].map(
            |(state, n, n_beside)| Count {
                is_least: false,
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
