//! The forms say natively what is written.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, path::Path};

#[test]
fn each_golden_form_has_the_problems_that_are_written() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("expected.txt");
    let report = golden::report();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &report).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let lines = || report.lines().zip(expected.lines());
    let differing = lines().find(|(report, expected)| report != expected);
    assert!(
        report == expected,
        "expected.txt differs. Read the difference, then UPDATE=1 cargo test -p golden\n{differing:#?}"
    );
    assert!(report.lines().filter(|line| !line.starts_with(' ')).count() > 500);
}
