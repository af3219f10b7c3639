//! What every proposal asks: who, why, and which programmes.

use super::{
    CHANGED, CHANGED_ADDRESS, CHANGED_HOUSE, CHANGED_MEMBERS, CHANGED_WORK, CHANGES, DECILE,
    DESTINATION, DIED_ON, DTKS_ID, EXPLANATION, KKS_END, LAST_MONTH, NO_DECILE, OBJECTION_SIGNED,
    OBJECTS, PARTICIPATION, PKH_NUMBER, PROGRAM, PROGRAMS, PROPOSAL, REASON_CORRECT, REASON_REMOVE,
    REASON_REPLACE, RECEIVES, STILL_HERE, SUBJECT, rules,
};
use crate::{
    form::model::{Check, Class, Cond, Field, Kind, Num, Ref, TextStyle},
    forms::{
        codes, consent,
        lists::{self, assistance, house},
        person, visit,
    },
    text::{Text, t},
};

const fn proposes(code: u16) -> Cond {
    Cond::Has(Ref::form(&[PROPOSAL.tag]), code)
}

/// The family keeps receiving.
const KEEPING: Cond = proposes(assistance::KEEP);
/// A new family.
pub(super) const NEW: Cond = proposes(assistance::NEW);
/// The family stops receiving.
const REMOVING: Cond = proposes(assistance::REMOVE);
/// Somebody takes over.
pub(super) const REPLACING: Cond = proposes(assistance::REPLACE);
/// Data are corrected.
const CORRECTING: Cond = proposes(assistance::CORRECT);
/// The proposal needs a reason.
pub(super) const REASONED: Cond = Cond::HasAny(
    Ref::form(&[PROPOSAL.tag]),
    &[assistance::REMOVE, assistance::REPLACE, assistance::CORRECT],
);
/// The family keeps receiving and something has changed.
const KEPT_AND_CHANGED: Cond = Cond::All(&[KEEPING, Cond::Yes(Ref::form(&[CHANGED.tag]))]);
/// ... which is none of the usual things.
pub(super) const CHANGED_OTHER: Cond =
    Cond::All(&[KEPT_AND_CHANGED, Cond::Has(Ref::form(&[CHANGES.tag]), assistance::CHANGE_OTHER)]);
const CHANGED_PROGRAMS: Cond = Cond::All(&[
    KEPT_AND_CHANGED,
    Cond::Has(Ref::form(&[CHANGES.tag]), assistance::CHANGE_PROGRAMS),
]);
const DIED: Cond = Cond::Any(&[
    Cond::All(&[REMOVING, Cond::Has(Ref::form(&[REASON_REMOVE.tag]), assistance::REASON_DIED)]),
    Cond::All(&[
        REPLACING,
        Cond::Has(Ref::form(&[REASON_REPLACE.tag]), assistance::REASON_DIED_REPLACE),
    ]),
]);
const MOVED: Cond = Cond::Any(&[
    Cond::All(&[REMOVING, Cond::Has(Ref::form(&[REASON_REMOVE.tag]), assistance::REASON_MOVED)]),
    Cond::All(&[REPLACING, Cond::Has(Ref::form(&[REASON_REPLACE.tag]), assistance::REASON_MOVED)]),
]);
/// The reason says too little by itself.
const EXPLAINED: Cond = Cond::Any(&[
    CORRECTING,
    CHANGED_OTHER,
    Cond::All(&[REMOVING, Cond::Has(Ref::form(&[REASON_REMOVE.tag]), assistance::REASON_OTHER)]),
    Cond::All(&[REPLACING, Cond::Has(Ref::form(&[REASON_REPLACE.tag]), assistance::REASON_OTHER)]),
]);
/// Programmes must be named.
const PROGRAMS_NEEDED: Cond = Cond::Any(&[
    REMOVING,
    REPLACING,
    CHANGED_PROGRAMS,
    Cond::All(&[NEW, Cond::Yes(Ref::form(&[RECEIVES.tag]))]),
]);
/// Something is proposed.
const PROPOSED: Cond = Cond::Answered(Ref::form(&[PROPOSAL.tag]));
/// Nothing is said about the decile. Who keeps receiving may leave it: that form is short.
const DECILE_OPEN: Cond = Cond::All(&[
    Cond::Since(3),
    Cond::Any(&[NEW, REASONED]),
    Cond::Not(&Cond::Answered(Ref::form(&[DECILE.tag]))),
    Cond::Not(&Cond::Answered(Ref::form(&[NO_DECILE.tag]))),
]);
/// The reason is one that a family may object to.
const OBJECTIONABLE: Cond = Cond::Any(&[
    Cond::All(&[REMOVING, Cond::Has(Ref::form(&[REASON_REMOVE.tag]), assistance::REASON_GAMBLING)]),
    Cond::All(&[
        CORRECTING,
        Cond::HasAny(
            Ref::form(&[REASON_CORRECT.tag]),
            &[assistance::REASON_GAMBLING, assistance::REASON_BLOCKED],
        ),
    ]),
]);
/// Somebody begins or stops receiving, and the visit was at the house of a family that agreed and has
/// no photo of it.
pub(super) const HOUSE_SHOWN: Cond = Cond::All(&[
    Cond::Since(4),
    Cond::Any(&[NEW, REMOVING]),
    consent::PHOTOS_OPEN,
    Cond::Has(Ref::visit(&[visit::METHOD.tag]), lists::METHOD_AT_HOME),
    Cond::Not(&Cond::Answered(Ref::visit(&[visit::HOUSE_FRONT]))),
]);
/// A person is described: a new one, or one without a number to be known by.
const DESCRIBED: Cond = Cond::Any(&[NEW, Cond::All(&[REASONED, person::WITHOUT_NIK])]);

