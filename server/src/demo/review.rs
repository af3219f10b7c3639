//! What the demo's kecamatan has decided: some records of the first PSM with a link are accepted, one is
//! returned, one not used, one mended, and of what waits for an operator all but one is accepted. It goes
//! through the rules of the desk.

use shared::{
    desk::review::TEMPLATES,
    form::{content::Content, problem::Path, value::Chosen},
    forms::{
        balita::{self, BALITA},
        bansos::{self, BANSOS},
        lists::assistance,
        visit::{self, VISIT},
    },
    id::{AccountId, ChangeId, DecisionId},
    sync::{
        review::{Officer, Reason},
        state::RecordState,
    },
};

use super::random::Dice;
use crate::files::typing;
use crate::store::{
    Scope, StoreError, Writes,
    account::Account,
    desk::{Order, RecordFilter, RecordLine},
};
use crate::sync::References;
use crate::sync::review::{Decider, NewIds, What, Wish, decide, take_due};

/// Fixes the ids.
const SEED: u64 = 0x3523_0003;
/// Records that are looked at.
const LOOKED_AT_MAX: u32 = 200;
/// How many are accepted.
const N_ACCEPTED: usize = 4;
/// The office looked at them so long ago, milliseconds: two hours.
const BEFORE_MS: u64 = 2 * 3_600_000;

/// Decides, and lets it take effect.
///
/// # Errors
/// The store's.
pub fn decide_some(
    tx: &mut dyn Writes,
    desk: &Account,
    [author, other]: [AccountId; 2],
    references: &References,
    now_ms: u64,
) -> Result<(), StoreError> {
    let Some(scope) = desk.scope() else { return Ok(()) };
    let mut dice = Dice::new(SEED);
    let who = Decider {
        account: desk.id,
        officer: Officer::Kecamatan,
        scope,
        now_ms: now_ms.saturating_sub(BEFORE_MS),
    };
    let mut open = plain(tx, scope, author)?;
    // Not every visit has an address: a session has a place.
    let mended = open.iter().enumerate().filter(|(_, line)| line.kind == VISIT.id.0);
    let mut mended = mended.filter_map(|(idx, line)| Some((idx, with_landmark(&line.content)?)));
    let mended = mended.next();
    let mended = mended.map(|(idx, content)| {
        (open.remove(idx), What::Mend(content), String::from("Patokan dilengkapi."))
    });
    let mut next = |kind: u16| {
        let idx = open.iter().position(|line| line.kind == kind)?;
        Some(open.remove(idx))
    };
    let returned = next(BALITA.id.0).map(|line| {
        let place = Path::root().field(balita::WEIGHT.tag);
        let said = vec![(place, String::from("Berat belum sesuai KMS, mohon timbang ulang."))];
        (line, What::Return(said), String::from(TEMPLATES[2].id))
    });
    let unused =
        next(BANSOS.id.0).map(|line| (line, What::NotUse(Reason::Trial, None), String::new()));
    let mut wishes: Vec<_> = [returned, mended, unused].into_iter().flatten().collect();
    let kinds = [VISIT.id.0, BALITA.id.0, BANSOS.id.0];
    let accepted = kinds.iter().cycle().take(kinds.len() * N_ACCEPTED);
    let accepted = accepted.filter_map(|kind| next(*kind)).take(N_ACCEPTED);
    let mut to_type = plain(tx, scope, other)?;
    to_type.retain(|line| is_new(&line.content));
    to_type.pop();
    let accepted: Vec<_> = accepted.chain(to_type).collect();
    wishes.extend(accepted.into_iter().map(|line| (line, What::Accept, String::new())));
    for (RecordLine { record, change, .. }, what, comment) in wishes {
        let ids = NewIds {
            decision: DecisionId::new(who.now_ms, dice.bytes()),
            change: ChangeId::new(who.now_ms, dice.bytes()),
        };
        let wish = Wish { record, change, comment, what };
        let made = decide(tx, &who, wish, ids, references)?;
        if let Err(refused) = made {
            tracing::warn!(?refused, "the demo could not decide");
        }
    }
    while take_due(tx, references, now_ms)? {}
    Ok(())
}

/// The operator has typed the oldest of what was accepted.
///
/// # Errors
/// The store's.
pub fn type_first(tx: &mut dyn Writes, operator: &Account, now_ms: u64) -> Result<(), StoreError> {
    let Some(scope) = operator.scope() else { return Ok(()) };
    let filter = RecordFilter {
        kind: Some(BANSOS.id.0),
        state: Some(RecordState::Checked),
        order: Order::Oldest,
        limit: 1,
        ..RecordFilter::default()
    };
    for line in tx.records(scope, &filter)?.lines {
        let who = (operator.id, scope);
        let at_ms = now_ms.saturating_sub(BEFORE_MS / 2);
        let marked = typing::mark(tx, who, (line.record, line.change), true, at_ms)?;
        if let Err(refused) = marked {
            tracing::warn!(?refused, "the demo could not mark what was typed");
        }
    }
    Ok(())
}

/// The answers of a visit with more of a landmark; `None` for one without an address.
fn with_landmark(content: &[u8]) -> Option<Vec<u8>> {
    let mut content = Content::from_bytes(content).ok()?;
    let address = content.values.get(visit::ADDRESS)?;
    content.values.set(visit::ADDRESS, format!("{address}, dekat balai desa"));
    Some(content.to_bytes())
}

/// True for the answers of a family that is proposed for the first time.
fn is_new(content: &[u8]) -> bool {
    let content = Content::from_bytes(content).ok();
    let proposal = content.and_then(|content| content.values.get(bansos::PROPOSAL));
    proposal == Some(Chosen(assistance::NEW))
}

/// What nobody has anything against.
fn plain(tx: &dyn Writes, scope: Scope, author: AccountId) -> Result<Vec<RecordLine>, StoreError> {
    let mut open = tx.to_review(scope, LOOKED_AT_MAX)?;
    open.retain(|line| line.author == author && line.n_notes == 0 && line.n_beside == 0);
    open.sort_by_key(|line| line.seq);
    Ok(open)
}
