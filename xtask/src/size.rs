//! `cargo xtask size`: what a phone downloads, against its ceilings and against the last commit on main.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::app::App;
use crate::progress::Progress;
use crate::repo::Repo;
use crate::site::Site;
use crate::{build, command, dist, why};

/// The most that everything in `dist/field` but pictures should take; brotli bytes, eight forms.
/// On the slowest line that people work on, 5 kB a second, 10 kB are two seconds once a release.
const TOTAL_BYTES_CEILING: usize = 400_000;
/// The most that should be fetched before a form can be filled in; brotli bytes, eight forms.
const BEFORE_FORM_BYTES_CEILING: usize = 150_000;
/// What fails while the ceiling is missed, with room for daily work; `docs/measures.md` says why it is
/// missed. Becomes the ceiling as soon as that is met.
const TOTAL_BYTES_MAX: usize = 615_000;
/// As above, for what is fetched before a form.
const BEFORE_FORM_BYTES_MAX: usize = 215_000;

/// How the name of the module begins that the page starts with; the others are chunks.
const FIRST: &str = "field-";

/// Brotli bytes of each file as they were when somebody last recorded them.
const RECORD: &str = "docs/sizes.tsv";
/// Where the record to compare with is looked for, in this order.
const COMPARED: [&str; 3] = ["main", "origin/main", "HEAD"];

/// What `cargo xtask size` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Also list what each crate weighs in the field WASM, and refuse those that do not belong.
    #[arg(long)]
    why: bool,
    /// Also write the sizes to docs/sizes.tsv, with which later builds are compared.
    #[arg(long)]
    record: bool,
}

/// Builds, prints the table and holds it against the ceilings.
///
/// # Errors
/// When the build fails, a ceiling is exceeded or a crate is in the WASM that must not be.
pub fn main(repo: &Repo, options: &Options) -> Result<()> {
    build::frontend(repo, &mut Progress::new(build::N_STEPS))?;
    let foreign = if options.why { why::main(repo) } else { Ok(()) };
    let rows = rows(repo)?;
    if options.record {
        let record = repo.path(RECORD);
        fs::write(&record, recorded(&rows))
            .with_context(|| format!("cannot write {}", record.display()))?;
    }
    show(repo, &rows)?;
    foreign
}

/// Prints the table of what is in `dist` and holds it against the ceilings.
///
/// # Errors
/// When one is exceeded.
pub fn report(repo: &Repo) -> Result<()> {
    show(repo, &rows(repo)?)
}

fn rows(repo: &Repo) -> Result<Vec<Row>> {
    measure(&dist::read(&repo.path("dist").join(App::Field.name()))?)
}

fn show(repo: &Repo, rows: &[Row]) -> Result<()> {
    print!("{}", table(rows));
    match earlier(repo) {
        Some((branch, record)) => print!("{}", changes(&branch, &read_record(&record), rows)),
        None => println!("no earlier commit has recorded its sizes in {RECORD}"),
    }
    check(rows)
}

/// The sizes that the last commit on the main branch recorded, and how that branch is called here.
fn earlier(repo: &Repo) -> Option<(String, String)> {
    COMPARED.iter().find_map(|branch| {
        let shown = command::capture(
            Command::new("git")
                .args(["show", &format!("{branch}:{RECORD}")])
                .current_dir(&repo.root),
        );
        Some(((*branch).to_owned(), shown.ok()?))
    })
}

/// The record as it is stored: a line for each file, its name without the hash and its brotli bytes.
fn recorded(rows: &[Row]) -> String {
    let counted = rows.iter().filter(|row| row.when != When::Picture);
    let line = |row: &Row| format!("{}\t{}\n", stem(&row.name), row.bytes.brotli);
    counted.map(line).collect()
}

fn read_record(record: &str) -> BTreeMap<&str, usize> {
    let lines = record.lines().filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(name, bytes)| Some((name, bytes.parse().ok()?))).collect()
}

/// `field-1a2b3c4d.wasm` → `field.wasm`.
fn stem(name: &str) -> String {
    match (name.rsplit_once('-'), name.rsplit_once('.')) {
        (Some((stem, _)), Some((_, extension))) if pack::is_fingerprinted(name) => {
            format!("{stem}.{extension}")
        }
        _ => name.to_owned(),
    }
}

