//! The LMS method: from one measured value and the three parameters of a reference row to a z-score.
//!
//! Formulas of WHO's R package `anthro` (`R/z-score-helper.R`), as domain.md D.2 restates them.

/// Below this |L| the power transform is replaced by its limit, the logarithm.
const L_ZERO: f64 = 1e-9;

/// One reference row: L the skewness, M the median in the table's unit, S the variation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lms {
    pub l: f64,
    pub m: f64,
    pub s: f64,
}

impl Lms {
    /// The plain z-score of `y`, which must be positive and in the unit of M.
    ///
    /// `exp` and `ln` instead of `powf`: 0.6 kB brotli less in the WASM (measured), and the limit
    /// for small L needs `ln` anyway. For lengths L is 1, where none of them is called, so that
    /// phone and server agree to the last bit.
    pub(super) fn z(&self, y: f64) -> f64 {
        let ratio = y / self.m;
        if self.l == 1.0 {
            return (ratio - 1.0) / self.s;
        }
        if self.l.abs() < L_ZERO {
            return ratio.ln() / self.s;
        }
        ((self.l * ratio.ln()).exp() - 1.0) / (self.l * self.s)
    }

    /// The z-score for what weight decides: beyond ±3 SD it goes on in steps as wide as the one
    /// between the second and the third, as the power transform has no meaning out there.
    pub(super) fn z_restricted(&self, y: f64) -> f64 {
        let z = self.z(y);
        if z > 3.0 {
            let (sd3, sd2) = (self.value_at(3.0), self.value_at(2.0));
            3.0 + (y - sd3) / (sd3 - sd2)
        } else if z < -3.0 {
            let (sd3, sd2) = (self.value_at(-3.0), self.value_at(-2.0));
            -3.0 + (y - sd3) / (sd2 - sd3)
        } else {
            z
        }
    }

    /// The value that lies `z` standard deviations from the median.
    pub(super) fn value_at(&self, z: f64) -> f64 {
        let exponent = if self.l.abs() < L_ZERO {
            self.s * z
        } else {
            (1.0 + self.l * self.s * z).ln() / self.l
        };
        self.m * exponent.exp()
    }
}

#[cfg(test)]
mod tests {
    use super::Lms;

    #[test]
    fn an_l_of_zero_is_the_limit_of_small_ones() {
        let at = |l| Lms { l, m: 10.0, s: 0.11 };
        for y in [4.0, 7.5, 10.0, 13.0, 21.0] {
            for (zero, small) in [(0.0, 1e-6), (0.0, -1e-6)] {
                let difference = at(zero).z_restricted(y) - at(small).z_restricted(y);
                assert!(difference.abs() < 1e-4, "y {y}: differs by {difference}");
            }
        }
    }

    #[test]
    fn a_value_placed_at_a_z_score_has_that_z_score() {
        for l in [-0.7, -0.0001, 0.0, 0.0001, 0.4, 1.0] {
            let row = Lms { l, m: 9.6, s: 0.12 };
            for z in [-3.0, -2.0, -0.5, 0.0, 1.0, 2.9] {
                let back = row.z(row.value_at(z));
                assert!((back - z).abs() < 1e-9, "L {l}: {z} came back as {back}");
            }
        }
    }
}
