//! Where and when a record was made, and what the office gave for it.

use leptos::prelude::*;
use shared::{
    hex,
    sync::wire::{Header1, Receipt1},
};

use super::words;
use crate::{
    app::dates,
    field::{
        phone::{clock::Clock, session::Session},
        words as common,
    },
    ui::{
        lang::{self, t},
        pairs::{Pair, Pairs},
    },
};

/// Bytes of the fingerprint that are shown, as many as at the desk.
const HASH_BYTES: usize = 8;

/// The receipt, or that there is none yet.
#[component]
pub fn Receipt(
    header: Header1,
    receipt: Option<Receipt1>,
    /// True when the office gave one for an earlier revision.
    has_earlier: bool,
) -> impl IntoView {
    let (session, clock) = (expect_context::<Session>(), expect_context::<Clock>());
    let when = |unix_ms| dates::when(unix_ms, clock.today(), lang::now());
    let mut pairs = vec![
        (&common::VILLAGE, untrack(|| session.village_title(header.village))),
        (&words::MADE, when(header.made_at_ms)),
    ];
    if let Some(receipt) = &receipt {
        pairs.push((&words::RECEIPT_NUMBER, receipt.seq.to_string()));
        pairs.push((&words::RECEIPT_TIME, when(receipt.stored_at_ms)));
        // Of a confidential record the hash was erased with the rest.
        if receipt.hash != [0; 32] {
            pairs.push((&words::RECEIPT_HASH, fingerprint(receipt)));
        }
    }
    let pairs = pairs.into_iter().map(|(term, value)| view! { <Pair term=t(term) value/> });
    let pairs = pairs.collect_view();
    let is_there = receipt.is_some();
    let none = if has_earlier { &words::NO_RECEIPT_YET } else { &words::NO_RECEIPT };
    view! {
        <section class="block" data-receipt=if is_there { "yes" } else { "no" }>
            <h2>{t(&words::RECEIPT)}</h2>
            <Pairs>{pairs}</Pairs>
            {(!is_there).then(|| view! { <p class="quiet-words">{t(none)}</p> })}
        </section>
    }
}

/// The first digits of the hash, enough to compare by telephone.
fn fingerprint(receipt: &Receipt1) -> String {
    let mut words = String::new();
    for (idx, byte) in receipt.hash.iter().take(HASH_BYTES).enumerate() {
        if idx > 0 && idx % 2 == 0 {
            words.push(' ');
        }
        words.extend(hex::digits(*byte));
    }
    words
}
