//! Sex as the population register and BPS write it.

use crate::text::Text;

/// The two values that a NIK, a family card and the growth tables know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u16)]
pub enum Sex {
    /// Laki-laki, BPS code 1.
    Male = 1,
    /// Perempuan, BPS code 2.
    Female = 2,
}

impl Sex {
    /// Both, in the order of their codes.
    pub const ALL: [Self; 2] = [Self::Male, Self::Female];

    /// The BPS code, 1 or 2, which is also the code of the answer in forms.
    #[must_use]
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The sex with this BPS code.
    #[must_use]
    pub const fn from_code(code: u16) -> Option<Self> {
        match code {
            1 => Some(Self::Male),
            2 => Some(Self::Female),
            _ => None,
        }
    }

    /// The word that forms show.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Male => Text::new("Laki-laki", "Male"),
            Self::Female => Text::new("Perempuan", "Female"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bps_code_and_the_sex_are_one_to_one() {
        for sex in Sex::ALL {
            assert_eq!(Sex::from_code(sex.code()), Some(sex));
        }
        assert_eq!(Sex::from_code(0), None);
        assert_eq!(Sex::from_code(3), None);
        assert_eq!((Sex::Male.code(), Sex::Female.code()), (1, 2));
        assert_eq!((Sex::Male.label().id, Sex::Female.label().id), ("Laki-laki", "Perempuan"));
    }
}
