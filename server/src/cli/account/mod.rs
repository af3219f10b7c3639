//! `mutakhir account`: the accounts of a database, also while a server is running on it.
//!
//! The administrator's desk takes this over later; the first account of a new server needs it.

mod add;
mod villages;

use std::error::Error;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use server::auth::activation::{invite, link, revoke};
use server::auth::password;
use server::clock::Clock;
use server::folder::Folder;
use server::store::Store;
use server::store::account::{Account, Role};
use shared::day::Day;
use shared::id::{AccountId, DeviceId};
use shared::kk::NoKk;
use shared::region::VillageCode;

/// What to do, and with which database.
#[derive(Args)]
pub struct Accounts {
    /// The folder of the database.
    #[arg(long, value_name = "DIR", default_value = "data", global = true)]
    data: PathBuf,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// List all accounts.
    List,
    /// Add a PSM who works in one or more villages.
    AddPsm {
        /// The person's name.
        #[arg(long)]
        name: String,
        /// Code of a village, such as 35.23.16.1003; may be given again.
        #[arg(long = "village", required = true, value_parser = VillageCode::parse)]
        villages: Vec<VillageCode>,
        /// Number of the family card of the person's own family, if it is known; see `account kk`.
        #[arg(long, value_name = "NUMBER")]
        kk: Option<String>,
    },
    /// Add a person at the desk and print a password.
    AddDesk {
        /// The person's name.
        #[arg(long)]
        name: String,
        /// Name for signing in.
        #[arg(long)]
        user: String,
        /// What the person may do.
        #[arg(long, value_enum)]
        role: DeskRole,
        /// The village (role desa) or the kecamatan (role kecamatan), such as 35.23.16.
        #[arg(long)]
        area: Option<String>,
    },
    /// List the villages of a PSM and since when; with --village give one, with --to end it. Records
    /// that were held for the village and are of a day on which it is theirs are released.
    Assign {
        /// The person's name or the id of the account.
        account: String,
        /// Code of a village, such as 35.23.16.1003.
        #[arg(long, value_parser = VillageCode::parse)]
        village: Option<VillageCode>,
        /// The first day, such as 2026-01-31; today when it is left out.
        #[arg(long, value_parser = day, requires = "village")]
        from: Option<Day>,
        /// The last day.
        #[arg(long, value_parser = day, requires = "village")]
        to: Option<Day>,
    },
    /// Show the end of the family card number of a PSM's own family; with --set give one, with
    /// --clear take it away. What a PSM proposes about that family is noted at the desk.
    Kk {
        /// The person's name or the id of the account.
        account: String,
        /// The 16 digits at the top of the family card.
        #[arg(long, value_name = "NUMBER")]
        set: Option<String>,
        /// Forget the number.
        #[arg(long, conflicts_with = "set")]
        clear: bool,
    },
    /// Print a link that binds one phone to a PSM's account.
    Invite {
        /// The person's name or the id of the account.
        account: String,
        /// The address under which phones reach the server.
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        url: String,
    },
    /// List the phones of a PSM.
    Devices {
        /// The person's name or the id of the account.
        account: String,
    },
    /// Take a phone from a PSM: it is signed out at once. What it has sent stays.
    RevokeDevice {
        /// The person's name or the id of the account.
        account: String,
        /// Which, as `account devices` lists it.
        #[arg(value_parser = device)]
        device: DeviceId,
        /// Let it hand in for 30 days what it still holds; it reads nothing.
        #[arg(long)]
        may_hand_in: bool,
    },
    /// Give somebody at the desk a new password and print it. Ends all sessions of that account.
    Password {
        /// Name for signing in, the person's name or the id of the account.
        account: String,
    },
    /// Switch an account on or off. What a phone still holds can be handed in all the same.
    Switch {
        /// Name for signing in, the person's name or the id of the account.
        account: String,
        /// Which way.
        #[arg(value_enum)]
        to: OnOff,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum DeskRole {
    Desa,
    Kecamatan,
    Dinsos,
    Admin,
}

#[derive(Clone, Copy, ValueEnum)]
enum OnOff {
    On,
    Off,
}

impl DeskRole {
    const fn role(self) -> Role {
        match self {
            DeskRole::Desa => Role::Desa,
            DeskRole::Kecamatan => Role::Kecamatan,
            DeskRole::Dinsos => Role::Dinsos,
            DeskRole::Admin => Role::Admin,
        }
    }
}

/// Does it and prints what there is to know.
///
/// # Errors
/// When somebody or a place is not known, or the database refuses.
pub async fn run(options: Accounts) -> Result<(), Box<dyn Error>> {
    let folder = Folder::beside(&options.data)?;
    let store = folder.open(None)?;
    let done = options.task.run(&store).await;
    tokio::task::spawn_blocking(move || store.close()).await?;
    done
}

impl Task {
    async fn run(self, store: &Store) -> Result<(), Box<dyn Error>> {
        let now_ms = Clock::system().now_ms();
        match self {
            Task::List => list(store).await,
            Task::AddPsm { name, villages, kk } => {
                let own_kk = kk.map(|typed| add::family_card("--kk", &typed)).transpose()?;
                add::psm(store, name, villages, own_kk).await
            }
            Task::AddDesk { name, user, role, area } => {
                add::desk(store, name, user, role.role(), area).await
            }
            Task::Assign { account, village, from, to } => {
                let account = find(store, &account).await?;
                villages::run(store, &account, village, (from, to)).await
            }
            Task::Kk { account, set, clear } => {
                let account = find(store, &account).await?;
                if account.role != Role::Psm {
                    return Err("only a PSM records families; nobody else needs a number".into());
                }
                let own_kk = set.map(|typed| add::family_card("--set", &typed)).transpose()?;
                if own_kk.is_some() || clear {
                    store.write(move |tx| tx.set_own_kk(account.id, own_kk)).await?;
                }
                let shown = if clear { None } else { own_kk.or(account.own_kk) };
                println!("{}", shown.map_or("-".into(), NoKk::masked));
                Ok(())
            }
            Task::Invite { account, url } => {
                let account = find(store, &account).await?;
                if account.role != Role::Psm {
                    return Err("only a PSM has a phone to invite".into());
                }
                let secret = invite(store, account.id, now_ms).await?;
                println!("{}", link(&url, &secret));
                Ok(())
            }
            Task::Devices { account } => devices(store, find(store, &account).await?.id).await,
            Task::RevokeDevice { account, device, may_hand_in } => {
                let account = find(store, &account).await?.id;
                if revoke(store, account, device, may_hand_in, now_ms).await? {
                    return Ok(());
                }
                Err("this person has no such phone; see `account devices`".into())
            }
            Task::Password { account } => {
                let account = find(store, &account).await?;
                if account.role == Role::Psm {
                    return Err("a PSM has no password; use `account invite`".into());
                }
                let password = password::generate()?;
                let hash = password::hash(&password)?;
                let n_ended = store
                    .write(move |tx| {
                        tx.set_password(account.id, &hash)?;
                        tx.end_account_sessions(account.id, now_ms)
                    })
                    .await?;
                println!("{password}");
                // Not where scripts read the password.
                eprintln!("open sessions that were ended: {n_ended}");
                Ok(())
            }
            Task::Switch { account, to } => {
                let account = find(store, &account).await?.id;
                let is_on = matches!(to, OnOff::On);
                store.write(move |tx| tx.set_account_active(account, is_on)).await?;
                Ok(())
            }
        }
    }
}

async fn all(store: &Store) -> Result<Vec<Account>, Box<dyn Error>> {
    let all = store.read(|tx| {
        let mut all = Vec::new();
        for role in Role::ALL {
            all.extend(tx.accounts(role)?);
        }
        Ok(all)
    });
    Ok(all.await?)
}

async fn list(store: &Store) -> Result<(), Box<dyn Error>> {
    for account in all(store).await? {
        let user = account.user_name.as_deref().unwrap_or("-");
        let state = if account.is_active { "on" } else { "off" };
        println!(
            "{}  {:9}  {state:3}  {user:12}  {}",
            account.id,
            account.role.name(),
            account.name
        );
    }
    Ok(())
}

fn day(text: &str) -> Result<Day, &'static str> {
    Day::parse(text).ok_or("write a day that there is as 2026-01-31")
}

fn device(text: &str) -> Result<DeviceId, &'static str> {
    DeviceId::parse(text).ok_or("this is no id of a phone")
}

async fn devices(store: &Store, account: AccountId) -> Result<(), Box<dyn Error>> {
    let day = |at_ms: u64| Day::in_tuban(at_ms).to_string();
    for device in store.read(move |tx| tx.devices(account)).await? {
        let seen = device.seen_at_ms.map_or("-".into(), day);
        let revoked = device.revoked_at_ms.map(day);
        let state = revoked.map_or("on".into(), |day| format!("revoked {day}"));
        println!("{}  bound {}  seen {seen:10}  {state}", device.id, day(device.bound_at_ms));
    }
    Ok(())
}

async fn find(store: &Store, wanted: &str) -> Result<Account, Box<dyn Error>> {
    let id = AccountId::parse(wanted);
    let mut found = all(store).await?.into_iter().filter(|account| {
        Some(account.id) == id
            || account.user_name.as_deref() == Some(wanted)
            || account.name == wanted
    });
    match (found.next(), found.next()) {
        (Some(account), None) => Ok(account),
        (Some(_), Some(_)) => {
            Err("several people are called so; give the id of the account".into())
        }
        (None, _) => Err(format!("nobody is called {wanted}; see `account list`").into()),
    }
}
