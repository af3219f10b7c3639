//! What a push and the desk's list ask is looked up in the index made for it, however many records
//! there are.

use rusqlite::StatementStatus;
use shared::sync::state::RecordState;

use super::super::{
    super::{Scope, desk::Order},
    TestDb,
    blobs::{ANNOUNCED, ARRIVING_SINCE, N_ARRIVING, OF_RECORD},
    desk::{list_sql, n_beside_sql},
    find::FAMILIES_BEHIND,
    narrow::NIK_BETWEEN,
    register::{
        FAMILIES_CHANGED, FAMILIES_WITH_KK, FORMER, MEASURES, MEMBERS, PEOPLE_NAMED,
        PEOPLE_WITH_NIK,
    },
    review::{self, to_review_sql},
    tasks::{OPEN_TASKS_OF_FAMILY, TASKS_CHANGED},
    tx::{
        CHILDREN, FORMS_OF_PERSON, HELD_RECORDS, IS_RELEASED, MADE_BETWEEN, NIK_ELSEWHERE,
        PREVIOUS, RECORDS_ELSEWHERE, RECORDS_OF_VISIT, REGISTER_KK, REGISTER_NIK, REGISTER_OF_NIK,
    },
};

#[test]
fn questions_of_a_push_use_their_index() {
    let cases = [
        (RECORDS_OF_VISIT, "record_visit"),
        (HELD_RECORDS, "record_held"),
        (NIK_ELSEWHERE, "record_nik"),
        (RECORDS_ELSEWHERE, "record_nik"),
        (FORMS_OF_PERSON, "record_person"),
        (PREVIOUS, "record_previous"),
        (CHILDREN, "change_parent"),
        (MADE_BETWEEN, "record_author"),
        (REGISTER_OF_NIK, "person_nik"),
        (REGISTER_NIK, "person_number"),
        (REGISTER_KK, "family_number"),
    ];
    use_their_index(&cases);
}

#[test]
fn questions_of_the_register_use_their_index() {
    use_their_index(&[
        (FAMILIES_BEHIND, "family_number"),
        (FAMILIES_BEHIND, "person_family"),
        (FAMILIES_CHANGED, "family_changed"),
        (FAMILIES_WITH_KK, "family_kk"),
        (FAMILIES_WITH_KK, "former_number_digits"),
        (FORMER, "person_family"),
        (MEASURES, "person_family"),
        (MEMBERS, "person_family"),
        (PEOPLE_NAMED, "person_name"),
        (PEOPLE_WITH_NIK, "person_nik"),
        (PEOPLE_WITH_NIK, "former_number_digits"),
        (OPEN_TASKS_OF_FAMILY, "task_family"),
        (TASKS_CHANGED, "task_changed"),
    ]);
}

#[test]
fn questions_of_blobs_use_their_index() {
    use_their_index(&[
        (OF_RECORD, "blob_record"),
        (N_ARRIVING, "blob_arriving"),
        (ANNOUNCED, "blob_account"),
        (ARRIVING_SINCE, "blob_old"),
    ]);
}

#[test]
fn questions_about_decisions_use_their_index() {
    use_their_index(&[
        (review::PENDING, "decision_pending"),
        (review::DUE, "decision_due"),
        (review::OF_RECORD, "decision_record"),
        (review::AFTER, "decision_feed"),
        (review::UNDELIVERED, "decision_undelivered"),
        (review::NEXT_VILLAGE, "record_review"),
        (IS_RELEASED, "decision_record"),
        (&to_review_sql(Scope::Regency), "record_review"),
        (&to_review_sql(Scope::Regency), "decision_pending"),
    ]);
}

#[test]
fn a_nik_by_its_beginning_is_found_in_an_index_also_when_it_was_withdrawn() {
    use_their_index(&[(NIK_BETWEEN, "record_nik"), (NIK_BETWEEN, "record_digits")]);
}

#[test]
fn a_question_with_other_values_is_not_parsed_again() {
    let db = TestDb::new(1);
    for sql in [NIK_ELSEWHERE, RECORDS_ELSEWHERE, FORMS_OF_PERSON, PREVIOUS, HELD_RECORDS] {
        let mut statement = db.read().conn.prepare(sql).unwrap();
        for value in 0..3 {
            let values = vec![value; statement.parameter_count()];
            statement.query(rusqlite::params_from_iter(values)).unwrap().next().unwrap();
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{sql}");
    }
}

/// Each question, and the index that it goes by without sorting anything.
fn use_their_index(cases: &[(&str, &str)]) {
    for (sql, index) in cases {
        let plan = plan(sql);
        assert!(plan.iter().any(|step| step.contains(*index)), "{sql}\n{plan:?}");
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{sql}\n{plan:?}");
    }
}

#[test]
fn the_lists_of_the_desk_are_read_in_the_order_of_an_index() {
    let (village, wide) = ("r.village = :first", "+r.village >= :first");
    let held = [RecordState::HeldForAuthor, RecordState::HeldForOffice].map(Some);
    let cases = [
        (wide, None, "record_last_seq"),
        (wide, Some(RecordState::Sent), "record_last_seq"),
        (village, None, "record_village"),
        (village, Some(RecordState::Sent), "record_village"),
        (wide, held[0], "record_waiting"),
        (wide, held[1], "record_waiting"),
    ];
    let orders = [Order::Newest, Order::Oldest];
    for ((place, state, index), order) in cases.into_iter().flat_map(|it| orders.map(|o| (it, o))) {
        let plan = plan(&list_sql(place, state, order));
        assert!(plan[0].contains(index), "{place} {state:?}\n{plan:?}");
        assert!(
            !plan.iter().any(|step| step.contains("TEMP B-TREE")),
            "{place} {state:?}\n{plan:?}"
        );
    }
    for (state, order) in held.into_iter().flat_map(|state| orders.map(|order| (state, order))) {
        let plan = plan(&list_sql(village, state, order));
        assert!(plan[0].contains("record_waiting"), "{state:?}\n{plan:?}");
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{state:?}\n{plan:?}");
    }
    let plan = plan(&n_beside_sql());
    assert!(plan[0].contains("record_waiting"), "{plan:?}");
}

/// How SQLite goes about a question, step by step.
fn plan(sql: &str) -> Vec<String> {
    let db = TestDb::new(1);
    let mut statement = db.read().conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let nothing = vec![rusqlite::types::Null; statement.parameter_count()];
    let steps = statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get("detail"));
    steps.unwrap().collect::<Result<_, _>>().unwrap()
}
