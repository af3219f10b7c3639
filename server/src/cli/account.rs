//! `mutakhir account`: the accounts of a database, also while a server is running on it.
//!
//! The administrator's desk takes this over later; the first account of a new server needs it.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use server::auth::activation::{invite, link, revoke};
use server::auth::{names, password, secret};
use server::clock::Clock;
use server::folder::Folder;
use server::places;
use server::store::Store;
use server::store::account::{Account, Assignment, Role};
use server::sync::References;
use server::sync::recheck::{Released, village_given, village_slice};
use shared::day::Day;
use shared::id::{AccountId, DeviceId};
use shared::kk::NoKk;
use shared::region::{KecamatanCode, RegionCodes, VillageCode};
use shared::text::Lang;

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
                let own_kk = kk.map(|typed| family_card("--kk", &typed)).transpose()?;
                add_psm(store, name, villages, own_kk).await
            }
            Task::AddDesk { name, user, role, area } => {
                add_desk(store, name, user, role.role(), area).await
            }
            Task::Assign { account, village, from, to } => {
                let account = find(store, &account).await?;
                if account.role != Role::Psm {
                    return Err("only a PSM works in villages".into());
                }
                if let Some(village) = village {
                    let from = from.unwrap_or_else(|| Clock::system().today());
                    let assignment = Assignment { village, from, to };
                    told(assign(store, account.id, assignment, now_ms).await?);
                }
                assignments(store, account.id).await
            }
            Task::Kk { account, set, clear } => {
                let account = find(store, &account).await?;
                if account.role != Role::Psm {
                    return Err("only a PSM records families; nobody else needs a number".into());
                }
                let own_kk = set.map(|typed| family_card("--set", &typed)).transpose()?;
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

async fn assign(
    store: &Store,
    account: AccountId,
    assignment: Assignment,
    now_ms: u64,
) -> Result<Released, Box<dyn Error>> {
    let village = assignment.village;
    let place = places::named(village)?;
    if assignment.to.is_some_and(|to| to < assignment.from) {
        return Err("the last day is before the first".into());
    }
    // What is checked again is checked like what arrives.
    let references = Arc::new(References::bundled());
    let given = (account, village);
    let assigned = store.write(move |tx| {
        tx.set_assignment(account, &assignment)?;
        village_given(tx, given)
    });
    assigned.await?;
    let mut released = Released::default();
    loop {
        let references = Arc::clone(&references);
        let slice = store.write(move |tx| village_slice(tx, given, &references, now_ms));
        let Some(more) = slice.await? else { break };
        released = released.and(more);
    }
    say_where(&place);
    Ok(released)
}

/// Says which place a code means, so that a slip in a digit is seen. Not where scripts read.
fn say_where(place: &str) {
    eprintln!("place: {place}");
}

/// Says what became of records that were held for the village. Not where scripts read the villages.
fn told(released: Released) {
    let Released { n_released, n_held, n_of_other_days, first_other_day } = released;
    eprintln!("held records that were released: {n_released}");
    if n_held > 0 {
        eprintln!("held by something else still: {n_held}");
    }
    if let Some(day) = first_other_day {
        eprintln!("of days on which the village is not theirs: {n_of_other_days}, from {day} on");
    }
}

async fn assignments(store: &Store, account: AccountId) -> Result<(), Box<dyn Error>> {
    for Assignment { village, from, to } in store.read(move |tx| tx.assignments(account)).await? {
        let to = to.map_or("-".into(), |day| day.to_string());
        println!("{village}  from {from}  to {to:10}  {}", places::village_title(village));
    }
    Ok(())
}

fn day(text: &str) -> Result<Day, &'static str> {
    Day::parse(text).ok_or("write a day that there is as 2026-01-31")
}

/// Reads the number of a family card. Not by the parser of the options, which repeats what it does not
/// like: whose number it is stays between the keyboard and the database.
fn family_card(option: &str, typed: &str) -> Result<NoKk, String> {
    let number = NoKk::parse(typed).map_err(|_| {
        let n_digits = typed.chars().filter(char::is_ascii_digit).count();
        format!(
            "{option} is no family card number: it has 16 digits, at the top of the card, and here \
             are {n_digits}; type it again"
        )
    })?;
    for finding in number.findings(Clock::system().today(), Some(&RegionCodes::bundled())) {
        // Offices have issued odd ones: taken all the same.
        eprintln!("{option}: {}", finding.message().get(Lang::En));
    }
    Ok(number)
}

fn device(text: &str) -> Result<DeviceId, &'static str> {
    DeviceId::parse(text).ok_or("this is no id of a phone")
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

async fn add_psm(
    store: &Store,
    name: String,
    villages: Vec<VillageCode>,
    own_kk: Option<NoKk>,
) -> Result<(), Box<dyn Error>> {
    let places =
        villages.iter().map(|village| places::named(*village)).collect::<Result<Vec<_>, _>>()?;
    let clock = Clock::system();
    let account = Account { own_kk, ..account(&clock, &name, Role::Psm)? };
    let from = clock.today();
    let id = account.id;
    store
        .write(move |tx| {
            tx.add_account(&account)?;
            for village in &villages {
                tx.set_assignment(account.id, &Assignment { village: *village, from, to: None })?;
            }
            Ok(())
        })
        .await?;
    places.iter().for_each(|place| say_where(place));
    println!("{id}");
    Ok(())
}

async fn add_desk(
    store: &Store,
    name: String,
    user: String,
    role: Role,
    area: Option<String>,
) -> Result<(), Box<dyn Error>> {
    let user = names::user(&user)?;
    let (area, place) = match (role, area) {
        (Role::Desa, Some(code)) => {
            let village = VillageCode::parse(&code)?;
            (Some(village.number()), Some(places::named(village)?))
        }
        (Role::Kecamatan, Some(code)) => {
            let kecamatan = kecamatan(&code)?;
            (Some(kecamatan.number()), Some(places::kecamatan_title(kecamatan)))
        }
        (Role::Desa | Role::Kecamatan, None) => return Err("this role needs --area".into()),
        (Role::Psm | Role::Dinsos | Role::Admin, Some(_)) => {
            return Err("this role is for the whole regency; leave --area out".into());
        }
        (Role::Psm | Role::Dinsos | Role::Admin, None) => (None, None),
    };
    let password = password::generate()?;
    let account = Account {
        user_name: Some(user.clone()),
        password_hash: Some(password::hash(&password)?),
        area,
        ..account(&Clock::system(), &name, role)?
    };
    let name = user.clone();
    let is_added = store.write(move |tx| {
        if tx.account_named(&name)?.is_some() {
            return Ok(false);
        }
        tx.add_account(&account).map(|()| true)
    });
    if !is_added.await? {
        return Err(format!("the user name {user} is taken; see `account list`").into());
    }
    place.iter().for_each(|place| say_where(place));
    println!("{password}");
    Ok(())
}

fn account(clock: &Clock, name: &str, role: Role) -> Result<Account, Box<dyn Error>> {
    Ok(Account {
        id: AccountId::new(clock.now_ms(), secret::random()?),
        name: names::person(name)?,
        role,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active: true,
    })
}

/// A kecamatan of Tuban, dotted or bare.
fn kecamatan(code: &str) -> Result<KecamatanCode, Box<dyn Error>> {
    let bare = code.replace('.', "");
    places::all()
        .iter()
        .map(|village| village.kecamatan)
        .find(|kecamatan| kecamatan.number().to_string() == bare)
        .ok_or_else(|| format!("{code} is no kecamatan of Tuban").into())
}
