//! The photos of the demo: which answers name one, and how their bytes come in through the door of
//! phones. They are drawn ([`super::drawn`]).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use shared::{
    form::{
        content::Content,
        model::{FormKind, Kind, KindId, Picture},
        picture::pictures,
        problem::Step,
        value::{Chosen, Row, RowId, Tag, Value, Values},
    },
    forms::{
        self,
        bansos::{self, BANSOS},
        consent::PAPER_IN_ROW,
        lists,
        visit::{self, VISIT},
    },
    id::{AccountId, BlobId, RecordId},
    sync::wire::{Change1, OP_PUT},
};
use tokio::task::JoinSet;

use super::{drawn::VARIANTS, random::Dice};
use crate::blobs::{Announced, BlobError, Blobs, Cut, Pieces};

/// Fixes which photos are taken.
const SEED: u64 = 0x3523_0004;
/// In so many of a hundred forms that ask for it there is a photo in a field of this name.
const TAKEN: [(&str, i64); 7] = [
    ("foto_rumah_depan", 80),
    ("foto_rumah_dalam", 50),
    ("foto_kk", 40),
    ("foto_dokumen", 40),
    ("foto_surat_sekolah", 80),
    ("foto_alat", 60),
    ("foto_orang", 60),
];
/// So many of a hundred who agree sign on the screen ...
const SIGNED: i64 = 40;
/// ... and so many on a paper; the others say so before a witness.
const ON_PAPER: i64 = 15;
/// The last photo of a record that is younger than so long is still on its way, milliseconds (4 days).
const LATE_MS: u64 = 4 * 24 * 3_600_000;

/// Takes photos while a form is being filled.
pub struct Camera {
    dice: Dice,
    /// True for a visit where everything is photographed that can be.
    pub is_thorough: bool,
}

impl Camera {
    /// The same photos in every run.
    #[must_use]
    pub const fn new() -> Self {
        Self { dice: Dice::new(SEED), is_thorough: false }
    }

    /// Names photos in answers that are not settled yet: what the form does not ask is left away then.
    pub fn photograph(&mut self, kind: &FormKind, values: &mut Values, at_ms: u64) {
        if kind.id == VISIT.id {
            self.choose_proof(values);
        }
        for (_, field) in kind.fields() {
            let is_asked_by_proof = matches!(field.tag, visit::SIGNATURE | visit::SIGNED_PAPER);
            let share = TAKEN.iter().find(|(name, _)| *name == field.name);
            let share = share.map_or(100, |(_, share)| *share);
            let is_proof = kind.id == VISIT.id && is_asked_by_proof;
            let value = match &field.kind {
                Kind::Picture(_) => self.new_blob(at_ms),
                Kind::Rows { fields, .. } if is_paper(fields) => {
                    let mut row = Values::new();
                    row.put(PAPER_IN_ROW, Some(self.new_blob(at_ms)));
                    Value::Rows(vec![Row { id: RowId(1), values: row }])
                }
                _ => continue,
            };
            if !(is_proof || self.is_thorough || self.dice.percent(share)) {
                continue;
            }
            values.put(field.tag, Some(value));
            if kind.id == BANSOS.id && field.tag == bansos::HOUSE_FRONT {
                values.put(bansos::NO_PHOTO.tag, None);
            }
        }
    }

    fn choose_proof(&mut self, values: &mut Values) {
        let number = self.dice.between(1, 100);
        let proof = match number {
            _ if number <= SIGNED => lists::CONSENT_SIGNED,
            _ if number <= SIGNED + ON_PAPER => lists::CONSENT_ON_PAPER,
            _ => return,
        };
        values.set(visit::PROOF, Chosen(proof));
    }

    fn new_blob(&mut self, at_ms: u64) -> Value {
        Value::Bytes(BlobId::new(at_ms, self.dice.bytes()).0.to_vec())
    }
}

fn is_paper(fields: &[shared::form::model::Field]) -> bool {
    let is_it = |field: &shared::form::model::Field| {
        field.tag == PAPER_IN_ROW && matches!(field.kind, Kind::Picture(Picture::Paper))
    };
    fields.iter().any(is_it)
}

