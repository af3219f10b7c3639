//! What the machine makes of an answer of the server.

use super::{
    Machine, Work,
    message::{Book, Effect, Failure, Judged, Now, Outcomes, RegisterNews, TasksNews},
    pace::At,
};
use crate::{
    id::{ChangeId, ParcelId},
    register::{
        family::{self, Families1, News},
        task::{self, TaskNews, Tasks1},
    },
    sync::{
        feed::{Cursor, Feed, PullReply2, Stream},
        limits, own, review,
        verdict::{Outcome, Refusal, Verdict},
        wire::{self, Answer1, PushReply1},
    },
};

impl Machine {
    /// An answer came: what it says of epoch and clock.
    fn heard(&mut self, now: Now, since: At, epoch: u64, server_ms: u64) -> Book {
        let took_ms = self.pace.now - since;
        self.pace.answered();
        let mut book = self.book.clone();
        if epoch != book.epoch {
            book.epoch = epoch;
            book.cursors.clear();
        }
        // The server read its clock somewhere on the way; half of the way is the best guess. The cap is
        // for a device's clock that leapt meanwhile.
        let then_ms = now.ms.saturating_sub(took_ms.min(limits::REQUEST_TIMEOUT_MS) / 2);
        let ahead = i128::from(server_ms) - i128::from(then_ms);
        book.clock.offset_ms = i64::try_from(ahead).unwrap_or(0);
        book.clock.server_ms = book.clock.server_ms.max(server_ms);
        book.last_ok_ms = now.ms;
        book
    }

    pub(super) fn push_answered(
        &mut self,
        now: Now,
        parcels: &[ParcelId],
        since: At,
        reply: PushReply1,
    ) -> Effect {
        let book = self.heard(now, since, reply.epoch, reply.server_ms);
        self.pace.sent_in(self.pace.now - since);
        let mut judged = self.judge(parcels, reply.answers);
        // One damaged byte spoils a whole packed parcel, and the records have most changes once more: it
        // is made anew before that counts.
        judged.retain(|one| {
            let is_unreadable = matches!(
                one.verdict.outcome,
                Outcome::Refused(Refusal::ParcelUnreadable | Refusal::ChangeUnreadable)
            );
            !(is_unreadable && self.queue.take_apart(one.parcel))
        });
        let settled: Vec<_> = judged
            .iter()
            .filter(|one| is_settled(&one.verdict.outcome))
            .map(|one| (one.parcel, one.change))
            .collect();
        for parcel in parcels {
            self.put_off_unsettled(*parcel, &judged, &settled);
        }
        judged.retain(|one| !matches!(one.verdict.outcome, Outcome::Later { .. }));
        // What the office made of it comes with the next pull.
        let pull_at = (Feed::OWN_RECORDS.into(), Some(self.pace.now));
        self.work = Work::Persisting { settled, book: book.clone(), pull_at };
        Effect::Persist(Outcomes { judged, ..Outcomes::of(book) })
    }

    /// Which change each answer speaks of. An answer that fits nothing that was sent is dropped, and a
    /// change is judged once.
    fn judge(&self, parcels: &[ParcelId], answers: Vec<Answer1>) -> Vec<Judged> {
        let mut judged: Vec<Judged> = Vec::new();
        for answer in answers {
            let place = parcels.get(usize::from(answer.parcel));
            let Some(waiting) = place.and_then(|parcel| self.queue.get(*parcel)) else { continue };
            let item = waiting.entry.items.get(usize::from(answer.item));
            let about: Vec<ChangeId> = match answer.change {
                Some(change) => vec![change],
                None if answer.item == wire::WHOLE_PARCEL => waiting.open().collect(),
                None => item.map(|item| item.change).into_iter().collect(),
            };
            let parcel = waiting.entry.parcel;
            let verdict = Verdict::from(answer.verdict);
            for change in waiting.open().filter(|change| about.contains(change)) {
                if !judged.iter().any(|one| one.parcel == parcel && one.change == change) {
                    judged.push(Judged { parcel, change, verdict: verdict.clone() });
                }
            }
        }
        judged
    }

