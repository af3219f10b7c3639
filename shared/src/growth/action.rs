//! The step to take, which the phone shows before any category (domain G′ 6).
//!
//! The software decides nothing here: it says who should look at the child. Calm words, and the
//! order below is that of what would harm most if it were overlooked.

use crate::text::Text;

use super::category::{HeightForAge, MuacCategory, WeightForAge, WeightForHeight};
use super::{Assessment, ZScore};

/// What the social worker should suggest after a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Oedema, a very thin arm or severe wasting: to the Puskesmas without waiting for a Posyandu.
    ReferSoon,
    /// A child below 9 months was measured standing: measure the length again, lying.
    MeasureLying,
    /// A value is hardly possible: measure again, and refer if it stays.
    MeasureAgain,
    /// Something lies outside the normal range: somebody trained should look.
    Check,
    /// Nothing stands out.
    Continue,
    /// Nothing could be computed for lack of values.
    MeasureMissing,
    /// Not a child under five on that day.
    OutsideAge,
}

impl Action {
    /// The words on the result card.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::ReferSoon => Text::new(
                "Ajak periksa ke Puskesmas secepatnya",
                "Take the child to the Puskesmas as soon as possible",
            ),
            Self::MeasureLying => Text::new(
                "Ukur ulang panjang badan sambil telentang",
                "Measure the length again, lying down",
            ),
            Self::MeasureAgain => Text::new(
                "Ukur ulang. Bila hasilnya tetap sama, ajak periksa ke Puskesmas",
                "Measure again. If the result is the same, take the child to the Puskesmas",
            ),
            Self::Check => Text::new(
                "Ajak periksa ke Posyandu atau Puskesmas",
                "Take the child to the Posyandu or Puskesmas for a check",
            ),
            Self::Continue => Text::new(
                "Lanjutkan ke Posyandu tiap bulan",
                "Keep going to the Posyandu every month",
            ),
            Self::MeasureMissing => Text::new(
                "Lengkapi berat dan panjang/tinggi badan",
                "Add the weight and the length or height",
            ),
            Self::OutsideAge => Text::new(
                "Umur di luar 0 sampai 59 bulan, tidak dihitung",
                "Age is outside 0 to 59 months, not computed",
            ),
        }
    }
}

/// Chooses the step.
///
/// Oedema and the arm come first, as they do not depend on weight or length; a weight or length that
/// cannot be right comes before all that is computed from it, and never hides a low weight for age. An
/// arm or head that cannot be right puts nothing in doubt but itself.
#[must_use]
pub fn action(assessment: &Assessment) -> Action {
    if assessment.oedema || assessment.muac == Some(MuacCategory::Severe) {
        return Action::ReferSoon;
    }
    if !assessment.age_in_range {
        return Action::OutsideAge;
    }
    let is_standing_wrong =
        assessment.standing_under_9_months && assessment.adjusted_length_01mm.is_some();
    let is_doubtful = is_standing_wrong || is_flagged(&assessment.scores_of_the_body());
    if !is_doubtful && assessment.bbtb() == Some(WeightForHeight::SeverelyWasted) {
        return Action::ReferSoon;
    }
    let stands_out = if is_doubtful {
        is_light_or_thin_armed(assessment)
    } else {
        is_outside_normal(assessment)
    };
    let z_scores = assessment.z_scores();
    // Who looks at the child measures it again anyway.
    if stands_out {
        Action::Check
    } else if is_standing_wrong {
        Action::MeasureLying
    } else if is_flagged(&z_scores) {
        Action::MeasureAgain
    } else if z_scores.iter().all(Option::is_none) {
        Action::MeasureMissing
    } else {
        Action::Continue
    }
}

fn is_flagged(z_scores: &[Option<ZScore>]) -> bool {
    z_scores.iter().flatten().any(|z| z.flagged)
}

