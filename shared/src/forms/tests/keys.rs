//! Typed keys: what the rest of the code reads is what the fields hold.

use super::{
    super::{
        akses_kesehatan::{self as health, AKSES_KESEHATAN},
        akses_pendidikan::{self as education, AKSES_PENDIDIKAN},
        ats::{self, ATS},
        balita::{self, BALITA},
        bansos::{self, BANSOS},
        disabilitas::{self, DISABILITAS},
        family,
        mutasi_keluarga::{self as mutasi, MUTASI_KELUARGA},
        perlu_petugas::{self, PERLU_PETUGAS},
        person,
        ppks::{self, PPKS},
        schooling,
        subject::SUBJECT,
        visit::{self, VISIT},
    },
    fields_of, inner,
};
use crate::form::{
    model::{Field, FormKind, Kind, Shown},
    value::{Chosen, Key, Shape, Tag, Value, Values},
};

/// The field under a key holds what the key says.
fn assert_key<T: Shape>(kind: &'static FormKind, group: Option<Tag>, key: Key<T>, sample: T) {
    let path: Vec<Tag> = group.into_iter().chain([key.tag]).collect();
    let mut fields = fields_of(kind);
    let mut found: Option<&Field> = None;
    for tag in &path {
        let field = *fields.iter().find(|field| field.tag == *tag).unwrap();
        fields = inner(&field.kind);
        found = Some(field);
    }
    let (field, value) = (found.unwrap(), sample.into_value());
    let fits = matches!(
        (&field.kind, value),
        (Kind::Bool | Kind::Computed(Shown::Bool), Value::Bool(_))
            | (Kind::Text { .. }, Value::Text(_))
            | (Kind::Choice(_) | Kind::Computed(Shown::Choice(_)), Value::Choice(_))
            | (Kind::Choices { .. } | Kind::Computed(Shown::Choices(_)), Value::Choices(_))
            | (Kind::Day, Value::Day(_))
            | (Kind::Group(_), Value::Group(_))
            | (Kind::Rows { .. }, Value::Rows(_))
            | (Kind::Int { .. } | Kind::Decimal { .. } | Kind::Nik { .. }, Value::Int(_))
            | (Kind::NoKk | Kind::Phone | Kind::Month, Value::Int(_))
            | (Kind::Computed(Shown::Number { .. }), Value::Int(_))
    );
    assert!(fits, "{} {} is not what its key says", kind.name, field.name);
}

