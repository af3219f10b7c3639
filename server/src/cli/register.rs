//! `mutakhir register`: who is who, where the register has somebody twice.

use std::error::Error;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use server::clock::Clock;
use server::folder::Folder;
use server::places;
use server::store::StoreError;
use server::store::merge::{self, Done, How, MEMBERS_MAX, Pair, Refusal};
use server::store::register::{Family, Person, folded};
use shared::id::{FamilyId, PersonId};
use shared::region::VillageCode;

/// Families that are read at a time.
const PAGE: u32 = 200;

/// What to do with the register.
#[derive(Args)]
pub struct Register {
    #[command(subcommand)]
    command: Command,
    /// The folder of the database; a server may be running on it.
    #[arg(long, value_name = "DIR", default_value = "data", global = true)]
    data: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// List the people of a village whose name has these words, with the numbers that `merge` takes.
    Find {
        /// The village.
        #[arg(value_name = "CODE", value_parser = VillageCode::parse)]
        village: VillageCode,
        /// Words of a name.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Make two entries of one person, or of one family, one.
    Merge {
        #[command(subcommand)]
        what: What,
    },
}

#[derive(Subcommand)]
enum What {
    /// Two entries of one person.
    Person(Two),
    /// Two entries of one family.
    Family(Two),
}

/// Two entries of one.
#[derive(Args)]
struct Two {
    /// The one that is given up: village and number, as in 3523161003/42.
    #[arg(value_name = "GOES", value_parser = entry)]
    goes: Entry,
    /// The one that stays.
    #[arg(value_name = "STAYS", value_parser = entry)]
    stays: Entry,
    /// Also when both have a NIK and not the same one.
    #[arg(long)]
    force: bool,
    /// Do it. Without, it is only said what would be done.
    #[arg(long)]
    yes: bool,
}

/// A family or person by its short number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    village: VillageCode,
    number: u32,
}

fn entry(text: &str) -> Result<Entry, String> {
    let parts = text.split_once('/');
    let read = parts.and_then(|(village, number)| {
        Some(Entry { village: VillageCode::parse(village).ok()?, number: number.parse().ok()? })
    });
    read.ok_or_else(|| String::from("a village and a number, as in 3523161003/42"))
}

/// Does it and prints what was done.
///
/// # Errors
/// When somebody is not known, two are not to be merged, or the database refuses.
pub fn run(options: Register) -> Result<(), Box<dyn Error>> {
    let store = Folder::beside(&options.data)?.open(None)?;
    let done = match options.command {
        Command::Find { village, name } => find(&store, village, &name),
        Command::Merge { what } => merged(&store, what),
    };
    store.close();
    done
}

fn find(
    store: &server::store::Store,
    village: VillageCode,
    name: &str,
) -> Result<(), Box<dyn Error>> {
    places::named(village)?;
    let words = folded(name);
    let mut after = 0;
    loop {
        let page = store.read(move |tx| tx.families_changed(village, after, PAGE)).wait()?;
        for family in &page {
            let found = |one: &&Person| {
                let own = folded(&one.name);
                words.split(' ').all(|word| own.contains(word)) && one.merged_into.is_none()
            };
            for person in family.members.iter().filter(found) {
                println!("{}", line(family, person));
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE as usize => after = last.last_seq,
            _ => return Ok(()),
        }
    }
}

/// One person in a line: which, name, birth, where, the last digits of the NIK.
fn line(family: &Family, person: &Person) -> String {
    let village = family.village;
    let birth = person.birth.map_or_else(|| String::from("?"), |day| day.to_string());
    let rt = family.rt.map_or_else(|| String::from("?"), |rt| rt.to_string());
    let nik = person
        .nik
        .map_or_else(|| String::from("tanpa NIK"), |nik| format!("•••• {:04}", nik % 10_000));
    format!(
        "{village}/{} {}, {birth}, {nik}; KK {village}/{} RT {rt} {}",
        person.number, person.name, family.number, family.address
    )
}

fn merged(store: &server::store::Store, what: What) -> Result<(), Box<dyn Error>> {
    let (two, is_family) = match what {
        What::Person(two) => (two, false),
        What::Family(two) => (two, true),
    };
    let Two { goes, stays, force, yes } = two;
    let how = How { day: Clock::system().today(), is_forced: force };
    let done = store
        .write(move |tx| {
            tx.begin_item()?;
            let done = if is_family {
                let pair = (family(tx, goes)?, family(tx, stays)?);
                match pair {
                    (Some(goes), Some(stays)) => merge::families(tx, Pair { goes, stays }, how)?,
                    _ => Err(Refusal::Unknown),
                }
            } else {
                match (person(tx, goes)?, person(tx, stays)?) {
                    (Some(goes), Some(stays)) => merge::people(tx, Pair { goes, stays }, how)?,
                    _ => Err(Refusal::Unknown),
                }
            };
            let said = match &done {
                Ok(done) => lines(tx, done)?,
                Err(_) => Vec::new(),
            };
            if yes && done.is_ok() {
                tx.keep_item()?;
            } else {
                tx.undo_item()?;
            }
            Ok(done.map(|_| said))
        })
        .wait()?;
    for line in done.map_err(words)? {
        println!("{line}");
    }
    if !yes {
        println!("# belum disimpan; ulangi dengan --yes · not stored; run again with --yes");
    }
    Ok(())
}

fn person(tx: &dyn server::store::Writes, entry: Entry) -> Result<Option<PersonId>, StoreError> {
    let found = tx.person_numbered(entry.village, entry.number)?;
    Ok(found.map(|(_, person)| person))
}

fn family(tx: &dyn server::store::Writes, entry: Entry) -> Result<Option<FamilyId>, StoreError> {
    tx.family_numbered(entry.village, entry.number)
}

/// What was done, for whoever decides whether it stays so.
fn lines(tx: &dyn server::store::Writes, done: &Done) -> Result<Vec<String>, StoreError> {
    let mut lines = Vec::new();
    let mut said = |words: &str, id: PersonId| -> Result<(), StoreError> {
        let Some(of) = tx.family_of(id)? else { return Ok(()) };
        let Some(family) = tx.family(of)? else { return Ok(()) };
        if let Some(person) = family.members.iter().find(|one| one.id == id) {
            lines.push(format!("{words} {}", line(&family, person)));
        }
        Ok(())
    };
    for pair in &done.people {
        said("- menjadi satu · goes: ", pair.goes)?;
        said("  dengan · stays:", pair.stays)?;
    }
    if done.family.is_some() {
        lines.push(format!("anggota pindah · members that come: {}", done.n_came));
    }
    lines.push(format!("tugas pindah · tasks that go along: {}", done.n_tasks_moved));
    lines.push(format!("tugas selesai · tasks that end: {}", done.n_tasks_ended));
    Ok(lines)
}

fn words(refusal: Refusal) -> String {
    match refusal {
        Refusal::Unknown => String::from("one of both is not in the register"),
        Refusal::Same => String::from("both are one already"),
        Refusal::TwoVillages => String::from(
            "the families are of two villages; merge the people who are the same, one by one",
        ),
        Refusal::TwoNiks => String::from(
            "both have a NIK and not the same one: look at the cards, then use --force",
        ),
        Refusal::TooLarge => format!("the family would have more than {MEMBERS_MAX} members"),
    }
}
