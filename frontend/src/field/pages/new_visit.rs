//! Opens a visit: to a house or to a session, and where there are several villages, in which.

use client::{device::DeviceError, route::Route};
use leptos::prelude::*;
use shared::{
    forms::{lists as options, visit},
    region::VillageCode,
};

use super::{
    super::{state::App, text},
    home, shell,
};
use crate::ui::{
    dom::{div, el, live, nothing},
    parts,
};

/// Asks what is needed to begin.
pub fn page(app: App) -> AnyView {
    let villages = untrack(|| app.villages_today());
    let only = match villages.as_slice() {
        [only] => Some(only.village.number()),
        _ => None,
    };
    let kind: RwSignal<Option<u16>> = RwSignal::new(None);
    let village: RwSignal<Option<u32>> = RwSignal::new(only);
    let kinds = [
        (options::VISIT_FAMILY, app.t(text::NEW_VISIT)),
        (options::VISIT_SESSION, app.t(text::NEW_SESSION)),
    ]
    .map(|(code, words)| {
        option("jenis", code.to_string(), words.into(), move || kind.set(Some(code)))
    });
    let which = if villages.len() > 1 {
        let lines: Vec<AnyView> = villages
            .iter()
            .map(|assignment| {
                let code = assignment.village.number();
                option("desa", code.to_string(), assignment.title.clone(), move || {
                    village.set(Some(code));
                })
            })
            .collect();
        fieldset(app.t(text::WHICH_VILLAGE), lines)
    } else {
        nothing()
    };
    let start = live(move || match (kind.get(), village.get()) {
        (Some(kind), Some(village)) => parts::button("first", app.t(text::START), move || {
            begin(app, kind, VillageCode::from_number(village));
        })
        .attr("data-action", "start")
        .done(),
        _ => nothing(),
    });
    let children = vec![
        fieldset(app.t(text::WHERE_TO), kinds.into()),
        which,
        div("actions").kid(start).done(),
    ];
    shell::page(app, text::NEW_VISIT, Some((Route::Home, text::HOME)), children)
}

fn fieldset(title: &'static str, options: Vec<AnyView>) -> AnyView {
    el("fieldset")
        .class("field")
        .kid(el("legend").class("label").text(title))
        .kid(div("options").kids(options))
        .done()
}

fn option(
    name: &'static str,
    value: String,
    words: String,
    chosen: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let input = el("input")
        .attr("type", "radio")
        .attr("name", name)
        .attr("value", value)
        .on("change", move |_| chosen());
    el("label").class("option").kid(input).kid(el("span").text(words)).done()
}

/// Begins a visit of a kind in a village.
pub fn begin(app: App, kind: u16, village: VillageCode) {
    home::attempt(app, async move {
        let id = app.new_draft(visit::VISIT.id, village, None).await?;
        let Some(open) = app.open_draft(id).await? else { return Err(DeviceError::Missing) };
        let mut draft = open.draft;
        draft.values = home::first_answers(kind);
        app.save_draft(&draft);
        app.flush().await?;
        app.go(Route::Fill { draft: id, section: String::new() });
        Ok(())
    });
}
