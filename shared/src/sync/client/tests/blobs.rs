//! Blobs go when nothing else can, a part at a time.

use super::*;

const N_BYTES: u64 = 20_000;

fn blob(number: u8) -> BlobEntry {
    BlobEntry { blob: BlobId(id(number)), n_bytes: N_BYTES, is_over: false }
}

fn bench(entries: Vec<Entry>, blobs: Vec<BlobEntry>) -> Bench {
    Bench::with(&[Feed::OWN_RECORDS], entries, blobs)
}

/// The server's side of some blobs.
#[derive(Default)]
struct Office {
    has: Vec<(BlobId, u64)>,
    stored: Vec<BlobId>,
}

impl Bench {
    fn blob(&self) -> Option<(u32, BlobId, BlobStep)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::SendBlob { request, blob, step } => Some((*request, *blob, step.clone())),
            _ => None,
        })
    }

    fn settles(&self) -> Option<(BlobId, Option<u16>)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::SettleBlob { blob, refusal } => Some((*blob, *refusal)),
            _ => None,
        })
    }

    fn answer_blob(&mut self, result: Result<BlobReply, Failure>) {
        let (request, ..) = self.blob().expect("a blob is under way");
        self.step(Event::BlobReply { request, result });
        if self.settles().is_some() {
            self.step(Event::Persisted);
        }
    }

    /// Answers a step as a server does that is well.
    fn serve(&mut self, office: &mut Office) {
        let (_, blob, step) = self.blob().expect("a blob is under way");
        let n_has = office.has.iter().find(|(other, _)| *other == blob).map_or(0, |(_, n)| *n);
        let reply = match step {
            BlobStep::Create => BlobReply::Created(blob.to_string()),
            BlobStep::Offset { .. } => BlobReply::Offset(n_has),
            BlobStep::Append { offset, n_bytes, .. } => {
                assert_eq!(offset, n_has, "from the byte that the server has");
                office.has.retain(|(other, _)| *other != blob);
                office.has.push((blob, offset + n_bytes));
                BlobReply::Offset(offset + n_bytes)
            }
            BlobStep::Finish { .. } => {
                assert_eq!(n_has, N_BYTES);
                office.stored.push(blob);
                BlobReply::Stored
            }
            BlobStep::Forget => {
                office.has.retain(|(other, _)| *other != blob);
                BlobReply::Gone
            }
        };
        self.answer_blob(Ok(reply));
    }
}

#[test]
fn a_blob_goes_after_the_data_in_parts_and_leaves_when_it_is_whole() {
    let mut office = Office::default();
    let mut bench = bench(vec![single(1, 300)], vec![blob(1)]);
    assert_eq!(bench.blob(), None);
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    bench.step(Event::Persisted);
    bench.answer_pull(pulled(1, false));
    let mut left = Vec::new();
    while bench.blob().is_some() {
        left.push(bench.status().blob_bytes_waiting);
        bench.serve(&mut office);
    }
    assert_eq!(left, [20_000, 20_000, 20_000, 12_000, 0], "8 kB, then the rest");
    assert_eq!(office.stored, [BlobId(id(1))]);
    assert_eq!(bench.status().n_blobs_waiting, 0);
}

#[test]
fn a_parcel_waits_for_one_part_at_most() {
    let mut office = Office::default();
    let mut bench = bench(Vec::new(), vec![blob(1)]);
    bench.answer_pull(pulled(1, false));
    for _ in 0..2 {
        bench.serve(&mut office);
    }
    let (request, ..) = bench.blob().unwrap();
    bench.step(Event::Saved(single(1, 300)));
    bench.step(Event::BlobReply { request, result: Ok(BlobReply::Offset(8_000)) });
    assert_eq!(bench.push().unwrap().1, [parcel(1)]);
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    bench.step(Event::Persisted);
    assert!(bench.pull().is_some(), "and for what the office made of it");
    bench.answer_pull(pulled(2, false));
    assert!(matches!(bench.blob(), Some((_, _, BlobStep::Append { offset: 8_000, .. }))));
}

#[test]
fn after_a_cut_it_goes_on_at_the_byte_that_the_server_has() {
    let mut office = Office::default();
    let mut bench = bench(Vec::new(), vec![blob(1)]);
    bench.answer_pull(pulled(1, false));
    for _ in 0..2 {
        bench.serve(&mut office);
    }
    // 5,000 bytes arrived before the line broke.
    office.has.push((BlobId(id(1)), 5_000));
    bench.answer_blob(Err(Failure::Offline));
    assert_eq!(bench.blob(), None, "there is a pause");
    bench.step(Event::Saved(single(1, 300)));
    assert!(bench.push().is_some(), "but not for parcels");
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    bench.step(Event::Persisted);
    bench.answer_pull(pulled(2, false));
    while bench.blob().is_none() {
        bench.wake();
    }
    assert!(matches!(bench.blob(), Some((_, _, BlobStep::Offset { .. }))));
    while bench.blob().is_some() {
        bench.serve(&mut office);
    }
    assert_eq!(office.stored.len(), 1);
}

