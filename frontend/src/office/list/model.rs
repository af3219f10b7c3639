//! The list as it is loaded: pages so far, what is being asked for, and what came since.
//!
//! Lives above the pages, so that coming back from a record finds the list as it was left.

use std::{collections::BTreeMap, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use shared::{
    day::Day,
    desk::{
        list::{Count, Page, Row},
        review::Waiting,
    },
    id::RecordId,
};

use crate::browser::device_ms;
use crate::office::{
    api::{self, ApiError},
    desk::Desk,
    route::Filter,
};

/// How long the list rests between two looks for news.
const NEWS_EVERY: Duration = Duration::from_secs(30);

/// How far loading is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loading {
    /// What can be shown is there.
    Done,
    /// The first page is under way.
    First,
    /// A further page is under way.
    More,
    /// The first page did not come; what was there before stays.
    FirstFailed(ApiError),
    /// A further page did not come; those above it stay.
    MoreFailed(ApiError),
}

/// What came since the list was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// How many records are new or changed.
    pub n_records: usize,
    /// True when there may be more than were counted.
    pub has_more: bool,
}

/// The loaded list. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct List {
    /// What it was filtered by; `None` before the first load.
    pub filter: RwSignal<Option<Filter>>,
    /// The records so far, in the order of the filter.
    pub rows: RwSignal<Vec<Row>>,
    /// Where the next page begins.
    pub next: RwSignal<Option<u64>>,
    /// How many records there are of each state.
    pub counts: RwSignal<Vec<Count>>,
    /// How far loading is.
    pub loading: RwSignal<Loading>,
    /// What came since.
    pub news: RwSignal<News>,
    /// The day in Tuban, renewed while the list is open.
    pub today: RwSignal<Day>,
    /// The record that was opened last: its row takes the focus when the list is back.
    pub opened: RwSignal<Option<RecordId>>,
    /// The records that were ticked, each with the revision that was seen.
    pub chosen: RwSignal<BTreeMap<String, String>>,
    /// The newest number there was when the list was loaded; what has a higher one is news. Not known
    /// of a list that begins with the oldest until the first look.
    newest: StoredValue<Option<u64>>,
    /// Counts the requests, so that an answer to an older one is not taken for the last.
    request: StoredValue<u64>,
}

