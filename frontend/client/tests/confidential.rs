//! A confidential report: once the office has it, no byte of it is left on the phone.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    task::{Context, Waker},
};

use client::{
    device::{DeviceError, Finished, NewBlob},
    driver::{Parts, Watch, channel, drive},
    memory::MemoryStore,
    rows::{Draft, Held},
    store::Table,
    transport::{Asked, Failure, Transport},
};
use common::*;
use shared::{
    form::{content::Content, problem::Override, value::Chosen},
    forms::{
        codes,
        lists::welfare,
        perlu_petugas::{self, PERLU_PETUGAS},
    },
    id::{ChangeId, DeviceId},
    sync::{
        account::{Activate1, Profile1},
        client::Status,
        feed::{Feed, PullReply2, Stream},
        own::{self, OwnRecord1},
        state::RecordState,
        verdict::{Outcome, Receipt, Refusal, Verdict},
        wire::{self, Answer1, Change1, Push1, PushReply1, Receipt1, RecordStatus1},
    },
};

/// What was typed.
const WORDS: &str = "Balai desa Selasa pagi";
const PHONE: i64 = 6_281_234_567_890;
/// What an office wrote that knows no better.
const COMMENT: &str = "Korban sudah dijemput";

/// A server that answers everything in one way, and its next news.
#[derive(Default)]
struct Server {
    says: RefCell<Option<Outcome>>,
    news: RefCell<Vec<Vec<u8>>>,
    /// The person's own records, for a fresh phone.
    own: RefCell<Vec<Vec<u8>>>,
    /// What it was sent, in the order of parcels and changes.
    got: RefCell<Vec<Vec<Change1>>>,
    is_offline: Cell<bool>,
}

fn receipt(seq: u64) -> Receipt {
    Receipt { seq, hash: [7; 32], stored_at_ms: NOW_MS }
}

impl Transport for Server {
    async fn activate(&self, _request: &Activate1) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        if self.is_offline.get() {
            return Err(Failure::Offline);
        }
        let mut answers = Vec::new();
        for (parcel, body) in (0..).zip(&push.parcels) {
            let mut changes: Vec<Change1> = Vec::new();
            for (item, bytes) in (0..).zip(wire::open_plain(body).unwrap()) {
                let change: Change1 = wire::decode(bytes).unwrap();
                let accepted = Outcome::Accepted { receipt: receipt(5), notes: Vec::new() };
                let outcome = self.says.borrow().clone().unwrap_or(accepted);
                let verdict = (&Verdict { repeated: false, outcome }).into();
                answers.push(Answer1 { parcel, item, change: Some(change.header.change), verdict });
                changes.push(change);
            }
            self.got.borrow_mut().push(changes);
        }
        Ok(PushReply1 { epoch: 3, server_ms: NOW_MS, answers })
    }

    async fn pull(&self, _device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        let Asked { stream: Stream { feed, .. }, after, .. } = asked;
        let events = if feed == Feed::OWN_RECORDS { self.news.take() } else { self.own.take() };
        let (epoch, server_ms, next) = (3, NOW_MS, after);
        Ok(PullReply2 { epoch, server_ms, feed: feed.0, next, more: false, events })
    }

    async fn end_session(&self) -> Result<(), Failure> {
        Ok(())
    }
}

struct Nobody;

impl Watch for Nobody {
    fn status(&self, _status: &Status) {}

    fn records_changed(&self) {}
}

fn sync(store: &MemoryStore, server: &Rc<Server>) {
    let (handle, inbox) = channel();
    let parts = Parts {
        store: store.clone(),
        transport: Rc::clone(server),
        host: on(store).host,
        device: DeviceId::new(NOW_MS, [1; 10]),
        feeds: vec![Feed::OWN_RECORDS.into(), Feed::OWN_CONTENTS.into()],
        blobs: None,
    };
    let mut running = Box::pin(drive(parts, inbox, &Nobody));
    let mut cx = Context::from_waker(Waker::noop());
    let mut poll = |n_polls: u32| (0..n_polls).any(|_| running.as_mut().poll(&mut cx).is_ready());
    assert!(!poll(40));
    handle.stop();
    assert!(poll(2), "it stops when told");
}

