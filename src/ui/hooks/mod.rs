//! Behaviour shared by components.

mod focus;
mod sheet;

pub use focus::{focus_first, focus_heading, use_heading_focus};
pub use sheet::use_sheet;
