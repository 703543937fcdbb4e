//! Several tabs of one journal. One of them writes at a time and holds the [`pen`]; all of them hear each other over the
//! [`channel`], in the few words of [`message`].

pub mod message;

#[cfg(feature = "web")]
pub mod channel;
#[cfg(feature = "web")]
pub mod pen;

pub use message::Message;

#[cfg(feature = "web")]
pub use channel::{listen, tell};
