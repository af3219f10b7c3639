//! Hands in a rescue file: what only one phone had, and what a person saved by hand when the phone
//! could not keep it any more ([`Rescue1`]).

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use shared::id::{AccountId, DeviceId};
use shared::sync::limits::RESCUE_BYTES_MAX;
use shared::sync::rescue::Rescue1;
use shared::sync::verdict::Verdict;
use shared::sync::wire::{self, Answer1, Push1, WireError};

use crate::store::account::Role;
use crate::store::{Store, StoreError};
use crate::sync::References;
use crate::sync::prepare::prepare;
use crate::sync::push::{Sender, push};

/// Why a rescue file is not handed in.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    /// It cannot be read from the disk.
    #[error("cannot read {path}", path = path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// It is longer than any phone writes one.
    #[error("the file is longer than {RESCUE_BYTES_MAX} bytes: no phone of ours has written it")]
    TooLong,
    /// It is no rescue file, or a damaged one.
    #[error("this is no rescue file, or a damaged one")]
    Unreadable(#[source] WireError),
    /// It is of another server.
    #[error("no PSM here has the account {0}: the file is of another server")]
    UnknownAccount(AccountId),
    /// It is of a phone that was never bound to the account.
    #[error("the phone {0} was never bound to this account; see `account devices`")]
    UnknownDevice(DeviceId),
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of a rescue file.
#[derive(Debug)]
pub struct HandedIn {
    /// The name of the person whose it is.
    pub name: String,
    /// One for each change, in the order of the file; each with the position of its parcel.
    pub answers: Vec<(usize, Answer1)>,
    /// Forms that nobody has finished. They stay in the file: what was typed into them is not handed in.
    pub n_drafts: usize,
}

/// Reads a rescue file, never more than one may have.
///
/// # Errors
/// [`RescueError`].
pub fn read(path: &Path) -> Result<Rescue1, RescueError> {
    let failed = |source| RescueError::File { path: path.to_owned(), source };
    let most = u64::try_from(RESCUE_BYTES_MAX).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > RESCUE_BYTES_MAX {
        return Err(RescueError::TooLong);
    }
    wire::decode(&bytes).map_err(RescueError::Unreadable)
}

/// Stores the parcels of a rescue file as if its phone had sent them. What is here already is answered
/// as it was then.
///
/// # Errors
/// [`RescueError`]. Parcels before the one that failed are stored; the file can be handed in again.
pub async fn hand_in(store: &Store, file: Rescue1, now_ms: u64) -> Result<HandedIn, RescueError> {
    let Rescue1 { account, device, parcels, drafts, .. } = file;
    let known = store.read(move |tx| Ok((tx.account(account)?, tx.devices(account)?))).await?;
    let (Some(person), devices) = known else { return Err(RescueError::UnknownAccount(account)) };
    if person.role != Role::Psm {
        return Err(RescueError::UnknownAccount(account));
    }
    if !devices.iter().any(|known| known.id == device) {
        return Err(RescueError::UnknownDevice(device));
    }
    let who = Sender { account, device, now_ms };
    let mut answers = Vec::new();
    // One at a time: each is within the limits of a request, and no transaction is long.
    for (parcel_idx, parcel) in parcels.into_iter().enumerate() {
        let prepared = prepare(&Push1 { device, parcels: vec![parcel] });
        let stored = store.write(move |tx| push(tx, &who, &prepared, &References::bundled()));
        answers.extend(stored.await?.into_iter().map(|answer| (parcel_idx, answer)));
    }
    Ok(HandedIn { name: person.name, answers, n_drafts: drafts.len() })
}

/// A verdict in a word, for the command line.
#[must_use]
pub fn verdict_word(answer: &Answer1) -> String {
    use shared::sync::verdict::Outcome;
    let Verdict { repeated, outcome } = Verdict::from(answer.verdict.clone());
    let word = match outcome {
        Outcome::Accepted { .. } => String::from("accepted"),
        Outcome::Conflict { .. } => String::from("conflict"),
        Outcome::Held { problems, .. } => {
            let names: Vec<_> = problems.iter().map(|problem| problem.code.name()).collect();
            format!("held: {}", names.join(", "))
        }
        Outcome::Refused(refusal) => format!("refused: {refusal:?}"),
        Outcome::Later { .. } => String::from("not stored, try again"),
        Outcome::Unknown(code) => format!("unknown verdict {code}"),
    };
    if repeated { format!("{word} (was here already)") } else { word }
}