pub(super) static PROPOSAL_FIELDS: [Field; 6] = [
    Field::new(
        PROPOSAL.tag,
        "usulan",
        Kind::Choice(&assistance::PROPOSAL),
        t("Apa usulannya?", "What is proposed?"),
    )
    .required()
    .checks(&[
        Check::When { code: codes::NEEDS_FAMILY, cond: visit::IN_SESSION, params: &[] },
        visit::NO_FORM_IF_REFUSED,
        Check::Rule { code: codes::OWN_FAMILY, rule: rules::own_family },
    ]),
    Field::new(
        STILL_HERE.tag,
        "masih_tinggal",
        Kind::Bool,
        t("Masih tinggal di sini?", "Still lives here?"),
    )
    .when(KEEPING)
    .required()
    .checks(&[Check::When {
        code: codes::GONE_BUT_KEPT,
        cond: Cond::No(Ref::form(&[STILL_HERE.tag])),
        params: &[],
    }]),
    Field::new(
        CHANGED.tag,
        "ada_perubahan",
        Kind::Bool,
        t("Ada yang berubah di keluarga ini?", "Has anything changed?"),
    )
    .when(KEEPING)
    .required(),
    Field::new(
        CHANGES.tag,
        "perubahan",
        Kind::Choices { list: &assistance::CHANGE, none: None },
        t("Apa yang berubah?", "What has changed?"),
    )
    .when(KEPT_AND_CHANGED)
    .required(),
    Field::new(
        DECILE.tag,
        "desil",
        Kind::Int { min: 1, max: 10, unit: Text::EMPTY },
        t("Desil", "Decile"),
    )
    .hint(t(
        "Isi hanya bila tertera di Cek Bansos. Bila tidak tahu, pilih alasannya.",
        "Only if Cek Bansos shows it. If not known, choose the reason.",
    ))
    .when(Cond::Any(&[NEW, Cond::All(&[Cond::Since(3), PROPOSED])]))
    .required_when(DECILE_OPEN)
    .either(NO_DECILE.tag),
    Field::new(
        NO_DECILE.tag,
        "desil_tanpa",
        Kind::Choice(&assistance::NO_DECILE),
        t("Kalau desil tidak ada, mengapa?", "If there is no decile, why?"),
    )
    .since(3)
    .when(Cond::All(&[PROPOSED, Cond::Not(&Cond::Answered(Ref::form(&[DECILE.tag])))]))
    .either(DECILE.tag),
];

const fn has_changed(code: u16) -> Cond {
    Cond::Has(Ref::form(&[CHANGES.tag]), code)
}

/// Something has changed that has a question of its own.
pub(super) const CHANGED_KNOWN: Cond = Cond::All(&[
    KEPT_AND_CHANGED,
    Cond::HasAny(
        Ref::form(&[CHANGES.tag]),
        &[
            assistance::CHANGE_MEMBERS,
            assistance::CHANGE_ADDRESS,
            assistance::CHANGE_WORK,
            assistance::CHANGE_HOUSE,
        ],
    ),
]);

/// One short line.
const SHORT: Kind = Kind::Text { max: 120, style: TextStyle::Line };