#[test]
fn keys_read_what_their_fields_hold() {
    let (chosen, text) = (Chosen(1), String::new);
    let day = super::today();
    for key in [visit::DATE, visit::RETURN_DATE] {
        assert_key(&VISIT, None, key, day);
    }
    for key in [
        visit::KIND,
        visit::METHOD,
        visit::OUTCOME,
        visit::NO_KK,
        visit::CONSENT,
        visit::NO_WITNESS,
        visit::ABSENCE,
        visit::NO_RT,
        visit::BASIS,
    ] {
        assert_key(&VISIT, None, key, chosen);
    }
    assert_key(&VISIT, None, visit::MET_SOMEBODY, true);
    assert_key(&VISIT, None, visit::AGREED_BY, Values::new());
    for key in [visit::RT, visit::RW, visit::KK] {
        assert_key(&VISIT, None, key, 1);
    }
    for key in
        [visit::HAMLET, visit::ADDRESS, visit::HEAD, visit::WITNESS, visit::NOTES, visit::PLACE]
    {
        assert_key(&VISIT, None, key, text());
    }
    assert_key(&VISIT, None, visit::CONSENT_FORM, chosen);
    assert_key(&VISIT, None, visit::RESPONDENT, Values::new());
    let child = Some(balita::CHILD.tag);
    assert_key(&BALITA, child, person::NAME, text());
    assert_key(&BALITA, child, person::NIK, 1);
    assert_key(&BALITA, child, person::NO_NIK, chosen);
    assert_key(&BALITA, child, person::NIK_SOURCE, chosen);
    assert_key(&BALITA, child, person::SEX, chosen);
    assert_key(&BALITA, child, person::BIRTH, day);
    assert_key(&BALITA, child, person::BIRTHPLACE, text());
    assert_key(&BALITA, Some(balita::CARER.tag), person::PHONE, 1);
    assert_key(&BALITA, Some(balita::CARER.tag), person::RELATION, chosen);
    for key in [
        balita::WEIGHT,
        balita::LENGTH,
        balita::ARM,
        balita::HEAD,
        balita::AGE_DAYS,
        balita::HAZ,
        balita::WAZ,
        balita::WHZ,
        balita::BAZ,
        balita::MUACZ,
        balita::HCZ,
        balita::ALGORITHM,
        balita::AGE_MONTHS,
        balita::CHILD_NOTICE_READ,
    ] {
        assert_key(&BALITA, None, key, 1);
    }
    for key in [
        balita::SOURCE,
        balita::POSITION,
        balita::WEIGHT_FOR_AGE,
        balita::HEIGHT_FOR_AGE,
        balita::WEIGHT_FOR_HEIGHT,
        balita::BMI_FOR_AGE,
        balita::ARM_CATEGORY,
        balita::ACTION,
        balita::CHILD_CONSENT,
    ] {
        assert_key(&BALITA, None, key, chosen);
    }
    assert_key(&BALITA, None, balita::MEASURED_ON, day);
    assert_key(&BALITA, None, balita::OEDEMA, true);
    assert_key(&BALITA, None, balita::FOLLOW_UP, Vec::new());
    assert_key(&BALITA, None, balita::FLAGS, Vec::new());
    assert_key(&BANSOS, Some(bansos::SUBJECT.tag), person::AGE_ABOUT, 1);
    for key in [
        bansos::PROPOSAL,
        bansos::REASON_REMOVE,
        bansos::REASON_REPLACE,
        bansos::REASON_CORRECT,
        bansos::DESTINATION,
        bansos::WORK,
        bansos::INCOME,
        bansos::TENURE,
        bansos::FLOOR,
        bansos::WALL,
        bansos::WATER,
        bansos::LIGHTING,
        bansos::POWER,
        bansos::TOILET,
        bansos::AREA_HINT,
        bansos::CHANGED_WORK,
    ] {
        assert_key(&BANSOS, None, key, chosen);
    }
    for key in [
        bansos::MEMBERS,
        bansos::DECILE,
        bansos::FLOOR_AREA,
        bansos::AREA_PER_HEAD,
        bansos::N_PEOPLE,
    ] {
        assert_key(&BANSOS, None, key, 1);
    }
    for key in [bansos::STILL_HERE, bansos::CHANGED, bansos::RECEIVES, bansos::SEND_INCOMPLETE] {
        assert_key(&BANSOS, None, key, true);
    }
    for key in [bansos::CHANGES, bansos::ASSETS, bansos::CRITERIA, bansos::CHANGED_MEMBERS] {
        assert_key(&BANSOS, None, key, Vec::new());
    }
    for key in
        [bansos::EXPLANATION, bansos::KKS_END, bansos::CHANGED_ADDRESS, bansos::CHANGED_HOUSE]
    {
        assert_key(&BANSOS, None, key, text());
    }
    assert_key(&BANSOS, None, bansos::SAME_ADDRESS, true);
    assert_key(&BANSOS, None, bansos::DIED_ON, day);
    assert_key(&BANSOS, None, bansos::SUCCESSOR, Values::new());
    assert_key(&BANSOS, None, bansos::PROGRAMS, Vec::new());
    assert_key(&BANSOS, None, bansos::PEOPLE, Vec::new());
    for key in [bansos::NO_DECILE, bansos::PEOPLE_SOURCE] {
        assert_key(&BANSOS, None, key, chosen);
    }
    for key in [bansos::OBJECTS, bansos::OBJECTION_SIGNED] {
        assert_key(&BANSOS, None, key, true);
    }
    let rows = Some(bansos::PEOPLE.tag);
    for key in [family::MARITAL, family::SCHOOLING, family::DIPLOMA, family::WORK] {
        assert_key(&BANSOS, rows, key, chosen);
    }
    for key in [family::DISABLED, family::ILL, family::PREGNANT, person::NIK_MATCHES] {
        assert_key(&BANSOS, rows, key, true);
    }
    let rows = Some(bansos::PROGRAMS.tag);
    assert_key(&BANSOS, rows, bansos::PROGRAM, chosen);
    assert_key(&BANSOS, rows, bansos::PARTICIPATION, chosen);
    assert_key(&BANSOS, rows, bansos::LAST_MONTH, 1);
}

