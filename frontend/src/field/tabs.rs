//! The other tabs of one account: what they tell each other, and which of them sends.
//!
//! Messages are short lists of numbers, so that a tab of an older or newer version can skip what it
//! does not know.

use core::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use web_sys::{BroadcastChannel, Event, MessageEvent};

use super::view::{SyncStatus, Trouble};
use crate::browser;
use shared::sync::client::Activity;

const SAVED: f64 = 1.0;
const CHANGED: f64 = 2.0;
const KICK: f64 = 3.0;
const STATUS: f64 = 4.0;
const LEFT: f64 = 5.0;
const HELLO: f64 = 6.0;
const REBOUND: f64 = 7.0;

#[wasm_bindgen(module = "/src/field/tabs.js")]
extern "C" {
    fn hold(name: &str) -> Promise;

    fn left() -> Promise;
}

/// What another tab says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said {
    /// It put something into the outbox.
    Saved,
    /// Records or drafts changed in storage.
    Changed,
    /// The person asks to send now.
    Kick,
    /// How sending goes; from the sender.
    Status(SyncStatus),
    /// The account was signed out there.
    Left,
    /// It has just opened and knows nothing yet.
    Hello,
    /// It has bound the phone anew, with another key.
    Rebound,
}

/// The line to the other tabs of one account; silent where the browser has no such line.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
}

impl Tabs {
    /// Opens the line of this name.
    pub fn open(name: &str, mut heard: impl FnMut(Said) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            browser::listen(channel, "message", move |event: Event| {
                let message: MessageEvent = event.unchecked_into();
                if let Some(said) = decode(&message.data()) {
                    heard(said);
                }
            });
        }
        Self { channel }
    }

    /// Something was put into the outbox.
    pub fn saved(&self) {
        self.say(&[SAVED]);
    }

    /// Records or drafts changed in storage.
    pub fn changed(&self) {
        self.say(&[CHANGED]);
    }

    /// The person asks to send now.
    pub fn kick(&self) {
        self.say(&[KICK]);
    }

    /// How sending goes.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds stay exact for 285,000 years")]
    pub fn status(&self, status: &SyncStatus) {
        let activity = match status.activity {
            Activity::Idle => 0,
            Activity::Sending => 1,
            Activity::Fetching => 2,
        };
        let trouble = status
            .trouble
            .and_then(|trouble| Trouble::ALL.iter().position(|other| *other == trouble));
        self.say(&[
            STATUS,
            f64::from(u8::from(status.is_online)),
            f64::from(activity),
            f64::from(status.n_waiting),
            f64::from(status.n_stuck),
            status.last_ok_ms as f64,
            f64::from(u8::from(status.is_signed_out)),
            trouble.map_or(-1.0, |idx| idx as f64),
            status.next_try_ms.map_or(-1.0, |ms| ms as f64),
        ]);
    }

    /// The account was signed out here.
    pub fn left(&self) {
        self.say(&[LEFT]);
    }

    /// This tab has just opened: the sender shall say how sending goes.
    pub fn hello(&self) {
        self.say(&[HELLO]);
    }

    /// This tab has bound the phone anew: the others shall take the new key.
    pub fn rebound(&self) {
        self.say(&[REBOUND]);
    }

    /// Ends the line.
    pub fn close(&self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }

    fn say(&self, numbers: &[f64]) {
        let Some(channel) = &self.channel else { return };
        let message = Array::new();
        for number in numbers {
            message.push(&JsValue::from(*number));
        }
        // Fails only after `close`: then nobody is meant to hear it.
        drop(channel.post_message(&message));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "our own tabs send whole numbers of the right size; others become the nearest"
)]
fn decode(message: &JsValue) -> Option<Said> {
    let numbers: Vec<f64> =
        message.dyn_ref::<Array>()?.iter().filter_map(|number| number.as_f64()).collect();
    let (code, rest) = numbers.split_first()?;
    match rest {
        [] if *code == SAVED => Some(Said::Saved),
        [] if *code == CHANGED => Some(Said::Changed),
        [] if *code == KICK => Some(Said::Kick),
        [] if *code == LEFT => Some(Said::Left),
        [] if *code == HELLO => Some(Said::Hello),
        [] if *code == REBOUND => Some(Said::Rebound),
        [online, activity, waiting, stuck, last_ok, signed_out, trouble, next]
            if *code == STATUS =>
        {
            Some(Said::Status(SyncStatus {
                is_online: *online != 0.0,
                activity: match *activity as u8 {
                    1 => Activity::Sending,
                    2 => Activity::Fetching,
                    _ => Activity::Idle,
                },
                n_waiting: *waiting as u32,
                n_stuck: *stuck as u32,
                last_ok_ms: *last_ok as u64,
                is_signed_out: *signed_out != 0.0,
                trouble: (*trouble >= 0.0)
                    .then(|| Trouble::ALL.get(*trouble as usize).copied())
                    .flatten(),
                next_try_ms: (*next >= 0.0).then_some(*next as u64),
            }))
        }
        _ => None,
    }
}

/// Runs `work` while this tab alone holds the lock of this name: at once, or when the tab that has it
/// is closed or left. A page that is left drops the work, and begins it anew when it is shown again.
/// Where the browser has no locks it runs at once; the server takes each change once in any case, so
/// two senders cost bytes and not truth.
pub async fn when_alone<'a>(name: &str, work: impl Fn() -> Pin<Box<dyn Future<Output = ()> + 'a>>) {
    loop {
        let Ok(let_go) = browser::wait(hold(name)).await else { return };
        let (mut work, mut left) = (work(), Box::pin(browser::wait(left())));
        let is_done = poll_fn(|cx| match work.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(true),
            Poll::Pending => left.as_mut().poll(cx).map(|_| false),
        });
        let is_done = is_done.await;
        drop(work);
        drop(let_go.unchecked_into::<Function>().call0(&JsValue::UNDEFINED));
        if is_done {
            return;
        }
    }
}
