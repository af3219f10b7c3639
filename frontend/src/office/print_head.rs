//! The line on top of a printed page: whose it is, who printed it and when. Not shown on screen.

use leptos::{ev, html, prelude::*};
use shared::{desk::session::Me, text::Lang};

use super::{desk::Desk, text};
use crate::{app::dates, browser::device_ms};

/// The line.
#[component]
pub fn PrintHead(me: Me) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let node = NodeRef::<html::P>::new();
    let me = StoredValue::new(me);
    let now = move |lang: Lang| me.with_value(|me| line(me, device_ms(), lang));
    // Written into the page by hand: a signal would be followed only after the picture is taken.
    let listener = window_event_listener(ev::beforeprint, move |_event| {
        if let Some(line) = node.get_untracked() {
            line.set_text_content(Some(&now(desk.lang.get_untracked())));
        }
    });
    on_cleanup(move || listener.remove());
    view! { <p class="print-only print-head" node_ref=node></p> }
}

fn line(me: &Me, now_ms: u64, lang: Lang) -> String {
    let area = if me.scope.title.is_empty() { "" } else { " · " };
    format!(
        "Mutakhir{area}{} · {} {}, {}",
        me.scope.title,
        text::PRINTED_BY.get(lang),
        me.name,
        dates::moment(now_ms, lang)
    )
}
