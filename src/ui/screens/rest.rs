//! Rest: two minutes, one sentence at a time, no typing. Records nothing.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::Action;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading};
use crate::ui::context::{use_link, use_tongue};
use crate::ui::route::Route;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// Whether a journal is open; otherwise this is the first evening.
    pub open: bool,
}

#[component]
pub fn Rest(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let lines = tongue.language.rest();
    let at = use_state(|| 0usize);
    let said = use_node_ref();
    let last = *at + 1 >= lines.len();
    let next = {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set(*at + 1))
    };
    {
        // The next sentence is read out: focus goes to it, not to a button that may have gone.
        let said = said.clone();
        use_effect_with(*at, move |&at| {
            if let (true, Some(said)) = (at > 0, said.cast::<HtmlElement>()) {
                let _ = said.focus();
            }
        });
    }
    let enough = Callback::from(move |_: MouseEvent| link.send(Action::Rested));
    let back = if props.open { Route::Today } else { Route::Page };
    html! {
        <Frame screen="rest" menu={props.open} back={(back, tongue.say(Msg::Back))}>
            <Heading class="unseen" text={tongue.say(Msg::RestTitle)} />
            <p class="rest-line" ref={said} tabindex="-1">{ lines[*at] }</p>
            <div class="actions">
                if !last {
                    <button class="button" type="button" onclick={next}>{ tongue.say(Msg::Next) }</button>
                }
                <button class="button" data-kind={(!last).then_some("quiet")} type="button" onclick={enough}>
                    { tongue.say(Msg::ThatsEnough) }
                </button>
            </div>
        </Frame>
    }
}
