//! What holds for every kind, however it is filled: names, numbers, words, and where conditions look.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{ALL, codes},
    Filled, each_field, fields_of, inner, list_of, situations,
};
use crate::{
    form::{
        fix::is_place,
        model::{ChoiceList, Field, Kind, Scene, Shown},
        value::Values,
    },
    text::Text,
};

fn is_snake_case(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

fn assert_all_different<T: Ord + std::fmt::Debug>(items: impl IntoIterator<Item = T>, what: &str) {
    let mut seen = BTreeSet::new();
    for item in items {
        let words = format!("{item:?}");
        assert!(seen.insert(item), "{what}: {words} twice");
    }
}

fn assert_words(text: Text, longest: usize, place: &str) {
    assert!(!text.id.trim().is_empty(), "{place}: no Indonesian");
    assert!(!text.en.trim().is_empty(), "{place}: no English");
    assert!(text.id.chars().count() <= longest, "{place}: {} is too long", text.id);
    assert!(text.en.chars().count() <= longest + 10, "{place}: {} is too long", text.en);
}

#[test]
fn every_kind_field_and_option_has_a_number_and_a_name_of_its_own() {
    assert_all_different(ALL.iter().map(|kind| kind.id), "kinds");
    assert_all_different(ALL.iter().map(|kind| kind.name), "kinds");
    for kind in ALL {
        assert_all_different(kind.sections.iter().map(|section| section.name), kind.name);
        assert!(kind.sections.iter().all(|section| is_snake_case(section.name)), "{}", kind.name);
        let mut levels: BTreeMap<String, Vec<&Field>> = BTreeMap::new();
        each_field(kind, &mut |path, field, _| {
            let level = path.rsplit_once('.').map_or("", |(level, _)| level);
            levels.entry(String::from(level)).or_default().push(field);
        });
        for (level, fields) in levels {
            let place = format!("{} {level}", kind.name);
            assert_all_different(fields.iter().map(|field| field.tag), &place);
            assert_all_different(fields.iter().map(|field| field.name), &place);
            assert!(fields.iter().all(|field| is_snake_case(field.name)), "{place}");
        }
    }
}

#[test]
fn every_list_of_options_is_one_and_its_codes_are_its_own() {
    let mut lists: BTreeMap<&str, &ChoiceList> = BTreeMap::new();
    for kind in ALL {
        each_field(kind, &mut |path, field, _| {
            let Some(list) = list_of(&field.kind) else { return };
            let first = lists.entry(list.name).or_insert(list);
            assert!(std::ptr::eq(*first, list), "{path}: two lists are called {}", list.name);
            assert_all_different(list.options.iter().map(|option| option.code), list.name);
            assert_all_different(list.options.iter().map(|option| option.name), list.name);
            // What is chosen must fit beside its box; what is computed may take two lines.
            let one_line = if matches!(field.kind, Kind::Computed(_)) { 70 } else { 45 };
            for option in list.options {
                // Whom PKH is for, word by word.
                let longest = if option.name == "tidak_ada_komponen" { 80 } else { one_line };
                assert_words(option.label, longest, &[list.name, " ", option.name].concat());
            }
            if let Kind::Choices { none: Some(none), .. } = field.kind {
                let option = list.option(none).unwrap();
                assert_eq!((none, option.name), (0, "tidak_ada"), "{path}");
            }
        });
    }
    assert!(lists.len() > 30, "{} lists", lists.len());
}

#[test]
fn every_text_is_there_in_both_languages_and_short() {
    for kind in ALL {
        assert_words(kind.title, 30, kind.name);
        assert_words(kind.purpose, 90, kind.name);
        for section in kind.sections {
            assert_words(section.title, 40, section.name);
        }
        each_field(kind, &mut |path, field, _| {
            let place = format!("{} {path}", kind.name);
            if matches!(field.kind, Kind::Reserved) {
                return;
            }
            assert_words(field.label, 40, &place);
            assert_eq!(field.hint.id.is_empty(), field.hint.en.is_empty(), "{place}");
            if let Kind::Rows { item, .. } = field.kind {
                assert_words(item, 20, &place);
            }
            let (Kind::Int { unit, .. } | Kind::Decimal { unit, .. }) = field.kind else { return };
            assert_eq!(unit.id.is_empty(), unit.en.is_empty(), "{place}");
        });
    }
}

#[test]
fn every_problem_has_a_number_a_name_and_words_of_its_own() {
    assert!(codes::ALL.windows(2).all(|pair| pair[0].code < pair[1].code), "ascending");
    assert_all_different(codes::ALL.iter().map(|info| info.name), "problems");
    for info in codes::ALL {
        assert_words(info.words, 110, info.name);
        for slot in ["{0}", "{1}", "{2}"] {
            let both = (info.words.id.contains(slot), info.words.en.contains(slot));
            assert_eq!(both.0, both.1, "{}: {slot}", info.name);
        }
    }
}

/// Names of what is asked in a scene.
fn asked(scene: &Scene<'_>, fields: &[&'static Field], here: &Values, before: &str) -> Vec<String> {
    let mut names = Vec::new();
    let is_question = |field: &&&Field| field.kind.is_question() && scene.is_asked(here, field);
    for field in fields.iter().filter(is_question) {
        let path = [before, field.name].concat();
        let empty = Values::new();
        let inside: Vec<&Values> = match &field.kind {
            Kind::Rows { .. } => here.rows(field.tag).iter().map(|row| &row.values).collect(),
            _ => here.group(field.tag).into_iter().collect(),
        };
        let inside = if inside.is_empty() { vec![&empty] } else { inside };
        for values in inside {
            names.extend(asked(scene, &inner(&field.kind), values, &[&path, "."].concat()));
        }
        names.push(path);
    }
    names
}

