//! The records as a table; on a narrow screen each row becomes a card (in the style sheet).

use std::collections::BTreeMap;

use leptos::{ev, prelude::*};
use shared::{
    day::Day,
    desk::{list::Row, review::BULK_MAX},
    id::RecordId,
    sync::state::RecordState,
    text::Lang,
};
use wasm_bindgen::JsCast as _;

use super::{
    bulk::{self, can_be_accepted},
    model::List,
    words,
};
use crate::{
    app::dates,
    office::{
        badge::StateBadge,
        desk::Desk,
        heading::HEADING_ID,
        nav, record_list,
        route::{Filter, Route},
        text,
    },
};

/// The table. The row of the record that was opened takes the focus when one comes back from it.
#[component]
pub fn Table(lang: Lang, list: List, filter: Signal<Filter>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let (rows, opened, today) = (list.rows, list.opened, list.today.into());
    let decides = desk.session.with_untracked(bulk::decides);
    Effect::new(move |_| {
        if let Some(record) = opened.get_untracked()
            && desk.wants_focus.get_value()
        {
            desk.wants_focus.set_value(false);
            opened.set(None);
            if !nav::focus(&row_id(&record.to_string())) {
                nav::focus(HEADING_ID);
            }
        }
    });
    let head = [
        (words::RECEIVED_WIB, "col-time"),
        (words::SUBJECT, "col-subject"),
        (words::KIND, "col-kind"),
        (words::PLACE, "col-place"),
        (text::AUTHOR, "col-author"),
        (words::STATE, "col-state"),
        (words::CHECKS, "col-checks"),
    ]
    .map(|(words, class)| {
        view! { <th scope="col" role="columnheader" class=class>{words.get(lang)}</th> }
    });
    // The roles say again what `table` means, since the narrow layout takes the display of a
    // table away and with it, in some browsers, the meaning.
    view! {
        <table class="records" role="table" aria-label=words::RECORDS_TITLE.get(lang)>
            <thead role="rowgroup">
                <tr role="row">{decides.then(|| tick_all(lang, list))}{head}</tr>
            </thead>
            <tbody role="rowgroup" on:keydown=move |event| move_between_rows(&event)>
                <For
                    each=move || rows.get()
                    key=|row| (row.record.clone(), row.seq, row.waiting.is_some())
                    children=move |row| {
                        let tick = decides.then(|| tick(lang, list, &row));
                        line(lang, today, &row, (filter, tick))
                    }
                />
            </tbody>
        </table>
    }
}

/// Ticks every line that can be accepted.
fn tick_all(lang: Lang, list: List) -> AnyView {
    let is_all = move || {
        let n_chosen = list.chosen.with(BTreeMap::len);
        let n_rows = list.rows.with(|rows| rows.iter().filter(|row| can_be_accepted(row)).count());
        n_chosen > 0 && n_chosen == n_rows.min(BULK_MAX)
    };
    view! {
        <th scope="col" role="columnheader" class="col-tick">
            <input
                type="checkbox"
                id="tick-all"
                aria-label=words::CHOOSE_ALL.get(lang)
                title=words::CHOOSE_ALL.get(lang)
                prop:checked=is_all
                on:change=move |event| bulk::choose_all(list, event_target_checked(&event))
            />
        </th>
    }
    .into_any()
}

/// The cell with the tick of a line; empty where it cannot be accepted.
fn tick(lang: Lang, list: List, row: &Row) -> AnyView {
    let can_be_accepted = can_be_accepted(row);
    let (record, change) = (row.record.clone(), row.change.clone());
    let label = format!("{} {}", words::CHOOSE_ONE.get(lang), text::subject(&row.subject, lang));
    let tick = can_be_accepted.then(|| {
        let here = record.clone();
        let is_chosen = move || list.chosen.with(|chosen| chosen.contains_key(&here));
        view! {
            <input
                type="checkbox"
                class="tick"
                aria-label=label
                prop:checked=is_chosen
                on:change=move |event| {
                    bulk::choose(list, (&record, &change), event_target_checked(&event));
                }
            />
        }
    });
    view! { <td role="cell" class="col-tick">{tick}</td> }.into_any()
}

