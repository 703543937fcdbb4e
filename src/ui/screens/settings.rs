//! Settings, a subject a section: how it looks, when it locks, what opens it, a sealed copy, the room left, and what
//! cannot be read.

mod about_us;
mod icon;
mod looks;
mod opens;
mod passphrase;
mod stored;

use yew::prelude::*;

use crate::app::State;
use crate::app::action::Screen;
use crate::app::state::Line;
use crate::i18n::Msg;
use crate::platform::edition;
use crate::ui::components::{Frame, Heading, Look, Progress, frame, link, notice, reading};
use crate::ui::context::Ui;

pub fn settings(ui: &Ui, state: &State) -> Html {
    let line = state.line.and_then(|line| match line {
        Line::RecoveryReady => Some(Msg::RecoveryReadySaid),
        Line::RecoveryRemoved => Some(Msg::RecoveryRemovedSaid),
        Line::PassphraseSet => Some(Msg::PassphraseSetSaid),
        Line::PassphraseChanged => Some(Msg::PassphraseChangedSaid),
        Line::PassphraseRemoved => Some(Msg::PassphraseRemovedSaid),
        Line::CopySaved => Some(Msg::CopySavedSaid),
        _ => None,
    });
    let changeable = state.may_write();
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::Settings)} />
            <p class="line" role="status">{ for line.map(|words| ui.say(words)) }</p>
            { notice(ui, state.notice.as_ref()) }
            { reading(ui, state.role) }
            if let Some(work) = state.work { <Progress {work} /> }
            // Out of reach while the lock is being changed, and not gone: what was typed is still there if it fails.
            <div hidden={state.work.is_some()}>
                if changeable {
                    { looks::looks_group(ui, state.looks, &state.preferences) }
                    { looks::writing_group(ui, &state.preferences) }
                    <about_us::Who bond={state.preferences.bond.clone()} suggestions={state.preferences.safety.suggestions}
                        closed={state.line == Some(Line::Closed)} />
                    { opens::lock_group(ui, state.lock_rule()) }
                    { passphrase::passphrase_group(ui, state) }
                    { opens::recovery_group(ui, state.slots) }
                } else {
                    { opens::lock_as_it_is(ui, state.lock_rule()) }
                }
                { opens::ways_group(ui, state) }
                { stored::copy_group(ui) }
                { stored::room_group(ui, state) }
                { stored::unreadable_group(ui, &state.health) }
                if !edition::is_file() { { icon::icon_group(ui) } }
                if changeable { { group(ui, "set-remove", Msg::RemoveAllLabel, html! {
                    <>
                        <p>{ ui.say(Msg::RemoveAllShort) }</p>
                        <div class="actions">{ link(Look::Plain, ui.say(Msg::RemoveAllSee), Screen::Remove) }</div>
                    </>
                }) } }
                { group(ui, "set-about", Msg::AboutTitle, html! {
                    <div class="actions">{ link(Look::Quiet, ui.say(Msg::VersionAndLicences), Screen::Version) }</div>
                }) }
            </div>
        </>
    };
    frame(ui, Frame::alone("settings").menu(true).back(Screen::Today, Msg::Back), body)
}

fn group(ui: &Ui, id: &'static str, title: Msg<'_>, body: Html) -> Html {
    named_group(id, ui.say(title), body)
}

fn named_group(id: &'static str, title: AttrValue, body: Html) -> Html {
    html! {
        <section class="settings-group" aria-labelledby={id}>
            <h2 class="title" {id}>{ title }</h2>
            <div class="settings-body">{ body }</div>
        </section>
    }
}
