//! What the app is about, as values and rules. Time and randomness come in as arguments.

pub mod entry;
pub mod id;
pub mod journal;
pub mod preferences;
pub mod time;

pub use entry::{Body, Entry, Kind, Standing, Unread};
pub use id::EntryId;
pub use journal::{Event, Journal};
pub use preferences::{LockRule, Offer, Preferences};
pub use time::{Day, Month, Stamp};
