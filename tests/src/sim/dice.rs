//! Chance from a seed: SplitMix64, small and the same everywhere.

use std::{cell::Cell, rc::Rc};

/// A source of chance; clones draw from the same sequence.
#[derive(Clone, Debug)]
pub struct Dice {
    state: Rc<Cell<u64>>,
}

impl Dice {
    /// Begins with a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let dice = Self { state: Rc::new(Cell::new(seed)) };
        // Neighbouring seeds part after a draw.
        dice.number();
        dice
    }

    /// Any number.
    pub fn number(&self) -> u64 {
        let state = self.state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.state.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    #[must_use]
    pub fn between(&self, low: u64, high: u64) -> u64 {
        low + self.number() % (high - low + 1)
    }

    /// True that often in a hundred.
    #[must_use]
    pub fn percent(&self, chance: u64) -> bool {
        self.number() % 100 < chance
    }

    /// One of them; `None` when there are none.
    #[must_use]
    pub fn pick<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        let len = u64::try_from(of.len()).unwrap_or(u64::MAX);
        let idx = self.number().checked_rem(len)?;
        of.get(usize::try_from(idx).ok()?)
    }
}
