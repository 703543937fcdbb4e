//! From a passphrase to a key, and from bytes to sealed bytes. The vault sees bytes, never a page.
//!
//! ```text
//! passphrase or recovery words --Argon2id--> Derived --HKDF--> unwraps one of eight slots --> DataKey
//! DataKey --HKDF, one label a purpose--> subkeys --XChaCha20-Poly1305--> sealed values
//! ```
//!
//! What holds everywhere here:
//!
//! - The clock and the source of randomness are arguments; nothing here asks the machine for either.
//! - Every secret has a type of its own that is wiped when dropped and prints nothing of itself.
//! - No bytes, however damaged, make a decoder panic.
//! - What is sealed names its vault, its own random name and its purpose, so it opens in no other place.
//!
//! Read in this order: [`kdf`](Kdf) and [`secret`](Secret) for what a person types, [`header`](Header) for how the
//! key is kept, [`seal`](Vault) for how values are sealed, [`words`] and [`strength`] for help in choosing.
//!
//! ```
//! use held::vault::*;
//! # struct Counting(u8);
//! # impl Entropy for Counting {
//! #     fn fill(&mut self, bytes: &mut [u8]) { for b in bytes { self.0 = self.0.wrapping_add(1); *b = self.0; } }
//! # }
//! # let mut entropy = Counting(0);
//! let (id, salt) = (VaultId::random(&mut entropy), Salt::random(&mut entropy));
//! let kdf = Kdf { memory_kib: 19 * 1024, passes: 2, lanes: 1 }; // `Kdf::FLOOR` or dearer outside examples
//! let key = DataKey::random(&mut entropy);
//! let derived = derive(&Secret::new("a window, open").unwrap(), &salt, kdf).unwrap();
//! let header = Header::create(id, &key, NewSlot::Passphrase(&derived), 0, salt, kdf, Appearance::default(), &mut entropy);
//!
//! let vault = header.unlock(&derived).unwrap();
//! let name = Name::random(&mut entropy);
//! let sealed = vault.seal(Purpose::Record, &name, b"What stayed with me", &mut entropy);
//! assert_eq!(*vault.open(Purpose::Record, &name, &sealed).unwrap(), b"What stayed with me");
//! assert_eq!(vault.open(Purpose::Draft, &name, &sealed), Err(OpenError::Altered));
//! ```

mod aead;
mod entropy;
mod header;
mod kdf;
mod key;
mod layout;
mod name;
mod pad;
mod seal;
mod secret;
mod slot;
pub mod strength;
#[cfg(test)]
mod tests;
pub mod words;

pub use entropy::Entropy;
pub use header::{Header, HeaderError, UnlockError};
pub use kdf::{Derived, Kdf, KdfError, Salt, derive};
pub use key::{DataKey, Purpose};
pub use layout::Appearance;
pub use name::{Name, VaultId};
pub use seal::{OpenError, Vault};
pub use secret::{Secret, SecretError};
pub use slot::{NewSlot, SlotKind};
