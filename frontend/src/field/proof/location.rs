//! Where the phone is: asked by a press, never by itself, and never in the way.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        fix::{ACCURACY, AGE, AGE_MAX_S, FIELDS, LAT, LNG, TAKEN},
        problem::Code,
        value::{Value, Values},
    },
    forms::codes,
    quantity::format_grouped,
    text::Text,
};

use super::words;
use crate::{
    browser::position::{self, NoPlace},
    field::phone::clock::Clock,
    ui::{
        button::Button,
        form::{BoxSet, ProblemNotes, Question},
        lang::{self, t},
        note::{Note, NoteKind},
        when::When,
    },
};

/// So long the receiver may look, milliseconds.
const TIMEOUT_MS: u32 = 30_000;

/// The question for a place.
#[component]
pub fn Location(question: Arc<Question>) -> impl IntoView {
    let is_busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Text>);
    let clock = expect_context::<Clock>();
    let place = question.follow_answer(|answer| match answer {
        Some(Value::Group(values)) => Some(words_of(values)),
        _ => None,
    });
    // What is doubtful about a place stands at its numbers, which have no boxes.
    let inner: Vec<Arc<Question>> =
        FIELDS.iter().map(|field| question.inner(&FIELDS, field)).collect();
    let notes = inner.iter().map(|one| {
        let (id, question) = (one.id.clone(), Arc::clone(one));
        view! { <div id=id><ProblemNotes question/></div> }
    });
    let notes = notes.collect_view();
    let locate = {
        let question = Arc::clone(&question);
        Callback::new(move |()| {
            if is_busy.get_untracked() {
                return;
            }
            is_busy.set(true);
            trouble.set(None);
            let (question, inner) = (Arc::clone(&question), inner.clone());
            spawn_local(async move {
                let found = position::fix(TIMEOUT_MS, clock.now_ms()).await;
                let answer = found.map_err(obstacle_words).and_then(|fix| usable(fix.answer()));
                match answer {
                    Ok(values) => {
                        question.put(Some(Value::Group(values)));
                        inner.iter().chain([&question]).for_each(|one| one.show());
                    }
                    Err(words) => {
                        trouble.try_set(Some(words));
                    }
                }
                is_busy.try_set(false);
            });
        })
    };
    let remove = {
        let question = Arc::clone(&question);
        Callback::new(move |()| question.put(None))
    };
    view! {
        <BoxSet question>
            {move || place.get().map(|words| view! { <p class="place-found">{words}</p> })}
            <div>{notes}</div>
            <When is=is_busy>
                <p class="wait" role="status">{t(&words::LOCATING)}</p>
            </When>
            <When is=move || !is_busy.get()>
                <div class="actions wrap">
                    <Button class="second" action="locate" on_press=locate>
                        {move || {
                            let is_there = place.with(Option::is_some);
                            t(if is_there { &words::LOCATE_AGAIN } else { &words::LOCATE })
                        }}
                    </Button>
                    <When is=move || place.with(Option::is_some)>
                        <Button class="quiet" action="remove-place" on_press=remove>
                            {t(&words::REMOVE)}
                        </Button>
                    </When>
                </div>
            </When>
            {move || {
                let words = trouble.get()?;
                Some(view! { <Note kind=NoteKind::Warn><p role="alert">{t(&words)}</p></Note> })
            }}
        </BoxSet>
    }
}

const fn obstacle_words(obstacle: NoPlace) -> Text {
    match obstacle {
        NoPlace::Refused => words::PLACE_REFUSED,
        NoPlace::NotFound => words::PLACE_NOT_FOUND,
    }
}

/// A place that may be kept: what would keep the form from being finished is refused here already.
fn usable(answer: Option<Values>) -> Result<Values, Text> {
    let values = answer.ok_or(words::PLACE_NOT_FOUND)?;
    let is_zero = values.get(LAT) == Some(0) && values.get(LNG) == Some(0);
    match () {
        () if is_zero => Err(words_of_code(codes::PLACE_ZERO)),
        () if values.get(AGE) > Some(AGE_MAX_S) => Err(words_of_code(codes::PLACE_OLD)),
        () => Ok(values),
    }
}

fn words_of_code(code: Code) -> Text {
    code.info().map_or(words::PLACE_NOT_FOUND, |info| info.words)
}

/// "Ketelitian 12 m · umur 4 detik · 2026-11-30 09:05".
fn words_of(values: &Values) -> String {
    let number = |key| format_grouped(values.get(key).unwrap_or_default(), lang::now());
    let taken = values.get(TAKEN).unwrap_or_default();
    let (metres, seconds): (String, String) = (number(ACCURACY), number(AGE));
    [
        t(&words::ACCURATE_TO),
        " ",
        &metres,
        " m · ",
        t(&words::AGED),
        " ",
        &seconds,
        " ",
        t(&words::SECONDS),
        " · ",
        &taken,
    ]
    .concat()
}
