//! The state of the phone app: one [`App`], handed to every page.
//!
//! Pages look at values and call methods here. They know no storage, no fetch and no clock. What a
//! method changes of what is stored is safe when it goes on (`then`); when it is not, the method has said
//! why.
//!
//! [`App::lang`], [`App::t`], [`App::text_size`], [`App::world`] and every `pub` value track when
//! read in a view. Methods that return nothing start their work and come back at once.

use core::{cell::Cell, ops::Deref};
use std::{rc::Rc, sync::Arc};

use client::{
    account,
    device::DeviceError,
    route::Route,
    rows::{Damaged, DraftItem, Record, RecordItem},
    store::{Row, StoreError},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    day::Day,
    form::{
        model::{KindId, World},
        problem::Override,
        value::Values,
    },
    growth::Tables,
    id::RecordId,
    region::{RegionCodes, VillageCode},
    sync::account::{Assignment1, Profile1},
    text::{Lang, Text, t},
};

use super::{
    account as accounts,
    core::{Core, Phone},
    drafts, history, quota, records,
    shown::Shown,
    sync, update,
    view::{AccountTrouble, Counts, OpenDraft, Phase, Saving, Storage, SyncStatus, Toast},
};
use crate::{browser, english, store::prefs, ui::dom::View};

const NO_ENGLISH: Text = t(
    "Bahasa Inggris belum bisa dimuat. Periksa sinyal, lalu coba lagi.",
    "English cannot be loaded yet. Check the signal, then try again.",
);
/// How long a sentence that passes by stays, milliseconds: twice the time to read twelve words.
const TOAST_MS: u32 = 8_000;
/// How long to wait between two looks at a write that is under way, milliseconds: one takes a few.
pub(super) const LOOK_AGAIN_MS: u32 = 4;

/// The handle that pages hold. It takes no room in them: it leads to the one [`State`] of the page.
#[derive(Clone, Copy)]
pub struct App(());

thread_local! {
    static STATE: Cell<Option<&'static State>> = const { Cell::new(None) };
}

fn state() -> &'static State {
    STATE.get().expect("who has the handle has made the state")
}

impl Deref for App {
    type Target = State;

    fn deref(&self) -> &State {
        state()
    }
}

/// Draws what is asked above a page.
pub type Question = Rc<dyn Fn() -> View>;

/// Everything that pages show.
pub struct State {
    /// Where the person is.
    pub route: Shown<Route>,
    /// Whether the phone's storage is open.
    pub phase: Shown<Phase>,
    /// Who works here; `None` before activation.
    pub profile: Shown<Option<Profile1>>,
    /// How sending goes.
    pub status: Shown<SyncStatus>,
    /// How many records stand where.
    pub counts: Shown<Counts>,
    /// What was finished, latest first.
    pub records: Shown<Vec<RecordItem>>,
    /// What is being filled, last saved first; up to date whenever no form is open.
    pub drafts: Shown<Vec<DraftItem>>,
    /// How the open draft is saved; shown beside its title.
    pub saving: Shown<Saving>,
    /// How safe the phone's storage is.
    pub storage: Shown<Storage>,
    /// True when a new version lies ready: offer [`App::update`].
    pub update_ready: Shown<bool>,
    /// True once the app starts without a network.
    pub offline_ready: Shown<bool>,
    /// One sentence that passes by; `None` when there is none.
    pub toast: Shown<Option<Toast>>,
    /// The draft that was open when the app ended; offer to go on with it.
    pub resume: Shown<Option<RecordId>>,
    /// What is asked above the page; `None` when nothing is.
    pub question: Shown<Option<Question>>,
    /// True while a form is being finished or an invitation used.
    pub is_busy: Shown<bool>,
    /// Why an activation or a signing out failed; empty when none did since the page was opened.
    pub trouble: Shown<Text>,
    /// What the list of records is searched for.
    pub search: Shown<String>,
    /// True when the practice form was filled to its end.
    pub is_practised: Shown<bool>,
    pub(super) growth: Shown<Option<&'static Tables>>,
    pub(super) regions: Shown<Option<&'static RegionCodes>>,
    language: Shown<Lang>,
    text_steps: Shown<u8>,
    core: Core,
}

impl App {
    /// A new state, at this place, with nothing open.
    pub(super) fn new(route: Route) -> Self {
        let state = State {
            route: Shown::new(route),
            phase: Shown::new(Phase::Opening),
            profile: Shown::new(None),
            status: Shown::new(SyncStatus::default()),
            counts: Shown::new(Counts::default()),
            records: Shown::new(Vec::new()),
            drafts: Shown::new(Vec::new()),
            saving: Shown::new(Saving::Untouched),
            storage: Shown::new(Storage::default()),
            update_ready: Shown::new(false),
            offline_ready: Shown::new(false),
            toast: Shown::new(None),
            resume: Shown::new(prefs::open_draft()),
            question: Shown::new(None),
            is_busy: Shown::new(false),
            trouble: Shown::new(Text::EMPTY),
            search: Shown::new(String::new()),
            is_practised: Shown::new(false),
            growth: Shown::new(None),
            regions: Shown::new(None),
            language: Shown::new(Lang::Id),
            text_steps: Shown::new(prefs::text_size()),
            core: Core::new(),
        };
        // There is one as long as the page lives.
        STATE.set(Some(Box::leak(Box::new(state))));
        let app = Self(());
        app.mark_root();
        app
    }

