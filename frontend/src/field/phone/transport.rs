//! The transport of one account: before anything is sent or asked, it makes sure that the session is
//! this account's. A phone may hold two accounts but only one session, and nothing may ever travel
//! under another's name.

use std::cell::Cell;
use std::rc::Rc;

use client::{
    account, register,
    transport::{
        Asked, Failure, Transport,
        tus::{Exchange, TusAnswer, TusRequest},
    },
};
use leptos::prelude::*;
use shared::{
    id::DeviceId,
    sync::{
        account::{Activate1, Profile1},
        feed::PullReply2,
        wire::{Push1, PushReply1},
    },
};

use super::{open::Open, session::Session};
use crate::browser::transport::Fetch;

/// HTTP status of an account that is switched off or a device that was taken away.
const FORBIDDEN: u16 = 403;

/// See the module.
pub struct CheckedFetch {
    session: Session,
    open: Rc<Open>,
    /// The session is this account's: asked once each time this tab begins to send.
    is_checked: Cell<bool>,
}

impl CheckedFetch {
    /// The transport of an account.
    pub const fn new(session: Session, open: Rc<Open>) -> Self {
        Self { session, open, is_checked: Cell::new(false) }
    }

    async fn check(&self) -> Result<(), Failure> {
        if self.is_checked.get() {
            return Ok(());
        }
        let profile = Fetch.me().await?;
        if profile.account != self.open.account {
            return Err(Failure::SignedOut);
        }
        self.is_checked.set(true);
        // The person's villages may have changed. A full phone keeps the old ones until it has room.
        drop(account::refresh(&self.open.phone.store, profile.clone()).await);
        if let Some(sender) = self.open.sender.borrow().as_ref() {
            sender.ask(register::streams(profile.villages.iter().map(|one| one.village)));
        }
        self.session.profile.set(Some(profile));
        Ok(())
    }

    /// A phone that was taken off the account may still hand in, though it may read nothing.
    async fn check_to_hand_in(&self) -> Result<(), Failure> {
        match self.check().await {
            Ok(()) | Err(Failure::Server { status: FORBIDDEN, .. }) => Ok(()),
            Err(failure) => Err(failure),
        }
    }
}

impl Exchange for CheckedFetch {
    async fn exchange(&self, request: TusRequest<'_>) -> Result<TusAnswer, Failure> {
        self.check_to_hand_in().await?;
        Fetch.exchange(request).await
    }
}

impl Transport for CheckedFetch {
    async fn activate(&self, request: &Activate1) -> Result<Profile1, Failure> {
        Fetch.activate(request).await
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        Fetch.me().await
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        self.check_to_hand_in().await?;
        Fetch.push(push).await
    }

    async fn pull(&self, device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        self.check().await?;
        Fetch.pull(device, asked).await
    }

    async fn end_session(&self) -> Result<(), Failure> {
        Fetch.end_session().await
    }
}
