//! Photos, the place and how agreement is proved: asked only of a family that agreed, never in the way.

#![expect(clippy::unwrap_used, reason = "tests")]

use super::SITUATIONS;
use crate::{
    form::{
        fix,
        model::{Kind, Picture, Scene, World},
        picture::pictures,
        validate::validate,
        value::{Key, Tag, Value},
    },
    forms::{
        ALL,
        tests::{Answers, Filled, each_field, situation},
        visit::{self, VISIT},
    },
    region::{Centre, Regions, VillageCode},
};

const PROVED: &str = "signed, with photos and place";
/// The photos, the papers and the place.
const SHOWN: [Tag; 5] = [visit::HOUSE_FRONT, Tag(31), Tag(32), Tag(33), visit::LOCATION.tag];

/// What of the photos, papers, place and signatures is asked.
fn asked(filled: &Filled) -> Vec<Tag> {
    let proofs = SHOWN.into_iter().chain([visit::SIGNATURE, visit::SIGNED_PAPER]);
    let is_asked = |tag: &Tag| filled.scene().is_asked(&filled.values, VISIT.field(*tag).unwrap());
    proofs.filter(is_asked).collect()
}

#[test]
fn a_family_that_agreed_at_home_may_show_everything_and_has_to_show_nothing() {
    let filled = Filled::of(&VISIT, situation(SITUATIONS, "home"), &[]);
    assert_eq!(asked(&filled), SHOWN);
    assert_eq!(filled.settled().problems(), []);
}

#[test]
fn without_agreement_photos_place_and_signature_are_closed_and_nothing_of_them_stays() {
    let one = situation(SITUATIONS, PROVED);
    let changes: [Answers; 4] = [
        &[("persetujuan", "ditolak"), ("hasil_pendataan", "menolak")],
        &[("persetujuan", "tidak_perlu")],
        &[("responden.hubungan", "tetangga")],
        &[("ada_keterangan", "tidak"), ("hasil_pendataan", "orang_tidak_ditemukan")],
    ];
    for change in changes {
        let settled = Filled::of(&VISIT, one, change).settled();
        assert_eq!(asked(&settled), [], "{change:?}");
        assert_eq!(pictures(&VISIT, &settled.values), [], "{change:?}");
        assert_eq!(settled.values.at(visit::LOCATION.tag), None, "{change:?}");
    }
}

#[test]
fn away_from_the_house_only_papers_are_asked() {
    let filled = Filled::of(&VISIT, situation(SITUATIONS, "signed on paper"), &[]);
    assert_eq!(asked(&filled), [Tag(32), Tag(33), visit::SIGNED_PAPER]);
}

#[test]
fn whoever_signs_needs_no_witness() {
    for (name, words) in
        [(PROVED, "Tanda tangan di layar"), ("signed on paper", "Surat yang ditandatangani")]
    {
        let filled = Filled::of(&VISIT, situation(SITUATIONS, name), &[]).settled();
        assert_eq!(filled.words("cara_persetujuan").as_deref(), Some(words));
        for tag in [visit::WITNESS.tag, visit::NO_WITNESS.tag] {
            assert!(!filled.scene().is_asked(&filled.values, VISIT.field(tag).unwrap()));
        }
    }
}

#[test]
fn what_is_chosen_as_proof_must_be_there() {
    for (name, picture) in [(PROVED, "tanda_tangan"), ("signed on paper", "foto_persetujuan")] {
        let change = Box::leak(Box::new([(picture, "")]));
        let filled = Filled::of(&VISIT, situation(SITUATIONS, name), change).settled();
        assert_eq!(filled.problems(), [(picture.into(), "required")]);
    }
}

#[test]
fn version_3_knows_no_signature() {
    let mut filled = Filled::of(&VISIT, situation(SITUATIONS, PROVED), &[]).at(3);
    filled.values.retain(|tag, _| !(30..=37).contains(&tag.0));
    assert_eq!(asked(&filled), []);
    assert_eq!(filled.settled().problems(), [("saksi".into(), "required")]);
}

#[test]
fn the_blobs_of_a_visit_are_found_with_where_they_stand() {
    let filled = Filled::of(&VISIT, situation(SITUATIONS, PROVED), &[]).settled();
    let found = pictures(&VISIT, &filled.values);
    let kinds: Vec<Picture> = found.iter().map(|one| one.picture).collect();
    let papers = [Picture::Paper; 3];
    assert_eq!(kinds[..3], [Picture::Signature, Picture::Scene, Picture::Scene]);
    assert_eq!(kinds[3..], papers);
    assert_eq!(&found[1].blob.0[..9], b"the front");
}

#[test]
fn a_picture_is_the_id_of_a_blob_and_nothing_else() {
    let wrong = [Value::Bytes(vec![1; 15]), Value::Bytes(vec![1; 17]), Value::Text("a.jpg".into())];
    for value in wrong {
        let mut filled = Filled::of(&VISIT, situation(SITUATIONS, PROVED), &[]);
        filled.values.put(visit::HOUSE_FRONT, Some(value.clone()));
        let expected = [("foto_rumah_depan".into(), "wrong_shape")];
        assert_eq!(filled.problems(), expected, "{value:?}");
    }
}

