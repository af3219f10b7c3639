//! The phone's own program sends a photo to the real server over a line that is cut again and again.
//! `--nocapture` prints how much of it went over the line.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use client::blob;
use client::device::{Device, NewBlob};
use client::driver::{Parts, Watch, channel, drive};
use client::host::Host;
use client::host::native::NativeHost;
use client::memory::MemoryStore;
use client::store::Table;
use client::transport::blobs::BlobTransport;
use client::transport::native::NativeTransport;
use client::transport::tus::Tus;
use sha2::{Digest as _, Sha256};
use shared::day::Day;
use shared::form::model::World;
use shared::form::problem::Path;
use shared::forms::visit::{self, VISIT};
use shared::id::{BlobId, RecordId};
use shared::region::VillageCode;
use shared::sync::blob::BlobRefusal;
use shared::sync::client::{BlobEntry, Status};
use shared::sync::feed::Feed;
use tests::proxy::Proxy;
use tests::sample;
use tests::server::{Phone, TestServer};
use tests::tus::{Sender, jpeg};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const RECORD: RecordId = RecordId([7; 16]);
/// The line is cut after so many bytes.
const CUT_BYTES: u64 = 20_000;

/// A machine on which time runs ten times as fast, so that pauses of seconds do not take seconds.
#[derive(Clone, Copy)]
struct Quick(Instant);

const FASTER: u64 = 10;

impl Host for Quick {
    fn now_ms(&self) -> u64 {
        1_795_506_508_000 + self.running_ms()
    }

    fn running_ms(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap() * FASTER
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        NativeHost.fill_random(bytes);
    }

    async fn sleep(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms.div_ceil(FASTER))).await;
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        NativeHost.gzip(bytes).await
    }

    async fn gunzip(&self, bytes: &[u8], max: usize) -> Option<Vec<u8>> {
        NativeHost.gunzip(bytes, max).await
    }
}

#[derive(Default)]
struct Screen(RefCell<Status>);

impl Watch for Screen {
    fn status(&self, status: &Status) {
        self.0.replace(status.clone());
    }

    fn records_changed(&self) {}
}

/// Keeps a photo on a phone.
async fn save(store: &MemoryStore, bytes: &[u8]) -> BlobEntry {
    let sha256 = Sha256::digest(bytes).into();
    let new = NewBlob { record: RECORD, media: 1, sha256, bytes };
    let device = Device::new(store.clone(), NativeHost);
    device.keep(device.save_blob(&new).unwrap()).await.unwrap()
}

/// Runs the phone's loop from what is stored until something holds.
async fn run_until(
    store: &MemoryStore,
    phone: &Phone,
    proxy: &Proxy,
    holds: impl Fn(&Status) -> bool,
) {
    let transport = NativeTransport::new(&proxy.url(""), Some(phone.cookie.clone())).unwrap();
    let transport = Rc::new(transport);
    let (_handle, inbox) = channel();
    let screen = Screen::default();
    let parts = Parts {
        store: store.tab(),
        transport: Rc::clone(&transport),
        host: Quick(Instant::now()),
        device: phone.device,
        feeds: vec![Feed::OWN_RECORDS.into()],
        blobs: Some(Rc::new(Tus(transport)) as Rc<dyn BlobTransport>),
    };
    let waits = async {
        while !holds(&screen.0.borrow()) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        () = drive(parts, inbox, &screen) => panic!("the loop ended by itself"),
        () = waits => {}
        () = tokio::time::sleep(Duration::from_secs(60)) => panic!("never: {:?}", screen.0.borrow()),
    }
}

fn is_sent(status: &Status) -> bool {
    status.last_ok_ms > 0 && status.n_blobs_waiting == 0
}

async fn arrived(server: &TestServer, phone: &Phone, blob: BlobId, n_bytes: usize) {
    let sender = Sender { server, phone };
    let offset = sender.offset(&place(blob)).await;
    assert_eq!(offset, n_bytes as u64);
    let stored = server.running.store.read(move |tx| tx.blob(blob)).await.unwrap().unwrap();
    assert!(matches!(stored.state, server::store::blobs::BlobState::Arrived(_)), "{stored:?}");
}

#[tokio::test]
async fn a_photo_goes_over_a_line_that_is_cut_every_twenty_kilobytes() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let proxy = Proxy::start(server.running.addr).await.unwrap();
    let store = MemoryStore::new();
    let bytes = jpeg(308);
    let entry = save(&store, &bytes).await;
    proxy.cut_after(Some(CUT_BYTES));
    run_until(&store, &phone, &proxy, is_sent).await;
    arrived(&server, &phone, entry.blob, bytes.len()).await;
    assert!(store.keys(Table::BlobPart).is_empty(), "nothing of it stays on the phone");
    let (_, up) = proxy.bytes();
    let (n, times) = (bytes.len(), up * 1_000 / bytes.len() as u64);
    println!("a photo of {n} bytes, cut every {CUT_BYTES}: {up} bytes sent, {times} thousandths");
    assert!((100_000..140_000).contains(&n), "{n}");
    assert!(times <= 1_100, "{up} bytes for {n}");
}

