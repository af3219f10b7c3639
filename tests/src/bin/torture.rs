//! `cargo xtask torture`: kills a server and cuts its power, again and again, under load.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use tests::torture::{Failure, Plan, Program, run};

fn main() -> ExitCode {
    let plan = match plan() {
        Ok(plan) => plan,
        Err(failure) => {
            eprintln!("torture: {failure}");
            return ExitCode::FAILURE;
        }
    };
    println!("seed {}", plan.seed);
    let began = Instant::now();
    match run(&plan) {
        Ok(done) => {
            println!(
                "{} kills and {} power cuts, {} changes and {} photos acknowledged: none lost, \
                 none doubled, {} checks in {:.0} s",
                done.n_kills,
                done.n_cuts,
                done.n_acknowledged,
                done.n_photos,
                done.n_checks,
                began.elapsed().as_secs_f64()
            );
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("torture: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn plan() -> Result<Plan, Failure> {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let (mut program, mut shim, mut n_kills, mut n_cuts) = (None, None, 0, 0);
    let mut seed = u64::from(since_1970.subsec_nanos());
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--program" => program = Some(PathBuf::from(value)),
            "--shim" => shim = Some(PathBuf::from(value)),
            "--kills" => n_kills = value.parse()?,
            "--cuts" => n_cuts = value.parse()?,
            "--seed" => seed = value.parse()?,
            _ => return Err(format!("unknown: {name}").into()),
        }
    }
    if let Some(shim) = shim.as_ref().filter(|shim| !shim.is_file()) {
        // The loader would only warn, and a disk that keeps nothing loses everything.
        return Err(format!("there is no shim {}", shim.display()).into());
    }
    let program = Program::Mutakhir(program.ok_or("--program PATH is missing")?);
    Ok(Plan { program, shim, n_kills, n_cuts, seed, lies: None })
}
