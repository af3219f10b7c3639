//! What a form is told of the register, by context. The form knows no register: it hands over the hidden
//! reference beside a question, and gets words.

use leptos::prelude::*;
use shared::form::{
    model::Compared,
    value::{Value, Values},
};

use super::{filling::with_around, question::Question};

/// What is known of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Whom the reference names is not known here (any more).
    Nobody,
    /// There is no number in the register.
    Nothing,
    /// How the number ends.
    Digits(String),
}

/// What an app knows, by context.
#[derive(Clone, Copy)]
pub struct FromRegister {
    /// What is known of a number of whom a reference names; tracked.
    pub number: Callback<(Compared, Vec<u8>), Known>,
    /// Who may stand in rows of people: the family that is visited; tracked.
    pub people: Callback<(), Vec<Values>>,
    /// Who of them may tell about the family; tracked.
    pub speakers: Callback<(), Vec<Values>>,
}

/// What is known of the number that a question asks about; `None` for a question about none.
pub fn number(question: &Question) -> Option<Signal<Known>> {
    let compared = question.field.compares?;
    let Some(FromRegister { number, .. }) = use_context() else {
        return Some(Signal::stored(Known::Nobody));
    };
    let path = question.path.clone();
    let reference = question.form.follow(move |scene, _| {
        with_around(scene, &path, |here| match here.at(compared.reference()) {
            Some(Value::Bytes(bytes)) => bytes.clone(),
            _ => Vec::new(),
        })
    });
    Some(Signal::derive(move || number.run((compared, reference.get()))))
}
