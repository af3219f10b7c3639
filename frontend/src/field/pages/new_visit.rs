//! Opens a visit, to a house or to a session; where there are several villages, it asks in which.

use client::route::Route;
use shared::{
    form::value::{Chosen, Values},
    forms::{lists as options, visit},
    region::VillageCode,
};

use super::{
    super::{state::App, text},
    shell,
};
use crate::ui::{
    dom::{El, View, div, el, say},
    icon, parts,
};

/// Asks in which village.
pub fn page(app: App, is_session: bool) -> View {
    let (kind, sign, title) = match is_session {
        true => (options::VISIT_SESSION, icon::GROUP, text::NEW_SESSION),
        false => (options::VISIT_FAMILY, icon::HOUSE, text::NEW_VISIT),
    };
    let mut starts = div("starts");
    for assignment in app.villages_today() {
        let village = assignment.village;
        let words = el("strong").text(&assignment.title);
        let begin = parts::button_of("big", "", move || begin(app, kind, village));
        let begin = begin.attr("data-village", &village.number().to_string());
        starts = starts.put(begin.kid(icon::icon(sign)).put(el("span").put(words)));
    }
    let ask = say("", &text::WHICH_VILLAGE);
    shell::page(app, &title, shell::HOME, vec![ask, starts.done()])
}

/// The button for a kind of visit.
pub fn button(kind: u16, action: impl Fn() + Send + Sync + 'static) -> El {
    let (sign, title, below) = match kind {
        options::VISIT_SESSION => (icon::GROUP, text::NEW_SESSION, text::NEW_SESSION_BELOW),
        _ => (icon::HOUSE, text::NEW_VISIT, text::NEW_VISIT_BELOW),
    };
    parts::big_button(sign, &title, &below, action)
}

/// Begins a visit of a kind in a village.
pub fn begin(app: App, kind: u16, village: VillageCode) {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(kind));
    app.new_draft((visit::VISIT.id, village, None), values, move |draft| {
        if let Some(draft) = draft {
            app.go(Route::Fill { draft, section: String::new() });
        }
    });
}
