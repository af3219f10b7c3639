//! Tasks and the records that answer them.

use shared::{
    day::Day,
    forms::balita::BALITA,
    id::{FamilyId, PersonId, TaskId},
};

use super::{
    check,
    samples::{Draft, NIK, VILLAGE, record_id},
};
use crate::store::{
    contract,
    register::{Family, Person},
    tasks::{Task, TaskEnd, TaskSource},
};

const FAMILY: FamilyId = FamilyId([1; 16]);
const GIRL: PersonId = PersonId([101; 16]);

fn task(number: u8, person: Option<PersonId>, kind: u16) -> Task {
    Task {
        id: TaskId([number; 16]),
        village: VILLAGE,
        family: Some(FAMILY),
        person,
        kind,
        name: String::from("Siti"),
        reason: String::from("Timbang"),
        due: None,
        source: TaskSource::Dinsos,
        made: Day::from_number(20_000),
        ended: TaskEnd::Open,
        ended_by: None,
        last_seq: 0,
    }
}

#[test]
fn a_task_ends_by_the_form_that_was_asked_for_about_the_person_of_the_nik() {
    check(|server| {
        contract::commit(&mut *server.engine, |tx| {
            let mut girl = Person::new(GIRL, String::from("Siti"));
            girl.nik = u64::try_from(NIK).ok();
            let other = Person::new(PersonId([102; 16]), String::from("Budi"));
            let members = vec![girl, other];
            tx.put_family(Family { members, ..Family::new(FAMILY, VILLAGE) }).unwrap();
            for task in [
                task(1, Some(GIRL), BALITA.id.0),
                task(2, Some(PersonId([102; 16])), BALITA.id.0),
                task(3, Some(GIRL), 2),
                task(4, None, 0),
            ] {
                tx.put_task(&task).unwrap();
            }
        });
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        let ended = |number: u8| {
            contract::commit(&mut *server.engine, |tx| tx.task(TaskId([number; 16])))
                .unwrap()
                .unwrap()
        };
        let mut ended = ended;
        let tasks: Vec<_> = (1..=4).map(&mut ended).collect();
        let ends: Vec<_> = tasks.iter().map(|task| task.ended).collect();
        assert_eq!(ends, [TaskEnd::Answered, TaskEnd::Open, TaskEnd::Open, TaskEnd::Answered]);
        assert_eq!(tasks[0].ended_by, Some(record_id(2)));
    });
}
