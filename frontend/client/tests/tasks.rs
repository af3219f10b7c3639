//! What the office asks for comes to the phone, ends there, and goes with its village.
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
    register::streams,
    store::{LocalStore, Table},
    tasks::tasks,
    transport::{Asked, Failure, Transport},
};
use common::*;
use shared::{
    day::Day,
    id::{DeviceId, TaskId},
    region::VillageCode,
    register::task::{self, Ended1, Task1, Tasks1},
    sync::{
        account::{Activate1, Profile1},
        client::Status,
        feed::{Feed, PullReply2, Stream},
        wire::{Push1, PushReply1},
    },
};

/// A server that has told this of tasks, in this order.
#[derive(Default)]
struct Server {
    epoch: RefCell<u64>,
    told: RefCell<Vec<Tasks1>>,
    works_here: RefCell<bool>,
    asked: RefCell<Vec<(Feed, u64)>>,
}

fn task(number: u8) -> Task1 {
    Task1 {
        id: TaskId([number; 16]),
        family: 7,
        person: 0,
        kind: 0,
        name: "Siti".into(),
        reason: "Belum pernah didata".into(),
        due: Some(Day::from_number(20_000 + i32::from(number))),
        made: Day::from_number(19_990),
    }
}

impl Server {
    fn new(epoch: u64, numbers: &[u8]) -> Rc<Self> {
        let server = Self::default();
        *server.epoch.borrow_mut() = epoch;
        *server.works_here.borrow_mut() = true;
        server.open(numbers);
        Rc::new(server)
    }

    fn open(&self, numbers: &[u8]) {
        let open = numbers.iter().map(|number| task(*number)).collect();
        self.told.borrow_mut().push(Tasks1 { open, ended: Vec::new() });
    }

    fn end(&self, number: u8) {
        let ended = vec![Ended1 { id: TaskId([number; 16]), how: Ended1::ANSWERED }];
        self.told.borrow_mut().push(Tasks1 { open: Vec::new(), ended });
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
        let Asked { stream: Stream { feed, .. }, after, .. } = asked;
        self.asked.borrow_mut().push((feed, after));
        let reply = |next, events| {
            let epoch = *self.epoch.borrow();
            Ok(PullReply2 { epoch, server_ms: NOW_MS, feed: feed.0, next, more: false, events })
        };
        if feed != Feed::TASKS {
            return reply(after, Vec::new());
        }
        if !*self.works_here.borrow() {
            return reply(after, vec![task::not_here()]);
        }
        let told = self.told.borrow();
        let news = told.iter().skip(usize::try_from(after).unwrap());
        reply(told.len() as u64, news.map(task::event).collect())
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

/// Runs the loop over so many polls, and returns the tasks that are then here.
fn after_run(store: &MemoryStore, server: &Rc<Server>, villages: &[VillageCode]) -> Vec<u8> {
    let (handle, inbox) = channel();
    let mut feeds = vec![Feed::OWN_RECORDS.into()];
    feeds.extend(streams(villages.iter().copied()));
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
    assert!(!poll(60));
    handle.stop();
    assert!(poll(2));
    let held = tasks(&LocalStore::rows(store));
    held.iter().flat_map(|held| held.open.iter().map(|task| task.id.0[0])).collect()
}

#[test]
fn tasks_come_before_the_register_and_go_when_they_have_ended() {
    let store = MemoryStore::new();
    let server = Server::new(3, &[1, 2]);
    assert_eq!(after_run(&store, &server, &[VILLAGE]), [1, 2]);
    let feeds: Vec<_> = server.asked.borrow().iter().take(3).map(|(feed, _)| *feed).collect();
    assert_eq!(feeds, [Feed::OWN_RECORDS, Feed::TASKS, Feed::REGISTER]);

    server.end(1);
    server.open(&[3]);
    assert_eq!(after_run(&store, &server, &[VILLAGE]), [2, 3]);
    assert!(server.asked.borrow().contains(&(Feed::TASKS, 1)), "from the cursor, not anew");
}

#[test]
fn a_village_that_is_taken_away_leaves_no_task() {
    for is_in_profile in [true, false] {
        let store = MemoryStore::new();
        let server = Server::new(3, &[1, 2]);
        assert_eq!(after_run(&store, &server, &[VILLAGE]), [1, 2]);
        *server.works_here.borrow_mut() = false;
        let villages = if is_in_profile { &[VILLAGE][..] } else { &[] };
        assert_eq!(after_run(&store, &server, villages), [0; 0]);
        assert!(store.keys(Table::Meta).iter().all(|key| !key.starts_with("tasks")));

        *server.works_here.borrow_mut() = true;
        assert_eq!(after_run(&store, &server, &[VILLAGE]), [1, 2], "given back, all come again");
    }
}

#[test]
fn a_row_that_cannot_be_read_and_another_database_are_read_from_the_start() {
    let store = MemoryStore::new();
    let server = Server::new(3, &[1, 2]);
    after_run(&store, &server, &[VILLAGE]);
    let key = store.keys(Table::Meta).into_iter().find(|key| key.starts_with("tasks")).unwrap();
    store.damage(Table::Meta, &key, |bytes| bytes.truncate(3));
    assert_eq!(tasks(&LocalStore::rows(&store)), []);
    assert_eq!(after_run(&store, &server, &[VILLAGE]), [1, 2]);

    let newer = Server::new(4, &[9]);
    assert_eq!(after_run(&store, &newer, &[VILLAGE]), [9]);
}
