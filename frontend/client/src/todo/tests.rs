//! What is asked of a PSM: what comes first, what is late, and what has been done.

use std::time::Instant;

use shared::{
    forms::{balita::BALITA, bansos::BANSOS},
    id::TaskId,
    register::{
        family::{Families1, Measure1},
        reference::{About, PersonRef},
    },
};

use super::*;

const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
const TODAY: Day = Day::from_number(20_787);
const DAY_MS: u64 = 86_400_000;

fn days_ago(days: i32) -> Day {
    TODAY.plus(-days)
}

/// Noon of a day, so that time zones change nothing.
fn ms(day: Day) -> u64 {
    u64::try_from(day.number()).unwrap_or(0) * DAY_MS + DAY_MS / 6
}

fn person(number: u32, age_days: i32, measured: Option<i32>) -> Person1 {
    let measure =
        |ago| Measure1 { day: days_ago(ago), weight_g: 9_000, length_01mm: 0, position: 0 };
    Person1 {
        number,
        name: format!("Warga {number}"),
        birth: Some(days_ago(age_days)),
        measures: measured.map(measure).into_iter().collect(),
        ..Person1::default()
    }
}

fn family(number: u32, rt: u16, seen: Option<i32>, members: Vec<Person1>) -> Family1 {
    Family1 {
        number,
        rt: Some(rt),
        rw: Some(1),
        seen: seen.map(days_ago),
        members,
        ..Family1::default()
    }
}

fn register(families: Vec<Family1>) -> Register {
    let mut register = Register::default();
    register.put(VILLAGE, 0, Families1 { families, gone: Vec::new() });
    register
}

fn task(number: u8, family: u32, person: u32, kind: u16, due: Option<i32>) -> Task1 {
    Task1 {
        id: TaskId([number; 16]),
        family,
        person,
        kind,
        name: format!("Tugas {number}"),
        reason: "Timbang ulang".into(),
        due: due.map(|days| TODAY.plus(days)),
        made: days_ago(10),
    }
}

fn record(number: u8, kind: u16, state: RecordState, day: Day, about: About) -> RecordItem {
    RecordItem {
        record: RecordId([number; 16]),
        kind,
        visit: None,
        village: Some(VILLAGE),
        subject: format!("Data {number}"),
        state,
        made_at_ms: ms(day),
        is_withdrawal: false,
        n_problems: 0,
        is_to_follow: false,
        says: None,
        nik: 0,
        about,
        return_day: None,
        is_in_vain: false,
        is_damaged: false,
    }
}

fn about_person(number: u32) -> About {
    About { person: Some(PersonRef::Numbered { village: VILLAGE, number }), ..About::default() }
}

fn about_family(number: u32) -> About {
    About { family: Some(FamilyRef::Numbered { village: VILLAGE, number }), ..About::default() }
}

struct Phone {
    register: Register,
    tasks: Vec<VillageTasks1>,
    records: Vec<RecordItem>,
    drafts: Vec<DraftItem>,
}

impl Phone {
    fn with(families: Vec<Family1>, open: Vec<Task1>, records: Vec<RecordItem>) -> Self {
        let tasks = vec![VillageTasks1 { village: VILLAGE, open }];
        Self { register: register(families), tasks, records, drafts: Vec::new() }
    }

    fn todos(&self) -> Todos<'_> {
        let Self { register, tasks, records, drafts } = self;
        Todos::of(Sources { today: TODAY, register, tasks, records, drafts })
    }

    fn whats(&self) -> Vec<(What, Urgency)> {
        self.todos().items.iter().map(|todo| (todo.what, todo.urgency)).collect()
    }
}

