//! The line above a page that came from a card or a prompt, and the way back to it.

use yew::prelude::*;

use crate::app::Action;
use crate::app::action::Screen;
use crate::content;
use crate::domain::card::ItemId;
use crate::platform::clock;
use crate::ui::context::Ui;

/// The words that the page was written from. Nothing where they are not in these decks any more; only what it is called, or
/// the line itself, where it does not open now.
pub fn origin(ui: &Ui, item: Option<ItemId>, opens: bool) -> Html {
    let line = item.and_then(|item| {
        let words = content::prompt(item).or_else(|| content::card(item).map(|card| card.action));
        Some((item, words?, content::card(item).map(|card| card.title)))
    });
    let Some((item, words, title)) = line else { return Html::default() };
    if !opens {
        return html! { <p class="origin"><span class="origin-link">{ title.unwrap_or(words) }</span></p> };
    }
    let open = {
        let ui = ui.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            ui.send(Action::OpenedCard { item, at: clock::now() });
        })
    };
    html! {
        <p class="origin">
            <a class="origin-link" href={Screen::Card.address()} onclick={open}>
                if let Some(title) = title { <span class="origin-title">{ title }{ " " }</span> }
                { words }
            </a>
        </p>
    }
}
