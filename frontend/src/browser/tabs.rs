//! The other tabs of this browser: messages between them, and work that only one of them does.

use core::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use web_sys::{BroadcastChannel, Event, MessageEvent};

use super::{listen, wait};

#[wasm_bindgen(module = "/src/browser/tabs.js")]
extern "C" {
    #[wasm_bindgen(js_name = lock)]
    fn take_lock(name: &str) -> Promise;

    fn hidden() -> Promise;
}

/// A channel to the other tabs; silent where the browser has none. Messages are short lists of
/// numbers, so that a tab of an older or newer version can skip what it does not know.
pub struct Channel {
    channel: Option<BroadcastChannel>,
}

impl Channel {
    /// Opens the channel of this name; `hear` is called with each message of another tab.
    pub fn open(name: &str, mut hear: impl FnMut(&[f64]) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            listen(channel, "message", move |event: Event| {
                let message: MessageEvent = event.unchecked_into();
                if let Some(list) = message.data().dyn_ref::<Array>() {
                    let numbers: Vec<f64> =
                        list.iter().filter_map(|number| number.as_f64()).collect();
                    hear(&numbers);
                }
            });
        }
        Self { channel }
    }

    /// Sends a message to the other tabs.
    pub fn send(&self, numbers: &[f64]) {
        let Some(channel) = &self.channel else { return };
        let message = Array::new();
        for number in numbers {
            message.push(&JsValue::from(*number));
        }
        // Fails only after `close`: then nobody is meant to hear it.
        drop(channel.post_message(&message));
    }

    /// Closes the channel.
    pub fn close(&self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// Runs `work` while this tab alone has the lock of this name: at once, or when the tab that has it is
/// closed or hidden for good. A page that is left drops the work and begins it anew when it is shown
/// again. Where the browser has no locks it runs at once; the server takes each change once in any
/// case, so two senders cost bytes and not truth.
pub async fn when_alone<'a>(name: &str, work: impl Fn() -> Pin<Box<dyn Future<Output = ()> + 'a>>) {
    loop {
        let Ok(release) = wait(take_lock(name)).await else { return };
        let (mut work, mut hidden) = (work(), Box::pin(wait(hidden())));
        let is_done = poll_fn(|cx| match work.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(true),
            Poll::Pending => hidden.as_mut().poll(cx).map(|_| false),
        });
        let is_done = is_done.await;
        drop(work);
        drop(release.unchecked_into::<Function>().call0(&JsValue::UNDEFINED));
        if is_done {
            return;
        }
    }
}
