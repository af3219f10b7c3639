//! The office: its name, and links that call it or write to it.

use leptos::prelude::*;
use shared::{phone::Phone, sync::account::Profile1};

use crate::{
    field::{phone::session::Session, words},
    ui::lang::t,
};

/// The office of whoever works here; nothing while nobody does.
#[component]
pub fn Office() -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        let Profile1 { office_name, office_phone, .. } = session.profile.get()?;
        if office_name.is_empty() && office_phone.is_empty() {
            return None;
        }
        let number = Phone::parse(&office_phone).ok();
        // Written as the office wrote it where it is no number that can be dialled.
        let plain = number.is_none().then(|| view! { <span>{office_phone}</span> });
        Some(view! {
            <div class="office">
                <p>{[t(&words::OFFICE), ": ", &office_name].concat()}</p>
                {plain}
                {number.map(|number| view! { <Ways number/> })}
            </div>
        })
    }
}

/// Calls it; writes to it, where that is a mobile number.
#[component]
fn Ways(number: Phone) -> impl IntoView {
    let digits = number.number().to_string();
    let write = number.is_mobile().then(|| {
        let href = ["https://wa.me/", &digits].concat();
        view! {
            <a class="button second" href=href target="_blank" rel="noopener noreferrer">
                {t(&words::WHATSAPP)}
            </a>
        }
    });
    view! {
        <div class="actions wrap">
            <a class="button second" href=["tel:+", &digits].concat()>
                {[t(&words::CALL), " ", &number.to_string()].concat()}
            </a>
            {write}
        </div>
    }
}
