//! A truthful bar: driven by the time this device is expected to need, and labelled "about".

use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::app::state::{Task, Work};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::context::use_ui;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub work: Work,
}

/// Milliseconds between two steps of the bar.
const STEP: u32 = 120;
/// How far the bar goes by the clock alone; the rest is left for the end itself.
const MOST: f64 = 97.0;

#[component]
pub fn Progress(props: &Props) -> Html {
    let ui = use_ui();
    let begun = use_memo((), |()| clock::steady_ms());
    let elapsed = use_state(|| 0.0);
    {
        let (begun, elapsed) = (*begun, elapsed.clone());
        use_effect_with((), move |()| {
            let interval = Interval::new(STEP, move || elapsed.set(clock::steady_ms() - begun));
            move || drop(interval)
        });
    }
    let Work { what, seconds } = props.work;
    let said = ui.say(match what {
        Task::MakingKey => Msg::MakingKey,
        Task::Opening => Msg::Opening,
        Task::AddingWords => Msg::AddingWords,
        Task::ChangingKey => Msg::ChangingKey,
        Task::Deleting => Msg::Deleting,
    });
    let about = ui.say(Msg::About { seconds: &ui.format.number(seconds.ceil().max(1.0)) });
    let value = (*elapsed / (seconds.max(0.1) * 10.0)).min(MOST);
    html! {
        <div class="progress">
            <p id="progress-words" role="status">{ format!("{said}, {about}") }</p>
            <progress max="100" value={(value as u32).to_string()} aria-labelledby="progress-words"></progress>
        </div>
    }
}
