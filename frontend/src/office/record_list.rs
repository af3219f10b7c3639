//! Records as a short list inside another page: the forms of a visit, the records of a family.

use leptos::prelude::*;
use shared::{
    desk::list::Row, form::model::Tone, id::RecordId, sync::state::RecordState, text::Lang,
};

use super::{
    badge::StateBadge,
    route::{Filter, Route},
    text,
};
use crate::{app::dates, ui::result_card::ToneSign};

/// The list, with what each record proposes or found. `filter` goes into the links.
pub fn records(lang: Lang, rows: &[Row], filter: &Filter) -> AnyView {
    let line = |row: &Row| {
        view! {
            <li>
                <div class="forms-words">
                    <a href=record_href(&row.record, filter)>
                        {row.kind_title.get(lang).to_owned()} " · " {text::subject(&row.subject, lang)}
                    </a>
                    {says(lang, row)}
                    <p class="card-why">
                        {dates::moment(row.stored_at_ms, lang)} " · " {row.author.clone()}
                    </p>
                </div>
                <StateBadge lang state=RecordState::named(&row.state) name=row.state.clone()/>
            </li>
        }
    };
    view! { <ul class="forms">{rows.iter().map(line).collect_view()}</ul> }.into_any()
}

/// What a record proposes or found, marked as on the phone.
pub fn says(lang: Lang, row: &Row) -> Option<AnyView> {
    let (words, tone) = (row.says.as_ref()?.get(lang).to_owned(), Tone::named(&row.tone));
    let says = view! {
        <span class="says" data-tone=tone.name()>
            <ToneSign tone/>
            <span>{words}</span>
        </span>
    };
    Some(says.into_any())
}

/// A decision that waits for its minute, beside the state that it will change.
pub fn waiting(lang: Lang, row: &Row) -> Option<AnyView> {
    let waiting = row.waiting.as_ref()?;
    let words = format!("{} · {}", waiting.kind_words.get(lang), text::CAN_UNDO.get(lang));
    Some(view! { <span class="badge tone-open">{words}</span> }.into_any())
}

/// Where a record is shown; the list, if its id cannot be read.
pub fn record_href(record: &str, filter: &Filter) -> String {
    let filter = filter.clone();
    match RecordId::parse(record) {
        Some(record) => Route::Record(record, filter).href(),
        None => Route::List(filter).href(),
    }
}
