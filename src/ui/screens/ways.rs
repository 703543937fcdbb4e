//! The ways in beside the empty page of Today: two equal doors, a way to leave it be, and one sheet with all the others.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Action;
use crate::app::action::Screen;
use crate::content::wording::kind;
use crate::domain::Kind;
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{Icon, Look, Sheet, button, icon, link};
use crate::ui::context::{fresh_id, use_ui};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// The order of the doors, drawn once for this device.
    pub swapped: bool,
    /// Nothing reaches for the other person: the first door leads to a page of one's own.
    pub here: bool,
    /// How was today is among the ways in: from the second day on.
    pub asks: bool,
    /// A tab that only reads has nothing to begin.
    pub writes: bool,
}

#[component]
pub fn Ways(props: &Props) -> Html {
    let ui = use_ui();
    let open = use_state(|| false);
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let another = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let say = {
        let ui = ui.clone();
        Callback::from(move |_: MouseEvent| {
            let at = clock::now();
            ui.send(Action::AskedToSay { id: fresh_id(at), at });
        })
    };
    let say = door(ui.say(if props.here { Msg::SayItHere } else { Msg::SayIt }), say);
    let worth = door(ui.say(Msg::MyWorth), ui.begin(&Kind::Worth(Rc::default())));
    let doors = if props.swapped { [worth, say] } else { [say, worth] };
    let kinds = [
        props.asks.then(|| Kind::CheckIn(Rc::default())),
        Some(Kind::Moment(Rc::default())),
        Some(Kind::HeldBack(Rc::default())),
    ];
    let row = |begun: Kind| {
        let name = kind(begun.key()).map_or("", |text| text.name);
        html! {
            <li key={name}>
                <button class="way" type="button" onclick={ui.begin(&begun)}><span>{ name }</span>{ icon(Icon::Onward) }</button>
            </li>
        }
    };
    html! {
        <div class="ways">
            if props.writes { <div class="doors">{ for doors }</div> }
            <div class="ways-aside">
                { link(Look::Quiet, ui.say(Msg::NotTonight), Screen::Rest) }
                if props.writes { { button(Look::Quiet, ui.say(Msg::AnotherWay), another) } }
            </div>
            if *open {
                <Sheet id="another" title={ui.say(Msg::AnotherWay)} small={true} onclose={close}>
                    <ul class="way-list" role="list">{ for kinds.into_iter().flatten().map(row) }</ul>
                </Sheet>
            }
        </div>
    }
}

fn door(words: AttrValue, onclick: Callback<MouseEvent>) -> Html {
    html! { <button class="door" type="button" {onclick}>{ words }</button> }
}
