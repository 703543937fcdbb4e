//! Settings: the lock, the passphrase, recovery words, a sealed copy, the room left, and what cannot be read.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Health, Line, Notice, Slots, WhyUnreadable, Work, is_tight};
use crate::domain::LockRule;
use crate::i18n::Msg;
use crate::store::Room;
use crate::ui::components::{Frame, Heading, NewPassphrase, NoticeBar, Progress};
use crate::ui::context::{Link, Tongue, use_link, use_tongue};
use crate::ui::route::Route;
use crate::vault::Secret;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub lock: LockRule,
    pub slots: Slots,
    pub health: Rc<Health>,
    pub room: Option<Room>,
    pub line: Option<Line>,
    pub notice: Option<Notice>,
    pub work: Option<Work>,
}

#[component]
pub fn Settings(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let line = props.line.and_then(|line| match line {
        Line::RecoveryReady => Some(Msg::RecoveryReadySaid),
        Line::RecoveryRemoved => Some(Msg::RecoveryRemovedSaid),
        Line::PassphraseSet => Some(Msg::PassphraseSetSaid),
        Line::CopySaved => Some(Msg::CopySavedSaid),
        _ => None,
    });
    let writable = !props.health.read_only;
    html! {
        <Frame screen="settings" back={(Route::Today, tongue.say(Msg::Back))}>
            <Heading class="greeting" text={tongue.say(Msg::Settings)} />
            <p class="line" role="status">{ for line.map(|words| tongue.say(words)) }</p>
            if let Some(notice) = props.notice.clone() { <NoticeBar {notice} /> }
            if let Some(work) = props.work { <Progress {work} /> }
            if writable && props.work.is_none() {
                <LockTimes lock={props.lock} />
                <Passphrase slots={props.slots} />
                <RecoveryGroup slots={props.slots} />
            }
            { copy_group(&link, &tongue) }
            { room_group(&tongue, props.room, props.health.no_mirror) }
            { unreadable_group(&tongue, &props.health) }
            { tries_group(&tongue, props.health.wrong_tries) }
        </Frame>
    }
}

fn group(title: AttrValue, body: Html) -> Html {
    html! { <section class="settings-group"><h2 class="title">{ title }</h2>{ body }</section> }
}

#[derive(Debug, PartialEq, Properties)]
struct LockProps {
    lock: LockRule,
}

#[component]
fn LockTimes(props: &LockProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let choice = |rule: LockRule, name: Msg<'_>, means: Msg<'_>| {
        let link = link.clone();
        let choose = Callback::from(move |_: Event| link.send(Action::ChoseLockRule(rule)));
        html! {
            <label class="choice">
                <input type="radio" name="lock" checked={props.lock == rule} onchange={choose} />{ tongue.say(name) }
                <span class="hint">{ tongue.say(means) }</span>
            </label>
        }
    };
    group(
        tongue.say(Msg::LockTimes),
        html! {
            <div role="radiogroup" aria-label={tongue.say(Msg::LockTimes)}>
                { choice(LockRule::Usual, Msg::LockUsual, Msg::LockUsualMeans) }
                { choice(LockRule::AtOnce, Msg::LockAtOnce, Msg::LockAtOnceMeans) }
                { choice(LockRule::Relaxed, Msg::LockRelaxed, Msg::LockRelaxedMeans) }
            </div>
        },
    )
}

#[derive(Debug, PartialEq, Properties)]
struct SlotsProps {
    slots: Slots,
}

#[component]
fn Passphrase(props: &SlotsProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let asked = use_state(|| false);
    let body = if props.slots.passphrase {
        html! { <p>{ tongue.say(Msg::HasPassphrase) }</p> }
    } else if *asked {
        let chosen = Callback::from(move |secret: Secret| link.send(Action::ChosePassphraseLater(secret)));
        html! {
            <NewPassphrase action={tongue.say(Msg::SetPassphrase)} onchosen={chosen}>
                <p class="hint">{ tongue.say(Msg::SetPassphraseMeans) }</p>
            </NewPassphrase>
        }
    } else {
        let ask = {
            let asked = asked.clone();
            Callback::from(move |_: MouseEvent| asked.set(true))
        };
        html! {
            <div class="setting">
                <p>{ tongue.say(Msg::NoPassphraseNow) }</p>
                <button class="button" type="button" onclick={ask}>{ tongue.say(Msg::ChoosePassphrase) }</button>
            </div>
        }
    };
    group(tongue.say(Msg::PassphraseTitle), body)
}

