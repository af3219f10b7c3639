//! What somebody is deciding, what was decided in the last minute, and which record comes next.
//!
//! Lives above the pages: the bar that undoes a decision stays while the next record is read.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use leptos::{prelude::*, task::spawn_local};
use shared::{
    desk::{
        list::Row,
        review::{Decide, Decided, Decision, FieldComment, Refusal, Today, Waiting, What},
    },
    id::RecordId,
    sync::state::RecordState,
};

use super::next::next;
use crate::{
    browser::taps,
    office::{
        api::{self, ApiError},
        desk::Desk,
        detail::model::Detail,
        list::model::List,
        route::{Filter, Route},
    },
    ui::form::Filling,
};

/// After this another record was read long enough to be decided by a key.
const READ: Duration = Duration::from_millis(400);

/// What the person is about to do with the record on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reads it.
    Reading,
    /// Writes what its author is to mend.
    Returning,
    /// Says why it does not count.
    NotUsing,
    /// Mends a plain slip.
    Mending,
}

/// Why nothing was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server was not asked, or did not answer.
    Failed(ApiError),
    /// It cannot be decided so.
    Refused(Refusal),
}

/// The last decision, as the bar tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// Whom it is about; of many at once, how many.
    pub subject: String,
    /// The decisions: one, or those of many at once.
    pub decisions: Vec<Decision>,
    /// How undoing them went, once that was tried.
    pub end: Option<Result<(), Failure>>,
}

/// The record on the page and how it was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which.
    pub record: RecordId,
    /// The revision that is seen.
    pub change: String,
    /// Whom it is about.
    pub subject: String,
    /// The list it was opened from.
    pub filter: Filter,
}

/// The state of deciding. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Review {
    /// What the person is about to do.
    pub mode: RwSignal<Mode>,
    /// What is said of the whole.
    pub comment: RwSignal<String>,
    /// What is said at fields, by their elements.
    pub at_fields: RwSignal<BTreeMap<String, String>>,
    /// The form that is being mended.
    pub mending: RwSignal<Option<Filling>>,
    /// True while a decision is on its way.
    pub is_busy: RwSignal<bool>,
    /// Why the last one was not taken.
    pub failure: RwSignal<Option<Failure>>,
    /// The last one that was taken.
    pub last: RwSignal<Option<Last>>,
    /// How long that can be undone, seconds.
    pub left_s: RwSignal<u64>,
    /// The record that waits next.
    pub next: RwSignal<Option<RecordId>>,
    /// True once that was looked for.
    pub has_looked: RwSignal<bool>,
    /// False while keys decide nothing: they are switched off.
    pub has_keys: RwSignal<bool>,
    /// What waits first, as the page of today shows it.
    pub queue: StoredValue<Vec<RecordId>>,
    /// True once the page was there long enough to be read.
    is_read: StoredValue<bool>,
    /// What was decided here; lists may not know it yet.
    decided: StoredValue<BTreeSet<String>>,
    ticking: StoredValue<Option<IntervalHandle>>,
    /// Tells an answer about an older page from the last.
    n_pages: StoredValue<u32>,
}

