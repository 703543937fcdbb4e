//! One screen a file, named like its route and its stylesheet. A screen is a function of the state; the few that hold
//! something of their own (a search, a question asked) are components.

mod about;
mod backup;
mod before;
mod bin;
mod care;
mod first;
mod help;
mod keep;
mod kind;
mod lock;
mod mine;
mod page;
mod pages;
mod recovery;
mod remove;
mod rest;
mod settings;
mod today;
mod tonight;
mod trouble;
mod version;
mod ways;
mod welcome;

pub use about::about;
pub use backup::backup;
pub use before::Before;
pub use bin::BinScreen;
pub use first::first_page;
pub use help::help;
pub use lock::lock;
pub use mine::Mine;
pub use page::PageScreen;
pub use pages::Pages;
pub use recovery::recovery;
pub use remove::{remove, removed};
pub use rest::Rest;
pub use settings::settings;
pub use today::today;
pub use tonight::tonight;
pub use trouble::{closing, newer, unreadable};
pub use version::version;
pub use welcome::welcome;
