//! Every problem that a form can have: number, stable name, severity and words, in one list.
//!
//! Numbers and names are stored and sent: never reuse one. 1–99 belong to every form, 100–199 to
//! national numbers, 200–299 to people and visits, 300–399 to balita, 400–439 to bansos, 440–499 to
//! mutasi_keluarga, 600–649 to school, 650–699 to access to health care, 800–819 to disabilitas,
//! 820–839 to ppks and to reports for an officer, 900–999 are found by the server only.

use crate::{
    digits::Unreadable,
    form::problem::{Code, CodeInfo, Param, Severity},
    kk::{NoKkError, NoKkFinding},
    nik::{NikError, NikFinding},
    phone::{Phone, PhoneError, PhoneFinding},
    text::t,
};

use Severity::{Confirm, Error, Info, Warning};

macro_rules! codes {
    ($($name:ident = $number:literal, $stable:expr, $severity:ident, $by_author:literal, $words:expr;)*) => {
        $(
            #[doc = concat!("Problem ", stringify!($number), ".")]
            pub const $name: Code = Code($number);
        )*
        /// The whole list, ascending by number.
        pub static ALL: &[CodeInfo] = &[
            $(CodeInfo {
                code: $name,
                name: $stable,
                severity: $severity,
                words: $words,
                by_author: $by_author,
            },)*
        ];
    };
}

