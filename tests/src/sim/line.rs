//! The line between a phone and the server, and what it does to requests.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
};

use client::transport::{Asked, Failure, Transport, failure_of};
use server::sync::push::Sender;
use shared::codec::Message;
use shared::{
    id::DeviceId,
    sync::{
        account::{Activate1, Profile1},
        feed::{self, Feed, PullReply2},
        limits::REQUEST_TIMEOUT_MS,
        verdict::Verdict,
        wire::{self, Push1, PushReply1},
    },
};

use super::{
    blobs::{self, BlobRequest},
    dice::Dice,
    fault::{Fault, Tally},
    office::{Mood, Office},
    phone::{Phone, START_MS},
    pictures::BlobOffice,
    time::Time,
};

/// What all lines share.
pub(super) struct Net {
    pub(super) time: Time,
    pub(super) dice: Dice,
    pub(super) tally: Tally,
    pub(super) office: RefCell<Office>,
    pub(super) blobs: RefCell<BlobOffice>,
    /// The server is away before this, simulation time.
    pub(super) down_until: Cell<u64>,
    /// True while things go wrong.
    pub(super) is_rough: Cell<bool>,
    /// Deliveries that come by themselves, to be spawned.
    pub(super) late: RefCell<Vec<Pin<Box<dyn Future<Output = ()>>>>>,
}

/// One phone's line.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) net: Rc<Net>,
    pub(super) phone: Rc<Phone>,
}

#[derive(Clone)]
pub(super) enum Request {
    Push(Rc<Vec<u8>>),
    Pull(Asked),
    Blob(BlobRequest),
}

/// Faults of one request; those of the world come from [`super::world`].
const ON_THE_WAY: [Fault; 16] = [
    Fault::DropRequest,
    Fault::DropRequest,
    Fault::DropReply,
    Fault::DropReply,
    Fault::DropReply,
    Fault::Duplicate,
    Fault::Reorder,
    Fault::Delay,
    Fault::CutRequest,
    Fault::CutReply,
    Fault::Status413,
    Fault::Status429,
    Fault::Status5xx,
    Fault::ServerFull,
    Fault::NewerServer,
    Fault::OlderServer,
];
const RARE: [Fault; 2] = [Fault::Status401, Fault::ServerCrash];
/// Requests of a hundred that a fault of [`ON_THE_WAY`] hits, and of [`RARE`].
const ON_THE_WAY_PERCENT: u64 = 40;
const RARE_PERCENT: u64 = 4;

impl Net {
    /// The server's clock, Unix milliseconds.
    pub(super) fn server_ms(&self) -> u64 {
        START_MS + self.time.now_ms()
    }
}

impl Line {
    pub(super) async fn call(&self, request: Request) -> Result<Vec<u8>, Failure> {
        let net = &self.net;
        net.time.sleep(net.dice.between(30, 1_500)).await;
        if net.time.now_ms() < self.phone.cut_off_until.get()
            || net.time.now_ms() < net.down_until.get()
        {
            return Err(Failure::Offline);
        }
        if !self.phone.has_session.get() {
            return Err(failure_of(401, None, b""));
        }
        match self.fate() {
            Some(fault) => {
                if fault != Fault::OlderServer {
                    net.tally.fault(fault);
                }
                self.call_under(fault, request).await
            }
            None => self.arrive(&request, Mood::Well),
        }
    }

    fn fate(&self) -> Option<Fault> {
        let Net { dice, is_rough, .. } = self.net.as_ref();
        if !is_rough.get() {
            None
        } else if dice.percent(RARE_PERCENT) {
            dice.pick(&RARE).copied()
        } else if dice.percent(ON_THE_WAY_PERCENT) {
            dice.pick(&ON_THE_WAY).copied()
        } else {
            None
        }
    }

