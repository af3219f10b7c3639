//! What every engine does with tasks.

use shared::{
    day::Day,
    id::{FamilyId, PersonId, RecordId, TaskId},
};

use super::{
    super::{
        StoreError,
        register::{Family, Person},
        tasks::{Task, TaskEnd, TaskSource},
    },
    desk::{VILLAGES, village},
    each,
};

fn task(number: u8, family: Option<u8>) -> Task {
    Task {
        id: TaskId([number; 16]),
        village: village(VILLAGES[0]),
        family: family.map(|number| FamilyId([number; 16])),
        person: Some(PersonId([number; 16])),
        kind: 2,
        name: String::from("Siti"),
        reason: String::from("Verifikasi DTSEN"),
        due: Some(Day::from_number(20_000)),
        source: TaskSource::Dinsos,
        made: Day::from_number(19_990),
        ended: TaskEnd::Open,
        ended_by: None,
        last_seq: 0,
    }
}

#[test]
fn open_tasks_are_found_by_their_family_and_changes_by_their_village() {
    each(|db| {
        let members = vec![Person::new(PersonId([5; 16]), String::from("Siti"))];
        let family = Family { members, ..Family::new(FamilyId([1; 16]), village(VILLAGES[0])) };
        db.write(|tx| tx.put_family(family).map(drop)).unwrap();
        for task in [task(1, Some(1)), task(2, None), task(3, Some(1))] {
            db.write(|tx| tx.put_task(&task)).unwrap();
        }
        let open = |limit| {
            let found = db.read(|tx| tx.open_tasks_of(FamilyId([1; 16]), limit)).unwrap();
            found.iter().map(|task| task.id.0[0]).collect::<Vec<_>>()
        };
        let changed = |after, limit| {
            let of = village(VILLAGES[0]);
            let found = db.read(|tx| tx.tasks_changed(of, after, limit)).unwrap();
            found.iter().map(|task| (task.id.0[0], task.last_seq)).collect::<Vec<_>>()
        };
        assert_eq!(open(9), [1, 3]);
        assert_eq!(open(1), [1]);
        assert_eq!(changed(1, 9), [(1, 2), (2, 3), (3, 4)]);
        assert_eq!(changed(2, 1), [(2, 3)]);
        let by = Some(RecordId([8; 16]));
        let done = Task { ended: TaskEnd::Answered, ended_by: by, ..task(1, Some(1)) };
        db.write(|tx| tx.put_task(&done)).unwrap();
        assert_eq!(open(9), [3]);
        assert_eq!(changed(3, 9), [(3, 4), (1, 5)]);
        let stored = db.read(|tx| tx.task(done.id)).unwrap();
        assert_eq!(stored, Some(Task { last_seq: 5, ..done }));
        assert_eq!(db.read(|tx| tx.task(TaskId([9; 16]))).unwrap(), None);
        let nowhere = db.write(|tx| tx.put_task(&task(4, Some(9))));
        assert!(matches!(nowhere, Err(StoreError::Constraint(_))), "{nowhere:?}");
    });
}
