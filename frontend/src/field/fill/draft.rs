//! A draft on screen: where it leads, and how it is saved, finished and deleted.

use std::sync::Arc;

use client::{rows, store::Row};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        label,
        model::{FormKind, KindId},
        problem::{Path, Problem},
        value::Values,
    },
    forms::{
        contradiction::{Contradiction, contradictions},
        visit::VISIT,
    },
    id::RecordId,
    region::VillageCode,
    text::Text,
};

use super::words::{self, DELETE_DRAFT, DROP_CHANGES};
use crate::{
    app::router::{Route as _, Router},
    field::{
        form::{
            self,
            steps::{REVIEW, Steps},
        },
        phone::{storage::Storage, toasts::Toasts},
        route::Route,
        shell::ask::{Ask, Questions},
    },
    ui::{
        button::Button,
        form::{Filling, FormState},
        lang::{self, t},
    },
};

/// What a page knows of its draft besides the answers: it does not change while it is filled.
#[derive(Clone, Copy)]
pub struct DraftFacts {
    /// The record that it will be, or that it mends.
    pub record: RecordId,
    /// Code of the form kind.
    pub kind: u16,
    /// Its visit.
    pub visit: Option<RecordId>,
    /// Its village.
    pub village: VillageCode,
    /// True when it changes what was finished before.
    pub is_change: bool,
    /// The record that it changes, where it is a copy that stands beside another change: it cannot be
    /// finished before it is taken over.
    pub copied_from: Option<RecordId>,
}

impl DraftFacts {
    /// Takes them from a draft.
    pub fn of(draft: &rows::Draft, copied_from: Option<RecordId>) -> Self {
        let rows::Draft { record, kind, visit, village, parent, .. } = *draft;
        Self { record, kind, visit, village, is_change: parent.is_some(), copied_from }
    }

    /// The page of the record that it changes.
    pub fn changed(self) -> Route {
        Route::Record(self.copied_from.unwrap_or(self.record))
    }

    /// Stores the draft as it is, with the section where the address says that the person is.
    pub fn save(self, storage: Storage, router: Router<Route>, kind: &FormKind, state: &FormState) {
        let section_idx = router.with_untracked(|route| match route {
            Route::Fill { section, .. } if !section.is_empty() => {
                let known = kind.sections.iter().position(|known| known.name == section);
                known.unwrap_or(if section == REVIEW { kind.sections.len() } else { 0 })
            }
            _ => 0,
        });
        let section_idx = u16::try_from(section_idx).unwrap_or(0);
        storage.save_draft(self.record, (&state.values, &state.overrides), section_idx);
    }
}

/// A draft on screen.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The form.
    pub form: Filling,
    /// What does not change while it is filled.
    pub facts: DraftFacts,
    /// True while it is being finished or deleted.
    pub is_busy: RwSignal<bool>,
    /// Where the person is.
    pub router: Router<Route>,
    /// What is stored.
    pub storage: Storage,
    /// Where to say what happened.
    pub toasts: Toasts,
    questions: Questions,
}

/// Where a finished form leads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// To the page of its visit or record.
    Leave,
    /// To an empty form for the next child of the session.
    NextChild,
}

impl Draft {
    /// For the page that is being drawn.
    pub fn new(form: Filling, facts: DraftFacts) -> Self {
        Self {
            form,
            facts,
            is_busy: RwSignal::new(false),
            router: expect_context(),
            storage: expect_context(),
            toasts: expect_context(),
            questions: expect_context(),
        }
    }

    /// Its steps.
    pub fn steps(self) -> Steps {
        Steps {
            form: self.form,
            route: Callback::new(move |section| self.route(section)),
            on_step: Callback::new(move |()| self.save()),
            on_finish: Callback::new(move |()| self.finish(After::Leave)),
            is_busy: self.is_busy,
            is_from_review: StoredValue::new(false),
            router: self.router,
        }
    }

    fn route(self, section: &str) -> Route {
        Route::Fill { draft: self.facts.record, section: String::from(section) }
    }

    /// Goes back to where the person was when the draft was left, or stays where the address says. The
    /// steps before lie below, so that "back" goes through them.
    pub fn resume(self, section_idx: usize) {
        let sections = self.form.kind.sections;
        let named = self.router.with_untracked(|route| match route {
            Route::Fill { section, .. } if !section.is_empty() => Some(section.clone()),
            _ => None,
        });
        let section = sections.get(section_idx).map_or(REVIEW, |section| section.name);
        let to = named.unwrap_or_else(|| String::from(section));
        let before = untrack(|| self.form.with_scene(|scene| self.steps().until(scene, &to)));
        if before.len() > 1 {
            // The first one has no name in its address.
            let names = before.into_iter().enumerate();
            let steps = names.map(|(idx, name)| self.route(if idx == 0 { "" } else { name }));
            self.router.go_on(steps.collect());
        }
    }

    /// The second screen where the first is answered by what is known and what the last form had.
    pub fn first_open(self) -> usize {
        let [first, ..] = self.form.kind.sections else { return 0 };
        for field in first.fields {
            self.form.suggest(&Path::root().field(field.tag), field);
        }
        let is_whole = self.form.with_untracked(|state| {
            let mut open = state.open_problems().into_iter();
            open.all(|open| {
                label::section(self.form.kind, &open.path)
                    .is_none_or(|section| section.name != first.name)
            })
        });
        usize::from(is_whole)
    }

    fn save(self) {
        self.form.with_untracked(|state| {
            self.facts.save(self.storage, self.router, self.form.kind, state);
        });
    }

