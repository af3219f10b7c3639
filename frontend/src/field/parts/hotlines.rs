//! Telephones for an emergency, and the office: links that dial, also without a network.

use leptos::prelude::*;
use shared::text::{Text, t as words_of};

use super::office::Office;
use crate::{field::words, ui::lang::t};

/// A number of the whole country.
struct Hotline {
    /// What is dialled.
    number: &'static str,
    /// Who answers.
    who: Text,
}

/// 129: KemenPPPA's SAPA (press, 2021 to 2023). 119, then 8: mental health, Kemenkes' SEJIWA; answers
/// slowly (press, 2020 and 2024). 110: the police; general knowledge. None is in the project's own
/// sources: the office confirms them before the app is used.
const HOTLINES: [Hotline; 3] = [
    Hotline { number: "110", who: words_of("Polisi", "Police") },
    Hotline {
        number: "129",
        who: words_of(
            "SAPA: kekerasan pada perempuan dan anak",
            "SAPA: violence against women and children",
        ),
    },
    Hotline {
        number: "119",
        who: words_of(
            "Kesehatan jiwa: tekan 8 setelah tersambung",
            "Mental health: press 8 when connected",
        ),
    },
];

/// The numbers, then the office of whoever works here.
#[component]
pub fn Hotlines() -> impl IntoView {
    let lines = HOTLINES.iter().map(|Hotline { number, who }| {
        view! {
            <a class="button second" href=["tel:", number].concat() data-hotline=*number>
                {[*number, " · ", t(who)].concat()}
            </a>
        }
        .into_any()
    });
    view! {
        <section class="block" data-block="hotlines">
            <h2>{t(&words::CALL_FIRST)}</h2>
            <div class="starts">{lines.collect_view()}</div>
            <p class="small">{t(&words::HOTLINES_NOTE)}</p>
            <Office/>
        </section>
    }
}
