//! `mutakhir import`: lists of the office, laid over the register.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use server::clock::Clock;
use server::folder::{Folder, private};
use server::import::columns::Mapping;
use server::import::date::Order;
use server::import::line::Reading;
use server::import::place::Places;
use server::import::report::Report;
use server::import::table::read_file;
use server::import::{Beginning, beginning};
use server::places;
use shared::region::VillageCode;

/// How often a long import says how far it is, rows.
const SAY_EVERY: u64 = 10_000;

/// What to import, and how it is written.
#[derive(Args)]
pub struct Import {
    /// The list: CSV or XLSX, a row per person or per family, with one row of titles. Other columns than
    /// village and name may be missing.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Which column says what, one in a line: nama = Nama Lengkap. What it does not name is guessed;
    /// --dry-run prints a whole one.
    #[arg(long, value_name = "MAPFILE")]
    map: Option<PathBuf>,
    /// Store nothing; show the columns and what would become of the rows.
    #[arg(long)]
    dry_run: bool,
    /// Write what is refused, different or odd into this file, with what to do about it.
    #[arg(long, value_name = "OUT.csv")]
    errors: Option<PathBuf>,
    /// How dates are written: 31/12/1980, 12/31/1980 or 1980-12-31.
    #[arg(long, value_enum, default_value_t = DateOrder::Dmy)]
    date_order: DateOrder,
    /// The village of all rows, where no column names one.
    #[arg(long, value_name = "CODE", value_parser = VillageCode::parse)]
    village: Option<VillageCode>,
    /// The list is of families or people to be visited: village, name or number, reason, due date.
    #[arg(long)]
    tasks: bool,
    /// What the list is called. A column of keys means the same in all lists of one name.
    #[arg(long, value_name = "NAME", default_value = "daftar")]
    source: String,
    /// The folder of the database; a server may be running on it.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum DateOrder {
    Dmy,
    Mdy,
    Ymd,
}

/// Does it and prints what became of the rows.
///
/// # Errors
/// When a file cannot be read or written, or the database refuses.
pub fn run(options: Import) -> Result<(), Box<dyn Error>> {
    if let Some(village) = options.village {
        places::named(village)?;
    }
    let mapping = match &options.map {
        Some(path) => Mapping::parse(&String::from_utf8_lossy(&read_file(path)?))?,
        None => Mapping::default(),
    };
    let bytes = read_file(&options.file)?;
    let Beginning { title_line, columns } = beginning(&bytes, &mapping)?;
    println!("# kolom di baris {title_line} · columns in row {title_line}\n{}", columns.words());
    let folder = Folder::beside(&options.data)?;
    let store = folder.open(None)?;
    let clock = Clock::system();
    let places = Places::default();
    let order = match options.date_order {
        DateOrder::Dmy => Order::Dmy,
        DateOrder::Mdy => Order::Mdy,
        DateOrder::Ymd => Order::Ymd,
    };
    let import = server::import::Import {
        store: &store,
        reading: Reading {
            columns: &columns,
            places: &places,
            village: options.village,
            order,
            today: clock.today(),
            source: &options.source,
        },
        title_line,
        is_dry: options.dry_run,
        now_ms: clock.now_ms(),
    };
    let errors = match &options.errors {
        Some(path) => {
            // It says in which row somebody has which trouble: nobody else's to read.
            let file: File = private().create(true).truncate(true).open(path)?;
            Some(Box::new(BufWriter::new(file)) as Box<dyn Write>)
        }
        None => None,
    };
    let mut report = Report::new(errors)?;
    let mut said = 0;
    let mut progress = |n_read: u64| {
        if n_read / SAY_EVERY > said {
            said = n_read / SAY_EVERY;
            eprintln!("{n_read}");
        }
    };
    let done = if options.tasks {
        import.run_tasks(&bytes, &mut report, &mut progress)
    } else {
        import.run(&bytes, &mut report, &mut progress)
    };
    store.close();
    let counts = report.finish()?;
    done?;
    if options.dry_run {
        println!("# percobaan, tidak ada yang disimpan · dry run, nothing is stored");
    }
    print!("{}", counts.words());
    if let Some(path) =
        options.errors.filter(|_| counts.n_refused + counts.n_kept + counts.n_notes > 0)
    {
        println!("lihat · see: {}", path.display());
    }
    Ok(())
}
