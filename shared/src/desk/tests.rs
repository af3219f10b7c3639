//! The JSON of the desk holds its names and its order, and reads from what an older server sends.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::{
    list::{Count, Page, Row},
    record::{Old, Photo, Receipt, Record, Revision, VISIT_KIND, Visit},
    session::{Area, Me, VillageOption},
    sheet::{Field, Other, Others, Problem, Removed, Section},
    *,
};
use crate::forms::visit::VISIT;

fn words(text: &str) -> Words {
    Words::same(text.into())
}

fn row(record: &str) -> Row {
    Row { record: record.into(), kind: Some("balita".into()), n_notes: 1, ..Row::default() }
}

/// What [`row`] becomes, without its braces.
fn row_json(record: &str) -> String {
    [
        r#""record":""#,
        record,
        r#"","change":"","kind":"balita","kind_title":{"id":"","en":""},"kind_version":0,"village":"","village_title":"","visit":null,"subject":"","state":"","state_words":{"id":"","en":""},"author":"","made_at_ms":0,"stored_at_ms":0,"seq":0,"n_problems":0,"n_notes":1,"n_beside":0,"n_overrides":0"#,
    ]
    .concat()
}

fn check<T>(value: &T, json: &str)
where
    T: Serialize + for<'de> Deserialize<'de> + PartialEq + core::fmt::Debug,
{
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value);
}