impl Review {
    /// Nothing is decided yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            mode: RwSignal::new(Mode::Reading),
            comment: RwSignal::default(),
            at_fields: RwSignal::default(),
            mending: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            last: RwSignal::new(None),
            left_s: RwSignal::new(0),
            next: RwSignal::new(None),
            has_looked: RwSignal::new(false),
            has_keys: RwSignal::new(true),
            queue: StoredValue::default(),
            is_read: StoredValue::new(false),
            decided: StoredValue::default(),
            ticking: StoredValue::new(None),
            n_pages: StoredValue::new(0),
        }
    }

    /// Forgets everything: whoever signs in next may not see what the last person did.
    pub fn forget(self) {
        self.leave();
        self.stop();
        self.last.set(None);
        self.next.set(None);
        self.queue.set_value(Vec::new());
        self.decided.set_value(BTreeSet::new());
        self.n_pages.update_value(|n_pages| *n_pages += 1);
    }

    /// Closes a panel. What was written in it is there again when it is opened.
    pub fn close(self) {
        self.mode.set(Mode::Reading);
        self.failure.set(None);
    }

    /// Leaves the record with what was being written.
    pub fn leave(self) {
        self.mode.set(Mode::Reading);
        self.comment.set(String::new());
        self.at_fields.set(BTreeMap::new());
        self.mending.set(None);
        self.failure.set(None);
    }

    /// A record is on the page now: nothing is being written, and the next one is looked for.
    pub fn arrive(self, list: List, place: &Place) {
        self.leave();
        self.is_busy.set(false);
        self.is_read.set_value(false);
        set_timeout(move || self.is_read.set_value(true), READ);
        self.n_pages.update_value(|n_pages| *n_pages += 1);
        self.look_for_next(list, place.clone());
    }

    /// True when a key may decide: the page was there long enough to be read.
    #[must_use]
    pub fn takes_keys(self) -> bool {
        self.has_keys.get_untracked() && self.is_read.get_value() && !self.is_busy.get_untracked()
    }

    /// The comments at fields that say something.
    #[must_use]
    pub fn field_comments(self) -> Vec<FieldComment> {
        self.at_fields.with(|all| {
            let said = all.iter().filter(|(_, text)| !text.trim().is_empty());
            let said = said.map(|(field_id, text)| FieldComment {
                field_id: field_id.clone(),
                text: text.trim().to_owned(),
            });
            said.collect()
        })
    }

    /// Decides on the record of the page, and goes on to the next one.
    pub fn decide(self, desk: Desk, (detail, list): (Detail, List), place: Place, what: What) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let decide = Decide { change: place.change.clone(), what };
            let answer = api::decide(place.record, &decide).await;
            self.is_busy.set(false);
            match taken(answer) {
                Ok(decision) => {
                    let record = place.record.to_string();
                    list.note_decision(&record, Some(waiting(&decision)));
                    self.take_note(place.subject.clone(), vec![decision]);
                    self.leave();
                    self.go_on(desk, detail, place);
                }
                Err(failure) => self.fail(desk, failure),
            }
        });
    }

    /// To the next record that waits; without one this page shows what was decided.
    fn go_on(self, desk: Desk, detail: Detail, place: Place) {
        let is_here = desk.route.with_untracked(
            |route| matches!(route, Route::Record(record, _) if *record == place.record),
        );
        if !is_here {
            return;
        }
        match self.next.get_untracked() {
            Some(next) => {
                taps::new_screen();
                desk.route.go(Route::Record(next, place.filter));
            }
            None => detail.open(desk, (place.record, None)),
        }
    }

    /// Tells of decisions that were just taken, and of the time to undo them.
    pub fn take_note(self, subject: String, decisions: Vec<Decision>) {
        self.decided.update_value(|decided| {
            decided.extend(decisions.iter().map(|decision| decision.record.clone()));
        });
        let left_ms = decisions.iter().map(|decision| decision.left_ms).min().unwrap_or(0);
        self.last.set(Some(Last { subject, decisions, end: None }));
        self.left_s.set(left_ms.div_ceil(1_000));
        self.stop();
        let tick = move || {
            let left_s = self.left_s.get_untracked().saturating_sub(1);
            self.left_s.set(left_s);
            if left_s == 0 {
                self.stop();
            }
        };
        self.ticking.set_value(set_interval_with_handle(tick, Duration::from_secs(1)).ok());
    }

    fn stop(self) {
        if let Some(ticking) = self.ticking.try_update_value(Option::take).flatten() {
            ticking.clear();
        }
    }

    /// Undoes what the bar tells of.
    pub fn undo(self, desk: Desk, (detail, list): (Detail, List)) {
        let Some(last) = self.last.get_untracked().filter(|last| last.end.is_none()) else {
            return;
        };
        if self.left_s.get_untracked() == 0 || self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let mut end = Ok(());
            for decision in &last.decisions {
                match taken(api::undo(&decision.decision).await) {
                    Ok(_) => {
                        list.note_decision(&decision.record, None);
                        self.decided.update_value(|decided| {
                            decided.remove(&decision.record);
                        });
                    }
                    Err(failure) => end = Err(failure),
                }
            }
            self.is_busy.set(false);
            self.stop();
            if let Err(Failure::Failed(error)) = &end {
                desk.note(error);
            }
            self.last.set(Some(Last { end: Some(end), ..last.clone() }));
            // The page may show the record as decided.
            let here = desk.route.with_untracked(|route| match route {
                Route::Record(record, _) => Some(*record),
                _ => None,
            });
            let is_shown = |record: RecordId| {
                last.decisions.iter().any(|one| one.record == record.to_string())
            };
            if let Some(record) = here.filter(|record| is_shown(*record)) {
                detail.open(desk, (record, None));
            }
        });
    }

    /// Says why nothing was decided.
    pub fn fail(self, desk: Desk, failure: Failure) {
        if let Failure::Failed(error) = &failure {
            desk.note(error);
        }
        self.failure.set(Some(failure));
    }

    /// Looks for the record that waits behind this one: among what today's page showed, in the list it
    /// was opened from, or by asking for that list.
    fn look_for_next(self, list: List, place: Place) {
        let number = self.n_pages.get_value();
        let here = place.record.to_string();
        let current = place.record;
        let is_open = move |record: &RecordId| {
            *record != current
                && self.decided.with_value(|decided| !decided.contains(&record.to_string()))
        };
        let queue = self.queue.get_value();
        let is_of_today = queue.contains(&place.record);
        if is_of_today && let Some(next) = queue.into_iter().find(is_open) {
            self.next.set(Some(next));
            return;
        }
        let is_listed = list.filter.with_untracked(|filter| filter.as_ref() == Some(&place.filter));
        if is_listed {
            let state = place.filter.state;
            let next = list.rows.with_untracked(|rows| self.next_in(rows, &here, state));
            if next.is_some() {
                self.next.set(next);
                return;
            }
        }
        self.next.set(None);
        self.has_looked.set(false);
        let wanted = place.filter.state.unwrap_or(RecordState::Sent);
        let filter = Filter { state: Some(wanted), ..place.filter };
        spawn_local(async move {
            if is_of_today && let Ok(today) = api::today().await {
                self.remember_queue(&today);
                let next = self.queue.get_value().into_iter().find(is_open);
                if next.is_some() {
                    if self.n_pages.get_value() == number {
                        self.next.set(next);
                    }
                    return;
                }
            }
            // Without an answer there is no way on; the list is one link away.
            let Ok(page) = api::records(&filter, None, api::PAGE_RECORDS).await else { return };
            if self.n_pages.get_value() == number {
                self.has_looked.set(true);
                self.next.set(self.next_in(&page.records, &here, filter.state));
            }
        });
    }

    fn next_in(self, rows: &[Row], here: &str, state: Option<RecordState>) -> Option<RecordId> {
        self.decided.with_value(|decided| next(rows, here, state, decided))
    }

    /// Keeps in which order today's page shows what waits.
    pub fn remember_queue(self, today: &Today) {
        let rows = today.to_review.rows.iter();
        self.queue.set_value(rows.filter_map(|row| RecordId::parse(&row.record)).collect());
    }
}

impl Default for Review {
    fn default() -> Self {
        Self::new()
    }
}

/// The decision of an answer, or why there is none.
pub fn taken(answer: Result<Decided, ApiError>) -> Result<Decision, Failure> {
    match answer {
        Ok(Decided { decision: Some(decision), refusal: None, .. }) => Ok(decision),
        Ok(decided) => Err(Failure::Refused(decided.refusal.unwrap_or_default())),
        Err(error) => Err(Failure::Failed(error)),
    }
}

/// A decision as a line of a list shows it.
pub fn waiting(decision: &Decision) -> Waiting {
    Waiting {
        decision: decision.decision.clone(),
        kind: decision.kind.clone(),
        kind_words: decision.kind_words.clone(),
        by: decision.by.clone(),
        is_mine: decision.is_mine,
        left_ms: decision.left_ms,
    }
}