/// A report that is being filled, with a reason for something on it, too.
fn draft(device: &TestDevice) -> Held<Draft> {
    let mut draft = device.begin(PERLU_PETUGAS.id, None, VILLAGE).unwrap();
    let values = &mut draft.value.values;
    values.set(perlu_petugas::URGENCY, Chosen(welfare::URGENT_NOW));
    values.set(perlu_petugas::CONTACT, Chosen(welfare::CONTACT_TRUSTED));
    values.set(perlu_petugas::PHONE, PHONE);
    values.set(perlu_petugas::SAFE_WAY, String::from(WORDS));
    values.set(perlu_petugas::MAY_NAME_OFFICE, false);
    run(device.save_draft(&mut draft)).unwrap();
    draft
}

fn finished(device: &TestDevice) -> Finished {
    let draft = draft(device);
    kept(device, device.finish(&draft, WORLD)).unwrap()
}

/// Where something of the report can be read: every byte of every table, blobs too.
fn traces(store: &MemoryStore) -> Vec<&'static str> {
    let phone = shared::codec::encode(&PHONE);
    let needles: [&[u8]; 3] = [WORDS.as_bytes(), &phone, COMMENT.as_bytes()];
    let holds = |bytes: &[u8]| {
        needles.iter().any(|needle| bytes.windows(needle.len()).any(|window| window == *needle))
    };
    let tables = Table::ALL.into_iter().filter(|table| {
        let rows = store.disk().rows(*table);
        rows.iter().any(|row| holds(&row.bytes) || holds(row.key.as_bytes()))
    });
    tables.map(Table::name).collect()
}

#[test]
fn before_it_is_sent_it_is_on_the_phone_and_no_list_says_a_word_of_it() {
    let device = device();
    let draft = draft(&device);
    assert_eq!(traces(&device.store), [Table::Draft.name()]);
    assert_eq!(device.drafts()[0].subject, "");
    kept(&device, device.finish(&draft, WORLD)).unwrap();
    assert_eq!(traces(&device.store), [Table::Record.name(), Table::Outbox.name()]);
    let item = device.records().remove(0);
    assert_eq!((item.subject.as_str(), item.says, item.state), ("", None, RecordState::Waiting));
}

#[test]
fn the_receipt_erases_every_byte_and_an_empty_line_stays() {
    let stored = [
        Outcome::Accepted { receipt: receipt(5), notes: Vec::new() },
        Outcome::Conflict { receipt: receipt(5), other: ChangeId([4; 16]) },
        Outcome::Held {
            receipt: receipt(5),
            problems: vec![codes::VILLAGE_NOT_YOURS.at(
                shared::form::problem::Path::root(),
                vec![shared::form::problem::Param::Text(WORDS.into())],
            )],
        },
    ];
    for outcome in stored {
        let (device, server) = (device(), Rc::new(Server::default()));
        server.says.replace(Some(outcome.clone()));
        let report = finished(&device);
        // No kind asks for one today.
        let new = NewBlob { record: report.record, media: 1, sha256: [9; 32], bytes: &[7; 900] };
        kept(&device, device.save_blob(&new)).unwrap();
        sync(&device.store, &server);
        assert_eq!(traces(&device.store), Vec::<&str>::new(), "{outcome:?}");
        assert_eq!(device.store.keys(Table::Blob), [""; 0]);
        assert_eq!(device.store.keys(Table::BlobPart), [""; 0]);
        let record = device.record(report.record).unwrap().unwrap().value;
        assert_eq!(record.content().unwrap(), Content::default());
        assert_eq!(record.state(), RecordState::Sent);
        assert!(record.problems.is_empty() && record.history.is_empty());
        // Its hash would give the answers away to whoever tries them out.
        assert_eq!(record.receipt.unwrap().hash, [0; 32]);
        assert_eq!(device.store.rows(Table::Outbox), []);
        assert_eq!(device.n_unsent(), 0);
        // Another tab, or the phone after a restart, finds nothing either.
        assert_eq!(traces(&device.store.tab()), Vec::<&str>::new());
    }
}