/// Whether any category asks for a trained look. A weight for age above +1 SD alone does not: the
/// regulation has it confirmed by BB/TB or IMT/U, which are judged here.
fn is_outside_normal(assessment: &Assessment) -> bool {
    let height = assessment.tbu().is_some_and(|category| category != HeightForAge::Normal);
    let shape = |category: Option<WeightForHeight>| {
        category.is_some_and(|category| match category {
            WeightForHeight::SeverelyWasted
            | WeightForHeight::Wasted
            | WeightForHeight::Overweight
            | WeightForHeight::Obese => true,
            WeightForHeight::Normal | WeightForHeight::RiskOfOverweight => false,
        })
    };
    is_light_or_thin_armed(assessment)
        || height
        || shape(assessment.bbtb())
        || shape(assessment.imtu())
}

/// Whether weight for age or the arm stands out: what no length can put right. A weight for age that
/// is flagged itself does not count: it is what has to be measured again.
fn is_light_or_thin_armed(assessment: &Assessment) -> bool {
    let light = assessment.bbu().is_some_and(|category| match category {
        WeightForAge::SeverelyUnderweight | WeightForAge::Underweight => true,
        WeightForAge::Normal | WeightForAge::RiskOfOverweight => false,
    });
    light || assessment.muac.is_some_and(|category| category != MuacCategory::Normal)
}

#[cfg(test)]
mod tests {
    use super::super::tests::boy;
    use super::super::{Measurement, Position};
    use super::*;

    #[test]
    fn the_action_names_the_next_step() {
        let healthy = boy(365).weight(9_600).lying(7_570);
        let head = |m| Measurement { head_01mm: Some(3_800), ..m };
        for (m, expected) in [
            (healthy, Action::Continue),
            (boy(365).weight(9_600), Action::Continue),
            // A little heavy for the age, but in proportion: the regulation looks at BB/TB.
            (boy(365).weight(11_000).lying(8_050), Action::Continue),
            (healthy.arm(1_140), Action::ReferSoon),
            (healthy.arm(1_240), Action::Check),
            (boy(365).weight(6_500).lying(7_570), Action::ReferSoon),
            (boy(365).weight(8_000).lying(7_570), Action::Check),
            (boy(365).weight(12_500).lying(7_570), Action::Check),
            (boy(365).lying(7_050), Action::Check),
            (boy(365).lying(8_400), Action::Check),
            (boy(365).lying(5_700), Action::MeasureAgain),
            (boy(365).lying(5_700).arm(1_140), Action::ReferSoon),
            // The length cannot be right, the weight and the arm can.
            (boy(365).weight(6_300).lying(5_700).arm(1_200), Action::Check),
            (boy(365).weight(6_300).lying(5_700), Action::Check),
            (boy(365).lying(5_700).arm(1_200), Action::Check),
            (boy(365).weight(9_600).lying(5_700).arm(1_400), Action::MeasureAgain),
            // The head cannot be right, which says nothing of weight and length.
            (head(boy(365).weight(6_500).lying(7_570)), Action::ReferSoon),
            (head(boy(365).weight(8_000).lying(7_570)), Action::Check),
            (head(healthy), Action::MeasureAgain),
            // The weight itself cannot be right.
            (boy(365).weight(3_000).lying(7_570), Action::MeasureAgain),
            (boy(365).weight(3_000).arm(1_200), Action::Check),
            (boy(200).standing(6_700), Action::MeasureLying),
            (boy(200).weight(8_000).standing(6_700), Action::MeasureLying),
            (boy(150).weight(5_200).standing(5_650), Action::Check),
            (boy(200).standing(6_700).arm(1_240), Action::Check),
            (
                Measurement { position: Some(Position::Standing), ..boy(200) },
                Action::MeasureMissing,
            ),
            (boy(365), Action::MeasureMissing),
            (boy(1827).weight(18_000), Action::OutsideAge),
            (Measurement { oedema: true, ..boy(1827) }, Action::ReferSoon),
        ] {
            let a = m.assess();
            assert_eq!(action(&a), expected, "{m:?} gave {a:?}");
        }
    }
}