#[test]
fn what_is_overdue_comes_first_then_what_is_due_then_the_rest() {
    let adults = |number| vec![person(number, 15_000, None)];
    let families = vec![
        family(1, 3, Some(400), adults(1)),
        family(2, 1, None, adults(2)),
        family(3, 2, Some(30), adults(3)),
        family(4, 2, Some(30), vec![person(4, 15_000, None), person(5, 700, Some(40))]),
    ];
    let open = vec![task(1, 3, 0, 0, None), task(2, 3, 0, 0, Some(5)), task(3, 3, 0, 0, Some(-2))];
    let mut returned = record(1, BANSOS.id.0, RecordState::Returned, days_ago(3), About::default());
    let mut missing = record(2, BANSOS.id.0, RecordState::Sent, days_ago(3), About::default());
    missing.is_to_follow = true;
    let mut put_off = record(3, VISIT.id.0, RecordState::Sent, days_ago(9), About::default());
    put_off.return_day = Some(days_ago(4));
    returned.subject = "Sukarto".into();
    let mut phone = Phone::with(families, open, vec![returned, missing, put_off]);
    phone.drafts.push(DraftItem {
        record: RecordId([9; 16]),
        kind: BANSOS.id.0,
        visit: None,
        village: Some(VILLAGE),
        subject: String::new(),
        about: About::default(),
        updated_ms: 1,
        is_mending: false,
        is_damaged: false,
    });
    assert_eq!(
        phone.whats(),
        [
            (What::Appointment, Urgency::Overdue),
            (What::Asked, Urgency::Overdue),
            (What::ToMend, Urgency::Today),
            (What::Asked, Urgency::Later),
            (What::Asked, Urgency::Someday),
            (What::ToFollow, Urgency::Someday),
            (What::Measure, Urgency::Someday),
            (What::Draft, Urgency::Someday),
            (What::NotSeen, Urgency::Someday),
            (What::NotSeen, Urgency::Someday),
        ]
    );
    let todos = phone.todos();
    assert_eq!((todos.n_of(Urgency::Overdue), todos.n_of(Urgency::Today)), (2, 1));
    let unseen: Vec<u32> =
        todos.items[8..].iter().filter_map(|todo| todo.family).map(|f| f.number).collect();
    assert_eq!(unseen, [2, 1], "by RT");
}

#[test]
fn each_neighbourhood_says_how_many_of_its_families_were_visited() {
    let families = vec![
        family(1, 3, Some(400), Vec::new()),
        family(2, 3, Some(100), Vec::new()),
        family(3, 3, None, Vec::new()),
        family(4, 1, Some(364), Vec::new()),
    ];
    // The visit of today is not at the office yet.
    let visit = record(1, VISIT.id.0, RecordState::Waiting, TODAY, about_family(3));
    let phone = Phone::with(families, Vec::new(), vec![visit]);
    let todos = phone.todos();
    let rts: Vec<_> = todos.progress.iter().map(|rt| (rt.rt, rt.n_seen, rt.n_families)).collect();
    assert_eq!(rts, [(Some(1), 1, 1), (Some(3), 2, 3)]);
    assert_eq!(todos.items.len(), 1);
}

#[test]
fn a_task_is_done_by_the_form_that_answers_it_before_the_office_knows() {
    let families =
        vec![family(1, 3, Some(30), vec![person(7, 700, Some(3)), person(8, 15_000, None)])];
    let of_child = task(1, 1, 7, BALITA.id.0, Some(-1));
    let of_family = task(2, 1, 0, 0, Some(-1));
    let done = |record: RecordItem| {
        let phone =
            Phone::with(families.clone(), vec![of_child.clone(), of_family.clone()], vec![record]);
        let todos = phone.todos();
        let done = todos.items.iter().filter(|todo| todo.urgency == Urgency::Done);
        done.map(|todo| todo.name.as_bytes()[6] - b'0').collect::<Vec<_>>()
    };
    let waiting = RecordState::Waiting;
    let balita = |state, day| record(1, BALITA.id.0, state, day, about_person(7));
    assert_eq!(done(balita(waiting, TODAY)), [1, 2]);
    assert_eq!(done(record(1, BALITA.id.0, waiting, TODAY, about_person(8))), [2]);
    assert_eq!(done(record(1, BANSOS.id.0, waiting, TODAY, about_person(7))), [2]);
    assert_eq!(done(record(1, VISIT.id.0, waiting, TODAY, about_family(1))), [2]);
    let visit = record(1, VISIT.id.0, waiting, TODAY, about_family(1));
    assert!(done(RecordItem { is_in_vain: true, ..visit }).is_empty());
    // Sent: until the office says that the task has ended.
    assert_eq!(done(balita(RecordState::Sent, days_ago(9))), [1, 2]);
    // Older than the task: the office had it and asks all the same.
    assert!(done(balita(RecordState::Sent, days_ago(11))).is_empty());
    assert!(done(balita(RecordState::Refused, TODAY)).is_empty());
    assert!(done(RecordItem { is_withdrawal: true, ..balita(waiting, TODAY) }).is_empty());
}

