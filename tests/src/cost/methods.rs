//! Everything that may be asked of the store while others wait for the write lock, each with a case that
//! is measured in a small and in a large database. The list comes from the traits, so that a new method
//! without a case is a failure.

use std::path::Path;

use server::store::{
    StoreError, Writes,
    account::{Assignment, Office},
    exports::{Exported, FileKind},
    record::{Again, Recheck, Record},
    review::{Decision, End},
    typing::Typing,
};
use shared::{
    day::Day,
    id::{AccountId, BlobId, ChangeId, DecisionId, DeviceId, FamilyId, PersonId, RecordId, TaskId},
    region::VillageCode,
};

use super::{
    bodies::{NOW_MS, VILLAGE},
    crowd::{
        KK, NIK, PARENT, REVISED, VISIT, blob, change, decision, family, hash, id, invitation,
        record, session, task,
    },
    push::{AUTHOR, psm},
};

/// Does one thing.
pub type Act = fn(&mut dyn Writes) -> Result<(), StoreError>;

/// What is known of the cost of a method.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// It does not grow: measured.
    Stays(Act),
    /// It grows, and why that holds nobody up.
    Grows(&'static str),
}

use Case::{Grows, Stays};

const BY_THE_DESK: &str = "asked by the desk, in a transaction that reads: the first of what waits";
const BY_THE_OFFICE: &str =
    "as long as the list of one person's phones or villages, which the office makes";

/// A number that nothing of the crowd has.
const NEW: u32 = u32::MAX;

/// A row of the crowd that is there however few there are.
const OLD: u32 = 3;

macro_rules! case {
    (|$tx:ident| $act:expr) => {
        Stays(|$tx| {
            let _ = $act?;
            Ok(())
        })
    };
}

