//! The one heading of a page. After a move to another page it takes the focus, so that a screen
//! reader says where one is and the keyboard goes on from there.

use leptos::{html, prelude::*};

use super::desk::Desk;

/// The heading.
#[component]
pub fn Heading(children: Children) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = node.get()
            && desk.wants_focus.get_value()
        {
            desk.wants_focus.set_value(false);
            let _ignored = heading.focus();
        }
    });
    view! { <h1 node_ref=node tabindex="-1">{children()}</h1> }
}
