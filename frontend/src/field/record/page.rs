//! The page of a record.

use client::{reviews::Kept1, rows::Record};
use leptos::prelude::*;
use shared::{
    form::{
        content::Content,
        model::{FormKind, KindId, Scene, Section},
        problem::Problem,
        value::Values,
    },
    forms,
    id::RecordId,
};

use super::{
    actions::Actions, decided::Decided, history::History, notes::Notes, receipt::Receipt, words,
};
use crate::{
    browser::taps,
    field::{
        parts::{
            damaged,
            following::Following,
            growth, missing,
            rows::{Badge, kind_title},
        },
        phone::{clock::Clock, storage::Storage},
        route::{Route, Show},
        shell::frame::Frame,
        words as common,
    },
    ui::{
        answers::{AnswerLine, AnswerList, answer_lines},
        lang::t,
        note::{Note, NoteKind},
        result_card::{ResultCard, ResultWords, result_words},
    },
};

/// Drawn anew when what is stored changes, so that a receipt appears by itself.
#[component]
pub fn Page(id: RecordId) -> impl IntoView {
    let storage = expect_context::<Storage>();
    // Not at every change of what is stored: only what this page shows draws it anew.
    let shown = Memo::new(move |_| {
        storage.n_changes.track();
        let is_changing =
            storage.drafts.with(|drafts| drafts.items().iter().any(|it| it.record == id));
        (storage.record(id), is_changing, storage.is_unlisted(id), storage.reviews(id))
    });
    let was_drawn = StoredValue::new(false);
    move || {
        let (record, _, is_unlisted, reviews) = shown.get();
        if was_drawn.try_update_value(|was_drawn| core::mem::replace(was_drawn, true)) == Some(true)
        {
            // What appears by itself may move what a finger is about to touch.
            taps::new_screen();
        }
        untrack(|| match record {
            Ok(Some(record)) => view! { <Whole id record is_unlisted reviews/> }.into_any(),
            Ok(None) => missing::nothing_here(&common::NO_RECORD, &common::NO_DRAFT_HELP),
            Err(row) => damaged::page(id, &row),
        })
    }
}

#[component]
fn Whole(id: RecordId, record: Record, is_unlisted: bool, reviews: Vec<Kept1>) -> impl IntoView {
    let title = kind_title(record.header.kind);
    let subject =
        if record.subject.is_empty() { String::from(title) } else { record.subject.clone() };
    let problems: Vec<Problem> = record.problems.iter().cloned().map(Problem::from).collect();
    let back = match record.header.visit {
        Some(visit) => (Route::Visit(visit), common::VISIT),
        None => (Route::Records(Show::All), common::RECORDS),
    };
    let (state, is_confidential) = (record.state(), record.is_confidential());
    let is_visit = record.header.visit.is_none() && !is_confidential;
    // A revision that only this phone has says nothing of the office.
    let is_unlisted = is_unlisted && record.receipt.is_some();
    let has_earlier = !is_confidential && record.history.iter().any(|past| past.receipt.is_some());
    let unlisted = is_unlisted.then(|| {
        view! {
            <Note kind=NoteKind::Warn>
                <p>{t(&words::UNLISTED)}</p>
            </Note>
        }
    });
    let receipt = view! {
        <Receipt header=record.header.clone() receipt=record.receipt.clone() has_earlier/>
    };
    let content = if is_confidential && record.receipt.is_some() {
        view! {
            {receipt}
            <Note kind=NoteKind::Plain>
                <p>{t(&words::ERASED)}</p>
            </Note>
        }
        .into_any()
    } else {
        view! {
            <Actions id state is_visit is_confidential is_withdrawal=record.is_withdrawal()/>
            {receipt}
            {answers(&record, &problems)}
        }
        .into_any()
    };
    view! {
        <Frame back=Some(back)>
            <p class="form-name">{title}</p>
            <h1>{subject}</h1>
            <div class="badge">
                <Badge state is_unlisted/>
            </div>
            <Following record=id/>
            {unlisted}
            <Notes record=record.clone() reviews=reviews.clone()/>
            <Decided record=record.clone() reviews/>
            {content}
            <History record/>
        </Frame>
    }
}

/// A section that has something to show.
struct Block {
    section: &'static Section,
    card: Option<ResultWords>,
    lines: Vec<AnswerLine>,
}

/// Every answer of a record in words.
pub fn answers(record: &Record, problems: &[Problem]) -> AnyView {
    let kind = forms::kind(KindId(record.header.kind));
    let (Some(kind), Ok(content)) = (kind, record.content()) else {
        return view! {
            <Note kind=NoteKind::Plain>
                <p>{t(&common::UNREADABLE)}</p>
            </Note>
        }
        .into_any();
    };
    let storage = expect_context::<Storage>();
    let visit = record.header.visit.and_then(|visit| storage.record(visit).ok().flatten());
    let visit = visit.and_then(|visit| visit.content().ok()).map(|content| content.values);
    let blocks = blocks((kind, record.header.kind_version), &content, visit.as_ref(), problems);
    let below = || growth::of_record(kind, &content.values, record.header.record);
    blocks.into_iter().map(|block| draw(block, &below)).collect_view().into_any()
}

fn blocks(
    (kind, version): (&'static FormKind, u16),
    content: &Content,
    visit: Option<&Values>,
    problems: &[Problem],
) -> Vec<Block> {
    let scene = Scene {
        kind,
        version,
        values: &content.values,
        visit,
        previous: None,
        overrides: &content.overrides,
        world: expect_context::<Clock>().world_untracked(),
    };
    let shown = kind.sections.iter().filter(|section| scene.is_shown(section));
    let blocks = shown.map(|section| Block {
        section,
        card: result_words(kind, section, &content.values),
        lines: answer_lines(&scene, problems, section),
    });
    blocks.filter(|block| block.card.is_some() || !block.lines.is_empty()).collect()
}

/// `below` draws what belongs below the card.
fn draw(Block { section, card, lines }: Block, below: &impl Fn() -> AnyView) -> AnyView {
    let below = card.is_some().then(below);
    view! {
        <section class="block">
            <h2>{t(&section.title)}</h2>
            {card.map(|result| view! { <ResultCard result/> })}
            {below}
            {(!lines.is_empty()).then(|| view! { <AnswerList lines/> })}
        </section>
    }
    .into_any()
}
