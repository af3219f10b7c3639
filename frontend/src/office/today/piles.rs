//! The piles of what waits: each with its count, its first lines and the way to all of it.

use leptos::prelude::*;
use shared::{
    desk::{
        list::Row,
        review::{Pile, Silent, Unreached},
    },
    sync::state::RecordState,
    text::{Lang, Text},
};

use super::words;
use crate::{
    app::dates,
    office::{
        record_list::{self, record_href},
        route::{Filter, Route},
        text,
    },
};

/// The list that a pile of one state leads to: as today's page, what waits longest first.
#[must_use]
pub fn filter(state: RecordState) -> Filter {
    Filter { state: Some(state), oldest_first: true, ..Filter::default() }
}

/// A pile with its heading; none without anything in it.
fn card<T>(
    lang: Lang,
    (name, title): (&'static str, Text),
    pile: &Pile<T>,
    inside: AnyView,
    all: Option<Filter>,
) -> Option<AnyView> {
    if pile.rows.is_empty() {
        return None;
    }
    let id = format!("pile-{name}");
    let heading = id.clone();
    let is_cut = pile.is_more || pile.n > pile.rows.len() as u64;
    let all = all.filter(|_| is_cut).map(|filter| {
        let heard = format!("{}: {}", words::SEE_ALL.get(lang), title.get(lang));
        view! {
            <p class="pile-all">
                <a class="button" href=Route::List(filter).href() aria-label=heard>
                    {words::SEE_ALL.get(lang)} " (" {pile.n} {pile.is_more.then_some("+")} ")"
                </a>
            </p>
        }
    });
    Some(
        view! {
            <section class="card pile" data-pile=name aria-labelledby=id>
                <h2 id=heading>{words::pile(title, pile.n, pile.is_more, lang)}</h2>
                {inside}
                {all}
            </section>
        }
        .into_any(),
    )
}

/// What nobody has decided on yet.
pub fn to_review(lang: Lang, pile: &Pile<Row>, n_urgent: u64, decides: bool) -> Option<AnyView> {
    let filter = filter(RecordState::Sent);
    let urgent = (n_urgent > 0).then(|| {
        view! { <p class="pile-urgent">{words::urgent(n_urgent, lang)}</p> }
    });
    let begin = pile.rows.first().filter(|_| decides).map(|row| {
        view! {
            <p class="pile-all">
                <a class="button-main" data-action="begin" href=record_href(&row.record, &filter)>
                    {words::BEGIN.get(lang)}
                </a>
            </p>
        }
    });
    let inside = view! { {urgent} {begin} {lines(lang, &pile.rows, &filter)} }.into_any();
    let heading = if decides { words::TO_REVIEW } else { words::BEING_REVIEWED };
    card(lang, ("review", heading), pile, inside, Some(filter))
}

/// What is held for the office.
pub fn held(lang: Lang, pile: &Pile<Row>) -> Option<AnyView> {
    let filter = filter(RecordState::HeldForOffice);
    let inside = lines(lang, &pile.rows, &filter);
    card(lang, ("held", words::HELD), pile, inside, Some(filter))
}

/// Two revisions side by side; the filter of what is held finds these, too.
pub fn conflicts(lang: Lang, pile: &Pile<Row>) -> Option<AnyView> {
    let filter = filter(RecordState::HeldForOffice);
    let inside = lines(lang, &pile.rows, &filter);
    card(lang, ("conflicts", words::CONFLICTS), pile, inside, Some(filter))
}

/// The reader's decisions that fell away.
pub fn fell_away(lang: Lang, pile: &Pile<Row>) -> Option<AnyView> {
    let inside = view! {
        <p class="card-why">{words::FELL_AWAY_WHY.get(lang)}</p>
        {lines(lang, &pile.rows, &filter(RecordState::Sent))}
    };
    card(lang, ("fell-away", words::FELL_AWAY), pile, inside.into_any(), None)
}

/// Records as lines; without the badge of a state that the heading says.
fn lines(lang: Lang, rows: &[Row], filter: &Filter) -> AnyView {
    let line = |row: &Row| {
        view! {
            <li>
                <div class="forms-words">
                    <a href=record_href(&row.record, filter)>
                        {text::subject(&row.subject, lang)} " · " {row.kind_title.get(lang).to_owned()}
                    </a>
                    {record_list::says(lang, row)}
                    <p class="card-why">
                        {row.village_title.clone()} " · " {dates::moment(row.stored_at_ms, lang)}
                        " · " {row.author.clone()}
                    </p>
                </div>
                {record_list::waiting(lang, row)}
            </li>
        }
    };
    view! { <ul class="forms">{rows.iter().map(line).collect_view()}</ul> }.into_any()
}

/// Returns that have not reached their phone.
pub fn unreached(lang: Lang, pile: &Pile<Unreached>) -> Option<AnyView> {
    let filter = filter(RecordState::Returned);
    let line = |one: &Unreached| {
        let row = &one.row;
        let since = format!("{} {}", words::SINCE.get(lang), dates::moment(one.since_ms, lang));
        view! {
            <li>
                <div class="forms-words">
                    <a href=record_href(&row.record, &filter)>
                        {text::subject(&row.subject, lang)} " · " {row.kind_title.get(lang).to_owned()}
                    </a>
                    <p class="pile-since">{since}</p>
                    <p class="card-why">
                        {row.author.clone()} " · " {contact(lang, one.last_contact_ms)}
                    </p>
                </div>
                {call(lang, &row.author, &one.phone)}
            </li>
        }
    };
    let lines = pile.rows.iter().map(line).collect_view();
    let inside = view! { <ul class="forms">{lines}</ul> }.into_any();
    card(lang, ("unreached", words::UNREACHED), pile, inside, Some(filter))
}

/// PSM of whom nothing was heard.
pub fn silent(lang: Lang, pile: &Pile<Silent>) -> Option<AnyView> {
    let line = |one: &Silent| {
        let write = (!one.phone_e164.is_empty()).then(|| {
            view! {
                <a
                    class="button-small"
                    href=whatsapp(&one.phone_e164)
                    target="_blank"
                    rel="noopener noreferrer"
                    aria-label=format!("{}: {}", words::WRITE.get(lang), one.name)
                >
                    {words::WRITE.get(lang)}
                </a>
            }
        });
        view! {
            <li>
                <div class="forms-words">
                    <strong>{one.name.clone()}</strong>
                    <p>{one.villages.join(" · ")}</p>
                    <p class="pile-since">{contact(lang, one.last_contact_ms)}</p>
                </div>
                <div class="pile-ways">{call(lang, &one.name, &one.phone)} {write}</div>
            </li>
        }
    };
    let lines = pile.rows.iter().map(line).collect_view();
    let inside = view! { <ul class="forms">{lines}</ul> }.into_any();
    card(lang, ("silent", words::SILENT), pile, inside, None)
}

fn contact(lang: Lang, last_ms: Option<u64>) -> String {
    last_ms.map_or_else(
        || words::NEVER.get(lang).to_owned(),
        |at_ms| format!("{} {}", words::LAST_CONTACT.get(lang), dates::moment(at_ms, lang)),
    )
}

/// The telephone, to be called from a phone and read from a screen.
fn call(lang: Lang, name: &str, phone: &str) -> AnyView {
    if phone.is_empty() {
        return view! { <span class="card-why">{words::NO_PHONE.get(lang)}</span> }.into_any();
    }
    let heard = format!("{}: {name}, {phone}", words::CALL.get(lang));
    view! {
        <a class="button-small" href=format!("tel:{phone}") aria-label=heard>
            {words::CALL.get(lang)} " " <span class="number">{phone.to_owned()}</span>
        </a>
    }
    .into_any()
}

/// Opens a conversation with the words in it; they are sent by whoever reads them first.
fn whatsapp(phone_e164: &str) -> String {
    // A PSM reads Indonesian, whatever the desk is set to.
    format!("https://wa.me/{phone_e164}?text={}", escaped(words::MESSAGE.get(Lang::Id)))
}

/// Words as a part of an address (RFC 3986): everything but letters, digits and four signs by its bytes.
fn escaped(words: &str) -> String {
    let mut address = String::new();
    for byte in words.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_the_address_and_names_nobody() {
        assert_eq!(escaped("Bapak/Ibu, 2 & é"), "Bapak%2FIbu%2C%202%20%26%20%C3%A9");
        let link = whatsapp("6281234567890");
        assert!(link.starts_with("https://wa.me/6281234567890?text=Selamat%20pagi"), "{link}");
        assert!(!link.contains(' ') && !link.contains('#'), "{link}");
    }
}
