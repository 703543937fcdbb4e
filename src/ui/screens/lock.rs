//! Locked: one field, one button, a way to Help. It says nothing about what lies behind it.

use gloo_timers::callback::Interval;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::reduce::wait_left;
use crate::app::state::Locked;
use crate::app::{Action, State};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{
    Frame, Heading, Look, Progress, SecretField, clear, frame, link, secret_in, trouble_words, update_line,
};
use crate::ui::context::{Ui, use_ui};

pub fn lock(ui: &Ui, state: &State, locked: Locked) -> Html {
    let form = match state.work {
        Some(work) => html! {
            <form aria-busy="true">
                <Heading class="title" text={ui.say(Msg::LockedTitle)} />
                <Progress {work} />
            </form>
        },
        None if locked.open => open_form(ui, locked),
        None => html! { <UnlockForm {locked} /> },
    };
    let update = state.update.is_here().then(|| update_line(ui));
    frame(ui, Frame::alone("lock"), html! { <>{ form }{ for update }</> })
}

fn open_form(ui: &Ui, locked: Locked) -> Html {
    let open = ui.on(|| Action::TriedToOpen { secret: None, at: clock::now() });
    let submit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        open.emit(());
    });
    html! {
        <form onsubmit={submit}>
            <Heading class="title" text={ui.say(Msg::LockedTitle)} />
            if let Some(trouble) = locked.trouble { <p role="alert">{ ui.say(trouble_words(trouble)) }</p> }
            <p class="hint">{ ui.say(Msg::OpenMeans) }</p>
            <div class="actions">
                <button class="button" data-kind="primary" type="submit">{ ui.say(Msg::Open) }</button>
                { link(Look::Quiet, ui.say(Msg::Help), Screen::Help) }
            </div>
        </form>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct FormProps {
    locked: Locked,
}

#[component]
fn UnlockForm(props: &FormProps) -> Html {
    let ui = use_ui();
    let field = use_node_ref();
    let short = use_state(|| false);
    let waiting = use_wait(props.locked);
    {
        // After a wrong try the field is new and empty, and the caret is back in it.
        let (field, again) = (field.clone(), props.locked.wrong);
        use_effect_with((again, waiting == 0), move |&(again, free)| {
            if let (true, true, Some(field)) = (again, free, field.cast::<HtmlInputElement>()) {
                let _ = field.focus();
            }
        });
    }
    let submit = {
        let (ui, field, short) = (ui.clone(), field.clone(), short.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let secret = secret_in(&field);
            short.set(secret.is_none());
            if let Some(secret) = secret {
                clear(&field);
                ui.send(Action::TriedToOpen { secret: Some(secret), at: clock::now() });
            }
        })
    };
    let said = match props.locked {
        _ if *short => Some(ui.say(Msg::PassphraseTooShort).to_string()),
        Locked { trouble: Some(trouble), .. } => Some(ui.say(trouble_words(trouble)).to_string()),
        Locked { wrong: true, .. } if waiting > 0 => {
            let wait = ui.say(Msg::WaitSeconds { seconds: &ui.number(waiting as f64) });
            Some(format!("{} {wait}", ui.say(Msg::WrongPassphrase)))
        }
        Locked { wrong: true, .. } => Some(ui.say(Msg::WrongPassphrase).to_string()),
        _ => None,
    };
    html! {
        <form onsubmit={submit}>
            <Heading class="title" text={ui.say(Msg::LockedTitle)} />
            <SecretField id="unlock" label={ui.say(Msg::PassphraseOrWords)} autocomplete="current-password" {field}
                describedby="unlock-message">
                <p id="unlock-message" role="alert">
                    { for said.map(|said| html! { <span class="field-message">{ said }</span> }) }
                </p>
            </SecretField>
            <div class="actions">
                <button class="button" data-kind="primary" type="submit" disabled={waiting > 0}>{ ui.say(Msg::Unlock) }</button>
                { link(Look::Quiet, ui.say(Msg::Help), Screen::Help) }
            </div>
        </form>
    }
}

/// Whole seconds until the next try, counting down.
#[hook]
fn use_wait(locked: Locked) -> i64 {
    let left = use_state_eq(|| 0);
    {
        let left = left.setter();
        use_effect_with(locked.wait_until, move |_| {
            let look = move || left.set((wait_left(&locked, clock::now()) + 999) / 1_000);
            look();
            let interval = Interval::new(250, look);
            move || drop(interval)
        });
    }
    *left
}
