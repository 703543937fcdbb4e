//! The Bin: put there, taken back, deleted for good.

use super::{Step, care, quiet};
use crate::app::Effect;
use crate::app::action::Screen;
use crate::app::state::{Line, Notice, State, Task, Work};
use crate::domain::{EntryId, Event, Stamp, Standing};
use crate::store::Fault;

pub fn binned(state: State, id: EntryId, at: Stamp) -> Step {
    let (mut state, mut effects) = stand(state, id, Standing::Binned(at));
    if effects.is_empty() {
        return (state, effects);
    }
    if let Some(field) = state.under_pen(id) {
        state.desk.clear(field);
        effects.push(Effect::DropDraft { id });
        effects.push(Effect::Go(Screen::Pages));
    }
    state.line = Some(Line::Binned(id));
    (state, effects)
}

pub fn taken_back(state: State, id: EntryId, _at: Stamp) -> Step {
    let (mut state, effects) = stand(state, id, Standing::Kept);
    state.line = (!effects.is_empty()).then_some(Line::TakenBack);
    (state, effects)
}

pub fn asked_to_delete(state: State, ids: Vec<EntryId>) -> Step {
    let ids: Vec<_> = ids.into_iter().filter(|id| state.journal.page(*id).is_some()).collect();
    if ids.is_empty() || state.work.is_some() || !state.may_write() {
        return quiet(state);
    }
    let work = Work { what: Task::Deleting, seconds: 0.5 };
    (State { work: Some(work), ..state }, vec![Effect::Delete { ids }])
}

pub fn deleted(mut state: State, ids: Vec<EntryId>) -> Step {
    let mut effects = vec![Effect::Tidy];
    for id in &ids {
        state.unsaved.remove(id);
        if let Some(field) = state.under_pen(*id) {
            state.desk.clear(field);
            effects.push(Effect::Go(Screen::Pages));
        }
    }
    let journal = std::mem::take(&mut state.journal).apply(Event::Deleted(ids));
    (State { journal, work: None, line: Some(Line::Deleted), ..state }, effects)
}

pub fn delete_failed(state: State, fault: Fault) -> Step {
    quiet(State { work: None, notice: Some(Notice::DeleteFailed(fault)), ..state })
}

fn stand(state: State, id: EntryId, standing: Standing) -> Step {
    care::change(state, id, |page| Some(page.standing(standing)))
}
