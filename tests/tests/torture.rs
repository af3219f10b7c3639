//! A few kills and power cuts; `cargo xtask torture` does hundreds.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;

use tests::torture::{Plan, Program, run};

/// The library of `torture-shim`, which cargo lays beside the tests or one folder above.
fn shim() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let folders = here.ancestors().skip(1).take(2);
    let files: Vec<_> = folders.map(|folder| folder.join("libtorture_shim.so")).collect();
    files.iter().find(|file| file.exists()).unwrap_or_else(|| panic!("no {files:?}")).clone()
}

fn plan(n_kills: u32, n_cuts: u32) -> Plan {
    let program = Program::OfTests(env!("CARGO_BIN_EXE_server_process").into());
    Plan { program, shim: Some(shim()), n_kills, n_cuts, seed: 7, lies: None }
}

#[test]
fn what_was_acknowledged_survives_kills_and_power_cuts() {
    let done = run(&plan(3, 3)).unwrap();
    assert_eq!((done.n_kills, done.n_cuts, done.n_checks), (3, 3, 7));
    assert!(done.n_acknowledged > 50 && done.n_photos > 5, "{done:?}");
}

#[test]
fn a_disk_that_lies_about_the_log_is_found_out() {
    let failure = run(&Plan { lies: Some("-wal".into()), ..plan(0, 10) }).unwrap_err().to_string();
    // Without a log that can be relied on the file itself may be torn, too.
    let found_out = ["and is lost", "and is stored as", "is damaged", "does not start"];
    assert!(found_out.iter().any(|words| failure.contains(words)), "{failure}");
}

#[test]
fn a_disk_that_lies_about_photos_is_found_out() {
    let failure =
        run(&Plan { lies: Some("/blobs".into()), ..plan(0, 10) }).unwrap_err().to_string();
    assert!(failure.contains("photo"), "{failure}");
}