#[test]
fn a_refused_blob_and_one_that_always_fails_stop_no_other() {
    let mut office = Office::default();
    let mut bench = bench(Vec::new(), vec![blob(1), blob(2), blob(3)]);
    let mut refusals = Vec::new();
    for _ in 0..60 {
        refusals.extend(bench.settles().filter(|(_, refusal)| refusal.is_some()));
        match bench.blob() {
            Some((_, blob, _)) if blob == BlobId(id(1)) => bench.answer_blob(Err(server_error())),
            Some((request, blob, _)) if blob == BlobId(id(2)) => {
                let result = Ok(BlobReply::Refused(7));
                bench.step(Event::BlobReply { request, result });
                refusals.extend(bench.settles());
                bench.step(Event::Persisted);
            }
            Some(_) => bench.serve(&mut office),
            None if bench.pull().is_some() => bench.answer_pull(pulled(1, false)),
            None => bench.wake(),
        }
    }
    assert_eq!(refusals, [(BlobId(id(2)), Some(7))]);
    assert_eq!(office.stored, [BlobId(id(3))]);
    assert_eq!(bench.status().n_blobs_waiting, 1);
    assert_eq!(bench.status().failure, None, "records are well");
}

#[test]
fn what_the_server_dropped_is_announced_again() {
    let mut office = Office::default();
    let mut bench = bench(Vec::new(), vec![blob(1)]);
    bench.answer_pull(pulled(1, false));
    for _ in 0..3 {
        bench.serve(&mut office);
    }
    office.has.clear();
    bench.answer_blob(Err(Failure::Server { status: 404, code: String::new() }));
    bench.wake();
    assert!(matches!(bench.blob(), Some((_, _, BlobStep::Create))));
    while office.stored.is_empty() {
        if bench.blob().is_some() {
            bench.serve(&mut office);
        } else {
            bench.wake();
        }
    }
}

#[test]
fn a_server_that_says_it_has_no_more_than_before_is_not_asked_round_and_round() {
    let mut bench = bench(Vec::new(), vec![blob(1)]);
    bench.answer_pull(pulled(1, false));
    bench.answer_blob(Ok(BlobReply::Created(String::from("there"))));
    bench.answer_blob(Ok(BlobReply::Offset(0)));
    bench.answer_blob(Ok(BlobReply::Offset(0)));
    assert_eq!(bench.blob(), None, "a part that went nowhere is a failure");
    bench.wake();
    bench.answer_blob(Ok(BlobReply::Offset(N_BYTES + 1)));
    assert_eq!(bench.blob(), None);
}

#[test]
fn the_end_of_a_blob_is_kept_before_the_next_begins_and_full_storage_stops_no_parcel() {
    let mut bench = bench(Vec::new(), vec![blob(1)]);
    bench.answer_pull(pulled(1, false));
    bench.answer_blob(Ok(BlobReply::Created(String::from("there"))));
    bench.answer_blob(Ok(BlobReply::Offset(N_BYTES)));
    let (request, ..) = bench.blob().unwrap();
    bench.step(Event::BlobReply { request, result: Ok(BlobReply::Stored) });
    assert_eq!(bench.settles(), Some((BlobId(id(1)), None)));
    bench.step(Event::PersistFailed);
    assert_eq!(bench.status().n_blobs_waiting, 1);
    bench.step(Event::Saved(single(1, 300)));
    assert!(bench.push().is_some());
}

#[test]
fn a_blob_that_is_over_is_forgotten_by_the_server_and_counts_no_more() {
    let mut office = Office::default();
    let mut bench = bench(Vec::new(), vec![blob(1)]);
    bench.answer_pull(pulled(1, false));
    bench.serve(&mut office);
    bench.serve(&mut office);
    // Some of it is under way when its form is withdrawn.
    let (request, ..) = bench.blob().unwrap();
    office.has.push((BlobId(id(1)), 8_000));
    bench.step(Event::BlobSaved(BlobEntry { is_over: true, ..blob(1) }));
    assert_eq!((bench.status().n_blobs_waiting, bench.status().blob_bytes_waiting), (0, 0));
    bench.step(Event::BlobReply { request, result: Ok(BlobReply::Offset(8_000)) });
    assert!(matches!(bench.blob(), Some((_, _, BlobStep::Forget))));
    bench.answer_blob(Err(Failure::Offline));
    while bench.blob().is_none() {
        bench.wake();
    }
    bench.serve(&mut office);
    assert_eq!((office.has, office.stored), (vec![], vec![]));
    assert_eq!(bench.blob(), None);
}

#[test]
fn a_withdrawal_that_is_taken_back_sends_its_blob_from_where_the_server_is() {
    let mut office = Office::default();
    let mut bench = bench(Vec::new(), vec![BlobEntry { is_over: true, ..blob(1) }]);
    bench.answer_pull(pulled(1, false));
    let (request, ..) = bench.blob().unwrap();
    bench.step(Event::BlobSaved(blob(1)));
    assert_eq!(bench.status().n_blobs_waiting, 1);
    bench.step(Event::BlobReply { request, result: Err(Failure::Offline) });
    while bench.blob().is_none() {
        bench.wake();
    }
    while office.stored.is_empty() {
        bench.serve(&mut office);
    }
    assert_eq!(bench.status().n_blobs_waiting, 0);
}
