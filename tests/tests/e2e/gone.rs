//! A form is open, and meanwhile the office changes whom or where it is about.

use server::store::{
    account::Assignment,
    merge::{self, How, Pair},
};
use shared::{day::Day, id::FamilyId};
use tests::story::Person;

use crate::stage::{self, Stage};

const TYPED: &str = "Rumah kosong, tetangga bilang pindah";

/// Heads of two families of the phone's village, each with its family.
fn two_families(stage: &Stage) -> [(FamilyId, String); 2] {
    let sql = "SELECT f.id, p.name FROM family f JOIN person p ON p.family = f.id \
               WHERE p.relation = 1 AND f.merged_into IS NULL AND f.village = \
               (SELECT village FROM assignment WHERE account = ?1 LIMIT 1) ORDER BY f.number LIMIT 2";
    let database = stage.process.database();
    let mut rows = database.prepare(sql).expect("the tables are there");
    let read = |row: &rusqlite::Row<'_>| Ok((FamilyId(row.get(0)?), row.get(1)?));
    let rows = rows.query_map([stage.account().0], read).expect("it is asked");
    let rows: Vec<_> = rows.map(|row| row.expect("a family")).collect();
    rows.try_into().expect("there are two")
}

/// Opens a visit to a family of the register, to its last question, and types there.
async fn types_on_a_visit(stage: &Stage, person: &Person<'_>, head: &str) {
    person.open(&stage.proxy.url("/warga")).await;
    person.types("cari-warga", head).await;
    person.touches_css("[data-list='people'] a").await;
    person.touches("visit-family").await;
    stage::comes_to_the_family(person).await;
    person.finds("[name='nama_kepala_keluarga']").await;
    person.types("alamat", TYPED).await;
    person.reads("Tersimpan di HP ini").await;
}

/// Opens the app anew, and then the visit: the address alone would only scroll.
async fn comes_back(stage: &Stage, person: &Person<'_>, visit: &str) {
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
    person.open(visit).await;
    person.finds("[name='alamat']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_goes_on_when_its_family_becomes_another_one_or_its_village_is_taken_away() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("gone").await;
    let person = Person::new(&browser, "gone");
    let [(goes, head), (stays, _)] = two_families(&stage);
    types_on_a_visit(&stage, &person, &head).await;

    // Two entries of one family: the visit is of the one that stays.
    let how = How { day: stage::today(), is_forced: true };
    let merged = stage.changes(move |tx| merge::families(tx, Pair { goes, stays }, how)).await;
    assert!(merged.is_ok(), "{merged:?}");
    let here = browser.web.current_url().await.expect("the browser is there").to_string();
    comes_back(&stage, &person, &here).await;
    assert_eq!(stage::typed(&person, "alamat").await, TYPED);

    // The village is another PSM's from today on.
    let (account, today) = (stage.account(), stage::today());
    stage
        .changes(move |tx| {
            for assignment in tx.assignments(account)? {
                let to: Option<Day> = Some(today.plus(-1));
                tx.set_assignment(account, &Assignment { to, ..assignment })?;
            }
            Ok(())
        })
        .await;
    comes_back(&stage, &person, &here).await;
    person.reads("Desa ini bukan tugas Anda lagi").await;
    assert_eq!(stage::typed(&person, "alamat").await, TYPED, "nothing typed is lost");
}