#[test]
fn a_list_holds_its_names_and_order() {
    let counts =
        vec![Count { state: "sent".into(), words: words("x"), n: 2, n_beside: 1, is_least: false }];
    let page = Page { records: vec![row("r")], next: Some(7), counts };
    let counts =
        r#"[{"state":"sent","words":{"id":"x","en":"x"},"n":2,"n_beside":1,"is_least":false}]"#;
    let expected = format!(r#"{{"records":[{{{}}}],"next":7,"counts":{counts}}}"#, row_json("r"));
    check(&page, &expected);
}

#[test]
fn a_record_holds_its_names_and_order() {
    let field = |children| Field {
        field_id: "f-1".into(),
        name: "nik".into(),
        label: words("NIK"),
        value: None,
        before: None,
        class: "identity".into(),
        computed: false,
        children,
        ..Field::default()
    };
    let full = Field { value: Some(words("1")), before: Some(words("2")), ..field(Vec::new()) };
    let section = Section { name: "s".into(), title: words("S"), fields: vec![field(vec![full])] };
    let section_json = r#"{"name":"s","title":{"id":"S","en":"S"},"fields":[{"field_id":"f-1","name":"nik","label":{"id":"NIK","en":"NIK"},"value":null,"class":"identity","computed":false,"children":[{"field_id":"f-1","name":"nik","label":{"id":"NIK","en":"NIK"},"value":{"id":"1","en":"1"},"before":{"id":"2","en":"2"},"class":"identity","computed":false}]}]}"#;
    let problem = Problem {
        path: vec![words("NIK")],
        field_id: "f-1".into(),
        code: "nik".into(),
        severity: "error".into(),
        words: words("w"),
        reason: None,
        others: None,
    };
    let problem_json = r#"{"path":[{"id":"NIK","en":"NIK"}],"field_id":"f-1","code":"nik","severity":"error","words":{"id":"w","en":"w"},"reason":null}"#;
    let other = Other {
        record: "o".into(),
        kind_title: words("k"),
        village_title: "v".into(),
        stored_at_ms: 3,
    };
    let others = Others { records: vec![other], is_outside: true };
    let note = Problem { others: Some(others), ..problem.clone() };
    let note_json = problem_json.replace(
        r#""reason":null"#,
        r#""reason":null,"others":{"records":[{"record":"o","kind_title":{"id":"k","en":"k"},"village_title":"v","stored_at_ms":3}],"is_outside":true}"#,
    );
    let record = Record {
        row: row("r"),
        old: Some(Old { number: 1, beside: false, ended_at_ms: Some(9), is_withdrawn: true }),
        withdrawn_at_ms: None,
        device: "d".into(),
        receipt: Receipt { seq: 1, hash: "ab".into(), stored_at_ms: 2 },
        comment: String::new(),
        problems: vec![problem],
        notes: vec![note],
        overrides: Vec::new(),
        unreadable: false,
        growth: None,
        sections: vec![section.clone()],
        removed: vec![Removed { path: vec![words("p")], value: words("1"), class: "c".into() }],
        visit_record: Some(Visit { row: row("v"), sections: vec![section], photos: Vec::new() }),
        home: None,
        forms: vec![row("f")],
        revisions: vec![Revision {
            change: "c".into(),
            parent: None,
            withdrawal: false,
            made_at_ms: 1,
            stored_at_ms: 2,
            seq: 3,
            state: "sent".into(),
            state_words: words("T"),
            current: true,
            beside: false,
            author: "A".into(),
            can_open: true,
        }],
        n_older: 0,
        decisions: Vec::new(),
        may: Vec::new(),
        photos: Vec::new(),
    };
    let expected = [
        "{",
        &row_json("r"),
        r#","old":{"number":1,"beside":false,"ended_at_ms":9,"is_withdrawn":true},"withdrawn_at_ms":null,"device":"d","receipt":{"seq":1,"hash":"ab","stored_at_ms":2},"comment":"","problems":["#,
        problem_json,
        r#"],"notes":["#,
        &note_json,
        r#"],"overrides":[],"unreadable":false,"sections":["#,
        section_json,
        r#"],"removed":[{"path":[{"id":"p","en":"p"}],"value":{"id":"1","en":"1"},"class":"c"}],"visit_record":{"#,
        &row_json("v"),
        r#","sections":["#,
        section_json,
        r#"]},"forms":[{"#,
        &row_json("f"),
        r#"}],"revisions":[{"change":"c","parent":null,"withdrawal":false,"made_at_ms":1,"stored_at_ms":2,"seq":3,"state":"sent","state_words":{"id":"T","en":"T"},"current":true,"beside":false,"author":"A","can_open":true}],"n_older":0}"#,
    ]
    .concat();
    check(&record, &expected);
}

#[test]
fn a_photo_holds_its_names_and_order() {
    let photo = Photo {
        blob: "b".into(),
        label: words("Foto"),
        state: "arrived".into(),
        words: words("Sudah"),
        width: 2,
        height: 1,
    };
    check(
        &photo,
        r#"{"blob":"b","label":{"id":"Foto","en":"Foto"},"state":"arrived","words":{"id":"Sudah","en":"Sudah"},"width":2,"height":1}"#,
    );
    let later: Photo = serde_json::from_str(r#"{"blob":"b","state":"of_later"}"#).unwrap();
    assert!(photo.is_here() && !later.is_here());
}

#[test]
fn who_is_signed_in_holds_its_names_and_order() {
    let me = Me {
        user: "camat".into(),
        name: "Siti".into(),
        role: "kecamatan".into(),
        decides: true,
        scope: Area { kind: "regency".into(), code: None, title: "T".into() },
        villages: vec![VillageOption {
            code: "1".into(),
            title: "v".into(),
            kecamatan: "2".into(),
            kecamatan_title: "k".into(),
        }],
    };
    let expected = r#"{"user":"camat","name":"Siti","role":"kecamatan","decides":true,"scope":{"kind":"regency","title":"T"},"villages":[{"code":"1","title":"v","kecamatan":"2","kecamatan_title":"k"}]}"#;
    check(&me, expected);
}

#[test]
fn what_another_server_lacks_or_adds_hides_no_record() {
    let row = r#"{"record":"r","kind_title":{},"village_title":"v","state":"of_later","stored_at_ms":1,"seq":2,"future":[1]}"#;
    let read: Row = serde_json::from_str(row).unwrap();
    assert_eq!((read.state.as_str(), read.n_beside), ("of_later", 0));
    let whole = row.replace(r#""future":[1]"#, r#""receipt":{"seq":4},"future":{}"#);
    let read: Record = serde_json::from_str(&whole).unwrap();
    assert_eq!((read.row.record.as_str(), read.receipt.seq), ("r", 4));
    assert!(!read.has_results());
}

#[test]
fn the_visit_is_known_by_its_name() {
    assert_eq!(VISIT.name, VISIT_KIND);
}