#[test]
fn keys_about_school_and_health_read_what_their_fields_hold() {
    let (chosen, text) = (Chosen(1), String::new);
    for kind in [&ATS, &AKSES_PENDIDIKAN] {
        assert_key(kind, None, schooling::PUPIL, Values::new());
        assert_key(kind, None, schooling::LEVEL, chosen);
        assert_key(kind, None, schooling::GRADE, 1);
        for key in [schooling::SCHOOL, schooling::NISN] {
            assert_key(kind, None, key, text());
        }
    }
    for key in [ats::RESULT, ats::CATEGORY, ats::MAIN_REASON, ats::WISH, ats::MARITAL] {
        assert_key(&ATS, None, key, chosen);
    }
    for key in [ats::NO_PHONE, ats::STATUS] {
        assert_key(&ATS, None, key, chosen);
    }
    for key in [ats::DIPLOMA, ats::PIP, ats::WORKS, ats::DISABILITY] {
        assert_key(&ATS, None, key, true);
    }
    for key in [ats::REASONS, ats::FOLLOW_UP, ats::FLAGS] {
        assert_key(&ATS, None, key, Vec::new());
    }
    for key in [ats::YEAR_LEFT, ats::EXPLANATION, ats::JOB] {
        assert_key(&ATS, None, key, text());
    }
    assert_key(&ATS, None, ats::GUARDIAN, Values::new());
    assert_key(&AKSES_KESEHATAN, None, SUBJECT, Values::new());
    for key in [
        health::PROPOSAL,
        health::GROUP,
        health::SEGMENT,
        health::STATUS,
        health::REASON_OFF,
        health::NO_MONTH,
        health::MIDWIFE_SAYS,
        health::SELF_CARE,
        health::PREGNANCY,
    ] {
        assert_key(&AKSES_KESEHATAN, None, key, chosen);
    }
    for key in [
        health::PHONE,
        health::OFF_SINCE,
        health::DISTANCE,
        health::WEEKS,
        health::ARM,
        health::EXAMINED,
    ] {
        assert_key(&AKSES_KESEHATAN, None, key, 1);
    }
    for key in [health::URGENT, health::SKTM, health::SICK, health::IRON] {
        assert_key(&AKSES_KESEHATAN, None, key, true);
    }
    for key in [health::CHRONIC, health::BARRIERS, health::RISKS, health::OTHER_PROPOSALS] {
        assert_key(&AKSES_KESEHATAN, None, key, Vec::new());
    }
    for key in [health::JKN_NUMBER, health::EXPLANATION, health::CLINIC] {
        assert_key(&AKSES_KESEHATAN, None, key, text());
    }
    assert_key(&AKSES_KESEHATAN, None, health::LAST_PERIOD, super::today());
    for key in [education::STATE, education::PIP, education::TRANSPORT, education::PROPOSAL] {
        assert_key(&AKSES_PENDIDIKAN, None, key, chosen);
    }
    for key in [education::ARREARS, education::DISTANCE, education::DECILE] {
        assert_key(&AKSES_PENDIDIKAN, None, key, 1);
    }
    for key in [
        education::KIP_UNIVERSITY,
        education::DIPLOMA_HELD,
        education::HAS_KIP,
        education::ACCOUNT_ACTIVE,
        education::SPECIAL_NEEDS,
    ] {
        assert_key(&AKSES_PENDIDIKAN, None, key, true);
    }
    for key in [education::NEEDS, education::RISKS, education::OTHER_PROPOSALS, education::FLAGS] {
        assert_key(&AKSES_PENDIDIKAN, None, key, Vec::new());
    }
    assert_key(&AKSES_PENDIDIKAN, None, education::EXPLANATION, text());
}

