//! Settings: the lock, the passphrase, recovery words, a sealed copy, the room left, and what cannot be read.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::state::{Health, Line, Slots, WhyUnreadable, is_tight};
use crate::app::{Action, State};
use crate::domain::LockRule;
use crate::i18n::Msg;
use crate::platform::edition;
use crate::store::Room;
use crate::ui::components::{Frame, Heading, Icon, Look, NewPassphrase, Progress, button, frame, icon, link, notice};
use crate::ui::context::{Ui, use_ui};
use crate::vault::Secret;

pub fn settings(ui: &Ui, state: &State) -> Html {
    let line = state.line.and_then(|line| match line {
        Line::RecoveryReady => Some(Msg::RecoveryReadySaid),
        Line::RecoveryRemoved => Some(Msg::RecoveryRemovedSaid),
        Line::PassphraseSet => Some(Msg::PassphraseSetSaid),
        Line::CopySaved => Some(Msg::CopySavedSaid),
        _ => None,
    });
    let changeable = !state.health.read_only && state.work.is_none();
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::Settings)} />
            <p class="line" role="status">{ for line.map(|words| ui.say(words)) }</p>
            { notice(ui, state.notice.as_ref()) }
            if let Some(work) = state.work { <Progress {work} /> }
            <div>
                if changeable {
                    { lock_group(ui, state.lock_rule(), state.health.wrong_tries) }
                    { passphrase_group(ui, state.slots) }
                    { recovery_group(ui, state.slots) }
                }
                { copy_group(ui) }
                { room_group(ui, state.room, state.health.no_mirror) }
                { unreadable_group(ui, &state.health) }
                { group(ui, "set-about", Msg::AboutTitle, html! {
                    <div class="actions">{ link(Look::Quiet, ui.say(Msg::VersionAndLicences), Screen::Version) }</div>
                }) }
            </div>
        </>
    };
    frame(ui, Frame::alone("settings").menu(true).back(Screen::Today, Msg::Back), body)
}

fn group(ui: &Ui, id: &'static str, title: Msg<'_>, body: Html) -> Html {
    html! {
        <section class="settings-group" aria-labelledby={id}><h2 class="title" {id}>{ ui.say(title) }</h2>{ body }</section>
    }
}

fn lock_group(ui: &Ui, chosen: LockRule, tries: u32) -> Html {
    let choice = |rule: LockRule, name: Msg<'_>, means: Msg<'_>| {
        html! {
            <label class="choice">
                <input type="radio" name="lock" checked={chosen == rule} onchange={ui.on::<Event>(move || Action::ChoseLockRule(rule))} />
                { ui.say(name) }
                <span class="hint">{ ui.say(means) }</span>
            </label>
        }
    };
    let tries = match tries {
        0 => ui.say(Msg::TriesClear),
        some => ui.say(Msg::WrongTries { tries: &ui.number(some) }),
    };
    let body = html! {
        <>
            <div role="radiogroup" aria-labelledby="set-lock">
                { choice(LockRule::Usual, Msg::LockUsual, Msg::LockUsualMeans) }
                { choice(LockRule::AtOnce, Msg::LockAtOnce, Msg::LockAtOnceMeans) }
                { choice(LockRule::Relaxed, Msg::LockRelaxed, Msg::LockRelaxedMeans) }
            </div>
            <p class="hint">{ tries }</p>
        </>
    };
    group(ui, "set-lock", Msg::LockTimes, body)
}

fn passphrase_group(ui: &Ui, slots: Slots) -> Html {
    let body = if slots.passphrase {
        html! { <p>{ ui.say(Msg::HasPassphrase) }</p> }
    } else {
        html! { <SetPassphrase /> }
    };
    group(ui, "set-passphrase", Msg::PassphraseTitle, body)
}

/// Adding a passphrase to a journal that had none.
#[component]
fn SetPassphrase() -> Html {
    let ui = use_ui();
    let asked = use_state(|| false);
    let ask = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(true))
    };
    let chosen = {
        let ui = ui.clone();
        Callback::from(move |secret: Secret| ui.send(Action::ChosePassphraseLater(secret)))
    };
    html! {
        <>
            <p>{ ui.say(Msg::NoPassphraseNow) }</p>
            if *asked {
                <NewPassphrase action={ui.say(Msg::SetPassphrase)} onchosen={chosen}>
                    <p class="hint">{ ui.say(Msg::SetPassphraseMeans) }</p>
                </NewPassphrase>
            } else {
                <div class="actions">{ button(Look::Plain, ui.say(Msg::ChoosePassphrase), ask) }</div>
            }
        </>
    }
}

fn recovery_group(ui: &Ui, slots: Slots) -> Html {
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

fn copy_group(ui: &Ui) -> Html {
    let words = html! { <>{ icon(Icon::Download) }{ ui.say(Msg::SaveCopy) }</> };
    let body = html! {
        <>
            <p>{ ui.say(Msg::CopyMeans) }</p>
            if edition::is_file() { <p>{ ui.say(Msg::FileNeedsCopies) }</p> }
            <div class="actions">{ button(Look::Plain, words, ui.on(|| Action::AskedForCopy)) }</div>
        </>
    };
    group(ui, "set-copy", Msg::CopyTitle, body)
}

fn room_group(ui: &Ui, room: Option<Room>, no_mirror: bool) -> Html {
    let used = room.map(|room| {
        let percent = (f64::from(room.used) * 100.0 / f64::from(room.budget.max(1))).ceil();
        html! {
            <>
                <p>{ ui.say(Msg::RoomLeft { used: &format!("{} %", ui.number(percent)) }) }</p>
                if is_tight(room) { <p>{ ui.say(Msg::RoomNearlyFull) }</p> }
            </>
        }
    });
    let body = html! { <>{ for used }if no_mirror { <p>{ ui.say(Msg::MirrorMissing) }</p> }</> };
    group(ui, "set-room", Msg::RoomTitle, body)
}

fn unreadable_group(ui: &Ui, health: &Health) -> Html {
    let row = |piece: &crate::app::state::Unreadable| {
        let why = match piece.why {
            WhyUnreadable::Altered => Msg::WhyAltered,
            WhyUnreadable::Missing => Msg::WhyMissing,
            WhyUnreadable::Newer => Msg::WhyNewer,
        };
        html! { <li><code>{ piece.name.clone() }</code>{ ": " }{ ui.say(why) }</li> }
    };
    let body = if health.unreadable.is_empty() {
        html! { <p>{ ui.say(Msg::NothingUnreadable) }</p> }
    } else {
        html! { <><p>{ ui.say(Msg::UnreadableMeans) }</p><ul>{ for health.unreadable.iter().map(row) }</ul></> }
    };
    group(ui, "set-unreadable", Msg::UnreadableHeading, body)
}
