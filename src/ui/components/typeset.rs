//! A page as it is read: its marks set as type. Needs no editor, and changes nothing. A link is named in full before it
//! is followed.

use yew::prelude::*;

use super::{Look, Sheet, button};
use crate::app::action::Screen;
use crate::domain::Body;
use crate::domain::markdown::{self, Block, Inline, Words};
use crate::i18n::Msg;
use crate::ui::context::use_ui;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub words: Body,
}

#[component]
pub fn Typeset(props: &Props) -> Html {
    let ui = use_ui();
    let leaving = use_state(|| None::<AttrValue>);
    let blocks = use_memo(props.words.clone(), |words| markdown::parse(words));
    let onlink = {
        let leaving = leaving.clone();
        Callback::from(move |to: AttrValue| leaving.set(Some(to)))
    };
    let onclose = {
        let leaving = leaving.clone();
        Callback::from(move |()| leaving.set(None))
    };
    let sheet = (*leaving).clone().map(|to| {
        html! {
            <Sheet id="link" title={ui.say(Msg::LinkTitle)} small={true} onclose={onclose.clone()}>
                <p class="address" dir="ltr">{ to.clone() }</p>
                <p>{ ui.say(Msg::LinkMeans) }</p>
                <div class="actions" data-stack="">
                    <a class="button" href={to} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer"
                        onclick={onclose.reform(|_: MouseEvent| ())}>{ ui.say(Msg::OpenLink) }</a>
                    { button(Look::Quiet, ui.say(Msg::StayHere), onclose.reform(|_: MouseEvent| ())) }
                </div>
            </Sheet>
        }
    });
    // One child more or less would have the page drawn anew, and the focus would have no link to come back to.
    let sheet = sheet.unwrap_or_default();
    html! { <><div class="typeset">{ for blocks.iter().map(|one| block(one, &onlink)) }</div>{ sheet }</> }
}

/// Where each part ends in the page is written on it, so that the pen can be put down where one was reading.
fn block(block: &Block, onlink: &Callback<AttrValue>) -> Html {
    let words = |words: &Words| (words.end.to_string(), inlines(&words.inlines, onlink));
    match block {
        Block::Paragraph(text) => {
            let (end, text) = words(text);
            html! { <p dir="auto" data-end={end}>{ text }</p> }
        }
        Block::Heading { level, words: text } => {
            let (end, text) = words(text);
            // The page's own heading is its day.
            html! { <@{format!("h{}", (level + 1).min(6))} dir="auto" data-end={end}>{ text }</@> }
        }
        Block::Quote(blocks) => {
            html! { <blockquote dir="auto">{ for blocks.iter().map(|one| self::block(one, onlink)) }</blockquote> }
        }
        Block::List { first, loose, items } => {
            let item = |item: &Vec<Block>| html! { <li dir="auto">{ for item.iter().map(|one| self::block(one, onlink)) }</li> };
            let items = items.iter().map(item);
            let loose = loose.then_some("");
            match first {
                Some(first) => html! { <ol start={first.to_string()} data-loose={loose}>{ for items }</ol> },
                None => html! { <ul data-loose={loose}>{ for items }</ul> },
            }
        }
        Block::Rule => html! { <hr /> },
    }
}

fn inlines(of: &[Inline], onlink: &Callback<AttrValue>) -> Html {
    let inline = |one: &Inline| match one {
        Inline::Text(text) => html! { text.clone() },
        // Line ends are kept by the style.
        Inline::NewLine | Inline::LineBreak => html! { "\n" },
        Inline::Strong(inside) => html! { <strong>{ inlines(inside, onlink) }</strong> },
        Inline::Emphasis(inside) => html! { <em>{ inlines(inside, onlink) }</em> },
        Inline::Link { to, words, .. } if markdown::leads_out(to) && !words.is_empty() => link(to, words, onlink),
        Inline::Link { typed, .. } => html! { typed.clone() },
    };
    of.iter().map(inline).collect()
}

/// A link that leads nowhere by itself: whatever way it is pressed, the question comes first.
fn link(to: &str, words: &[Inline], onlink: &Callback<AttrValue>) -> Html {
    let to = AttrValue::from(to.to_owned());
    let onclick = onlink.reform(move |event: MouseEvent| {
        event.prevent_default();
        to.clone()
    });
    html! { <a href={Screen::Page.address()} draggable="false" {onclick}>{ inlines(words, onlink) }</a> }
}
