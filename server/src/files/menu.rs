//! The menus of SIKS-NG that proposals go to, and which proposals each of them takes.

use shared::{
    desk::files::MENUS,
    form::{
        model::FormKind,
        value::{Chosen, Values},
    },
    forms::{
        akses_kesehatan::{self, AKSES_KESEHATAN},
        bansos::{self, BANSOS},
        lists::{assistance, health},
    },
};

/// A menu of SIKS-NG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Families that are proposed for the first time.
    New,
    /// Families that should no longer receive.
    Remove,
    /// Wrong data.
    Correct,
    /// Another person takes over.
    Replace,
    /// Objections about blocked accounts.
    Object,
    /// Insurance that was switched off.
    Reactivate,
}

impl Menu {
    const ALL: [Menu; 6] =
        [Menu::New, Menu::Remove, Menu::Correct, Menu::Replace, Menu::Object, Menu::Reactivate];

    /// The menu with a name of [`MENUS`].
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let idx = MENUS.iter().position(|(menu, _)| *menu == name)?;
        Self::ALL.get(idx).copied()
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        MENUS[self as usize].0
    }

    /// True for a kind of form whose proposals go to any menu.
    #[must_use]
    pub fn is_any_for(kind: u16) -> bool {
        Self::ALL.iter().any(|menu| menu.kind().id.0 == kind)
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        MENUS[self as usize].1.id
    }

    /// The kind of form whose proposals it takes.
    #[must_use]
    pub const fn kind(self) -> &'static FormKind {
        match self {
            Menu::New | Menu::Remove | Menu::Correct | Menu::Replace | Menu::Object => &BANSOS,
            Menu::Reactivate => &AKSES_KESEHATAN,
        }
    }

    /// True for a form that proposes what this menu is for. Objections are corrections, and have a menu
    /// of their own.
    #[must_use]
    pub fn takes(self, values: &Values) -> bool {
        let chosen = |key| values.get(key).map(|Chosen(code)| code);
        let proposal = chosen(bansos::PROPOSAL);
        let objects = matches!(
            chosen(bansos::REASON_CORRECT),
            Some(assistance::REASON_BLOCKED | assistance::REASON_GAMBLING)
        );
        match self {
            Menu::New => proposal == Some(assistance::NEW),
            Menu::Remove => proposal == Some(assistance::REMOVE),
            Menu::Replace => proposal == Some(assistance::REPLACE),
            Menu::Correct => proposal == Some(assistance::CORRECT) && !objects,
            Menu::Object => proposal == Some(assistance::CORRECT) && objects,
            Menu::Reactivate => {
                let others = values.get(akses_kesehatan::OTHER_PROPOSALS).unwrap_or_default();
                chosen(akses_kesehatan::PROPOSAL) == Some(health::REACTIVATE)
                    || others.contains(&health::REACTIVATE)
            }
        }
    }
}
