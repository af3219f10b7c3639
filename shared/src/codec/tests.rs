//! Tries to exceed each limit, and what cannot be read at all.

use core::fmt::Debug;

use super::*;
use crate::{
    form::{
        content::Content1,
        model::{Check, Field, Kind},
        problem::Severity,
        value::{Row, RowId, Tag, Value, Values},
    },
    forms::ALL,
    sync::{
        limits::{
            self, DEPTH_MAX, FORM_ITEMS_MAX, PARCEL_CHANGES_MAX, PUSH_PARCELS_MAX, ROWS_MAX,
            VALUES_MAX,
        },
        wire::{self, Change1, Push1, PushReply1, WireError},
    },
};

const LIMITS: Limits = Limits { n_bytes: 1_000, n_per_list: 10, n_items: 15 };

/// A number in seven bits a byte, as lists are counted.
fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
    bytes
}

fn read<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, Unreadable> {
    whole(bytes, LIMITS)
}

#[test]
fn a_value_is_read_from_its_bytes_but_not_from_fewer_or_more() {
    fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) {
        let bytes = encode(&value);
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(whole::<T>(&bytes[..bytes.len() - 1], LIMITS), Err(Unreadable::Damaged));
        assert_eq!(whole::<T>(&longer, LIMITS), Err(Unreadable::Damaged), "{value:?}");
        assert_eq!(first::<T>(&longer, LIMITS).as_ref(), Ok(&value));
        assert_eq!(whole(&bytes, LIMITS), Ok(value));
    }
    check(300_u64);
    check(i64::MIN);
    check(vec![Some(300_u16), None, Some(0)]);
    check((false, String::from("Siti Aminah, Ngrejeng – 3 balita"), [7_u8; 16]));
}

#[test]
fn what_cannot_be_is_damage() {
    assert_eq!(read::<bool>(&[2]), Err(Unreadable::Damaged));
    assert_eq!(read::<Option<u8>>(&[2, 0]), Err(Unreadable::Damaged));
    assert_eq!(read::<String>(&[1, 0xff]), Err(Unreadable::Damaged), "not UTF-8");
    assert_eq!(read::<u16>(&[0x80, 0x80, 4]), Err(Unreadable::Damaged), "65,536");
    assert_eq!(read::<u64>(&[0xff; 11]), Err(Unreadable::Damaged), "no end");
    assert_eq!(read::<Value>(&[9, 0]), Err(Unreadable::Damaged), "no such shape");
    assert_eq!(read::<Value>(&[0xff, 0xff, 0xff, 0xff, 0x0f, 0]), Err(Unreadable::Damaged));
}

#[test]
fn a_list_has_no_more_items_than_it_may_and_all_together_no_more_than_they_may() {
    assert_eq!(read::<Vec<u8>>(&encode(&vec![7_u8; 10])), Ok(vec![7; 10]));
    assert_eq!(read::<Vec<u8>>(&encode(&vec![7_u8; 11])), Err(Unreadable::TooMuch));
    let lists = |n| vec![vec![1_u8; 4]; n];
    assert_eq!(read::<Vec<Vec<u8>>>(&encode(&lists(3))), Ok(lists(3)), "3 + 12");
    assert_eq!(read::<Vec<Vec<u8>>>(&encode(&lists(4))), Err(Unreadable::TooMuch), "4 + 16");
    // A fixed array costs nothing: its length is the type's.
    assert_eq!(read::<[u8; 16]>(&[7; 16]), Ok([7; 16]));
}

#[test]
fn a_message_is_no_longer_than_it_may_be() {
    let text = "a".repeat(998);
    assert_eq!(read::<String>(&encode(&text)).as_deref(), Ok(text.as_str()));
    assert_eq!(read::<String>(&encode(&"a".repeat(999))), Err(Unreadable::TooMuch));
    let longer = [encode(&text), vec![0; 5_000]].concat();
    assert_eq!(first::<String>(&longer, LIMITS), Ok(text));
}

