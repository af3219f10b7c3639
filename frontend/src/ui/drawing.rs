//! How something is measured, as a drawing beside its question. The hint says the same in words, so a
//! screen reader skips it.

use leptos::prelude::*;
use shared::form::model::Drawing;

/// The lines of a drawing, 96 wide and 64 high.
const fn path(drawing: Drawing) -> &'static str {
    match drawing {
        // A child stands on a flat scale with a window for the number.
        Drawing::Scale => {
            "M48 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM48 18v17M36 26l12-4 12 4M48 35l-7 13M48 35l7 \
             13M22 49h52l3 11H19zM40 53h16v4H40z"
        }
        // To the left a child lies between two boards, to the right one stands below a slide.
        Drawing::LengthAndHeight => {
            "M4 52h54M6 34v18M56 38v14M13 48a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM18 45h19l15-1M26 \
             45l8 5M6 59h50M10 56l-4 3 4 3M52 56l4 3-4 3M90 4v56M66 60h24M70 10h20M77 22a5 5 0 \
             1 0 0-10 5 5 0 0 0 0 10zM77 22v19M69 30l8-3 8 3M77 41l-4 18M77 41l4 18"
        }
        // A tape around the middle of the upper arm.
        Drawing::ArmTape => {
            "M30 2c3 12 3 20 1 30-1 10-1 20 1 30M58 2c2 12 4 20 6 28 4 12 8 22 12 32M29 24c9 6 \
             23 6 33 0l3 11c-10 7-25 7-34 0zM37 30v5M45 31v5M53 30v5M62 24l20-9 4 9-21 11"
        }
        // A tape around the forehead.
        Drawing::HeadTape => {
            "M48 58c-13 0-20-10-20-24S35 8 48 8s20 12 20 26-7 24-20 24zM28 26c12 6 28 6 40 0M29 \
             18c12 6 26 6 38 0M38 23v5M48 24v5M58 23v5M40 37v1M56 37v1M43 47c3 3 7 3 10 0M28 \
             33c-5 0-5 9 1 9M68 33c5 0 5 9-1 9"
        }
        // A thumb presses the back of the foot and leaves a dent.
        Drawing::SwollenFeet => {
            "M22 3v24c-1 8-7 12-7 20 0 7 4 11 11 11h46c8 0 8-10 1-12-5-2-9-3-13-6M46 3v22c1 5 2 \
             8 4 10M50 35c2 6 7 8 10 5M84 6L66 28c-3 4 2 9 6 5l18-17"
        }
    }
}

/// A drawing.
#[component]
pub fn HowToMeasure(
    /// What the field says of itself.
    drawing: Drawing,
) -> impl IntoView {
    view! {
        <svg
            class="drawing"
            viewBox="0 0 96 64"
            fill="none"
            stroke="currentColor"
            stroke-width="2.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=path(drawing)></path>
        </svg>
    }
}
