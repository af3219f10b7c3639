//! The running store: threads, groups, limits, the desk and accounts.
