//! Fetches the English words. The module carries only the Indonesian ones.

use shared::text::english;

use crate::net::fetch;

/// Has the English words at hand from then on; false when they cannot be fetched now.
pub async fn load() -> bool {
    if english::is_here() {
        return true;
    }
    fetch::named("english").await.is_some_and(|file| english::install(&file))
}
