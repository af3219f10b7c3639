//! Questions that belong together, such as those about one person.

use shared::form::model::Field;

use super::{Place, inner_questions, notes};
use crate::ui::{
    dom::{View, div, el, of, para},
    lang::t,
};

/// The questions of a group; without a heading of its own where the screen's says the same.
pub fn group(place: &Place, fields: &'static [Field], is_headless: bool) -> View {
    let frame = if is_headless {
        div("group")
    } else {
        let hint = t(&place.field.hint);
        of("fieldset", "group boxed").put(el("legend").text(place.label())).kid(para("hint", hint))
    };
    frame
        .id(&place.id)
        .attr("data-group", &place.name)
        .kids(inner_questions(place, (&place.path, "."), fields))
        .kid(notes::notes(place))
        .done()
}
