//! What stands between phone and office, by its name: the same words in the chip, on the page about
//! sending, and in answer to a press.

use shared::{
    day::Day,
    sync::client::{Clock, Failure},
    text::{Text, t},
};

/// What stands between phone and office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The phone itself says that there is no network.
    NoNetwork,
    /// There is a network, and requests take too long.
    Slow,
    /// There is a network, and nothing answers: the server is away, or the line is closed.
    Unreachable,
    /// The same, and the phone's clock cannot be right: no certificate is valid at its time.
    WrongClock,
    /// Something answers that is not our server, as public Wi-Fi does before one signs in there.
    Portal,
    /// The server asks for patience.
    Busy,
    /// The server answers with an error.
    ServerDown,
    /// The phone cannot keep the answer.
    StorageFull,
    /// The server no longer knows this phone.
    SignedOut,
}

/// Farther from the server's clock than this, the phone's is called wrong, milliseconds: one day.
const DAY_MS: u64 = 86_400_000;
/// So many days after the build no phone runs it any more without having fetched a newer one.
const BUILD_DAYS_MAX: i32 = 1_100;

impl Obstacle {
    /// All of them; the position is the code in messages between tabs.
    pub const ALL: [Obstacle; 9] = [
        Obstacle::NoNetwork,
        Obstacle::Slow,
        Obstacle::Unreachable,
        Obstacle::WrongClock,
        Obstacle::Portal,
        Obstacle::Busy,
        Obstacle::ServerDown,
        Obstacle::StorageFull,
        Obstacle::SignedOut,
    ];

    /// What a failed request ran into.
    #[must_use]
    pub const fn of(failure: &Failure, is_clock_wrong: bool) -> Self {
        match failure {
            Failure::Offline if is_clock_wrong => Obstacle::WrongClock,
            Failure::Offline => Obstacle::Unreachable,
            Failure::Timeout | Failure::TooLarge => Obstacle::Slow,
            Failure::Busy { .. } => Obstacle::Busy,
            Failure::Server { .. } => Obstacle::ServerDown,
            Failure::Damaged => Obstacle::Portal,
            Failure::Storage => Obstacle::StorageFull,
            Failure::SignedOut => Obstacle::SignedOut,
        }
    }

    /// Its name, for the chip.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Obstacle::NoNetwork => t("tanpa sinyal", "no signal"),
            Obstacle::Slow => t("sinyal lemah", "weak signal"),
            Obstacle::Unreachable => t("server tidak terhubung", "server not reached"),
            Obstacle::WrongClock => t("tanggal HP salah", "the phone's date is wrong"),
            Obstacle::Portal => t("Wi-Fi perlu masuk dulu", "Wi-Fi asks to sign in"),
            Obstacle::Busy => t("server sibuk", "server busy"),
            Obstacle::ServerDown => t("server bermasalah", "server has a problem"),
            Obstacle::StorageFull => t("penyimpanan HP penuh", "phone's storage is full"),
            Obstacle::SignedOut => t("perlu tautan baru", "needs a new link"),
        }
    }

    /// What it is and what helps, one or two sentences.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Obstacle::NoNetwork => t(
                "HP sedang tanpa sinyal. Data dikirim sendiri bila sinyal ada.",
                "No signal now. Records are sent by themselves when there is one.",
            ),
            Obstacle::Slow => t(
                "Sinyal belum cukup untuk mengirim. Dicoba lagi sendiri.",
                "The signal is too weak to send. It tries again by itself.",
            ),
            Obstacle::Unreachable => t(
                "Server tidak terhubung. Periksa paket data dan tanggal HP; di Wi-Fi umum, masuk dulu. Dicoba lagi sendiri.",
                "The server cannot be reached. Check the data plan and the phone's date; on a public Wi-Fi, sign in first. It tries again by itself.",
            ),
            Obstacle::WrongClock => t(
                "Tanggal atau jam HP salah, jadi sambungan ditolak. Setel otomatis di Pengaturan HP, lalu coba lagi.",
                "The phone's date or time is wrong, so connections are refused. Set it to automatic in the phone's settings, then try again.",
            ),
            Obstacle::Portal => t(
                "Yang menjawab bukan server Mutakhir. Jika memakai Wi-Fi umum, masuk dulu ke Wi-Fi itu.",
                "What answers is not the server of Mutakhir. On a public Wi-Fi, sign in to it first.",
            ),
            Obstacle::Busy => t(
                "Server sedang sibuk. Dicoba lagi sendiri.",
                "The server is busy. It tries again by itself.",
            ),
            Obstacle::ServerDown => t(
                "Server sedang bermasalah. Data aman di HP ini dan dikirim nanti.",
                "The server has a problem. Your data is safe on this phone and is sent later.",
            ),
            Obstacle::StorageFull => t(
                "HP tidak bisa menyimpan jawaban server. Periksa ruang penyimpanan HP.",
                "The phone cannot keep the server's answer. Check the phone's free space.",
            ),
            Obstacle::SignedOut => t(
                "HP ini perlu diaktifkan lagi. Minta tautan baru ke petugas kecamatan. Semua data aman \
                 di HP ini dan akan terkirim sesudahnya.",
                "This phone must be activated again. Ask the district office for a new link. \
                 Everything is safe on this phone and is sent afterwards.",
            ),
        }
    }
}

/// True when the device's clock cannot be right: before the day of the build, years after it, or a day
/// away from what the server's clock said.
#[must_use]
pub fn is_clock_wrong(device_ms: u64, known: Clock, built: Day) -> bool {
    let days = Day::in_tuban(device_ms).since(built);
    let is_set_back = device_ms.saturating_add(DAY_MS) < known.server_ms;
    let is_far = known.server_ms > 0 && known.offset_ms.unsigned_abs() > DAY_MS;
    !(0..=BUILD_DAYS_MAX).contains(&days) || is_set_back || is_far
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-24 00:05 in Tuban.
    const NOW_MS: u64 = 1_795_453_500_000;

    fn check(device_ms: u64, known: Clock, expected: bool) {
        let built = Day::in_tuban(NOW_MS).plus(-3);
        assert_eq!(is_clock_wrong(device_ms, known, built), expected, "{device_ms} {known:?}");
    }

    #[test]
    fn a_clock_that_cannot_be_right_is_called_wrong() {
        let unknown = Clock::default();
        check(NOW_MS, unknown, false);
        check(NOW_MS - 4 * DAY_MS, unknown, true);
        check(NOW_MS + 1_200 * DAY_MS, unknown, true);
        check(0, unknown, true);
        let known = |offset_ms, server_ms| Clock { offset_ms, server_ms };
        check(NOW_MS, known(3_600_000, NOW_MS), false);
        check(NOW_MS, known(-20 * 86_400_000, NOW_MS), true);
        check(NOW_MS - 2 * DAY_MS, known(0, NOW_MS), true);
    }

    #[test]
    fn the_same_failure_has_another_name_at_another_clock() {
        assert_eq!(Obstacle::of(&Failure::Offline, false), Obstacle::Unreachable);
        assert_eq!(Obstacle::of(&Failure::Offline, true), Obstacle::WrongClock);
        assert_eq!(Obstacle::of(&Failure::Damaged, false), Obstacle::Portal);
    }

    #[test]
    fn each_obstacle_says_something_of_its_own() {
        for (idx, one) in Obstacle::ALL.iter().enumerate() {
            for other in &Obstacle::ALL[idx + 1..] {
                assert_ne!(one.name().id, other.name().id);
                assert_ne!(one.words().id, other.words().id);
            }
        }
    }
}