pub(super) static CHANGE_FIELDS: [Field; 4] = [
    Field::new(
        CHANGED_MEMBERS.tag,
        "perubahan_anggota",
        Kind::Choices { list: &assistance::CHANGE_OF_MEMBERS, none: None },
        t("Apa yang berubah pada anggota?", "What has changed among the members?"),
    )
    .since(2)
    .when(has_changed(assistance::CHANGE_MEMBERS))
    .required(),
    Field::new(CHANGED_ADDRESS.tag, "alamat_baru", SHORT, t("Alamat yang baru", "The new address"))
        .since(2)
        .when(has_changed(assistance::CHANGE_ADDRESS))
        .required(),
    Field::new(
        CHANGED_WORK.tag,
        "pekerjaan_baru",
        Kind::Choice(&house::WORK),
        t("Pekerjaan kepala keluarga sekarang", "Work of the head now"),
    )
    .since(2)
    .when(has_changed(assistance::CHANGE_WORK))
    .required()
    .checks(&[Check::When {
        code: codes::PNS_ELIGIBLE,
        cond: Cond::All(&[
            Cond::Since(3),
            Cond::Has(Ref::form(&[CHANGED_WORK.tag]), house::WORK_STATE),
        ]),
        params: &[],
    }]),
    Field::new(
        CHANGED_HOUSE.tag,
        "rumah_aset_baru",
        SHORT,
        t("Apa yang baru pada rumah/barang?", "What is new about house or things?"),
    )
    .hint(t(
        "Misalnya: rumah direnovasi, beli motor.",
        "For example: rebuilt, bought a motorcycle.",
    ))
    .since(2)
    .when(has_changed(assistance::CHANGE_HOUSE))
    .required(),
];

pub(super) static SUBJECT_FIELDS: [Field; 11] = [
    person::reference().since(3),
    person::name(Cond::Always).offers(&visit::SAME_NAMES),
    person::nik_matches(person::NIK_OPEN).since(3),
    person::nik(person::NIK_OPEN),
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::sex(DESCRIBED, NEW),
    person::birth(DESCRIBED, Cond::All(&[NEW, person::BIRTH_OPEN]), &[person::BORN_AFTER_VISIT]),
    person::age_about(Cond::All(&[DESCRIBED, person::WITHOUT_BIRTH])),
    person::birthplace(Cond::All(&[DESCRIBED, person::WITHOUT_NIK])),
    person::relation(NEW),
];

pub(super) static SUCCESSOR_FIELDS: [Field; 11] = [
    person::reference().since(3),
    person::name(Cond::Always).offers(&visit::SAME_NAMES),
    person::nik_matches(person::NIK_OPEN).since(3),
    person::nik(person::NIK_OPEN),
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::sex(Cond::Always, Cond::Always),
    person::birth(Cond::Always, person::BIRTH_OPEN, &[person::BORN_AFTER_VISIT]),
    person::age_about(person::WITHOUT_BIRTH),
    person::relation(Cond::Always),
    person::phone().offers(&visit::SAME_PHONES),
];

const WHY: Text = t("Apa alasannya?", "What is the reason?");
const DIED_DAY: Num = Num::Of(Ref::form(&[DIED_ON.tag]));
/// The recipient's birth, asked of those without a number.
const BIRTH_DAY: Num = Num::While(
    &Cond::Not(&Cond::Number(Ref::form(&[SUBJECT.tag, person::NIK.tag]))),
    &Num::Of(Ref::form(&[SUBJECT.tag, person::BIRTH.tag])),
);