#[test]
fn a_child_is_due_a_month_after_its_last_measure_and_until_it_is_five() {
    for (age_days, measured, is_due) in [
        (700, Some(40), true),
        (700, Some(20), false),
        (700, None, true),
        (5 * 366, None, false),
        (-3, None, true),
    ] {
        let families = vec![family(1, 3, Some(30), vec![person(7, age_days, measured)])];
        let phone = Phone::with(families.clone(), Vec::new(), Vec::new());
        assert_eq!(phone.whats().len(), usize::from(is_due), "{age_days} {measured:?}");
        let today = record(1, BALITA.id.0, RecordState::Waiting, TODAY, about_person(7));
        assert_eq!(Phone::with(families, Vec::new(), vec![today]).whats(), []);
    }
}

#[test]
fn an_appointment_stands_on_its_day_until_somebody_went_there() {
    for (family, subject) in [(Some(1), ""), (None, "Sukarto"), (None, "")] {
        let about = family.map_or_else(About::default, about_family);
        let mut put_off = record(1, VISIT.id.0, RecordState::Sent, days_ago(5), about);
        put_off.return_day = Some(TODAY);
        put_off.subject = subject.into();
        let families = vec![self::family(1, 3, Some(30), Vec::new())];
        let phone = Phone::with(families.clone(), Vec::new(), vec![put_off.clone()]);
        assert_eq!(phone.whats(), [(What::Appointment, Urgency::Today)]);

        let mut again = record(2, VISIT.id.0, RecordState::Waiting, TODAY, about);
        again.subject = subject.into();
        let phone = Phone::with(families.clone(), Vec::new(), vec![again.clone(), put_off.clone()]);
        // Two visits that name nobody have nothing in common.
        let is_known = family.is_some() || !subject.is_empty();
        assert_eq!(phone.whats().len(), usize::from(!is_known));

        let withdrawn = RecordItem { is_withdrawal: true, ..again };
        let phone = Phone::with(families, Vec::new(), vec![withdrawn, put_off]);
        assert_eq!(phone.whats().len(), 1, "nobody went there");
    }
}

#[test]
fn a_draft_that_mends_a_record_is_the_same_thing_to_do() {
    let returned = record(1, BANSOS.id.0, RecordState::HeldForAuthor, TODAY, About::default());
    let mut phone = Phone::with(Vec::new(), Vec::new(), vec![returned]);
    phone.drafts.push(DraftItem {
        record: RecordId([1; 16]),
        kind: BANSOS.id.0,
        visit: None,
        village: Some(VILLAGE),
        subject: String::new(),
        about: About::default(),
        updated_ms: 1,
        is_mending: true,
        is_damaged: false,
    });
    assert_eq!(phone.whats(), [(What::ToMend, Urgency::Today)]);
    assert!(phone.todos().items[0].has_draft);
}

#[test]
fn ten_thousand_people_take_a_moment() {
    let mut register = Register::default();
    let mut number = 0;
    for chunk in 0..40_u16 {
        let families = (0..64_u32).map(|idx| {
            let members = (0..4).map(|_| {
                number += 1;
                person(number, i32::try_from(number % 20_000).unwrap_or(0), Some(50))
            });
            family(u32::from(chunk) * 64 + idx, chunk, Some(400), members.collect())
        });
        register.put(VILLAGE, chunk, Families1 { families: families.collect(), gone: Vec::new() });
    }
    let record = |number: u32| {
        let day = days_ago(i32::try_from(number % 300).unwrap_or(0));
        RecordItem {
            record: RecordId((u128::from(number)).to_be_bytes()),
            ..record(1, BALITA.id.0, RecordState::Sent, day, about_person(number * 3))
        }
    };
    let open = (0..200).map(|number| task(number, u32::from(number) * 9, 0, 0, Some(3))).collect();
    let phone = Phone {
        register,
        tasks: vec![VillageTasks1 { village: VILLAGE, open }],
        records: (0..3_000).map(record).collect(),
        drafts: Vec::new(),
    };
    let n_people = phone.register.n_people();
    assert!(n_people >= 10_000, "{n_people}");
    let best = (0..5).map(|_| {
        let begun = Instant::now();
        assert!(phone.todos().items.len() > 200);
        begun.elapsed()
    });
    let best = best.min().unwrap_or_default();
    println!("{n_people} people, 3,000 records, 200 tasks: {best:?}");
    // 16 ms on a phone ten times slower; as much again for a machine that does other things.
    assert!(best.as_micros() <= 3_200 * if cfg!(debug_assertions) { 10 } else { 1 }, "{best:?}");
}
