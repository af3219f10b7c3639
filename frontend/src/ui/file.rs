//! A link that saves a file that the page itself has made.

use std::sync::Arc;

use leptos::prelude::*;
use shared::hex;

/// The link. Its file is made anew at each press where `fresh` gives other bytes.
#[component]
pub fn FileLink(
    /// What the file is called.
    name: String,
    /// All of it.
    bytes: Arc<[u8]>,
    /// The bytes as they are now; `None` leaves them as they were.
    fresh: impl Fn() -> Option<Arc<[u8]>> + 'static,
    children: Children,
) -> impl IntoView {
    let address = RwSignal::new(data_address(&bytes));
    let link = NodeRef::<leptos::html::A>::new();
    let press = move |_| {
        if let Some(bytes) = fresh() {
            let now = data_address(&bytes);
            // The browser follows the address that stands there when the press has been heard.
            if let Some(link) = link.get_untracked() {
                link.set_href(&now);
            }
            address.set(now);
        }
    };
    view! {
        <a
            class="button first"
            node_ref=link
            download=name
            href=address
            data-action="save-file"
            on:click=press
        >
            {children()}
        </a>
    }
}

/// Bytes as an address that a link can save.
#[must_use]
pub fn data_address(bytes: &[u8]) -> String {
    let mut address = String::from("data:application/octet-stream,");
    for byte in bytes {
        address.push('%');
        address.extend(hex::digits(*byte));
    }
    address
}
