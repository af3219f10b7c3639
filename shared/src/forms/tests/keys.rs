//! Typed keys: what the rest of the code reads is what the fields hold.

use super::{
    super::{
        balita::{self, BALITA},
        bansos::{self, BANSOS},
        family,
        mutasi_keluarga::{self as mutasi, MUTASI_KELUARGA},
        person,
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
