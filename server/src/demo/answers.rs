//! What the invented families answered.

use shared::{
    day::Day,
    form::{
        content::Content,
        problem::{Override, Path},
        value::{Chosen, Row, RowId, Value, Values},
    },
    forms::{
        balita::{self, BALITA},
        bansos, codes,
        lists::{self, assistance, child as options},
        perlu_petugas::PERLU_PETUGAS,
        person,
        visit::{self, VISIT},
    },
    register::reference::{FamilyRef, PersonRef},
    sex::Sex,
};

use super::{people::relation, random::Dice, typed::fill};
use crate::store::register::{Family, Measure, Person};

/// A child is a balita up to so many days old (60 months).
const BALITA_DAYS: i32 = 1_826;
/// From so many days on a child is measured standing (24 months).
const STANDING_DAYS: i32 = 731;
/// The card of the family was at hand ([`lists::NIK_SOURCE`]).
const FROM_FAMILY_CARD: u16 = 2;
/// Newborn, not registered yet ([`lists::NO_NIK`]).
const NOT_REGISTERED: u16 = 2;

/// The family has no card yet ([`lists::NO_KK`]).
const NO_CARD: u16 = 2;

/// A visit at the house where somebody was met and agreed.
pub fn visit(dice: &mut Dice, family: &Family, today: Day) -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    values.set(visit::DATE, today);
    values.set(visit::METHOD, Chosen(1));
    values.set(visit::MET_SOMEBODY, true);
    values.set(visit::OUTCOME, Chosen(lists::OUTCOME_COMPLETE));
    if let Some(head) = family.members.first() {
        values.set(visit::HEAD, head.name.clone());
    }
    // Half of them were visited from the register, with four digits compared.
    let is_found = family.number.is_multiple_of(2);
    if is_found {
        values.put(visit::FAMILY_REFERENCE, Some(referred(family)));
        values.set(visit::KK_MATCHES, family.no_kk.is_some());
    }
    match family.no_kk {
        Some(_) if is_found => {}
        Some(no_kk) => values.set(visit::KK, no_kk.cast_signed()),
        None => values.set(visit::NO_KK, Chosen(NO_CARD)),
    }
    values.set(visit::ADDRESS, family.address.clone());
    for (key, number) in [(visit::RT, family.rt), (visit::RW, family.rw)] {
        if let Some(number) = number {
            values.set(key, i64::from(number));
        }
    }
    if family.rt.is_none() || family.rw.is_none() {
        values.put(visit::RT.tag, None);
        values.put(visit::RW.tag, None);
        values.set(visit::NO_RT, Chosen(1));
    }
    // The second of the family is at home more often than the first.
    if let Some(who) = family.members.get(1).or(family.members.first()) {
        let mut respondent = Values::new();
        respondent.set(person::NAME, who.name.clone());
        respondent.set(person::RELATION, Chosen(who.relation));
        values.set(visit::RESPONDENT, respondent);
    }
    values.set(visit::CONSENT, Chosen(lists::CONSENT_GIVEN));
    let witness = super::names::person(dice, Sex::Male, 1975);
    values.set(visit::WITNESS, witness);
    values
}

/// How a form names a family of the register.
fn referred(family: &Family) -> Value {
    let (village, number) = (family.village, family.number);
    Value::Bytes(FamilyRef::Numbered { village, number }.to_bytes())
}

/// The children of a family who are below five.
pub fn small_children(family: &Family, today: Day) -> impl Iterator<Item = &Person> {
    family.members.iter().filter(move |person| {
        person.birth.is_some_and(|birth| (0..=BALITA_DAYS).contains(&today.since(birth)))
    })
}

/// A child that was weighed and measured; most are well.
pub fn child(dice: &mut Dice, family: &Family, child: &Person, today: Day) -> Values {
    let age_days = child.birth.map_or(0, |birth| today.since(birth));
    let mut values = Values::new();
    values.set(balita::CHILD, somebody(family, child));
    if let Some(carer) = family.members.get(1).or(family.members.first()) {
        let mut group = Values::new();
        group.set(person::NAME, carer.name.clone());
        group.set(person::RELATION, Chosen(if carer.sex == Some(Sex::Female) { 2 } else { 1 }));
        values.set(balita::CARER, group);
    }
    values.set(balita::SOURCE, Chosen(options::SOURCE_MEASURED));
    put_measures(&mut values, &measured(dice, child, age_days, today));
    values.set(balita::OEDEMA, false);
    values
}

/// What a child weighs and measures today, in line with the last time.
fn measured(dice: &mut Dice, child: &Person, age_days: i32, day: Day) -> Measure {
    let months = i64::from(age_days) * 12 / 365;
    let (weight, length) = match child.measures.last() {
        Some(Measure { weight_g: Some(weight), length_01mm: Some(length), .. }) => {
            let gained = typical_g(months) - typical_g((months - 1).max(0));
            let weight = i64::from(*weight) + gained * dice.between(20, 130) / 100;
            (weight, i64::from(*length) + dice.between(30, 90))
        }
        _ => (
            typical_g(months) * dice.between(80, 106) / 100,
            typical_01mm(months) * dice.between(91, 102) / 100,
        ),
    };
    Measure {
        day,
        weight_g: u32::try_from(weight / 10 * 10).ok(),
        length_01mm: u32::try_from(length / 10 * 10).ok(),
        position: if age_days < STANDING_DAYS { options::LYING } else { options::STANDING },
    }
}

