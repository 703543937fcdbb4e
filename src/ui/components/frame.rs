//! The frame of every screen: the top bar with the way back and the menu, the places, and the room the page lies in.
//! Exit is not here: it stands in the page itself, before any of this exists.

use yew::prelude::*;
use yew_router::prelude::*;

use super::{Icon, icon};
use crate::app::Action;
use crate::i18n::Msg;
use crate::ui::context::{use_link, use_tongue};
use crate::ui::route::Route;

/// The places, in the order they keep for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Today,
    Pages,
}

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// The class of the screen.
    pub screen: AttrValue,
    /// The place one is in; without one, the bar of places is not there.
    #[prop_or_default]
    pub place: Option<Place>,
    /// The way back, and its words.
    #[prop_or_default]
    pub back: Option<(Route, AttrValue)>,
    /// Whether the menu (Help, Lock, Settings) is there.
    #[prop_or(true)]
    pub menu: bool,
    /// More entries for the menu.
    #[prop_or_default]
    pub more: Html,
    pub children: Html,
}

#[component]
pub fn Frame(props: &Props) -> Html {
    let back = props.back.clone().map(|(to, words)| {
        html! { <Link<Route> {to} classes="topbar-back">{ icon(Icon::Back) }{ words }</Link<Route>> }
    });
    html! {
        <div class="frame">
            <header class="topbar">
                { for back }
                if props.menu { <Menu more={props.more.clone()} /> }
            </header>
            if let Some(place) = props.place { <Places {place} /> }
            <main class={format!("room {}", props.screen)} id="page" tabindex="-1">
                { props.children.clone() }
            </main>
        </div>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct PlacesProps {
    place: Place,
}

#[component]
fn Places(props: &PlacesProps) -> Html {
    let tongue = use_tongue();
    let place = |place: Place, to: Route, picture: Icon, words: Msg<'_>| {
        let current = (place == props.place).then_some("page");
        html! {
            <li>
                <a class="place" href={format!("#{}", to.to_path())} aria-current={current}>
                    { icon(picture) }<span>{ tongue.say(words) }</span>
                </a>
            </li>
        }
    };
    html! {
        <nav class="places" aria-label={tongue.say(Msg::Places)}>
            <ul role="list">
                { place(Place::Today, Route::Today, Icon::Today, Msg::Today) }
                { place(Place::Pages, Route::Pages, Icon::Pages, Msg::Pages) }
            </ul>
        </nav>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct MenuProps {
    more: Html,
}

#[component]
fn Menu(props: &MenuProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let lock = Callback::from(move |_| link.send(Action::AskedToLock));
    html! {
        <>
            <div class="topbar-end">
                <button class="icon-button" type="button" popovertarget="more" aria-label={tongue.say(Msg::More)}>
                    { icon(Icon::More) }
                </button>
            </div>
            <div class="menu" id="more" popover="auto">
                { props.more.clone() }
                <ul role="list">
                    <li><a class="menu-item" href="#/help">{ icon(Icon::Help) }{ tongue.say(Msg::Help) }</a></li>
                    <li>
                        <button class="menu-item" type="button" onclick={lock}>{ icon(Icon::Lock) }{ tongue.say(Msg::Lock) }</button>
                    </li>
                    <li><a class="menu-item" href="#/settings">{ icon(Icon::Settings) }{ tongue.say(Msg::Settings) }</a></li>
                </ul>
            </div>
        </>
    }
}