    /// Takes a copy of a change as the change that counts, and goes on with that.
    pub fn take_over(self) {
        self.save();
        spawn_local(async move {
            match self.storage.take_over(self.facts.record).await {
                Ok(draft) => self.router.leave(Route::Fill { draft, section: String::new() }),
                Err(error) => self.toasts.say(error.words()),
            }
        });
    }

    /// Finishes the form, unless another of the visit contradicts it and that is not meant.
    pub fn finish(self, after: After) {
        if self.facts.copied_from.is_some() {
            return self.take_over();
        }
        if !form::is_whole(self.form, self.toasts) || self.is_busy.get_untracked() {
            return;
        }
        match self.contradiction() {
            None => self.hand_in(after),
            Some(note) => {
                let ask = Ask {
                    title: words::CONTRADICTION,
                    words: note.words(lang::now()),
                    yes: words::SAVE_ALL_THE_SAME,
                    no: words::LOOK_AGAIN,
                    action: "contradiction-yes",
                    is_danger: false,
                };
                self.questions.ask(ask, move || self.hand_in(after));
            }
        }
    }

    /// What another form of the same visit says against this one.
    fn contradiction(self) -> Option<Problem> {
        let DraftFacts { record, kind, visit, .. } = self.facts;
        let others = self.storage.forms_of_visit(visit?, record);
        self.form.with_untracked(|state| {
            let mut forms: Vec<(KindId, &Values)> = vec![(KindId(kind), &state.values)];
            forms.extend(others.iter().map(|(kind, values)| (*kind, values)));
            let found = contradictions(&forms);
            // This form is the first of the list.
            found.iter().find(|found| found.first == 0).map(Contradiction::note)
        })
    }

    fn hand_in(self, after: After) {
        self.is_busy.set(true);
        self.save();
        spawn_local(async move {
            match self.storage.finish(self.facts.record).await {
                Ok(is_now) => {
                    // The next child's page says it by itself; a sentence above it would cover it.
                    if is_now && after == After::Leave {
                        self.toasts.say(words::FINISHED);
                    }
                    // Who has gone on meanwhile stays there.
                    if self.is_here() {
                        match after {
                            After::Leave => self.leave(),
                            After::NextChild => self.next_child(),
                        }
                    }
                }
                Err(error) => {
                    self.is_busy.try_set(false);
                    self.toasts.say(error.words());
                }
            }
        });
    }

    /// Begins the form of the next child of the same session.
    fn next_child(self) {
        let DraftFacts { kind, village, visit, .. } = self.facts;
        spawn_local(async move {
            match self.storage.begin((KindId(kind), village, visit), Values::new()).await {
                Ok(next) => {
                    self.router.replace(Route::Fill { draft: next, section: String::new() });
                }
                Err(error) => {
                    self.toasts.say(error.words());
                    self.leave();
                }
            }
        });
    }

    /// True while the person is at this form.
    fn is_here(self) -> bool {
        let here = self.route("");
        self.router.with_untracked(|route| route.is_same_page(&here))
    }

    /// Where a finished form leads.
    pub fn leave(self) {
        let DraftFacts { record, kind, visit, is_change, .. } = self.facts;
        self.router.leave(match visit {
            _ if is_change => self.facts.changed(),
            Some(visit) => Route::Visit(visit),
            None if KindId(kind) == VISIT.id => {
                self.form_begun_with_it().unwrap_or(Route::Visit(record))
            }
            None => Route::Record(record),
        });
    }

    /// The form that was begun along with a visit.
    fn form_begun_with_it(self) -> Option<Route> {
        let of_visit = self.storage.drafts.with_untracked(|drafts| {
            let mut drafts = drafts.items().iter();
            drafts.find(|item| item.visit == Some(self.facts.record)).map(|item| item.record)
        });
        of_visit.map(|draft| Route::Fill { draft, section: String::new() })
    }

    /// Throws it away and offers to take that back.
    fn delete(self, done: Text) {
        self.is_busy.set(true);
        let DraftFacts { record, visit, is_change, .. } = self.facts;
        spawn_local(async move {
            match self.storage.delete_draft(record).await {
                Ok(row) => {
                    if let Some(row) = row {
                        offer_undo(self.storage, self.toasts, done, row);
                    }
                    if self.is_here() {
                        self.router.leave(match visit {
                            _ if is_change => self.facts.changed(),
                            Some(visit) => Route::Visit(visit),
                            None => Route::Home,
                        });
                    }
                }
                Err(error) => {
                    self.is_busy.try_set(false);
                    self.toasts.say(error.words());
                }
            }
        });
    }
}

/// Says what was deleted, with a way back that stays open when it fails.
fn offer_undo(storage: Storage, toasts: Toasts, words: Text, row: Row) {
    let undo = move || {
        let row = row.clone();
        spawn_local(async move {
            match storage.restore_draft(row.clone()).await {
                Ok(()) => toasts.clear(),
                Err(error) => offer_undo(storage, toasts, error.words(), row),
            }
        });
    };
    toasts.say_with_undo(words, Arc::new(undo));
}

/// Deletes the draft after a question.
#[component]
pub fn DeleteButton(draft: Draft) -> impl IntoView {
    let questions = expect_context::<Questions>();
    let words = if draft.facts.is_change { &DROP_CHANGES } else { &DELETE_DRAFT };
    let ask = move || {
        let ask = Ask {
            title: words.title,
            words: String::from(t(&words.what)),
            yes: words.yes,
            no: words.no,
            action: "delete-yes",
            is_danger: true,
        };
        questions.ask(ask, move || draft.delete(words.done));
    };
    view! {
        <div class="foot">
            <Button class="quiet danger" action="delete" on_press=ask>{t(&words.button)}</Button>
        </div>
    }
}
