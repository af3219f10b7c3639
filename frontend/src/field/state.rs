//! The state of the phone app: one [`App`] in the context of every page.
//!
//! Pages read signals and call methods here. They know no storage, no fetch and no clock; what they
//! were told is safe is safe when the method's future is done.
//!
//! Reactive reads (track when called in a view): [`App::lang`], [`App::t`], [`App::world`] and every
//! `pub` signal. Methods that end in `-> ()` start their work and come back at once.

use std::rc::Rc;

use client::{
    route::Route,
    rows::{Draft, DraftItem, Record, RecordItem},
};
use leptos::prelude::*;
use shared::{
    day::Day,
    form::model::{KindId, World},
    growth::Tables,
    id::RecordId,
    region::{RegionCodes, VillageCode},
    sync::account::Profile1,
    text::{Lang, Text},
};

use super::{
    account, core::Core, drafts, history, records, sync, update,
    view::{
        ActivateError, Counts, FinishError, OpenDraft, Phase, SaveTrouble, Saving, Storage,
        SyncStatus, TextSize, Toast,
    },
};

/// The handle that pages hold: a bundle of signals, cheap to copy.
#[derive(Clone, Copy)]
pub struct App {
    /// Where the person is.
    pub route: RwSignal<Route>,
    /// Whether the phone's storage is open, and for whom.
    pub phase: RwSignal<Phase>,
    /// Who works here; `None` before activation.
    pub profile: RwSignal<Option<Profile1>>,
    /// How sending goes.
    pub status: RwSignal<SyncStatus>,
    /// How many records stand where.
    pub counts: RwSignal<Counts>,
    /// What was finished, newest first.
    pub records: RwSignal<Vec<RecordItem>>,
    /// What is being filled, newest first.
    pub drafts: RwSignal<Vec<DraftItem>>,
    /// How the open draft is saved; shown beside its title.
    pub saving: RwSignal<Saving>,
    /// How safe the phone's storage is.
    pub storage: RwSignal<Storage>,
    /// True when a new version lies ready: offer [`App::update`].
    pub update_ready: RwSignal<bool>,
    /// True once the app starts without a network.
    pub offline_ready: RwSignal<bool>,
    /// One sentence that passes by; empty when there is none.
    pub toast: RwSignal<Option<Toast>>,
    pub(super) text_size: RwSignal<TextSize>,
    pub(super) language: RwSignal<Lang>,
    pub(super) growth: RwSignal<Option<&'static Tables>>,
    pub(super) regions: RwSignal<Option<&'static RegionCodes>>,
    pub(super) core: StoredValue<Rc<Core>, LocalStorage>,
}

impl App {
    /// The handle, from the context.
    ///
    /// # Panics
    /// Outside the app's root view.
    #[must_use]
    pub fn get() -> Self {
        expect_context::<App>()
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

    /// Changes the language and remembers it.
    pub fn set_lang(self, lang: Lang);
    /// The text size, tracked.
    pub fn text_size(self) -> TextSize;
    /// Changes the text size and remembers it.
    pub fn set_text_size(self, size: TextSize);

    /// Today in Tuban by the corrected clock.
    pub fn today(self) -> Day;
    /// The corrected clock, Unix milliseconds.
    pub fn now_ms(self) -> u64;
    /// What checks and results need of the world, tracked: runs again once the tables are loaded.
    pub fn world(self) -> World<'static>;
    /// Villages of the person that are theirs today, with titles.
    pub fn villages_today(self) -> Vec<(VillageCode, String)>;

    /// Goes to a place; the page's heading gets the focus.
    pub fn go(self, to: Route);
    /// Goes to a place instead of the present one, so that "back" does not return here.
    pub fn replace(self, to: Route);
    /// As the browser's back button.
    pub fn back(self);

    /// Shows one sentence for some seconds.
    pub fn say(self, words: Text);

    /// Starts a draft and keeps it; for a form of a visit, `visit` names it.
    pub async fn new_draft(self, kind: KindId, village: VillageCode, visit: Option<RecordId>) -> Result<RecordId, SaveTrouble>;
    /// Opens a draft with what its conditions need; `None` when there is none.
    pub async fn open_draft(self, id: RecordId) -> Result<Option<OpenDraft>, SaveTrouble>;
    /// Takes the draft as it is now: call it at every change. On the device within 400 ms, at once
    /// when the page is hidden; [`App::saving`] tells.
    pub fn save_draft(self, draft: &Draft);
    /// Puts on the device what [`App::save_draft`] still holds.
    pub async fn flush(self) -> Result<(), SaveTrouble>;
    /// Checks, seals and keeps a form for sending, all in one strict write.
    pub async fn finish(self, draft: Draft) -> Result<RecordId, FinishError>;
    /// Throws a draft away; [`App::undo_delete`] brings it back for some seconds.
    pub async fn delete_draft(self, id: RecordId) -> Result<(), SaveTrouble>;
    /// Takes back the last deletion.
    pub async fn undo_delete(self) -> Result<(), SaveTrouble>;

    /// One finished record with everything the office said of it.
    pub async fn record(self, id: RecordId) -> Result<Option<Record>, SaveTrouble>;
    /// Opens a finished record to change it: makes a draft from it and returns its id (the same).
    pub async fn mend(self, id: RecordId) -> Result<RecordId, SaveTrouble>;
    /// Withdraws a finished record.
    pub async fn withdraw(self, id: RecordId) -> Result<(), SaveTrouble>;

    /// Binds this browser to an invitation.
    pub async fn activate(self, token: String) -> Result<(), ActivateError>;
    /// Signs out; refused while work is unsent.
    pub async fn sign_out(self) -> Result<(), ActivateError>;

    /// Sends and asks what is new, now.
    pub fn kick_sync(self);
    /// Asks the browser to keep our storage; its answer appears in [`App::storage`].
    pub fn ask_to_persist(self);
    /// Starts the new version; only after the person said so.
    pub fn update(self);
}
