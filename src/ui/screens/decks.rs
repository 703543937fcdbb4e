//! All decks: eight of them, and a way to look through everything in them by words, minutes, weight and kind.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::browse::{Browse, Which};
use crate::app::{Action, State, cards};
use crate::content;
use crate::domain::card::{Deck, ItemId, Mode};
use crate::i18n::{Card, Msg};
use crate::platform::clock;
use crate::ui::components::{Frame, Heading, Icon, ItemRows, frame, icon, notice, reading};
use crate::ui::context::Ui;

/// The choices of minutes.
const MINUTES: [u8; 3] = [2, 5, 10];

/// Every deck, or what was looked for in all of them.
pub fn decks(ui: &Ui, state: &State) -> Html {
    let browse = Browse { deck: None, ..state.cards.browse.clone() };
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::AllDecks)} />
            { notice(ui, state.notice.as_ref()) }
            { reading(ui, state.role) }
            { search(ui, &browse) }
            if browse == Browse::default() {
                <ul class="decks" role="list">{ for Deck::ALL.iter().map(|deck| deck_row(ui, *deck)) }</ul>
            } else {
                { found(ui, state, &browse) }
            }
        </>
    };
    frame(ui, Frame::place("decks", crate::ui::components::Place::Cards).back(Screen::Cards, Msg::Back), body)
}

/// One deck.
pub fn deck(ui: &Ui, state: &State) -> Html {
    let browse = &state.cards.browse;
    let Some(deck) = browse.deck else { return decks(ui, state) };
    let (name, about) = content::deck(deck);
    let body = html! {
        <>
            <div class="stack">
                <Heading class="greeting" text={name} />
                <p class="deck-about">{ about }</p>
            </div>
            { notice(ui, state.notice.as_ref()) }
            { reading(ui, state.role) }
            { search(ui, browse) }
            { found(ui, state, browse) }
        </>
    };
    frame(ui, Frame::place("deck", crate::ui::components::Place::Cards).back(Screen::Decks, Msg::AllDecks), body)
}

fn deck_row(ui: &Ui, deck: Deck) -> Html {
    let (name, about) = content::deck(deck);
    let open = {
        let ui = ui.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            ui.send(Action::Browsed(Browse { deck: Some(deck), ..Browse::default() }));
        })
    };
    html! {
        <li class="deck-row" key={deck.key()}>
            <a class="deck-link" href={Screen::Deck.address()} onclick={open}>
                <span class="deck-name">{ name }</span>
                <span class="deck-about">{ about }</span>
            </a>
        </li>
    }
}

fn found(ui: &Ui, state: &State, browse: &Browse) -> Html {
    let items = cards::found(browse, state, clock::now());
    if items.is_empty() {
        let words = match browse.which {
            Which::Kept => Msg::Card(Card::NoCardKept),
            Which::Hidden => Msg::Card(Card::NoCardHidden),
            Which::All => Msg::Card(Card::NoCardFound),
        };
        return html! { <div class="pages-empty">{ icon(Icon::Cards) }<p class="line" role="status">{ ui.say(words) }</p></div> };
    }
    let onopen = {
        let ui = ui.clone();
        Callback::from(move |item: ItemId| ui.send(Action::OpenedCard { item, at: clock::now() }))
    };
    let items: Rc<[ItemId]> = items.iter().map(|item| item.id).collect();
    html! { <ItemRows {items} named={browse.deck.is_none()} {onopen} /> }
}

