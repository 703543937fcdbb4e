//! Argon2id (RFC 9106): a secret and a salt become 32 bytes, slowly and in much memory, so that guessing is dear.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

use super::{
    entropy::{Entropy, random},
    key::KeyBytes,
    secret::Secret,
};

/// Argon2id's cost. Memory is in KiB; `memory_kib * passes` is what time grows with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

/// Why no key was derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KdfError {
    /// Below 19 MiB or two passes: cheap enough to guess against, so an altered header is the likely reason.
    TooCheap,
    /// Above 1 GiB, 16 passes or four lanes: would never finish on the devices Held is for.
    TooDear,
    /// The device has no room for the memory asked for at the moment. Closing other pages may help.
    OutOfMemory,
}

const MIB: u32 = 1024;

impl Kdf {
    /// 64 MiB, three passes, one lane: the cheapest a new vault is made with, and the cost of a backup.
    pub const FLOOR: Self = Self { memory_kib: 64 * MIB, passes: 3, lanes: 1 };

    /// The most memory a new vault is made with, 128 MiB: it has to open again on a smaller device.
    pub const CREATION_MEMORY_KIB: u32 = 128 * MIB;

    // The smallest setting of OWASP's Password Storage Cheat Sheet: what is below it is refused.
    const LEAST_MEMORY_KIB: u32 = 19 * MIB;
    const LEAST_PASSES: u32 = 2;
    const MOST_MEMORY_KIB: u32 = 1024 * MIB;
    const MOST_PASSES: u32 = 16;
    const MOST_LANES: u32 = 4;

    /// Whether this cost is one to work with; [`derive()`] asks it first.
    pub fn check(self) -> Result<(), KdfError> {
        if self.memory_kib > Self::MOST_MEMORY_KIB || self.passes > Self::MOST_PASSES || self.lanes > Self::MOST_LANES {
            Err(KdfError::TooDear)
        } else if self.memory_kib < Self::LEAST_MEMORY_KIB || self.passes < Self::LEAST_PASSES || self.lanes == 0 {
            Err(KdfError::TooCheap)
        } else {
            Ok(())
        }
    }

    /// The cost to make a vault with on a device where [`Kdf::FLOOR`] took `floor_seconds`: about a second's worth,
    /// first in memory (up to 128 MiB), then in passes (up to 16). Never below the floor, even where that is slow.
    pub fn calibrated(floor_seconds: f64) -> Self {
        const WISHED_SECONDS: f64 = 1.0;
        let floor = Self::FLOOR;
        let times = WISHED_SECONDS / floor_seconds;
        // A clock that stood still or ran backwards says nothing.
        if !times.is_finite() || times <= 1.0 {
            return floor;
        }
        let memory_mib = f64::from(floor.memory_kib / MIB) * times.min(2.0);
        let memory_kib = (memory_mib as u32 * MIB).clamp(floor.memory_kib, Self::CREATION_MEMORY_KIB);
        let passes = f64::from(floor.passes) * times * f64::from(floor.memory_kib) / f64::from(memory_kib);
        Self { memory_kib, passes: (passes.round() as u32).clamp(floor.passes, Self::MOST_PASSES), lanes: floor.lanes }
    }

    /// Seconds this cost is expected to take on a device where [`Kdf::FLOOR`] took `floor_seconds`, for a bar that is
    /// labelled "about".
    pub fn expected(self, floor_seconds: f64) -> f64 {
        let work = |kdf: Self| f64::from(kdf.memory_kib) * f64::from(kdf.passes);
        floor_seconds * work(self) / work(Self::FLOOR)
    }
}

/// Random bytes that make the same passphrase give another key in another vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl Salt {
    pub fn random(entropy: &mut dyn Entropy) -> Self {
        Self(random(entropy))
    }
}

/// What Argon2id returns; 32 bytes a worker can hand over. Wiped when dropped.
pub struct Derived(pub Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Derived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Derived(..)")
    }
}

