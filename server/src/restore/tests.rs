//! A copy takes the place of a database, or everything stays, wherever it is interrupted.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;

use shared::id::{AccountId, BlobId, RecordId};
use tempfile::TempDir;

use super::*;
use crate::folder::database_path;
use crate::store::Shell;
use crate::store::account::{Account, Role};
use crate::store::blobs::{Blob, BlobState, Media, Picture};

/// A folder with a database in which one account has this name, left as a killed server leaves it:
/// with the account in the log only.
fn folder_of(name: &str) -> TempDir {
    let made = tempfile::tempdir().unwrap();
    add_account(made.path(), name);
    let left = tempfile::tempdir().unwrap();
    let shell = Shell::open(&database_path(made.path()));
    shell.execute("PRAGMA journal_mode = wal; UPDATE account SET phone = 1");
    for name in fs::read_dir(made.path()).unwrap().map(|file| file.unwrap().file_name()) {
        fs::copy(made.path().join(&name), left.path().join(&name)).unwrap();
    }
    left
}

fn add_account(folder: &Path, name: &str) {
    let folder = Folder::to_serve(folder).unwrap();
    let store = folder.open(None).unwrap();
    let account = Account {
        id: AccountId::new(1, [1; 10]),
        name: name.into(),
        role: Role::Psm,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active: true,
    };
    store.write(move |tx| tx.add_account(&account)).wait().unwrap();
    store.close();
}

/// A photo with this number that has arrived, with its file or without.
fn add_photo(data: &Path, number: u8, has_file: bool) {
    let folder = Folder::to_serve(data).unwrap();
    let store = folder.open(None).unwrap();
    let hash = [number; 32];
    let (media, stored_at_ms) = (Media::Jpeg, 1);
    let blob = Blob {
        id: BlobId([number; 16]),
        account: AccountId::new(1, [1; 10]),
        record: RecordId([number; 16]),
        n_bytes: 9,
        sha256: hash,
        announced_at_ms: 1,
        n_wrong: 0,
        state: BlobState::Arrived(Picture { hash, media, width: 16, height: 16, stored_at_ms }),
    };
    store.write(move |tx| tx.put_blob(&blob)).wait().unwrap();
    store.close();
    if has_file {
        let hash = shared::hex::encode(&hash);
        let place = data.join("blobs").join(&hash[..2]).join(&hash[2..4]);
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join(hash), b"a picture").unwrap();
    }
}