codes! {
    REQUIRED = 1, "required", Error, true, t("Belum diisi.", "Not answered yet.");
    WRONG_SHAPE = 2, "wrong_shape", Error, true,
        t("Isian ini rusak. Isi sekali lagi.", "This answer is damaged. Enter it again.");
    NOT_A_NUMBER = 3, "not_a_number", Error, true,
        t("Tulis angka saja. Contoh: {0}", "Write a number only. Example: {0}");
    NOT_A_WHOLE_NUMBER = 4, "not_a_whole_number", Error, true,
        t("Tulis angka saja. Contoh: {0}", "Write a number only. Example: {0}");
    OUT_OF_RANGE = 5, "out_of_range", Error, true,
        t("Harus antara {0} dan {1} {2}. Periksa lagi.", "Must be between {0} and {1} {2}. Check again.");
    NOT_A_DATE = 6, "not_a_date", Error, true,
        t("Tanggal ini tidak ada di kalender. Periksa hari, bulan dan tahun (4 angka, misalnya 2025).",
          "This date is not in the calendar. Check day, month and year (4 digits, such as 2025).");
    FUTURE = 7, "future", Confirm, true,
        t("Tanggal ini sesudah hari ini ({0}). Benar?", "This date is after today ({0}). Is it right?");
    TOO_LONG_AGO = 8, "too_long_ago", Error, true,
        t("Tahunnya terlalu jauh ke belakang. Periksa lagi.", "The year is too far back. Check again.");
    TOO_LONG = 9, "too_long", Error, true,
        t("Terlalu panjang, paling banyak {0} huruf.", "Too long, at most {0} characters.");
    CONTROL_CHARACTER = 10, "control_character", Error, true,
        t("Ada tanda yang tidak terbaca. Hapus dan ketik lagi.",
          "There is an unreadable character. Delete it and type again.");
    NAME = 11, "name", Error, true,
        t("Tulis nama dengan huruf.", "Write the name in letters.");
    DIGITS = 12, "digits", Error, true, t("Tulis angka saja.", "Write digits only.");
    UNKNOWN_OPTION = 13, "unknown_option", Error, true,
        t("Pilihan ini tidak dikenal. Pilih lagi.", "This option is not known. Choose again.");
    NONE_AND_MORE = 14, "none_and_more", Error, true,
        t("\"Tidak ada\" tidak bisa dipilih bersama yang lain.", "\"None\" cannot stand beside others.");
    TOO_FEW_ROWS = 15, "too_few_rows", Error, true,
        t("Isi paling sedikit {0}.", "Enter at least {0}.");
    TOO_MANY_ROWS = 16, "too_many_rows", Error, true,
        t("Paling banyak {0}. Hapus yang tidak perlu.", "At most {0}. Remove what is not needed.");
    UNKNOWN_FIELD = 17, "unknown_field", Error, false,
        t("Ada isian (no. {0}) yang belum dikenal server.", "An answer (no. {0}) is not known to the server.");
    MONTH = 18, "month", Error, true,
        t("Bulan ini tidak mungkin. Periksa bulan dan tahun.", "This month cannot be. Check month and year.");
    REQUIRED_OR_WHY = 19, "required_or_why", Error, true,
        t("Belum diisi. Bila tidak ada, pilih alasannya di bawah.",
          "Not answered yet. If there is none, choose the reason below.");
    UNIT_SLIP = 20, "unit_slip", Error, true,
        t("Sepertinya satuannya lain. Maksudnya {0} {1}?", "It looks like another unit. Do you mean {0} {1}?");
    WHOLE_NUMBER_ONLY = 21, "whole_number_only", Error, true,
        t("Tulis angka bulat tanpa koma. Contoh: {0}", "Write a whole number. Example: {0}");
    TOO_MANY_DECIMALS = 22, "too_many_decimals", Error, true,
        t("Terlalu banyak angka di belakang koma, paling banyak {1}. Contoh: {0}",
          "Too many digits behind the point, at most {1}. Example: {0}");
    TWO_SEPARATORS = 23, "two_separators", Error, true,
        t("Pakai satu koma saja, tanpa titik. Contoh: {0}", "Use one decimal point only. Example: {0}");
    GROUPING = 24, "grouping", Error, true,
        t("Letak titiknya tidak tepat. Tulis tanpa titik. Contoh: {0}",
          "The dots are misplaced. Write it without. Example: {0}");
    NAME_UNUSUAL = 25, "name_unusual", Warning, true,
        t("Ada tanda yang tidak biasa dalam nama. Cocokkan dengan KTP/KK.",
          "There is an unusual character in the name. Compare with the card.");
    NAME_NOT_LATIN = 26, "name_not_latin", Warning, true,
        t("Tulis nama dengan huruf Latin seperti di KTP/KK.", "Write the name in Latin letters as on the card.");
    MORE_PROBLEMS = 99, "more_problems", Error, false,
        t("Dan {0} masalah lain.", "And {0} more problems.");

    NIK_FORMAT = 100, NIK_LENGTH.code(), Error, true, NIK_LENGTH.message();
    NIK_MADE_UP = 101, NikError::MadeUp.code(), Error, true, NikError::MadeUp.message();
    NIK_ZERO = 102, NikError::LeadingZero.code(), Error, true, NikError::LeadingZero.message();
    NIK_SERIAL = 103, NikFinding::Serial.code(), Confirm, true, NikFinding::Serial.message();
    NIK_DATE = 104, NikFinding::Date.code(), Confirm, true, NikFinding::Date.message();
    NIK_PROVINCE = 105, NikFinding::Province.code(), Confirm, true, NikFinding::Province.message();
    NIK_REGION = 106, NikFinding::RegionNotCurrent.code(), Info, true, NikFinding::RegionNotCurrent.message();
    NIK_SEX = 107, NikFinding::Sex.code(), Warning, true, NikFinding::Sex.message();
    NIK_BIRTH = 108, NikFinding::BirthDiffers.code(), Warning, true, NikFinding::BirthDiffers.message();
    NIK_ELSEWHERE = 109, "nik_ganda", Warning, false,
        t("NIK ini juga tercatat di tempat lain; petugas memeriksa.",
          "This NIK is on record elsewhere too; the office is checking.");
    NIK_IS_KK = 110, NoKkError::SameAsNik.code(), Confirm, true, NoKkError::SameAsNik.message();
    KK_FORMAT = 120, KK_LENGTH.code(), Error, true, KK_LENGTH.message();
    KK_MADE_UP = 121, NoKkFinding::MadeUp.code(), Warning, true, NoKkFinding::MadeUp.message();
    KK_DATE = 122, NoKkFinding::Date.code(), Warning, true, NoKkFinding::Date.message();
    KK_REGION = 123, NoKkFinding::RegionNotCurrent.code(), Info, true, NoKkFinding::RegionNotCurrent.message();
    PHONE_FORMAT = 130, PhoneError::Format { digits: 0 }.code(), Error, true, PhoneError::Format { digits: 0 }.message();
    PHONE_PREFIX = 131, PhoneFinding::NotMobile.code(), Warning, true, PhoneFinding::NotMobile.message();
    PHONE_FOREIGN = 132, PhoneFinding::Foreign.code(), Info, true, PhoneFinding::Foreign.message();
    PHONE_LANDLINE = 133, PhoneFinding::Landline.code(), Info, true, PhoneFinding::Landline.message();
    PHONE_TWO = 134, PhoneError::Two.code(), Error, true, PhoneError::Two.message();
    PHONE_AREA = 135, PhoneError::NoArea.code(), Error, true, PhoneError::NoArea.message();
    PHONE_LETTERS = 136, PhoneError::Letters.code(), Error, true, PhoneError::Letters.message();
    NUMBER_SURPLUS = 140, Unreadable::Many { digits: 0 }.code(), Error, true, Unreadable::Many { digits: 0 }.message();
    NUMBER_HIDDEN = 141, Unreadable::Masked.code(), Error, true, Unreadable::Masked.message();
    NUMBER_ROUNDED = 142, Unreadable::Rounded.code(), Error, true, Unreadable::Rounded.message();
    NUMBER_LETTERS = 143, Unreadable::Letters.code(), Error, true, Unreadable::Letters.message();

    VISIT_OLD = 200, "visit_old", Warning, true,
        t("Kunjungan ini lebih dari 30 hari yang lalu.", "This visit is more than 30 days ago.");
    VISIT_TOO_OLD = 201, "visit_too_old", Error, true,
        t("Kunjungan sebelum tahun 2023 tidak dapat dicatat.", "Visits before 2023 cannot be recorded.");
    BIRTH_AFTER_VISIT = 202, "birth_after_visit", Error, true,
        t("Tanggal lahir sesudah tanggal kunjungan.", "The date of birth is after the visit.");
    RETURN_BEFORE_VISIT = 204, "return_before_visit", Error, true,
        t("Tanggal datang lagi lebih awal dari kunjungan ini.", "The date to return is before this visit.");
    NEEDS_FAMILY = 205, "needs_family", Error, true,
        t("Formulir ini untuk kunjungan satu keluarga, bukan posyandu.",
          "This form belongs to the visit of one family, not to a session.");
    CONSENT_REFUSED = 206, "consent_refused", Error, true,
        t("Keluarga ini tidak setuju didata. Tarik formulir ini, atau perbaiki izin di kunjungannya.",
          "This family does not agree. Withdraw the form, or correct the consent in its visit.");
    OUTCOME_DIFFERS = 207, "outcome_differs", Error, true,
        t("Tidak cocok dengan jawaban tadi tentang pemberi keterangan dan izin.",
          "Does not fit the answers about the respondent and the consent.");
    SAME_FORM_TWICE = 208, "same_form_twice", Warning, true,
        t("Orang ini sudah dicatat dengan formulir yang sama di kunjungan ini.",
          "This person has the same form already in this visit.");
    NO_HEAD = 220, "no_head", Warning, true,
        t("Belum ada yang menjadi kepala keluarga.", "Nobody is the head of the family yet.");
    TWO_HEADS = 221, "two_heads", Warning, true,
        t("Kepala keluarga sudah ada. Periksa hubungannya.",
          "The family has a head already. Check the relation.");
    MARRIED_YOUNG = 222, "married_young", Warning, true,
        t("Kawin di bawah umur 19 tahun. Periksa umur dan status kawinnya.",
          "Married below the age of 19. Check age and marital status.");
    CHILD_BEFORE_HEAD = 223, "child_before_head", Warning, true,
        t("Anak ini lebih tua dari kepala keluarga. Periksa umur dan hubungannya.",
          "This child is older than the head of the family. Check age and relation.");
    NIK_TWICE_IN_FAMILY = 224, "nik_twice_in_family", Confirm, true,
        t("NIK ini sudah tertulis untuk anggota lain. Benar?",
          "This NIK stands for another member already. Right?");
    PERSON_TWICE_IN_FAMILY = 225, "person_twice_in_family", Error, true,
        t("Orang ini sudah ada di daftar anggota.", "This person is on the list already.");

    PLACE_ZERO = 230, "lokasi_nol", Error, true,
        t("HP belum tahu tempatnya. Ambil lokasi sekali lagi.",
          "The phone does not know the place yet. Take it once more.");
    PLACE_OLD = 231, "lokasi_lama", Error, true,
        t("Ini lokasi lama. Ambil sekali lagi di tempat ini.",
          "This is an old place. Take it once more where you are.");
    PLACE_OUTSIDE = 232, "lokasi_di_luar", Warning, true,
        t("Lokasi ini di luar Tuban. Kalau tidak benar, ambil lagi.",
          "This place is outside Tuban. If that is wrong, take it again.");
    PLACE_ROUGH = 233, "lokasi_kasar", Warning, true,
        t("Bisa meleset {0} m. Kalau bisa, ambil lagi di luar rumah.",
          "It may be off by {0} m. If you can, take it again outdoors.");
    PLACE_FAR = 234, "lokasi_jauh", Warning, true,
        t("Lokasi ini {0} km dari tengah desa. Kalau tidak benar, ambil lagi.",
          "This place is {0} km from the middle of the village. If that is wrong, take it again.");

    NOT_BALITA = 300, "not_balita", Error, true,
        t("Di luar umur balita (0 sampai 59 bulan) pada tanggal ukur.",
          "Not a child of 0 to 59 months on the day of measuring.");
    MEASURED_AFTER_VISIT = 301, "measured_after_visit", Error, true,
        t("Tanggal ukur sesudah tanggal kunjungan.", "Measured after the day of the visit.");
    MEASURED_LONG_AGO = 302, "measured_long_ago", Warning, true,
        t("Diukur lebih dari 90 hari sebelum kunjungan.", "Measured more than 90 days before the visit.");
    NO_MEASURE = 303, "no_measure", Error, true,
        t("Isi berat atau panjang/tinggi, paling sedikit satu.", "Enter weight or length/height, at least one.");
    WEIGHT_UNUSUAL = 304, "weight_unusual", Warning, true,
        t("Berat {0} kg tidak biasa. Timbang lagi bila ragu.", "A weight of {0} kg is unusual. Weigh again if in doubt.");
    LENGTH_UNUSUAL = 305, "length_unusual", Warning, true,
        t("Panjang/tinggi {0} cm tidak biasa. Ukur lagi bila ragu.",
          "A length/height of {0} cm is unusual. Measure again if in doubt.");
    STANDING_TOO_YOUNG = 306, "standing_too_young", Confirm, true,
        t("Di bawah 9 bulan anak diukur telentang. Benar diukur berdiri?",
          "Below 9 months a child is measured lying. Really standing?");
    SHRUNK = 307, "shrunk", Warning, true,
        t("Lebih pendek dari ukuran sebelumnya ({0} cm). Ukur lagi.",
          "Shorter than the last measure ({0} cm). Measure again.");
    WEIGHT_JUMP = 308, "weight_jump", Warning, true,
        t("Berat berubah lebih dari 20 % dari sebelumnya ({0} kg). Timbang lagi.",
          "Weight changed by more than 20 % since the last ({0} kg). Weigh again.");
    FOLLOW_UP_MISSING = 309, "follow_up_missing", Error, true,
        t("Anak ini perlu tindak lanjut. Pilih paling sedikit satu.",
          "This child needs a follow-up. Choose at least one.");
    ARM_TOO_YOUNG = 310, "arm_too_young", Error, true,
        t("LiLA diukur mulai umur 3 bulan. Kosongkan.", "Arm circumference is measured from 3 months on. Leave it empty.");
    Z_IMPLAUSIBLE = 311, "z_implausible", Warning, true,
        t("Ukuran ini sangat tidak biasa untuk umurnya. Ukur dan timbang sekali lagi.",
          "This is very unusual for the age. Measure and weigh once more.");
    CHILD_CONSENT = 312, "child_consent", Confirm, true,
        t("Orang tua atau wali belum setuju anak ini didata. Lanjut?",
          "Parent or guardian has not agreed to record this child. Go on?");
    MEASURED_BEFORE_BIRTH = 313, "measured_before_birth", Error, true,
        t("Tanggal ukur lebih awal dari tanggal lahir.", "Measured before the day of birth.");
    CHILD_ON_TASK_ALONE = 314, "child_on_task_alone", Error, true,
        t("Data anak hanya dengan izin keluarganya. Mintalah izin, lalu perbaiki kunjungannya.",
          "Children are recorded only if the family agrees. Ask, then correct the visit.");

    PNS_ELIGIBLE = 400, "pns_eligible", Confirm, true,
        t("Bekerja sebagai PNS/TNI/Polri/BUMN tetapi diusulkan layak. Benar?",
          "Civil servant, soldier, police or state company, yet proposed as eligible. Right?");
    CAR_ELIGIBLE = 401, "car_eligible", Confirm, true,
        t("Punya mobil atau rumah lain tetapi diusulkan layak. Benar?",
          "Has a car or another house, yet proposed as eligible. Right?");
    NEW_BUT_RECEIVES = 402, "new_but_receives", Warning, true,
        t("Diusulkan baru, tetapi sudah menerima PKH atau Sembako.", "Proposed as new but already receives PKH or Sembako.");
    PROGRAM_TWICE = 403, "program_twice", Error, true,
        t("Program yang sama tertulis dua kali.", "The same programme is listed twice.");
    KKS_DIGITS = 404, "kks_digits", Error, true,
        t("Tulis 4 angka terakhir KKS.", "Write the last 4 digits of the KKS card.");
    DIED_AFTER_VISIT = 405, "died_after_visit", Error, true,
        t("Tanggal meninggal sesudah tanggal kunjungan.", "The date of death is after the visit.");
    DIED_BEFORE_BIRTH = 406, "died_before_birth", Error, true,
        t("Tanggal meninggal lebih awal dari tanggal lahir.", "The date of death is before the birth.");
    GONE_BUT_KEPT = 407, "gone_but_kept", Confirm, true,
        t("Sudah tidak tinggal di sini tetapi diusulkan tetap menerima. Benar?",
          "No longer lives here, yet should keep receiving. Right?");
    PROGRAM_MONTH_LATE = 408, "program_month_late", Error, true,
        t("Bulan terakhir sesudah bulan kunjungan.", "The last month is after the visit.");
    OWN_FAMILY = 409, "own_family", Warning, false,
        t("Menurut No. KK, ini keluarga Anda sendiri. Data disimpan; petugas memeriksa atau meminta PSM lain.",
          "By its card this is your own family. The record is kept; the office checks it or asks another PSM.");
    PROPOSALS_DIFFER = 410, "proposals_differ", Warning, true,
        t("Di kunjungan ini orang yang sama punya usulan lain yang bertentangan. Periksa keduanya.",
          "In this visit the same person has another proposal that contradicts it. Check both.");
    SUBJECT_NOT_A_MEMBER = 411, "subject_not_a_member", Warning, true,
        t("Penerima bantuan belum ada di daftar anggota keluarga.",
          "The recipient is not on the list of members.");
    EVENT_AFTER_VISIT = 440, "event_after_visit", Error, true,
        t("Tanggal kejadian sesudah tanggal kunjungan.", "It happened after the visit.");
    EVENT_LONG_AGO = 441, "event_long_ago", Warning, true,
        t("Kejadian ini lebih dari 5 tahun yang lalu. Periksa tahunnya.",
          "This was more than 5 years ago. Check the year.");
    EVENT_BEFORE_BIRTH = 442, "event_before_birth", Error, true,
        t("Tanggal kejadian lebih awal dari tanggal lahir.", "It happened before the birth.");
    CHANGE_AFTER_DEATH = 443, "change_after_death", Confirm, true,
        t("Orang ini sudah dicatat meninggal. Benar masih ada perubahan?",
          "This person is on record as dead. Is there really another change?");
    MOTHER_AGE = 444, "mother_age", Confirm, true,
        t("Umur ibu saat melahirkan di luar 12 sampai 55 tahun. Benar?",
          "The mother was not 12 to 55 years old at the birth. Right?");
    HEIR_MAY_TAKE_OVER = 445, "heir_may_take_over", Info, true,
        t("Buat juga formulir Bantuan sosial: ganti pengurus.",
          "Fill the form on social assistance too: change the recipient.");
    ASSISTANCE_ENDS = 446, "assistance_ends", Info, true,
        t("Buat juga formulir Bantuan sosial: usulkan berhenti.",
          "Fill the form on social assistance too: propose to stop.");
    RECORD_DEATH_TOO = 447, "record_death_too", Info, true,
        t("Catat juga suami/istri yang meninggal dengan formulir ini.",
          "Record the death of husband or wife with this form too.");
    MARRIAGE_YOUNG = 448, "marriage_young", Confirm, true,
        t("Kawin di bawah umur 19 tahun tanpa dispensasi. Benar?",
          "Married below 19 without leave of a court. Right?");
    SAME_CARD = 449, "same_card", Error, true,
        t("Nomor KK baru sama dengan yang lama.", "The new card number is the old one.");
    NOTHING_CHANGES = 450, "nothing_changes", Error, true,
        t("Isinya sama dengan yang tertulis sekarang.", "This is what stands there already.");
    SAME_PERSON = 451, "same_person", Error, true,
        t("Orang ini sama dengan yang ditulis sebelumnya.", "This is the person named before.");
    CHANGES_DIFFER = 452, "changes_differ", Warning, true,
        t("Di kunjungan ini orang yang sama juga dicatat meninggal. Periksa keduanya.",
          "In this visit the same person is recorded as dead too. Check both.");

    ATS_AGE = 600, "ats_age", Error, true,
        t("Formulir ini untuk umur 5 sampai 24 tahun. Periksa tanggal lahirnya.",
          "This form is for the ages of 5 to 24. Check the date of birth.");
    ATS_AGE_UNUSUAL = 601, "ats_age_unusual", Warning, true,
        t("Umurnya di luar 7 sampai 18 tahun. Periksa lagi.", "Not between 7 and 18 years old. Check again.");
    GRADE_OUTSIDE_LEVEL = 602, "grade_outside_level", Error, true,
        t("Kelas di jenjang ini {0} sampai {1}.", "The grades of this level are {0} to {1}.");
    AGE_BELOW_GRADE = 603, "age_below_grade", Warning, true,
        t("Umurnya terlalu muda untuk kelas ini. Periksa lagi.", "Very young for this grade. Check again.");
    ATS_FINISHED = 604, "ats_finished", Error, true,
        t("Lulus jenjang ini berarti sudah tamat 12 tahun. Pilih \"Sudah lulus SMA/sederajat\".",
          "Who finished this level has finished school. Choose \"Has finished senior school\".");
    ATS_LEVEL = 605, "ats_level", Error, true,
        t("Pilih jenjang SD, SMP, SMA atau yang sederajat.", "Choose a level of SD, SMP, SMA or equal.");
    DIPLOMA_MISSING = 606, "diploma_missing", Warning, true,
        t("Ijazahnya belum ada. Bila ditahan sekolah, isi juga formulir Akses pendidikan.",
          "The diploma is missing. If the school keeps it, fill the form on schooling too.");
    YEAR_DIGITS = 607, "year_digits", Error, true,
        t("Tulis tahun dengan 4 angka, misalnya 2024.", "Write the year with 4 digits, such as 2024.");
    YEAR_TOO_EARLY = 608, "year_too_early", Error, true,
        t("Tahun ini sebelum anak berumur 5 tahun.", "The child was not five in that year.");
    YEAR_TOO_LATE = 609, "year_too_late", Error, true,
        t("Tahun ini sesudah tahun kunjungan.", "This year is after the visit.");
    TOO_MANY_REASONS = 610, "too_many_reasons", Error, true,
        t("Paling banyak 3 alasan. Pilih yang terpenting.", "At most 3 reasons. Choose the most important.");
    MAIN_REASON = 611, "main_reason", Error, true,
        t("Pilih salah satu dari alasan di atas.", "Choose one of the reasons above.");
    NISN_DIGITS = 612, "nisn_digits", Error, true,
        t("NISN terdiri dari 10 angka. Kosongkan bila tidak tahu.", "A NISN has 10 digits. Leave it empty if not known.");
    DISABILITY_FORM = 613, "disability_form", Info, true,
        t("Isi juga formulir Disabilitas untuk anak ini.", "Fill the form on disability for this child too.");
    USE_ATS_FORM = 620, "use_ats_form", Error, true,
        t("Untuk anak yang tidak sekolah, pakai formulir Anak tidak sekolah.",
          "For a child that is not at school use the form \"Child not at school\".");
    ARREARS_SMALL = 621, "arrears_small", Warning, true,
        t("Tunggakan {0} rupiah? Tulis lengkap, misalnya 500000.", "Arrears of {0} rupiah? Write it in full, such as 500000.");
    NOT_SENIOR_AGE = 622, "not_senior_age", Warning, true,
        t("Umurnya terlalu muda untuk lulusan SMA. Periksa lagi.", "Very young to have finished senior school. Check again.");

    HEALTH_ON_TASK_ALONE = 650, "health_on_task_alone", Error, true,
        t("Data kesehatan hanya dengan izin keluarganya. Mintalah izin, lalu perbaiki kunjungannya.",
          "Health is recorded only if the family agrees. Ask, then correct the visit.");
    EMERGENCY = 651, "emergency", Warning, true,
        t("Telepon 119 atau Puskesmas sekarang. Mengirim data ini bukan memanggil bantuan.",
          "Call 119 or the clinic now. Sending this record does not call for help.");
    NOT_REGISTERED_BUT_INSURED = 652, "not_registered_but_insured", Error, true,
        t("Belum terdaftar, tetapi jenis BPJS-nya diisi. Pilih \"Belum punya BPJS\".",
          "Not registered, yet a kind of insurance is chosen. Choose \"Has no insurance\".");
    REACTIVATE_WHAT = 653, "reactivate_what", Confirm, true,
        t("Diusulkan aktif lagi, tetapi bukan PBI JK yang dimatikan. Benar?",
          "To be reactivated, yet it is no PBI JK that was switched off. Right?");
    OFF_FOR_LONG = 654, "off_for_long", Warning, true,
        t("Sudah lebih dari 6 bulan nonaktif. Biasanya perlu usulan baru, tanyakan ke petugas.",
          "Off for more than 6 months. It usually takes a new proposal: ask the office.");
    MONTH_AFTER_VISIT = 655, "month_after_visit", Error, true,
        t("Bulan ini sesudah bulan kunjungan.", "This month is after the visit.");
    JKN_DIGITS = 656, "jkn_digits", Warning, true,
        t("Nomor BPJS/KIS biasanya 13 angka. Periksa lagi.", "The number usually has 13 digits. Check again.");
    ALREADY_COVERED = 657, "already_covered", Warning, true,
        t("BPJS gratisnya masih aktif. Periksa lagi usulannya.", "The free insurance is active. Check the proposal.");
    PREGNANT_MAN = 658, "pregnant_man", Error, true,
        t("Jenis kelaminnya laki-laki. Periksa lagi.", "The person is male. Check again.");
    PREGNANT_AGE = 659, "pregnant_age", Warning, true,
        t("Umur ibu hamil di luar 10 sampai 54 tahun. Periksa lagi.", "Pregnant outside the ages of 10 to 54. Check again.");
    GROUP_AGE = 660, "group_age", Warning, true,
        t("Tidak cocok dengan umurnya. Periksa lagi.", "Does not fit the age. Check again.");
    LMP_AFTER_VISIT = 661, "lmp_after_visit", Error, true,
        t("Tanggal ini sesudah kunjungan.", "This date is after the visit.");
    LMP_LONG_AGO = 662, "lmp_long_ago", Warning, true,
        t("Lebih dari 45 minggu yang lalu. Periksa lagi.", "More than 45 weeks ago. Check again.");
    WEEKS_DIFFER = 663, "weeks_differ", Warning, true,
        t("Menurut haid terakhir sekitar {0} minggu. Periksa lagi.", "By the last period about {0} weeks. Check again.");
    BARRIER_BUT_ACTIVE = 664, "barrier_but_active", Warning, true,
        t("BPJS tertulis aktif, tetapi dipilih tidak ada/tidak aktif. Periksa lagi.",
          "The insurance is active, yet \"no insurance\" is chosen. Check again.");

    DISABILITY_ON_TASK_ALONE = 800, "disability_on_task_alone", Error, true,
        t("Data disabilitas hanya dengan izin orangnya atau keluarganya. Mintalah izin, lalu perbaiki kunjungannya.",
          "Disabilities are recorded only if the person or family agrees. Ask, then correct the visit.");
    KIND_AND_UNCHECKED = 801, "kind_and_unchecked", Error, true,
        t("\"Belum diperiksa\" tidak bisa dipilih bersama ragam lain.",
          "\"Not examined yet\" cannot stand beside others.");
    DEVICE_OF_ANOTHER_KIND = 802, "device_of_another_kind", Confirm, true,
        t("Alat ini biasanya untuk ragam disabilitas lain. Benar?",
          "This device is usually for another kind of disability. Right?");
    DEVICE_WITHOUT_DIFFICULTY = 803, "device_without_difficulty", Confirm, true,
        t("Tidak ada kesulitan sama sekali, tetapi perlu alat. Benar?",
          "There is no difficulty at all, yet a device is needed. Right?");
    DEVICE_TWICE = 804, "device_twice", Error, true,
        t("Alat yang sama tertulis dua kali.", "The same device is listed twice.");

    PPKS_AGE = 820, "ppks_age", Warning, true,
        t("Umurnya di luar kelompok yang dipilih. Periksa umur dan kelompoknya.",
          "The age does not fit the group that was chosen. Check both.");
    ORPHAN_WITH_PARENTS = 821, "orphan_with_parents", Error, true,
        t("Kedua orang tua masih hidup, jadi bukan anak yatim. Periksa kelompoknya.",
          "Both parents live, so this is no orphan. Check the group.");
    ORPHAN_GROWN_UP = 822, "orphan_grown_up", Warning, true,
        t("Umur 18 tahun ke atas di luar sasaran YAPI. Petugas yang memeriksa.",
          "YAPI is for children under 18. The office will check.");
    FATHER_DIED_LONG_BEFORE = 823, "father_died_long_before", Confirm, true,
        t("Ayah meninggal lebih dari 10 bulan sebelum anak lahir. Benar?",
          "The father died more than 10 months before the birth. Right?");
    CALL_FIRST = 824, "call_first", Info, true,
        t("Bila ada bahaya sekarang, telepon dulu. Laporan ini tidak langsung dibaca.",
          "If there is danger now, call first. This report is not read at once.");

    VILLAGE_NOT_YOURS = 900, "village_not_yours", Error, false,
        t("Desa ini bukan wilayah tugas Anda pada tanggal itu. Petugas memeriksa.",
          "This village was not yours on that day. The office is checking.");
    ACCOUNT_OFF = 901, "account_off", Error, false,
        t("Akun Anda sedang tidak aktif. Data disimpan; hubungi petugas kecamatan.",
          "Your account is switched off. The record is kept; call the district office.");
    KIND_UNKNOWN = 902, "kind_unknown", Error, false,
        t("Jenis atau versi formulir ini belum dikenal server. Data disimpan; petugas memeriksa.",
          "The server does not know this form or version yet. The record is kept; the office is checking.");
    CONTENT_UNREADABLE = 903, "content_unreadable", Error, true,
        t("Isi formulir tidak terbaca server. Buka, periksa, lalu simpan lagi.",
          "The server cannot read the answers. Open, check and save again.");
    VISIT_MISSING = 904, "visit_missing", Warning, false,
        t("Data kunjungannya belum sampai di server.", "Its visit has not reached the server yet.");
    RESULT_DIFFERS = 905, "result_differs", Warning, false,
        t("Hitungan di HP berbeda dari server; petugas memeriksa.",
          "The phone's result differs from the server's; the office is checking.");
    CLOCK_OFF = 906, "clock_off", Info, false,
        t("Jam HP berbeda lebih dari 24 jam dari server.", "The phone's clock differs from the server's by more than 24 hours.");
    ALREADY_DECIDED = 907, "already_decided", Error, false,
        t("Data ini sudah selesai diperiksa. Petugas memeriksa perubahan Anda.",
          "This record was decided already. The office is checking your change.");
    RECORD_NOT_YOURS = 908, "record_not_yours", Error, false,
        t("Data ini milik akun lain. Perubahan Anda disimpan; petugas memeriksa.",
          "This record belongs to another account. Your change is kept; the office is checking.");
    VISIT_WITHDRAWN = 909, "visit_withdrawn", Warning, false,
        t("Kunjungannya sudah ditarik; petugas memeriksa.",
          "Its visit was withdrawn; the office is checking.");
    SAME_FORM_SOON = 910, "form_sama_30_hari", Warning, false,
        t("Formulir yang sama untuk orang ini sudah dibuat dalam 30 hari. Perlu dilihat.",
          "The same form was made for this person within 30 days. To be looked at.");
    ON_OTHER_CARD = 911, "nik_di_kk_lain", Warning, false,
        t("Di register, NIK ini tercatat di KK lain. Perlu dilihat.",
          "In the register this NIK is on another family card. To be looked at.");
    SAID_TO_BE_DEAD = 912, "tercatat_meninggal", Warning, false,
        t("Di register, orang ini sudah meninggal. Perlu dilihat.",
          "In the register this person has died. To be looked at.");
    MANY_AT_ONCE = 913, "banyak_sekaligus", Info, false,
        t("Dibuat bersama 20 formulir atau lebih dalam 10 menit. Perlu dilihat.",
          "Made with 20 forms or more within 10 minutes. To be looked at.");
    DEAD_OR_ALIVE = 914, "hidup_atau_meninggal", Warning, false,
        t("Satu formulir menyebut orang ini meninggal, formulir lain menyebut masih hidup. Perlu dilihat.",
          "One form says that this person has died, another that they are alive. To be looked at.");
    OFFICE_COMMENT = 915, "catatan_petugas", Error, true,
        t("Catatan petugas: {0}", "The office says: {0}");
}

