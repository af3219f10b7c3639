//! The one heading of a page. After a move to another page it takes the focus, so that a screen
//! reader says where one is and the keyboard goes on from there.

use leptos::{html, prelude::*};

use super::desk::Desk;

/// Its element.
pub const HEADING_ID: &str = "page-title";

/// The heading. With `waits`, something else on the page takes the focus if it is there.
#[component]
pub fn Heading(#[prop(optional)] waits: bool, children: Children) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = node.get()
            && !waits
            && desk.wants_focus.get_value()
        {
            desk.wants_focus.set_value(false);
            let _ignored = heading.focus();
        }
    });
    view! { <h1 id=HEADING_ID node_ref=node tabindex="-1">{children()}</h1> }
}
