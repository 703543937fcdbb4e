//! The frame of every screen: the top bar with the way back and the menu, the places, and the room the page lies in.
//! Exit is not here: it stands in the page itself, before any of this exists.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{Icon, Look, icon, link};
use crate::app::Action;
use crate::app::action::Screen;
use crate::i18n::Msg;
use crate::ui::back;
use crate::ui::context::Ui;

/// The places, in the order they keep for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Today,
    Pages,
    Cards,
    Mine,
}

/// What a screen wants around it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The class of the screen.
    pub screen: &'static str,
    /// The place one is in; without one, the bar of places is not there.
    pub place: Option<Place>,
    /// The way back, and its words.
    pub back: Option<(Screen, Msg<'static>)>,
    /// Whether the menu (Help, Lock, Settings) is there.
    pub menu: bool,
    /// More entries for the menu.
    pub more: Html,
}

impl Frame {
    /// A screen that stands alone.
    pub fn alone(screen: &'static str) -> Self {
        Self { screen, place: None, back: None, menu: false, more: Html::default() }
    }

    /// One of the places.
    pub fn place(screen: &'static str, place: Place) -> Self {
        Self { place: Some(place), menu: true, ..Self::alone(screen) }
    }

    /// A screen one goes back from.
    #[must_use]
    pub fn back(self, to: Screen, words: Msg<'static>) -> Self {
        Self { back: Some((to, words)), ..self }
    }

    #[must_use]
    pub fn menu(self, menu: bool) -> Self {
        Self { menu, ..self }
    }
}

pub fn frame(ui: &Ui, frame: Frame, children: Html) -> Html {
    let Frame { screen, place, back, menu: has_menu, more } = frame;
    // Help is never farther than two presses: in the menu, or where there is a way back and no menu.
    let has_help = back.is_some() && !has_menu && screen != "help";
    let back = back.map(|(to, words)| {
        html! { <a class="topbar-back" href={to.address()}>{ icon(Icon::Back) }{ ui.say(words) }</a> }
    });
    // Another screen is another element: nothing of the last one stays, not an open menu and not where the focus was.
    html! {
        <div class="frame" key={screen}>
            <header class="topbar">
                { for back }
                if has_menu { { menu(ui, more) } }
                if has_help { <div class="topbar-end">{ link(Look::Quiet, ui.say(Msg::Help), Screen::Help) }</div> }
            </header>
            { for place.map(|place| places(ui, place)) }
            <main class={format!("room {screen}")} id="page" tabindex="-1">{ children }</main>
        </div>
    }
}

fn places(ui: &Ui, current: Place) -> Html {
    let place = |place: Place, to: Screen, picture: Icon, words: Msg<'_>| {
        let current = (place == current).then_some("page");
        html! {
            <li><a class="place" href={to.address()} aria-current={current}>{ icon(picture) }<span>{ ui.say(words) }</span></a></li>
        }
    };
    html! {
        <nav class="places" aria-label={ui.say(Msg::Places)}>
            <ul role="list">
                { place(Place::Today, Screen::Today, Icon::Today, Msg::Today) }
                { place(Place::Pages, Screen::Pages, Icon::Pages, Msg::Pages) }
                { place(Place::Cards, Screen::Cards, Icon::Cards, Msg::Cards) }
                { place(Place::Mine, Screen::Mine, Icon::Mine, Msg::Mine) }
            </ul>
        </nav>
    }
}

fn menu(ui: &Ui, more: Html) -> Html {
    html! {
        <>
            <div class="topbar-end">
                <button class="icon-button" type="button" popovertarget="more" aria-label={ui.say(Msg::More)}>
                    { icon(Icon::More) }
                </button>
            </div>
            <div class="menu" id="more" popover="auto" ontoggle={Callback::from(back::toggled)} onclick={close_at_a_link}>
                <ul role="list">
                    <li><a class="menu-item" href={Screen::Help.address()}>{ icon(Icon::Help) }{ ui.say(Msg::Help) }</a></li>
                    <li>
                        <button class="menu-item" type="button" data-shortcut="lock" onclick={ui.on(|| Action::AskedToLock)}>
                            { icon(Icon::Lock) }{ ui.say(Msg::Lock) }
                        </button>
                    </li>
                    <li><a class="menu-item" href={Screen::Settings.address()}>{ icon(Icon::Settings) }{ ui.say(Msg::Settings) }</a></li>
                    <li>
                        <button class="menu-item" type="button" popovertarget="more" popovertargetaction="hide"
                            onclick={ui.on(|| Action::AskedForShortcuts)}>
                            { icon(Icon::Keyboard) }{ ui.say(Msg::Keyboard) }
                        </button>
                    </li>
                </ul>
                { more }
            </div>
        </>
    }
}

/// A link leads to another screen, and the menu is not open there: not every browser closes it by itself.
fn close_at_a_link(event: MouseEvent) {
    let Some(pressed) = event.target_dyn_into::<Element>() else { return };
    if pressed.closest("a").is_ok_and(|link| link.is_some())
        && let Ok(Some(menu)) = pressed.closest(".menu")
        && let Ok(menu) = menu.dyn_into::<HtmlElement>()
    {
        let _ = menu.hide_popover();
    }
}
