//! Beside the answers: when, who, where from, and every revision.

use leptos::prelude::*;
use shared::text::{Lang, Text};

use crate::office::{
    api::types::{Record, Revision, state_named},
    badge::StateBadge,
    text, time,
};

/// Signs of an id that are shown.
const ID_SHOWN: usize = 8;
/// Signs of a hash that are shown.
const HASH_SHOWN: usize = 16;

/// Receipt, times, author, phone and village.
#[component]
pub fn Facts<'a>(lang: Lang, record: &'a Record) -> impl IntoView + use<> {
    let facts: Vec<(Text, String, &'static str)> = vec![
        (text::RECEIPT, record.receipt.seq.to_string(), "number"),
        (text::RECEIVED, time::moment(record.stored_at_ms, lang), ""),
        (text::MADE, time::moment(record.made_at_ms, lang), ""),
        (text::AUTHOR, record.author.clone(), ""),
        (text::VILLAGE_FACT, record.village_title.clone(), ""),
        (text::DEVICE, short_id(&record.device), "number"),
        (text::FINGERPRINT, fingerprint(&record.receipt.hash), "number"),
    ];
    let lines = facts.into_iter().filter(|(_, value, _)| !value.is_empty()).map(
        move |(label, value, class)| {
            view! { <div><dt>{label.get(lang)}</dt><dd class=class>{value}</dd></div> }
        },
    );
    view! {
        <section class="card facts" aria-labelledby="facts-t">
            <h2 id="facts-t">{text::FACTS.get(lang)}</h2>
            <dl>{lines.collect_view()}</dl>
        </section>
    }
}

/// The end of an id, enough to tell the phones of one office apart: its beginning is a time.
fn short_id(id: &str) -> String {
    let start = id.char_indices().rev().nth(ID_SHOWN - 1).map_or(0, |(idx, _)| idx);
    if start == 0 { id.to_owned() } else { format!("…{}", &id[start..]) }
}

/// The beginning of a hash in groups, as one reads it out on the telephone.
fn fingerprint(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().take(HASH_SHOWN).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// All revisions, the newest first.
#[component]
pub fn Revisions<'a>(lang: Lang, revisions: &'a [Revision]) -> impl IntoView + use<> {
    let head_idx = revisions.iter().rposition(|revision| !revision.beside);
    let lines = revisions.iter().enumerate().rev().map(|(idx, revision)| {
        let mark = if revision.beside {
            Some(text::BESIDE)
        } else if head_idx == Some(idx) {
            Some(text::CURRENT)
        } else {
            None
        };
        view! {
            <li class:is-current=(head_idx == Some(idx))>
                <p class="revision-top">
                    <strong>{text::revision(idx + 1, lang)}</strong>
                    {mark.map(|mark| view! { <span class="tag">{mark.get(lang)}</span> })}
                </p>
                <p>
                    {time::moment(revision.stored_at_ms, lang)} " · " {revision.author.clone()}
                </p>
                <p>
                    {if revision.withdrawal {
                        view! { <span>{text::WITHDRAWAL.get(lang)}</span> }.into_any()
                    } else {
                        view! {
                            <StateBadge lang state=state_named(&revision.state) name=revision.state.clone()/>
                        }.into_any()
                    }}
                </p>
            </li>
        }
    });
    view! {
        <section class="card revisions" aria-labelledby="revisions-t">
            <h2 id="revisions-t">{text::REVISIONS.get(lang)}</h2>
            <ol>{lines.collect_view()}</ol>
        </section>
    }
}
