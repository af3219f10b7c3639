//! `mutakhir restore`: goes back to a copy of the database.

use std::error::Error;
use std::path::PathBuf;

use clap::Args;
use server::clock::Clock;
use server::restore::{Restored, restore};
use shared::day::Day;

/// What to put where.
#[derive(Args)]
pub struct Restore {
    /// The copy, as a backup has made it. It stays as it is.
    #[arg(value_name = "FILE")]
    copy: PathBuf,
    /// The folder of the database; made when it is missing. No server may be running on it.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
}

/// Does it and prints what is in place now.
///
/// # Errors
/// When the copy is of no use or a server is running.
pub fn run(options: &Restore) -> Result<(), Box<dyn Error>> {
    let Restored { contents, old, is_old_damaged } =
        restore(&options.copy, &options.data, &Clock::system())?;
    if let Some(contents) = contents {
        let newest = contents.newest_ms.map_or("-".into(), |ms| Day::in_tuban(ms).to_string());
        println!("in place: {} records, the newest stored on {newest}", contents.n_records);
    }
    if let Some(old) = old {
        println!("kept: {}", old.display());
    }
    if is_old_damaged {
        eprintln!("the old database is damaged; it was kept as it is, with the log beside it");
    }
    eprintln!(
        "accounts, passwords and phones are as they were when the copy was made: see what has to be \
         done again with `account list` and `account devices`"
    );
    Ok(())
}
