//! Removing everything, and finding that somebody else has.

use super::{Step, quiet};
use crate::app::Effect;
use crate::app::action::Screen;
use crate::app::state::removal::Removal;
use crate::app::state::{Fresh, Notice, Phase, State};

/// From an open journal by the tab that writes, or once more where something would not go.
pub fn asked_to_remove_everything(state: State) -> Step {
    let again = matches!(state.phase, Phase::Removed(Removal::Left(_)));
    match state.phase {
        Phase::Open if state.may_write() && state.work.is_none() => begin(vec![Effect::GoInstead(Screen::Today)]),
        _ if again => begin(Vec::new()),
        _ => quiet(state),
    }
}

/// It was cut off, and is taken up where it was.
pub fn found_removal(_: State) -> Step {
    begin(Vec::new())
}

/// Nothing decrypted stays in the state.
fn begin(mut effects: Vec<Effect>) -> Step {
    effects.push(Effect::RemoveEverything);
    (State { phase: Phase::Removed(Removal::Begun), ..State::default() }, effects)
}

pub fn removal_came(state: State, removal: Removal) -> Step {
    match state.phase {
        Phase::Starting | Phase::Removed(_) => quiet(State { phase: Phase::Removed(removal), ..state }),
        _ => quiet(state),
    }
}

/// Said on Welcome, where it may be of use.
pub fn found_cleared(state: State) -> Step {
    match state.phase {
        Phase::Fresh(Fresh::Welcome) => quiet(State { notice: Some(Notice::Vanished), ..state }),
        _ => quiet(state),
    }
}