pub(super) static REASON_FIELDS: [Field; 12] = [
    Field::new(REASON_REMOVE.tag, "alasan_hapus", Kind::Choice(&assistance::REASON_REMOVE), WHY)
        .when(REMOVING)
        .required(),
    Field::new(REASON_REPLACE.tag, "alasan_ganti", Kind::Choice(&assistance::REASON_REPLACE), WHY)
        .when(REPLACING)
        .required(),
    Field::new(
        REASON_CORRECT.tag,
        "alasan_perbaikan",
        Kind::Choice(&assistance::REASON_CORRECT),
        WHY,
    )
    .when(CORRECTING)
    .required(),
    Field::new(DIED_ON.tag, "tgl_meninggal", Kind::Day, t("Tanggal meninggal", "Date of death"))
        .when(DIED)
        .required()
        .checks(&[
            Check::When {
                code: codes::DIED_AFTER_VISIT,
                cond: Cond::Less(visit::VISIT_DAY, DIED_DAY),
                params: &[],
            },
            Check::When {
                code: codes::DIED_BEFORE_BIRTH,
                cond: Cond::Less(DIED_DAY, BIRTH_DAY),
                params: &[],
            },
        ]),
    Field::new(
        DESTINATION.tag,
        "tujuan_pindah",
        Kind::Choice(&assistance::DESTINATION),
        t("Pindah ke mana?", "Moved where?"),
    )
    .when(MOVED)
    .required(),
    Field::new(
        OBJECTS.tag,
        "keberatan",
        Kind::Bool,
        t("Apakah keluarga keberatan?", "Does the family object?"),
    )
    .since(3)
    .when(OBJECTIONABLE)
    .required(),
    Field::new(
        OBJECTION_SIGNED.tag,
        "surat_sanggahan",
        Kind::Bool,
        t("Surat sanggahan sudah ditandatangani?", "Is the objection signed?"),
    )
    .since(3)
    .when(Cond::All(&[OBJECTIONABLE, Cond::Yes(Ref::form(&[OBJECTS.tag]))]))
    .required(),
    Field::new(
        EXPLANATION.tag,
        "penjelasan",
        Kind::Text { max: 300, style: TextStyle::Paragraph },
        t("Jelaskan singkat", "Explain in a few words"),
    )
    .required_when(EXPLAINED),
    consent::papers(63, t("Foto surat pendukung", "Photos of papers that show it"))
        .since(4)
        .when(Cond::All(&[REASONED, consent::PHOTOS_OPEN])),
    Field::new(
        KKS_END.tag,
        "kks_akhir",
        Kind::Text { max: 4, style: TextStyle::Digits },
        t("4 angka terakhir kartu KKS", "Last 4 digits of the KKS card"),
    )
    .when(REASONED)
    .class(Class::Specific)
    .checks(&[Check::Rule { code: codes::KKS_DIGITS, rule: rules::kks_too_short }]),
    Field::new(
        PKH_NUMBER.tag,
        "no_peserta_pkh",
        REGISTER_NUMBER,
        t("Nomor peserta PKH", "PKH number"),
    )
    .hint(IF_SEEN)
    .when(REASONED)
    .class(Class::Specific),
    Field::new(DTKS_ID.tag, "id_dtks", REGISTER_NUMBER, t("ID DTKS/DTSEN", "DTKS/DTSEN number"))
        .hint(IF_SEEN)
        .when(REASONED)
        .class(Class::Specific),
];

/// Nobody publishes how long these numbers are.
const REGISTER_NUMBER: Kind = Kind::Text { max: 20, style: TextStyle::Digits };
const IF_SEEN: Text =
    t("Isi hanya bila terlihat di kartu atau daftar.", "Only if a card or list shows it.");

pub(super) static PROGRAM_FIELDS: [Field; 2] = [
    Field::new(
        RECEIVES.tag,
        "menerima_bantuan",
        Kind::Bool,
        t("Sudah menerima bantuan setahun ini?", "Received any help this year?"),
    )
    .when(NEW)
    .required(),
    Field::new(
        PROGRAMS.tag,
        "program",
        Kind::Rows { fields: &PROGRAM_ROW, min: 1, max: 12, item: t("Bantuan", "Programme") },
        t("Bantuan apa saja?", "Which programmes?"),
    )
    .when(Cond::Any(&[PROGRAMS_NEEDED, CORRECTING]))
    .required_when(PROGRAMS_NEEDED)
    .checks(&[
        Check::Rule { code: codes::PROGRAM_TWICE, rule: rules::program_twice },
        Check::Rule { code: codes::NEW_BUT_RECEIVES, rule: rules::new_but_receives },
    ]),
];

static PROGRAM_ROW: [Field; 3] = [
    Field::new(
        PROGRAM.tag,
        "program",
        Kind::Choice(&assistance::PROGRAM),
        t("Nama bantuan", "Programme"),
    )
    .required(),
    Field::new(
        PARTICIPATION.tag,
        "status",
        Kind::Choice(&assistance::PARTICIPATION),
        t("Menerima?", "Receives?"),
    )
    .required(),
    Field::new(
        LAST_MONTH.tag,
        "bulan_terakhir",
        Kind::Month,
        t("Bulan terakhir menerima", "Last month received"),
    )
    .when(Cond::HasAny(Ref::here(&[PARTICIPATION.tag]), RECEIVED_CODES))
    .checks(&[Check::Rule { code: codes::PROGRAM_MONTH_LATE, rule: rules::month_after_visit }]),
];

/// Receives, or did.
const RECEIVED_CODES: &[u16] = &[assistance::RECEIVES, 2];
