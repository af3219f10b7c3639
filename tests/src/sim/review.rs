//! The desk of the simulation: somebody who decides on records, changes his mind, mends and settles.

use std::{collections::BTreeSet, sync::Arc};

use client::rows::Record;
use server::{
    store::{
        Reads, Scope, StoreError,
        record::Record as OfficeRecord,
        review::{Decision, End},
    },
    sync::review::{Decider, NewIds, What, Wish, decide, settled_seq, take_due, undo},
};
use shared::{
    form::{content::Content, problem::Path},
    forms::balita::{self, BALITA},
    id::{AccountId, ChangeId, DecisionId, RecordId},
    sync::{
        review::{Deed, Officer, Reason},
        state::RecordState,
    },
};

use super::{dice::Dice, forms, laws::Broken, office::Office, person::VILLAGE};

/// Who decides.
pub(super) const DESK: AccountId = AccountId([0xde; 16]);
/// Decisions of one record that are looked through.
const DECISIONS_MAX: u32 = 1_000;

impl Office {
    /// Somebody at the desk looks at a record and does something about it.
    pub(super) fn decide(&mut self, record: RecordId, dice: &Dice, now_ms: u64) {
        self.version += 1;
        self.n_bulletins += 1;
        let who =
            Decider { account: DESK, officer: Officer::Dinsos, scope: Scope::Regency, now_ms };
        let drawn = (dice.between(0, 99), dice.number(), dice.number());
        let references = Arc::clone(&self.references);
        let work = self.store.write(move |tx| {
            let (roll, number, seed) = drawn;
            let dice = Dice::new(seed);
            if let Some(pending) = tx.pending_decision(record)?
                && roll < 40
            {
                return undo(tx, &who, pending.id, &references).map(drop);
            }
            let Some(wish) = wish(&*tx, record, roll, &dice)? else { return Ok(()) };
            let mut random = [0; 10];
            random[..8].copy_from_slice(&number.to_le_bytes());
            let ids = NewIds {
                decision: DecisionId::new(now_ms, random),
                change: ChangeId::new(now_ms, random),
            };
            decide(tx, &who, wish, ids, &references).map(drop)
        });
        work.wait().expect("a decision can be stored");
    }

    /// Lets take effect what is due, as the job of the server does.
    pub(super) fn take_due(&self, now_ms: u64) {
        let references = Arc::clone(&self.references);
        let is_due = move |tx: &dyn Reads| {
            Ok(!tx.due_decisions(now_ms.saturating_sub(60_000), 1)?.is_empty())
        };
        if self.store.read(is_due).wait().expect("reading does not fail") {
            let work = self.store.write(move |tx| {
                while take_due(tx, &references, now_ms)? {}
                Ok(())
            });
            work.wait().expect("a decision can take effect");
        }
    }

    /// What was decided about a record.
    pub(super) fn decisions_of(&self, record: RecordId) -> Vec<Decision> {
        let found = self.store.read(move |tx| tx.decisions_of(record, DECISIONS_MAX));
        found.wait().expect("reading does not fail")
    }

    /// True when the office has made one of the record's revisions count.
    pub(super) fn has_meddled(&self, record: RecordId) -> bool {
        self.decisions_of(record).iter().any(|one| {
            matches!(one.deed, Deed::Mend | Deed::Settle) && matches!(one.end, End::Done { .. })
        })
    }
}

/// What somebody would do about a record as it is.
fn wish(tx: &dyn Reads, id: RecordId, roll: u64, dice: &Dice) -> Result<Option<Wish>, StoreError> {
    let Some(record) = tx.record(id)? else { return Ok(None) };
    let what = if record.n_beside > 0 && roll < 90 {
        let settled_seq = settled_seq(tx, id)?;
        let detail = tx.detail(Scope::Regency, id)?.ok_or(StoreError::Damaged("it is there"))?;
        let mut keep: Vec<_> = detail
            .revisions
            .iter()
            .filter(|one| one.is_beside && one.seq > settled_seq && one.author == record.author)
            .map(|one| one.change)
            .collect();
        keep.push(record.head);
        What::Settle(dice.pick(&keep).copied().unwrap_or(record.head))
    } else if record.state == RecordState::HeldForOffice && roll < 90 {
        What::Release
    } else {
        match roll {
            0..=29 => What::Accept,
            30..=59 => What::Return(vec![(
                Path::root().field(balita::WEIGHT.tag),
                String::from("Mohon dicek lagi."),
            )]),
            60..=69 => What::NotUse(Reason::Trial, None),
            _ => What::Mend(mended(tx, &record, dice)?),
        }
    };
    // Somebody may still look at what was there before.
    let change = if roll == 99 { ChangeId([9; 16]) } else { record.head };
    Ok(Some(Wish { record: id, change, comment: String::from("Mohon dicek."), what }))
}

/// The answers with other measures, or of a session at another place.
fn mended(tx: &dyn Reads, record: &OfficeRecord, dice: &Dice) -> Result<Vec<u8>, StoreError> {
    let head = tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
    let mut content = Content::from_bytes(&head.content()?).unwrap_or_default();
    if record.kind == BALITA.id.0 {
        forms::measure(&mut content.values, dice);
    } else {
        forms::move_to(&mut content.values, dice);
    }
    Ok(content.to_bytes())
}

/// When all is quiet: no revision was decided on twice, and what the office made is on the phone.
pub(super) fn is_right(
    office: &Office,
    theirs: &OfficeRecord,
    ours: Option<&Record>,
) -> Result<(), Broken> {
    let decisions = office.decisions_of(theirs.id);
    let mut decided = BTreeSet::new();
    for one in &decisions {
        let is_final = matches!(one.deed, Deed::Accept | Deed::NotUse);
        if is_final && matches!(one.end, End::Done { .. }) && !decided.insert(one.change) {
            return Err(format!("{} was decided on twice", one.change));
        }
        if one.end == End::Pending {
            return Err(format!("{:?} of {} still waits", one.deed, one.record));
        }
    }
    let is_made = |change: ChangeId| {
        decisions.iter().any(|one| {
            one.deed == Deed::Mend
                && one.revision == Some(change)
                && matches!(one.end, End::Done { .. })
        })
    };
    // Answers never go to a phone whose owner does not work in their village.
    let shows_other = |ours: &&Record| {
        let is_other = ours.header.change != theirs.head && ours.receipt.is_some();
        is_other && theirs.n_beside == 0 && theirs.village == VILLAGE
    };
    if is_made(theirs.head) && ours.is_some_and(|ours| shows_other(&ours)) {
        let said: Vec<_> = decisions.iter().map(|one| (one.deed, one.end, one.revision)).collect();
        let (change, state) = ours.map(|ours| (ours.header.change, ours.state())).unzip();
        return Err(format!(
            "the phone shows {change:?} ({state:?}) in place of {} ({:?}), which the office made: \
             {said:?}",
            theirs.head, theirs.state,
        ));
    }
    Ok(())
}
