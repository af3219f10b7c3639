//! Questions that belong together, such as those about one person.

use leptos::prelude::*;
use shared::form::model::Field;

use super::{Place, frame, is_visible, notes, question};
use crate::ui::dom::{div, el};

/// The questions of a group; without a heading of its own where the screen's says the same.
pub fn group(place: &Place, fields: &'static [Field], is_headless: bool) -> AnyView {
    let inner = fields
        .iter()
        .filter(|field| is_visible(field))
        .map(|field| question(place.below(".", &place.path, field), false));
    if is_headless {
        return div("group")
            .attr("id", place.id())
            .attr("data-group", place.name.clone())
            .kids(inner)
            .kid(notes::notes(place))
            .done();
    }
    let legend = el("legend").text(place.field.label.get(place.form.lang));
    let hint = frame::maybe("hint", place.field.hint.get(place.form.lang));
    el("fieldset")
        .class("group boxed")
        .attr("id", place.id())
        .attr("data-group", place.name.clone())
        .kid(legend)
        .kid(hint)
        .kids(inner)
        .kid(notes::notes(place))
        .done()
}
