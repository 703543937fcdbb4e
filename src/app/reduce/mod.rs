//! (State, Action) -> (State, Effects): the whole behaviour of the app, without a browser.

mod bin;
mod cards;
pub use cards::out_of;
mod care;
mod carrying;
mod first;
mod opening;
pub use opening::wait_left;
mod remove;
mod settings;
mod tabs;
mod update;
mod ways;
mod writing;

#[cfg(test)]
mod tests;

use super::action::Screen;
pub use super::gate::reaches;
use super::state::Phase;
use super::{Action, Effect, State};

/// What follows from an action.
pub type Step = (State, Vec<Effect>);

/// The state after something happened, and what should now be done.
///
/// Whatever an action leads to, a tab that only reads asks for nothing that changes what is kept.
pub fn reduce(state: State, action: Action) -> Step {
    let (state, mut effects) = match action {
        // What leads to the first screen.
        Action::ArrivedAt(screen) => writing::arrived_at(state, screen),
        Action::FoundNothing => first::found_nothing(state),
        Action::FoundSealed { open } => opening::found_sealed(state, open),
        action => reduce_further(state, action),
    };
    if !state.may_write() {
        effects.retain(|effect| !effect.writes());
    }
    (state, effects)
}

/// Everything after the first screen. A function of its own, because the first screen does not wait for it to arrive.
#[inline(never)]
fn reduce_further(state: State, action: Action) -> Step {
    use Action as A;
    match action {
        // Done above.
        A::ArrivedAt(_) | A::FoundNothing | A::FoundSealed { .. } => quiet(state),

        A::FoundNewer => quiet(State { phase: Phase::Newer, work: None, ..state }),
        A::FoundUnreadable { values } => opening::found_unreadable(state, values),
        A::FoundNoStorage => first::found_no_storage(state),
        A::FoundRemoval => remove::found_removal(state),
        A::FoundCleared => remove::found_cleared(state),

        A::StartedWriting => first::started_writing(state),
        A::AskedToKeep => first::asked_to_keep(state),
        A::SteppedBack => first::stepped_back(state),
        A::AskedForPassphrase => first::asked_for_passphrase(state),
        A::AskedToKeepWithout => first::asked_to_keep_without(state),
        A::ChoseProtection { secret, at_once, swapped } => first::chose_protection(state, secret, at_once, swapped),
        A::LetGo => first::let_go(state),
        A::BroughtBack => first::brought_back(state),
        A::Founded { page, preferences, slots, health, at } => {
            first::founded(state, page, preferences, slots, health, at)
        }
        A::FoundingFailed(error) => first::founding_failed(state, error),

        A::TriedToOpen { secret, at } => opening::tried_to_open(state, secret, at),
        A::WrongPassphrase { at } => opening::wrong_passphrase(state, at),
        A::OpeningFailed(trouble) => opening::opening_failed(state, trouble),
        A::Opened(opened) => opening::opened(state, opened),
        A::ReadMore { pages, singles, unread } => opening::read_more(state, pages, singles, unread),
        A::Checked(checked) => opening::checked(state, checked),
        A::AskedToLock => opening::asked_to_lock(state),
        A::LockDue => opening::lock_due(state),
        A::PutAway => opening::put_away(state),
        A::LockNear { seconds } => opening::lock_near(state, seconds),
        A::CouldNotPutAway => opening::could_not_put_away(state),
        A::LockedWithWords => tabs::locked_with_words(state),
        A::NothingLeft => first::nothing_left(state),

        A::AskedToTakeOver => tabs::asked_to_take_over(state),
        A::Overtaken(read) => tabs::overtaken(state, read),
        A::Followed(followed) => tabs::followed(state, followed),
        A::KeptStranded { id, fresh } => tabs::kept_stranded(state, id, fresh),
        A::LetStrandedGo(id) => tabs::let_stranded_go(state, id),

        A::Typed => writing::typed(state),
        A::WordsRead { read, why } => writing::words_read(state, read, why),
        A::KeptPage { read } => writing::kept_page(state, read),
        A::OpenedPage(id) => writing::opened_page(state, id),
        A::AskedToEdit => writing::asked_to_edit(state),
        A::AskedToRead => writing::asked_to_read(state),
        A::StartedPage { id, at } => writing::started_page(state, id, at),
        A::Saved { ids, at, mirrored } => writing::saved(state, &ids, at, mirrored),
        A::SaveFailed { ids, fault } => writing::save_failed(state, ids, fault),
        A::DraftSaved { at, mirrored } => writing::draft_saved(state, at, mirrored),
        A::DraftFailed(fault) => writing::draft_failed(state, fault),
        A::AskedToSaveAgain => writing::asked_to_save_again(state),

        A::Began { id, at, kind } => ways::began(state, id, at, kind),
        A::Marked(kind) => ways::marked(state, kind),
        A::MarksAllTheSame => quiet(State { rather_rest: false, ..state }),
        A::AskedToSay { id, at } => ways::asked_to_say(state, id, at),
        A::WentOn { id, at } => ways::went_on(state, id, at),
        A::GateAnswered { answers, at } => ways::gate_answered(state, answers, at),
        A::LeftItThere => (State { line: None, ..state }, vec![Effect::GoInstead(Screen::Today)]),
        A::ChoseBond { bond, at } => ways::chose_bond(state, bond, at),
        A::ChoseSuggestions(suggestions) => ways::chose_suggestions(state, suggestions),
        A::TookABreak { at } => ways::took_a_break(state, at),
        A::RefusedBreak { at } => ways::refused_break(state, at),

        A::Binned { id, at } => bin::binned(state, id, at),
        A::TakenBack { id, at } => bin::taken_back(state, id, at),
        A::AskedToDelete(ids) => bin::asked_to_delete(state, ids),
        A::Deleted(ids) => bin::deleted(state, ids),
        A::DeleteFailed { fault } => bin::delete_failed(state, fault),

        A::Moved { id, day } => care::moved(state, id, day),
        A::Starred { id, starred } => care::starred(state, id, starred),
        A::Copied { id, fresh, at } => care::copied(state, id, fresh, at),
        A::TookVersionBack { id, replaced, at } => care::took_version_back(state, id, replaced, at),

        A::AskedToRemoveEverything => remove::asked_to_remove_everything(state),
        A::RemovalCame(removal) => remove::removal_came(state, removal),

        A::CameForCards { lines, at, seed } => cards::came(state, lines, at, seed),
        A::AskedForAnother { at, seed } => cards::another(state, at, seed),
        A::AnsweredCard { item, answer, at } => cards::answered(state, item, answer, at),
        A::WroteFrom { item, id, at } => cards::wrote_from(state, item, id, at),
        A::TookUpFollowUp { item, id, at } => cards::took_up_follow_up(state, item, id, at),
        A::OpenedCard { item, at } => cards::opened(state, item, at),
        A::Browsed(browse) => cards::browsed(state, browse),

        A::AskedForWords(words) => settings::asked_for_words(state, words),
        A::WroteWordsDown => settings::wrote_words_down(state),
        A::PutWordsAway => settings::put_words_away(state),
        A::RecoveryAdded(slots) => settings::recovery_added(state, slots),
        A::RefusedRecovery { at } => settings::refused_recovery(state, at),
        A::AskedToForgetWords => settings::asked_to_forget_words(state),
        A::RecoveryRemoved(slots) => settings::recovery_removed(state, slots),
        A::ChosePassphraseLater(secret) => settings::chose_passphrase_later(state, secret),
        A::PassphraseSet(slots) => settings::passphrase_set(state, slots),
        A::AskedToChangePassphrase { present, next } => settings::asked_to_change_passphrase(state, present, next),
        A::AskedToRemovePassphrase { present } => settings::asked_to_remove_passphrase(state, present),
        A::PassphraseChanged(slots) => settings::passphrase_changed(state, slots),
        A::PassphraseRemoved(slots) => settings::passphrase_removed(state, slots),
        A::PresentRefused => settings::present_refused(state),
        A::ChoseLockRule(rule) => settings::chose_lock_rule(state, rule),
        A::ChoseTheme(theme) => settings::chose_theme(state, theme),
        A::ChoseTextSize(text) => settings::chose_text_size(state, text),
        A::ChoseFace(face) => settings::chose_face(state, face),
        A::ChoseSides(sides) => settings::chose_sides(state, sides),
        A::ChoseFirstDay(day) => settings::chose_first_day(state, day),
        A::ChoseSpellcheck(on) => settings::chose_spellcheck(state, on),
        A::AskedForCopy => (state, vec![Effect::SaveCopy]),
        A::AskedForPlain => (state, vec![Effect::SavePlain]),
        A::CopySaved => settings::copy_saved(state),
        A::WorkFailed(trouble) => settings::work_failed(state, trouble),
        A::KeepingFailed(fault) => settings::keeping_failed(state, fault),
        A::Expects { seconds } => settings::expects(state, seconds),
        A::Tidied { room, spilled, more, at } => settings::tidied(state, room, spilled, more, at),
        A::AskedToStay => (state, vec![Effect::AskToStayAloud]),
        A::StayAnswered(stays) => quiet(State { stays, ..state }),
        A::AskedForLicences => (state, vec![Effect::ReadLicences]),
        A::LicencesRead(text) => settings::licences_read(state, text),
        A::AskedToSearch => (State { searching: true, ..state }, vec![Effect::Go(Screen::Pages)]),
        A::AskedForShortcuts => quiet(State { shortcuts: true, ..state }),
        A::ClosedShortcuts => quiet(State { shortcuts: false, ..state }),
        A::Dismissed => (State { notice: None, line: None, ..state }, Vec::new()),
        A::Rested => settings::rested(state),

        A::AskedToBackUp { lock } => carrying::asked_to_back_up(state, lock),
        A::CarryingCameTo(carrying) => carrying::carrying_came_to(state, carrying),
        A::BackedUp { backup, over } => carrying::backed_up(state, backup, over),
        A::AskedToHandOver => carrying::asked_to_hand_over(state),
        A::RefusedBackup { at } => carrying::refused_backup(state, at),
        A::AskedToStopCarrying => carrying::asked_to_stop(state),
        A::PutDown => carrying::put_down(state),
        A::PickerOpened => carrying::picker_opened(state),
        A::ChoseFile => carrying::chose_file(state),
        A::GaveFilePassphrase(secret) => carrying::gave_file_passphrase(state, secret),
        A::AskedToBringIn => carrying::asked_to_bring_in(state),
        A::BroughtIn(brought) => carrying::brought_in(state, brought),
        A::AskedToUndoBringing => carrying::asked_to_undo(state),
        A::BringingUndone(taken) => carrying::bringing_undone(state, taken),
        A::AskedForExport(plain) => carrying::asked_for_export(state, plain),

        A::WorksOffline => update::works_offline(state),
        A::UpdateReady => update::update_ready(state),
        A::PutOffUpdate => update::put_off_update(state),
        A::AskedToUpdate => (state, vec![Effect::BringUpdate]),
        A::UpdateWaits => update::update_waits(state),
    }
}

/// A step without effects.
fn quiet(state: State) -> Step {
    (state, Vec::new())
}
