//! Accepts what was ticked: says first what that is, and afterwards what became of each.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    desk::{
        list::Row,
        review::{BULK_MAX, Decision, Seen},
    },
    sync::state::RecordState,
    text::Lang,
};

use super::{model::List, words};
use crate::{
    office::{
        api::{self, ApiError},
        desk::{Desk, Session},
        record_list::record_href,
        review::{
            failure,
            model::{Failure, Review, taken},
        },
        route::Filter,
        text,
    },
    ui::{dialog::Question, live::Live},
};

/// True for a line that can be accepted as it is.
#[must_use]
pub fn can_be_accepted(row: &Row) -> bool {
    row.state == RecordState::Sent.name() && row.n_beside == 0 && row.waiting.is_none()
}

/// True for somebody who decides on records.
#[must_use]
pub fn decides(session: &Session) -> bool {
    matches!(session, Session::In(me) if matches!(me.role.as_str(), "kecamatan" | "dinsos"))
}

/// Ticks all that can be accepted, as many as go at once; or none.
pub fn choose_all(list: List, is_chosen: bool) {
    let seen = |row: &Row| (row.record.clone(), row.change.clone());
    let all = list.rows.with_untracked(|rows| {
        let rows = rows.iter().filter(|row| is_chosen && can_be_accepted(row));
        rows.take(BULK_MAX).map(seen).collect()
    });
    list.chosen.set(all);
}

/// Ticks a line, or takes its tick away.
pub fn choose(list: List, (record, change): (&str, &str), is_chosen: bool) {
    list.chosen.update(|chosen| {
        if !is_chosen {
            chosen.remove(record);
        } else if chosen.len() < BULK_MAX {
            chosen.insert(record.to_owned(), change.to_owned());
        }
    });
}

/// What is to be accepted, in words: of which kinds, where, and how much of it has notes.
fn told(rows: &[Row], lang: Lang) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut villages: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *kinds.entry(row.kind_title.get(lang)).or_default() += 1;
        *villages.entry(&row.village_title).or_default() += 1;
    }
    let listed = |counts: BTreeMap<&str, usize>| {
        let parts = counts.into_iter().map(|(name, n)| format!("{name} ({n})"));
        parts.collect::<Vec<_>>().join(", ")
    };
    let n_noted = rows.iter().filter(|row| row.n_notes > 0 || row.n_overrides > 0).count();
    let mut words = format!("{}. {}.", listed(kinds), listed(villages));
    if n_noted > 0 {
        words.push(' ');
        words.push_str(&words::to_look_at(n_noted, lang));
    }
    words
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Outcome {
    n_accepted: usize,
    /// Record, whom it is about, why not.
    refused: Vec<(String, String, String)>,
    /// Nothing was done at all.
    error: Option<ApiError>,
}

/// The bar under the list, while something is ticked; and what became of it.
#[component]
pub fn BulkBar(lang: Lang, list: List, filter: Signal<Filter>) -> impl IntoView {
    let (desk, review) = (expect_context::<Desk>(), expect_context::<Review>());
    let asked = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let outcome = RwSignal::new(Outcome::default());
    let n_chosen = Memo::new(move |_| list.chosen.with(BTreeMap::len));
    let chosen_rows = move || {
        list.chosen.with_untracked(|chosen| {
            list.rows.with_untracked(|rows| {
                let rows = rows.iter().filter(|row| chosen.contains_key(&row.record));
                rows.cloned().collect::<Vec<_>>()
            })
        })
    };
    let accept = move || {
        let rows = chosen_rows();
        let seen = |row: &Row| Seen { record: row.record.clone(), change: row.change.clone() };
        let seen: Vec<Seen> = rows.iter().map(seen).collect();
        is_busy.set(true);
        outcome.set(Outcome::default());
        spawn_local(async move {
            let answer = api::accept_all(seen).await;
            is_busy.set(false);
            let (decisions, found) = sorted(answer.map(|all| all.answers), &rows, lang);
            if let Some(error) = &found.error {
                desk.note(error);
            }
            for decision in &decisions {
                let waiting = crate::office::review::model::waiting(decision);
                list.note_decision(&decision.record, Some(waiting));
            }
            if !decisions.is_empty() {
                review.take_note(words::n_records(decisions.len(), lang), decisions);
            }
            outcome.set(found);
        });
    };
    let bar = move || {
        (n_chosen.get() > 0).then(|| {
            let label = move || {
                if is_busy.get() {
                    words::ACCEPTING.get(lang).to_owned()
                } else {
                    words::accept(n_chosen.get(), lang)
                }
            };
            let ask = move |_| {
                if !is_busy.get_untracked() {
                    asked.set(true);
                }
            };
            view! {
                <div class="review-bar" role="group" aria-label=words::CHOOSE.get(lang)>
                    <button type="button" class="button-main" data-action="accept-chosen" on:click=ask>
                        <Live words=label/>
                    </button>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| list.chosen.set(BTreeMap::new())
                    >
                        {words::CHOOSE_NONE.get(lang)}
                    </button>
                </div>
            }
        })
    };
    let question = move || {
        asked.get().then(|| {
            view! {
                <Question
                    title=words::ACCEPT_SURE.get(lang)
                    words=told(&chosen_rows(), lang)
                    no=words::CANCEL.get(lang)
                    yes=words::ACCEPT_YES.get(lang)
                    action="accept-yes"
                    on_yes=accept
                    on_close=move || asked.set(false)
                />
            }
        })
    };
    view! { <NotAccepted lang outcome filter/> {bar} {question} }
}

