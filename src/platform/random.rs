//! Randomness from the system: `crypto.getRandomValues` in a browser, the kernel elsewhere.

use crate::vault::Entropy;

/// The system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Entropy for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        // Without randomness no key and no nonce is safe, so nothing may go on.
        getrandom::fill(bytes).expect("the system gives randomness");
    }
}

impl SystemRandom {
    /// The random half of a new page's id.
    pub fn id_bytes() -> [u8; 10] {
        let mut bytes = [0; 10];
        Self.fill(&mut bytes);
        bytes
    }

    /// What shuffles the decks of a device, drawn once.
    pub fn seed() -> u64 {
        let mut bytes = [0; 8];
        Self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// A coin, for what is drawn once per device.
    pub fn coin() -> bool {
        let mut byte = [0];
        Self.fill(&mut byte);
        byte[0] & 1 == 1
    }
}
