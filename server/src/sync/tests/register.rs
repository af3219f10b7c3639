//! What a phone is told of the register.

use shared::{
    codec,
    id::{FamilyId, PersonId},
    register::family::{Families1, Gone1, MEMBERS_MAX, News, TEXT_BYTES_MAX, news},
    sync::{feed::PullReply2, limits::PULL_BYTES_MAX},
};

use super::{
    super::register::register,
    Server, TODAY, check,
    samples::{NOW_MS, VILLAGE},
};
use crate::store::{
    contract,
    register::{Family, FamilyState, Former, Person, PersonState, Programme, Source},
};

fn family(number: u16, names: &[&str]) -> Family {
    let mut id = [0; 16];
    id[..2].copy_from_slice(&number.to_be_bytes());
    let mut family = Family::new(FamilyId(id), VILLAGE);
    family.no_kk = Some(3_523_160_000_000_000 + u64::from(number));
    family.address = String::from("Utara musala");
    for (idx, name) in (1..).zip(names) {
        id[15] = idx;
        let mut person = Person::new(PersonId(id), String::from(*name));
        person.nik = Some(3_523_164_111_240_000 + u64::from(number) * 10 + u64::from(idx));
        family.members.push(person);
    }
    family
}

impl Server {
    fn put_family(&mut self, family: Family) -> Family {
        contract::commit(&mut *self.engine, |tx| tx.put_family(family)).unwrap()
    }

    fn register_page(&mut self, is_here: bool, after: u64, limit: u32) -> PullReply2 {
        contract::commit(&mut *self.engine, |tx| {
            register(tx, VILLAGE, is_here, after, limit, NOW_MS)
        })
        .unwrap()
    }

    /// What a phone knows that asks page by page.
    fn register(&mut self, after: u64) -> (Families1, u64) {
        let (mut all, mut after) = (Families1::default(), after);
        loop {
            let reply = self.register_page(true, after, 2);
            assert!(reply.next > after || !reply.more, "a page goes forward");
            for event in &reply.events {
                let Some(News::Families(some)) = news(event) else { panic!("not families") };
                all.take(some);
            }
            after = reply.next;
            if !reply.more {
                return (all, after);
            }
        }
    }
}

#[test]
fn a_phone_gets_the_village_with_four_digits_of_each_number_and_then_what_changed() {
    check(|server| {
        let first = server.put_family(family(1, &["Sukarto", "Aminah"]));
        server.put_family(family(2, &["Ali"]));
        let (all, cursor) = server.register(0);
        assert_eq!(all.families.len(), 2);
        let one = all.families.iter().find(|family| family.number == first.number).unwrap();
        assert_eq!((one.kk, one.members[0].nik, one.id), (Some(1), Some(11), None));
        let whole = codec::encode(&all);
        let no_kk = codec::encode(&first.no_kk.unwrap());
        assert!(!whole.windows(no_kk.len()).any(|bytes| bytes == no_kk), "no whole number");

        let (nothing, same) = server.register(cursor);
        assert_eq!((nothing, same), (Families1::default(), cursor));

        let mut changed = first.clone();
        changed.members[0].state = PersonState::Dead;
        changed.members[1].set_nik(3_523_164_111_249_990, TODAY);
        let person = Some(changed.members[1].id);
        changed.programmes.push(Programme { person, code: 2, since: None, until: None });
        server.put_family(changed);
        let (news, _) = server.register(cursor);
        assert_eq!(news.families.len(), 1);
        let family = &news.families[0];
        assert_eq!(family.members.len(), 1);
        let aminah = &family.members[0];
        assert_eq!(
            (aminah.nik, &aminah.former_nik[..], &aminah.programmes[..]),
            (Some(9_990), &[12][..], &[2][..])
        );
        let gone = Gone1 { number: first.members[0].number, why: Gone1::ENDED, into: 0 };
        assert_eq!(family.gone, [gone]);
    });
}

#[test]
fn what_is_not_there_any_more_is_named_and_with_what_it_became() {
    check(|server| {
        let mut stays = server.put_family(family(1, &["Sukarto"]));
        let mut merged = server.put_family(family(2, &["Soekarto"]));
        let mut moved = server.put_family(family(3, &["Ali"]));
        stays.members.append(&mut merged.members);
        let stays = server.put_family(stays);
        let (_, cursor) = server.register(0);
        (merged.state, merged.merged_into) = (FamilyState::Merged, Some(stays.id));
        moved.state = FamilyState::Moved;
        let (merged, moved) = (server.put_family(merged), server.put_family(moved));
        let (news, _) = server.register(cursor);
        assert_eq!(news.families, []);
        assert_eq!(
            news.gone,
            [
                Gone1 { number: merged.number, why: Gone1::MERGED, into: stays.number },
                Gone1 { number: moved.number, why: Gone1::MOVED, into: 0 },
            ]
        );
    });
}

#[test]
fn a_family_that_a_phone_added_comes_back_with_the_id_by_which_it_is_named_there() {
    check(|server| {
        let mut added = family(1, &["Sukarto"]);
        added.source = Source::Psm;
        let added = server.put_family(added);
        let (all, _) = server.register(0);
        assert_eq!(all.families[0].id, Some(added.id));
        assert_eq!(all.families[0].members[0].id, Some(added.members[0].id));
    });
}

#[test]
fn whoever_does_not_work_there_hears_that_and_nothing_else() {
    check(|server| {
        server.put_family(family(1, &["Sukarto"]));
        let reply = server.register_page(false, 0, 500);
        assert_eq!((reply.next, reply.more), (0, false));
        assert_eq!(
            reply.events.iter().map(|event| news(event)).collect::<Vec<_>>(),
            [Some(News::NotHere)]
        );
    });
}

#[test]
fn answers_are_bounded_and_what_is_endless_is_cut() {
    check(|server| {
        let long = "ñ".repeat(200);
        for number in 0..300 {
            let mut large = family(number, &[long.as_str(); 12]);
            large.address = "ñ".repeat(500);
            server.put_family(large);
        }
        let mut larger = family(400, &["x"; 90]);
        larger.former_kk = (1..90).map(|digits| Former { digits, until: None }).collect();
        server.put_family(larger);
        let reply = server.register_page(true, 0, 500);
        let n_bytes: usize = reply.events.iter().map(Vec::len).sum();
        assert!(reply.more && n_bytes < 2 * PULL_BYTES_MAX, "{n_bytes}");
        let (all, _) = server.register(0);
        assert_eq!(all.families.len(), 301);
        let longest = all.families.iter().map(|family| family.address.len()).max();
        assert_eq!(longest, Some(TEXT_BYTES_MAX));
        let most = all.families.iter().map(|family| family.members.len()).max();
        assert_eq!(most, Some(MEMBERS_MAX));
    });
}
