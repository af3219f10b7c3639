//! The categories of Permenkes 2/2020 for 0–60 months, and those of the upper arm.
//!
//! They follow the rounded z-score: −2.00 is normal, −2.01 is not. The codes are stored with the
//! records and are therefore never changed or used again; their order is that of the regulation.

use crate::text::Text;

/// Weight for age, BB/U.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WeightForAge {
    /// Below −3 SD.
    SeverelyUnderweight = 1,
    /// From −3 SD to below −2 SD.
    Underweight = 2,
    /// From −2 SD to +1 SD.
    Normal = 3,
    /// Above +1 SD: to be confirmed by BB/TB or IMT/U.
    RiskOfOverweight = 4,
}

/// Length or height for age, PB/U and TB/U.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeightForAge {
    /// Below −3 SD.
    SeverelyStunted = 1,
    /// From −3 SD to below −2 SD.
    Stunted = 2,
    /// From −2 SD to +3 SD.
    Normal = 3,
    /// Above +3 SD.
    Tall = 4,
}

/// Weight for length or height, BB/PB and BB/TB; IMT/U has the same limits and names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WeightForHeight {
    /// Below −3 SD, or oedema.
    SeverelyWasted = 1,
    /// From −3 SD to below −2 SD.
    Wasted = 2,
    /// From −2 SD to +1 SD.
    Normal = 3,
    /// Above +1 SD to +2 SD.
    RiskOfOverweight = 4,
    /// Above +2 SD to +3 SD.
    Overweight = 5,
    /// Above +3 SD.
    Obese = 6,
}

/// The upper arm (LiLA) at 6 to 59 months, by circumference and not by z-score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MuacCategory {
    /// Below 11.5 cm.
    Severe = 1,
    /// From 11.5 cm to below 12.5 cm.
    Moderate = 2,
    /// 12.5 cm and more.
    Normal = 3,
}

impl WeightForAge {
    /// All, in the order of their codes.
    pub const ALL: [Self; 4] =
        [Self::SeverelyUnderweight, Self::Underweight, Self::Normal, Self::RiskOfOverweight];

    /// The category of a z-score in hundredths.
    #[must_use]
    pub fn of(centi: i32) -> Self {
        match centi {
            ..-300 => Self::SeverelyUnderweight,
            -300..-200 => Self::Underweight,
            -200..=100 => Self::Normal,
            101.. => Self::RiskOfOverweight,
        }
    }

    /// The number that is stored.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The words of the regulation.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::SeverelyUnderweight => {
                Text::new("Berat badan sangat kurang", "Severely underweight")
            }
            Self::Underweight => Text::new("Berat badan kurang", "Underweight"),
            Self::Normal => Text::new("Berat badan normal", "Normal weight"),
            Self::RiskOfOverweight => Text::new("Risiko berat badan lebih", "Risk of overweight"),
        }
    }
}

impl HeightForAge {
    /// All, in the order of their codes.
    pub const ALL: [Self; 4] = [Self::SeverelyStunted, Self::Stunted, Self::Normal, Self::Tall];

    /// The category of a z-score in hundredths.
    #[must_use]
    pub fn of(centi: i32) -> Self {
        match centi {
            ..-300 => Self::SeverelyStunted,
            -300..-200 => Self::Stunted,
            -200..=300 => Self::Normal,
            301.. => Self::Tall,
        }
    }

    /// The number that is stored.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The words of the regulation.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::SeverelyStunted => Text::new("Sangat pendek", "Severely stunted"),
            Self::Stunted => Text::new("Pendek", "Stunted"),
            Self::Normal => Text::new("Normal", "Normal"),
            Self::Tall => Text::new("Tinggi", "Tall"),
        }
    }
}

impl WeightForHeight {
    /// All, in the order of their codes.
    pub const ALL: [Self; 6] = [
        Self::SeverelyWasted,
        Self::Wasted,
        Self::Normal,
        Self::RiskOfOverweight,
        Self::Overweight,
        Self::Obese,
    ];

    /// The category of a z-score in hundredths.
    #[must_use]
    pub fn of(centi: i32) -> Self {
        match centi {
            ..-300 => Self::SeverelyWasted,
            -300..-200 => Self::Wasted,
            -200..=100 => Self::Normal,
            101..=200 => Self::RiskOfOverweight,
            201..=300 => Self::Overweight,
            301.. => Self::Obese,
        }
    }

    /// The number that is stored.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The words of the regulation.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::SeverelyWasted => Text::new("Gizi buruk", "Severely wasted"),
            Self::Wasted => Text::new("Gizi kurang", "Wasted"),
            Self::Normal => Text::new("Gizi baik", "Well nourished"),
            Self::RiskOfOverweight => {
                Text::new("Berisiko gizi lebih", "Possible risk of overweight")
            }
            Self::Overweight => Text::new("Gizi lebih", "Overweight"),
            Self::Obese => Text::new("Obesitas", "Obese"),
        }
    }
}

impl MuacCategory {
    /// All, in the order of their codes.
    pub const ALL: [Self; 3] = [Self::Severe, Self::Moderate, Self::Normal];

    /// The category of a circumference in 0.1 mm.
    #[must_use]
    pub fn of(muac_01mm: i32) -> Self {
        match muac_01mm {
            ..1150 => Self::Severe,
            1150..1250 => Self::Moderate,
            1250.. => Self::Normal,
        }
    }

    /// The number that is stored.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// What the band on the tape means.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Severe => Text::new("LiLA di bawah 11,5 cm", "MUAC below 11.5 cm"),
            Self::Moderate => {
                Text::new("LiLA 11,5 sampai di bawah 12,5 cm", "MUAC 11.5 to below 12.5 cm")
            }
            Self::Normal => Text::new("LiLA 12,5 cm atau lebih", "MUAC 12.5 cm or more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HeightForAge as H, MuacCategory as M, WeightForAge as W, WeightForHeight as B};

    #[test]
    fn exactly_minus_two_is_normal_and_so_is_every_upper_limit() {
        for (centi, w, h, b) in [
            (-301, W::SeverelyUnderweight, H::SeverelyStunted, B::SeverelyWasted),
            (-300, W::Underweight, H::Stunted, B::Wasted),
            (-201, W::Underweight, H::Stunted, B::Wasted),
            (-200, W::Normal, H::Normal, B::Normal),
            (100, W::Normal, H::Normal, B::Normal),
            (101, W::RiskOfOverweight, H::Normal, B::RiskOfOverweight),
            (200, W::RiskOfOverweight, H::Normal, B::RiskOfOverweight),
            (201, W::RiskOfOverweight, H::Normal, B::Overweight),
            (300, W::RiskOfOverweight, H::Normal, B::Overweight),
            (301, W::RiskOfOverweight, H::Tall, B::Obese),
        ] {
            let ours = (W::of(centi), H::of(centi), B::of(centi));
            assert_eq!(ours, (w, h, b), "{centi}");
        }
    }

    #[test]
    fn stored_codes_never_change() {
        assert_eq!(W::ALL.map(W::code), [1, 2, 3, 4]);
        assert_eq!(H::ALL.map(H::code), [1, 2, 3, 4]);
        assert_eq!(B::ALL.map(B::code), [1, 2, 3, 4, 5, 6]);
        assert_eq!(M::ALL.map(M::code), [1, 2, 3]);
    }
}