/// What has become larger or smaller since that record.
fn changes(branch: &str, earlier: &BTreeMap<&str, usize>, rows: &[Row]) -> String {
    let record = recorded(rows);
    let now = read_record(&record);
    let names: BTreeSet<&str> = earlier.keys().chain(now.keys()).copied().collect();
    let bytes = |of: &BTreeMap<&str, usize>, name| of.get(name).copied().unwrap_or_default();
    let mut text = format!("brotli bytes against {RECORD} on {branch}:\n");
    let mut line = |name: &str, before: usize, after: usize| {
        if before != after {
            let sign = if after > before { '+' } else { '-' };
            text +=
                &format!("{name:<28} {before:>9} {after:>9}  {sign}{}\n", after.abs_diff(before));
        }
    };
    for name in names {
        line(name, bytes(earlier, name), bytes(&now, name));
    }
    line("everything but pictures", earlier.values().sum(), now.values().sum());
    if text.lines().count() == 1 {
        text += "no change\n";
    }
    text
}

/// When a file is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Before a form can be filled in.
    BeforeForm,
    /// Later, in the background, for use offline.
    Later,
    /// By the system for its home screen; not in the budget.
    Picture,
}

impl When {
    /// What is not known to come later counts as coming first.
    fn of(name: &str) -> Self {
        let is_lazy = ["who-", "regions-", "english-"].iter().any(|stem| name.starts_with(stem))
            || name.ends_with(".wasm") && !name.starts_with(FIRST);
        if name.starts_with("icons/") {
            Self::Picture
        } else if name == "sw.js" || is_lazy {
            Self::Later
        } else {
            Self::BeforeForm
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::BeforeForm => "before a form",
            Self::Later => "later",
            Self::Picture => "picture",
        }
    }
}

#[derive(Clone, Debug)]
struct Row {
    name: String,
    when: When,
    bytes: Bytes,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bytes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

fn measure(site: &Site) -> Result<Vec<Row>> {
    site.iter()
        .map(|(name, content)| {
            let raw = content.len();
            let bytes = if name.ends_with(".png") {
                Bytes { raw, gzip: raw, brotli: raw }
            } else {
                Bytes {
                    raw,
                    gzip: pack::gzip(content)?.len(),
                    brotli: pack::brotli(content)?.len(),
                }
            };
            Ok(Row { name: name.clone(), when: When::of(name), bytes })
        })
        .collect()
}

fn sum(rows: &[Row], counts: impl Fn(When) -> bool) -> Bytes {
    let mut sum = Bytes::default();
    for row in rows.iter().filter(|row| counts(row.when)) {
        sum.raw += row.bytes.raw;
        sum.gzip += row.bytes.gzip;
        sum.brotli += row.bytes.brotli;
    }
    sum
}

fn before_form(rows: &[Row]) -> Bytes {
    sum(rows, |when| when == When::BeforeForm)
}

fn total(rows: &[Row]) -> Bytes {
    sum(rows, |when| when != When::Picture)
}

fn table(rows: &[Row]) -> String {
    let mut text =
        format!("{:<28} {:>9} {:>9} {:>9}  fetched\n", "dist/field", "raw", "gzip -9", "brotli 11");
    let mut line = |name: &str, bytes: Bytes, remark: &str| {
        // Writing to a string cannot fail.
        writeln!(
            text,
            "{name:<28} {:>9} {:>9} {:>9}  {remark}",
            bytes.raw, bytes.gzip, bytes.brotli
        )
        .ok();
    };
    for row in rows {
        line(&row.name, row.bytes, row.when.label());
    }
    let (first, all) = (before_form(rows), total(rows));
    line("before a form can be filled", first, &against(first.brotli, BEFORE_FORM_BYTES_CEILING));
    line("everything but pictures", all, &against(all.brotli, TOTAL_BYTES_CEILING));
    text
}

/// How far it is to a ceiling.
fn against(bytes: usize, ceiling: usize) -> String {
    if bytes > ceiling {
        format!("ceiling {ceiling}: MISSED by {}", bytes - ceiling)
    } else {
        format!("ceiling {ceiling}: met")
    }
}

fn check(rows: &[Row]) -> Result<()> {
    for (what, bytes, max) in [
        ("what is fetched before a form can be filled", before_form(rows), BEFORE_FORM_BYTES_MAX),
        ("everything but pictures", total(rows), TOTAL_BYTES_MAX),
    ] {
        if bytes.brotli > max {
            bail!(
                "{what} takes {} brotli bytes, {} over the limit; {}",
                bytes.brotli,
                bytes.brotli - max,
                remedy(rows)
            );
        }
    }
    Ok(())
}

fn remedy(rows: &[Row]) -> &'static str {
    // esbuild would have joined them.
    if rows.iter().any(|row| row.name.starts_with("snippets/")) {
        "this build did without wasm-opt and esbuild, and the limits are for one with them: \
         install node and npm (Debian: `apt-get install nodejs npm`) and build again"
    } else {
        "`cargo xtask size --why` shows which crate weighs what"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, brotli: usize) -> Row {
        Row {
            name: name.to_owned(),
            when: When::of(name),
            bytes: Bytes { raw: brotli * 3, gzip: brotli * 2, brotli },
        }
    }

