//! Locked: one field, one button, a way to Help. It says nothing about what lies behind it.

use gloo_timers::callback::Interval;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Action;
use crate::app::reduce::wait_left;
use crate::app::state::{Locked, Work};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{Frame, Heading, Progress, SecretField, clear, secret_in, trouble_words};
use crate::ui::context::{use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub locked: Locked,
    pub work: Option<Work>,
}

#[component]
pub fn Lock(props: &Props) -> Html {
    let tongue = use_tongue();
    html! {
        <Frame screen="lock" menu={false}>
            if let Some(work) = props.work {
                <form aria-busy="true">
                    <Heading class="title" text={tongue.say(Msg::LockedTitle)} />
                    <Progress {work} />
                </form>
            } else if props.locked.open {
                <OpenForm locked={props.locked} />
            } else {
                <UnlockForm locked={props.locked} />
            }
        </Frame>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct FormProps {
    locked: Locked,
}

#[component]
fn UnlockForm(props: &FormProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
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
        let (field, short) = (field.clone(), short.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let secret = secret_in(&field);
            short.set(secret.is_none());
            if let Some(secret) = secret {
                clear(&field);
                link.send(Action::TriedToOpen { secret: Some(secret), at: clock::now() });
            }
        })
    };
    let said = if *short {
        Some(tongue.say(Msg::PassphraseTooShort).to_string())
    } else if let Some(trouble) = props.locked.trouble {
        Some(tongue.say(trouble_words(trouble)).to_string())
    } else if props.locked.wrong {
        let wrong = tongue.say(Msg::WrongPassphrase);
        let wait =
            (waiting > 0).then(|| tongue.say(Msg::WaitSeconds { seconds: &tongue.format.number(waiting as f64) }));
        Some(wait.map_or_else(|| wrong.to_string(), |wait| format!("{wrong} {wait}")))
    } else {
        None
    };
    html! {
        <form onsubmit={submit}>
            <Heading class="title" text={tongue.say(Msg::LockedTitle)} />
            if props.locked.newer { <p>{ tongue.say(Msg::NewerWrote) }</p> }
            <SecretField id="unlock" label={tongue.say(Msg::PassphraseOrWords)} autocomplete="current-password" {field}
                describedby="unlock-message">
                <p id="unlock-message" role="alert">
                    { for said.map(|said| html! { <span class="field-message">{ said }</span> }) }
                </p>
            </SecretField>
            <div class="actions">
                <button class="button" data-kind="primary" type="submit" disabled={waiting > 0}>{ tongue.say(Msg::Unlock) }</button>
                <a class="button" data-kind="quiet" href="#/help">{ tongue.say(Msg::Help) }</a>
            </div>
        </form>
    }
}

#[component]
fn OpenForm(props: &FormProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let submit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        link.send(Action::TriedToOpen { secret: None, at: clock::now() });
    });
    html! {
        <form onsubmit={submit}>
            <Heading class="title" text={tongue.say(Msg::LockedTitle)} />
            if props.locked.newer { <p>{ tongue.say(Msg::NewerWrote) }</p> }
            if let Some(trouble) = props.locked.trouble { <p role="alert">{ tongue.say(trouble_words(trouble)) }</p> }
            <p class="hint">{ tongue.say(Msg::OpenMeans) }</p>
            <div class="actions">
                <button class="button" data-kind="primary" type="submit">{ tongue.say(Msg::Open) }</button>
                <a class="button" data-kind="quiet" href="#/help">{ tongue.say(Msg::Help) }</a>
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
