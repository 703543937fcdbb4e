//! The field one writes in: the browser's own textarea, never controlled. Its words are set once and read by the pen.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::state::Field;
use crate::domain::Body;
use crate::ui::context::use_ui;

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
        use_effect_with((), move |()| {
            if let Some(element) = element.cast::<HtmlTextAreaElement>() {
                if focused {
                    let _ = element.focus();
                }
                pen.take_up(field, number, element);
            }
            move || pen.put_down(field, number)
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
