//! One screen a file, named like its route and its stylesheet.

mod about;
mod bin;
mod elsewhere;
mod first;
mod help;
mod keep;
mod lock;
mod page;
mod pages;
mod rest;
mod settings;
mod today;
mod unreadable;
mod welcome;
mod words;

pub use about::About;
pub use bin::BinScreen;
pub use elsewhere::{Elsewhere, Overtaken};
pub use first::FirstPage;
pub use help::Help;
pub use lock::Lock;
pub use page::PageScreen;
pub use pages::Pages;
pub use rest::Rest;
pub use settings::Settings;
pub use today::Today;
pub use unreadable::Unreadable;
pub use welcome::Welcome;
pub use words::Words;