/// True for a question inside of one of these, as "anggota.nama".
fn is_inside(fields: &[&'static Field], name: &str, of: fn(&Kind) -> bool) -> bool {
    fields
        .iter()
        .filter(|field| of(&field.kind))
        .any(|field| name.strip_prefix(field.name).is_some_and(|rest| rest.starts_with('.')))
}

/// True for a question of a row.
fn is_in_row(fields: &[&'static Field], name: &str) -> bool {
    is_inside(fields, name, |kind| matches!(kind, Kind::Rows { .. }))
}

/// How many of these are no group of others.
fn count_questions(names: &[String]) -> usize {
    let is_group = |name: &String| {
        let before = [name, "."].concat();
        names.iter().any(|other| other.starts_with(&before))
    };
    names.iter().filter(|name| !is_group(name)).count()
}

#[test]
fn every_section_and_question_is_shown_in_some_situation_and_few_at_once() {
    for kind in ALL {
        let mut sections = BTreeSet::new();
        let mut questions = BTreeSet::new();
        for one in situations(kind) {
            let settled = Filled::of(kind, one, &[]).settled();
            let scene = settled.scene();
            for section in kind.sections.iter().filter(|section| scene.is_shown(section)) {
                sections.insert(section.name);
                let fields: Vec<_> = section.fields.iter().collect();
                let mut names = asked(&scene, &fields, scene.values, "");
                // The numbers of a place come by one press.
                names.retain(|name| !is_inside(&fields, name, is_place));
                // Of rows one is open at a time, in the place of the others' lines.
                let (in_rows, beside): (Vec<_>, Vec<_>) =
                    names.into_iter().partition(|name| is_in_row(&fields, name));
                let in_rows = BTreeSet::from_iter(in_rows);
                assert!(in_rows.len() <= 15, "{}: {in_rows:?}", one.name);
                let n_questions = count_questions(&beside);
                let place = format!("{} {} {}", kind.name, one.name, section.name);
                // Somebody without papers and without a date of birth takes one more, and so does
                // a family in which another person agrees than the one who answers, or that objects
                // and shows its letter.
                let long = [
                    "ats not continued, with all that is optional anak",
                    "akses_kesehatan old and without insurance, little known subjek",
                    "akses_pendidikan with all that is optional siswa",
                    "bansos new, not complete subjek",
                    "bansos correct, objects alasan",
                    "kunjungan with all that is optional persetujuan",
                ];
                let most = if long.contains(&place.as_str()) { 8 } else { 7 };
                assert!(n_questions <= most, "{place}: {n_questions}");
            }
            // What is asked while an answer is still missing counts too.
            for (path, _) in one.answers {
                let mut filled = Filled::of(kind, one, &[]);
                super::put(&fields_of(kind), &mut filled.values, path, "");
                let scene = filled.scene();
                questions.extend(asked(&scene, &fields_of(kind), scene.values, ""));
            }
            // Some are asked in records of older versions only.
            for version in 1..kind.version {
                let filled = Filled::of(kind, one, &[]).at(version);
                let scene = filled.scene();
                questions.extend(asked(&scene, &fields_of(kind), scene.values, ""));
            }
        }
        for section in kind.sections {
            assert!(sections.contains(section.name), "{} {}", kind.name, section.name);
        }
        each_field(kind, &mut |path, field, _| {
            let is_asked = !field.kind.is_question() || questions.contains(path);
            assert!(is_asked, "{} never asks {path}", kind.name);
        });
    }
}

/// What a form computes is about growth, age, room for each person, school, pregnancy, which wording of
/// the consent was read, or what of the answers somebody should look at first. A new one is added here by
/// hand, by somebody who asked whether it decides about aid.
const COMPUTED_LISTS: [&str; 16] = [
    "cara_persetujuan",
    "dasar_pendataan",
    "kategori_berat_lahir",
    "kategori_lila",
    "luas_per_jiwa_kisaran",
    "partisipasi_sekolah",
    "status_kehamilan",
    "tanda_anak",
    "petunjuk_disabilitas",
    "ringkasan_disabilitas",
    "ringkasan_ppks",
    "tanda_ukur",
    "tindakan_balita",
    "zscore_bbtb",
    "zscore_bbu",
    "zscore_tbu",
];
/// Who should get aid, and why: people answer these. (The criteria of poverty are no verdict: those that
/// the answers about the house show are ticked to begin with, and the person corrects them.)
const AID_LISTS: [&str; 7] = [
    "usulan_kelayakan",
    "alasan_tidak_layak",
    "alasan_ganti_pengurus",
    "alasan_perbaikan",
    "status_kepesertaan",
    "usulan_kesehatan",
    "usulan_pendidikan",
];

#[test]
fn no_form_computes_or_suggests_who_gets_aid() {
    let (mut lists, mut n_about_aid) = (BTreeSet::new(), 0);
    for kind in ALL {
        each_field(kind, &mut |path, field, _| {
            let place = format!("{} {path}", kind.name);
            let is_computed = matches!(field.kind, Kind::Computed(_));
            if let Kind::Computed(Shown::Choice(list) | Shown::Choices(list)) = &field.kind {
                lists.insert(list.name);
            }
            // A bare yes or no has no words that would say what it does not mean.
            assert!(!matches!(field.kind, Kind::Computed(Shown::Bool)), "{place}: a verdict?");
            // What is proposed and why stays with the person who asks.
            let is_about_aid =
                list_of(&field.kind).is_some_and(|list| AID_LISTS.contains(&list.name));
            n_about_aid += usize::from(is_about_aid);
            assert!(!(is_about_aid && is_computed), "{place} is computed");
            assert!(!(is_about_aid && field.suggest.is_some()), "{place} is suggested");
        });
    }
    assert!(n_about_aid >= AID_LISTS.len(), "each of the lists is asked: {n_about_aid}");
    assert_eq!(lists, BTreeSet::from(COMPUTED_LISTS), "does the new one decide about aid?");
}

#[test]
fn what_is_computed_is_settled_each_time() {
    for kind in ALL {
        let mut filled = Filled::new(kind, &[], &[]);
        let computed: Vec<_> = kind
            .fields()
            .map(|(_, field)| field)
            .filter(|field| matches!(field.kind, Kind::Computed(_)))
            .map(|field| field.tag)
            .collect();
        for tag in &computed {
            filled.values.put(*tag, Some(crate::form::value::Value::Int(7)));
        }
        let settled = filled.settled().values;
        for tag in computed {
            assert_eq!(settled.at(tag), None, "{} {tag:?}: nothing was answered", kind.name);
        }
    }
}
