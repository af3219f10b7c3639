//! The running phone behind the pages: whose it is, what it stores, how sending goes, what time it is.
//!
//! Pages take what they need by context. [`session::Session`], [`clock::Clock`], [`toasts::Toasts`] and
//! [`updates::Updates`] are plain values that are there from the start. [`storage::Storage`],
//! [`sync::Sync`] and [`account::Account`] do the work and come with [`run`], so that a practice form
//! can be filled before the code behind them is loaded. Nothing here knows a page.

pub mod account;
pub mod clock;
pub mod log;
pub mod obstacle;
pub mod register;
pub mod session;
pub mod status;
pub mod storage;
pub mod sync;
pub mod toasts;
pub mod trouble;
pub mod updates;

mod events;
mod open;
mod tables;
mod tabs;
mod transport;

use leptos::{prelude::*, task::spawn_local};
use shared::text::{Lang, Text, t};

use self::{
    account::Account,
    clock::Clock,
    log::Log,
    register::PhoneRegister,
    session::{Phase, Session},
    storage::Storage,
    sync::Sync,
    toasts::Toasts,
    updates::Updates,
};
use crate::{
    app::{language::Language, router::Router},
    browser::prefs,
    field::route::Route,
};

const NO_ENGLISH: Text = t(
    "Bahasa Inggris belum bisa dimuat. Periksa sinyal, lalu coba lagi.",
    "English cannot be loaded yet. Check the signal, then try again.",
);

/// Starts everything that runs beside the pages, and opens the account of this phone. Called once, in
/// the owner of the whole app, whose contexts it completes.
pub fn run() {
    let router = expect_context::<Router<Route>>();
    let (clock, session) = (expect_context::<Clock>(), expect_context::<Session>());
    let toasts = expect_context::<Toasts>();
    let log = Log::open();
    let storage = Storage::new(clock, log);
    let sync = Sync::new(session, storage, clock, log);
    let account = Account::new(session, storage, (sync, clock), toasts, router);
    provide_context(log);
    provide_context(storage);
    provide_context(PhoneRegister::new(storage));
    provide_context(sync);
    provide_context(account);
    session.phase.set(Phase::Opening);
    events::listen(storage, sync, account, clock);
    clock.watch();
    events::leave_pages(storage, account, router);
    updates::watch(expect_context::<Updates>(), storage, toasts);
    let language = expect_context::<Language>();
    spawn_local(choose_language(language, toasts, prefs::lang()));
    spawn_local(async move {
        account.start().await;
        tables::load(clock);
        storage.check_room(false);
    });
}

/// Changes the language; says so where its words cannot be fetched.
pub async fn choose_language(language: Language, toasts: Toasts, lang: Lang) {
    if !language.choose(lang).await {
        toasts.say(NO_ENGLISH);
    }
}
