//! What the desk is told of problems that only it can settle. The words of the form speak to the
//! person who filled it in ("your change is kept; the office is checking"), and the desk is the office.

use shared::{
    form::problem::{Code, Param, Problem},
    forms::codes,
    text::{Lang, Text, t},
};

/// A problem in the desk's words.
#[must_use]
pub fn words(problem: &Problem, lang: Lang) -> String {
    let said = match problem.params.first() {
        Some(Param::Text(said)) => said.as_str(),
        Some(Param::Number(..) | Param::Day(_)) | None => "",
    };
    match own(problem.code) {
        Some(words) => words.get(lang).replacen("{0}", said, 1),
        None => problem.words(lang),
    }
}

const fn own(code: Code) -> Option<Text> {
    Some(match code {
        codes::NIK_ELSEWHERE => t(
            "NIK ini juga tercatat di desa lain atau oleh PSM lain.",
            "This NIK is also on record in another village or by another worker.",
        ),
        codes::OWN_FAMILY => t(
            "Menurut No. KK, ini keluarga PSM yang mengirim. Periksa data ini, atau minta PSM lain mendatanya.",
            "By its card this is the family of the worker who sent it. Check this record, or ask another worker to record it.",
        ),
        codes::VILLAGE_NOT_YOURS => t(
            "Desa ini bukan wilayah tugas pengirim pada tanggal itu. Penugasan hanya dapat diperiksa oleh admin.",
            "This village was not the sender's on that day. Only the administrator can check assignments.",
        ),
        codes::ACCOUNT_OFF => t(
            "Akun pengirim sedang tidak aktif saat data ini tiba.",
            "The sender's account was switched off when this record arrived.",
        ),
        codes::KIND_UNKNOWN => t(
            "Jenis atau versi formulir ini belum dikenal server. Isinya tersimpan utuh.",
            "The server does not know this form or version yet. The answers are stored whole.",
        ),
        codes::CONTENT_UNREADABLE => t(
            "Isi formulir tidak terbaca server. PSM diminta menyimpannya sekali lagi.",
            "The server cannot read the answers. The worker is asked to save them again.",
        ),
        codes::VISIT_WITHDRAWN => t(
            "Kunjungannya sudah ditarik oleh pembuatnya. Periksa apakah data ini masih berlaku.",
            "Its author withdrew the visit. Check whether this record still counts.",
        ),
        codes::RESULT_DIFFERS => t(
            "Hitungan di HP berbeda dari hitungan server. Periksa tanggal dan ukurannya.",
            "The phone's result differs from the server's. Check the dates and the measures.",
        ),
        codes::ALREADY_DECIDED => t(
            "Perubahan ini tiba setelah data selesai diperiksa. Yang lama tetap berlaku, kecuali versi ini dipilih.",
            "This change arrived after the record was decided. The earlier one goes on counting unless this version is chosen.",
        ),
        codes::RECORD_NOT_YOURS => t(
            "Perubahan ini dikirim oleh akun lain, bukan oleh pembuat data. Yang lama tetap berlaku.",
            "This change was sent by another account than the record's own. The earlier one goes on counting.",
        ),
        codes::OFFICE_COMMENT => t("Catatan di isian ini: {0}", "Said at this field: {0}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use shared::form::problem::Path;

    use super::*;

    #[test]
    fn what_only_the_office_can_settle_speaks_to_the_office() {
        for info in codes::ALL.iter().filter(|info| !info.by_author || info.code.0 >= 900) {
            let problem = info.code.at(Path::root(), Vec::new());
            for (lang, to_the_author) in [
                (Lang::Id, ["Anda", "etugas", "Buka", "hubungi"]),
                (Lang::En, ["your", "office", "Open", "call"]),
            ] {
                let words = words(&problem, lang);
                let found = to_the_author.into_iter().find(|word| words.contains(word));
                assert_eq!(found, None, "{}: {words}", info.name);
            }
        }
    }

    #[test]
    fn what_the_author_can_mend_reads_alike_on_both_sides() {
        let problem = codes::REQUIRED.at(Path::root(), Vec::new());
        assert_eq!(words(&problem, Lang::Id), problem.words(Lang::Id));
    }
}
