//! An icon for this app: under which name, and how one comes by it.

use yew::prelude::*;

use super::group;
use crate::i18n::Msg;
use crate::platform::{edition, traces};
use crate::ui::context::Ui;

pub fn icon_group(ui: &Ui) -> Html {
    let present = edition::name();
    let name = |(name, address): (&'static str, &'static str)| {
        let current = (name == present).then_some("true");
        html! { <li><a class="button" href={address} aria-current={current}>{ name }</a></li> }
    };
    let body = if traces::is_installed() {
        html! { <p>{ ui.say(Msg::IconIs { name: &present }) }</p> }
    } else {
        html! {
            <>
                <p>{ ui.say(Msg::IconMeans) }</p>
                <p class="choices-name" id="set-name">{ ui.say(Msg::IconName) }</p>
                <ul class="choices" role="list" aria-labelledby="set-name">{ for edition::NAMES.into_iter().map(name) }</ul>
                <p class="hint">{ ui.say(Msg::IconNow { name: &present }) }</p>
                <p>{ ui.say(Msg::IconHow) }</p>
            </>
        }
    };
    group(ui, "set-icon", Msg::IconTitle, body)
}
