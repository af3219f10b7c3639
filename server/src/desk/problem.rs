//! What the desk is told of problems that only it can settle. The words of the form speak to the
//! person who filled it in ("your change is kept; the office is checking"), and the desk is the office.

use shared::{
    form::problem::{Code, Problem},
    forms::codes,
    text::{Lang, Text, t},
};

/// A problem in the desk's words.
#[must_use]
pub fn words(problem: &Problem, lang: Lang) -> String {
    own(problem.code).map_or_else(|| problem.words(lang), |words| words.get(lang).into())
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
            "Perubahan ini tiba setelah data selesai diperiksa. Yang lama tetap berlaku; sampaikan kepada admin.",
            "This change arrived after the record was decided. The earlier one goes on counting; tell the administrator.",
        ),
        codes::RECORD_NOT_YOURS => t(
            "Perubahan ini dikirim oleh akun lain, bukan oleh pembuat data. Yang lama tetap berlaku; sampaikan kepada admin.",
            "This change was sent by another account than the record's own. The earlier one goes on counting; tell the administrator.",
        ),
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
