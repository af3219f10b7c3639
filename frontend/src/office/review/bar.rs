//! What can be decided about the record on the page, as buttons that stay in sight, and the way to the
//! next record.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    desk::{record::Record, review::What},
    sync::review::Deed,
    text::{Lang, Text},
};

use super::{
    keys::{self, Key},
    model::{Mode, Place, Review},
    words,
};
use crate::office::{
    desk::Desk,
    detail::model::Detail,
    list::model::List,
    nav,
    route::{Filter, Route},
    text,
};

/// The element of the choice between versions.
pub const SETTLE_ID: &str = "settle-t";

/// The element of the buttons.
const BAR_ID: &str = "review-bar";

/// What the page needs to decide. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Deciding {
    /// The state of deciding.
    pub review: Review,
    /// What may be decided.
    may: StoredValue<Vec<String>>,
    place: StoredValue<Place>,
    desk: Desk,
    models: (Detail, List),
}

impl Deciding {
    /// For a record that is on the page.
    #[must_use]
    pub fn on(record: &Record, place: Place) -> Self {
        let models = (expect_context::<Detail>(), expect_context::<List>());
        let may = StoredValue::new(record.may.clone());
        let (review, place) = (expect_context::<Review>(), StoredValue::new(place));
        Self { review, may, place, desk: expect_context(), models }
    }

    /// The record is on the page now.
    pub fn arrive(self) {
        let (_, list) = self.models;
        self.place.with_value(|place| self.review.arrive(list, place));
    }

    /// True when the reader may decide so now.
    #[must_use]
    pub fn may(self, deed: Deed) -> bool {
        self.may.with_value(|may| may.iter().any(|name| name == deed.name()))
    }

    /// Decides.
    pub fn decide(self, what: What) {
        self.review.decide(self.desk, self.models, self.place.get_value(), what);
    }

    /// Accepts the record.
    pub fn accept(self) {
        self.decide(What::Accept { comment: String::new() });
    }

    /// Opens a panel.
    pub fn enter(self, mode: Mode) {
        self.review.failure.set(None);
        self.review.mode.set(mode);
    }

    /// Asks for the record once more.
    pub fn look_again(self) {
        let (detail, _) = self.models;
        detail.open(self.desk, (self.place.with_value(|place| place.record), None));
    }

    /// Goes to the next record, if one waits.
    pub fn go_on(self) {
        if let Some(next) = self.review.next.get_untracked() {
            let filter = self.place.with_value(|place| place.filter.clone());
            self.desk.route.go(Route::Record(next, filter));
        }
    }

    /// Undoes what the other bar tells of.
    pub fn undo(self) {
        self.review.undo(self.desk, self.models);
    }

    /// What a key means on this page.
    fn press(self, key: Key) {
        let is_reading = self.review.mode.get_untracked() == Mode::Reading;
        match key {
            Key::Undo => self.undo(),
            Key::Leave => self.review.close(),
            Key::Accept if is_reading && self.may(Deed::Accept) => self.accept(),
            Key::Return if is_reading && self.may(Deed::Return) => self.enter(Mode::Returning),
            Key::NotUse if is_reading && self.may(Deed::NotUse) => self.enter(Mode::NotUsing),
            Key::Mend if is_reading && self.may(Deed::Mend) => self.enter(Mode::Mending),
            Key::Next if is_reading => self.go_on(),
            Key::Help => {
                nav::focus(keys::HELP_ID);
            }
            Key::Accept | Key::Return | Key::NotUse | Key::Mend | Key::Next => {}
        }
    }
}