/// Argon2id, version 0x13, 32 bytes out, no key and no associated data. Takes about a second and `kdf.memory_kib` of
/// memory, which is wiped afterwards: run it in a worker.
///
/// # Errors
///
/// [`KdfError::TooCheap`] and [`KdfError::TooDear`] for a cost out of bounds, [`KdfError::OutOfMemory`] where the
/// memory cannot be had; nothing is aborted.
pub fn derive(secret: &Secret, salt: &Salt, kdf: Kdf) -> Result<Derived, KdfError> {
    kdf.check()?;
    let mut derived = KeyBytes::default();
    let params = Params::new(kdf.memory_kib, kdf.passes, kdf.lanes, Some(derived.len()))
        .expect("bounds checked above are narrower than Argon2's own");
    let mut memory = Zeroizing::new(Vec::new());
    memory.try_reserve_exact(params.block_count()).map_err(|_| KdfError::OutOfMemory)?;
    memory.resize(params.block_count(), Block::new());
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(secret.bytes(), &salt.0, &mut *derived, memory.as_mut_slice())
        .expect("salt, output and memory are of the lengths Argon2 asks for");
    Ok(Derived(derived))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAPEST: Kdf = Kdf { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

    #[test]
    fn a_cost_out_of_bounds_is_refused() {
        for (kdf, verdict) in [
            (Kdf::FLOOR, Ok(())),
            (CHEAPEST, Ok(())),
            (Kdf { memory_kib: 19 * 1024 - 1, ..CHEAPEST }, Err(KdfError::TooCheap)),
            (Kdf { passes: 1, ..CHEAPEST }, Err(KdfError::TooCheap)),
            (Kdf { passes: 1, memory_kib: 1024 * 1024, ..CHEAPEST }, Err(KdfError::TooCheap)),
            (Kdf { lanes: 0, ..CHEAPEST }, Err(KdfError::TooCheap)),
            (Kdf { memory_kib: 1024 * 1024, ..CHEAPEST }, Ok(())),
            (Kdf { memory_kib: 1024 * 1024 + 1, ..CHEAPEST }, Err(KdfError::TooDear)),
            (Kdf { passes: 17, ..CHEAPEST }, Err(KdfError::TooDear)),
            (Kdf { lanes: 5, ..CHEAPEST }, Err(KdfError::TooDear)),
            (Kdf { memory_kib: u32::MAX, passes: u32::MAX, lanes: u32::MAX }, Err(KdfError::TooDear)),
        ] {
            assert_eq!(kdf.check(), verdict, "{kdf:?}");
            if let Err(error) = verdict {
                let refused = derive(&Secret::new("lantern").unwrap(), &Salt([0; 16]), kdf);
                assert_eq!(refused.unwrap_err(), error, "{kdf:?}");
            }
        }
    }

    #[test]
    fn a_device_gets_about_a_second_and_never_less_than_the_floor() {
        for floor_seconds in [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 1.4] {
            let kdf = Kdf::calibrated(floor_seconds);
            assert!((0.5..=1.5).contains(&kdf.expected(floor_seconds)), "{floor_seconds} s: {kdf:?}");
            assert!(kdf.memory_kib >= Kdf::FLOOR.memory_kib && kdf.memory_kib <= Kdf::CREATION_MEMORY_KIB);
            assert!(kdf.passes >= Kdf::FLOOR.passes && kdf.check().is_ok());
        }
        for unusable in [0.0, -1.0, f64::NAN, f64::INFINITY, 30.0] {
            assert_eq!(Kdf::calibrated(unusable), Kdf::FLOOR, "{unusable}");
        }
        // A very fast device stops at what a slower one can still open.
        assert_eq!(Kdf::calibrated(1e-9), Kdf { memory_kib: 128 * 1024, passes: 16, lanes: 1 });
    }

    #[test]
    fn twice_the_memory_and_passes_is_expected_to_take_four_times_as_long() {
        let kdf = Kdf { memory_kib: 128 * 1024, passes: 6, lanes: 1 };
        assert!((kdf.expected(0.25) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn debug_shows_nothing_of_a_derived_key() {
        let derived = derive(&Secret::new("lantern").unwrap(), &Salt([7; 16]), CHEAPEST).unwrap();
        assert_eq!(format!("{derived:?}"), "Derived(..)");
    }
}
