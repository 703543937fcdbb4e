//! What the app is about, as values and rules. Time and randomness come in as arguments.

pub mod after_keep;
pub mod bond;
pub mod card;
pub mod choice;
pub mod daily;
pub mod deck;
pub mod entry;
pub mod feeling;
pub mod help_line;
pub mod id;
pub mod journal;
pub mod kind;
pub mod offering;
pub mod preferences;
pub mod reach;
pub mod safety;
pub mod scale;
pub mod short;
pub mod sign;
pub mod time;

pub use bond::Bond;
pub use choice::Choice;
pub use entry::{Body, Entry, Standing, Unread};
pub use feeling::{Feeling, FeelingGroup, FeelingWord, Feelings, Strength};
pub use help_line::HelpLine;
pub use id::EntryId;
pub use journal::{Event, Journal};
pub use kind::{Answers, CheckIn, HeldBack, Item, Kind, Moment, Mood, Shelf, Worth};
pub use preferences::{LockRule, Offer, Preferences};
pub use reach::{Outcome, Reach, ReachForm, ReachFrom};
pub use safety::{Safety, Suggestions};
pub use scale::{Answer, Step};
pub use short::Short;
pub use sign::{Sign, Signs};
pub use time::{Day, Month, Stamp};
