//! Beside the answers: when, who, where from, and every revision.

use leptos::prelude::*;
use shared::text::{Lang, Text};

use crate::office::{
    api::types::{Record, Revision, state_named},
    badge::StateBadge,
    text, time,
};

/// Receipt, times, author, phone and village.
#[component]
pub fn Facts<'a>(lang: Lang, record: &'a Record) -> impl IntoView + use<> {
    let facts: Vec<(Text, String, &'static str)> = vec![
        (text::RECEIPT, record.receipt.clone(), "number"),
        (text::RECEIVED, time::moment(record.stored_at_ms, lang), ""),
        (text::MADE, time::moment(record.made_at_ms, lang), ""),
        (text::AUTHOR, record.author.clone(), ""),
        (text::VILLAGE_FACT, record.village_title.clone(), ""),
        (text::DEVICE, record.device.clone(), "number"),
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

/// All revisions, the newest first.
#[component]
pub fn Revisions<'a>(lang: Lang, revisions: &'a [Revision]) -> impl IntoView + use<> {
    let head_idx = revisions.iter().rposition(|revision| !revision.is_beside);
    let lines = revisions.iter().enumerate().rev().map(|(idx, revision)| {
        let mark = if revision.is_beside {
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
                    {if revision.is_withdrawal {
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
