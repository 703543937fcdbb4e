//! The sheet a card lies on: one thought, its turn, and something small that may be done.

use yew::prelude::*;

use crate::content;
use crate::domain::card::ItemId;
use crate::domain::deck::Why;
use crate::i18n::{Card, Msg};
use crate::ui::components::Heading;
use crate::ui::context::Ui;

/// A card with both sides, or a line.
pub(super) fn sheet(ui: &Ui, item: ItemId) -> Html {
    let (deck, _) = content::deck(item.deck());
    let minutes = content::item(item).map_or(0, |item| item.minutes);
    let minutes = ui.say(Msg::Card(Card::AboutMinutes { minutes: &ui.number(minutes), one: minutes == 1 }));
    if let Some(line) = content::prompt(item) {
        return html! {
            <article class="card" data-line="">
                <p class="card-deck">{ deck }</p>
                <Heading class="card-line" text={line} />
            </article>
        };
    }
    let Some(card) = content::card(item) else { return Html::default() };
    html! {
        <article class="card">
            <p class="card-deck">{ deck }</p>
            <Heading class="card-title" text={card.title} />
            <p class="card-front">{ card.front }</p>
            <p class="card-back">{ card.back }</p>
            <div class="card-action">
                <p>{ card.action }</p>
                <p class="hint">{ minutes }</p>
            </div>
        </article>
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
