//! Behaviour shared by components.

mod focus;
mod sheet;

pub use focus::use_heading_focus;
pub use sheet::use_sheet;
