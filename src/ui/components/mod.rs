//! The pieces screens are made of, one a file, named like its stylesheet. A plain function where there is only markup;
//! a component where there is state, because each component costs the module some five kilobytes.

mod button;
mod choices;
mod editor;
mod frame;
mod heading;
mod icon;
mod marks;
mod month;
mod notice;
mod paper;
mod passphrase;
mod progress;
mod reading;
mod rows;
mod sheet;
mod typeset;
mod update;

pub use button::{Look, button, link};
pub use choices::choices;
pub use editor::Editor;
pub use frame::{Frame, Place, frame};
pub use heading::Heading;
pub use icon::{Icon, icon};
pub use marks::Marks;
pub use month::MonthGrid;
pub use notice::{CopyText, notice, trouble_words};
pub use paper::{Paper, paper};
pub use passphrase::{NewPassphrase, SecretField, clear, secret_in};
pub use progress::Progress;
pub use reading::{reading, stranded};
pub use rows::PageRows;
pub use sheet::Sheet;
pub use typeset::Typeset;
pub use update::update_line;
