//! What a push asks is looked up in the index made for it, however many records there are.

use super::super::{
    TestDb,
    tx::{CHILDREN, HELD_RECORDS, LAST_CONTENT, NIK_ELSEWHERE, PREVIOUS, RECORDS_OF_VISIT},
};

#[test]
fn questions_of_a_push_use_their_index() {
    let db = TestDb::new(1);
    let cases = [
        (RECORDS_OF_VISIT, "record_visit"),
        (HELD_RECORDS, "record_author"),
        (NIK_ELSEWHERE, "record_nik"),
        (PREVIOUS, "record_nik"),
        (CHILDREN, "change_record"),
        (LAST_CONTENT, "change_record"),
    ];
    for (sql, index) in cases {
        let mut statement = db.read().conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let nothing = vec![rusqlite::types::Null; statement.parameter_count()];
        let steps =
            statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get("detail"));
        let plan: Vec<String> = steps.unwrap().collect::<Result<_, _>>().unwrap();
        assert!(plan.iter().any(|step| step.contains(index)), "{sql}\n{plan:?}");
    }
}