#[test]
fn a_length_that_is_only_claimed_is_refused_before_anything_is_read() {
    for claimed in [11, 100, 1 << 31, 1 << 60, u64::MAX] {
        let bytes = [varint(claimed), vec![0; 900]].concat();
        for read in [
            read::<Vec<u8>>(&bytes).map(drop),
            read::<Vec<Vec<u64>>>(&bytes).map(drop),
            read::<Values>(&bytes).map(drop),
            read::<Vec<Row>>(&bytes).map(drop),
        ] {
            assert!(read.is_err(), "{claimed}");
        }
        assert!(claimed < 900 || read::<String>(&bytes).is_err(), "{claimed}");
        assert!(claimed < 900 || read::<&[u8]>(&bytes).is_err(), "{claimed}");
    }
}

/// Answers so many groups deep.
fn nested(n_groups: usize) -> Values {
    let mut values = Values::new();
    values.put(Tag(1), Some(Value::Bool(true)));
    for _ in 1..n_groups {
        let mut around = Values::new();
        around.put(Tag(1), Some(Value::Group(values)));
        values = around;
    }
    values
}

fn content(values: Values) -> Result<Content1, WireError> {
    Content1::from_bytes(&Content1 { values, overrides: Vec::new() }.to_bytes())
}

#[test]
fn values_nest_as_deep_as_forms_need_and_no_deeper() {
    // As deep as the first readers allowed.
    assert!(content(nested(6)).is_ok());
    // Form, group, row, group, the codes of a choice.
    let choice = |tag, value| {
        let mut values = Values::new();
        values.put(Tag(tag), Some(value));
        values
    };
    let group = choice(1, Value::Choices(vec![1, 2]));
    let row = Row { id: RowId(1), values: choice(2, Value::Group(group)) };
    let deepest = choice(4, Value::Group(choice(3, Value::Rows(vec![row]))));
    assert!(content(deepest).is_ok());

    let one_too_deep = (1..DEPTH_MAX).find(|n| content(nested(*n)).is_err());
    assert_eq!(one_too_deep, Some(8));
    assert_eq!(content(nested(8)), Err(WireError::TooLong));
}

#[test]
fn values_that_nest_without_end_are_refused_and_not_a_crash() {
    // Tag 0, shape 7 (a group) with one pair inside; shape 8 (rows) with one row inside.
    for inside in [vec![0, 7, 1], vec![0, 8, 1, 0, 1]] {
        let mut bytes = vec![wire::VERSION, 1];
        bytes.extend(inside.repeat(10_000));
        assert_eq!(Content1::from_bytes(&bytes), Err(WireError::TooLong));
    }
}

#[test]
fn rows_of_two_bytes_are_refused_while_they_are_read() {
    let rows = |n: usize| {
        let mut values = Values::new();
        let row = |idx| Row { id: RowId(idx), values: Values::new() };
        let rows = (0..u32::try_from(n).unwrap_or(0)).map(row).collect();
        values.put(Tag(13), Some(Value::Rows(rows)));
        content(values)
    };
    // A form with too many rows for its kind is read, and told so in words; not one with thousands.
    assert!(rows(ROWS_MAX + 1).is_ok());
    assert_eq!(rows(10_000), Err(WireError::TooLong));
    assert_eq!(rows(500), Err(WireError::TooLong));
    // Many lists, each as long as it may be.
    let mut values = Values::new();
    for tag in 0..u16::try_from(FORM_ITEMS_MAX / VALUES_MAX + 1).unwrap_or(0) {
        values.put(Tag(tag), Some(Value::Choices(vec![1; VALUES_MAX])));
    }
    assert_eq!(content(values), Err(WireError::TooLong));
}

#[test]
fn a_push_holds_its_batch_and_no_more() {
    let push = |n| {
        let device = crate::id::DeviceId([1; 16]);
        wire::decode::<Push1>(&wire::encode(&Push1 { device, parcels: vec![Vec::new(); n] }))
    };
    assert!(push(PUSH_PARCELS_MAX).is_ok());
    assert_eq!(push(PUSH_PARCELS_MAX + 1), Err(WireError::TooLong));
    let payload = |n: usize| wire::payload(&vec![vec![1]; n]);
    assert_eq!(wire::open_payload(&payload(PARCEL_CHANGES_MAX)).map(|all| all.len()), Ok(100));
    assert_eq!(wire::open_payload(&payload(PARCEL_CHANGES_MAX + 1)), Err(WireError::TooLong));
}

