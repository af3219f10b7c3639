//! What the author of some changes may do.

use std::collections::BTreeMap;

use shared::{day::Day, id::AccountId, kk::NoKk, region::VillageCode};

use crate::store::{StoreError, View};

/// What the author of some changes may do. The changes of a push are mostly of one village and day, and
/// within a transaction the answers stay the same, so each is asked once.
pub(super) struct Rights {
    author: AccountId,
    is_active: Option<bool>,
    own_kk: Option<Option<NoKk>>,
    is_assigned: BTreeMap<(VillageCode, Day), bool>,
}

impl Rights {
    pub(super) fn new(author: AccountId) -> Self {
        Self { author, is_active: None, own_kk: None, is_assigned: BTreeMap::new() }
    }

    pub(super) fn is_active(&mut self, view: &(impl View + ?Sized)) -> Result<bool, StoreError> {
        let is_active = match self.is_active {
            Some(is_active) => is_active,
            None => view.is_active(self.author)?,
        };
        self.is_active = Some(is_active);
        Ok(is_active)
    }

    pub(super) fn own_kk(
        &mut self,
        view: &(impl View + ?Sized),
    ) -> Result<Option<NoKk>, StoreError> {
        let own_kk = match self.own_kk {
            Some(own_kk) => own_kk,
            None => view.own_kk(self.author)?,
        };
        self.own_kk = Some(own_kk);
        Ok(own_kk)
    }

    pub(super) fn is_assigned(
        &mut self,
        view: &(impl View + ?Sized),
        village: VillageCode,
        day: Day,
    ) -> Result<bool, StoreError> {
        if let Some(is_assigned) = self.is_assigned.get(&(village, day)) {
            return Ok(*is_assigned);
        }
        let is_assigned = view.is_assigned(self.author, village, day)?;
        self.is_assigned.insert((village, day), is_assigned);
        Ok(is_assigned)
    }
}
