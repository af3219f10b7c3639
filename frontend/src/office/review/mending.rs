//! The panel of a correction: what is changed at the answers, before and after, and why.
//!
//! The answers are changed in the boxes of the phone's form, with its checks; the server checks again
//! and computes what follows.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    day::Day,
    desk::review::{Raw, What},
    form::{
        changes::{Change, changes},
        content::Content,
        edit, label,
        model::{FormKind, KindId, World},
        review,
        value::Values,
    },
    forms, hex,
    id::RecordId,
    sync::limits,
    text::Lang,
};

use super::{
    bar::{Deciding, Refused},
    model::Review,
    panel::{Buttons, CommentBox, Panel},
    words,
};
use crate::{
    browser,
    office::{
        api::{self, ApiError},
        desk::Desk,
        detail::sheet,
        list::model::List,
        nav, text,
    },
    ui::form::{Filling, FormState, Outside},
};

/// A form as it is stored.
struct Stored {
    kind: &'static FormKind,
    version: u16,
    content: Content,
    visit: Option<Values>,
}

/// How far loading is.
#[derive(Clone)]
enum Loaded {
    Loading,
    Ready(Arc<Stored>),
    Unknown,
    Failed(ApiError),
}

/// The panel.
#[component]
pub fn Mending(lang: Lang, deciding: Deciding, record: RecordId) -> impl IntoView {
    let (desk, list) = (expect_context::<Desk>(), expect_context::<List>());
    let review = deciding.review;
    let loaded = RwSignal::new(Loaded::Loading);
    spawn_local(async move {
        let answer = api::content(record).await;
        let now = match answer {
            Ok(raw) => {
                stored(&raw).map_or(Loaded::Unknown, |stored| Loaded::Ready(Arc::new(stored)))
            }
            Err(error) => {
                desk.note(&error);
                Loaded::Failed(error)
            }
        };
        // The panel may be closed by now.
        let _closed = loaded.try_set(now);
    });
    on_cleanup(move || {
        let _gone = review.mending.try_set(None);
    });
    let inside = move || match loaded.get() {
        Loaded::Loading => view! { <p role="status">{words::LOADING.get(lang)}</p> }.into_any(),
        Loaded::Unknown => only_leave(lang, review, words::CANNOT_MEND.get(lang).to_owned()),
        Loaded::Failed(error) => only_leave(lang, review, text::error(&error, lang)),
        Loaded::Ready(stored) => {
            let form = untrack(|| begin(&stored, list.today.get_untracked()));
            review.mending.set(Some(form));
            view! { <Changes lang deciding form stored/> }.into_any()
        }
    };
    view! {
        <Panel title=words::MEND_TITLE.get(lang) how=words::MEND_HOW.get(lang)>{inside}</Panel>
    }
}

fn only_leave(lang: Lang, review: Review, why: String) -> AnyView {
    view! {
        <p role="alert">{why}</p>
        <button type="button" class="button" on:click=move |_| review.close()>
            {words::CANCEL.get(lang)}
        </button>
    }
    .into_any()
}

fn stored(raw: &Raw) -> Option<Stored> {
    let read = |text: &str| Content::from_bytes(&hex::bytes(text)?).ok();
    let visit = match &raw.visit_content {
        Some(text) => Some(read(text)?.values),
        None => None,
    };
    let (kind, content) = (forms::kind(KindId(raw.kind))?, read(&raw.content)?);
    Some(Stored { kind, version: raw.kind_version, content, visit })
}

fn begin(stored: &Stored, today: Day) -> Filling {
    let Content { values, overrides } = stored.content.clone();
    let outside = Outside {
        version: stored.version,
        visit: stored.visit.clone(),
        previous: None,
        last: None,
        // Results are the server's: without its tables nothing is computed here.
        world: Box::new(move || World::on(today)),
        changed: Box::new(|_| {}),
        random: || u32::from_le_bytes(browser::random()),
    };
    Filling::new(stored.kind, FormState::new(values, overrides, Vec::new()), false, outside)
}

/// One changed answer in words.
#[derive(Clone, PartialEq, Eq)]
struct Line {
    field_id: String,
    label: String,
    before: String,
    now: String,
}

/// What is changed by now, why, and the buttons.
#[component]
fn Changes(lang: Lang, deciding: Deciding, form: Filling, stored: Arc<Stored>) -> impl IntoView {
    let lines = {
        let stored = Arc::clone(&stored);
        form.follow(move |scene, _| lines(&stored, &review::review(scene).values, lang))
    };
    let wrong = form.follow(move |_, state| {
        let problems = state.open_problems();
        let told = problems.iter().map(|problem| {
            let label = label::words(form.kind, &state.values, &problem.path, lang);
            (problem.path.dom_id(), format!("{label}: {}", problem.words(lang)))
        });
        told.collect::<Vec<_>>()
    });
    let save = move || {
        let content = form.with_scene(|scene| Content {
            values: review::review(scene).values,
            overrides: scene.overrides.to_vec(),
        });
        let comment = deciding.review.comment.get_untracked().trim().to_owned();
        deciding.decide(What::Mend { content: hex::encode(&content.to_bytes()), comment });
    };
    let shown = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p>{words::NO_CHANGES.get(lang)}</p> }.into_any();
        }
        let lines = lines.into_iter().map(|line| {
            view! {
                <li>
                    {jump(&line.field_id, line.label)}
                    <p class="before">{words::BEFORE.get(lang)} ": " <del>{line.before}</del></p>
                    <p>{words::AFTER.get(lang)} ": " <ins>{line.now}</ins></p>
                </li>
            }
        });
        view! { <ul class="panel-list">{lines.collect_view()}</ul> }.into_any()
    };
    let problems = move || {
        let wrong = wrong.get();
        (!wrong.is_empty()).then(|| {
            let lines = wrong.into_iter().map(|(field_id, told)| {
                view! { <li>{jump(&field_id, told)}</li> }
            });
            view! {
                <div class="review-failed" role="status">
                    <p>{words::STILL_WRONG.get(lang)}</p>
                    <ul class="panel-list">{lines.collect_view()}</ul>
                </div>
            }
        })
    };
    let review = deciding.review;
    view! {
        <h3>{words::CHANGES.get(lang)}</h3>
        <div role="status">{shown}</div>
        {problems}
        <CommentBox review label=words::WHY.get(lang) max=limits::COMMENT_CHARS_MAX/>
        <Refused lang deciding/>
        <Buttons lang review yes=words::MEND_YES.get(lang) action="mend-yes" on_yes=save/>
    }
}

/// Leads to an answer of the sheet.
fn jump(field_id: &str, words: String) -> AnyView {
    let target = sheet::element(field_id);
    let href = format!("#{target}");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        nav::focus(&target);
    };
    view! { <a href=href on:click=go>{words}</a> }.into_any()
}

fn lines(stored: &Stored, now: &Values, lang: Lang) -> Vec<Line> {
    let before = &stored.content.values;
    let line = |Change { path, field, before: was, now: is }: Change| {
        let words = |value: Option<_>| {
            value.map_or_else(
                || words::EMPTY.get(lang).to_owned(),
                |value| edit::words(&field.kind, &value, lang),
            )
        };
        let values = if is.is_some() { now } else { before };
        Line {
            field_id: path.dom_id(),
            label: label::words(stored.kind, values, &path, lang),
            before: words(was),
            now: words(is),
        }
    };
    changes(stored.kind, before, now).into_iter().map(line).collect()
}
