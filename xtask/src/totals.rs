//! How many tests passed: read from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

/// The sum over all runners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Tests that ran and held.
    pub passed: u64,
    /// Tests that ran and did not, or could not be run.
    pub failed: u64,
    /// Tests left out by a filter or a mark.
    pub skipped: u64,
}

impl Totals {
    /// Whether at least one test ran and none failed.
    pub fn is_success(&self) -> bool {
        self.passed > 0 && self.failed == 0
    }

    /// Reads the output of `cargo test`: the sum of its lines
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; …`.
    pub fn from_cargo_test(output: &str) -> Self {
        let mut totals = Self::default();
        for line in without_colours(output).lines() {
            let Some(result) = line.trim().strip_prefix("test result:") else {
                continue;
            };
            // "ok." or "FAILED." stands before the first count.
            let counts = result.split_once('.').map_or(result, |(_, counts)| counts);
            for part in counts.split(';') {
                match count(part) {
                    Some((n, "passed")) => totals.passed += n,
                    Some((n, "failed")) => totals.failed += n,
                    Some((n, "ignored" | "filtered out")) => totals.skipped += n,
                    _ => {}
                }
            }
        }
        totals
    }

    /// Reads the output of nextest, from its line
    /// `Summary [ 1.2s] 9 tests run: 7 passed (1 slow), 1 failed, 1 timed out, 3 skipped`.
    pub fn from_nextest(output: &str) -> Self {
        let mut totals = Self::default();
        for line in without_colours(output).lines() {
            let Some((summary, counts)) = line.split_once(" run:") else {
                continue;
            };
            if !summary.trim_start().starts_with("Summary [") {
                continue;
            }
            for part in without_brackets(counts).split(',') {
                match count(part) {
                    Some((n, "passed")) => totals.passed += n,
                    Some((n, "skipped")) => totals.skipped += n,
                    // "failed", "timed out", "exec failed".
                    Some((n, _)) => totals.failed += n,
                    None => {}
                }
            }
        }
        totals
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// `" 7 passed "` → `(7, "passed")`.
fn count(part: &str) -> Option<(u64, &str)> {
    let (n, what) = part.trim().split_once(' ')?;
    Some((n.parse().ok()?, what.trim()))
}

/// Takes out `(…)`, in which nextest explains a count, with commas of its own.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|char| {
            match char {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// Takes out the terminal's colour sequences, `ESC [ … m`.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(passed: u64, failed: u64, skipped: u64) -> Totals {
        Totals { passed, failed, skipped }
    }

    #[test]
    fn the_results_of_cargo_test_are_summed() {
        let output = "\
running 3 tests
test a ... ok
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s

test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s
";
        assert_eq!(Totals::from_cargo_test(output), totals(7, 2, 3));
    }

    #[test]
    fn the_summary_of_nextest_is_read_with_and_without_colours() {
        let plain = "     Summary [   1.234s] 12 tests run: 9 passed (1 slow, 1 flaky), 1 failed, 1 timed out, 1 exec failed, 5 skipped\n";
        assert_eq!(Totals::from_nextest(plain), totals(9, 3, 5));
        let coloured = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m \u{1b}[33;1mskipped\u{1b}[0m\n";
        assert_eq!(Totals::from_nextest(coloured), totals(2, 0, 0));
        let one = "     Summary [   0.004s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(Totals::from_nextest(one), totals(1, 0, 0));
    }

    #[test]
    fn lines_of_tests_are_not_taken_for_summaries() {
        assert_eq!(Totals::from_nextest("PASS a_long run: 3 passed"), Totals::default());
        assert_eq!(Totals::from_cargo_test("it printed test result: 3 passed;"), Totals::default());
    }

    #[test]
    fn no_test_at_all_is_not_a_success() {
        assert!(!Totals::default().is_success());
        assert!(!totals(5, 1, 0).is_success());
        assert!(totals(5, 0, 2).is_success());
    }

    #[test]
    fn the_totals_read_as_ci_expects() {
        assert_eq!(totals(7, 2, 3).to_string(), "7 passed, 2 failed, 3 skipped");
    }
}
