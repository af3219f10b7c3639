//! What the tabs of one account tell each other.

use shared::sync::client::Activity;

use super::{obstacle::Obstacle, status::SyncStatus};
use crate::browser::tabs::Channel;

const SAVED: f64 = 1.0;
const CHANGED: f64 = 2.0;
const KICK: f64 = 3.0;
const STATUS: f64 = 4.0;
const LEFT: f64 = 5.0;
const HELLO: f64 = 6.0;
const REBOUND: f64 = 7.0;
const LEAVING: f64 = 8.0;
const STAYING: f64 = 9.0;

/// A message between tabs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Message {
    /// The sender of this put something into the outbox.
    Saved,
    /// Records or drafts changed in storage.
    Changed,
    /// The person asks to send now.
    Kick,
    /// How sending goes; from the tab that sends.
    Status(SyncStatus),
    /// The account is being signed out: a database that is taken away now is not to be written back.
    Leaving,
    /// It could not be signed out.
    Staying,
    /// The account was signed out.
    Left,
    /// This tab has just opened: whoever sends shall say how sending goes.
    Hello,
    /// The phone was bound anew, with another key: the other tabs shall take it.
    Rebound,
}

/// The other tabs of one account.
pub struct Tabs(Channel);

impl Tabs {
    /// Opens the channel of this name.
    pub fn open(name: &str, mut hear: impl FnMut(Message) + 'static) -> Self {
        Self(Channel::open(name, move |numbers| {
            if let Some(message) = Message::parse(numbers) {
                hear(message);
            }
        }))
    }

    /// Tells the other tabs.
    pub fn tell(&self, message: Message) {
        self.0.send(&message.numbers());
    }

    /// Closes the channel.
    pub fn close(&self) {
        self.0.close();
    }
}

impl Message {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds stay exact for 285,000 years")]
    fn numbers(self) -> Vec<f64> {
        let status = match self {
            Message::Saved => return vec![SAVED],
            Message::Changed => return vec![CHANGED],
            Message::Kick => return vec![KICK],
            Message::Leaving => return vec![LEAVING],
            Message::Staying => return vec![STAYING],
            Message::Left => return vec![LEFT],
            Message::Hello => return vec![HELLO],
            Message::Rebound => return vec![REBOUND],
            Message::Status(status) => status,
        };
        let activity = match status.activity {
            Activity::Idle => 0,
            Activity::Sending => 1,
            Activity::Fetching => 2,
        };
        let code = |obstacle: Option<Obstacle>| {
            let idx = obstacle.and_then(|it| Obstacle::ALL.iter().position(|other| *other == it));
            idx.map_or(-1.0, |idx| idx as f64)
        };
        vec![
            STATUS,
            f64::from(u8::from(status.is_online)),
            f64::from(activity),
            f64::from(status.n_waiting),
            f64::from(status.n_stuck),
            status.last_ok_ms as f64,
            f64::from(u8::from(status.is_signed_out)),
            code(status.trouble),
            status.next_try_ms.map_or(-1.0, |ms| ms as f64),
            code(status.last_trouble),
            f64::from(status.n_ended),
        ]
    }

    /// Reads a message; `None` for one of a newer version.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "our own tabs send whole numbers of the right size; others become the nearest"
    )]
    fn parse(numbers: &[f64]) -> Option<Self> {
        let (code, rest) = numbers.split_first()?;
        match rest {
            [] if *code == SAVED => Some(Message::Saved),
            [] if *code == CHANGED => Some(Message::Changed),
            [] if *code == KICK => Some(Message::Kick),
            [] if *code == LEAVING => Some(Message::Leaving),
            [] if *code == STAYING => Some(Message::Staying),
            [] if *code == LEFT => Some(Message::Left),
            [] if *code == HELLO => Some(Message::Hello),
            [] if *code == REBOUND => Some(Message::Rebound),
            [online, activity, waiting, stuck, last_ok, signed_out, trouble, next, last, ended]
                if *code == STATUS =>
            {
                let obstacle = |code: f64| {
                    (code >= 0.0).then(|| Obstacle::ALL.get(code as usize).copied()).flatten()
                };
                Some(Message::Status(SyncStatus {
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
                    trouble: obstacle(*trouble),
                    last_trouble: obstacle(*last),
                    n_ended: *ended as u32,
                    next_try_ms: (*next >= 0.0).then_some(*next as u64),
                }))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        let status = SyncStatus {
            is_online: true,
            activity: Activity::Fetching,
            n_waiting: 3,
            n_stuck: 1,
            last_ok_ms: 1_795_453_500_000,
            is_signed_out: false,
            trouble: Some(Obstacle::ServerDown),
            last_trouble: Some(Obstacle::Slow),
            n_ended: 7,
            next_try_ms: None,
        };
        for message in [Message::Saved, Message::Rebound, Message::Status(status)] {
            assert_eq!(Message::parse(&message.numbers()), Some(message));
        }
        assert_eq!(Message::parse(&[99.0]), None);
        assert_eq!(Message::parse(&[SAVED, 1.0]), None);
    }
}
