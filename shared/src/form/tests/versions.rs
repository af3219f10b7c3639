//! A record is checked as its version was: what came later is neither asked nor computed of it.

use super::*;

const MILK: Tag = Tag(1);
const BREED: Tag = Tag(2);
const N_DAYS: Tag = Tag(3);
const STALL: Tag = Tag(4);
const DRY: Tag = Tag(5);
const LENGTH: Tag = Tag(1);
const WIDTH: Tag = Tag(2);

static BREEDS: ChoiceList = ChoiceList {
    name: "breed",
    options: &[
        Opt { code: 1, name: "bali", label: PLAIN, since: 1 },
        Opt { code: 2, name: "madura", label: PLAIN, since: 2 },
    ],
};

static STALL_FIELDS: &[Field] = &[
    Field::new(LENGTH, "length", Kind::Bool, PLAIN).required(),
    Field::new(WIDTH, "width", Kind::Bool, PLAIN).required().since(2),
];

/// The first version took up to 60 litres; the second knows more breeds, whether a cow is dry, and
/// that a cow gives no more than 40.
static COW: FormKind = FormKind {
    id: KindId(998),
    name: "cow",
    version: 2,
    title: PLAIN,
    purpose: PLAIN,
    compute: Some(|_| vec![(N_DAYS, Some(Value::Int(7)))]),
    sections: &[Section {
        name: "cow",
        title: PLAIN,
        relevant: Cond::Always,
        is_folded: false,
        fields: &[
            Field::new(MILK, "milk", Kind::Int { min: 0, max: 60, unit: Text::EMPTY }, PLAIN)
                .required_when(Cond::Not(&Cond::Since(2)))
                .checks(&[Check::When {
                    code: codes::WEIGHT_UNUSUAL,
                    cond: Cond::All(&[
                        Cond::Since(2),
                        Cond::Less(Num::Const(40), Num::Of(Ref::here(&[MILK]))),
                    ]),
                    params: &[],
                }]),
            Field::new(BREED, "breed", Kind::Choice(&BREEDS), PLAIN),
            Field::new(N_DAYS, "n_days", Kind::Computed(Shown::Number { scale: 0 }), PLAIN)
                .since(2),
            Field::new(STALL, "stall", Kind::Group(STALL_FIELDS), PLAIN),
            Field::new(DRY, "dry", Kind::Bool, PLAIN).required().since(2),
        ],
    }],
    ..FormKind::PLAIN
};

fn cow(values: &Values, version: u16) -> Scene<'_> {
    Scene { kind: &COW, version, ..scene(values, &[]) }
}

/// What is wrong with the answers in a record of the first and of the second version.
fn check_both(pairs: &[(Tag, Value)], first: &[&str], second: &[&str]) {
    let values = values(pairs);
    for (version, expected) in [(1, first), (2, second)] {
        let found: Vec<_> = validate(&cow(&values, version))
            .iter()
            .map(|problem| format!("{} {}", problem.path.dom_id(), problem.code.name()))
            .collect();
        assert_eq!(found, expected, "version {version} of {pairs:?}");
    }
}

fn stall(pairs: &[(Tag, Value)]) -> (Tag, Value) {
    (STALL, Value::Group(values(pairs)))
}

#[test]
fn what_came_later_is_not_asked_of_an_older_record() {
    let (length, width) = ((LENGTH, Value::Bool(true)), (WIDTH, Value::Bool(true)));
    let (milk, dry) = ((MILK, Value::Int(9)), (DRY, Value::Bool(false)));
    let older = [milk.clone(), stall(std::slice::from_ref(&length))];
    check_both(&older, &[], &["f-4-2 required", "f-5 required"]);
    let newer = [milk, stall(&[length, width]), dry];
    check_both(&newer, &["f-4-2 unknown_field", "f-5 unknown_field"], &[]);
}

#[test]
fn a_rule_that_changed_is_that_of_the_records_version() {
    let rest = [stall(&[(LENGTH, Value::Bool(true)), (WIDTH, Value::Bool(true))])];
    let with = |pairs: &[(Tag, Value)]| [pairs, &rest[..]].concat();
    let ignored = "f-4-2 unknown_field";
    let dry = "f-5 required";
    check_both(&with(&[]), &["f-1 required", ignored], &[dry]);
    check_both(&with(&[(MILK, Value::Int(50))]), &[ignored], &["f-1 weight_unusual", dry]);
    let breed = |code| with(&[(MILK, Value::Int(9)), (BREED, Value::Choice(code))]);
    check_both(&breed(1), &[ignored], &[dry]);
    check_both(&breed(2), &["f-2 unknown_option", ignored], &[dry]);
}

#[test]
fn a_record_settles_to_what_its_version_had() {
    let values = values(&[
        (MILK, Value::Int(9)),
        (N_DAYS, Value::Int(1)),
        stall(&[(LENGTH, Value::Bool(true)), (WIDTH, Value::Bool(true))]),
        (DRY, Value::Bool(true)),
    ]);
    let first = settle(&cow(&values, 1));
    assert_eq!(first.at(N_DAYS), None);
    assert_eq!(first.at(DRY), None);
    assert_eq!(first.group(STALL).unwrap().at(WIDTH), None);
    let second = settle(&cow(&values, 2));
    assert_eq!(second.at(N_DAYS), Some(&Value::Int(7)));
    assert_eq!(second.at(DRY), Some(&Value::Bool(true)));
    assert_eq!(second.group(STALL).unwrap().at(WIDTH), Some(&Value::Bool(true)));
}

#[test]
fn a_draft_of_an_older_version_goes_on_in_the_present_one() {
    // A draft is filled with the kind as it is now: its answers stay, and what is new is asked.
    let draft = values(&[(MILK, Value::Int(9)), stall(&[(LENGTH, Value::Bool(true))])]);
    let scene = cow(&draft, COW.version);
    assert!(scene.is_asked(&draft, COW.field(DRY).unwrap()));
    assert_eq!(settle(&scene).at(MILK), Some(&Value::Int(9)));
    assert_eq!(blocking(&scene).len(), 2);
}
