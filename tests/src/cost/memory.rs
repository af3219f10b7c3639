//! The memory of this program, counted: an allocator around the system's own.
//!
//! A test program that measures declares it as its `#[global_allocator]`. What SQLite takes is not in
//! it: its cache has a limit of its own (2 MB a connection).

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
};

/// Counts what goes through it.
#[derive(Debug)]
pub struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static N_ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

fn add(n_bytes: usize) {
    N_ALLOCATIONS.fetch_add(1, Relaxed);
    let now = NOW.fetch_add(n_bytes, Relaxed) + n_bytes;
    PEAK.fetch_max(now, Relaxed);
}

#[expect(unsafe_code, reason = "an allocator is unsafe by its nature; this one only passes on")]
// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, n_bytes: usize) -> *mut u8 {
        // Both may be there for a moment.
        add(n_bytes);
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(at, layout, n_bytes) }
    }
}

/// How often something was taken so far.
#[must_use]
pub fn n_allocations() -> u64 {
    N_ALLOCATIONS.load(Relaxed)
}

/// What was taken since it began.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    bytes: usize,
}

impl Since {
    /// Begins to count. Only one at a time sees its own peak.
    #[must_use]
    pub fn now() -> Self {
        let bytes = NOW.load(Relaxed);
        PEAK.store(bytes, Relaxed);
        Self { bytes }
    }

    /// The most that was taken at a time, bytes.
    #[must_use]
    pub fn peak(self) -> usize {
        PEAK.load(Relaxed).saturating_sub(self.bytes)
    }
}