    pub(super) fn core(self) -> &'static Core {
        &state().core
    }

    /// The phone of the open account.
    pub(super) fn phone(self) -> Result<Rc<Phone>, DeviceError> {
        self.core().phone()
    }

    /// The language, tracked.
    #[must_use]
    pub fn lang(self) -> Lang {
        self.language.get()
    }

    /// The words in the person's language, tracked.
    #[must_use]
    pub fn t(self, text: Text) -> &'static str {
        text.get(self.lang())
    }

    /// Changes the language, as soon as its words are here, and remembers it.
    pub fn set_lang(self, lang: Lang) {
        spawn_local(async move {
            if lang == Lang::En && !english::load().await {
                self.say(NO_ENGLISH);
                return;
            }
            prefs::set_lang(lang);
            // Every page is made anew in another language: not for the language that it has already.
            if self.language.get_untracked() != lang {
                self.language.set(lang);
                self.mark_root();
            }
        });
    }

    /// Steps of text size above the browser's own (0–2), tracked; `<html data-text="1">` carries it
    /// to the style.
    #[must_use]
    pub fn text_size(self) -> u8 {
        self.text_steps.get()
    }

    /// Changes the text size and remembers it.
    pub fn set_text_size(self, steps: u8) {
        prefs::set_text_size(steps);
        self.text_steps.set(steps);
        self.mark_root();
    }

    /// Tells language and text size to the style and to screen readers.
    fn mark_root(self) {
        if let Some(root) = browser::document().document_element() {
            // The attributes of an element in the document always take a plain value.
            drop(root.set_attribute("lang", prefs::lang_code(self.language.get_untracked())));
            drop(root.set_attribute("data-text", &self.text_steps.get_untracked().to_string()));
        }
    }

    /// Today in Tuban by the corrected clock.
    #[must_use]
    pub fn today(self) -> Day {
        self.core().today()
    }

    /// Now by the corrected clock, Unix milliseconds.
    #[must_use]
    pub fn now_ms(self) -> u64 {
        self.core().now_ms()
    }

    /// What checks and results need of the world, tracked: asks again once the tables are there.
    #[must_use]
    pub fn world(self) -> World<'static> {
        World {
            today: self.today(),
            growth: self.growth.get(),
            regions: self.regions.get(),
            own_kk: None,
        }
    }

    /// As [`App::world`], not tracked.
    #[must_use]
    pub fn world_now(self) -> World<'static> {
        untrack(|| self.world())
    }

    /// How much is only on this phone, tracked: finished records, also those that no tab is sending
    /// yet; where none of them can be read, the changes that wait for the line.
    #[must_use]
    pub fn n_waiting(self) -> usize {
        match self.counts.get().n_waiting {
            0 => self.status.get().n_waiting as usize,
            n_waiting => n_waiting,
        }
    }

    /// Where the person works today, tracked.
    #[must_use]
    pub fn villages_today(self) -> Vec<Assignment1> {
        let today = self.today();
        self.profile.with(|profile| {
            profile
                .iter()
                .flat_map(|profile| account::villages_on(profile, today))
                .cloned()
                .collect()
        })
    }

    /// What a village is called, tracked.
    #[must_use]
    pub fn village_title(self, code: VillageCode) -> String {
        self.profile.with(|profile| match profile {
            Some(profile) => account::village_title(profile, code),
            None => code.to_string(),
        })
    }

    /// Goes to a place; the page's heading gets the focus. Plain links (`<a href>`) do the same.
    pub fn go(self, to: Route) {
        history::go(self, to);
    }

    /// Goes to a place instead of the present one, so that "back" does not return here.
    pub fn replace(self, to: Route) {
        history::replace(self, to);
    }

    /// Goes to a place and takes the present page with all its steps out of the way back.
    pub fn leave(self, to: Route) {
        history::leave(self, to);
    }

    /// As the browser's back button.
    pub fn back(self) {
        history::back(self);
    }

    /// Asks something above the page, until it is answered or another page is opened.
    pub fn ask(self, question: impl Fn() -> View + 'static) {
        self.question.set(Some(Rc::new(question)));
    }

    /// Shows one sentence for some seconds.
    pub fn say(self, words: Text) {
        self.show_toast(words, false);
    }

    /// Says why something did not work; shows what another tab wrote, if that is why.
    pub fn tell(self, error: &DeviceError) {
        if matches!(error, DeviceError::Store(StoreError::Stale)) {
            records::refresh(self);
        }
        self.say(error.words());
    }

    pub(super) fn show_toast(self, words: Text, can_undo: bool) {
        let core = self.core();
        let number = core.n_toasts.get() + 1;
        core.n_toasts.set(number);
        self.toast.set(Some(Toast { number, words, can_undo }));
        browser::after(TOAST_MS, move || {
            let is_same = self
                .toast
                .with_untracked(|toast| toast.is_some_and(|toast| toast.number == number));
            if is_same {
                self.toast.set(None);
                self.core().deleted.borrow_mut().take_if(|_| can_undo);
            }
        });
    }

    /// Starts a draft of a kind in a village, for a form of a visit under that, with some answers, and
    /// goes on with its id; then go to [`Route::Fill`]. With nothing when it could not be kept.
    pub fn new_draft(
        self,
        place: (KindId, VillageCode, Option<RecordId>),
        values: Values,
        then: impl FnOnce(Option<RecordId>) + 'static,
    ) {
        drafts::begin(self, place, values, then);
    }

    /// Waits until what was typed into the draft before is stored, so that another can take its place.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn settle(self) -> Result<(), DeviceError> {
        drafts::settle(self).await
    }

    /// Opens a draft with what its conditions look at; `None` when there is none. First
    /// [`App::settle`].
    ///
    /// # Errors
    /// [`DeviceError::Damaged`]: offer [`App::set_aside`]; others with words.
    pub fn open_draft(self, id: RecordId) -> Result<Option<OpenDraft>, DeviceError> {
        drafts::open(self, id)
    }

    /// Takes the open draft as it is now: call it at every change. It goes to storage at once;
    /// `App::saving` tells when it is there.
    pub fn save_draft(self, id: RecordId, content: (&Values, &[Override]), section_idx: u16) {
        drafts::save(self, id, content, section_idx);
    }

    /// Waits until what [`App::save_draft`] took is stored.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn flush(self) -> Result<(), DeviceError> {
        drafts::flush(self).await
    }

    /// Checks, seals and keeps the open draft for sending, all in one strict write, and goes on with
    /// whether that is done: then the form is safe on this phone.
    pub fn finish(self, id: RecordId, then: impl FnOnce(bool) + 'static) {
        records::finish(self, id, then);
    }

    /// Throws a draft away and goes on with whether that is done; the toast offers
    /// [`App::undo_delete`] for some seconds.
    pub fn delete_draft(self, id: RecordId, then: impl FnOnce(bool) + 'static) {
        drafts::delete(self, id, then);
    }

    /// Takes back the last deletion.
    pub fn undo_delete(self) {
        drafts::undo_delete(self);
    }

    /// Moves a draft or a record that cannot be read out of the way and goes on; its bytes are kept.
    pub fn set_aside(self, id: RecordId, then: impl FnOnce() + 'static) {
        drafts::set_aside(self, id, then);
    }

    /// What [`App::set_aside`] moved out of the way, and what the sender found damaged. Ask again when
    /// `App::records` changes.
    #[must_use]
    pub fn aside(self) -> Vec<Row> {
        drafts::aside(self)
    }

    /// Deletes one of [`App::aside`] for good.
    pub fn forget_aside(self, row: Arc<Row>) {
        drafts::forget_aside(self, row);
    }

    /// The row of a finished record that cannot be read; `None` for any other.
    #[must_use]
    pub fn damaged_record(self, id: RecordId) -> Option<Box<Damaged>> {
        self.phone().ok()?.record(id).err()
    }

    /// One finished record with everything the office said of it; `None` also for one that cannot be
    /// read. Ask again when `App::records` changes.
    #[must_use]
    pub fn record(self, id: RecordId) -> Option<Record> {
        records::record(self, id)
    }

    /// Opens a finished record to change it: makes a draft from it, or finds the one that does so
    /// already, and goes on. Then go to [`Route::Fill`] with this id.
    pub fn mend(self, id: RecordId, then: impl FnOnce() + 'static) {
        records::mend(self, id, then);
    }

    /// Withdraws a finished record and goes on.
    pub fn withdraw(self, id: RecordId, then: impl FnOnce() + 'static) {
        records::withdraw(self, id, then);
    }

    /// Binds this browser to an invitation, opens its account and goes home.
    ///
    /// # Errors
    /// [`AccountTrouble`], with words. Nothing is used up by a try that got no answer.
    pub async fn activate(self, token: String) -> Result<(), AccountTrouble> {
        accounts::activate(self, token).await
    }

    /// Ends the session and takes the account's data off this phone.
    ///
    /// # Errors
    /// [`AccountTrouble`], with words: refused while there is unsent or unfinished work.
    pub async fn sign_out(self) -> Result<(), AccountTrouble> {
        accounts::sign_out(self).await
    }

    /// Sends and asks what is new, now.
    pub fn kick_sync(self) {
        sync::kick(self);
    }

    /// Asks the browser to keep our storage; its answer appears in `App::storage`.
    pub fn ask_to_persist(self) {
        quota::ask_to_persist(self);
    }

    /// Starts the new version; only after the person said so.
    pub fn update(self) {
        spawn_local(update::start_new(self));
    }
}
