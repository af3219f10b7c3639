//! Small business (usaha): what a family sells or makes, and what would help.
//!
//! The worked example of `docs/adding-a-form.md`, which shows this very file. It is a kind in tests
//! only, and goes through the tests of all kinds.

use super::{
    consent,
    lists::{self, lists},
    person, subject, visit,
};
use crate::{
    form::{
        model::{Cond, Field, FormKind, Headline, Kind, KindId, Ref, Section, TextStyle},
        value::{Chosen, Key, Tag, Values},
    },
    quantity::PEOPLE,
    text::t,
};

/// Who runs it: a group of [`person`] fields.
pub const OWNER: Key<Values> = Key::new(1);
/// What it does ([`TRADE`]).
pub const WHAT: Key<Chosen> = Key::new(2);
/// What else it does.
pub const OTHER: Key<String> = Key::new(3);
/// How many people work there.
pub const WORKERS: Key<i64> = Key::new(4);
/// What would help ([`HELP`]).
pub const NEEDS: Key<Vec<u16>> = Key::new(5);

/// Something else, to be explained ([`TRADE`]).
const TRADE_OTHER: u16 = 4;
/// Nothing is needed ([`HELP`]).
const HELP_NONE: u16 = 0;

lists! {
    /// What a business does.
    TRADE = "jenis_usaha" [
        1, "warung", t("Warung/jualan", "Shop or stall");
        2, "makanan", t("Membuat makanan", "Makes food");
        3, "jasa", t("Jasa (jahit, bengkel, cukur)", "Services");
        TRADE_OTHER, "lainnya", t("Lainnya (jelaskan)", "Other (explain)");
    ]

    /// What would help a business.
    HELP = "kebutuhan_usaha" [
        1, "modal", t("Modal", "Money to begin with");
        2, "alat", t("Alat", "Tools");
        3, "pelatihan", t("Pelatihan", "Training");
        HELP_NONE, "tidak_ada", t("Tidak perlu apa-apa", "Nothing");
    ]
}

static OWNER_FIELDS: [Field; 9] = [
    person::reference(),
    person::name(Cond::Always).offers(&visit::SAME_NAMES),
    person::nik_matches(person::NIK_OPEN),
    person::nik(person::NIK_OPEN),
    person::no_nik(person::WITHOUT_NIK),
    person::nik_source(),
    person::sex(Cond::Always, Cond::Always),
    person::birth(Cond::Always, Cond::Never, &[person::BORN_AFTER_VISIT]),
    person::age_about(person::WITHOUT_BIRTH),
];

static BUSINESS_FIELDS: [Field; 5] = [
    Field::new(WHAT.tag, "jenis", Kind::Choice(&TRADE), t("Usahanya apa?", "What is it?"))
        .required()
        .checks(&[consent::FAMILY_ONLY, subject::NO_FORM_IF_REFUSED]),
    Field::new(
        OTHER.tag,
        "jenis_lain",
        Kind::Text { max: 100, style: TextStyle::Line },
        t("Usaha apa?", "Which?"),
    )
    .when(Cond::Has(Ref::form(&[WHAT.tag]), TRADE_OTHER))
    .required(),
    Field::new(
        WORKERS.tag,
        "jumlah_pekerja",
        Kind::Int { min: 1, max: 99, unit: PEOPLE },
        t("Berapa orang yang bekerja?", "How many people work there?"),
    )
    .example(2),
    Field::new(
        NEEDS.tag,
        "kebutuhan",
        Kind::Choices { list: &HELP, none: Some(HELP_NONE) },
        t("Apa yang dibutuhkan?", "What would help?"),
    )
    .required(),
    Field::reserved(Tag(60), "foto_usaha"),
];

/// Small business.
pub static USAHA: FormKind = FormKind {
    id: KindId(999),
    name: "usaha",
    version: 1,
    title: t("Usaha keluarga", "Small business"),
    purpose: t("Untuk keluarga yang punya usaha kecil.", "For families with a small business."),
    sections: &[
        Section {
            name: "pemilik",
            title: t("Pemilik usaha", "Who runs it"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &[Field::new(
                OWNER.tag,
                "pemilik",
                Kind::Group(&OWNER_FIELDS),
                t("Pemilik usaha", "Who runs it"),
            )],
        },
        Section {
            name: "usaha",
            title: t("Usaha", "Business"),
            relevant: Cond::Always,
            is_folded: false,
            fields: &BUSINESS_FIELDS,
        },
    ],
    subject: &[&[OWNER.tag, person::NAME.tag]],
    nik: Some(&[OWNER.tag, person::NIK.tag]),
    to_follow: &[(&[OWNER.tag, person::NO_NIK.tag], lists::NOT_SEEN_YET)],
    headline: Some(Headline { field: WHAT.tag, well: &[], attention: &[], why: None }),
    ..FormKind::PLAIN
};

#[cfg(test)]
pub(super) mod tests {
    use super::USAHA;
    use crate::forms::{
        tests::{Answers, Situation, Slip, check_required, check_situations, check_slips, slip},
        visit::tests::HOME,
    };

    const SHOP: Answers = &[
        ("pemilik.nama", "Wartini"),
        ("pemilik.nik", "3523164101909999"),
        ("pemilik.sumber_nik", "kk"),
        ("pemilik.jk", "P"),
        ("pemilik.tgl_lahir", "1990-01-01"),
        ("jenis", "warung"),
        ("kebutuhan", "modal,pelatihan"),
    ];

    pub(in crate::forms) const SITUATIONS: &[Situation] = &[
        Situation { name: "shop", answers: SHOP, visit: HOME, n_answers: 7 },
        Situation {
            name: "something else, known in the register",
            answers: &[
                ("pemilik.orang", "a woman"),
                ("pemilik.nama", "Wartini"),
                ("pemilik.nik_cocok", "ya"),
                ("pemilik.jk", "P"),
                ("pemilik.perkiraan_umur", "60"),
                ("jenis", "lainnya"),
                ("jenis_lain", "Ternak lele"),
                ("jumlah_pekerja", "2"),
                ("kebutuhan", "tidak_ada"),
            ],
            visit: HOME,
            n_answers: 9,
        },
    ];

    const SLIPS: &[Slip] = &[
        slip("shop", &[("jenis", "lainnya")], "jenis_lain", "required"),
        slip("shop", &[("jumlah_pekerja", "100")], "jumlah_pekerja", "out_of_range"),
        slip("shop", &[("kebutuhan", "modal,tidak_ada")], "kebutuhan", "none_and_more"),
    ];

    #[test]
    fn a_business_is_described_in_a_few_answers() {
        check_situations(&USAHA, SITUATIONS);
        check_required(&USAHA, &SITUATIONS[0], &["pemilik.tgl_lahir"]);
    }

    #[test]
    fn each_slip_is_named_where_it_is() {
        check_slips(&USAHA, SITUATIONS, SLIPS);
    }
}