/// The case of each method.
pub const CASES: &[(&str, Case)] = &[
    ("View::epoch", case!(|tx| tx.epoch())),
    ("View::last_seq", case!(|tx| tx.last_seq())),
    ("View::each_record_after", case!(|tx| tx.each_record_after(AUTHOR, 3, 9, &mut |_, _| true))),
    ("View::records_after", case!(|tx| tx.records_after(AUTHOR, 3, 9))),
    ("View::last_answers", case!(|tx| tx.last_answers(REVISED, AUTHOR))),
    ("View::is_active", case!(|tx| tx.is_active(AUTHOR))),
    ("View::own_kk", case!(|tx| tx.own_kk(AUTHOR))),
    ("View::is_assigned", case!(|tx| tx.is_assigned(AUTHOR, VILLAGE, Day::from_number(9)))),
    ("View::change", case!(|tx| tx.change(ChangeId(id(1, OLD))))),
    ("View::has_child", case!(|tx| tx.has_child(REVISED, ChangeId(id(1, OLD))))),
    ("View::record", case!(|tx| tx.record(REVISED))),
    ("View::records_of_visit", case!(|tx| tx.records_of_visit(VISIT, AUTHOR, Recheck::START, 5))),
    ("View::held_records", case!(|tx| tx.held_records(AUTHOR, Recheck::START, 5))),
    ("View::forms_of_person", case!(|tx| tx.forms_of_person((VISIT, AUTHOR), NIK, REVISED, 4))),
    ("View::records_elsewhere", case!(|tx| tx.records_elsewhere(NIK, (VILLAGE, AUTHOR), 8))),
    ("View::nik_elsewhere", case!(|tx| tx.nik_elsewhere(NIK, VILLAGE, AUTHOR))),
    (
        "View::previous",
        case!(|tx| tx.previous(&change([0; 16], RecordId([0; 16]), None, 4).header, NIK, AUTHOR)),
    ),
    ("View::register_nik", case!(|tx| tx.register_nik(VILLAGE, OLD))),
    ("View::register_kk", case!(|tx| tx.register_kk(VILLAGE, OLD))),
    ("View::register_of_nik", case!(|tx| tx.register_of_nik(NIK, 4))),
    ("View::n_made_between", case!(|tx| tx.n_made_between(AUTHOR, (0, u64::MAX), [1, 2], 5))),
    ("View::is_released", case!(|tx| tx.is_released(RecordId(id(1, OLD)), PARENT))),
    ("View::some_recheck", case!(|tx| tx.some_recheck())),
    ("View::recheck", case!(|tx| tx.recheck(AUTHOR, Again::Visit(VISIT)))),
    ("Tx::begin_item", case!(|tx| tx.begin_item().and_then(|()| tx.keep_item()))),
    ("Tx::keep_item", case!(|tx| tx.begin_item().and_then(|()| tx.keep_item()))),
    ("Tx::undo_item", case!(|tx| tx.begin_item().and_then(|()| tx.undo_item()))),
    ("Tx::next_seq", case!(|tx| tx.next_seq())),
    (
        "Tx::add_change",
        case!(|tx| tx
            .next_seq()
            .and_then(|seq| { tx.add_change(&change(id(1, NEW), REVISED, Some(PARENT), seq)) })),
    ),
    (
        "Tx::put_record",
        Stays(|tx| {
            let old = tx.record(RecordId(id(1, OLD)))?.ok_or(StoreError::Closed)?;
            let last_seq = tx.next_seq()?;
            tx.put_record(&Record { last_seq, ..old })?;
            let seq = tx.next_seq()?;
            let new = change(id(10, NEW), RecordId(id(1, NEW)), None, seq);
            tx.add_change(&new)?;
            tx.put_record(&record(&new))
        }),
    ),
    (
        "Tx::put_recheck",
        Stays(|tx| {
            let of = Again::Visit(VISIT);
            tx.put_recheck(&Recheck { author: AUTHOR, of, after: Recheck::START })
        }),
    ),
    ("Tx::end_recheck", case!(|tx| tx.end_recheck(AUTHOR, Again::Visit(VISIT)))),
    ("AccountReads::account", case!(|tx| tx.account(AUTHOR))),
    ("AccountReads::account_named", case!(|tx| tx.account_named("siti"))),
    (
        "AccountReads::accounts",
        Grows("the command line lists all accounts, in a transaction that reads"),
    ),
    ("AccountReads::n_accounts", Grows("asked once, when a demo is loaded")),
    ("AccountReads::assignments", case!(|tx| tx.assignments(AUTHOR))),
    ("AccountReads::office", case!(|tx| tx.office(VILLAGE.kecamatan()))),
    ("AccountReads::invitation", case!(|tx| tx.invitation(&hash(8, OLD)))),
    (
        "AccountReads::device_revoked_at_ms",
        case!(|tx| tx.device_revoked_at_ms(AUTHOR, DeviceId(id(7, OLD)))),
    ),
    ("AccountReads::devices", Grows(BY_THE_OFFICE)),
    ("Accounts::add_account", case!(|tx| tx.add_account(&psm(AccountId(id(3, NEW)))))),
    ("Accounts::set_account_active", case!(|tx| tx.set_account_active(AUTHOR, true))),
    ("Accounts::set_own_kk", case!(|tx| tx.set_own_kk(AUTHOR, None))),
    ("Accounts::set_password", case!(|tx| tx.set_password(AUTHOR, "x"))),
    (
        "Accounts::set_assignment",
        Stays(|tx| {
            let village = VillageCode::from_number(VILLAGE.number() + 1);
            tx.set_assignment(AUTHOR, &Assignment { village, from: Day::from_number(0), to: None })
        }),
    ),
    (
        "Accounts::set_office",
        Stays(|tx| {
            let (name, phone) = (String::new(), String::new());
            tx.set_office(&Office { kecamatan: VILLAGE.kecamatan(), name, phone })
        }),
    ),
    ("Accounts::add_invitation", case!(|tx| tx.add_invitation(&invitation(NEW)))),
    (
        "Accounts::consume_invitation",
        case!(|tx| tx.consume_invitation(&hash(8, OLD), DeviceId(id(7, NEW)), NOW_MS)),
    ),
    (
        "Accounts::bind_device",
        case!(|tx| tx.bind_device(&invitation(OLD), DeviceId(id(7, NEW - 1)), NOW_MS)),
    ),
    ("Accounts::settle_invitations", Grows(BY_THE_OFFICE)),
    ("Accounts::revoke_device", Grows(BY_THE_OFFICE)),
    ("SessionReads::session", case!(|tx| tx.session(&hash(6, OLD), NOW_MS))),
    ("Sessions::add_session", case!(|tx| tx.add_session(&session(NEW)))),
    (
        "Sessions::rotate_session",
        case!(|tx| tx.rotate_session(&hash(5, OLD), &hash(10, OLD), NOW_MS)),
    ),
    ("Sessions::confirm_session", case!(|tx| tx.confirm_session(&hash(5, 4)))),
    ("Sessions::see_session", case!(|tx| tx.see_session(&hash(5, 4), NOW_MS))),
    ("Sessions::end_session", case!(|tx| tx.end_session(&hash(5, 5), NOW_MS))),
    (
        "Sessions::end_account_sessions",
        Grows("the office changes a password or switches a person off"),
    ),
    (
        "Sessions::end_device_sessions",
        Stays(|tx| tx.end_device_sessions(AUTHOR, DeviceId(id(7, 6)), NOW_MS)),
    ),
    ("Sessions::extend_session", case!(|tx| tx.extend_session(&hash(5, 4), NOW_MS))),
    ("Sessions::bound_sessions", Grows("at a start, and after somebody has set the clock back")),
    ("Sessions::prolong_sessions", Grows("after somebody has set the clock forward")),
    ("Sessions::bound_revocations", Grows("at a start, and after somebody has set the clock back")),
    (
        "Sessions::replace_unseen_secret",
        case!(|tx| tx.replace_unseen_secret(&hash(6, 7), &hash(10, 7))),
    ),
    ("RegisterReads::n_families", Grows("asked once, when a demo is loaded")),
    ("RegisterReads::families", Grows("all families of a village, in a transaction that reads")),
    ("RegisterReads::family", case!(|tx| tx.family(FamilyId(id(9, OLD))))),
    ("RegisterReads::family_numbered", case!(|tx| tx.family_numbered(VILLAGE, OLD))),
    ("RegisterReads::person_numbered", case!(|tx| tx.person_numbered(VILLAGE, OLD))),
    ("RegisterReads::family_of", case!(|tx| tx.family_of(PersonId(id(11, OLD))))),
    ("RegisterReads::person_that_stays", case!(|tx| tx.person_that_stays(PersonId(id(11, OLD))))),
    ("RegisterReads::family_that_stays", case!(|tx| tx.family_that_stays(FamilyId(id(9, OLD))))),
    ("RegisterReads::families_with_kk", case!(|tx| tx.families_with_kk(KK, 4))),
    ("RegisterReads::people_with_nik", case!(|tx| tx.people_with_nik(NIK, 4))),
    ("RegisterReads::people_named", case!(|tx| tx.people_named(VILLAGE, "Siti 3", None, 4))),
    ("RegisterReads::families_changed", case!(|tx| tx.families_changed(VILLAGE, 3, 4))),
    ("RegisterReads::imported", case!(|tx| tx.imported(&id(13, OLD)))),
    (
        "Register::put_family",
        Stays(|tx| {
            let old = tx.family(FamilyId(id(9, OLD)))?.ok_or(StoreError::Closed)?;
            tx.put_family(old)?;
            tx.put_family(family(NEW)).map(drop)
        }),
    ),
    ("Register::set_imported", case!(|tx| tx.set_imported(&id(13, NEW), &id(9, OLD)))),
    ("TaskReads::task", case!(|tx| tx.task(TaskId(id(12, OLD))))),
    ("TaskReads::open_tasks_of", case!(|tx| tx.open_tasks_of(FamilyId(id(9, OLD)), 4))),
    ("TaskReads::tasks_changed", case!(|tx| tx.tasks_changed(VILLAGE, 3, 4))),
    (
        "Tasks::put_task",
        case!(|tx| tx.put_task(&task(OLD)).and_then(|()| {
            tx.put_family(family(NEW - 1))?;
            tx.put_task(&task(NEW - 1))
        })),
    ),
    ("ExportReads::exports", case!(|tx| tx.exports(None, 4))),
    (
        "Exports::add_export",
        Stays(|tx| {
            tx.add_export(&Exported {
                number: 0,
                account: AUTHOR,
                at_ms: NOW_MS,
                what: FileKind::Xlsx,
                filter: String::new(),
                reason: String::new(),
                is_masked: true,
                n_rows: 1,
            })
            .map(drop)
        }),
    ),
    ("TypingReads::typing", case!(|tx| tx.typing(RecordId(id(1, OLD))))),
    (
        "Typings::put_typing",
        case!(|tx| {
            let (record, change) = (RecordId(id(1, OLD)), ChangeId(id(1, OLD)));
            tx.put_typing(&Typing {
                record,
                change,
                is_typed: true,
                account: AUTHOR,
                at_ms: NOW_MS,
            })
        }),
    ),
    ("BlobReads::blob", case!(|tx| tx.blob(BlobId(id(14, OLD))))),
    ("BlobReads::blobs_of_record", case!(|tx| tx.blobs_of_record(REVISED, 4))),
    (
        "BlobReads::blob_use",
        Grows("what one account has under way and announces in a day: both have a bound"),
    ),
    ("BlobReads::blobs_arriving_since", case!(|tx| tx.blobs_arriving_since(u64::MAX, 4))),
    ("Blobs::put_blob", case!(|tx| tx.put_blob(&blob(OLD)).and_then(|()| tx.put_blob(&blob(NEW))))),
    ("Blobs::delete_blob", case!(|tx| tx.delete_blob(BlobId(id(14, 5))))),
    ("ReviewReads::decision", case!(|tx| tx.decision(DecisionId(id(14, OLD))))),
    ("ReviewReads::pending_decision", case!(|tx| tx.pending_decision(REVISED))),
    ("ReviewReads::decisions_of", case!(|tx| tx.decisions_of(REVISED, 8))),
    ("ReviewReads::due_decisions", case!(|tx| tx.due_decisions(NOW_MS, 4))),
    ("ReviewReads::first_pending_ms", case!(|tx| tx.first_pending_ms())),
    ("ReviewReads::decisions_after", case!(|tx| tx.decisions_after(AUTHOR, 3, 4))),
    ("ReviewReads::is_undelivered", case!(|tx| tx.is_undelivered(AUTHOR, 3))),
    ("ReviewReads::last_contact_ms", Grows("as long as the list of one person's sessions")),
    ("PileReads::to_review", Grows(BY_THE_DESK)),
    ("PileReads::n_to_review", Grows(BY_THE_DESK)),
    ("PileReads::held", Grows(BY_THE_DESK)),
    ("PileReads::conflicts", Grows(BY_THE_DESK)),
    ("PileReads::unreached", Grows(BY_THE_DESK)),
    ("PileReads::fell_away", Grows(BY_THE_DESK)),
    ("PileReads::workers", Grows(BY_THE_DESK)),
    (
        "Reviews::add_decision",
        case!(|tx| {
            let record = RecordId(id(1, OLD));
            tx.add_decision(&Decision { record, end: End::Pending, ..decision(NEW) })
        }),
    ),
    (
        "Reviews::end_decision",
        case!(|tx| {
            let record = RecordId(id(1, OLD + 1));
            let pending = Decision { record, end: End::Pending, ..decision(NEW - 1) };
            tx.add_decision(&pending)
                .and_then(|()| tx.end_decision(pending.id, End::Undone { at_ms: NOW_MS }))
        }),
    ),
    (
        "Reviews::begin_minutes_again",
        Grows("each of those that wait is moved once, after the clock was set back"),
    ),
    ("Reviews::deliver_decisions", Grows("each is noted once, when its phone has it")),
];

/// The methods of the traits that a job gets that writes, as their sources have them.
///
/// # Panics
/// When the sources are not there.
#[must_use]
pub fn of_the_traits() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/store");
    let mut methods = Vec::new();
    for file in [
        "tx.rs",
        "account.rs",
        "session.rs",
        "register.rs",
        "tasks.rs",
        "exports.rs",
        "typing.rs",
        "blobs.rs",
        "review.rs",
    ] {
        let source = std::fs::read_to_string(folder.join(file)).expect("the traits are there");
        let mut current = None;
        for line in source.lines() {
            if let Some(rest) = line.strip_prefix("pub trait ") {
                current = rest.split([':', ' ']).next();
            } else if line == "}" {
                current = None;
            } else if let (Some(name), Some(rest)) = (current, line.strip_prefix("    fn ")) {
                let method = rest.split(['(', '<']).next().unwrap_or_default();
                methods.push(format!("{name}::{method}"));
            }
        }
    }
    methods
}
