//! What was decided about the record so far, newest first, also what was undone; and whether its phone
//! has heard of it.

use leptos::prelude::*;
use shared::{desk::review::Decision, id::RecordId, text::Lang};

use super::{model::Review, words};
use crate::{
    app::dates,
    office::{detail::sheet, nav, record_list::record_href, route::Filter, text},
};

/// The card; none of a record on which nobody has decided.
pub fn card(lang: Lang, decisions: &[Decision], filter: &Filter) -> Option<AnyView> {
    let lines = decisions.iter().rev().map(|decision| line(lang, decision, filter));
    (!decisions.is_empty()).then(|| {
        view! {
            <section class="card decisions" aria-labelledby="decisions-t">
                <h2 id="decisions-t">{words::DECISIONS.get(lang)}</h2>
                <ol>{lines.collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}

fn line(lang: Lang, decision: &Decision, filter: &Filter) -> AnyView {
    let is_pending = decision.state == "pending";
    let is_done = decision.state == "done";
    let pending = is_pending.then(|| view! { <p class="note">{words::PENDING.get(lang)}</p> });
    // Of what took effect nothing more is to be said.
    let state = (!is_done).then(|| {
        view! { <span class="tag">{decision.state_words.get(lang).to_owned()}</span> }
    });
    let reason = (!decision.reason_words.is_empty())
        .then(|| view! { <p>{decision.reason_words.get(lang).to_owned()}</p> });
    let comment = (!decision.comment.is_empty())
        .then(|| view! { <p class="comment">"“" {decision.comment.clone()} "”"</p> });
    let notes = decision.fields.iter().map(|note| {
        let path: Vec<&str> = note.path.iter().map(|words| words.get(lang)).collect();
        let target = sheet::element(&note.field_id);
        let href = format!("#{target}");
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            nav::focus(&target);
        };
        view! { <li><a href=href on:click=go>{path.join(" › ")}</a> ": " {note.text.clone()}</li> }
    });
    let notes = (!decision.fields.is_empty())
        .then(|| view! { <ul class="panel-list">{notes.collect_view()}</ul> });
    let stays = decision.same_as.as_deref().filter(|record| RecordId::parse(record).is_some());
    let stays = stays.map(|record| {
        view! { <p><a href=record_href(record, filter)>{words::STAYS.get(lang)}</a></p> }
    });
    let delivered = is_done.then(|| match decision.delivered_at_ms {
        Some(at_ms) => {
            format!("{}: {}", words::DELIVERED.get(lang), dates::moment(at_ms, lang))
        }
        None => words::UNDELIVERED.get(lang).to_owned(),
    });
    view! {
        <li>
            <p class="revision-top">
                <strong>{decision.kind_words.get(lang).to_owned()}</strong> {state}
            </p>
            <p>
                {words::by(&decision.by, text::role(&decision.by_role).get(lang))} " · "
                {dates::moment(decision.at_ms, lang)}
            </p>
            {reason} {comment} {notes} {stays} {pending}
            {delivered.map(|words| view! { <p class="card-why">{words}</p> })}
        </li>
    }
    .into_any()
}

/// Takes up a decision of the reader's own that is still pending, so that the bar offers to undo it also
/// after the page was loaded anew.
pub fn take_up(review: Review, subject: &str, decisions: &[Decision]) {
    let own = decisions.iter().rev().find(|one| one.is_mine && one.left_ms > 0);
    if let Some(decision) = own.filter(|_| review.last.with_untracked(Option::is_none)) {
        review.take_note(subject.to_owned(), vec![decision.clone()]);
    }
}
