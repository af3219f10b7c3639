//! `mutakhir restore`: goes back to a copy of the database.

use std::error::Error;
use std::path::PathBuf;

use clap::Args;
use server::clock::Clock;
use server::restore::{Photos, Restored, restore};
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
    let Restored { contents, old, photos, is_old_damaged } =
        restore(&options.copy, &options.data, &Clock::system())?;
    if let Some(contents) = contents {
        let newest = contents.newest_ms.map_or("-".into(), |ms| Day::in_tuban(ms).to_string());
        println!("in place: {} records, the newest stored on {newest}", contents.n_records);
    }
    println!("{}", words(&photos));
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

/// How the photos stand, in the words of the office.
fn words(photos: &Photos) -> String {
    let Photos { n_named, n_after, n_missing, records } = photos;
    let mut words = format!("foto: {n_named} tercatat");
    if *n_after > 0 {
        words += &format!(", {n_after} di antaranya datang sesudah salinan ini dibuat");
    }
    if *n_missing == 0 {
        return words + ", semua berkasnya ada";
    }
    let records: Vec<_> = records.iter().map(ToString::to_string).collect();
    words += &format!(
        ", {n_missing} berkasnya tidak ada di folder blobs. Salin folder itu dari cadangan: HP tidak \
         menyimpan foto yang sudah diterima, jadi foto ini tidak dapat diminta lagi. Nomor laporan"
    );
    if records.len() < usize::try_from(*n_missing).unwrap_or(usize::MAX) {
        words += " (sebagian)";
    }
    words + ": " + &records.join(", ")
}

#[cfg(test)]
mod tests {
    use shared::id::RecordId;

    use super::*;

    #[test]
    fn the_office_reads_how_many_photos_have_no_file_and_of_which_records() {
        let mut photos = Photos { n_named: 3, ..Photos::default() };
        assert_eq!(words(&photos), "foto: 3 tercatat, semua berkasnya ada");
        photos.n_missing = 2;
        photos.records = vec![RecordId([1; 16])];
        let told = words(&photos);
        assert!(told.contains("2 berkasnya tidak ada"), "{told}");
        assert!(told.ends_with("(sebagian): 01010101-0101-0101-0101-010101010101"), "{told}");
    }
}
