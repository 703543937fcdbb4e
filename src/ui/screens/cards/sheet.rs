//! The sheet a card lies on: one thought, its turn, and something small that may be done.

use yew::prelude::*;

use crate::app::{Action, State};
use crate::content;
use crate::domain::Sides;
use crate::domain::card::{CardText, ItemId};
use crate::domain::deck::Why;
use crate::i18n::{Card, Msg};
use crate::ui::components::{Heading, Look, button};
use crate::ui::context::{Ui, use_ui};
use crate::ui::hooks::focus_first;

/// A card with both sides, or one at a time, or a line.
pub(super) fn sheet(ui: &Ui, item: ItemId, state: &State) -> Html {
    let (deck, _) = content::deck(item.deck());
    if let Some(line) = content::prompt(item) {
        return html! {
            <article class="card" data-line="">
                <p class="card-deck">{ deck }</p>
                <Heading class="card-line" text={line} />
            </article>
        };
    }
    let Some(card) = content::card(item) else { return Html::default() };
    let sides = state.preferences.sides;
    html! {
        <article class="card">
            <div class="card-head">
                <p class="card-deck">{ deck }</p>
                if state.may_write() { { lying(ui, sides) } }
            </div>
            <Heading class="card-title" text={card.title} />
            if sides == Sides::One {
                <Turned {item} />
            } else {
                { front(card) }
                { back(ui, item, card) }
            }
        </article>
    }
}

/// How cards lie: the choice is for all of them, and stays.
fn lying(ui: &Ui, sides: Sides) -> Html {
    let (words, other) = match sides {
        Sides::Both => (Card::OneSide, Sides::One),
        Sides::One => (Card::BothSides, Sides::Both),
    };
    button(Look::Quiet, ui.say(Msg::Card(words)), ui.on(move || Action::ChoseSides(other)))
}

fn front(card: CardText) -> Html {
    html! { <p class="card-front">{ card.front }</p> }
}

fn back(ui: &Ui, item: ItemId, card: CardText) -> Html {
    let minutes = content::item(item).map_or(0, |item| item.minutes);
    let minutes = ui.say(Msg::Card(Card::AboutMinutes { minutes: &ui.number(minutes), one: minutes == 1 }));
    html! {
        <>
            <p class="card-back">{ card.back }</p>
            <div class="card-action">
                <p>{ card.action }</p>
                <p class="hint">{ minutes }</p>
            </div>
        </>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct Props {
    item: ItemId,
}

/// One side of a card, and the other by hand. Both take the same room, so that nothing moves when it is turned over.
#[component]
fn Turned(props: &Props) -> Html {
    let ui = use_ui();
    let over = use_state(|| None::<bool>);
    // Whoever turned it over hears or sees the side that came up.
    use_effect_with(*over, |over| {
        if over.is_some() {
            focus_first(".card-side:not([data-under])");
        }
    });
    let Some(card) = content::card(props.item) else { return Html::default() };
    let is_over = over.unwrap_or(false);
    let turn = {
        let over = over.clone();
        Callback::from(move |_: MouseEvent| over.set(Some(!is_over)))
    };
    let side = |other: bool, words: Html| {
        let name = ui.say(Msg::Card(if other { Card::OtherSide } else { Card::ThisSide }));
        html! {
            <div class="card-side" role="group" aria-label={name} tabindex="-1" data-under={(other != is_over).then_some("")}>
                { words }
            </div>
        }
    };
    html! {
        <>
            <div class="card-sides">
                { side(false, front(card)) }
                { side(true, back(&ui, props.item, card)) }
            </div>
            { button(Look::Plain, ui.say(Msg::Card(if is_over { Card::TurnBack } else { Card::TurnOver })), turn) }
        </>
    }
}

/// Why this one.
pub(super) fn why_words(ui: &Ui, why: Why) -> AttrValue {
    match why {
        Why::Turn | Why::Found => ui.say(Msg::Card(Card::WhyTurn)),
        Why::Kept { since } => ui.say(Msg::Card(Card::WhyKept { day: &ui.format.day(since) })),
        Why::LeftOpen { since } => ui.say(Msg::Card(Card::WhyLeftOpen { day: &ui.format.day(since) })),
        Why::Marked(tag) => ui.say(Msg::Card(Card::WhyMarked { tag: &tag.key().replace('-', " ") })),
    }
}
