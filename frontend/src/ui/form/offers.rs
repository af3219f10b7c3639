//! Answers given elsewhere that may be the same here, each for one tap.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{edit, value::Value};

use super::{filling::with_around, question::Question};
use crate::ui::{
    button::Button,
    each::{Each, Item},
    lang::{self, t},
};

/// The buttons, while the question is not answered.
#[component]
pub fn Offers(question: Arc<Question>) -> impl IntoView {
    let field = question.field;
    (!field.offers.is_empty()).then(|| {
        let path = question.path.clone();
        let offers = question.form.follow(move |scene, _| {
            with_around(scene, &path, |here| {
                let is_open = here.at(field.tag).is_none_or(Value::is_blank);
                if is_open { scene.offers(here, field) } else { Vec::new() }
            })
        });
        let items = move || -> Vec<Item> {
            let offer = |(label, value)| {
                let words = edit::words(&field.kind, &value, lang::now());
                let words = [t(&label), ": ", &words].concat();
                let (key, question) = (words.clone(), Arc::clone(&question));
                let press = move || question.fill(value.clone());
                Item::new(key, move || {
                    view! {
                        <Button class="small" action="same" on_press=press>{words}</Button>
                    }
                    .into_any()
                })
            };
            offers.get().into_iter().map(offer).collect()
        };
        view! {
            <div class="offers">
                <Each items/>
            </div>
        }
    })
}