/// About what a child of so many months weighs, grams.
pub(super) fn typical_g(months: i64) -> i64 {
    match months {
        ..=12 => 3_300 + 520 * months,
        13..=24 => 9_540 + 210 * (months - 12),
        _ => 12_060 + 180 * (months - 24),
    }
}

/// About how long a child of so many months is, 0.1 mm.
pub(super) fn typical_01mm(months: i64) -> i64 {
    match months {
        ..=12 => 5_000 + 210 * months,
        13..=24 => 7_520 + 100 * (months - 12),
        _ => 8_720 + 65 * (months - 24),
    }
}

/// Why the demo's houses are not shown ([`shared::forms::lists::NO_PHOTO`]).
const FAMILY_OBJECTS: u16 = 1;

/// A proposal about the family: most keep what they receive.
pub fn bansos(dice: &mut Dice, family: &Family, number: usize) -> Values {
    let mut values = Values::new();
    if let Some(head) = family.members.first() {
        values.set(bansos::SUBJECT, somebody(family, head));
    }
    if number % 5 == 3 {
        let well_off = 6;
        values.set(bansos::PROPOSAL, Chosen(assistance::REMOVE));
        values.set(bansos::REASON_REMOVE, Chosen(well_off));
        values.set(bansos::DECILE, 7);
        values.set(bansos::NO_PHOTO, Chosen(FAMILY_OBJECTS));
        values.set(bansos::PROGRAMS, vec![program(1, assistance::PROGRAM_FOOD)]);
        return values;
    }
    let has_changed = dice.percent(30);
    values.set(bansos::PROPOSAL, Chosen(assistance::KEEP));
    values.set(bansos::STILL_HERE, true);
    values.set(bansos::CHANGED, has_changed);
    if has_changed {
        values.set(bansos::CHANGES, vec![assistance::CHANGE_MEMBERS, assistance::CHANGE_ADDRESS]);
        let born = 1;
        values.set(bansos::CHANGED_MEMBERS, vec![born]);
        values.set(bansos::CHANGED_ADDRESS, String::from("Pindah ke sebelah timur balai desa"));
    }
    values
}

/// A programme that the family receives.
fn program(row: u32, code: u16) -> Row {
    let mut values = Values::new();
    values.set(bansos::PROGRAM, Chosen(code));
    values.set(bansos::PARTICIPATION, Chosen(assistance::RECEIVES));
    Row { id: RowId(row), values }
}

/// A proposal to stop beside one that says something else: the head asks for it.
pub fn resigned(family: &Family) -> Values {
    let mut values = Values::new();
    if let Some(head) = family.members.first() {
        values.set(bansos::SUBJECT, somebody(family, head));
    }
    let resigned = 7;
    values.set(bansos::PROPOSAL, Chosen(assistance::REMOVE));
    values.set(bansos::REASON_REMOVE, Chosen(resigned));
    values.set(bansos::DECILE, 5);
    values.set(bansos::NO_PHOTO, Chosen(FAMILY_OBJECTS));
    values.set(bansos::PROGRAMS, vec![program(1, assistance::PROGRAM_FOOD)]);
    values
}

/// A proposal to stop, changed in two ways: explained, and given another reason and programme.
pub fn changed_twice(values: &Values) -> (Values, Values) {
    let (earns_enough, resigned) = (11, 7);
    let (mut explained, mut other) = (values.clone(), values.clone());
    explained.set(bansos::REASON_REMOVE, Chosen(earns_enough));
    let words = "Anak sulung bekerja tetap sejak awal tahun, gajinya di atas UMK.";
    explained.set(bansos::EXPLANATION, String::from(words));
    other.set(bansos::REASON_REMOVE, Chosen(resigned));
    let programs = vec![program(1, assistance::PROGRAM_FOOD), program(2, assistance::PROGRAM_PKH)];
    other.set(bansos::PROGRAMS, programs);
    (explained, other)
}

/// A proposal to keep, where something turned out to have changed: work, and house or belongings.
pub fn corrected(mut values: Values) -> Values {
    values.set(bansos::CHANGED, true);
    values.set(bansos::CHANGES, vec![assistance::CHANGE_WORK, assistance::CHANGE_HOUSE]);
    let casual_farm_worker = 6;
    values.set(bansos::CHANGED_WORK, Chosen(casual_farm_worker));
    values.set(bansos::CHANGED_HOUSE, String::from("Membeli sepeda motor bekas"));
    values
}

