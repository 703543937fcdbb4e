//! The field one writes in: the browser's own textarea, never controlled. Its words are set once and read by the pen.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::state::Field;
use crate::domain::Body;
use crate::platform::field::put_caret;
use crate::ui::context::use_ui;
use crate::ui::pen::Pen;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub field: Field,
    /// Which of its place's fields this is.
    pub number: u32,
    /// The words it starts with; later changes of this value never reach the field.
    pub words: Body,
    pub label: AttrValue,
    pub placeholder: AttrValue,
    /// Whether the caret goes here when it appears. Only ever asked for an empty page.
    #[prop_or_default]
    pub focused: bool,
    /// Behind how many bytes of the words the caret goes, where somebody asked to write on.
    #[prop_or_default]
    pub caret: Option<usize>,
    #[prop_or_default]
    pub readonly: bool,
}

#[component]
pub fn Editor(props: &Props) -> Html {
    let ui = use_ui();
    let element = use_node_ref();
    {
        let (element, pen, focused) = (element.clone(), ui.pen.clone(), props.focused);
        let (field, number) = (props.field, props.number);
        let before = props.caret.and_then(|caret| props.words.get(..caret)).map(str::to_owned);
        use_effect_with((), move |()| {
            let element = element.cast::<HtmlTextAreaElement>();
            let enter = element.map(|element| {
                if let Some(before) = before {
                    put_caret(&element, &before);
                } else if focused {
                    let _ = element.focus();
                }
                pen.take_up(field, number, element.clone());
                go_on_by_enter(&element, pen.clone())
            });
            move || {
                drop(enter);
                pen.put_down(field, number);
            }
        });
    }
    let oninput = {
        let pen = ui.pen.clone();
        Callback::from(move |_: InputEvent| pen.key())
    };
    let onblur = {
        let pen = ui.pen.clone();
        Callback::from(move |_: FocusEvent| pen.left())
    };
    let id = match props.field {
        Field::Today => AttrValue::Static("today-editor"),
        Field::Page => AttrValue::from(format!("page-editor-{}", props.number)),
    };
    html! {
        <>
            <label class="unseen" for={id.clone()}>{ props.label.clone() }</label>
            <textarea
                ref={element} {id} class="editor" dir="auto" placeholder={props.placeholder.clone()}
                defaultvalue={props.words.to_string()} readonly={props.readonly}
                autocomplete="off" spellcheck="false" autocorrect="off" autocapitalize="sentences"
                {oninput} {onblur}
            />
        </>
    }
}

/// Lists go on by Enter. It is the browser that says when a line is to be ended, also on phones, where keys have no names;
/// and what an input method composes is never touched, because no line ends in the midst of it.
fn go_on_by_enter(element: &HtmlTextAreaElement, pen: Rc<Pen>) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(element, "beforeinput", options, move |event| {
        let Some(input) = event.dyn_ref::<InputEvent>() else { return };
        let ends = matches!(input.input_type().as_str(), "insertLineBreak" | "insertParagraph");
        if ends && !input.is_composing() && pen.go_on() {
            event.prevent_default();
        }
    })
}