/// The buttons. On paper and while a panel is open there are none.
#[component]
pub fn Bar(lang: Lang, deciding: Deciding, filter: Filter) -> impl IntoView {
    let review = deciding.review;
    keys::listen(review, move |key| deciding.press(key));
    // Who closes a panel goes on at the buttons.
    Effect::new(move |before: Option<Mode>| {
        let now = review.mode.get();
        if now == Mode::Reading && before.is_some_and(|before| before != Mode::Reading) {
            request_animation_frame(|| {
                nav::focus(BAR_ID);
            });
        }
        now
    });
    let button = move |deed: Deed, words: Text, key: Key, press: fn(Deciding)| {
        deciding.may(deed).then(|| {
            let class = if deed == Deed::Accept { "button-main" } else { "button" };
            view! {
                <button
                    type="button"
                    class=class
                    data-action=deed.name()
                    aria-keyshortcuts=key.letter()
                    aria-disabled=move || review.is_busy.get().then_some("true")
                    on:click=move |_| if !review.is_busy.get_untracked() { press(deciding) }
                >
                    {words.get(lang)} <kbd aria-hidden="true">{key.letter()}</kbd>
                </button>
            }
        })
    };
    let buttons = [
        button(Deed::Accept, words::ACCEPT, Key::Accept, Deciding::accept),
        button(Deed::Return, words::RETURN, Key::Return, |on| on.enter(Mode::Returning)),
        button(Deed::NotUse, words::NOT_USE, Key::NotUse, |on| on.enter(Mode::NotUsing)),
        button(Deed::Mend, words::MEND, Key::Mend, |on| on.enter(Mode::Mending)),
    ];
    // These two have no key: they are rare, and one reads before them.
    let release = deciding.may(Deed::Release).then(|| {
        let press = move |_| deciding.decide(What::Release { comment: String::new() });
        view! {
            <button type="button" class="button" data-action="release" on:click=press>
                {words::RELEASE.get(lang)}
            </button>
        }
    });
    let settle = deciding.may(Deed::Settle).then(|| {
        let press = move |_| {
            nav::focus(SETTLE_ID);
        };
        view! {
            <button type="button" class="button" data-action="settle" on:click=press>
                {words::SETTLE.get(lang)}
            </button>
        }
    });
    let filter = StoredValue::new(filter);
    let next = move || {
        let Some(next) = review.next.get() else {
            // Said once all was looked for, so that nothing flickers between two records.
            return review.has_looked.get().then(|| {
                view! {
                    <p class="review-next">
                        {words::NO_NEXT.get(lang)} " "
                        <a href=Route::Today.href()>{text::TODAY.get(lang)}</a>
                    </p>
                }
                .into_any()
            });
        };
        let href = Route::Record(next, filter.get_value()).href();
        let link = view! {
            <a class="button review-next" data-action="next" href=href aria-keyshortcuts=Key::Next.letter()>
                {words::NEXT.get(lang)} <span aria-hidden="true">" →"</span>
                <kbd aria-hidden="true">{Key::Next.letter()}</kbd>
            </a>
        };
        Some(link.into_any())
    };
    view! {
        <div
            class="review-bar"
            id=BAR_ID
            tabindex="-1"
            role="group"
            aria-label=words::BAR.get(lang)
            hidden=move || review.mode.get() != Mode::Reading
        >
            <Refused lang deciding/>
            {buttons.into_iter().collect_view()}
            {release}
            {settle}
            {next}
        </div>
    }
}

/// Why nothing was decided, beside what was tried.
#[component]
pub fn Refused(lang: Lang, deciding: Deciding) -> impl IntoView {
    let review = deciding.review;
    view! {
        <div role="alert" class="review-failed">
            {move || review.failure.get().map(|failure| {
                let is_changed = super::failure::needs_a_look(&failure);
                view! {
                    <p><strong>{words::NOT_DECIDED.get(lang)}</strong> " "
                        {super::failure::told(&failure, lang)}</p>
                    {is_changed.then(|| view! {
                        <button
                            type="button"
                            class="button-small"
                            data-action="look-again"
                            on:click=move |_| deciding.look_again()
                        >
                            {words::LOOK.get(lang)}
                        </button>
                    })}
                }
            })}
        </div>
    }
}

/// The page of a record that may be decided on: `None` of one whose id cannot be read.
#[must_use]
pub fn place(record: &Arc<Record>, filter: &Filter, subject: String) -> Option<Place> {
    Some(Place {
        record: shared::id::RecordId::parse(&record.row.record)?,
        change: record.row.change.clone(),
        subject,
        filter: filter.clone(),
    })
}
