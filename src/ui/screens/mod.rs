//! One screen a file, named like its route and its stylesheet. A screen is a function of the state; the few that hold
//! something of their own (a search, a question asked) are components.

mod about;
mod bin;
mod care;
mod first;
mod help;
mod keep;
mod lock;
mod page;
mod pages;
mod recovery;
mod rest;
mod settings;
mod today;
mod trouble;
mod version;
mod welcome;

pub use about::about;
pub use bin::BinScreen;
pub use first::first_page;
pub use help::help;
pub use lock::lock;
pub use page::PageScreen;
pub use pages::Pages;
pub use recovery::recovery;
pub use rest::Rest;
pub use settings::settings;
pub use today::today;
pub use trouble::{closing, newer, unreadable};
pub use version::version;
pub use welcome::welcome;
