//! One's own files: how far they are, to be fetched, cancelled or deleted.

use leptos::prelude::*;
use shared::{
    desk::files::Export,
    text::{Lang, Text},
};

use super::{
    model::{Files, MINE, is_being_made},
    words,
};
use crate::{
    app::dates,
    office::{api, desk::Desk},
    ui::live::Live,
};

/// The files.
#[component]
pub fn Mine(lang: Lang, files: Files) -> impl IntoView {
    let is_empty = Memo::new(move |_| files.exports.with(Vec::is_empty));
    view! {
        <section id=MINE class="card" tabindex="-1" aria-labelledby="files-mine-t">
            <h2 id="files-mine-t">{words::MINE.get(lang)}</h2>
            <p>{move || if is_empty.get() { words::NONE } else { words::ENDS }.get(lang)}</p>
            <ul class="files-mine">
                <For
                    each=move || files.exports.get()
                    // Drawn anew when its buttons change.
                    key=|export| format!("{}{}", export.id, export.state)
                    children=move |export| line(lang, files, export)
                />
            </ul>
        </section>
    }
}

fn line(lang: Lang, files: Files, export: Export) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let id = StoredValue::new(export.id.clone());
    let is_making = is_being_made(&export);
    let told = move || {
        let of = |export: &Export| told(export, lang);
        let found = files
            .exports
            .with(|all| all.iter().find(|one| id.with_value(|id| *id == one.id)).map(of));
        found.unwrap_or_default()
    };
    let fetch = (export.state == "ready").then(|| {
        let href = api::file_address(&export.id);
        view! { <a class="button" href=href download=export.name.clone()>{words::FETCH.get(lang)}</a> }
    });
    let remove: Text = if is_making { words::CANCEL } else { words::DELETE };
    view! {
        <li class="files-line">
            <p>
                <strong>{export.name.clone()}</strong> " · "
                {dates::moment(export.made_at_ms, lang)} " · "
                {if export.is_masked { words::MASKED } else { words::WHOLE }.get(lang)}
            </p>
            <p role="status"><Live words=told/></p>
            <p class="files-buttons">
                {fetch}
                <button
                    type="button" class="button-small"
                    on:click=move |_| files.remove(desk, id.get_value())
                >
                    {remove.get(lang)}
                </button>
            </p>
        </li>
    }
}

/// How far a file is, in words.
fn told(export: &Export, lang: Lang) -> String {
    match export.state.as_str() {
        "waiting" => words::WAITING.get(lang).into(),
        "running" => words::progress(export.n_done, export.n_all, lang),
        "ready" => words::size(export.n_bytes, lang),
        _ => export.failure.get(lang).into(),
    }
}
