//! Keep, for the first time: three choices, a passphrase, or what it means to go without one.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Fresh, Work};
use crate::i18n::Msg;
use crate::platform::edition;
use crate::platform::random::SystemRandom;
use crate::ui::components::{Look, NewPassphrase, Progress, Sheet, button};
use crate::ui::context::{Ui, use_ui};
use crate::vault::Secret;

/// The sheet of the present step, or none.
pub fn keep_sheet(ui: &Ui, step: Fresh, work: Option<Work>) -> Html {
    let (id, title, small, body) = match step {
        Fresh::Keeping => ("keep", Msg::KeepTitle, true, choices(ui)),
        Fresh::Choosing => ("passphrase", Msg::ChoosePassphrase, false, choosing(work)),
        Fresh::Warned => ("without", Msg::WithoutTitle, false, warned(ui, work)),
        Fresh::Welcome | Fresh::Writing | Fresh::LetGo | Fresh::Cleared => return Html::default(),
    };
    html! {
        <Sheet key={id} {id} title={ui.say(title)} {small} onclose={ui.on(|| Action::SteppedBack)}>{ body }</Sheet>
    }
}

fn choices(ui: &Ui) -> Html {
    html! {
        <>
            <p>{ ui.say(Msg::KeepHow) }</p>
            if edition::is_file() { <p class="hint">{ ui.say(Msg::FileKeepsHere) }</p> }
            <div class="actions" data-stack="">
                { button(Look::Primary, ui.say(Msg::ChoosePassphrase), ui.on(|| Action::AskedForPassphrase)) }
                { button(Look::Plain, ui.say(Msg::KeepWithoutOne), ui.on(|| Action::AskedToKeepWithout)) }
                { button(Look::Quiet, ui.say(Msg::DontKeepThis), ui.on(|| Action::LetGo)) }
            </div>
        </>
    }
}

fn choosing(work: Option<Work>) -> Html {
    match work {
        Some(work) => html! { <Progress {work} /> },
        None => html! { <ChoosePassphrase /> },
    }
}

#[component]
fn ChoosePassphrase() -> Html {
    let ui = use_ui();
    let at_once = use_node_ref();
    let chosen = {
        let (ui, at_once) = (ui.clone(), at_once.clone());
        Callback::from(move |secret: Secret| {
            let at_once = at_once.cast::<HtmlInputElement>().is_some_and(|choice| choice.checked());
            ui.send(Action::ChoseProtection { secret: Some(secret), at_once, swapped: SystemRandom::coin() });
        })
    };
    html! {
        <NewPassphrase action={ui.say(Msg::KeepWithThis)} onchosen={chosen}>
            <details class="disclosure">
                <summary>{ ui.say(Msg::SomeoneElse) }</summary>
                <div class="disclosure-body">
                    <label class="choice">
                        <input type="checkbox" ref={at_once} />{ ui.say(Msg::LockAtOnce) }
                        <span class="hint">{ ui.say(Msg::LockAtOnceMeans) }</span>
                    </label>
                </div>
            </details>
        </NewPassphrase>
    }
}

fn warned(ui: &Ui, work: Option<Work>) -> Html {
    let without = || Action::ChoseProtection { secret: None, at_once: false, swapped: SystemRandom::coin() };
    html! {
        <>
            <div class="prose">
                <p>{ ui.say(Msg::WithoutReads) }</p>
                <p>{ ui.say(Msg::WithoutLater) }</p>
            </div>
            if let Some(work) = work {
                <Progress {work} />
            } else {
                <div class="actions" data-stack="">
                    { button(Look::Primary, ui.say(Msg::ChooseOne), ui.on(|| Action::AskedForPassphrase)) }
                    { button(Look::Plain, ui.say(Msg::KeepWithoutOne), ui.on(without)) }
                    { button(Look::Quiet, ui.say(Msg::DontKeepThis), ui.on(|| Action::LetGo)) }
                </div>
            }
        </>
    }
}
