//! The records as a table; on a narrow screen each row becomes a card (in the style sheet).

use leptos::{ev, prelude::*};
use shared::{day::Day, desk::list::Row, id::RecordId, sync::state::RecordState, text::Lang};
use wasm_bindgen::JsCast as _;

use super::words;
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

/// The table; `today` tells which days have a name. The row of `opened` takes the focus when one comes back from that record.
#[component]
pub fn Table(
    lang: Lang,
    rows: RwSignal<Vec<Row>>,
    today: Signal<Day>,
    filter: Signal<Filter>,
    opened: RwSignal<Option<RecordId>>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
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
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup" on:keydown=move |event| move_between_rows(&event)>
                <For
                    each=move || rows.get()
                    key=|row| (row.record.clone(), row.seq)
                    children=move |row| line(lang, today, &row, filter)
                />
            </tbody>
        </table>
    }
}

fn line(
    lang: Lang,
    today: Signal<Day>,
    row: &Row,
    filter: Signal<Filter>,
) -> impl IntoView + use<> {
    let subject = text::subject(&row.subject, lang);
    let record = RecordId::parse(&row.record);
    let stored_at_ms = row.stored_at_ms;
    let href = move || {
        record.map_or_else(String::new, |record| Route::Record(record, filter.get()).href())
    };
    view! {
        <tr role="row">
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