    #[test]
    fn each_file_counts_where_it_is_fetched() {
        for (name, when) in [
            ("index.html", When::BeforeForm),
            ("boot-00000000.js", When::BeforeForm),
            ("field-00000000.wasm", When::BeforeForm),
            ("field-00000000.css", When::BeforeForm),
            ("records-00000000.wasm", When::Later),
            ("chunk_2-00000000.wasm", When::Later),
            ("manifest.webmanifest", When::BeforeForm),
            ("something-new.js", When::BeforeForm),
            ("sw.js", When::Later),
            ("who-00000000.bin", When::Later),
            ("regions-00000000.bin", When::Later),
            ("icons/512.png", When::Picture),
            ("icons/icon.svg", When::Picture),
        ] {
            assert_eq!(When::of(name), when, "{name}");
        }
    }

    #[test]
    fn each_budget_is_held_by_itself() {
        let later = TOTAL_BYTES_MAX - BEFORE_FORM_BYTES_MAX;
        let first = || row("field-0.wasm", BEFORE_FORM_BYTES_MAX);
        let fits = [first(), row("who-0.bin", later), row("icons/512.png", 50_000)];
        assert!(check(&fits).is_ok());
        let too_early = [row("field-0.wasm", BEFORE_FORM_BYTES_MAX + 1)];
        assert!(check(&too_early).expect_err("over").to_string().contains("1 over the limit"));
        let too_much = [first(), row("who-0.bin", later + 2)];
        assert!(check(&too_much).expect_err("over").to_string().contains("2 over the limit"));
        let plain = [first(), row("snippets/a.js", later + 2)];
        assert!(check(&plain).expect_err("over").to_string().contains("install node"));
        assert!(!check(&too_much).expect_err("over").to_string().contains("install node"));
    }

    #[test]
    fn what_changed_since_the_record_is_said_by_name() {
        let rows = [row("field-00000000.wasm", 900), row("sw.js", 80), row("new-11111111.wasm", 5)];
        let earlier = read_record("field.wasm\t1000\nsw.js\t80\ngone.wasm\t7\n");
        let text = changes("main", &earlier, &rows);
        let lines: Vec<Vec<&str>> =
            text.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[0], ["field.wasm", "1000", "900", "-100"], "{text}");
        assert_eq!(lines[1], ["gone.wasm", "7", "0", "-7"], "{text}");
        assert_eq!(lines[2], ["new.wasm", "0", "5", "+5"], "{text}");
        assert!(lines[3].ends_with(&["1087", "985", "-102"]), "{text}");
        assert_eq!(lines.len(), 4, "what stayed is not listed: {text}");
        let record = recorded(&rows);
        assert!(changes("main", &read_record(&record), &rows).ends_with("no change\n"));
    }

    #[test]
    fn the_table_ends_with_the_sums() {
        let table = table(&[row("index.html", 1_000), row("sw.js", 500), row("icons/1.png", 7)]);
        let last: Vec<_> = table.lines().rev().take(2).collect();
        assert!(last[1].contains(" 1000 "), "{table}");
        assert!(last[0].contains(" 1500 "), "{table}");
    }
}
