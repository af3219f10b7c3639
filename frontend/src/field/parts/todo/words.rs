//! The words of things to do.

use client::todo::What;
use shared::text::{Text, t};

/// What a kind of thing to do is called, on the buttons that choose it.
pub const fn name(what: What) -> Text {
    match what {
        What::Asked => t("Dari Dinsos", "From the office"),
        What::Appointment => t("Janji datang", "Appointments"),
        What::ToMend => t("Perlu diperbaiki", "To be corrected"),
        What::ToFollow => t("NIK/KK menyusul", "Number to be added"),
        What::Measure => t("Timbang dan ukur", "To be measured"),
        What::Draft => t("Belum selesai", "Not finished"),
        What::NotSeen => t("Belum dikunjungi", "Not visited"),
    }
}

/// Why it is to be done.
pub const fn why(what: What) -> Text {
    match what {
        What::Asked => t("Diminta Dinsos", "The office asks for it"),
        What::Appointment => t("Janji datang lagi", "You said you would return"),
        What::ToMend => t("perlu diperbaiki", "to be corrected"),
        What::ToFollow => t("NIK atau KK menyusul", "a number is to be added"),
        What::Measure => t("Waktunya ditimbang dan diukur", "Time to weigh and measure"),
        What::Draft => t("belum selesai diisi", "not finished"),
        What::NotSeen => t("Kunjungan tahunan", "Yearly visit"),
    }
}

/// In front of the day on which it was last done.
pub const LAST: Text = t("terakhir", "last");
pub const NEVER: Text = t("belum pernah", "never yet");
/// In front of a number of days.
pub const LATE: Text = t("Terlambat", "Late by");
/// After a number.
pub const DAYS_LATE: Text = t("hari", "days");
pub const TODAY: Text = t("Hari ini", "Today");
/// In front of the last day.
pub const UNTIL: Text = t("Paling lambat", "By");
/// In front of the day of an appointment.
pub const ON: Text = t("Tanggal", "On");
/// Answered by a form that only this phone has.
pub const DONE: Text = t("Dikerjakan, menunggu kirim", "Done, waiting to be sent");
/// After a number.
pub const N_LATE: Text = t("terlambat", "late");
