//! The marks behind "Aa": bold, italic and the rest, for who does not know how to type them. Pressed, they leave the focus
//! and the keyboard of a phone where they are.

use yew::prelude::*;

use super::{Icon, Look, button, icon};
use crate::app::Action;
use crate::domain::marks::Mark;
use crate::i18n::Msg;
use crate::ui::back::use_back;
use crate::ui::context::use_ui;

/// Every mark, in the order of the bar.
const MARKS: [(Mark, Icon, Msg<'static>); 7] = [
    (Mark::Bold, Icon::Bold, Msg::Bold),
    (Mark::Italic, Icon::Italic, Msg::Italic),
    (Mark::Heading, Icon::Heading, Msg::HeadingMark),
    (Mark::Bullets, Icon::Bullets, Msg::ListMark),
    (Mark::Numbers, Icon::Numbers, Msg::NumberedMark),
    (Mark::Quote, Icon::Quote, Msg::QuoteMark),
    (Mark::Link, Icon::Link, Msg::Link),
];

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// Turns to reading, where there is a page to read.
    #[prop_or_default]
    pub onread: Option<Callback<MouseEvent>>,
}

#[component]
pub fn Marks(props: &Props) -> Html {
    let ui = use_ui();
    let open = use_state(|| false);
    let count = use_state(|| None::<usize>);
    let toggle = {
        let (open, count) = (open.clone(), count.clone());
        Callback::from(move |_: MouseEvent| {
            open.set(!*open);
            count.set(None);
        })
    };
    let close = {
        let (open, ui) = (open.clone(), ui.clone());
        Callback::from(move |()| {
            open.set(false);
            ui.pen.focus();
        })
    };
    use_back(*open, close);
    let counting = {
        let (count, ui) = (count.clone(), ui.clone());
        Callback::from(move |_: MouseEvent| count.set(Some(ui.pen.count())))
    };
    // A press does not take the focus from the words.
    let stay = Callback::from(|event: MouseEvent| event.prevent_default());
    let mark = |(mark, picture, words): &(Mark, Icon, Msg<'static>)| {
        let (ui, mark, name) = (ui.clone(), *mark, ui.say(*words));
        let onclick = Callback::from(move |_: MouseEvent| {
            ui.pen.mark(mark);
        });
        html! {
            <button class="icon-button" type="button" aria-label={name.clone()} title={name} {onclick}>
                { icon(*picture) }
            </button>
        }
    };
    let counted = count.map(|words| ui.say(Msg::WordCount { words: &ui.number(words as f64) }));
    html! {
        <>
            <button class="marks-button" type="button" aria-expanded={open.to_string()} aria-controls="marks"
                aria-label={ui.say(Msg::MarksButton)} onmousedown={stay.clone()} onclick={toggle}>{ ui.say(Msg::MarksSign) }</button>
            if *open {
                <div class="marks" id="marks" role="group" aria-label={ui.say(Msg::Marks)} onmousedown={stay}>
                    <div class="marks-row">{ for MARKS.iter().map(mark) }</div>
                    <div class="marks-row">
                        if let Some(onread) = &props.onread { { button(Look::Quiet, ui.say(Msg::Read), onread.clone()) } }
                        { button(Look::Quiet, ui.say(Msg::CountWords), counting) }
                        { button(Look::Quiet, ui.say(Msg::Keyboard), ui.on(|| Action::AskedForShortcuts)) }
                        <p class="hint" role="status">{ for counted }</p>
                    </div>
                </div>
            }
        </>
    }
}
