//! The page of a record.

use client::rows::Record;
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

use super::{actions::Actions, notes::Notes, receipt::Receipt, words};
use crate::{
    app::dates,
    field::{
        parts::{
            damaged, missing,
            rows::{Badge, kind_title},
        },
        phone::{clock::Clock, storage::Storage},
        route::{Route, Show},
        shell::frame::Frame,
        words as common,
    },
    ui::{
        answers::{AnswerLine, AnswerList, answer_lines},
        lang::{self, t},
        note::{Note, NoteKind},
        result_card::{ResultCard, ResultWords, result_words},
    },
};

/// Drawn anew when what is stored changes, so that a receipt appears by itself.
#[component]
pub fn Page(id: RecordId) -> impl IntoView {
    let storage = expect_context::<Storage>();
    move || {
        storage.n_changes.track();
        untrack(|| match storage.record(id) {
            Ok(Some(record)) => view! { <Whole id record/> }.into_any(),
            Ok(None) => missing::nothing_here(&common::NO_RECORD, &common::NO_DRAFT_HELP),
            Err(row) => damaged::page(id, &row),
        })
    }
}

#[component]
fn Whole(id: RecordId, record: Record) -> impl IntoView {
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
    let is_erased = is_confidential && record.receipt.is_some();
    let content = if is_erased {
        view! {
            <Note kind=NoteKind::Plain>
                <p>{t(&words::ERASED)}</p>
            </Note>
        }
        .into_any()
    } else {
        view! {
            <Actions id state is_visit is_confidential is_withdrawal=record.is_withdrawal()/>
            {answers(&record, &problems)}
        }
        .into_any()
    };
    view! {
        <Frame back=Some(back)>
            <p class="form-name">{title}</p>
            <h1>{subject}</h1>
            <div class="badge">
                <Badge state/>
            </div>
            <Notes record=record.clone()/>
            <Receipt header=record.header.clone() receipt=record.receipt.clone()/>
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

fn answers(record: &Record, problems: &[Problem]) -> AnyView {
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
    blocks.into_iter().map(draw).collect_view().into_any()
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

fn draw(Block { section, card, lines }: Block) -> AnyView {
    view! {
        <section class="block">
            <h2>{t(&section.title)}</h2>
            {card.map(|result| view! { <ResultCard result/> })}
            {(!lines.is_empty()).then(|| view! { <AnswerList lines/> })}
        </section>
    }
    .into_any()
}

/// Earlier revisions, newest first.
#[component]
fn History(record: Record) -> impl IntoView {
    if record.history.is_empty() {
        return None;
    }
    let clock = expect_context::<Clock>();
    let lines = record.history.iter().rev().map(|past| {
        let when = dates::when(past.made_at_ms, clock.today(), lang::now());
        view! { <li>{[t(&words::REVISION), " · ", &when].concat()}</li> }
    });
    Some(view! {
        <details>
            <summary>{t(&words::HISTORY)}</summary>
            <ul class="plain-list">{lines.collect_view()}</ul>
        </details>
    })
}