#[test]
fn more_than_five_papers_are_too_many() {
    const SIX: Answers = &[
        ("foto_dokumen.0.foto", "1"),
        ("foto_dokumen.1.foto", "2"),
        ("foto_dokumen.2.foto", "3"),
        ("foto_dokumen.3.foto", "4"),
        ("foto_dokumen.4.foto", "5"),
        ("foto_dokumen.5.foto", "6"),
    ];
    let filled = Filled::of(&VISIT, situation(SITUATIONS, "home"), SIX);
    assert_eq!(filled.problems(), [("foto_dokumen".into(), "too_many_rows")]);
}

/// What is wrong with a place when one of its numbers is another.
fn place_with(key: Key<i64>, number: Option<i64>) -> Vec<(String, &'static str)> {
    let mut filled = Filled::of(&VISIT, situation(SITUATIONS, PROVED), &[]);
    let mut place = filled.values.get(visit::LOCATION).unwrap();
    place.put(key.tag, number.map(Value::Int));
    filled.values.set(visit::LOCATION, place);
    filled.settled().problems()
}

#[test]
fn a_place_that_is_old_or_nowhere_is_refused_and_a_doubtful_one_is_said() {
    let found = |key, number| {
        let problems = place_with(key, Some(number));
        problems.into_iter().map(|(path, code)| format!("{path} {code}")).collect::<Vec<_>>()
    };
    assert_eq!(found(fix::AGE, 300), [""; 0]);
    assert_eq!(found(fix::AGE, 301), ["lokasi.umur_detik lokasi_lama"]);
    assert_eq!(found(fix::ACCURACY, 100), [""; 0]);
    assert_eq!(found(fix::ACCURACY, 101), ["lokasi.akurasi_m lokasi_kasar"]);
    // Surabaya lies east of Tuban.
    assert_eq!(found(fix::LNG, 11_275_000), ["lokasi.lat lokasi_di_luar"]);
    assert_eq!(found(fix::LAT, -674_421), [""; 0]);
    assert_eq!(found(fix::LAT, -674_419), ["lokasi.lat lokasi_di_luar"]);
    assert_eq!(
        found(fix::LAT, -9_000_001),
        ["lokasi.lat out_of_range", "lokasi.lat lokasi_di_luar"]
    );
    assert_eq!(place_with(fix::LAT, None), [("lokasi.lat".into(), "required")]);
}

#[test]
fn a_place_in_another_village_is_said_where_the_village_is_known() {
    let regions = Regions::bundled();
    let trutup = VillageCode::parse("35.23.17.2001").unwrap();
    let Centre { lon_e3, lat_e3 } = regions.centre(trutup).unwrap();
    let mut filled = Filled::of(&VISIT, situation(SITUATIONS, PROVED), &[]);
    let mut found = |metres_west: i64, village| {
        let mut place = filled.values.get(visit::LOCATION).unwrap();
        place.set(fix::LAT, i64::from(lat_e3) * 100);
        place.set(fix::LNG, i64::from(lon_e3) * 100 - metres_west * 1_000 / 1_105);
        filled.values.set(visit::LOCATION, place);
        let scene = filled.scene();
        let world = World { regions: Some(&regions), village, ..scene.world };
        filled.listed(&validate(&Scene { world, ..scene }))
    };
    assert_eq!(found(6_900, Some(trutup)), []);
    assert_eq!(found(7_100, Some(trutup)), [("lokasi".into(), "lokasi_jauh")]);
    assert_eq!(found(20_000, None), [], "as in practice");
    // Outside Tuban only that is said.
    assert_eq!(found(90_000, Some(trutup)), [("lokasi.lat".into(), "lokasi_di_luar")]);
}

#[test]
fn the_middle_of_the_ocean_is_no_place() {
    let mut filled = Filled::of(&VISIT, situation(SITUATIONS, PROVED), &[]);
    let mut place = filled.values.get(visit::LOCATION).unwrap();
    place.set(fix::LAT, 0);
    place.set(fix::LNG, 0);
    filled.values.set(visit::LOCATION, place);
    assert_eq!(filled.blocking().len(), 1);
    assert_eq!(filled.settled().problems(), [("lokasi.lat".into(), "lokasi_nol")]);
}

#[test]
fn doubts_about_a_place_hold_nothing_up() {
    let mut filled = Filled::of(&VISIT, situation(SITUATIONS, PROVED), &[]);
    let mut place = filled.values.get(visit::LOCATION).unwrap();
    place.set(fix::LNG, 11_275_000);
    place.set(fix::ACCURACY, 2_000);
    filled.values.set(visit::LOCATION, place);
    assert_eq!(filled.problems().len(), 2);
    assert_eq!(filled.blocking(), []);
}

#[test]
fn a_confidential_kind_has_no_picture_and_no_place() {
    for kind in ALL.iter().filter(|kind| kind.is_confidential) {
        each_field(kind, &mut |path, field, _| {
            let shows = matches!(field.kind, Kind::Picture(_)) || fix::is_place(&field.kind);
            assert!(!shows, "{} {path}", kind.name);
        });
    }
}
