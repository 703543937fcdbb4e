//! Several tabs: one writes, the others show what is kept and follow it. Losing the pen turns a writer into a reader where
//! it stands, and words that no store has stay on its screen.

use std::rc::Rc;

use super::opening::take_over;
use super::{Step, quiet};
use crate::app::Effect;
use crate::app::action::{Followed, Read};
use crate::app::state::{Field, Line, Notice, Role, Saving, State, Writing};
use crate::domain::{Entry, EntryId, Event, Standing};

pub fn asked_to_take_over(state: State) -> Step {
    match state.role {
        Role::Reads { asking: false } if state.is_open() => {
            (State { role: Role::Reads { asking: true }, ..state }, vec![Effect::TakeOver])
        }
        _ => quiet(state),
    }
}

pub fn overtaken(mut state: State, read: Option<Read>) -> Step {
    if !state.is_open() || !state.may_write() {
        return quiet(state);
    }
    if let Some(read) = read.filter(|read| read.number == state.desk.number(read.field)) {
        let slot = state.desk.writing_mut(read.field);
        slot.get_or_insert_with(|| Writing::new(read.fresh, read.at)).words = read.words;
    }
    let under_pen = [&state.desk.today, &state.desk.page].into_iter().flatten();
    let changed = under_pen.filter(|writing| !writing.is_blank() && writing.is_changed());
    let mut stranded: Vec<Rc<Entry>> = changed.map(|writing| Rc::new(writing.page(writing.begun))).collect();
    for page in state.unsaved.iter().filter_map(|id| state.journal.page(*id)) {
        if !page.is_blank() && stranded.iter().all(|one| one.id != page.id) {
            stranded.push(page.clone());
        }
    }
    state.stranded.extend(stranded);
    let again = std::mem::take(&mut state.unsaved).into_iter().collect();
    state.desk.clear(Field::Today);
    if let Some(kept) = state.desk.page.take().and_then(|writing| writing.kept) {
        state.desk.page = Some(Writing::of(&kept));
    }
    state.desk.renew(Field::Page);
    let state = State {
        role: Role::Reads { asking: false },
        saving: Saving::Quiet,
        unfinished: false,
        line: None,
        notice: state.notice.filter(|notice| !matches!(notice, Notice::SaveFailed(_) | Notice::DeleteFailed(_))),
        work: None,
        ..state
    };
    (state, vec![Effect::Follow { again }])
}

pub fn followed(mut state: State, followed: Followed) -> Step {
    if !state.is_open() || state.may_write() {
        return quiet(state);
    }
    let Followed { pages, gone, singles } = followed;
    let mut journal = std::mem::take(&mut state.journal).apply(Event::Deleted(gone));
    journal = pages.into_iter().fold(journal, |journal, page| journal.apply(Event::Wrote(page)));
    state.journal = journal;
    state = take_over(state, singles);
    refresh_page(&mut state);
    forget_what_is_kept(&mut state);
    quiet(state)
}

/// What has reached the stores after all is not stranded.
pub fn forget_what_is_kept(state: &mut State) {
    let journal = &state.journal;
    state.stranded.retain(|one| !journal.all().any(|page| says_the_same(page, one)));
}

fn says_the_same(one: &Entry, other: &Entry) -> bool {
    one.body == other.body && one.kind == other.kind
}

/// The page on the desk as the journal has it now.
pub fn refresh_page(state: &mut State) {
    let Some(shown) = &state.desk.page else { return };
    let known = state.journal.page(shown.id).cloned();
    match known {
        Some(known) if known.body == shown.words && known.kind == shown.kind => {}
        Some(known) => {
            state.desk.page = Some(Writing::of(&known));
            state.desk.renew(Field::Page);
        }
        None => state.desk.clear(Field::Page),
    }
}

/// Words that no store had become a page of their own: what they were meant for may say something else by now.
pub fn kept_stranded(mut state: State, id: EntryId, fresh: EntryId) -> Step {
    let Some(at) = state.stranded.iter().position(|one| one.id == id).filter(|_| state.may_write()) else {
        return quiet(state);
    };
    let one = state.stranded.remove(at);
    let page = Rc::new(Entry { id: fresh, revision: 1, standing: Standing::Kept, ..(*one).clone() });
    state.unsaved.insert(fresh);
    state.saving = Saving::Pending;
    state.line = Some(Line::Keeping(fresh));
    state.journal = std::mem::take(&mut state.journal).apply(Event::Wrote(page));
    (state, vec![Effect::Save { ids: vec![fresh] }])
}

pub fn let_stranded_go(mut state: State, id: EntryId) -> Step {
    state.stranded.retain(|one| one.id != id);
    quiet(state)
}

/// All but the words goes: what they were meant for is asked for at the lock again.
pub fn locked_with_words(state: State) -> Step {
    quiet(State { stranded: state.stranded, ..State::default() })
}
