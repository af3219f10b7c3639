//! `cargo xtask size`: what a phone downloads, against its goal and its limit.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::app::App;
use crate::progress::Progress;
use crate::repo::Repo;
use crate::site::Site;
use crate::{build, dist, why};

/// Where everything in `dist/field` but pictures must get to, brotli bytes; two forms.
const TOTAL_BYTES_GOAL: usize = 135_000;
/// Where what is fetched before a form can be filled in must get to, brotli bytes; two forms.
const BEFORE_FORM_BYTES_GOAL: usize = 125_000;
/// What fails the build until the goal is reached: today's size and a little air. Only ever lowered.
const TOTAL_BYTES_MAX: usize = 162_000;
/// As above, for what is fetched before a form can be filled in; kept below the goal, which has to
/// hold for six more kinds of forms.
const BEFORE_FORM_BYTES_MAX: usize = 88_000;

/// What `cargo xtask size` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Also list what each crate weighs in the field WASM, and refuse those that do not belong.
    #[arg(long)]
    why: bool,
}

/// Builds, prints the table and holds it against the budget.
///
/// # Errors
/// When the build fails, a budget is exceeded or a crate is in the WASM that must not be.
pub fn main(repo: &Repo, options: &Options) -> Result<()> {
    build::frontend(repo, &mut Progress::new(build::N_STEPS))?;
    let foreign = if options.why { why::main(repo) } else { Ok(()) };
    report(repo)?;
    foreign
}

/// Prints the table of what is in `dist` and holds it against the budget.
///
/// # Errors
/// When a budget is exceeded.
pub fn report(repo: &Repo) -> Result<()> {
    let rows = measure(&dist::read(&repo.path("dist").join(App::Field.name()))?)?;
    print!("{}", table(&rows));
    check(&rows)
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
        let is_lazy = ["who-", "regions-", "english-"].iter().any(|stem| name.starts_with(stem));
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
    line("before a form can be filled", first, &against(first.brotli, BEFORE_FORM_BYTES_GOAL));
    line("everything but pictures", all, &against(all.brotli, TOTAL_BYTES_GOAL));
    text
}

/// How far it is to a goal.
fn against(bytes: usize, goal: usize) -> String {
    if bytes > goal {
        format!("goal {goal}: MISSED by {}", bytes - goal)
    } else {
        format!("goal {goal}: met")
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
        let first = || row("a.wasm", BEFORE_FORM_BYTES_MAX);
        let fits = [first(), row("who-0.bin", later), row("icons/512.png", 50_000)];
        assert!(check(&fits).is_ok());
        let too_early = [row("a.wasm", BEFORE_FORM_BYTES_MAX + 1)];
        assert!(check(&too_early).expect_err("over").to_string().contains("1 over the limit"));
        let too_much = [first(), row("who-0.bin", later + 2)];
        assert!(check(&too_much).expect_err("over").to_string().contains("2 over the limit"));
        let plain = [first(), row("snippets/a.js", later + 2)];
        assert!(check(&plain).expect_err("over").to_string().contains("install node"));
        assert!(!check(&too_much).expect_err("over").to_string().contains("install node"));
    }

    #[test]
    fn a_missed_goal_is_said_with_the_distance() {
        assert_eq!(against(125_010, 125_000), "goal 125000: MISSED by 10");
        assert_eq!(against(125_000, 125_000), "goal 125000: met");
    }

    #[test]
    fn the_table_ends_with_the_sums() {
        let table = table(&[row("index.html", 1_000), row("sw.js", 500), row("icons/1.png", 7)]);
        let last: Vec<_> = table.lines().rev().take(2).collect();
        assert!(last[1].contains(" 1000 "), "{table}");
        assert!(last[0].contains(" 1500 "), "{table}");
    }
}
