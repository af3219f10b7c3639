//! The register comes in chunks, is searched while the rest arrives, and goes with its village.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::{
    cell::RefCell,
    rc::Rc,
    task::{Context, Waker},
};

use client::{
    driver::{Parts, Watch, channel, drive},
    memory::MemoryStore,
    register::{NewFamily, Shelf, add, fetch, own_families, stored, streams},
    store::{LocalStore, Table},
    transport::{Asked, Failure, Transport},
};
use common::*;
use shared::{
    id::DeviceId,
    region::VillageCode,
    register::{
        family::{self, Families1, Family1, Gone1, Person1},
        query::Query,
        reference::FamilyRef,
    },
    sync::{
        account::{Activate1, Profile1},
        client::Status,
        feed::{Feed, PullReply2, Stream},
        wire::{Push1, PushReply1},
    },
};

const OTHER: VillageCode = VillageCode::from_number(3_523_161_004);

/// A server with families, each in the order in which it was changed last.
#[derive(Default)]
struct Server {
    epoch: RefCell<u64>,
    changed: RefCell<Vec<(VillageCode, Result<Family1, Gone1>)>>,
    /// Where the person works.
    villages: RefCell<Vec<VillageCode>>,
    asked: RefCell<Vec<(Option<VillageCode>, u64)>>,
    /// Families of one answer.
    page: RefCell<usize>,
    /// After so many answers there is no line; `None` for one that holds.
    n_pages_left: RefCell<Option<usize>>,
}

fn family(number: u32, name: &str) -> Family1 {
    let member = Person1 { number, name: String::from(name), ..Person1::default() };
    Family1 { number, members: vec![member], ..Family1::default() }
}

impl Server {
    fn with(n_families: u32) -> Rc<Self> {
        let server = Self::default();
        server.villages.borrow_mut().push(VILLAGE);
        *server.page.borrow_mut() = 1_000;
        *server.epoch.borrow_mut() = 3;
        for number in 1..=n_families {
            server.change(VILLAGE, family(number, &format!("Warga{number}")));
        }
        Rc::new(server)
    }

    fn change(&self, village: VillageCode, family: Family1) {
        self.changed.borrow_mut().push((village, Ok(family)));
    }
}

impl Transport for Server {
    async fn activate(&self, _request: &Activate1) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn push(&self, _push: &Push1) -> Result<PushReply1, Failure> {
        Err(Failure::Offline)
    }

    async fn pull(&self, _device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        let Asked { stream: Stream { feed, village }, after, .. } = asked;
        let reply = |next, more, events| {
            let epoch = *self.epoch.borrow();
            Ok(PullReply2 { epoch, server_ms: NOW_MS, feed: feed.0, next, more, events })
        };
        let Some(village) = village else { return reply(after, false, Vec::new()) };
        if feed != Feed::REGISTER {
            return reply(after, false, Vec::new());
        }
        if let Some(n_left) = &mut *self.n_pages_left.borrow_mut() {
            *n_left = n_left.checked_sub(1).ok_or(Failure::Offline)?;
        }
        self.asked.borrow_mut().push((Some(village), after));
        if !self.villages.borrow().contains(&village) {
            return reply(after, false, vec![family::not_here()]);
        }
        let changed = self.changed.borrow();
        let (mut families, mut next, mut more) = (Families1::default(), after, false);
        for (seq, (_, one)) in
            (1..).zip(changed.iter()).filter(|(seq, (of, _))| *seq > after && *of == village)
        {
            if families.families.len() + families.gone.len() >= *self.page.borrow() {
                more = true;
                break;
            }
            next = seq;
            match one {
                Ok(family) => families.families.push(family.clone()),
                Err(gone) => families.gone.push(*gone),
            }
        }
        reply(next, more, vec![family::event(&families)])
    }

    async fn end_session(&self) -> Result<(), Failure> {
        Ok(())
    }
}

struct Screen;

impl Watch for Screen {
    fn status(&self, _status: &Status) {}
    fn records_changed(&self) {}
}

/// Runs the loop over so many polls.
fn run_loop(store: &MemoryStore, server: &Rc<Server>, unreadable: &[Stream], n_polls: u32) {
    let (handle, inbox) = channel();
    let mut feeds = vec![Feed::OWN_RECORDS.into()];
    feeds.extend(streams([VILLAGE, OTHER]));
    let parts = Parts {
        store: store.clone(),
        transport: Rc::clone(server),
        host: on(store).host,
        device: DeviceId::new(NOW_MS, [1; 10]),
        feeds,
        blobs: None,
    };
    let mut running = Box::pin(drive(parts, inbox, &Screen));
    let mut cx = Context::from_waker(Waker::noop());
    let mut poll = |n_polls| (0..n_polls).any(|_| running.as_mut().poll(&mut cx).is_ready());
    for stream in unreadable {
        assert!(!poll(3));
        handle.unreadable(*stream);
    }
    assert!(!poll(n_polls));
    handle.stop();
    assert!(poll(2));
}

/// What is here, read anew, and which streams cannot be read.
fn shelf(store: &MemoryStore) -> (Shelf, Vec<Stream>) {
    let (mut shelf, mut unreadable) = (Shelf::default(), Vec::new());
    read_on(&mut shelf, store, &mut unreadable);
    (shelf, unreadable)
}

/// Reads what is new; how many chunks that were.
fn read_on(shelf: &mut Shelf, store: &MemoryStore, unreadable: &mut Vec<Stream>) -> usize {
    let mut n_read = 0;
    loop {
        let Some(wanted) = shelf.next(&LocalStore::rows(store)) else { return n_read };
        let families = run(fetch(store, wanted)).unwrap();
        if families.is_none() {
            unreadable.push(Stream::register(wanted.village));
        }
        shelf.put(wanted, families);
        n_read += 1;
    }
}

