//! Opening without a network, and later versions: told quietly, brought only when somebody says so.

use super::{Step, quiet};
use crate::app::Effect;
use crate::app::state::{Line, State, Update};
use crate::domain::Preferences;

pub fn works_offline(state: State) -> Step {
    quiet(State { offline: true, ..state })
}

pub fn update_ready(state: State) -> Step {
    let update = if state.update == Update::None { Update::Ready } else { state.update };
    quiet(State { update, ..state })
}

pub fn put_off_update(state: State) -> Step {
    (State { update: Update::PutOff, ..state }, vec![Effect::PutOffUpdate])
}

/// It has taken over, and this page holds what would be lost by loading it anew: it goes on, and says so again.
pub fn update_waits(state: State) -> Step {
    quiet(State { update: Update::Ready, ..state })
}

/// Right after something was kept, and once for ever: that no network is needed.
pub fn tell_of_offline(state: State) -> Step {
    if !state.offline || state.preferences.offline_told || !matches!(state.line, Some(Line::Kept(_))) {
        return quiet(state);
    }
    let state = State { line: Some(Line::KeptOffline), ..state };
    super::settings::choose(state, |preferences| Preferences { offline_told: true, ..preferences })
}
