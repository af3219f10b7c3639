//! The panel of a return: a message on the whole, sentences to take, and what was said at answers.

use leptos::prelude::*;
use shared::{
    desk::review::{TEMPLATES, What},
    sync::limits,
    text::Lang,
};

use super::{
    bar::{Deciding, Refused},
    panel::{Buttons, CommentBox, Panel},
    words,
};
use crate::office::{detail::sheet, nav};

/// The panel. `label` names the question of a field.
#[component]
pub fn Returning(
    lang: Lang,
    deciding: Deciding,
    #[prop(into)] label: Callback<String, String>,
) -> impl IntoView {
    let review = deciding.review;
    let send = move || {
        let comment = review.comment.get_untracked().trim().to_owned();
        let fields = untrack(|| review.field_comments());
        deciding.decide(What::Return { comment, fields });
    };
    let take = move |sentence: &'static str| {
        review.comment.update(|comment| {
            if !comment.is_empty() && !comment.ends_with('\n') {
                comment.push('\n');
            }
            comment.push_str(sentence);
        });
    };
    let templates = TEMPLATES.iter().map(move |text| {
        let sentence = text.get(Lang::Id);
        view! {
            <li>
                <button type="button" class="button-small" on:click=move |_| take(sentence)>
                    {text.get(lang)}
                </button>
            </li>
        }
    });
    let notes = move || {
        let lines = review.field_comments().into_iter().map(|comment| {
            let target = sheet::element(&comment.field_id);
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                nav::focus(&target);
            };
            view! {
                <li>
                    <a href=format!("#{}", sheet::element(&comment.field_id)) on:click=go>
                        {label.run(comment.field_id.clone())}
                    </a>
                    ": " {comment.text}
                </li>
            }
        });
        lines.collect_view()
    };
    let n_notes = move || words::n_notes(review.field_comments().len(), lang);
    view! {
        <Panel title=words::RETURN_TITLE.get(lang) how=words::RETURN_HOW.get(lang)>
            <h3>{words::AT_FIELDS.get(lang)} ": " {n_notes}</h3>
            <ul class="panel-list">{notes}</ul>
            <CommentBox review label=words::MESSAGE.get(lang) max=limits::COMMENT_CHARS_MAX/>
            <h3>{words::TEMPLATES.get(lang)}</h3>
            <ul class="panel-taps">{templates.collect_view()}</ul>
            <Refused lang deciding/>
            <Buttons lang review yes=words::RETURN_YES.get(lang) action="return-yes" on_yes=send/>
        </Panel>
    }
}