/// Words to look for, and what else is asked of a card.
fn search(ui: &Ui, browse: &Browse) -> Html {
    let oninput = {
        let (ui, browse) = (ui.clone(), browse.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                ui.send(Action::Browsed(Browse { words: field.value().into(), ..browse.clone() }));
            }
        })
    };
    let light = {
        let (ui, browse) = (ui.clone(), browse.clone());
        Callback::from(move |_: Event| {
            ui.send(Action::Browsed(Browse { light_only: !browse.light_only, ..browse.clone() }))
        })
    };
    let minutes: Vec<_> = MINUTES
        .iter()
        .map(|minutes| {
            let words = ui.say(Msg::Card(Card::AtMostMinutes { minutes: &ui.number(*minutes) }));
            (Some(*minutes), words)
        })
        .collect();
    let modes = [
        (Some(Mode::Write), Msg::Card(Card::ModeWrite)),
        (Some(Mode::Say), Msg::Card(Card::ModeSay)),
        (Some(Mode::Do), Msg::Card(Card::ModeDo)),
        (Some(Mode::Rest), Msg::Card(Card::ModeRest)),
    ];
    let modes = modes.map(|(mode, words)| (mode, ui.say(words)));
    let shown = [(Which::Kept, Msg::Card(Card::OnlyKept)), (Which::Hidden, Msg::Card(Card::OnlyHidden))];
    let shown = shown.map(|(which, words)| (which, ui.say(words)));
    let open = browse.mode.is_some() || browse.minutes.is_some() || browse.light_only || browse.which != Which::All;
    html! {
        <div class="find" role="search">
            <div class="search">
                { icon(Icon::Search) }
                <label class="unseen" for="deck-search">{ ui.say(Msg::Card(Card::SearchDecks)) }</label>
                <input class="input" id="deck-search" type="search" autocomplete="off" autocorrect="off" autocapitalize="none"
                    spellcheck="false" placeholder={ui.say(Msg::Card(Card::SearchDecks))} value={browse.words.to_string()} {oninput} />
            </div>
            <details class="disclosure deck-choose" open={open}>
                <summary>{ ui.say(Msg::Card(Card::ChooseCards)) }</summary>
                <div class="disclosure-body deck-filters">
                    { select(ui, "deck-minutes", Msg::Card(Card::Time), (None, Msg::Card(Card::AnyTime)), &minutes, browse.minutes, browse,
                        |browse, minutes| Browse { minutes, ..browse }) }
                    { select(ui, "deck-mode", Msg::Card(Card::WhatToDo), (None, Msg::Card(Card::AnyMode)), &modes, browse.mode, browse,
                        |browse, mode| Browse { mode, ..browse }) }
                    { select(ui, "deck-which", Msg::Card(Card::WhichCards), (Which::All, Msg::Card(Card::AllCards)), &shown, browse.which, browse,
                        |browse, which| Browse { which, ..browse }) }
                    <label class="choice">
                        <input type="checkbox" checked={browse.light_only} onchange={light} />
                        { ui.say(Msg::Card(Card::LightOnly)) }
                    </label>
                </div>
            </details>
        </div>
    }
}

/// One of a few, in the browser's own list.
#[expect(clippy::too_many_arguments, reason = "each is a part of one field")]
fn select<T: Copy + PartialEq + 'static>(
    ui: &Ui,
    id: &'static str,
    name: Msg<'_>,
    (usual, usually): (T, Msg<'_>),
    others: &[(T, AttrValue)],
    chosen: T,
    browse: &Browse,
    change: fn(Browse, T) -> Browse,
) -> Html {
    let values: Rc<[T]> = std::iter::once(usual).chain(others.iter().map(|(value, _)| *value)).collect();
    let onchange = {
        let (ui, browse, values) = (ui.clone(), browse.clone(), values.clone());
        Callback::from(move |event: Event| {
            let at = event.target_dyn_into::<HtmlSelectElement>().map(|list| list.selected_index());
            let value = at.and_then(|at| values.get(usize::try_from(at).ok()?).copied());
            if let Some(value) = value {
                ui.send(Action::Browsed(change(browse.clone(), value)));
            }
        })
    };
    let words = std::iter::once(ui.say(usually)).chain(others.iter().map(|(_, words)| words.clone()));
    let option = |(value, words): (&T, AttrValue)| html! { <option selected={*value == chosen}>{ words }</option> };
    html! {
        <div class="field">
            <label for={id}>{ ui.say(name) }</label>
            <select class="input" {id} {onchange}>{ for values.iter().zip(words).map(option) }</select>
        </div>
    }
}
