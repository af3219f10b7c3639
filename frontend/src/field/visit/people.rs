//! Whom a form of a visit may be about: the family's members by the register, and whoever another form of
//! the visit is about. What was answered of somebody once is not asked again.

use leptos::prelude::*;
use shared::{
    form::{model::FormKind, value::Values},
    forms::{self, allowed},
    id::RecordId,
    register::{
        prefill,
        reference::{FamilyRef, person_in},
    },
};

use crate::field::phone::{clock::Clock, register::PhoneRegister, storage::Storage};

/// The people of one visit. A handle.
#[derive(Clone, Copy)]
pub struct People {
    visit: RecordId,
    family: Option<FamilyRef>,
    storage: Storage,
    register: PhoneRegister,
    clock: Clock,
}

impl People {
    /// For the page that is being drawn.
    pub fn new(visit: RecordId, family: Option<FamilyRef>) -> Self {
        let register = expect_context::<PhoneRegister>();
        register.follow();
        Self { visit, family, storage: expect_context(), register, clock: expect_context() }
    }

    /// Each as the answers of a form about them, the members first; tracked.
    pub fn all(self) -> Vec<Values> {
        self.storage.n_changes.track();
        let family = self
            .family
            .map(|family| self.register.members(family, self.clock.today(), |_, _| true));
        let mut people = family.unwrap_or_default();
        // The id of the visit is that of none of its forms.
        for (kind, values) in self.storage.forms_of_visit(self.visit, self.visit) {
            let kind = forms::kind(kind);
            let Some(group) = kind.and_then(|kind| person_in(kind, &values)) else { continue };
            match people.iter_mut().find(|known| prefill::is_same(known, group)) {
                Some(known) => *known = prefill::with_answers(known, group),
                None => people.push(group.clone()),
            }
        }
        people.retain(|group| group.get(forms::person::NAME).is_some());
        people
    }

    /// Whom a form of this kind may be about: what it would begin with, and what is known of them;
    /// tracked.
    pub fn fitting(self, kind: &'static FormKind) -> Vec<(Values, Values)> {
        let today = self.clock.today();
        let all = self.all().into_iter().map(|group| (prefill::form(kind, &group), group));
        all.filter(|(form, _)| allowed::fits(kind, form, today)).collect()
    }
}
