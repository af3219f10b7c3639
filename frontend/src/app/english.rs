//! Fetches the English words. The module carries only the Indonesian ones.

use shared::text::english;

use crate::browser::fetch;

/// Fetches the English words unless they are here; false when they cannot be fetched now.
pub async fn load() -> bool {
    if english::is_here() {
        return true;
    }
    fetch::file("english").await.is_some_and(|file| english::install(&file))
}