impl List {
    /// A list that holds nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            filter: RwSignal::new(None),
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            counts: RwSignal::new(Vec::new()),
            loading: RwSignal::new(Loading::Done),
            news: RwSignal::new(News::default()),
            today: RwSignal::new(Day::in_tuban(device_ms())),
            opened: RwSignal::new(None),
            chosen: RwSignal::default(),
            newest: StoredValue::new(None),
            request: StoredValue::new(0),
        }
    }

    /// Forgets everything: whoever signs in next may not see what the last person saw.
    pub fn forget(self) {
        self.request.update_value(|number| *number += 1);
        self.filter.set(None);
        self.rows.set(Vec::new());
        self.next.set(None);
        self.counts.set(Vec::new());
        self.loading.set(Loading::Done);
        self.news.set(News::default());
        self.opened.set(None);
        self.chosen.set(BTreeMap::new());
    }

    /// Shows the records that match a filter; the ones that are there, if they do already.
    pub fn open(self, desk: Desk, filter: &Filter) {
        let is_there = self.filter.with_untracked(|there| there.as_ref() == Some(filter));
        if !is_there || matches!(self.loading.get_untracked(), Loading::FirstFailed(_)) {
            self.load(desk, filter.clone());
        }
    }

    /// Loads the first page anew.
    pub fn reload(self, desk: Desk) {
        if let Some(filter) = self.filter.get_untracked() {
            self.load(desk, filter);
        }
    }

    fn load(self, desk: Desk, filter: Filter) {
        let number = self.begin(Loading::First);
        // Nobody decides on what is no longer on screen.
        self.chosen.set(BTreeMap::new());
        self.filter.set(Some(filter.clone()));
        spawn_local(async move {
            let answer = api::records(&filter, None, api::PAGE_RECORDS).await;
            self.finish(desk, number, answer, Loading::FirstFailed, |page| {
                self.look_at_the_day();
                self.newest.set_value(if filter.oldest_first { None } else { Some(newest(&page)) });
                self.rows.set(page.records);
                self.next.set(page.next);
                self.counts.set(page.counts);
                self.news.set(News::default());
            });
        });
    }

    /// A decision was made about a record, or undone: its line says so until the list is loaded anew.
    pub fn note_decision(self, record: &str, waiting: Option<Waiting>) {
        let has_row = self.rows.with_untracked(|rows| rows.iter().any(|row| row.record == record));
        if has_row {
            self.rows.update(|rows| {
                rows.iter_mut().filter(|row| row.record == record).for_each(|row| {
                    row.waiting.clone_from(&waiting);
                });
            });
        }
        self.chosen.update(|chosen| drop(chosen.remove(record)));
    }

    /// Loads the next page below what is there. `shown` hears which record is the first new one; of
    /// none when all of them stood above already.
    pub fn load_more(self, desk: Desk, shown: impl FnOnce(Option<String>) + 'static) {
        let (Some(filter), Some(before)) = (self.filter.get_untracked(), self.next.get_untracked())
        else {
            return;
        };
        let number = self.begin(Loading::More);
        spawn_local(async move {
            let answer = api::records(&filter, Some(before), api::PAGE_RECORDS).await;
            self.finish(desk, number, answer, Loading::MoreFailed, |page| {
                let n_before = self.rows.with_untracked(Vec::len);
                self.next.set(page.next);
                self.rows.update(|rows| append(rows, page.records));
                shown(
                    self.rows
                        .with_untracked(|rows| rows.get(n_before).map(|row| row.record.clone())),
                );
            });
        });
    }

    /// Loads what is left of the filter, up to a bound, so that paper has all of it; then `ready`.
    pub fn load_all(self, desk: Desk, n_rows_max: usize, ready: impl FnOnce() + 'static) {
        let Some(filter) = self.filter.get_untracked() else { return };
        let number = self.begin(Loading::More);
        spawn_local(async move {
            while let Some(before) = self.next.get_untracked() {
                if self.rows.with_untracked(Vec::len) >= n_rows_max {
                    break;
                }
                let page = match api::records(&filter, Some(before), api::PAGE_RECORDS_MAX).await {
                    _ if self.request.get_value() != number => return,
                    Ok(page) => page,
                    Err(error) => {
                        desk.note(&error);
                        self.loading.set(Loading::MoreFailed(error));
                        return;
                    }
                };
                self.next.set(page.next);
                self.rows.update(|rows| append(rows, page.records));
            }
            self.loading.set(Loading::Done);
            ready();
        });
    }

    /// Looks for news every now and then, as long as the owner (the page) lives.
    pub fn watch(self, desk: Desk) {
        let look = move || {
            self.look_at_the_day();
            let loading = self.loading.get_untracked();
            let is_settled = matches!(loading, Loading::Done | Loading::MoreFailed(_));
            if is_settled && !document().hidden() {
                self.look_for_news(desk);
            }
        };
        // Fails only without a window; then there is nobody to show news to.
        if let Ok(interval) = set_interval_with_handle(look, NEWS_EVERY) {
            on_cleanup(move || interval.clear());
        }
    }

    /// A list that stays open past midnight shows yesterday's records as yesterday's.
    fn look_at_the_day(self) {
        let today = Day::in_tuban(device_ms());
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    fn look_for_news(self, desk: Desk) {
        let Some(filter) = self.filter.get_untracked() else {
            return;
        };
        let number = self.request.get_value();
        spawn_local(async move {
            // What is new stands at the end of a list that begins with the oldest.
            let filter = Filter { oldest_first: false, ..filter };
            match api::records(&filter, None, api::NEWS_RECORDS).await {
                Ok(page) if self.request.get_value() == number => {
                    let known = self.newest.get_value().unwrap_or_else(|| newest(&page));
                    self.newest.set_value(Some(known));
                    self.news.set(news(&page, known));
                    self.counts.set(page.counts);
                }
                // Asked again soon; a line that is down for a moment is no news.
                Ok(_) => {}
                Err(error) => desk.note(&error),
            }
        });
    }

    fn begin(self, loading: Loading) -> u64 {
        self.loading.set(loading);
        self.request.update_value(|number| *number += 1);
        self.request.get_value()
    }

    fn finish(
        self,
        desk: Desk,
        number: u64,
        answer: Result<Page, ApiError>,
        failed: impl FnOnce(ApiError) -> Loading,
        show: impl FnOnce(Page),
    ) {
        if self.request.get_value() != number {
            return;
        }
        match answer {
            Ok(page) => {
                show(page);
                self.loading.set(Loading::Done);
            }
            Err(error) => {
                desk.note(&error);
                self.loading.set(failed(error));
            }
        }
    }
}

impl Default for List {
    fn default() -> Self {
        Self::new()
    }
}

/// Adds a page. A record that changed meanwhile stands above already and is not shown twice.
fn append(rows: &mut Vec<Row>, page: Vec<Row>) {
    for row in page {
        if !rows.iter().any(|there| there.record == row.record) {
            rows.push(row);
        }
    }
}

/// The newest number of a page that begins with the newest record.
fn newest(page: &Page) -> u64 {
    page.records.first().map_or(0, |row| row.seq)
}

/// What of the newest page was not there when this was the newest number.
fn news(page: &Page, newest_seq: u64) -> News {
    let n_records = page.records.iter().filter(|row| row.seq > newest_seq).count();
    News { n_records, has_more: n_records == page.records.len() && page.next.is_some() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(record: &str, seq: u64) -> Row {
        Row { record: record.to_owned(), state: "sent".to_owned(), seq, ..Row::default() }
    }

    fn page(seqs: &[u64], next: Option<u64>) -> Page {
        let records = seqs.iter().map(|seq| row(&seq.to_string(), *seq)).collect();
        Page { records, next, ..Page::default() }
    }

    #[test]
    fn a_record_that_changed_between_two_pages_is_shown_once() {
        let mut rows = vec![row("a", 9), row("b", 8)];
        append(&mut rows, vec![row("b", 5), row("c", 4)]);
        let seqs: Vec<u64> = rows.iter().map(|row| row.seq).collect();
        assert_eq!(seqs, [9, 8, 4]);
    }

    #[test]
    fn news_are_what_came_after_the_newest_row() {
        let check = |page: Page, newest, n_records, has_more| {
            assert_eq!(news(&page, newest), News { n_records, has_more });
        };
        check(page(&[9, 8, 7], Some(7)), 7, 2, false);
        check(page(&[9, 8, 7], Some(7)), 9, 0, false);
        check(page(&[9, 8, 7], Some(7)), 2, 3, true);
        check(page(&[9], None), 0, 1, false);
        check(page(&[], None), 0, 0, false);
        assert_eq!([newest(&page(&[9, 8], None)), newest(&page(&[], None))], [9, 0]);
    }
}