#[test]
fn it_is_never_packed_with_others_so_that_it_does_not_wait_with_them() {
    let (device, server) = (device(), Rc::new(Server::default()));
    run(finished_visit(&device)).unwrap();
    let report = finished(&device);
    run(finished_visit(&device)).unwrap();
    server.is_offline.set(true);
    sync(&device.store, &server);
    server.is_offline.set(false);
    sync(&device.store, &server);
    let got = server.got.borrow();
    let parcel = got
        .iter()
        .find(|changes| changes.iter().any(|change| change.header.change == report.change));
    assert_eq!(parcel.unwrap().len(), 1, "alone in its parcel");
    assert_eq!(got.iter().map(Vec::len).sum::<usize>(), 3);
    assert_eq!(traces(&device.store), Vec::<&str>::new());
}

#[test]
fn what_the_server_cannot_read_stays_and_can_be_mended() {
    let (device, server) = (device(), Rc::new(Server::default()));
    server.says.replace(Some(Outcome::Refused(Refusal::ChangeUnreadable)));
    let report = finished(&device);
    sync(&device.store, &server);
    assert_eq!(traces(&device.store), [Table::Record.name()], "the only copy");
    let mending = kept(&device, device.mend(report.record)).unwrap();
    server.says.replace(None);
    kept(&device, device.finish(&mending, WORLD)).unwrap();
    sync(&device.store, &server);
    assert_eq!(traces(&device.store), Vec::<&str>::new());
}

#[test]
fn nothing_of_it_comes_back() {
    let (device, server) = (device(), Rc::new(Server::default()));
    let report = finished(&device);
    let before = device.record(report.record).unwrap().unwrap().value;
    sync(&device.store, &server);
    // A server of another version that tells of it all the same.
    let status = RecordStatus1 {
        record: report.record,
        change: report.change,
        state: RecordState::Returned.code(),
        receipt: Receipt1 { seq: 9, hash: [7; 32], stored_at_ms: NOW_MS },
        problems: Vec::new(),
        notes: Vec::new(),
        comment: COMMENT.into(),
    };
    server.news.replace(vec![wire::event(&status)]);
    sync(&device.store, &server);
    assert_eq!(traces(&device.store), Vec::<&str>::new());
    let own = OwnRecord1 {
        change: before.change_bytes(),
        state: RecordState::Sent.code(),
        receipt: Receipt1 { seq: 9, hash: [7; 32], stored_at_ms: NOW_MS },
        problems: Vec::new(),
        notes: Vec::new(),
        comment: COMMENT.into(),
        subject: String::new(),
    };
    let fresh = common::device();
    server.own.replace(vec![own::event(&own)]);
    sync(&fresh.store, &server);
    assert_eq!(*server.own.borrow(), Vec::<Vec<u8>>::new(), "it was asked for");
    assert_eq!(traces(&fresh.store), Vec::<&str>::new());
    assert_eq!(fresh.records(), []);
}

#[test]
fn it_cannot_be_changed_and_is_withdrawn_only_before_it_was_sent() {
    let (device, server) = (device(), Rc::new(Server::default()));
    let report = finished(&device).record;
    assert_eq!(kept(&device, device.mend(report)).unwrap_err(), DeviceError::Confidential);
    kept(&device, device.withdraw(report)).unwrap();
    // What is still to be sent is in the outbox alone, and cannot be taken back from anywhere.
    assert_eq!(traces(&device.store), [Table::Outbox.name()]);
    assert_eq!(device.take_back(report).unwrap_err(), DeviceError::OnItsWay);
    sync(&device.store, &server);
    assert_eq!(traces(&device.store), Vec::<&str>::new());

    let report = finished(&device).record;
    sync(&device.store, &server);
    assert_eq!(kept(&device, device.withdraw(report)).unwrap_err(), DeviceError::Confidential);
    assert_eq!(kept(&device, device.mend(report)).unwrap_err(), DeviceError::Confidential);
}

#[test]
fn a_reason_that_was_given_is_erased_with_the_rest() {
    let (device, server) = (device(), Rc::new(Server::default()));
    let mut draft = draft(&device);
    draft.value.overrides.push(Override {
        path: shared::form::problem::Path::root().field(perlu_petugas::PHONE.tag),
        code: codes::PHONE_PREFIX.0,
        reason: WORDS.into(),
    });
    run(device.save_draft(&mut draft)).unwrap();
    kept(&device, device.finish(&draft, WORLD)).unwrap();
    sync(&device.store, &server);
    assert_eq!(traces(&device.store), Vec::<&str>::new());
}
