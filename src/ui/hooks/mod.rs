//! Behaviour shared by components.

mod focus;
mod sheet;
mod window;

pub use focus::{focus_first, focus_heading, use_heading_focus};
pub use sheet::use_sheet;
pub use window::{View, use_spacers, use_view};
