//! `mutakhir push`: hands in a rescue file that a person saved on a phone.

use std::error::Error;
use std::path::PathBuf;

use clap::Args;
use server::clock::Clock;
use server::folder::Folder;
use server::rescue::{HandedIn, hand_in, read, verdict_word};

/// What to hand in where.
#[derive(Args)]
pub struct Push {
    /// The rescue file (`….mutakhir`). It stays as it is, and may be handed in again.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder of the database; a server may be running on it.
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
}

/// Does it and prints what became of each change.
///
/// # Errors
/// When the file cannot be read or is of somebody unknown, or the database refuses.
pub async fn run(options: Push) -> Result<(), Box<dyn Error>> {
    let file = read(&options.file)?;
    let folder = Folder::beside(&options.data)?;
    let store = folder.open(None)?;
    let done = hand_in(&store, file, Clock::system().now_ms()).await;
    tokio::task::spawn_blocking(move || store.close()).await?;
    let HandedIn { name, answers, n_drafts } = done?;
    for (parcel_idx, answer) in &answers {
        let change =
            answer.change.map_or_else(|| format!("parcel {parcel_idx}"), |id| id.to_string());
        println!("{change}  {}", verdict_word(answer));
    }
    // Not where scripts read the verdicts.
    eprintln!("handed in for {name}: {} changes", answers.len());
    eprintln!("photos are in no such file: what the phone still has, it sends by itself");
    if n_drafts > 0 {
        eprintln!("unfinished forms that stay in the file: {n_drafts}");
    }
    Ok(())
}
