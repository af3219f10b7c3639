//! The words of the page of a visit.

use shared::text::{Text, t};

pub const ADD_FORM: Text = t("Tambah formulir untuk keluarga ini", "Add a form for this family");
/// Asks who a form is about; the kind of form stands in front.
pub const WHOM: Text = t("untuk siapa?", "about whom?");
pub const SOMEBODY_ELSE: Text = t("Orang lain", "Somebody else");
/// Back to the kinds of form.
pub const OTHER_FORM: Text = t("Formulir lain", "Another form");
pub const YEARS: Text = t("tahun", "years");
/// In a session that has several kinds of form.
pub const ADD_IN_SESSION: Text = t("Catat orang berikutnya", "Record the next person");
/// In a session: one more child.
pub const NEXT_CHILD: Text = t("Anak berikutnya", "Next child");
/// In a session: what was done so far.
pub const CHILDREN: Text = t("Anak yang sudah dicatat", "Children so far");
pub const FORMS: Text = t("Formulir", "Forms");
pub const NO_FORMS: Text = t("Belum ada formulir.", "No form yet.");
pub const NO_CHILDREN: Text = t("Belum ada anak.", "No child yet.");
/// The visit itself is not finished.
pub const VISIT_OPEN: Text = t(
    "Data kunjungan belum selesai. Selesaikan dulu, lalu tambah formulir.",
    "The visit itself is not finished. Finish it first, then add forms.",
);
/// Opens the visit's record.
pub const VISIT_DATA: Text = t("Data kunjungan", "The visit's answers");
/// Done with it.
pub const VISIT_DONE: Text = t("Selesai, ke beranda", "Done, go home");
/// In place of the forms.
pub const NO_CONSENT: Text = t(
    "Keluarga ini tidak setuju didata, jadi tidak ada formulir. Kunjungannya tetap tercatat.",
    "This family does not agree to be recorded, so there are no forms. The visit still counts.",
);
/// Over a withdrawn visit.
pub const VISIT_WITHDRAWN: Text = t(
    "Kunjungan ini sudah ditarik, jadi tidak bisa ditambah formulir. Buat kunjungan baru.",
    "This visit was withdrawn, so no form can be added. Begin a new visit.",
);
