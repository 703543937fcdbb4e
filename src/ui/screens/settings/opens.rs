//! When it locks, and what opens it: the ways in and their days, the last openings, wrong tries, recovery words.

use yew::prelude::*;

use super::group;
use crate::app::action::Screen;
use crate::app::state::Slots;
use crate::app::{Action, State};
use crate::domain::{Day, LockRule, Stamp};
use crate::i18n::Msg;
use crate::ui::components::{Look, button, link};
use crate::ui::context::Ui;

pub fn lock_group(ui: &Ui, chosen: LockRule) -> Html {
    let choice = |rule: LockRule, name: Msg<'_>, means: Msg<'_>| {
        html! {
            <label class="choice">
                <input type="radio" name="lock" checked={chosen == rule} onchange={ui.on::<Event>(move || Action::ChoseLockRule(rule))} />
                { ui.say(name) }
                <span class="hint">{ ui.say(means) }</span>
            </label>
        }
    };
    let body = html! {
        <div role="radiogroup" aria-labelledby="set-lock">
            { choice(LockRule::Usual, Msg::LockUsual, Msg::LockUsualMeans) }
            { choice(LockRule::AtOnce, Msg::LockAtOnce, Msg::LockAtOnceMeans) }
            { choice(LockRule::Relaxed, Msg::LockRelaxed, Msg::LockRelaxedMeans) }
        </div>
    };
    group(ui, "set-lock", Msg::LockTimes, body)
}

/// When it locks, where that cannot be changed.
pub fn lock_as_it_is(ui: &Ui, rule: LockRule) -> Html {
    let (name, means) = match rule {
        LockRule::Usual => (Msg::LockUsual, Msg::LockUsualMeans),
        LockRule::AtOnce => (Msg::LockAtOnce, Msg::LockAtOnceMeans),
        LockRule::Relaxed => (Msg::LockRelaxed, Msg::LockRelaxedMeans),
    };
    group(ui, "set-lock", Msg::LockTimes, html! { <><p>{ ui.say(name) }</p><p class="hint">{ ui.say(means) }</p></> })
}

pub fn recovery_group(ui: &Ui, slots: Slots) -> Html {
    let (words, actions) = match (slots.passphrase, slots.recovery) {
        (false, _) => (Msg::RecoveryNeedsPassphrase, Html::default()),
        (true, false) => (Msg::RecoveryMeans, link(Look::Plain, ui.say(Msg::MakeWords), Screen::Words)),
        (true, true) => {
            let both = html! {
                <>
                    { link(Look::Plain, ui.say(Msg::MakeNewWords), Screen::Words) }
                    { button(Look::Quiet, ui.say(Msg::ForgetWords), ui.on(|| Action::AskedToForgetWords)) }
                </>
            };
            (Msg::RecoveryThere, both)
        }
    };
    group(
        ui,
        "set-words",
        Msg::RecoveryTitle,
        html! { <><p>{ ui.say(words) }</p><div class="actions">{ actions }</div></> },
    )
}

/// The ways in, the openings before this one, and the wrong tries in between.
pub fn ways_group(ui: &Ui, state: &State) -> Html {
    let slots = state.slots;
    let way = |is: bool, name: Msg<'_>, since: Option<Day>| {
        let words = match since {
            Some(day) => ui.say(Msg::Since { way: &ui.say(name), day: &ui.format.date(day) }),
            None => ui.say(name),
        };
        is.then(|| html! { <li>{ words }</li> })
    };
    let before: Vec<Stamp> =
        state.preferences.openings.iter().copied().filter(|at| Some(*at) != state.opened_at).collect();
    let opening = |at: &Stamp| {
        let (day, clock) = (ui.format.day(Stamp::day(*at)), ui.format.clock(*at));
        html! { <li>{ ui.say(Msg::VersionOf { day: &day, clock: &clock }) }</li> }
    };
    let tries = match state.health.wrong_tries {
        0 => ui.say(Msg::TriesClear),
        some => ui.say(Msg::WrongTries { tries: &ui.number(some) }),
    };
    let body = html! {
        <>
            <ul class="plain-list" role="list">
                { for way(slots.open, Msg::WayOpen, None) }
                { for way(slots.passphrase, Msg::WayPassphrase, slots.passphrase_since) }
                { for way(slots.recovery, Msg::WayRecovery, slots.recovery_since) }
            </ul>
            <p>{ tries }</p>
            <div>
                <h3 class="choices-name" id="set-opened">{ ui.say(Msg::OpenedBefore) }</h3>
                if before.is_empty() {
                    <p class="hint">{ ui.say(Msg::NoOpenings) }</p>
                } else {
                    <ul class="plain-list" role="list" aria-labelledby="set-opened">{ for before.iter().map(opening) }</ul>
                }
            </div>
        </>
    };
    group(ui, "set-ways", Msg::WaysTitle, body)
}