/// A proposal to keep somebody who is away, with the reason that the form asks for.
pub fn gone_but_kept(mut values: Values) -> Content {
    values.set(bansos::STILL_HERE, false);
    let gone = Override {
        path: Path::root().field(bansos::STILL_HERE.tag),
        code: codes::GONE_BUT_KEPT.0,
        reason: String::from("Merantau ke Surabaya, istri dan anak tetap tinggal di sini."),
    };
    Content { values, overrides: vec![gone] }
}

/// A NIK that is nobody's.
pub const NO_NIK_AT_ALL: u64 = 1_111_111_111_111_111;

/// The same with a NIK that was typed.
pub fn nik_typed(mut values: Values, nik: u64) -> Values {
    let mut subject = values.get(bansos::SUBJECT).unwrap_or_default();
    subject.put(person::REFERENCE, None);
    subject.put(person::NIK_MATCHES.tag, None);
    type_nik(&mut subject, nik);
    values.set(bansos::SUBJECT, subject);
    values
}

/// A visit where the family card was not at hand: its number follows.
pub fn card_to_follow(visit: &mut Values) {
    visit.put(visit::KK.tag, None);
    visit.set(visit::KK_MATCHES, false);
    visit.set(visit::NO_KK, Chosen(lists::NOT_SEEN_YET));
}

/// A visit that found nobody: an appointment for a later day.
pub fn nobody(family: &Family, back: Day, today: Day) -> Values {
    let mut values = Values::new();
    values.set(visit::RETURN_DATE, back);
    values.put(visit::FAMILY_REFERENCE, Some(referred(family)));
    let head = family.members.first().map_or("", |head| &head.name);
    let answers = [
        ("jenis_kunjungan", "keluarga"),
        ("tanggal_kunjungan", "0"),
        ("cara_data", "kunjungan_rumah"),
        ("ada_keterangan", "tidak"),
        ("hasil_pendataan", "tidak_ada_responden"),
        ("alasan_tidak_ada", "ke_sawah"),
        ("nama_kepala_keluarga", head),
        ("alamat", &family.address),
    ];
    fill(&VISIT, &mut values, &answers, today);
    values
}

/// A session of the posyandu.
pub fn session(place: &str, today: Day) -> Values {
    let answers =
        [("jenis_kunjungan", "posyandu_balai"), ("tanggal_kunjungan", "0"), ("tempat", place)];
    let mut values = Values::new();
    fill(&VISIT, &mut values, &answers, today);
    values
}

/// A child in a session, as the register has it to this day.
pub fn in_session(family: &Family, child: &Person, measure: &Measure) -> Values {
    let mut values = Values::new();
    values.set(balita::CHILD, somebody(family, child));
    put_measures(&mut values, measure);
    fill(&BALITA, &mut values, &[("persetujuan_anak", "setuju")], measure.day);
    values
}

fn put_measures(values: &mut Values, measure: &Measure) {
    let numbers = [(balita::WEIGHT, measure.weight_g), (balita::LENGTH, measure.length_01mm)];
    for (key, number) in numbers {
        values.put(key.tag, number.map(|number| Value::Int(i64::from(number))));
    }
    values.set(balita::POSITION, Chosen(measure.position));
}

/// What somebody tells the office about without a visit.
pub fn report(today: Day) -> Values {
    let answers = [
        ("kedaruratan", "minggu_ini"),
        ("cara_kontak", "tempat_aman"),
        ("cara_aman", "Balai desa, Selasa pagi"),
        ("boleh_sebut_dinas", "tidak"),
    ];
    let mut values = Values::new();
    fill(&PERLU_PETUGAS, &mut values, &answers, today);
    values
}

/// A person as the forms of today begin: by the register, whose NIK was compared with the card, or with a
/// NIK that was typed.
pub fn somebody(family: &Family, who: &Person) -> Values {
    let mut values = Values::new();
    values.set(person::NAME, who.name.clone());
    if let Some(sex) = who.sex {
        values.set(person::SEX, Chosen(sex.code()));
    }
    if let Some(birth) = who.birth {
        values.set(person::BIRTH, birth);
    }
    values.set(person::RELATION, Chosen(who.relation));
    // Every third was not found in the register of the phone.
    let is_found = !who.number.is_multiple_of(3);
    if is_found {
        let (village, number) = (family.village, who.number);
        let reference = PersonRef::Numbered { village, number }.to_bytes();
        values.put(person::REFERENCE, Some(Value::Bytes(reference)));
    }
    if is_found && who.nik.is_none() {
        // Nothing can be compared.
        values.set(person::NIK_MATCHES, false);
    }
    match who.nik {
        Some(_) if is_found => values.set(person::NIK_MATCHES, true),
        Some(nik) => type_nik(&mut values, nik),
        None if [relation::CHILD, relation::GRANDCHILD].contains(&who.relation) => {
            values.set(person::NO_NIK, Chosen(NOT_REGISTERED));
        }
        None => values.set(person::NO_NIK, Chosen(lists::NOT_SEEN_YET)),
    }
    values
}

/// A NIK that was read from the family card.
fn type_nik(values: &mut Values, nik: u64) {
    values.set(person::NIK, nik.cast_signed());
    values.set(person::NIK_SOURCE, Chosen(FROM_FAMILY_CARD));
}
