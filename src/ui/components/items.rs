//! Cards and lines of the decks as a window of rows. A row is the stylesheet's `--item-height`, whatever it holds.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::action::Screen;
use crate::content;
use crate::domain::card::ItemId;
use crate::ui::hooks::{use_spacers, use_view};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub items: Rc<[ItemId]>,
    /// Whether each says which deck it is of.
    pub named: bool,
    pub onopen: Callback<ItemId>,
}

#[component]
pub fn ItemRows(props: &Props) -> Html {
    let list = use_node_ref();
    let size = props.items.len();
    let (view, [height]) = use_view(&list, size, [("--item-height", 5.5)]);
    let from = ((view.from / height).max(0.0) as usize).min(size.saturating_sub(1));
    let to = ((view.to / height).max(0.0) as usize + 1).clamp(from, size);
    let (above, below) = use_spacers(from as f64 * height, (size - to) as f64 * height);
    let row = |at: usize| item_row(props, at);
    html! {
        <div class="items" ref={list}>
            <div key="above" ref={above} aria-hidden="true"></div>
            <ol key="rows" role="list">{ for (from..to).map(row) }</ol>
            <div key="below" ref={below} aria-hidden="true"></div>
        </div>
    }
}

fn item_row(props: &Props, at: usize) -> Html {
    let item = props.items[at];
    let open = {
        let onopen = props.onopen.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            onopen.emit(item);
        })
    };
    let (deck, _) = content::deck(item.deck());
    let (title, words) = match content::card(item) {
        Some(card) => (Some(card.title), card.front),
        None => (None, content::prompt(item).unwrap_or_default()),
    };
    html! {
        <li class="item" key={item.to_string()} aria-setsize={props.items.len().to_string()} aria-posinset={(at + 1).to_string()}>
            <a class="item-link" href={Screen::Card.address()} onclick={open}>
                if props.named { <span class="item-deck">{ deck }{ " " }</span> }
                if let Some(title) = title { <span class="item-title">{ title }{ " " }</span> }
                <span class="item-words">{ words }</span>
            </a>
        </li>
    }
}
