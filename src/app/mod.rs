//! The closed loop: an action is something that happened, the reducer says what the state is now and which effects
//! follow, and somebody outside performs them. Nothing here knows a browser, so all of it is tested without one.
//!
//! Reading order: `state`, `action`, `effect`, `reduce`; then `timetable` (when words are saved), `watch` (when the
//! journal locks), `update` (when a later version may come), `carrying` (backups, out and in), `cards` (which card is met),
//! `gate` (what comes before what reaches the other person) and `save` (how sealed values reach both stores).

pub mod action;
pub mod browse;
pub mod cards;
pub mod carrying;
pub mod effect;
pub mod gate;
pub mod offers;
pub mod reduce;
pub mod save;
pub mod state;
pub mod timetable;
pub mod update;
pub mod watch;

pub use action::Action;
pub use effect::Effect;
pub use reduce::reduce;
pub use state::State;
