//! The passphrase: set where there is none, changed, or removed after a plain warning.

use yew::prelude::*;

use super::group;
use crate::app::state::Line;
use crate::app::{Action, State};
use crate::i18n::Msg;
use crate::ui::components::{Look, NewPassphrase, SecretField, button, secret_in};
use crate::ui::context::{Ui, use_ui};
use crate::ui::hooks::focus_first;
use crate::vault::Secret;

pub fn passphrase_group(ui: &Ui, state: &State) -> Html {
    let said = matches!(state.line, Some(Line::PassphraseSet | Line::PassphraseChanged | Line::PassphraseRemoved));
    let body = html! {
        <Passphrase there={state.slots.passphrase} words={state.slots.recovery} refused={state.present_refused} done={said} />
    };
    group(ui, "set-passphrase", Msg::PassphraseTitle, body)
}

#[derive(Debug, PartialEq, Properties)]
struct Props {
    there: bool,
    /// Recovery words open it too.
    words: bool,
    /// What was given as the present passphrase did not open it.
    refused: bool,
    /// It has just been set, changed or removed.
    done: bool,
}

/// What is being asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    None,
    Set,
    Change,
    Remove,
}

#[component]
fn Passphrase(props: &Props) -> Html {
    let ui = use_ui();
    let form = use_state(|| Form::None);
    let present = use_node_ref();
    {
        let form = form.clone();
        use_effect_with(props.done, move |done| {
            if *done {
                form.set(Form::None);
            }
        });
    }
    // What was pressed goes with what it opened or ended: the focus goes on to what came in its place.
    let opened = use_mut_ref(|| false);
    use_effect_with((*form, props.there), move |_| {
        if opened.replace(true) {
            focus_first("#set-passphrase + .settings-body :is(input, button)");
        }
    });
    let ask = |which: Form| {
        let (ui, form) = (ui.clone(), form.clone());
        Callback::from(move |_: MouseEvent| {
            ui.send(Action::Dismissed);
            form.set(which);
        })
    };
    let set = {
        let ui = ui.clone();
        Callback::from(move |secret: Secret| ui.send(Action::ChosePassphraseLater(secret)))
    };
    let change = {
        let (ui, present) = (ui.clone(), present.clone());
        Callback::from(move |next: Secret| {
            if let Some(present) = given(&present) {
                ui.send(Action::AskedToChangePassphrase { present, next });
            }
        })
    };
    let remove = {
        let (ui, present) = (ui.clone(), present.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(present) = given(&present) {
                ui.send(Action::AskedToRemovePassphrase { present });
            }
        })
    };
    let leave = button(Look::Quiet, ui.say(Msg::LeaveIt), ask(Form::None));
    match (*form, props.there) {
        (Form::Set, false) => html! {
            <NewPassphrase action={ui.say(Msg::SetPassphrase)} onchosen={set}>
                <p class="hint">{ ui.say(Msg::SetPassphraseMeans) }</p>
            </NewPassphrase>
        },
        (_, false) => html! {
            <>
                <p>{ ui.say(Msg::NoPassphraseNow) }</p>
                <div class="actions">{ button(Look::Plain, ui.say(Msg::ChoosePassphrase), ask(Form::Set)) }</div>
            </>
        },
        (Form::Change, true) => html! {
            <>
                <p>{ ui.say(Msg::ChangeMeans) }{ " " }if props.words { { ui.say(Msg::ChangeKeepsWords) } }</p>
                { present_field(&ui, &present, props.refused) }
                <NewPassphrase action={ui.say(Msg::ChangePassphrase)} label={ui.say(Msg::NewPassphraseTitle)} stays={true}
                    onchosen={change} />
                <div class="actions">{ leave }</div>
            </>
        },
        (Form::Remove, true) => html! {
            <form class="stack" onsubmit={remove}>
                <p>{ ui.say(Msg::RemoveMeans) }</p>
                <p class="hint">{ ui.say(Msg::RemoveAlso) }</p>
                { present_field(&ui, &present, props.refused) }
                <div class="actions">
                    <button class="button" type="submit">{ ui.say(Msg::RemoveNow) }</button>
                    { leave }
                </div>
            </form>
        },
        (Form::None | Form::Set, true) => html! {
            <>
                <p>{ ui.say(Msg::HasPassphrase) }</p>
                <div class="actions">
                    { button(Look::Plain, ui.say(Msg::ChangePassphrase), ask(Form::Change)) }
                    { button(Look::Quiet, ui.say(Msg::RemovePassphrase), ask(Form::Remove)) }
                </div>
            </>
        },
    }
}

/// The present passphrase as it was typed; where it is too short to be one, the caret goes there instead.
fn given(field: &NodeRef) -> Option<Secret> {
    let secret = secret_in(field);
    if let (None, Some(field)) = (&secret, field.cast::<web_sys::HtmlInputElement>()) {
        let _ = field.focus();
    }
    secret
}

fn present_field(ui: &Ui, field: &NodeRef, refused: bool) -> Html {
    html! {
        <SecretField id="present-passphrase" label={ui.say(Msg::PresentPassphrase)} autocomplete="current-password"
            field={field.clone()} describedby="present-refused">
            <p id="present-refused" role="alert">if refused { <span class="field-message">{ ui.say(Msg::WrongPassphrase) }</span> }</p>
        </SecretField>
    }
}
