//! A dialog: a sheet laid over the page, with its own Exit as the first tab stop, and focus on its heading.

use yew::prelude::*;

use super::{Icon, icon};
use crate::i18n::Msg;
use crate::ui::back::use_back;
use crate::ui::context::use_ui;
use crate::ui::hooks::use_sheet;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub id: AttrValue,
    pub title: AttrValue,
    /// Closed by its button, by Escape or by Back.
    pub onclose: Callback<()>,
    #[prop_or_default]
    pub small: bool,
    pub children: Html,
}

#[component]
pub fn Sheet(props: &Props) -> Html {
    let ui = use_ui();
    let sheet = use_sheet();
    use_back(true, props.onclose.clone());
    let title_id = format!("{}-title", props.id);
    let close = props.onclose.reform(|_: MouseEvent| ());
    let cancel = props.onclose.reform(|event: Event| event.prevent_default());
    html! {
        <dialog ref={sheet} class="sheet" id={props.id.clone()} aria-labelledby={title_id.clone()}
            data-size={props.small.then_some("small")} oncancel={cancel}>
            <div class="sheet-bar">
                <a class="exit" href="calendar.html" role="button" draggable="false" data-exit="">{ ui.say(Msg::Exit) }</a>
                <button class="icon-button" type="button" aria-label={ui.say(Msg::Close)} onclick={close}>
                    { icon(Icon::Close) }
                </button>
            </div>
            <div class="sheet-body">
                <h2 class="title" id={title_id} tabindex="-1" autofocus=true>{ props.title.clone() }</h2>
                { props.children.clone() }
            </div>
        </dialog>
    }
}