#[test]
fn keys_of_the_forms_on_people_in_need_read_what_their_fields_hold() {
    let (chosen, day) = (Chosen(1), super::today());
    for kind in [&DISABILITAS, &PPKS] {
        assert_key(kind, None, SUBJECT, Values::new());
        assert_key(kind, Some(SUBJECT.tag), person::NAME, String::new());
        assert_key(kind, Some(SUBJECT.tag), person::RELATION, chosen);
    }
    for key in [
        disabilitas::SEEING,
        disabilitas::HEARING,
        disabilitas::WALKING,
        disabilitas::HANDS,
        disabilitas::LEARNING,
        disabilitas::BEHAVIOUR,
        disabilitas::SPEAKING,
        disabilitas::SELF_CARE,
        disabilitas::REMEMBERING,
        disabilitas::SINCE,
        disabilitas::INDEPENDENCE,
        disabilitas::CARER,
        disabilitas::THERAPY,
        disabilitas::ACTIVITY,
        disabilitas::SUMMARY,
    ] {
        assert_key(&DISABILITAS, None, key, chosen);
    }
    for key in [disabilitas::KINDS, disabilitas::AID, disabilitas::PROPOSALS, disabilitas::HINTS] {
        assert_key(&DISABILITAS, None, key, Vec::new());
    }
    for key in [disabilitas::HAS_CARD, disabilitas::HAS_DEVICE, disabilitas::NEEDS_DEVICE] {
        assert_key(&DISABILITAS, None, key, true);
    }
    assert_key(&DISABILITAS, None, disabilitas::CARER_AGE, 1);
    for rows in [disabilitas::DEVICES, disabilitas::NEEDED] {
        assert_key(&DISABILITAS, None, rows, Vec::new());
        assert_key(&DISABILITAS, Some(rows.tag), disabilitas::DEVICE, chosen);
    }
    let owned = Some(disabilitas::DEVICES.tag);
    assert_key(&DISABILITAS, owned, disabilitas::CONDITION, chosen);
    assert_key(&DISABILITAS, owned, disabilitas::DEVICE_SOURCE, chosen);
    let needed = Some(disabilitas::NEEDED.tag);
    for key in
        [disabilitas::QUANTITY, disabilitas::WEIGHT, disabilitas::HEIGHT, disabilitas::HIP_WIDTH]
    {
        assert_key(&DISABILITAS, needed, key, 1);
    }
    assert_key(&DISABILITAS, needed, disabilitas::OTHER_DEVICE, String::new());

    for key in [
        ppks::PARENTS,
        ppks::GUARDIAN,
        ppks::SCHOOLING,
        ppks::YAPI,
        ppks::DAILY_LIFE,
        ppks::MEALS,
        ppks::WHEREABOUTS,
        ppks::SUMMARY,
    ] {
        assert_key(&PPKS, None, key, chosen);
    }
    for key in [ppks::GROUPS, ppks::SITUATION, ppks::REPORTED, ppks::NEEDS, ppks::REFERRALS] {
        assert_key(&PPKS, None, key, Vec::new());
    }
    for key in
        [ppks::DEATH_CERTIFICATE, ppks::REMARRIED, ppks::LIVES_ALONE, ppks::DANGER, ppks::AGREES]
    {
        assert_key(&PPKS, None, key, true);
    }
    for key in [ppks::FATHER_DIED_ON, ppks::MOTHER_DIED_ON] {
        assert_key(&PPKS, None, key, day);
    }
    assert_key(&PPKS, None, ppks::GUARDIAN_PERSON, Values::new());
    assert_key(&PPKS, Some(ppks::GUARDIAN_PERSON.tag), person::NAME, String::new());

    assert_key(&PERLU_PETUGAS, None, perlu_petugas::URGENCY, chosen);
    assert_key(&PERLU_PETUGAS, None, perlu_petugas::CONTACT, chosen);
    assert_key(&PERLU_PETUGAS, None, perlu_petugas::PHONE, 1);
    assert_key(&PERLU_PETUGAS, None, perlu_petugas::SAFE_WAY, String::new());
    assert_key(&PERLU_PETUGAS, None, perlu_petugas::MAY_NAME_OFFICE, true);
}

#[test]
fn keys_of_a_change_in_the_family_read_what_their_fields_hold() {
    let (chosen, day, text) = (Chosen(1), super::today(), String::new);
    let kind = &MUTASI_KELUARGA;
    for key in [
        mutasi::KIND,
        mutasi::BIRTH_PLACE,
        mutasi::BIRTH_HELP,
        mutasi::CAUSE,
        mutasi::DESTINATION,
        mutasi::ORIGIN,
        mutasi::MOVE_REASON,
        mutasi::PARTNER_FROM,
        mutasi::DIVORCE,
        mutasi::NO_OLD_KK,
        mutasi::HEAD_REASON,
        mutasi::ELEMENT,
        mutasi::WEIGHT_HINT,
    ] {
        assert_key(kind, None, key, chosen);
    }
    for key in [
        mutasi::BIRTH_PAPER,
        mutasi::ON_CARD,
        mutasi::DEATH_PAPER,
        mutasi::HEIRS,
        mutasi::RECEIVED,
        mutasi::WHOLE_FAMILY,
        mutasi::MOVE_PAPER,
        mutasi::MARRIAGE_PAPER,
        mutasi::LEAVE,
        mutasi::DIVORCE_PAPER,
        mutasi::REPORTED,
    ] {
        assert_key(kind, None, key, true);
    }
    for key in [
        mutasi::SUBJECT,
        mutasi::NEW_HEAD,
        mutasi::BABY,
        mutasi::MOTHER,
        mutasi::FATHER,
        mutasi::PARTNER,
    ] {
        assert_key(kind, None, key, Values::new());
        assert_key(kind, Some(key.tag), person::NAME, text());
        assert_key(kind, Some(key.tag), person::NIK_MATCHES, true);
    }
    for key in [
        mutasi::BIRTH_WEIGHT,
        mutasi::BIRTH_LENGTH,
        mutasi::OLD_KK,
        mutasi::NEW_KK,
        mutasi::NEW_NIK,
    ] {
        assert_key(kind, None, key, 1);
    }
    for key in [mutasi::PLACE, mutasi::OLD_VALUE, mutasi::NEW_VALUE, mutasi::EXPLANATION] {
        assert_key(kind, None, key, text());
    }
    assert_key(kind, None, mutasi::EVENT, day);
    assert_key(kind, None, mutasi::NEW_BIRTH, day);
    assert_key(kind, None, mutasi::PAPERS, Vec::new());
    assert_key(kind, None, mutasi::PEOPLE, Vec::new());
}
