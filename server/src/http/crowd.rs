//! How many connections each address has open, so that one machine cannot take all of them.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Counts the connections of each address. Bounded by the number of open connections.
#[derive(Clone, Debug)]
pub struct Crowd {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    per_address_max: usize,
}

/// One open connection; counted until it is dropped.
#[derive(Debug)]
pub struct Member {
    crowd: Crowd,
    address: IpAddr,
}

impl Crowd {
    /// At most so many of one address.
    #[must_use]
    pub fn new(per_address_max: usize) -> Self {
        Self { open: Arc::default(), per_address_max }
    }

    /// Counts a connection; `None` when its address has as many as it may.
    #[must_use]
    pub fn join(&self, address: IpAddr) -> Option<Member> {
        let mut open = self.lock();
        let n_open = open.entry(address).or_default();
        if *n_open >= self.per_address_max {
            return None;
        }
        *n_open += 1;
        Some(Member { crowd: self.clone(), address })
    }

    /// The map is whole even after a panic: each change to it is one step.
    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        let mut open = self.crowd.lock();
        if let Some(n_open) = open.get_mut(&self.address) {
            *n_open -= 1;
            if *n_open == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn each_address_has_its_own_share_and_gets_it_back() {
        let crowd = Crowd::new(2);
        let (one, other) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let first = crowd.join(one).unwrap();
        let second = crowd.join(one).unwrap();
        assert!(crowd.join(one).is_none());
        assert!(crowd.join(other).is_some());
        drop(first);
        assert!(crowd.join(one).is_some());
        drop(second);
        assert!(crowd.lock().is_empty());
    }
}