    async fn call_under(&self, fault: Fault, request: Request) -> Result<Vec<u8>, Failure> {
        let Net { time, dice, .. } = self.net.as_ref();
        match fault {
            Fault::DropRequest => self.lose().await,
            Fault::DropReply => {
                let _lost = self.arrive(&request, Mood::Well);
                self.lose().await
            }
            Fault::Duplicate => {
                let _first = self.arrive(&request, Mood::Well);
                self.arrive(&request, Mood::Well)
            }
            Fault::Reorder => {
                let (line, wait_ms) = (self.clone(), dice.between(30_000, 600_000));
                self.net.late.borrow_mut().push(Box::pin(async move {
                    line.net.time.sleep(wait_ms).await;
                    let _nobody_waits = line.arrive(&request, Mood::Well);
                }));
                self.lose().await
            }
            Fault::Delay => {
                time.sleep(dice.between(3_000, REQUEST_TIMEOUT_MS - 1)).await;
                let answer = self.arrive(&request, Mood::Well);
                time.sleep(dice.between(0, 500)).await;
                answer
            }
            Fault::CutRequest => match request {
                Request::Push(body) => {
                    let end = usize::try_from(dice.between(0, body.len() as u64 - 1)).unwrap_or(0);
                    self.arrive(&Request::Push(Rc::new(body[..end].to_vec())), Mood::Well)
                }
                // What arrived before the line broke stays there.
                Request::Blob(BlobRequest::Append { place, offset, mut part }) => {
                    part.truncate(
                        usize::try_from(dice.between(0, part.len() as u64 - 1)).unwrap_or(0),
                    );
                    let append = BlobRequest::Append { place, offset, part };
                    let _lost = self.arrive(&Request::Blob(append), Mood::Well);
                    self.lose().await
                }
                Request::Pull(_) | Request::Blob(_) => self.lose().await,
            },
            Fault::CutReply => {
                let mut body = self.arrive(&request, Mood::Well)?;
                body.truncate(usize::try_from(dice.between(0, body.len() as u64 - 1)).unwrap_or(0));
                Ok(body)
            }
            Fault::Status401 => {
                self.phone.has_session.set(false);
                Err(failure_of(401, None, b""))
            }
            Fault::Status413 => Err(failure_of(413, None, b"")),
            Fault::Status429 => {
                let seconds = dice.between(1, 600).to_string();
                Err(failure_of(429, Some(&seconds), b""))
            }
            Fault::Status5xx => {
                let retry_after = dice.percent(50).then_some("20");
                let status = *dice.pick(&[500, 502, 503, 504]).unwrap_or(&500);
                Err(failure_of(status, retry_after, b"<html>"))
            }
            Fault::ServerCrash => {
                let lost = self.arrive(&request, Mood::Dies);
                self.net.down_until.set(time.now_ms() + dice.between(1_000, 120_000));
                lost
            }
            Fault::ServerFull => self.arrive(&request, Mood::Full),
            Fault::NewerServer => self.arrive(&request, Mood::Newer),
            Fault::OlderServer => match request {
                Request::Pull(asked) if asked.stream.feed != Feed::OWN_RECORDS => {
                    self.net.tally.fault(fault);
                    self.arrive(
                        &Request::Pull(Asked { stream: Feed::OWN_RECORDS.into(), ..asked }),
                        Mood::Well,
                    )
                }
                other => self.arrive(&other, Mood::Well),
            },
            Fault::Partition
            | Fault::Offline
            | Fault::DeviceKilled
            | Fault::Quota
            | Fault::ClockJump
            | Fault::SecondTab
            | Fault::StaleTab
            | Fault::Restored
            | Fault::Wiped
            | Fault::RolledBack
            | Fault::BitRot
            | Fault::BlobRot
            | Fault::UploadExpired => unreachable!("not a fault of one request"),
        }
    }

    /// No answer: the phone sees the connection break, or waits in vain.
    async fn lose(&self) -> Result<Vec<u8>, Failure> {
        if self.net.dice.percent(50) {
            return Err(Failure::Offline);
        }
        self.net.time.sleep(REQUEST_TIMEOUT_MS).await;
        Err(Failure::Timeout)
    }

    /// The request reaches the server.
    fn arrive(&self, request: &Request, mood: Mood) -> Result<Vec<u8>, Failure> {
        let now_ms = self.net.server_ms();
        let Phone { account, device_id, .. } = self.phone.as_ref();
        let mut office = self.net.office.borrow_mut();
        match request {
            Request::Push(body) => {
                let who = Sender { account: *account, device: *device_id, now_ms };
                match office.push(who, body, mood) {
                    Some(Ok(reply)) => Ok(reply),
                    Some(Err((status, problem))) => Err(failure_of(status, None, problem)),
                    None => Err(Failure::Offline),
                }
            }
            Request::Pull(_) if mood == Mood::Dies => Err(Failure::Offline),
            Request::Pull(asked) => Ok(office.pull(*account, *asked, now_ms)),
            Request::Blob(request) => {
                let mut blobs = self.net.blobs.borrow_mut();
                let reply = blobs.answer(&office, *account, request, (mood, &self.net.dice));
                reply.map(|reply| blobs::encode(&reply))
            }
        }
    }
}

fn read<T: Message>(body: Result<Vec<u8>, Failure>) -> Result<T, Failure> {
    wire::decode(&body?).map_err(|_| Failure::Damaged)
}

impl Transport for Line {
    async fn activate(&self, _request: &Activate1) -> Result<Profile1, Failure> {
        unreachable!("phones of the simulation are activated from the start")
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        unreachable!("the loop does not ask who is signed in")
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        self.phone.push_begins();
        let body = self.call(Request::Push(Rc::new(wire::encode(push)))).await;
        let reply: PushReply1 = read(body)?;
        for answer in &reply.answers {
            self.net.tally.verdict(&Verdict::from(answer.verdict.clone()));
        }
        Ok(reply)
    }

    async fn pull(&self, _device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        // Small pages, so that there is often more.
        let asked = Asked { limit: asked.limit.min(3), ..asked };
        let body = self.call(Request::Pull(asked)).await?;
        feed::decode_reply(&body).map_err(|_| Failure::Damaged)
    }

    async fn end_session(&self) -> Result<(), Failure> {
        unreachable!("nobody signs out here")
    }
}