#[test]
fn photos_that_came_after_the_copy_stay_and_files_that_are_missing_are_counted() {
    let (data, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    add_account(data.path(), "Siti");
    add_photo(data.path(), 1, true);
    add_photo(data.path(), 2, false);
    let copy = elsewhere.path().join("copy.db");
    fs::copy(database_path(data.path()), &copy).unwrap();
    add_photo(data.path(), 3, true);
    let restored = restore(&copy, data.path(), &Clock::system()).unwrap();
    let records = vec![RecordId([2; 16])];
    assert_eq!(restored.photos, Photos { n_named: 3, n_after: 1, n_missing: 1, records });
    let shell = Shell::open(&database_path(data.path()));
    assert_eq!(shell.text("SELECT count(*) FROM blob WHERE state = 2"), "3");
    // On another machine, without the folder of photos.
    let empty = tempfile::tempdir().unwrap();
    let restored = restore(&copy, empty.path(), &Clock::system()).unwrap();
    assert_eq!((restored.photos.n_named, restored.photos.n_missing), (2, 2));
}

/// The name of the account, whether its row came out of the log, and the database's own name.
fn found(database: &Path) -> (String, bool, String) {
    let shell = Shell::open(database);
    assert_eq!(shell.text("SELECT * FROM pragma_integrity_check"), "ok");
    let is_from_log = shell.text("SELECT phone IS NOT NULL FROM account") == "1";
    (shell.text("SELECT name FROM account"), is_from_log, shell.text("SELECT epoch FROM meta"))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "mutakhir.lock")
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_takes_the_place_of_the_database_with_a_name_of_its_own() {
    let (copies, data) = (folder_of("copy"), folder_of("old"));
    let copy = database_path(copies.path());
    let before = found(&database_path(folder_of("copy").path()));
    let done = restore(&copy, data.path(), &Clock::system()).unwrap();

    let (name, from_log, epoch) = found(&database_path(data.path()));
    assert_eq!((name.as_str(), from_log), ("copy", true));
    assert_ne!(epoch, before.2);
    let old = done.old.unwrap();
    assert_eq!(found(&old), ("old".into(), true, found(&old).2));
    assert!(!done.is_old_damaged);
    assert_eq!(done.contents, Some(Contents { n_records: 0, newest_ms: None }));
    let old = old.file_name().unwrap().to_string_lossy().into_owned();
    assert!(old.starts_with("mutakhir-replaced-20") && old.ends_with(".db"), "{old}");
    assert_eq!(names(data.path()), [old, "mutakhir.db".into()]);
    assert!(names(copies.path()).contains(&"mutakhir.db-wal".into()), "the copy is as it was");
}

#[test]
fn an_empty_or_missing_folder_takes_a_copy_too() {
    let (copies, place) = (folder_of("copy"), tempfile::tempdir().unwrap());
    let data = place.path().join("new");
    let done = restore(&database_path(copies.path()), &data, &Clock::system()).unwrap();
    assert_eq!((done.old, found(&database_path(&data)).0), (None, "copy".into()));
}

#[test]
fn wherever_it_is_interrupted_one_whole_database_is_in_place_and_it_can_be_repeated() {
    for n_steps in 0..=STEPS.len() {
        let (copies, data) = (folder_of("copy"), folder_of("old"));
        let copy = database_path(copies.path());
        let database = database_path(data.path());
        {
            let folder = Folder::alone(data.path()).unwrap();
            let plan = Plan::new(copy.clone(), &folder, &Clock::system()).unwrap();
            for step in &STEPS[..n_steps] {
                step(&plan, &mut Restored::default()).unwrap();
            }
        }
        let expected = if n_steps == STEPS.len() { "copy" } else { "old" };
        // Looked at in another place: opening it here would tidy up.
        let looked_at = tempfile::tempdir().unwrap();
        for path in with_beside(&database).filter(|path| path.exists()) {
            fs::copy(&path, looked_at.path().join(path.file_name().unwrap())).unwrap();
        }
        let (name, from_log, _) = found(&database_path(looked_at.path()));
        assert_eq!((name.as_str(), from_log), (expected, true), "after {n_steps} steps");

        let done = restore(&copy, data.path(), &Clock::system()).unwrap();
        assert_eq!(found(&database).0, "copy", "after {n_steps} steps");
        let old = found(&done.old.unwrap());
        assert_eq!((old.0.as_str(), old.1), (expected, true), "after {n_steps} steps");
        let n_kept = if n_steps == STEPS.len() { 2 } else { 1 };
        assert_eq!(names(data.path()).len(), n_kept + 1, "{:?}", names(data.path()));
    }
}

#[test]
fn what_is_no_whole_database_of_ours_is_refused_and_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let whole = fs::read(database_path(folder_of("copy").path())).unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = place.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let change = |name: &str, sql: &str| {
        let path = write(name, &whole);
        Shell::open(&path).execute(sql);
        path
    };
    let mut torn = whole.clone();
    torn[8_192..].fill(7);
    for (copy, words) in [
        (write("empty", b""), "no database of mutakhir"),
        (write("text", &[b'x'; 9_000]), "no database of mutakhir"),
        (write("torn", &torn), "is damaged"),
        (write("cut", &whole[..whole.len() / 2]), "is damaged"),
        (change("later", "PRAGMA user_version = 999"), "newer version"),
        (change("nameless", "DELETE FROM meta"), "no database of mutakhir"),
        (place.path().join("missing"), "cannot read"),
        (place.path().to_path_buf(), "is no file"),
        (
            change("acting", "CREATE TRIGGER undo AFTER INSERT ON change BEGIN SELECT 1; END"),
            "acting is damaged: it has a trigger undo",
        ),
    ] {
        let data = folder_of("old");
        let error = restore(&copy, data.path(), &Clock::system()).unwrap_err().to_string();
        assert!(error.contains(words), "{}: {error}", copy.display());
        assert_eq!(found(&database_path(data.path())).0, "old");
        assert!(names(data.path()).iter().all(|name| !name.contains("new")), "{copy:?}");
    }
    let data = folder_of("old");
    let itself = database_path(data.path());
    let error = restore(&itself, data.path(), &Clock::system()).unwrap_err();
    assert!(matches!(error, RestoreError::Itself { .. }), "{error}");
}

#[test]
fn a_database_in_use_stays_in_place() {
    let (copies, data) = (folder_of("copy"), folder_of("old"));
    let shell = Shell::open(&database_path(data.path()));
    shell.execute("UPDATE account SET phone = 2");
    let copy = database_path(copies.path());
    let error = restore(&copy, data.path(), &Clock::system()).unwrap_err().to_string();
    assert!(error.contains("another program has"), "{error}");
    drop(shell);
    assert_eq!(found(&database_path(data.path())).0, "old");
}

#[test]
fn a_damaged_database_is_put_aside_as_it_is() {
    let (copies, data) = (folder_of("copy"), folder_of("old"));
    let database = database_path(data.path());
    let mut bytes = fs::read(&database).unwrap();
    bytes[8_192..].fill(7);
    fs::write(&database, &bytes).unwrap();
    let copy = database_path(copies.path());
    let done = restore(&copy, data.path(), &Clock::system()).unwrap();
    assert!(done.is_old_damaged);
    let old = done.old.unwrap();
    assert!(fs::read(&old).unwrap() == bytes, "it was changed");
    assert!(beside(&old, "-wal").exists());
    assert_eq!(found(&database).0, "copy");
}
