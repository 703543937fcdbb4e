//! The pieces screens are made of. One component a file, named like its stylesheet.

mod editor;
mod frame;
mod heading;
mod icon;
mod notice;
mod paper;
mod passphrase;
mod progress;
mod rows;
mod sheet;

pub use editor::Editor;
pub use frame::{Frame, Place};
pub use heading::Heading;
pub use icon::{Icon, icon};
pub use notice::{CopyWords, NoticeBar, trouble_words};
pub use paper::Paper;
pub use passphrase::{NewPassphrase, SecretField, clear, secret_in};
pub use progress::Progress;
pub use rows::PageRows;
pub use sheet::Sheet;
