//! The members of a family as a table.

use leptos::prelude::*;
use shared::{desk::family::Member, text::Lang};

use super::{day, words};
use crate::office::{detail::sheet, text};

/// The card with the members; those who live there first.
pub fn card(lang: Lang, members: &[Member]) -> AnyView {
    let is_here = |member: &&Member| member.state == "alive";
    let here = members.iter().filter(is_here);
    let gone = members.iter().filter(|member| !is_here(member));
    let lines = here.chain(gone).map(|member| line(lang, member)).collect_view();
    let head = [words::NAME, words::RELATION, words::BIRTH, words::NIK];
    let head = head.map(|words| view! { <th scope="col">{words.get(lang)}</th> });
    view! {
        <section class="card">
            <h2 id="people-t">{words::PEOPLE.get(lang)}</h2>
            <div class="rows-scroll" tabindex="0" role="region" aria-labelledby="people-t">
                <table class="rows people">
                    <thead><tr>{head}</tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, member: &Member) -> AnyView {
    let nickname = (!member.nickname.is_empty()).then(|| {
        view! { <p class="card-why">{words::called(&member.nickname, lang)}</p> }
    });
    let gone = (member.state != "alive").then(|| {
        let words = member.state_words.get(lang).to_owned();
        view! { <span class="badge tone-quiet">{words}</span> }
    });
    let told = |words: &Option<shared::desk::Words>| {
        words.as_ref().map(|words| words.get(lang).to_owned())
    };
    let relation = [told(&member.relation), told(&member.sex)];
    let relation: Vec<String> = relation.into_iter().flatten().collect();
    let birth = member.birth.as_deref().map(|birth| {
        let birth = day(birth, lang);
        if member.birth_is_about { words::about(&birth, lang) } else { birth }
    });
    let name = text::subject(&member.name, lang);
    let nik = match &member.nik {
        Some(nik) => {
            let label = format!("{} {name}", words::NIK.get(lang));
            sheet::identity(lang, &label, nik)
        }
        None => {
            let why = told(&member.no_nik).unwrap_or_else(|| words::NO_NIK.get(lang).to_owned());
            view! { <span class="open">{why}</span> }.into_any()
        }
    };
    let former = (member.n_former_niks > 0).then(|| {
        view! { <p class="card-why">{words::former_niks(member.n_former_niks, lang)}</p> }
    });
    view! {
        <tr>
            <td><strong>{name}</strong> " " {gone} {nickname}</td>
            <td>{relation.join(" · ")}</td>
            <td>{birth.unwrap_or_else(|| words::NOT_KNOWN.get(lang).to_owned())}</td>
            <td>{nik} {former}</td>
        </tr>
    }
    .into_any()
}