const NIK_LENGTH: NikError = NikError::Unreadable(Unreadable::Format { digits: 0 });
const KK_LENGTH: NoKkError = NoKkError::Unreadable(Unreadable::Format { digits: 0 });

/// The problem for input that is no NIK.
#[must_use]
pub fn of_nik_error(error: &NikError) -> (Code, Vec<Param>) {
    match error {
        NikError::Unreadable(unreadable) => of_unreadable(*unreadable, NIK_FORMAT),
        NikError::MadeUp => (NIK_MADE_UP, Vec::new()),
        NikError::LeadingZero => (NIK_ZERO, Vec::new()),
    }
}

/// The problem for input that has not sixteen digits; `format` is the one of its own.
fn of_unreadable(unreadable: Unreadable, format: Code) -> (Code, Vec<Param>) {
    let count = |digits| vec![Param::Number(i64::try_from(digits).unwrap_or(0), 0)];
    match unreadable {
        Unreadable::Format { digits } => (format, count(digits)),
        Unreadable::Many { digits } => (NUMBER_SURPLUS, count(digits)),
        Unreadable::Letters => (NUMBER_LETTERS, Vec::new()),
        Unreadable::Masked => (NUMBER_HIDDEN, Vec::new()),
        Unreadable::Rounded => (NUMBER_ROUNDED, Vec::new()),
    }
}

