//! Damaged and hostile bytes never end the program, and never take much more memory than they have
//! bytes, whatever they claim to be.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    path::Path,
};

use client::blob::Blob1;
use client::register::{OwnFamilies1, Register1};
use client::reviews::Reviews1;
use client::rows::{Account1, Book1, Book2, Book3, Draft1, Outbox1, Record1};
use client::tasks::VillageTasks1;
use shared::{
    codec::Message,
    form::{
        content::Content1,
        value::{Tag, Value},
    },
    register::{
        family::{self, Families1},
        task::{self, Tasks1},
    },
    sync::{
        account::{Activate1, Profile1},
        feed,
        limits::{CHANGE_BYTES_MAX, FORM_ITEMS_MAX},
        review::{self, Review1},
        wire::{self, Change1, Problem1, PullReply1, Push1, PushReply1},
    },
};
use tests::sim::dice::Dice;

/// Counts what this thread holds.
struct Counting;

thread_local! {
    static HELD_BYTES: Cell<usize> = const { Cell::new(0) };
    static MOST_BYTES: Cell<usize> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[expect(unsafe_code, reason = "an allocator cannot be had without; it only counts and passes on")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD_BYTES.get().wrapping_add(layout.size());
        HELD_BYTES.set(held);
        // What was made by another thread and given back here makes the sum wrap.
        if held < usize::MAX / 2 {
            MOST_BYTES.set(MOST_BYTES.get().max(held));
        }
        // SAFETY: the caller keeps to what the trait asks, and so does this.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD_BYTES.set(HELD_BYTES.get().wrapping_sub(layout.size()));
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }
}

/// The most that a piece of work holds at once, bytes.
fn most_bytes(work: impl FnOnce()) -> usize {
    let before = HELD_BYTES.get();
    MOST_BYTES.set(before);
    work();
    MOST_BYTES.get().saturating_sub(before)
}

/// Memory for each byte that is read, at most: room for a list is made when it begins, an item has a
/// byte at the least, and the largest item is an answer to a push with 232 bytes.
const PER_BYTE_MAX: usize = 256;

fn as_message<T: Message>(bytes: &[u8]) {
    drop(wire::decode::<T>(bytes));
}

/// A way to read bytes, and what it is called.
type Reader = (&'static str, fn(&[u8]));

/// Every way to read bytes that came from elsewhere.
const READERS: &[Reader] = &[
    ("content", as_message::<Content1>),
    ("change", as_message::<Change1>),
    ("push", as_message::<Push1>),
    ("push reply", as_message::<PushReply1>),
    ("pull reply", as_message::<PullReply1>),
    ("pull reply of any version", |bytes| drop(feed::decode_reply(bytes))),
    ("event", |bytes| drop(wire::record_status(bytes))),
    ("activate", as_message::<Activate1>),
    ("profile", as_message::<Profile1>),
    ("draft", as_message::<Draft1>),
    ("record", as_message::<Record1>),
    ("outbox", as_message::<Outbox1>),
    ("account", as_message::<Account1>),
    ("book", as_message::<Book1>),
    ("book 2", as_message::<Book2>),
    ("book 3", as_message::<Book3>),
    ("register", as_message::<Register1>),
    ("own families", as_message::<OwnFamilies1>),
    ("families", as_message::<Families1>),
    ("register event", |bytes| drop(family::news(bytes))),
    ("tasks", as_message::<Tasks1>),
    ("tasks of a village", as_message::<VillageTasks1>),
    ("task event", |bytes| drop(task::news(bytes))),
    ("decision event", |bytes| drop(review::review(bytes))),
    ("decision", as_message::<Review1>),
    ("decisions of a record", as_message::<Reviews1>),
    ("blob", as_message::<Blob1>),
    ("problems", as_message::<Vec<Problem1>>),
    ("payload", |bytes| drop(wire::open_payload(bytes))),
    ("header", |bytes| drop(wire::header_of(bytes))),
];

fn check(bytes: &[u8]) {
    for (name, read) in READERS {
        let n_bytes = most_bytes(|| read(bytes));
        assert!(n_bytes <= PER_BYTE_MAX * bytes.len(), "{name}: {n_bytes} bytes for {bytes:?}");
    }
}

/// Every stored payload, the drawn ones each for itself; not the forms inside of them.
fn stored() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("wire");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let is_drawn = path.file_name().unwrap().to_str().unwrap().starts_with("drawn_");
        if is_drawn {
            found.extend(wire::open_payload(&bytes).unwrap().into_iter().map(<[u8]>::to_vec));
        } else {
            found.push(bytes);
        }
    }
    found.sort();
    found
}

fn idx(dice: &Dice, len: usize) -> usize {
    usize::try_from(dice.number()).unwrap() % len.max(1)
}

/// Changes bytes a little, mostly where lengths and shapes stand.
fn damaged(dice: &Dice, mut bytes: Vec<u8>) -> Vec<u8> {
    const HUGE: [&[u8]; 4] = [
        &[0xff, 0x7f],
        &[0xff, 0xff, 0xff, 0xff, 0x0f],
        &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10],
        &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
    ];
    for _ in 0..dice.between(1, 4) {
        let at = idx(dice, bytes.len());
        match dice.between(0, 4) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..at, dice.pick(&HUGE).unwrap().iter().copied())),
            2 => bytes.extend_from_within(at..),
            _ if bytes.is_empty() => bytes.push(1),
            3 => bytes[at] = dice.number().to_le_bytes()[0],
            _ => bytes[at] = bytes[at].wrapping_add(1),
        }
    }
    bytes
}

#[test]
fn no_bytes_end_the_program_or_take_memory_by_a_claim() {
    let dice = Dice::new(8);
    for bytes in stored() {
        for _ in 0..200 {
            check(&damaged(&dice, bytes.clone()));
        }
    }
    for len in 0..4_000 {
        // The right version, then anything.
        let rest = (0..len).map(|_| dice.number().to_le_bytes()[0] >> dice.between(0, 7));
        check(&std::iter::once(1).chain(rest).collect::<Vec<_>>());
    }
}

#[test]
fn a_form_takes_no_more_memory_than_its_limits_say() {
    /// An answer with its tag.
    const ITEM_BYTES: usize = size_of::<(Tag, Value)>();
    let most = FORM_ITEMS_MAX * ITEM_BYTES + CHANGE_BYTES_MAX;
    // Rows without answers; groups in groups; lists in lists; each claims as many as there are bytes.
    for part in [vec![0, 0], vec![0xff, 0x7d, 0, 7], vec![0x90, 0x03, 0, 8], vec![0xff; 9]] {
        for begin in [vec![1], vec![1, 1, 13, 8, 0xff, 0x7d], vec![1, 1, 13, 8, 0x90, 0x03]] {
            let mut bytes = begin;
            while bytes.len() < CHANGE_BYTES_MAX - 10 {
                bytes.extend(&part);
            }
            let n_bytes = most_bytes(|| drop(Content1::from_bytes(&bytes)));
            assert!(n_bytes <= most, "{n_bytes} bytes: {:?}", &bytes[..20]);
        }
    }
}
