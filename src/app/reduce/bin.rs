//! The Bin: put there, taken back, deleted for good.

use std::rc::Rc;

use super::{Step, quiet};
use crate::app::Effect;
use crate::app::action::Screen;
use crate::app::state::{Field, Line, Notice, Saving, State, Task, Work};
use crate::domain::{EntryId, Event, Stamp, Standing};
use crate::store::Fault;

pub fn binned(state: State, id: EntryId, at: Stamp) -> Step {
    let (mut state, mut effects) = stand(state, id, Standing::Binned(at));
    if effects.is_empty() {
        return (state, effects);
    }
    if let Some(field) = under_pen(&state, id) {
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
    if ids.is_empty() || state.work.is_some() || state.health.read_only {
        return quiet(state);
    }
    let work = Work { what: Task::Deleting, seconds: 0.5 };
    (State { work: Some(work), ..state }, vec![Effect::Delete { ids }])
}

pub fn deleted(mut state: State, ids: Vec<EntryId>) -> Step {
    let mut effects = vec![Effect::Tidy];
    for id in &ids {
        state.unsaved.remove(id);
        if let Some(field) = under_pen(&state, *id) {
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

fn stand(mut state: State, id: EntryId, standing: Standing) -> Step {
    let Some(page) = state.journal.page(id).filter(|_| !state.health.read_only) else { return quiet(state) };
    let page = Rc::new(page.standing(standing));
    state.journal = std::mem::take(&mut state.journal).apply(Event::Wrote(page));
    state.unsaved.insert(id);
    state.saving = Saving::Pending;
    (state, vec![Effect::Save { ids: vec![id] }])
}

fn under_pen(state: &State, id: EntryId) -> Option<Field> {
    [Field::Today, Field::Page].into_iter().find(|&field| state.desk.writing(field).is_some_and(|w| w.id == id))
}