fn line(
    lang: Lang,
    today: Signal<Day>,
    row: &Row,
    (filter, tick): (Signal<Filter>, Option<AnyView>),
) -> impl IntoView + use<> {
    let subject = text::subject(&row.subject, lang);
    let record = RecordId::parse(&row.record);
    let stored_at_ms = row.stored_at_ms;
    let href = move || {
        record.map_or_else(String::new, |record| Route::Record(record, filter.get()).href())
    };
    view! {
        <tr role="row">
            {tick}
            <td role="cell" class="col-time">
                // On paper a day without its date says nothing tomorrow.
                <time class="print-only">{dates::moment(stored_at_ms, lang)}</time>
                <time class="screen-only" title=dates::moment(stored_at_ms, lang)>
                    {move || dates::recent(stored_at_ms, today.get(), lang)}
                </time>
            </td>
            <td role="cell" class="col-subject">
                <a id=row_id(&row.record) class="row-link" href=href>{subject}</a>
            </td>
            <td role="cell" class="col-kind">
                {row.kind_title.get(lang).to_owned()} {record_list::says(lang, row)}
            </td>
            <td role="cell" class="col-place">{row.village_title.clone()}</td>
            <td role="cell" class="col-author">{row.author.clone()}</td>
            <td role="cell" class="col-state">
                <StateBadge lang state=RecordState::named(&row.state) name=row.state.clone()/>
                {also_held(lang, row)}
                {record_list::waiting(lang, row)}
            </td>
            <td role="cell" class="col-checks">{checks(lang, row)}</td>
        </tr>
    }
}

/// Beside the state of the record itself: versions that wait for the office, which the filter of what
/// is held finds as well.
fn also_held(lang: Lang, row: &Row) -> impl IntoView + use<> {
    let is_held = row.n_beside > 0;
    is_held.then(|| {
        view! { <span class="badge tone-held">{words::beside(row.n_beside, lang)}</span> }
    })
}

fn checks(lang: Lang, row: &Row) -> impl IntoView + use<> {
    let problems = (row.n_problems > 0).then(
        || view! { <span class="check check-held">{words::problems(row.n_problems, lang)}</span> },
    );
    let notes = (row.n_notes > 0)
        .then(|| view! { <span class="check">{words::notes(row.n_notes, lang)}</span> });
    let confirmed = (row.n_overrides > 0)
        .then(|| view! { <span class="check">{words::confirmed(row.n_overrides, lang)}</span> });
    view! { {problems} {notes} {confirmed} }
}

/// The element of a record's link.
#[must_use]
pub fn row_id(record: &str) -> String {
    format!("row-{record}")
}

/// Up, down, home and end go from row to row; Enter on a link needs no help.
fn move_between_rows(event: &ev::KeyboardEvent) {
    let Some(body) =
        event.current_target().and_then(|body| body.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Ok(links) = body.query_selector_all(".row-link") else {
        return;
    };
    let focused = document().active_element();
    let links: Vec<web_sys::Element> = (0..links.length())
        .filter_map(|idx| links.get(idx))
        .filter_map(|link| link.dyn_into().ok())
        .collect();
    let Some(here) = links.iter().position(|link| Some(link) == focused.as_ref()) else {
        return;
    };
    let to = match event.key().as_str() {
        "ArrowDown" => here + 1,
        "ArrowUp" => here.wrapping_sub(1),
        "Home" => 0,
        "End" => links.len() - 1,
        _ => return,
    };
    if let Some(link) = links.get(to).and_then(|link| link.dyn_ref::<web_sys::HtmlElement>()) {
        event.prevent_default();
        let _ignored = link.focus();
    }
}
