//! A note in a box.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// How loud a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Worth knowing.
    Plain,
    /// Something is done.
    Done,
    /// Something may be wrong.
    Warn,
    /// Something is wrong.
    Error,
}

impl NoteKind {
    const fn class(self) -> &'static str {
        match self {
            NoteKind::Plain => "note",
            NoteKind::Done => "note done",
            NoteKind::Warn => "note warn",
            NoteKind::Error => "note error",
        }
    }

    const fn sign(self) -> Option<Sign> {
        match self {
            NoteKind::Plain => None,
            NoteKind::Done => Some(Sign::Check),
            NoteKind::Warn | NoteKind::Error => Some(Sign::Alert),
        }
    }
}

/// A note with whatever it says.
#[component]
pub fn Note(
    /// How loud it is.
    kind: NoteKind,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=kind.class()>
            {kind.sign().map(|sign| view! { <Icon sign/> })}
            <div>{children()}</div>
        </div>
    }
}
