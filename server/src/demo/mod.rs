//! The demo: invented people to try everything with, on this machine only.
//!
//! Loaded once into an empty database. Every start makes fresh links for three PSM and fresh
//! passwords for the desk, prints them and leaves them in `demo.json` for scripts.

mod accounts;
mod answers;
mod drawn;
mod history;
mod kinds;
mod names;
mod people;
mod phone;
mod photos;
mod random;
mod records;
mod review;
mod rounds;
mod typed;

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use shared::desk::files::{Ask, CHANNELS, MENUS};

use crate::auth::activation::{invite, link};
use crate::auth::secret::RandomError;
use crate::auth::{AuthError, password};
use crate::blobs::{BlobError, Blobs};
use crate::clock::Clock;
use crate::files::{order, shelf};
use crate::places;
use crate::store::account::{Account, Role};
use crate::store::{Scope, Store, StoreError};
use crate::sync::References;
use accounts::{N_INVITED, People, Psm};

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database belongs to real people.
    #[error(
        "the database holds accounts that are not of the demo; choose another folder with --data"
    )]
    NotEmpty,
    /// The store failed.
    #[error("the demo could not be loaded")]
    Store(#[from] StoreError),
    /// An invitation could not be made.
    #[error("an invitation could not be made")]
    Invite(#[from] AuthError),
    /// A password could not be hashed.
    #[error(transparent)]
    Password(#[from] password::PasswordError),
    /// The machine gave no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// A photo was not taken.
    #[error("a photo of the demo was not taken")]
    Photo(#[from] BlobError),
    /// The operator's file was not begun.
    #[error("the operator's file of the demo was not begun")]
    Operator(#[from] shelf::ShelfError),
    /// The file could not be written.
    #[error("demo.json could not be written")]
    File(#[source] std::io::Error),
}

/// What to open and how to sign in: the content of `demo.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Demo {
    /// Where the server is.
    pub url: String,
    /// Phones.
    pub psm: Vec<PsmLink>,
    /// The desk.
    pub desk: Vec<DeskUser>,
}

/// An invitation for a phone.
#[derive(Clone, Debug, Serialize)]
pub struct PsmLink {
    /// Titles of the villages.
    pub villages: Vec<String>,
    /// The family card of the own family, sixteen digits: a proposal about it is noted.
    pub own_kk: Option<String>,
    /// To be opened on the phone.
    pub link: String,
}

/// A sign-in for the desk.
#[derive(Clone, Debug, Serialize)]
pub struct DeskUser {
    /// Which role.
    pub role: &'static str,
    /// What it sees.
    pub scope: String,
    /// User name.
    pub user: String,
    /// Fresh at every start.
    pub password: String,
}

/// Fills an empty database; does nothing when the demo is there already.
///
/// # Errors
/// [`DemoError::NotEmpty`] when other accounts are there, or the store's.
pub async fn load(
    store: &Store,
    blobs: &Arc<Blobs>,
    clock: &Clock,
    references: Arc<References>,
) -> Result<(), DemoError> {
    let mut people = accounts::people();
    let Some(first) = people.psm.first().map(|psm| psm.account.id) else { return Ok(()) };
    let (n_accounts, is_loaded) =
        store.read(move |tx| Ok((tx.n_accounts()?, tx.account(first)?.is_some()))).await?;
    if is_loaded {
        return Ok(());
    }
    if n_accounts > 0 {
        return Err(DemoError::NotEmpty);
    }
    // Beside the database, whose thread writes alone.
    let drawing = tokio::task::spawn_blocking(drawn::all);
    let (mut families, now_ms) = (people::families(clock.today()), clock.now_ms());
    history::tell(&mut families, clock.today());
    records::settle_families(&mut people.psm, &families);
    let asked_in: Vec<_> =
        people.psm.iter().take(N_INVITED).flat_map(|psm| psm.villages.clone()).collect();
    let tasks = history::tasks(&families, &asked_in, clock.today());
    // One transaction: a start that is killed half-way leaves an empty database.
    let promised = store
        .write(move |tx| {
            for office in &people.offices {
                tx.set_office(office)?;
            }
            for account in people.psm.iter().map(|psm| &psm.account).chain(&people.desk) {
                tx.add_account(account)?;
            }
            for Psm { account, villages } in &people.psm {
                for village in villages {
                    tx.set_assignment(account.id, &accounts::assignment(*village))?;
                }
            }
            // Forms name people by the numbers that the store gives.
            let families: Result<Vec<_>, _> =
                families.into_iter().map(|family| tx.put_family(family)).collect();
            let families = families?;
            // Some are answered by what is sent.
            tasks.iter().try_for_each(|task| tx.put_task(task))?;
            let promised = records::send(tx, &people.psm, &families, &references, now_ms)?;
            let desk = people.desk.iter().find(|account| account.role == Role::Kecamatan);
            if let (Some(desk), Some(other)) = (desk, accounts::of_operator(&people.psm)) {
                let authors = [first, other.0.account.id];
                review::decide_some(tx, desk, authors, &references, now_ms)?;
            }
            if let Some(operator) = people.desk.iter().find(|desk| desk.role == Role::Desa) {
                review::type_first(tx, operator, now_ms)?;
            }
            Ok(promised)
        })
        .await?;
    // A start that is killed here leaves photos that have not come yet, as the desk says.
    let drawn = drawing.await.map_err(|_panicked| BlobError::Panicked)?;
    Ok(photos::send(blobs, promised, drawn, now_ms).await?)
}

/// Begins an operator's file for everybody at the desk, as files do not outlive a server.
///
/// # Errors
/// When the shelf does not take it.
pub fn begin_files(shelf: &Arc<shelf::Shelf>, clock: &Clock) -> Result<(), DemoError> {
    let People { psm, desk, .. } = accounts::people();
    let Some((_, village)) = accounts::of_operator(&psm) else { return Ok(()) };
    let ask = Ask {
        what: String::from("operator"),
        village: village.to_string(),
        menu: String::from(MENUS[0].0),
        channel: String::from(CHANNELS[0].0),
        ..Ask::default()
    };
    for account in desk {
        let Some(scope) = account.scope() else { continue };
        match order::order(&ask, account.id, scope, clock.today()) {
            Ok(order) => drop(shelf.add(order)?),
            Err(refused) => tracing::warn!(?refused, "the demo could not ask for a file"),
        }
    }
    Ok(())
}

/// Makes the links and passwords of this start.
///
/// # Errors
/// The store's, or when the machine has no randomness.
pub async fn open(store: &Store, clock: &Clock, url: &str) -> Result<Demo, DemoError> {
    let People { psm, desk, .. } = accounts::people();
    let mut demo = Demo { url: String::from(url), psm: Vec::new(), desk: Vec::new() };
    for Psm { account, villages } in psm.into_iter().take(N_INVITED) {
        let secret = invite(store, account.id, clock.now_ms()).await?;
        let stored = store.read(move |tx| tx.account(account.id)).await?;
        let own_kk = stored.and_then(|stored| stored.own_kk);
        demo.psm.push(PsmLink {
            villages: villages.into_iter().map(places::village_title).collect(),
            own_kk: own_kk.map(|number| number.to_string()),
            link: link(url, &secret),
        });
    }
    for account in desk {
        demo.desk.push(desk_user(store, account).await?);
    }
    Ok(demo)
}

async fn desk_user(store: &Store, account: Account) -> Result<DeskUser, DemoError> {
    let password = password::generate()?;
    let typed = password.clone();
    let id = account.id;
    let hash = tokio::task::spawn_blocking(move || password::hash(&typed))
        .await
        .map_err(AuthError::Check)??;
    store.write(move |tx| tx.set_password(id, &hash)).await?;
    let scope = match account.scope() {
        Some(Scope::Kecamatan(code)) => places::kecamatan_title(code),
        Some(Scope::Village(code)) => places::village_title(code),
        Some(Scope::Regency) | None => String::from("Kabupaten Tuban"),
    };
    Ok(DeskUser {
        role: account.role.name(),
        scope,
        user: account.user_name.unwrap_or_default(),
        password,
    })
}

impl Demo {
    /// Leaves everything in `demo.json`, readable by its owner only.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, folder: &Path) -> Result<(), DemoError> {
        let text =
            serde_json::to_vec_pretty(self).map_err(|error| DemoError::File(error.into()))?;
        let unfinished = folder.join("demo.json.new");
        write_private(&unfinished, &text)
            .and_then(|()| std::fs::rename(&unfinished, folder.join("demo.json")))
            .map_err(DemoError::File)
    }

    /// What to open, for the person at the terminal.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = format!(
            "\nMutakhir siap · ready: {}\nData rekaan, hanya untuk komputer ini · invented data, this computer only.\n\n\
             HP petugas PSM · phones (tautan sekali pakai, 72 jam · single use, 72 hours)\n",
            self.url
        );
        for psm in &self.psm {
            words.push_str(&format!("  {}\n    {}\n", psm.villages.join(" + "), psm.link));
            if let Some(own_kk) = &psm.own_kk {
                words.push_str(&format!("    No. KK keluarga sendiri · own family: {own_kk}\n"));
            }
        }
        words.push_str(&format!("\nMeja pengawas · supervisors' desk: {}/kantor\n", self.url));
        let width = |column: fn(&DeskUser) -> &str| {
            self.desk.iter().map(|user| column(user).len()).max().unwrap_or(0)
        };
        let (user_width, password_width) = (width(|user| &user.user), width(|user| &user.password));
        for user in &self.desk {
            words.push_str(&format!(
                "  {:user_width$}  {:password_width$}  {}\n",
                user.user, user.password, user.scope
            ));
        }
        words
    }
}

#[cfg(unix)]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    // The mode is set only on a file that is made: one left by a killed start goes first.
    let _absent = std::fs::remove_file(path);
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)
}

#[cfg(not(unix))]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::File::create(path)?.write_all(bytes)
}
