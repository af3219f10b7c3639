//! Local storage in memory.
