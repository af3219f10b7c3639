//! A long list that is cut off half-way, and run again: `IMPORT=large` does it with 300,000 rows and
//! prints how many were stored in a second.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use server::folder::Folder;
use server::store::Scope;
use shared::region::villages;

const PROGRAM: &str = env!("CARGO_BIN_EXE_mutakhir");
/// Dates of one year that are used: 12 months of 28 days.
const DATES: u64 = 336;

fn n_rows() -> u64 {
    if std::env::var("IMPORT").is_ok_and(|size| size == "large") { 300_000 } else { 30_000 }
}

/// Sixteen digits that no other number has: a kecamatan, a date and a serial.
fn digits(number: u64, first_year: u64, n_years: u64) -> (String, String) {
    let (place, date, rest) = (number % 20, number / 20 % DATES, number / 20 / DATES);
    let (day, month, year) = (date % 28 + 1, date / 28 + 1, first_year + rest % n_years);
    let serial = 9_001 + rest / n_years;
    let digits = format!("{}{day:02}{month:02}{:02}{serial}", 352_301 + place, year % 100);
    (digits, format!("{day:02}/{month:02}/{year}"))
}

/// A list of families of three, village by village.
fn list() -> String {
    let villages: Vec<_> = villages().collect();
    let n_rows = n_rows();
    let mut list = String::from("No KK;NIK;Nama;JK;Tgl Lahir;SHDK;RT;RW;Desa;Kecamatan\n");
    for number in 0..n_rows {
        let at = number / 3 * 3 * villages.len() as u64 / n_rows;
        let village = &villages[usize::try_from(at).unwrap().min(villages.len() - 1)];
        let (no_kk, _) = digits(number / 3, 2000, 20);
        let (nik, birth) = digits(number, 1960, 45);
        let relation = [1, 4, 4][usize::try_from(number % 3).unwrap()];
        writeln!(
            list,
            "{no_kk};{nik};Orang {number};L;{birth};{relation};{};{};{};{}",
            number / 30 % 9 + 1,
            number / 300 % 4 + 1,
            village.name,
            village.kecamatan_name,
        )
        .unwrap();
    }
    list
}

fn import(data: &Path, file: &Path) -> Child {
    Command::new(PROGRAM)
        .args(["import", "--data"])
        .arg(data)
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The number behind words of what was printed.
fn count(printed: &str, words: &str) -> u64 {
    let line = printed.lines().find(|line| line.contains(words)).expect(words);
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_list_that_was_cut_off_half_way_is_whole_when_it_is_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Folder::to_serve(&data).unwrap().open(None).unwrap().close();
    let file = folder.path().join("daftar.csv");
    std::fs::write(&file, list()).unwrap();

    let mut cut = import(&data, &file);
    let half = n_rows() / 2 / 10_000 * 10_000;
    let progress = BufReader::new(cut.stderr.take().unwrap()).lines();
    let reached =
        progress.map_while(Result::ok).find(|line| line.parse().is_ok_and(|n: u64| n >= half));
    assert!(reached.is_some(), "it tells how far it is");
    cut.kill().unwrap();
    cut.wait().unwrap();

    let began = Instant::now();
    let mut again = import(&data, &file);
    let mut printed = String::new();
    again.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    assert!(again.wait().unwrap().success(), "{printed}");
    let rate = u128::from(n_rows()) * 1_000 / began.elapsed().as_millis().max(1);
    println!("{rate} rows a second, half of them known\n{printed}");
    let (n_new, n_same) = (count(&printed, "· new"), count(&printed, "· known"));
    assert_eq!(n_new + n_same, n_rows(), "{printed}");
    assert!(n_new > 0 && n_same >= half, "{printed}");

    let folder = Folder::beside(&data).unwrap();
    let store = folder.open(None).unwrap();
    let (mut n_families, mut n_people) = (0, 0);
    for village in villages() {
        let families =
            store.read(move |tx| tx.families(Scope::Regency, village.code)).wait().unwrap();
        n_families += families.len() as u64;
        n_people += families.iter().map(|family| family.members.len() as u64).sum::<u64>();
    }
    store.close();
    assert_eq!((n_families, n_people), (n_rows() / 3, n_rows()));
}
