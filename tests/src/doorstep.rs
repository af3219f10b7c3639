//! What stories and measurements do alike at the door of one family, screen by screen.

use crate::story::Person;

/// Says how the data is gathered and that somebody is at home.
pub async fn finds_somebody(person: &Person<'_>) {
    person.chooses("cara_data", "kunjungan_rumah").await;
    person.chooses("ada_keterangan", "ya").await;
    person.touches("next").await;
}

/// Names the wife as respondent, who agrees.
pub async fn is_agreed_with(person: &Person<'_>) {
    person.types("responden.nama", "Sulastri").await;
    person.chooses("responden.hubungan", "istri").await;
    person.chooses("persetujuan", "diberikan").await;
}

/// Says which family this is and where it lives, and goes on.
pub async fn names_the_family(person: &Person<'_>, head: &str) {
    person.types("nama_kepala_keluarga", head).await;
    person.chooses("alasan_tanpa_kk", "belum_dilihat").await;
    person.types("alamat", "Utara musala, cat hijau").await;
    person.types("rt", "3").await;
    person.types("rw", "1").await;
    person.touches("next").await;
}
