//! Randomness for work that goes on after the caller has left: 32 random bytes drawn once, stretched by SHA-256 over the
//! bytes and a counter.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::vault::Entropy;

#[derive(Clone)]
pub(super) struct Drawn {
    seed: Zeroizing<[u8; 32]>,
    counter: u64,
}

impl Drawn {
    pub(super) fn from(entropy: &mut dyn Entropy) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        entropy.fill(seed.as_mut());
        Self { seed, counter: 0 }
    }
}

impl Entropy for Drawn {
    fn fill(&mut self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            let digest = Sha256::new().chain_update(*self.seed).chain_update(self.counter.to_le_bytes()).finalize();
            self.counter += 1;
            part.copy_from_slice(&digest[..part.len()]);
        }
    }
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Drawn")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed;

    impl Entropy for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn no_bytes_are_drawn_twice() {
        let mut drawn = Drawn::from(&mut Fixed);
        let mut blocks: Vec<[u8; 24]> = (0..100)
            .map(|_| {
                let mut block = [0; 24];
                drawn.fill(&mut block);
                block
            })
            .collect();
        blocks.sort_unstable();
        blocks.dedup();
        assert_eq!(blocks.len(), 100);
    }
}
