//! The pictograms of the kinds of form, on a grid of 24, as lines in the colour of the words around.
//! They repeat what words say, so a screen reader skips them.

use leptos::prelude::*;
use shared::form::model::Pictogram;

use super::icon::Drawn;

/// The lines of a pictogram.
const fn path(pictogram: Pictogram) -> &'static str {
    match pictogram {
        Pictogram::House => "M4 11.5L12 5l8 6.5M6.5 10v9.5h11V10M10.5 19.5v-5h3v5",
        Pictogram::Assistance => {
            "M8 3h8.5v7.5H8zM12.25 3v3M2.5 14.5h3.2l3-1.3h4a1.6 1.6 0 0 1 0 3.2H9.5M14 \
             15.6l5-2.7a1.5 1.5 0 0 1 1.7 2.5L14.5 19.7H2.5"
        }
        Pictogram::Family => {
            "M7 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.5 19c0-3.4 1.9-5.6 \
             4.5-5.6s4.5 2.2 4.5 5.6M14 8h7M18 5l3 3-3 3M21 16h-7M17 13l-3 3 3 3"
        }
        Pictogram::Child => {
            "M12 10.5a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM12 10.5v6M6.5 12.5l5.5 \
             1 5.5-1M12 16.5l-3 5M12 16.5l3 5M12 2.9c0-1 1-1.5 2-1.1"
        }
        Pictogram::OutOfSchool => {
            "M5 20v-9.5a5 5 0 0 1 10 0V20zM8 5.8V3.5h4v2.3M7.8 13.5h4.4v3H7.8zM18 \
             9.5l4 4M22 9.5l-4 4"
        }
        Pictogram::Health => {
            "M12 20.5C6 16.5 2.8 13 2.8 9A4.7 4.7 0 0 1 12 7a4.7 4.7 0 0 1 9.2 2c0 \
             4-3.2 7.5-9.2 11.5zM12 9.5v5M9.5 12h5"
        }
        Pictogram::School => {
            "M12 6.5C10 4.9 7 4.5 3.5 4.5v13.5c3.5 0 6.5.4 8.5 2 2-1.6 5-2 \
             8.5-2V4.5c-3.5 0-6.5.4-8.5 2zM12 6.5V20"
        }
        Pictogram::Wheelchair => {
            "M10 6a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 10 6zM10 8.5v6h6l2.8 6M10 11.2h5M8 \
             12.2a5 5 0 1 0 6 6.3"
        }
        Pictogram::Care => {
            "M3 11a9 8.5 0 0 1 18 0zM12 2.5V1.8M12 16.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 \
             0 3.6zM8 22c0-2.3 1.7-3.8 4-3.8s4 1.5 4 3.8"
        }
        Pictogram::Bell => "M6 17v-6a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.8h4M12 5V2.8",
        Pictogram::Sheet => "M7 3.5h7l4 4v13H7zM10 12h5M10 16h5",
    }
}

/// A pictogram.
#[component]
pub fn KindIcon(
    /// What the kind says of itself.
    pictogram: Pictogram,
) -> impl IntoView {
    view! { <Drawn path=path(pictogram)/> }
}
