//! Runs the sync machine over local storage, transport and host: one loop, the same in the browser
//! (`spawn_local`) and natively (a tokio `LocalSet`).

use std::rc::Rc;

use crate::{host::Host, store::LocalStore, transport::Transport};
use shared::{
    id::DeviceId,
    sync::client::{Entry, Event, Status},
};

/// How the rest of the program talks to the loop. Cheap to copy; dropping all of them ends the loop.
#[derive(Clone)]
pub struct Handle {
    inbox: Rc<Inbox>,
}

/// The loop's end of a [`Handle`].
pub struct Inbox;

/// A handle and its other end, for [`drive`].
#[must_use]
pub fn channel() -> (Handle, Rc<Inbox>) {
    let inbox = Rc::new(Inbox);
    (Handle { inbox: Rc::clone(&inbox) }, inbox)
}

impl Handle {
    /// A form was finished ([`crate::device::Finished::entry`]).
    pub fn saved(&self, entry: Entry) {
        self.send(Event::Saved(entry));
    }

    /// The person pressed "Kirim sekarang".
    pub fn kick(&self) {
        self.send(Event::Kick);
    }

    /// The phone says that there is a network, or none.
    pub fn online(&self, is_online: bool) {
        self.send(Event::Online(is_online));
    }

    /// There is a session again.
    pub fn signed_in(&self) {
        self.send(Event::SignedIn);
    }

    /// The session was ended by the person.
    pub fn signed_out(&self) {
        self.send(Event::SignedOut);
    }

    /// Another tab wrote to local storage: read the outbox again.
    pub fn look_again(&self) {}

    /// Ends the loop; what is under way is dropped and repeated next time.
    pub fn stop(&self) {}

    fn send(&self, _event: Event) {
        let _ = &self.inbox;
    }
}

/// What the loop works with.
pub struct Parts<S, T, H> {
    /// Local storage of one account. Only one loop per database: hold a Web Lock.
    pub store: S,
    /// The server.
    pub transport: T,
    /// Clock, dice, timers, gzip.
    pub host: H,
    /// The device key of the account ([`crate::rows::Account1::device`]).
    pub device: DeviceId,
}

/// Called when the loop has something to show.
pub trait Watch {
    /// How sending goes; called when it changed.
    fn status(&self, status: &Status);
    /// Records changed in local storage: lists should be read again.
    fn records_changed(&self);
}

/// Runs until [`Handle::stop`].
pub async fn drive<S: LocalStore, T: Transport, H: Host>(
    _parts: Parts<S, T, H>,
    _inbox: Rc<Inbox>,
    _watch: &impl Watch,
) {
}
