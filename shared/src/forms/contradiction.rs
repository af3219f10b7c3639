//! What the forms of one visit say about one person that cannot all be meant: to be asked about on the
//! phone before the second one is finished, and told to the office on both.

use super::{
    bansos::{self, BANSOS},
    codes,
    lists::{assistance, change},
    mutasi_keluarga::{self, MUTASI_KELUARGA},
};
use crate::form::{
    eval::walk,
    model::KindId,
    problem::{Code, Path, Problem},
    value::{Value, Values},
};

/// Two forms of a visit that contradict each other, by their places in the list that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The earlier one.
    pub first: usize,
    /// The later one.
    pub second: usize,
    /// How: [`codes::PROPOSALS_DIFFER`], [`codes::CHANGES_DIFFER`] or [`codes::SAME_FORM_TWICE`]; the
    /// note stands on both.
    pub code: Code,
}

impl Contradiction {
    /// The note for either of the two, with words in both languages.
    #[must_use]
    pub fn note(&self) -> Problem {
        self.code.at(Path::root(), Vec::new())
    }
}

/// What a form of a visit says about whom.
struct Said {
    kind: KindId,
    nik: i64,
    /// What is proposed, or what has changed.
    what: Option<u16>,
}

impl Said {
    /// `None` for a form that names nobody by number: two people may have one name.
    fn of(kind: KindId, values: &Values) -> Option<Self> {
        let path = super::kind(kind)?.nik?;
        let Some(Value::Int(nik)) = walk(values, path) else { return None };
        let what = match kind {
            _ if kind == BANSOS.id => values.get(bansos::PROPOSAL),
            _ if kind == MUTASI_KELUARGA.id => values.get(mutasi_keluarga::KIND),
            _ => None,
        };
        Some(Self { kind, nik: *nik, what: what.map(|chosen| chosen.0) })
    }

    fn against(&self, other: &Self) -> Option<Code> {
        if self.kind != other.kind || self.nik != other.nik {
            return None;
        }
        let differ = match self.kind {
            kind if kind == BANSOS.id => proposals_differ,
            kind if kind == MUTASI_KELUARGA.id => changes_differ,
            _ => return Some(codes::SAME_FORM_TWICE),
        };
        let (first, second) = (self.what?, other.what?);
        if first == second { Some(codes::SAME_FORM_TWICE) } else { differ(first, second) }
    }
}

/// Beginning and stopping go with nothing else; data are corrected beside anything that stays.
fn proposals_differ(first: u16, second: u16) -> Option<Code> {
    let is_lonely = |code| [assistance::NEW, assistance::REMOVE].contains(&code);
    (is_lonely(first) || is_lonely(second)).then_some(codes::PROPOSALS_DIFFER)
}

/// Much may change for one person in a day, but after a death only data are corrected.
fn changes_differ(first: u16, second: u16) -> Option<Code> {
    let has = |code| first == code || second == code;
    (has(change::DIED) && !has(change::CORRECTED)).then_some(codes::CHANGES_DIFFER)
}

/// Every pair of forms of one visit that contradict each other. `forms` are all of it that count:
/// not withdrawn ones. At most a few stand in a visit of one family; of a session (one form for each
/// child) only those with the same NIK are compared.
#[must_use]
pub fn contradictions(forms: &[(KindId, &Values)]) -> Vec<Contradiction> {
    let mut said: Vec<(usize, Said)> = forms
        .iter()
        .enumerate()
        .filter_map(|(idx, (kind, values))| Some((idx, Said::of(*kind, values)?)))
        .collect();
    said.sort_by_key(|(idx, said)| (said.nik, *idx));
    let mut found = Vec::new();
    for (at, (first, one)) in said.iter().enumerate() {
        // A person with more forms in a visit than this is told of often enough.
        let later = said.iter().skip(at + 1).take(MOST_COMPARED);
        for (second, other) in later.take_while(|(_, other)| other.nik == one.nik) {
            if let Some(code) = one.against(other) {
                found.push(Contradiction { first: *first, second: *second, code });
            }
        }
    }
    found.sort_by_key(|found| (found.first, found.second));
    found
}

/// Forms after one that are compared with it, so that a visit of many forms of one person costs what
/// it weighs.
const MOST_COMPARED: usize = 8;