fn numbers(shelf: &Shelf) -> Vec<u32> {
    shelf.register.families().map(|(_, family)| family.number).collect()
}

fn all(n: u32) -> Vec<u32> {
    (1..=n).collect()
}

#[test]
fn a_village_comes_in_pages_is_searchable_meanwhile_and_then_follows_changes() {
    let store = MemoryStore::new();
    let server = Server::with(200);
    *server.page.borrow_mut() = 20;
    // The line is gone after some pages.
    *server.n_pages_left.borrow_mut() = Some(5);
    run_loop(&store, &server, &[], 20);
    *server.n_pages_left.borrow_mut() = None;
    let (half, _) = shelf(&store);
    let n_half = numbers(&half).len();
    assert!((1..200).contains(&n_half) && half.whole.is_empty(), "{n_half}");
    assert_eq!(half.register.search(&Query::parse("warga3"), 9).len(), 9);

    run_loop(&store, &server, &[], 120);
    let (mut whole, _) = shelf(&store);
    assert_eq!((numbers(&whole), &whole.whole[..]), (all(200), &[VILLAGE][..]));
    let n_asked = server.asked.borrow().len();

    server.change(VILLAGE, family(7, "Baru"));
    server
        .changed
        .borrow_mut()
        .push((VILLAGE, Err(Gone1 { number: 8, why: Gone1::MOVED, into: 0 })));
    run_loop(&store, &server, &[], 30);
    assert!(server.asked.borrow()[n_asked..].iter().all(|(_, after)| *after >= 200 || *after == 0));
    // The shelf reads the one chunk that was written.
    assert_eq!(read_on(&mut whole, &store, &mut Vec::new()), 1);
    assert_eq!(whole.register.search(&Query::parse("baru"), 9).len(), 1);
    assert!(!numbers(&whole).contains(&8));
}

#[test]
fn a_chunk_that_is_damaged_or_gone_is_read_anew() {
    for is_gone in [false, true] {
        let store = MemoryStore::new();
        let server = Server::with(200);
        run_loop(&store, &server, &[], 60);
        let key = store.keys(Table::Chunk)[1].clone();
        store.damage(
            Table::Chunk,
            &key,
            |bytes| if is_gone { bytes.clear() } else { bytes[0] ^= 1 },
        );

        // A change of a family in it finds that, whoever looks first.
        server.change(VILLAGE, family(70, "Baru"));
        run_loop(&store, &server, &[], 60);
        let (mended, unreadable) = shelf(&store);
        assert_eq!((numbers(&mended), unreadable), (all(200), Vec::new()));

        // So does the one who reads it.
        store.damage(Table::Chunk, &key, Vec::clear);
        let (holes, unreadable) = shelf(&store);
        assert!(numbers(&holes).len() < 200);
        assert_eq!(unreadable, [Stream::register(VILLAGE)]);
        run_loop(&store, &server, &unreadable, 60);
        assert_eq!(numbers(&shelf(&store).0), all(200));
    }
}

#[test]
fn a_village_that_is_taken_away_leaves_nothing() {
    let store = MemoryStore::new();
    let server = Server::with(100);
    server.villages.borrow_mut().push(OTHER);
    server.change(OTHER, family(1, "Tetangga"));
    run_loop(&store, &server, &[], 60);
    let (mut both, _) = shelf(&store);
    assert_eq!(numbers(&both).len(), 101);

    server.villages.borrow_mut().retain(|village| *village == OTHER);
    run_loop(&store, &server, &[], 60);
    read_on(&mut both, &store, &mut Vec::new());
    assert_eq!(numbers(&both), [1]);
    assert_eq!(store.keys(Table::Chunk).len(), 1);

    // When it is given back, all of it comes again.
    server.villages.borrow_mut().push(VILLAGE);
    run_loop(&store, &server, &[], 60);
    assert_eq!(numbers(&shelf(&store).0).len(), 101);
}

#[test]
fn another_database_is_read_from_its_start() {
    let store = MemoryStore::new();
    let server = Server::with(100);
    run_loop(&store, &server, &[], 60);
    let newer = Server::with(20);
    *newer.epoch.borrow_mut() = 4;
    run_loop(&store, &newer, &[], 80);
    assert_eq!(numbers(&shelf(&store).0), all(20));
}

#[test]
fn a_family_that_is_added_is_found_at_once_and_is_one_with_what_the_office_makes_of_it() {
    let store = MemoryStore::new();
    let server = Server::with(3);
    run_loop(&store, &server, &[], 60);
    let new = NewFamily {
        name: String::from("Mbah Karto"),
        rt: Some(3),
        rw: None,
        address: String::from("Utara musala"),
    };
    let id = run(add(&store, &on(&store).host, VILLAGE, &new)).unwrap();
    let (shelf_with, _) = shelf(&store);
    let found = shelf_with.register.search(&Query::parse("karto rt 3"), 9);
    assert_eq!(found.len(), 1);
    assert!(shelf_with.register.family(FamilyRef::New(id)).is_some());

    let mut at_office = family(4, "Sukarto");
    at_office.id = Some(id);
    server.change(VILLAGE, at_office);
    run_loop(&store, &server, &[], 60);
    let (after, _) = shelf(&store);
    assert_eq!(own_families(&LocalStore::rows(&store)).families, []);
    assert_eq!(numbers(&after), all(4));
    let known = after.register.family(FamilyRef::New(id)).map(|(_, family)| family.number);
    assert_eq!(known, Some(4), "a draft that names it by its id still finds it");
    assert!(stored(&LocalStore::rows(&store)).village(VILLAGE).unwrap().is_whole);
}
