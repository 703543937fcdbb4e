//! Keep, for the first time: three choices, a passphrase, or what it means to go without one.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Fresh, Work};
use crate::i18n::Msg;
use crate::platform::random::SystemRandom;
use crate::ui::components::{NewPassphrase, Progress, Sheet};
use crate::ui::context::{Link, use_link, use_tongue};
use crate::vault::Secret;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub step: Fresh,
    pub work: Option<Work>,
}

/// The sheet of the present step, or none.
#[component]
pub fn KeepSheets(props: &Props) -> Html {
    match props.step {
        Fresh::Keeping => html! { <Choices key="keep" /> },
        Fresh::Choosing => html! { <Choosing key="choose" work={props.work} /> },
        Fresh::Warned => html! { <Warned key="without" work={props.work} /> },
        Fresh::Welcome | Fresh::Writing | Fresh::LetGo => Html::default(),
    }
}

fn on(link: &Link, action: fn() -> Action) -> Callback<MouseEvent> {
    let link = link.clone();
    Callback::from(move |_| link.send(action()))
}

fn back(link: &Link) -> Callback<()> {
    let link = link.clone();
    Callback::from(move |()| link.send(Action::SteppedBack))
}

#[component]
fn Choices() -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    html! {
        <Sheet id="keep" title={tongue.say(Msg::KeepTitle)} small={true} onclose={back(&link)}>
            <p>{ tongue.say(Msg::KeepHow) }</p>
            <div class="actions" data-stack="">
                <button class="button" data-kind="primary" type="button" onclick={on(&link, || Action::AskedForPassphrase)}>
                    { tongue.say(Msg::ChoosePassphrase) }
                </button>
                <button class="button" type="button" onclick={on(&link, || Action::AskedToKeepWithout)}>
                    { tongue.say(Msg::KeepWithoutOne) }
                </button>
                <button class="button" data-kind="quiet" type="button" onclick={on(&link, || Action::LetGo)}>
                    { tongue.say(Msg::DontKeepThis) }
                </button>
            </div>
        </Sheet>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct WorkProps {
    work: Option<Work>,
}

#[component]
fn Choosing(props: &WorkProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let at_once = use_node_ref();
    let chosen = {
        let (link, at_once) = (link.clone(), at_once.clone());
        Callback::from(move |secret: Secret| {
            let at_once = at_once.cast::<HtmlInputElement>().is_some_and(|choice| choice.checked());
            link.send(Action::ChoseProtection { secret: Some(secret), at_once, swapped: SystemRandom::coin() });
        })
    };
    html! {
        <Sheet id="passphrase" title={tongue.say(Msg::ChoosePassphrase)} onclose={back(&link)}>
            if let Some(work) = props.work {
                <Progress {work} />
            } else {
                <NewPassphrase action={tongue.say(Msg::KeepWithThis)} onchosen={chosen}>
                    <details class="disclosure">
                        <summary>{ tongue.say(Msg::SomeoneElse) }</summary>
                        <div class="disclosure-body">
                            <label class="choice">
                                <input type="checkbox" ref={at_once} />{ tongue.say(Msg::LockAtOnce) }
                                <span class="hint">{ tongue.say(Msg::LockAtOnceMeans) }</span>
                            </label>
                        </div>
                    </details>
                </NewPassphrase>
            }
        </Sheet>
    }
}

#[component]
fn Warned(props: &WorkProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let without = {
        let link = link.clone();
        Callback::from(move |_: MouseEvent| {
            link.send(Action::ChoseProtection { secret: None, at_once: false, swapped: SystemRandom::coin() });
        })
    };
    html! {
        <Sheet id="without" title={tongue.say(Msg::WithoutTitle)} onclose={back(&link)}>
            <div class="prose">
                <p>{ tongue.say(Msg::WithoutReads) }</p>
                <p>{ tongue.say(Msg::WithoutLater) }</p>
            </div>
            if let Some(work) = props.work {
                <Progress {work} />
            } else {
                <div class="actions" data-stack="">
                    <button class="button" data-kind="primary" type="button" onclick={on(&link, || Action::AskedForPassphrase)}>
                        { tongue.say(Msg::ChooseOne) }
                    </button>
                    <button class="button" type="button" onclick={without}>{ tongue.say(Msg::KeepWithoutOne) }</button>
                    <button class="button" data-kind="quiet" type="button" onclick={on(&link, || Action::LetGo)}>
                        { tongue.say(Msg::DontKeepThis) }
                    </button>
                </div>
            }
        </Sheet>
    }
}
