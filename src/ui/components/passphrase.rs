//! Passphrase fields: paste and password managers work, and what is typed can be shown.

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zeroize::Zeroizing;

use crate::i18n::Msg;
use crate::platform::{random::SystemRandom, text};
use crate::ui::context::use_ui;
use crate::vault::strength::{self, Stops};
use crate::vault::{Secret, words};

#[derive(Debug, PartialEq, Properties)]
pub struct FieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// `new-password` or `current-password`, so that a password manager knows what to do.
    pub autocomplete: AttrValue,
    pub field: NodeRef,
    #[prop_or_default]
    pub describedby: AttrValue,
    #[prop_or_default]
    pub oninput: Callback<()>,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub children: Html,
}

/// One secret field with its label and a button that shows what is typed.
#[component]
pub fn SecretField(props: &FieldProps) -> Html {
    let ui = use_ui();
    let shown = use_state(|| false);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let words = if *shown { Msg::HidePassphrase } else { Msg::ShowPassphrase };
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <div class="field-control">
                <input class="input" ref={props.field.clone()} id={props.id.clone()}
                    type={if *shown { "text" } else { "password" }} autocomplete={props.autocomplete.clone()}
                    autocapitalize="none" autocorrect="off" spellcheck="false" disabled={props.disabled}
                    aria-describedby={props.describedby.clone()} oninput={props.oninput.reform(|_: InputEvent| ())} />
                <button class="button" type="button" aria-pressed={shown.to_string()} aria-controls={props.id.clone()}
                    onclick={toggle}>{ ui.say(words) }</button>
            </div>
            { props.children.clone() }
        </div>
    }
}

/// Reads a secret field, in the form the vault wants it.
pub fn secret_in(field: &NodeRef) -> Option<Secret> {
    let typed = Zeroizing::new(field.cast::<HtmlInputElement>()?.value());
    Secret::new(&Zeroizing::new(text::nfc(&typed))).ok()
}

/// Empties a secret field.
pub fn clear(field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        field.set_value("");
    }
}

#[derive(Debug, PartialEq, Properties)]
pub struct NewProps {
    /// The words on the button.
    pub action: AttrValue,
    /// The name of the field, where it is not simply the passphrase.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether what was typed stays there: it may have to be given again.
    #[prop_or_default]
    pub stays: bool,
    /// Between the fields and the button.
    #[prop_or_default]
    pub children: Html,
    pub onchosen: Callback<Secret>,
}

/// Choosing a passphrase: the field, whom it would stop, and five words offered.
#[component]
pub fn NewPassphrase(props: &NewProps) -> Html {
    let ui = use_ui();
    let field = use_node_ref();
    let stops = use_state(|| None::<Stops>);
    let short = use_state(|| false);
    let offered = use_state(|| words::made_up(&mut SystemRandom));
    let measure = {
        let (field, stops, short) = (field.clone(), stops.clone(), short.clone());
        Callback::from(move |()| {
            let typed = Zeroizing::new(field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default());
            stops.set((!typed.is_empty()).then(|| strength::estimate(&typed)));
            short.set(false);
        })
    };
    let take = {
        let (field, offered, measure) = (field.clone(), offered.clone(), measure.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(&offered);
            }
            measure.emit(());
        })
    };
    let others = {
        let offered = offered.clone();
        Callback::from(move |_: MouseEvent| offered.set(words::made_up(&mut SystemRandom)))
    };
    let submit = {
        let (field, short, chosen, stays) = (field.clone(), short.clone(), props.onchosen.clone(), props.stays);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match secret_in(&field) {
                Some(secret) => {
                    if !stays {
                        clear(&field);
                    }
                    chosen.emit(secret);
                }
                None => {
                    short.set(true);
                    if let Some(field) = field.cast::<HtmlInputElement>() {
                        let _ = field.focus();
                    }
                }
            }
        })
    };
    let strength = match *stops {
        _ if *short => Some(Msg::PassphraseTooShort),
        None => None,
        Some(Stops::Nobody) => Some(Msg::StopsNobody),
        Some(Stops::AQuickLook) => Some(Msg::StopsAQuickLook),
        Some(Stops::SomeoneWhoKnowsYou) => Some(Msg::StopsSomeoneWhoKnowsYou),
        Some(Stops::SomeoneWithTools) => Some(Msg::StopsSomeoneWithTools),
    };
    html! {
        <form class="stack keep-form" onsubmit={submit}>
            <SecretField id="new-passphrase" label={props.label.clone().unwrap_or_else(|| ui.say(Msg::Passphrase))} autocomplete="new-password"
                field={field} describedby="passphrase-strength passphrase-pin" oninput={measure}>
                <p id="passphrase-strength" role="status">{ for strength.map(|words| ui.say(words)) }</p>
                <p class="hint" id="passphrase-pin">{ ui.say(Msg::PassphraseAndPin) }</p>
            </SecretField>
            <div class="offered-words">
                <p class="hint" id="offered-label">{ ui.say(Msg::OfferedWords) }</p>
                <output aria-labelledby="offered-label">{ offered.as_str() }</output>
                <button class="button" type="button" onclick={take}>{ ui.say(Msg::UseTheseWords) }</button>
                <button class="button" data-kind="quiet" type="button" onclick={others}>{ ui.say(Msg::OtherWords) }</button>
            </div>
            { props.children.clone() }
            <p class="hint">{ ui.say(Msg::NoWayBack) }</p>
            <div class="actions">
                <button class="button" data-kind="primary" type="submit">{ props.action.clone() }</button>
            </div>
        </form>
    }
}
