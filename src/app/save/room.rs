//! The room left in localStorage, and the reserve that lets a save finish when there is none.

use super::Keeper;
use crate::store::memory::cost;
use crate::store::{Fault, Local, Mirror, Room, keys, pack};

/// How full localStorage is, in code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    pub used: u32,
    pub budget: u32,
}

/// Percent of the budget at which a person is told.
pub const WARN_AT: u32 = 70;
/// Percent of the budget above which the oldest segments live in the mirror alone.
pub const SPILL_AT: u32 = 85;

impl Space {
    pub fn percent(self) -> u32 {
        (u64::from(self.used) * 100 / u64::from(self.budget.max(1))) as u32
    }

    /// Whether a person should hear that room is getting short.
    pub fn is_short(self) -> bool {
        self.percent() >= WARN_AT
    }

    pub(super) fn is_crowded(self) -> bool {
        self.percent() >= SPILL_AT
    }
}

impl<L: Local, M: Mirror> Keeper<L, M> {
    /// # Errors
    /// Why localStorage could not be asked.
    pub fn room(&self) -> Result<Space, Fault> {
        let Room { used, budget } = self.local()?.room()?;
        Ok(Space { used, budget })
    }

    /// Gives the reserve up. Some browsers only find the room in a later task.
    pub fn free_reserve(&self) {
        if let (Ok(local), true) = (self.local(), self.may_write()) {
            // Whether it went is seen by the next write.
            let _ = local.remove(keys::RESERVE);
        }
        let _ = self.with(|open| open.has_reserve = false);
    }

    /// Sets the reserve aside, where there is room for it without crowding what is written. For an idle moment.
    pub fn restore_reserve(&self) {
        let (Ok(local), Ok(space)) = (self.local(), self.room()) else { return };
        let is_needed =
            self.may_write() && self.with(|open| !open.has_reserve && open.behind.is_empty()).unwrap_or(false);
        let with_reserve = Space { used: space.used.saturating_add(keys::RESERVE_UNITS as u32), ..space };
        if is_needed && !with_reserve.is_crowded() && local.set(keys::RESERVE, &reserve()).is_ok() {
            let _ = self.with(|open| open.has_reserve = true);
        }
    }
}

/// As many zero bytes as make the reserve its size: whole units, and the one that ends them.
fn reserve() -> Vec<u8> {
    let units = keys::RESERVE_UNITS - cost(keys::RESERVE, 0);
    vec![0; (units * pack::BITS as usize).div_ceil(8)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserve_is_64k_units() {
        assert_eq!(cost(keys::RESERVE, reserve().len()), 64 * 1024);
    }

    #[test]
    fn a_person_is_told_at_seventy_percent() {
        let at = |used| Space { used, budget: 1000 };
        assert!(!at(699).is_short() && at(700).is_short());
        assert!(!at(849).is_crowded() && at(850).is_crowded());
    }
}