    /// What was sent and is not settled waits a little and is sent again: put off by the server, of a
    /// verdict that this program does not know, or not in the answer at all.
    fn put_off_unsettled(
        &mut self,
        parcel: ParcelId,
        judged: &[Judged],
        settled: &[(ParcelId, ChangeId)],
    ) {
        let Some(waiting) = self.queue.get(parcel) else { return };
        if waiting.will_be_taken_apart()
            || waiting.open().all(|change| settled.contains(&(parcel, change)))
        {
            return;
        }
        let of_parcel = || judged.iter().filter(|one| one.parcel == parcel);
        let laters = of_parcel().filter_map(|one| match one.verdict.outcome {
            Outcome::Later { after_ms } => {
                Some(u64::from(after_ms).min(limits::RETRY_AFTER_MAX_MS))
            }
            _ => None,
        });
        let after_ms = laters.min();
        let is_unknown = of_parcel().any(|one| matches!(one.verdict.outcome, Outcome::Unknown(_)));
        let failure = match after_ms {
            Some(after_ms) => Some(Failure::Busy { after_ms }),
            // The record itself says so.
            None if is_unknown => None,
            None => Some(Failure::Damaged),
        };
        let pause_ms = self.pace.pause_ms(waiting.n_delays + 1).max(after_ms.unwrap_or(0));
        self.queue.delayed(parcel, failure.as_ref(), self.pace.now + pause_ms);
    }

    pub(super) fn pull_answered(
        &mut self,
        now: Now,
        asked: Cursor,
        since: At,
        reply: &PullReply2,
    ) -> Effect {
        let (Cursor { stream, seq: after, .. }, Stream { feed, village }) = (asked, asked.stream);
        let is_other_epoch = reply.epoch != self.book.epoch && after != 0;
        let mut book = self.heard(now, since, reply.epoch, reply.server_ms);
        let (mut statuses, mut own, mut ended) = (Vec::new(), Vec::new(), None);
        let mut reviews = Vec::new();
        let (mut families, mut is_here) = (Families1::default(), true);
        let mut news = Tasks1::default();
        let (mut register, mut tasks) = (None, None);
        let mut pause_ms = limits::PULL_EVERY_MS;
        if Feed(reply.feed) != feed {
            // This server does not have the feed, and answered with another one.
            pause_ms = limits::FEED_ABSENT_MS;
        } else if is_other_epoch {
            // A cursor of another database means nothing in this one: ask again from the start.
            pause_ms = 0;
        } else if reply.next >= after {
            let mut n_read = 0;
            for event in &reply.events {
                n_read += usize::from(match feed {
                    Feed::OWN_RECORDS => push(&mut statuses, wire::record_status(event)),
                    Feed::OWN_CONTENTS => push(&mut own, own::own_record(event)),
                    Feed::REVIEW => push(&mut reviews, review::review(event)),
                    Feed::REGISTER => match family::news(event) {
                        Some(News::Families(some)) => {
                            families.families.extend(some.families);
                            families.gone.extend(some.gone);
                            true
                        }
                        Some(News::NotHere) => {
                            is_here = false;
                            true
                        }
                        None => false,
                    },
                    Feed::TASKS => match task::news(event) {
                        Some(TaskNews::Tasks(some)) => {
                            news.open.extend(some.open);
                            news.ended.extend(some.ended);
                            true
                        }
                        Some(TaskNews::NotHere) => {
                            is_here = false;
                            true
                        }
                        None => false,
                    },
                    Feed(_) => false,
                });
            }
            let is_all_read = n_read == reply.events.len();
            let unread_from = asked.unread_from.or((!is_all_read).then_some(after));
            book.put_cursor(Cursor { stream, seq: reply.next, unread_from });
            let is_more = reply.more && reply.next > after;
            if is_more {
                pause_ms = 0;
            } else if feed.is_read_once() {
                ended = Some(feed);
            }
            if !is_here {
                // It may be the person's again some day.
                book.forget(stream);
                (families, news) = (Families1::default(), Tasks1::default());
                pause_ms = limits::FEED_ABSENT_MS;
            }
            let is_from_start = after == 0 || !is_here;
            match (feed, village) {
                (Feed::REGISTER, Some(village)) => {
                    let is_whole = is_here && !is_more;
                    register = Some(RegisterNews { village, is_from_start, is_whole, families });
                }
                (Feed::TASKS, Some(village)) => {
                    tasks = Some(TasksNews { village, is_from_start, is_here, tasks: news });
                }
                (Feed(_), _) => {}
            }
        }
        let pull_at = (stream, ended.is_none().then_some(self.pace.now + pause_ms));
        self.work = Work::Persisting { settled: Vec::new(), book: book.clone(), pull_at };
        let news = Outcomes { statuses, own, reviews, register, tasks, ..Outcomes::of(book) };
        Effect::Persist(Outcomes { ended, ..news })
    }
}

/// True when there was something to add.
fn push<T>(list: &mut Vec<T>, one: Option<T>) -> bool {
    let is_one = one.is_some();
    list.extend(one);
    is_one
}

/// True for a verdict after which a change is not sent again.
const fn is_settled(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Accepted { .. }
        | Outcome::Conflict { .. }
        | Outcome::Held { .. }
        | Outcome::Refused(_) => true,
        Outcome::Later { .. } | Outcome::Unknown(_) => false,
    }
}
