//! What went wrong beside the page: leaving failed, or English did not come. Stands under the bar
//! and leaves the page as it is.

use leptos::prelude::*;
use shared::text::Text;

use super::{
    desk::{Desk, Leaving},
    text,
};
use crate::ui::live::Live;

/// The messages. `sign_out` tries once more to end the session.
#[component]
pub fn Alerts(sign_out: Callback<()>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let button = move |words: Text, press: Callback<()>| {
        view! {
            <button type="button" class="button-small" on:click=move |_| press.run(())>
                {desk.show(words)}
            </button>
        }
    };
    let still_in = move || match desk.leaving.get() {
        Leaving::Failed(error) => Some(view! {
            <div class="alert">
                <p>
                    <strong>{desk.show(text::STILL_IN)}</strong>
                    " "
                    <Live words=move || text::error(&error, desk.lang.get())/>
                </p>
                {button(text::SIGN_OUT_AGAIN, sign_out)}
                {button(text::CLOSE, Callback::new(move |()| desk.leaving.set(Leaving::Not)))}
            </div>
        }),
        Leaving::Not | Leaving::Asking => None,
    };
    let no_english = move || {
        desk.lacks_english.get().then(|| {
            view! {
                <div class="alert">
                    <p>{desk.show(text::NO_ENGLISH)}</p>
                    {button(text::CLOSE, Callback::new(move |()| desk.lacks_english.set(false)))}
                </div>
            }
        })
    };
    view! { <div class="alerts" role="alert">{still_in} {no_english}</div> }
}
