//! The families that were found so far. Lives above the pages, so that coming back from a family finds
//! the list as it was left.

use leptos::{prelude::*, task::spawn_local};
use shared::desk::family::FamilyRow;

use crate::office::{
    api::{self, ApiError},
    desk::Desk,
    route::Filter,
};

/// The server looks at so many people in one request and says how far it came. A search goes on by
/// itself until it has something to show, at most so many times.
const REQUESTS_MAX: usize = 20;

/// How far searching is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loading {
    /// What is there can be shown.
    Done,
    /// Under way.
    Searching,
    /// It failed; what was found before stays.
    Failed(ApiError),
}

/// What was found. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Families {
    /// What was searched for; `None` before the first search.
    filter: StoredValue<Option<Filter>>,
    /// The families so far.
    pub rows: RwSignal<Vec<FamilyRow>>,
    /// Where to go on; `None` when all were looked at.
    pub next: RwSignal<Option<String>>,
    /// How far searching is.
    pub loading: RwSignal<Loading>,
    /// Counts the searches, so that an answer to an older one is not taken for the last.
    request: StoredValue<u64>,
}

impl Families {
    /// Nothing searched yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            filter: StoredValue::new(None),
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            loading: RwSignal::new(Loading::Done),
            request: StoredValue::new(0),
        }
    }

    /// Forgets everything: whoever signs in next may not see what the last person saw.
    pub fn forget(self) {
        self.request.update_value(|number| *number += 1);
        self.filter.set_value(None);
        self.rows.set(Vec::new());
        self.next.set(None);
        self.loading.set(Loading::Done);
    }

    /// Searches for what a filter asks; shows what is there if that was searched for already.
    pub fn open(self, desk: Desk, filter: &Filter) {
        let is_there = self.filter.with_value(|there| there.as_ref() == Some(filter));
        if !is_there {
            self.forget();
            self.filter.set_value(Some(filter.clone()));
            self.go_on(desk);
        }
    }

    /// Searches on behind what is there.
    pub fn go_on(self, desk: Desk) {
        let Some(filter) = self.filter.get_value() else { return };
        self.request.update_value(|number| *number += 1);
        let number = self.request.get_value();
        self.loading.set(Loading::Searching);
        spawn_local(async move {
            for _ in 0..REQUESTS_MAX {
                let answer = api::families(&filter, self.next.get_untracked()).await;
                if self.request.get_value() != number {
                    return;
                }
                let page = match answer {
                    Ok(page) => page,
                    Err(error) => {
                        desk.note(&error);
                        self.loading.set(Loading::Failed(error));
                        return;
                    }
                };
                let is_something = !page.families.is_empty();
                self.rows.update(|rows| rows.extend(page.families));
                self.next.set(page.next);
                if is_something || self.next.with_untracked(Option::is_none) {
                    break;
                }
            }
            self.loading.set(Loading::Done);
        });
    }
}
