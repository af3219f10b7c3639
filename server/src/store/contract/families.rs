//! What every engine finds when the desk searches for families.

use shared::id::{FamilyId, PersonId};

use super::{
    super::{
        Scope,
        desk::{FAMILIES_MAX, FamilyFilter, FamilyPage, LOOKED_AT_MAX},
        register::{Family, FamilyState, Former, Person},
    },
    Db,
    desk::{VILLAGES, kecamatan, village},
    each,
};

fn id(number: u32) -> [u8; 16] {
    let mut id = [0; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    id
}

/// A family with a head of this name in one of the villages.
fn put(db: &Db, number: u32, place: usize, name: &str) {
    let mut head = Person::new(PersonId(id(number)), String::from(name));
    head.nik = Some(3_523_160_000_000_000 + u64::from(number));
    let family = Family {
        no_kk: Some(3_523_169_000_000_000 + u64::from(number)),
        former_kk: vec![Former { digits: 3_523_168_000_000_000 + u64::from(number), until: None }],
        rt: Some(3),
        members: vec![head],
        ..Family::new(FamilyId(id(number)), village(VILLAGES[place]))
    };
    db.write(|tx| tx.put_family(family.clone())).unwrap();
}

fn search(db: &Db, scope: Scope, filter: &FamilyFilter) -> FamilyPage {
    db.read(|tx| tx.find_families(scope, filter)).unwrap()
}

fn found(db: &Db, scope: Scope, words: &str) -> Vec<String> {
    let filter = FamilyFilter { words: String::from(words), limit: 9, ..FamilyFilter::default() };
    let page = search(db, scope, &filter);
    page.families.into_iter().map(|family| family.members[0].name.clone()).collect()
}

#[test]
fn a_search_finds_families_of_the_scope_by_words_and_numbers() {
    each(|db| {
        put(db, 1, 0, "Moh. Djoko");
        put(db, 2, 0, "Siti Aminah");
        put(db, 3, 1, "Joko Widodo");
        put(db, 4, 2, "Djoko");
        let own = Scope::Village(village(VILLAGES[0]));
        assert_eq!(found(db, own, "joko"), ["Moh. Djoko"]);
        assert_eq!(found(db, own, ""), ["Moh. Djoko", "Siti Aminah"]);
        assert_eq!(found(db, own, "siti rt 3 0002"), ["Siti Aminah"]);
        assert_eq!(found(db, own, "rt 4"), [""; 0]);
        assert_eq!(found(db, Scope::Regency, "joko").len(), 3);
        // Whole numbers, present and former, and never those of others' villages.
        for number in ["3523160000000002", "3523169000000002", "3523168000000002"] {
            assert_eq!(found(db, own, number), ["Siti Aminah"], "{number}");
        }
        for number in ["3523160000000003", "3523169000000003", "3523168000000003"] {
            assert_eq!(found(db, own, number), [""; 0], "{number}");
            assert_eq!(found(db, Scope::Regency, number), ["Joko Widodo"], "{number}");
        }
        let place = FamilyFilter {
            kecamatan: Some(kecamatan(352_316)),
            words: String::from("joko"),
            limit: 9,
            ..FamilyFilter::default()
        };
        let all = search(db, Scope::Regency, &place).families;
        assert!(all.iter().all(|family| family.village.kecamatan() == kecamatan(352_316)));
        let other = FamilyFilter { village: Some(village(VILLAGES[1])), ..place };
        assert_eq!(search(db, own, &other), FamilyPage::default());
    });
}

#[test]
fn a_family_that_turned_out_to_be_another_is_not_found_and_one_that_moved_is() {
    each(|db| {
        put(db, 1, 0, "Joko");
        let set = |state| {
            db.write(|tx| {
                let family = tx.family(FamilyId(id(1)))?.unwrap();
                tx.put_family(Family { state, ..family }).map(drop)
            })
            .unwrap();
        };
        set(FamilyState::Moved);
        assert_eq!(found(db, Scope::Regency, "joko"), ["Joko"]);
        set(FamilyState::Merged);
        assert_eq!(found(db, Scope::Regency, "joko"), [""; 0]);
        assert_eq!(found(db, Scope::Regency, "3523160000000001"), [""; 0]);
    });
}

#[test]
fn pages_follow_one_another_and_leave_nothing_out() {
    each(|db| {
        let n_families = FAMILIES_MAX + 7;
        for number in 0..n_families {
            let place = usize::try_from(number % 3).unwrap();
            put(db, number, place, &format!("Orang {number}"));
        }
        for limit in [1, 20, FAMILIES_MAX, u32::MAX] {
            let mut filter = FamilyFilter { limit, ..FamilyFilter::default() };
            let (mut seen, mut n_pages) = (Vec::new(), 0);
            loop {
                let page = search(db, Scope::Regency, &filter);
                assert!(page.families.len() <= usize::try_from(limit.min(FAMILIES_MAX)).unwrap());
                seen.extend(page.families.into_iter().map(|one| (one.village, one.number)));
                n_pages += 1;
                filter.after = page.next;
                if page.next.is_none() {
                    break;
                }
            }
            assert!(seen.is_sorted(), "{seen:?}");
            assert_eq!(seen.len(), usize::try_from(n_families).unwrap(), "limit {limit}");
            assert!(n_pages <= n_families, "{n_pages}");
        }
    });
}

#[test]
fn one_search_looks_at_so_many_people_and_says_how_far_it_came() {
    each(|db| {
        let n_per_family = 2_000;
        let n_families = LOOKED_AT_MAX / n_per_family + 1;
        for number in 0..n_families {
            let people = (0..n_per_family).map(|one| {
                let id = PersonId(id(1_000_000 + number * n_per_family + one));
                Person::new(id, String::from("A"))
            });
            let family = Family {
                members: people.collect(),
                ..Family::new(FamilyId(id(number)), village(VILLAGES[0]))
            };
            db.write(|tx| tx.put_family(family.clone())).unwrap();
        }
        let filter = FamilyFilter { words: String::from("nobody"), limit: 9, ..Default::default() };
        let page = search(db, Scope::Regency, &filter);
        assert_eq!(page.families, []);
        assert_eq!(page.next, Some((village(VILLAGES[0]), n_families - 1)));
        let rest = search(db, Scope::Regency, &FamilyFilter { after: page.next, ..filter });
        assert_eq!(rest, FamilyPage::default());
    });
}
