//! A few signs, drawn inline. They repeat what words say, so a screen reader skips them.

use leptos::prelude::*;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Back.
    Back,
    /// Forward.
    Next,
    /// Done.
    Check,
    /// To be mended.
    Alert,
    /// Waits to be sent.
    Up,
    /// A house.
    House,
    /// Several children.
    Group,
    /// A sheet.
    Sheet,
    /// Settings.
    Gear,
}

impl Sign {
    /// The path in a square of 24.
    const fn path(self) -> &'static str {
        match self {
            Sign::Back => "M15 5l-7 7 7 7",
            Sign::Next => "M9 5l7 7-7 7",
            Sign::Check => "M5 13l4.5 4.5L19 7",
            Sign::Alert => "M12 4L2.8 20h18.4zM12 10v4.5M12 17.4v.1",
            Sign::Up => "M12 20V5M5.5 11.5L12 5l6.5 6.5",
            Sign::House => "M4 11.5L12 5l8 6.5M6.5 10v9.5h11V10M10.5 19.5v-5h3v5",
            Sign::Group => {
                "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19.5c0-3.4 2.4-5.5 5.5-5.5s5.5 2.1 5.5 \
                 5.5M16 11.2a2.6 2.6 0 1 0-.8-5M17 14.2c2.4.5 4 2.4 4 5.3"
            }
            Sign::Sheet => "M7 3.5h7l4 4v13H7zM10 12h5M10 16h5",
            Sign::Gear => "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.6v4.8M9 14.6v4.8",
        }
    }
}

/// A sign.
#[component]
pub fn Icon(
    /// What it repeats.
    sign: Sign,
) -> impl IntoView {
    view! { <Drawn path=sign.path()/> }
}

/// Lines on a square of 24, as high as the words around.
#[component]
pub fn Drawn(
    /// The lines.
    path: &'static str,
) -> impl IntoView {
    view! {
        <span class="icon" aria-hidden="true">
            <svg
                viewBox="0 0 24 24"
                fill="none"
                stroke="currentColor"
                stroke-width="2.2"
                stroke-linecap="round"
                stroke-linejoin="round"
            >
                <path d=path></path>
            </svg>
        </span>
    }
}
