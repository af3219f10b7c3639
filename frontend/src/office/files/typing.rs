//! What an operator types into SIKS-NG, proposal by proposal: a tick for each that is done, and taking
//! the tick away takes that back.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    desk::{files::Mark, list::Row},
    id::RecordId,
    text::Lang,
};
use web_sys::HtmlInputElement;

use super::words;
use crate::{
    app::dates,
    office::{
        api::{self, ApiError},
        desk::Desk,
        record_list::{record_href, says},
        route::Filter,
        text,
    },
    ui::live::Live,
};

/// The proposals of a village and menu. A handle: copies see the same.
#[derive(Clone, Copy)]
struct ToType {
    rows: RwSignal<Vec<Row>>,
    /// Where they go on; `None` when all are here.
    next: RwSignal<Option<u64>>,
    failure: RwSignal<Option<ApiError>>,
    /// True once an answer came.
    is_read: RwSignal<bool>,
    /// Counts what was asked for: an answer to an earlier question is not shown.
    asked: StoredValue<u64>,
}

impl ToType {
    fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_read: RwSignal::new(false),
            asked: StoredValue::new(0),
        }
    }

    /// Reads the first page, or the one behind what is here.
    fn read(self, desk: Desk, (village, menu): (String, &'static str), is_more: bool) {
        self.asked.update_value(|number| *number += 1);
        let asked = self.asked.get_value();
        let before = self.next.get_untracked().filter(|_| is_more);
        self.failure.set(None);
        if !is_more {
            self.is_read.set(false);
            self.rows.set(Vec::new());
            self.next.set(None);
        }
        if village.is_empty() {
            return;
        }
        spawn_local(async move {
            let answer = api::to_type(&village, menu, before).await;
            if self.asked.try_get_value() != Some(asked) {
                return;
            }
            match answer {
                Ok(page) => {
                    self.rows.update(|rows| rows.extend(page.records));
                    self.next.set(page.next);
                    self.is_read.set(true);
                }
                Err(error) => self.failed(desk, error),
            }
        });
    }

    /// Marks a proposal as typed, or takes that back. Where that fails the box is as it was.
    fn mark(self, desk: Desk, row: &Row, tick: HtmlInputElement) {
        let is_typed = tick.checked();
        let Some(record) = RecordId::parse(&row.record) else { return };
        let mark = Mark { change: row.change.clone(), is_typed };
        let (id, asked) = (row.record.clone(), self.asked.get_value());
        self.failure.set(None);
        spawn_local(async move {
            let answer = api::mark_typed(record, &mark).await;
            if self.asked.try_get_value() != Some(asked) {
                return;
            }
            match answer {
                Ok(marked) => self.rows.update(|rows| {
                    if let Some(row) = rows.iter_mut().find(|row| row.record == id) {
                        row.typed = marked.typed;
                    }
                }),
                Err(error) => {
                    tick.set_checked(!is_typed);
                    self.failed(desk, error);
                }
            }
        });
    }

    fn failed(self, desk: Desk, error: ApiError) {
        desk.note(&error);
        self.failure.set(Some(error));
    }
}

/// The list with its ticks. Shown once a village is chosen.
#[component]
pub fn Typing(
    lang: Lang,
    village: Memo<String>,
    menu: RwSignal<&'static str>,
    filter: Signal<Filter>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let to_type = ToType::new();
    Effect::new(move |_| to_type.read(desk, (village.get(), menu.get()), false));
    let told = move || {
        let (n_all, n_typed) = to_type
            .rows
            .with(|rows| (rows.len(), rows.iter().filter(|row| row.typed.is_some()).count()));
        match (to_type.is_read.get(), n_all, to_type.next.get()) {
            (false, ..) => String::new(),
            (true, 0, None) => words::NOTHING_TO_TYPE.get(lang).into(),
            (true, ..) => words::typed_of(n_typed, n_all, lang),
        }
    };
    let failure = move || {
        to_type.failure.get().map(|error| {
            view! { <p class="box-error" role="alert">{text::error(&error, lang)}</p> }
        })
    };
    let more = move || {
        to_type.next.get().map(|_| {
            let read = move |_| {
                to_type.read(desk, (village.get_untracked(), menu.get_untracked()), true);
            };
            view! {
                <button type="button" class="button" on:click=read>{words::MORE.get(lang)}</button>
            }
        })
    };
    let is_open = Memo::new(move |_| !village.get().is_empty());
    view! {
        <div class="typing" role="group" aria-labelledby="typing-t" hidden=move || !is_open.get()>
            <h3 id="typing-t">{words::TYPED.get(lang)}</h3>
            <p class="files-help">{words::TYPED_HELP.get(lang)}</p>
            <p role="status"><Live words=told/></p>
            {failure}
            <ul class="typing-rows">
                <For
                    each=move || to_type.rows.get()
                    // Drawn anew when it is ticked or not any more.
                    key=|row| format!("{}{}", row.record, row.typed.is_some())
                    children=move |row| line(lang, to_type, row, &filter.get_untracked())
                />
            </ul>
            {more}
        </div>
    }
}

fn line(lang: Lang, to_type: ToType, row: Row, filter: &Filter) -> AnyView {
    let desk = expect_context::<Desk>();
    let subject = text::subject(&row.subject, lang);
    let typed = row.typed.as_ref().map(|typed| {
        let words = words::typed_by(&dates::moment(typed.at_ms, lang), &typed.by, lang);
        view! { <p class="files-help">{words}</p> }
    });
    let is_typed = row.typed.is_some();
    let href = record_href(&row.record, filter);
    let proposal = says(lang, &row);
    let look = words::look_at(&subject, lang);
    view! {
        <li class="typing-row">
            <label class="typing-tick">
                <input
                    type="checkbox"
                    prop:checked=is_typed
                    on:change=move |event| to_type.mark(desk, &row, event_target(&event))
                />
                <span>{subject}</span>
            </label>
            <p class="typing-says">
                {proposal} " " <a href=href aria-label=look>{words::LOOK.get(lang)}</a>
            </p>
            {typed}
        </li>
    }
    .into_any()
}