/// The problem for something unusual about a NIK.
#[must_use]
pub const fn of_nik_finding(finding: NikFinding) -> Code {
    match finding {
        NikFinding::Date => NIK_DATE,
        NikFinding::Serial => NIK_SERIAL,
        NikFinding::Province => NIK_PROVINCE,
        NikFinding::RegionNotCurrent => NIK_REGION,
        NikFinding::Sex => NIK_SEX,
        NikFinding::BirthDiffers => NIK_BIRTH,
    }
}

/// The problem for something unusual about a family card number.
#[must_use]
pub const fn of_kk_finding(finding: NoKkFinding) -> Code {
    match finding {
        NoKkFinding::MadeUp => KK_MADE_UP,
        NoKkFinding::Date => KK_DATE,
        NoKkFinding::RegionNotCurrent => KK_REGION,
    }
}

/// The problem for input that is no family card number.
#[must_use]
pub fn of_kk_error(error: &NoKkError) -> (Code, Vec<Param>) {
    match error {
        NoKkError::Unreadable(unreadable) => of_unreadable(*unreadable, KK_FORMAT),
        NoKkError::SameAsNik => (NIK_IS_KK, Vec::new()),
    }
}

/// The problem for something unusual about a telephone number.
#[must_use]
pub const fn of_phone_finding(finding: PhoneFinding) -> Code {
    match finding {
        PhoneFinding::NotMobile => PHONE_PREFIX,
        PhoneFinding::Landline => PHONE_LANDLINE,
        PhoneFinding::Foreign => PHONE_FOREIGN,
    }
}

/// The problem for input that is no telephone number.
#[must_use]
pub fn of_phone_error(error: &PhoneError, typed: &str) -> (Code, Vec<Param>) {
    match error {
        PhoneError::Format { .. } => (PHONE_FORMAT, Vec::new()),
        PhoneError::Letters => (PHONE_LETTERS, Vec::new()),
        PhoneError::Two => (PHONE_TWO, Vec::new()),
        PhoneError::NoArea => {
            let meant = Phone::in_tuban(typed).map(|phone| Param::Text(phone.to_string()));
            (PHONE_AREA, meant.into_iter().collect())
        }
    }
}
