//! What the browser offers, behind plain functions: clock, randomness, locale, files, the life of the page, which build
//! it is, the worker that makes keys, and what tabs say to each other.

pub mod random;
pub mod tabs;

#[cfg(feature = "web")]
pub mod clock;
#[cfg(feature = "web")]
pub mod edition;
#[cfg(feature = "web")]
pub mod field;
#[cfg(feature = "web")]
pub mod file;
#[cfg(feature = "web")]
pub mod keyboard;
#[cfg(feature = "web")]
pub mod lifecycle;
#[cfg(feature = "web")]
pub mod locale;
#[cfg(feature = "web")]
pub mod looks;
#[cfg(feature = "web")]
pub mod persist;
#[cfg(feature = "web")]
pub mod rescue;
#[cfg(feature = "web")]
pub mod rest;
#[cfg(feature = "web")]
pub mod text;
#[cfg(feature = "web")]
pub mod traces;
#[cfg(feature = "web")]
pub mod update;
#[cfg(feature = "web")]
pub mod worker;
