//! Blobs in memory.

use shared::id::{AccountId, BlobId, RecordId};

use super::{
    super::{
        StoreError,
        blobs::{Blob, BlobReads, BlobState, BlobUse, Blobs},
    },
    MemoryTx,
};

impl BlobReads for MemoryTx<'_> {
    fn blob(&self, id: BlobId) -> Result<Option<Blob>, StoreError> {
        Ok(self.people().blobs.get(&id).cloned())
    }

    fn blobs_of_record(&self, record: RecordId, limit: u32) -> Result<Vec<Blob>, StoreError> {
        let of_record = self.people().blobs.values().filter(|blob| blob.record == record);
        Ok(of_record.take(limit as usize).cloned().collect())
    }

    fn blob_use(&self, account: AccountId, since_ms: u64) -> Result<BlobUse, StoreError> {
        let mut sum = BlobUse::default();
        for blob in self.people().blobs.values().filter(|blob| blob.account == account) {
            sum.n_arriving += u32::from(blob.state == BlobState::Arriving);
            if blob.announced_at_ms >= since_ms {
                sum.n_announced += 1;
                sum.n_bytes += u64::from(blob.n_bytes);
            }
        }
        Ok(sum)
    }

    fn blobs_arriving_since(&self, before_ms: u64, limit: u32) -> Result<Vec<BlobId>, StoreError> {
        let is_old =
            |blob: &&Blob| blob.state == BlobState::Arriving && blob.announced_at_ms < before_ms;
        let mut old: Vec<_> = self.people().blobs.values().filter(is_old).collect();
        old.sort_by_key(|blob| blob.announced_at_ms);
        Ok(old.into_iter().take(limit as usize).map(|blob| blob.id).collect())
    }
}

impl Blobs for MemoryTx<'_> {
    fn put_blob(&mut self, blob: &Blob) -> Result<(), StoreError> {
        self.expect_account(blob.account)?;
        self.people_mut().blobs.insert(blob.id, blob.clone());
        Ok(())
    }

    fn delete_blob(&mut self, id: BlobId) -> Result<(), StoreError> {
        self.people_mut().blobs.remove(&id);
        Ok(())
    }
}
