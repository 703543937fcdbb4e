//! A browser driven as a person would drive it, and what such a person cannot see: every request, every complaint of
//! the browser, every byte left in the profile.
//!
//! A test is a scenario: an async function in `scenarios/` that gets a [`World`] (a fresh profile, a server for the
//! built site) and opens a [`Browser`]. Elements are found by role and name, as a screen reader finds them. Waiting is
//! generous and says what was on the screen when it was in vain.

pub mod axe;
mod bidi;
pub mod browser;
pub mod clock;
pub mod driver;
mod ear;
pub mod engine;
pub mod failure;
pub mod find;
pub mod life;
pub mod look;
pub mod page;
pub mod problems;
pub mod processes;
pub mod profile;
mod roles;
pub mod runner;
pub mod scenarios;
pub mod shelves;
pub mod steps;
mod tree;
pub mod witness;
pub mod world;

pub use browser::{Browser, Options};
pub use engine::{EVERY, Engine, OTHERS};
pub use failure::{Failure, Outcome, Result};
pub use find::Found;
pub use look::Media;
pub use page::Page;
pub use problems::Problems;
pub use shelves::{Planted, Shelves};
pub use static_server::{Request, StaticServer};
pub use thirtyfour::Key;
pub use world::World;