#[tokio::test]
async fn a_phone_and_a_server_that_are_started_anew_go_on_at_the_byte_that_is_there() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let proxy = Proxy::start(server.running.addr).await.unwrap();
    let store = MemoryStore::new();
    let bytes = jpeg(308);
    let entry = save(&store, &bytes).await;
    proxy.cut_after(Some(CUT_BYTES));
    let left = |most: u64| {
        move |status: &Status| status.last_ok_ms > 0 && status.blob_bytes_waiting <= most
    };
    // The phone dies in the middle, and again, and then the server.
    run_until(&store, &phone, &proxy, left(90_000)).await;
    run_until(&store, &phone, &proxy, left(60_000)).await;
    let TestServer { running, data, .. } = server;
    running.stop().await;
    let path = data.path().join("data");
    let server = TestServer::start_with(|config| config.data.clone_from(&path)).await;
    proxy.set_upstream(server.running.addr);
    run_until(&store, &phone, &proxy, left(30_000)).await;
    run_until(&store, &phone, &proxy, is_sent).await;
    arrived(&server, &phone, entry.blob, bytes.len()).await;
    let (_, up) = proxy.bytes();
    let times = up * 1_000 / bytes.len() as u64;
    println!("with three deaths of the phone and one of the server: {times} thousandths");
    assert!(times <= 1_500, "{up} bytes");
}

#[tokio::test]
async fn a_refused_photo_says_why_and_holds_up_no_other() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let proxy = Proxy::start(server.running.addr).await.unwrap();
    let store = MemoryStore::new();
    let bad = save(&store, b"%PDF-1.7 named rumah.jpg").await;
    let bytes = jpeg(60);
    let good = save(&store, &bytes).await;
    run_until(&store, &phone, &proxy, is_sent).await;
    arrived(&server, &phone, good.blob, bytes.len()).await;
    let left = blob::find(&client::store::LocalStore::rows(&store.tab()), bad.blob).unwrap().value;
    assert_eq!(left.refusal, BlobRefusal::NoPicture.code());
    assert!(shared::sync::blob::words_of(left.refusal).id.contains("bukan foto"));
}

#[tokio::test]
async fn what_a_server_has_of_a_withdrawn_photo_is_forgotten_after_a_restart_of_the_phone_too() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let proxy = Proxy::start(server.running.addr).await.unwrap();
    let store = MemoryStore::new();
    let device = Device::new(store.clone(), NativeHost);
    let today = device.today(Day::from_number(0));
    let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
    draft.value.values = sample::family_values(today, 3_523_172_108_750_003);
    device.save_draft(&mut draft).await.unwrap();
    let bytes = jpeg(308);
    let record = draft.value.record;
    let new = NewBlob { record, media: 1, sha256: Sha256::digest(&bytes).into(), bytes: &bytes };
    let front = Path::root().field(visit::HOUSE_FRONT);
    device.keep(device.add_picture(&draft, &front, &new, &[]).unwrap()).await.unwrap();
    let draft = device.draft(record).unwrap().unwrap();
    let world = World::on(today);
    let finished = device.keep(device.finish(&draft, world).unwrap()).await.unwrap();
    let blob = finished.blobs[0].blob;

    proxy.cut_after(Some(CUT_BYTES));
    let is_begun = |status: &Status| status.last_ok_ms > 0 && status.blob_bytes_waiting <= 90_000;
    run_until(&store, &phone, &proxy, is_begun).await;
    let n_before = Sender { server: &server, phone: &phone }.offset(&place(blob)).await;
    assert!(n_before > 0, "a part of it is there");

    let device = Device::new(store.tab(), NativeHost);
    device.keep(device.withdraw(record).unwrap()).await.unwrap();
    run_until(&store, &phone, &proxy, |_| store.keys(Table::Blob).is_empty()).await;
    assert_eq!(Sender { server: &server, phone: &phone }.head(&place(blob)).await.status, 404);
    let known = server.running.store.read(move |tx| tx.blob(blob)).await.unwrap();
    assert_eq!(known, None);
    let n_files = std::fs::read_dir(server.data.path().join("data/spool")).unwrap().count();
    assert_eq!(n_files, 0, "nothing of it lies on the disk");
}

fn place(blob: BlobId) -> String {
    format!("/api/v1/blobs/{blob}")
}