#[test]
fn a_change_too_long_is_still_named_by_its_header() {
    let id = [7; 16];
    let header = wire::Header1 {
        change: crate::id::ChangeId(id),
        record: crate::id::RecordId(id),
        parent: None,
        visit: None,
        kind: 1,
        kind_version: 1,
        village: crate::region::VillageCode::from_number(3_523_161_003),
        made_at_ms: 1,
        op: wire::OP_PUT,
    };
    let change = Change1 { header: header.clone(), content: vec![0; limits::CHANGE_BYTES_MAX] };
    let bytes = wire::encode(&change);
    assert_eq!(wire::decode::<Change1>(&bytes), Err(WireError::TooLong));
    assert_eq!(wire::header_of(&bytes), Some(header));
    assert_eq!(wire::header_of(&bytes[..20]), None);
    assert_eq!(wire::header_of(&[2; 200]), None, "another version");
}

#[test]
fn an_answer_lists_no_problems_without_end() {
    // An epoch, a clock, one answer; then a verdict with a claimed number of problems.
    let mut bytes = vec![wire::VERSION, 1, 1, 1, 0, 0, 0, 3, 0, 0];
    bytes.extend(varint(2_000));
    bytes.extend([0; 2_000 * 4 + 6]);
    assert_eq!(wire::decode::<PushReply1>(&bytes), Err(WireError::TooLong));
}

/// Most rows of a field; none of one without rows.
fn rows_max(field: &Field) -> usize {
    match field.kind {
        Kind::Rows { max, .. } => usize::from(max),
        _ => 0,
    }
}

/// Items of a field with every answer given, and how many of its problems may be confirmed.
fn most(fields: &[&Field]) -> (usize, usize) {
    let (mut n_items, mut n_confirms) = (0, 0);
    for field in fields {
        let confirms = |check: &Check| {
            let (code, times) = match check {
                Check::When { code, .. } | Check::Rule { code, .. } => (code, 1),
                Check::Rows { code, .. } => (code, rows_max(field)),
            };
            let is_confirm = code.info().is_some_and(|info| info.severity == Severity::Confirm);
            usize::from(is_confirm) * times
        };
        // What may be wrong by itself with a number of a person (serial, date, province) and a day.
        let own = match field.kind {
            Kind::Nik { .. } => 3,
            Kind::Day => 1,
            _ => 0,
        };
        // A pair in the list around it.
        n_items += 1;
        n_confirms += own + field.checks.iter().map(confirms).sum::<usize>();
        let (inside, times) = match &field.kind {
            Kind::Choices { list, .. } => {
                n_items += list.options.len();
                continue;
            }
            Kind::Group(fields) => (most(&fields.iter().collect::<Vec<_>>()), 1),
            Kind::Rows { fields, max, .. } => {
                n_items += usize::from(*max);
                (most(&fields.iter().collect::<Vec<_>>()), usize::from(*max))
            }
            _ => continue,
        };
        n_items += times * inside.0;
        n_confirms += times * inside.1;
    }
    (n_items, n_confirms)
}

#[test]
fn the_fullest_form_of_each_kind_has_room() {
    /// Form, group, row, group, field.
    const STEPS: usize = 5;
    for kind in ALL {
        let fields: Vec<_> = kind.fields().map(|(_, field)| field).collect();
        let (n_items, n_confirms) = most(&fields);
        // Each confirm that is lifted has a reason that somebody typed.
        let n_all = n_items + n_confirms / 2 * (1 + STEPS);
        assert!(n_all <= FORM_ITEMS_MAX, "{}: {n_items}, {n_confirms}, {n_all}", kind.name);
        assert!(2 * n_items <= FORM_ITEMS_MAX, "{}: {n_items}", kind.name);
        assert!(n_confirms <= limits::CONTENT.n_per_list, "{}: {n_confirms}", kind.name);
    }
}
