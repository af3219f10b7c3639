//! New accounts.

use std::error::Error;

use server::auth::{names, password, secret};
use server::clock::Clock;
use server::places;
use server::store::Store;
use server::store::account::{Account, Assignment, Role};
use shared::id::AccountId;
use shared::kk::NoKk;
use shared::region::{KecamatanCode, Regions, VillageCode};
use shared::text::Lang;

use super::villages::say_where;

/// Adds a PSM and prints the id of the account.
///
/// # Errors
/// For a name or a village that cannot be, or the database's.
pub(super) async fn psm(
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

/// Adds somebody at the desk and prints a password.
///
/// # Errors
/// For a name or an area that cannot be, a name that is taken, or the database's.
pub(super) async fn desk(
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

/// Reads the number of a family card. Not by the parser of the options, which repeats what it does not
/// like: whose number it is stays between the keyboard and the database.
pub(super) fn family_card(option: &str, typed: &str) -> Result<NoKk, String> {
    let number = NoKk::parse(typed).map_err(|_| {
        let n_digits = typed.chars().filter(char::is_ascii_digit).count();
        format!(
            "{option} is no family card number: it has 16 digits, at the top of the card, and here \
             are {n_digits}; type it again"
        )
    })?;
    for finding in number.findings(Clock::system().today(), Some(&Regions::bundled())) {
        // Offices have issued odd ones: taken all the same.
        eprintln!("{option}: {}", finding.message().get(Lang::En));
    }
    Ok(number)
}
