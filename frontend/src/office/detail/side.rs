//! Beside the answers: when, who, where from, and every revision.

use leptos::prelude::*;
use shared::{
    desk::record::{Record, Revision},
    id::{ChangeId, FamilyId, RecordId},
    text::{Lang, Text},
};

use super::words;
use crate::{
    app::dates,
    office::{
        badge::StandingBadge,
        route::{Filter, Route},
        text,
    },
};

/// Signs of an id that are shown.
const ID_SHOWN: usize = 8;
/// Signs of a hash that are shown.
const HASH_SHOWN: usize = 16;

/// Receipt, times, author, phone and village.
#[component]
pub fn Facts<'a>(lang: Lang, record: &'a Record) -> impl IntoView + use<> {
    let typed = record.row.typed.as_ref();
    let typed = typed.map(|typed| format!("{} · {}", dates::moment(typed.at_ms, lang), typed.by));
    let facts: Vec<(Text, String, &'static str)> = vec![
        (words::RECEIPT, record.receipt.seq.to_string(), "number"),
        (words::RECEIVED, dates::moment(record.row.stored_at_ms, lang), ""),
        (words::MADE, dates::moment(record.row.made_at_ms, lang), ""),
        (text::AUTHOR, record.row.author.clone(), ""),
        (words::VILLAGE_FACT, record.row.village_title.clone(), ""),
        (words::TYPED, typed.unwrap_or_default(), ""),
        (words::DEVICE, short_id(&record.device), "number"),
        (words::FINGERPRINT, fingerprint(&record.receipt.hash), "number"),
    ];
    let lines = facts.into_iter().filter(|(_, value, _)| !value.is_empty()).map(
        move |(label, value, class)| {
            view! { <div><dt>{label.get(lang)}</dt><dd class=class>{value}</dd></div> }
        },
    );
    view! {
        <section class="card facts" aria-labelledby="facts-t">
            <h2 id="facts-t">{words::FACTS.get(lang)}</h2>
            <dl>{lines.collect_view()}</dl>
        </section>
    }
}

/// The family and the person of the register whom the record is about.
pub fn home(lang: Lang, record: &Record, filter: &Filter) -> Option<AnyView> {
    let home = record.home.as_ref()?;
    let href = Route::Family(FamilyId::parse(&home.family)?, filter.clone()).href();
    let head = text::subject(&home.head, lang);
    let person = home.person.clone().map(|person| {
        view! { <div><dt>{words::PERSON_FACT.get(lang)}</dt><dd>{person}</dd></div> }
    });
    Some(
        view! {
            <section class="card facts" aria-labelledby="home-t">
                <h2 id="home-t">{words::HOME.get(lang)}</h2>
                <dl>
                    {person}
                    <div>
                        <dt>{words::FAMILY_FACT.get(lang)}</dt>
                        <dd><a href=href>{head}</a></dd>
                    </div>
                </dl>
            </section>
        }
        .into_any(),
    )
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

/// All revisions, the newest first, each with the way to it.
#[component]
pub fn Revisions<'a>(lang: Lang, record: &'a Record, filter: &'a Filter) -> impl IntoView + use<> {
    let n_older = record.n_older;
    let lines = record.revisions.iter().enumerate().rev().map(|(idx, revision)| {
        let mark = if revision.beside {
            Some(words::BESIDE)
        } else if revision.current {
            Some(words::CURRENT)
        } else {
            None
        };
        view! {
            <li class:is-current=revision.current>
                <p class="revision-top">
                    {title(words::revision(n_older + idx + 1, lang), record, revision, filter)}
                    {mark.map(|mark| view! { <span class="tag">{mark.get(lang)}</span> })}
                </p>
                <p>
                    {dates::moment(revision.stored_at_ms, lang)} " · " {revision.author.clone()}
                </p>
                <p>
                    {if revision.withdrawal {
                        view! { <span>{words::WITHDRAWAL.get(lang)}</span> }.into_any()
                    } else {
                        let (state, words) = (revision.state.clone(), revision.state_words.clone());
                        view! { <StandingBadge lang state words/> }.into_any()
                    }}
                </p>
            </li>
        }
    });
    view! {
        <section class="card revisions" aria-labelledby="revisions-t">
            <h2 id="revisions-t">{words::REVISIONS.get(lang)}</h2>
            <ol>{lines.collect_view()}</ol>
            {(n_older > 0).then(|| view! { <p class="note">{words::older(n_older, lang)}</p> })}
        </section>
    }
}

/// The number of a revision; a link, unless it is on the page already or not this person's to see.
fn title(number: String, record: &Record, revision: &Revision, filter: &Filter) -> AnyView {
    let is_here = revision.change == record.row.change;
    let href = RecordId::parse(&record.row.record)
        .zip(ChangeId::parse(&revision.change))
        .filter(|_| revision.can_open && !is_here)
        .map(|(record, change)| {
            let filter = filter.clone();
            if revision.current {
                Route::Record(record, filter).href()
            } else {
                Route::Version(record, change, filter).href()
            }
        });
    match href {
        Some(href) => view! { <a class="revision-link" href=href>{number}</a> }.into_any(),
        None => {
            let here = is_here.then_some("page");
            view! { <strong aria-current=here>{number}</strong> }.into_any()
        }
    }
}