/// Pictures by the name of their field and their variant.
pub type Drawn = HashMap<(&'static str, usize), Bytes>;

/// A photo that a record names.
#[derive(Clone, Debug)]
pub struct Promised {
    account: AccountId,
    record: RecordId,
    blob: BlobId,
    /// The name of its field.
    field: &'static str,
    made_at_ms: u64,
}

/// Adds the photos that a change names to those that are known already.
pub fn promise(account: AccountId, change: &Change1, promised: &mut Vec<Promised>) {
    let Change1 { header, content } = change;
    let Some(kind) = forms::kind(KindId(header.kind)).filter(|_| header.op == OP_PUT) else {
        return;
    };
    let Ok(content) = Content::from_bytes(content) else { return };
    for one in pictures(kind, &content.values) {
        let tag = |step: &Step| match step {
            Step::Field(tag) => Some(*tag),
            Step::Row(_) => None,
        };
        let field = one.path.0.first().and_then(tag).and_then(|tag: Tag| kind.field(tag));
        let is_known = promised.iter().any(|known| known.blob == one.blob);
        if let (Some(field), false) = (field, is_known) {
            promised.push(Promised {
                account,
                record: header.record,
                blob: one.blob,
                field: field.name,
                made_at_ms: header.made_at_ms,
            });
        }
    }
}

/// Sends them, each phone beside the others. Of the youngest records the last photo is cut half-way or
/// not begun.
///
/// # Errors
/// What failed at the door.
pub async fn send(
    blobs: &Arc<Blobs>,
    promised: Vec<Promised>,
    drawn: Drawn,
    now_ms: u64,
) -> Result<(), BlobError> {
    let mut of_accounts: BTreeMap<AccountId, Vec<(Promised, Bytes, bool)>> = BTreeMap::new();
    let of_records = promised.chunk_by(|one, next| one.record == next.record);
    for (number, of_record) in of_records.enumerate() {
        let is_late = of_record.iter().all(|one| one.made_at_ms + LATE_MS > now_ms);
        for (idx, one) in of_record.iter().enumerate() {
            let is_last = is_late && idx > 0 && idx + 1 == of_record.len();
            let is_begun = !is_last || number % 2 == 1;
            let bytes = drawn.get(&(one.field, number % VARIANTS)).filter(|_| is_begun);
            let own = of_accounts.entry(one.account).or_default();
            own.extend(bytes.map(|bytes| (one.clone(), bytes.clone(), is_last)));
        }
    }
    let mut phones = JoinSet::new();
    for own in of_accounts.into_values() {
        let blobs = Arc::clone(blobs);
        phones.spawn(async move {
            for (one, bytes, is_cut) in own {
                send_one(&blobs, &one, bytes, is_cut).await?;
            }
            Ok(())
        });
    }
    while let Some(sent) = phones.join_next().await {
        sent.unwrap_or(Err(BlobError::Panicked))?;
    }
    Ok(())
}

async fn send_one(
    blobs: &Arc<Blobs>,
    one: &Promised,
    bytes: Bytes,
    is_cut: bool,
) -> Result<(), BlobError> {
    let announced = Announced {
        id: one.blob,
        record: one.record,
        n_bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        sha256: Sha256::digest(&bytes).into(),
    };
    blobs.announce(one.account, announced).await?;
    let n_sent = if is_cut { bytes.len() / 2 } else { bytes.len() };
    let body = Body { rest: Some(bytes.slice(..n_sent)), is_cut };
    match blobs.append(one.account, one.blob, 0, body).await {
        Err(BlobError::Cut(_)) if is_cut => Ok(()),
        sent => sent.map(drop),
    }
}

/// The body of the one request that a photo takes, whole or cut.
struct Body {
    rest: Option<Bytes>,
    is_cut: bool,
}

impl Pieces for Body {
    async fn next(&mut self) -> Result<Option<Bytes>, Cut> {
        match self.rest.take() {
            None if self.is_cut => Err(Cut::Broken),
            rest => Ok(rest),
        }
    }
}