#[component]
fn RecoveryGroup(props: &SlotsProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let forget = Callback::from(move |_: MouseEvent| link.send(Action::AskedToForgetWords));
    let body = match (props.slots.passphrase, props.slots.recovery) {
        (false, _) => html! { <p>{ tongue.say(Msg::RecoveryNeedsPassphrase) }</p> },
        (true, false) => html! {
            <div class="setting">
                <p>{ tongue.say(Msg::RecoveryMeans) }</p>
                <a class="button" href="#/words">{ tongue.say(Msg::MakeWords) }</a>
            </div>
        },
        (true, true) => html! {
            <>
                <p>{ tongue.say(Msg::RecoveryThere) }</p>
                <div class="actions">
                    <a class="button" href="#/words">{ tongue.say(Msg::MakeNewWords) }</a>
                    <button class="button" data-kind="quiet" type="button" onclick={forget}>{ tongue.say(Msg::ForgetWords) }</button>
                </div>
            </>
        },
    };
    group(tongue.say(Msg::RecoveryTitle), body)
}

fn copy_group(link: &Link, tongue: &Tongue) -> Html {
    let link = link.clone();
    let copy = Callback::from(move |_: MouseEvent| link.send(Action::AskedForCopy));
    group(
        tongue.say(Msg::CopyTitle),
        html! {
            <div class="setting">
                <p>{ tongue.say(Msg::CopyMeans) }</p>
                <button class="button" type="button" onclick={copy}>{ tongue.say(Msg::SaveCopy) }</button>
            </div>
        },
    )
}

fn room_group(tongue: &Tongue, room: Option<Room>, no_mirror: bool) -> Html {
    let used = room.map(|room| {
        let percent = tongue.format.number((f64::from(room.used) * 100.0 / f64::from(room.budget.max(1))).ceil());
        html! {
            <>
                <p>{ tongue.say(Msg::RoomLeft { used: &format!("{percent} %") }) }</p>
                if is_tight(room) { <p>{ tongue.say(Msg::RoomNearlyFull) }</p> }
            </>
        }
    });
    group(
        tongue.say(Msg::RoomTitle),
        html! {
            <>
                { for used }
                if no_mirror { <p>{ tongue.say(Msg::MirrorMissing) }</p> }
            </>
        },
    )
}

fn unreadable_group(tongue: &Tongue, health: &Health) -> Html {
    let rows = health.unreadable.iter().map(|piece| {
        let why = match piece.why {
            WhyUnreadable::Altered => Msg::WhyAltered,
            WhyUnreadable::Missing => Msg::WhyMissing,
            WhyUnreadable::Newer => Msg::WhyNewer,
        };
        html! { <li><code>{ &piece.name }</code>{ ": " }{ tongue.say(why) }</li> }
    });
    let body = if health.unreadable.is_empty() {
        html! { <p>{ tongue.say(Msg::NothingUnreadable) }</p> }
    } else {
        html! { <><p>{ tongue.say(Msg::UnreadableMeans) }</p><ul>{ for rows }</ul></> }
    };
    group(tongue.say(Msg::UnreadableHeading), body)
}

fn tries_group(tongue: &Tongue, tries: u32) -> Html {
    let words = match tries {
        0 => tongue.say(Msg::TriesClear),
        some => tongue.say(Msg::WrongTries { tries: &tongue.format.number(f64::from(some)) }),
    };
    group(tongue.say(Msg::TriesTitle), html! { <p>{ words }</p> })
}