/// The decisions that were taken, and the rest.
fn sorted(
    answers: Result<Vec<shared::desk::review::Decided>, ApiError>,
    rows: &[Row],
    lang: Lang,
) -> (Vec<Decision>, Outcome) {
    let answers = match answers {
        Ok(answers) => answers,
        Err(error) => return (Vec::new(), Outcome { error: Some(error), ..Outcome::default() }),
    };
    let (mut decisions, mut refused) = (Vec::new(), Vec::new());
    for (row, answer) in rows.iter().zip(answers) {
        match taken(Ok(answer)) {
            Ok(decision) => decisions.push(decision),
            Err(why) => refused.push((
                row.record.clone(),
                text::subject(&row.subject, lang),
                failure::told(&why, lang),
            )),
        }
    }
    let n_accepted = decisions.len();
    (decisions, Outcome { n_accepted, refused, error: None })
}

/// Each that was not accepted, with the reason.
#[component]
fn NotAccepted(lang: Lang, outcome: RwSignal<Outcome>, filter: Signal<Filter>) -> impl IntoView {
    let shown = move || {
        let Outcome { n_accepted, refused, error } = outcome.get();
        if let Some(error) = error {
            return Some(
                view! { <p>{failure::told(&Failure::Failed(error), lang)}</p> }.into_any(),
            );
        }
        if refused.is_empty() {
            return None;
        }
        let head = words::not_accepted(n_accepted, refused.len(), lang);
        let lines = refused.into_iter().map(|(record, subject, why)| {
            let href = record_href(&record, &filter.get_untracked());
            view! { <li><a href=href>{subject}</a> ": " {why}</li> }
        });
        let close = move |_| outcome.set(Outcome::default());
        Some(
            view! {
                <p>{head}</p>
                <ul class="panel-list">{lines.collect_view()}</ul>
                <button type="button" class="button-small" on:click=close>
                    {words::CLOSE.get(lang)}
                </button>
            }
            .into_any(),
        )
    };
    view! { <div class="review-failed" role="alert" data-outcome="">{shown}</div> }
}

#[cfg(test)]
mod tests {
    use shared::desk::{
        Words,
        review::{Decided, Refusal, Waiting},
    };

    use super::*;

    fn row(record: &str, kind: &str, village: &str, n_notes: u64) -> Row {
        Row {
            record: record.to_owned(),
            kind_title: Words::same(kind.to_owned()),
            village_title: village.to_owned(),
            state: "sent".to_owned(),
            n_notes,
            ..Row::default()
        }
    }

    #[test]
    fn the_question_tells_kinds_villages_and_what_has_notes() {
        let rows =
            [row("a", "Balita", "A", 0), row("b", "Balita", "B", 2), row("c", "Bansos", "B", 0)];
        assert_eq!(
            told(&rows, Lang::Id),
            "Balita (2), Bansos (1). A (1), B (2). 1 di antaranya punya catatan yang perlu dilihat."
        );
        assert_eq!(told(&rows[..1], Lang::Id), "Balita (1). A (1).");
    }

    #[test]
    fn only_what_waits_alone_can_be_ticked() {
        let plain = row("a", "Balita", "A", 0);
        assert!(can_be_accepted(&plain));
        assert!(!can_be_accepted(&Row { state: "held_office".to_owned(), ..plain.clone() }));
        assert!(!can_be_accepted(&Row { n_beside: 1, ..plain.clone() }));
        assert!(!can_be_accepted(&Row { waiting: Some(Waiting::default()), ..plain }));
    }

    #[test]
    fn each_answer_belongs_to_its_line() {
        let rows = [row("a", "Balita", "A", 0), row("b", "Balita", "B", 0)];
        let refusal =
            Refusal { words: Words::same("Sudah berubah.".to_owned()), ..Refusal::default() };
        let answers = vec![
            Decided { refusal: Some(refusal), ..Decided::default() },
            Decided { decision: Some(Decision::default()), ..Decided::default() },
        ];
        let (decisions, outcome) = sorted(Ok(answers), &rows, Lang::Id);
        assert_eq!((decisions.len(), outcome.n_accepted), (1, 1));
        let expected = ("a".to_owned(), "(tanpa nama)".to_owned(), "Sudah berubah.".to_owned());
        assert_eq!(outcome.refused, [expected]);
    }
}
