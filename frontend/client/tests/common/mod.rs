//! A host with a clock that stands still, forms that pass, and a way to run futures.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::{
    cell::Cell,
    future::Future,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use client::{
    device::{Device, DeviceError, Finished, Plan},
    host::Host,
    memory::MemoryStore,
    rows::{Draft, Held},
};
use shared::{
    day::Day,
    form::{
        model::World,
        value::{Chosen, Values},
    },
    forms::{
        balita::{self, BALITA},
        lists::{self, child},
        person,
        visit::{self, VISIT},
    },
    id::RecordId,
    region::VillageCode,
    sex::Sex,
};

/// 24 November 2026, 07:48:28 UTC.
pub const NOW_MS: u64 = 1_795_506_508_000;
/// The same day in Tuban.
pub const TODAY: Day = Day::from_number(20_781);
/// Where the tests take place.
pub const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
/// A girl's NIK.
pub const NIK: i64 = 3_523_164_111_249_990;

/// A host whose clock a test sets.
#[derive(Clone, Default)]
pub struct TestHost {
    pub now_ms: Rc<Cell<u64>>,
    n_drawn: Rc<Cell<u32>>,
}

impl Host for TestHost {
    fn now_ms(&self) -> u64 {
        self.now_ms.get()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.n_drawn.set(self.n_drawn.get() + 1);
        bytes.fill(0);
        for (byte, drawn) in bytes.iter_mut().zip(self.n_drawn.get().to_be_bytes()) {
            *byte = drawn;
        }
    }

    /// Time flies: alarms move the clock.
    async fn sleep(&self, ms: u64) {
        let mut is_first = true;
        std::future::poll_fn(|cx| {
            if std::mem::take(&mut is_first) {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Poll::Ready(())
        })
        .await;
        self.now_ms.set(self.now_ms.get() + ms);
    }

    async fn gzip(&self, _bytes: &[u8]) -> Option<Vec<u8>> {
        None
    }

    async fn gunzip(&self, _bytes: &[u8], _max: usize) -> Option<Vec<u8>> {
        None
    }
}

pub type TestDevice = Device<MemoryStore, TestHost>;

/// A phone with empty storage.
pub fn device() -> TestDevice {
    on(&MemoryStore::new())
}

/// A phone, or another tab, with this storage.
pub fn on(store: &MemoryStore) -> TestDevice {
    let host = TestHost::default();
    host.now_ms.set(NOW_MS + u64::from(store.n_batches()));
    // Two tabs draw different numbers.
    host.n_drawn.set(store.n_batches() * 1_000);
    Device::new(store.clone(), host)
}

/// Runs a future that needs nobody else.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(done) = future.as_mut().poll(&mut cx) {
            return done;
        }
    }
    panic!("the future waits for somebody");
}

/// Keeps what a device planned.
pub fn kept<T>(device: &TestDevice, plan: Result<Plan<T>, DeviceError>) -> Result<T, DeviceError> {
    Ok(run(device.keep(plan?))?)
}

pub const WORLD: World<'static> = World::on(TODAY);

/// A posyandu session.
pub fn session() -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_SESSION));
    values.set(visit::DATE, TODAY);
    values.set(visit::PLACE, String::from("Posyandu Melati"));
    values
}

/// A visit of one family that has a card nobody has seen yet.
pub fn family() -> Values {
    let mut respondent = Values::new();
    respondent.set(person::NAME, String::from("Wartini"));
    respondent.set(person::RELATION, Chosen(1));
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    values.set(visit::DATE, TODAY);
    values.set(visit::METHOD, Chosen(1));
    values.set(visit::MET_SOMEBODY, true);
    values.set(visit::OUTCOME, Chosen(lists::OUTCOME_COMPLETE));
    values.set(visit::HEAD, String::from("Sukirman"));
    values.set(visit::NO_KK, Chosen(lists::NOT_SEEN_YET));
    values.set(visit::ADDRESS, String::from("Utara musala"));
    values.set(visit::NO_RT, Chosen(1));
    values.set(visit::RESPONDENT, respondent);
    values.set(visit::CONSENT, Chosen(lists::CONSENT_GIVEN));
    values.set(visit::WITNESS, String::from("Sumiati"));
    values
}

/// A child, measured.
pub fn child(weight_g: i64) -> Values {
    let mut girl = Values::new();
    girl.set(person::NAME, String::from("Aisyah"));
    girl.set(person::SEX, Chosen(Sex::Female.code()));
    girl.set(person::BIRTH, Day::from_number(TODAY.number() - 400));
    girl.set(person::NIK, NIK);
    girl.set(person::NIK_SOURCE, Chosen(2));
    let mut values = Values::new();
    values.set(balita::CHILD, girl);
    values.set(balita::WEIGHT, weight_g);
    values.set(balita::LENGTH, 7_500);
    values.set(balita::POSITION, Chosen(child::STANDING));
    values.set(balita::CHILD_CONSENT, Chosen(1));
    values
}

/// A visit that is being filled.
pub async fn visit_draft(device: &TestDevice) -> Result<Held<Draft>, DeviceError> {
    let mut draft = device.begin(VISIT.id, None, VILLAGE)?;
    device.save_draft(&mut draft).await?;
    draft.value.values = session();
    device.save_draft(&mut draft).await?;
    Ok(draft)
}

/// A finished visit.
pub async fn finished_visit(device: &TestDevice) -> Result<Finished, DeviceError> {
    let draft = visit_draft(device).await?;
    Ok(device.keep(device.finish(&draft, WORLD)?).await?)
}

/// A finished child of a visit.
pub async fn finished_child(
    device: &TestDevice,
    visit: RecordId,
    weight_g: i64,
) -> Result<Finished, DeviceError> {
    let mut draft = device.begin(BALITA.id, Some(visit), VILLAGE)?;
    draft.value.values = child(weight_g);
    device.save_draft(&mut draft).await?;
    Ok(device.keep(device.finish(&draft, WORLD)?).await?)
}
