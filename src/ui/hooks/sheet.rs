//! A native dialog: opened when it appears, focus back where it came from when it goes, or on the heading of the screen
//! where that is hidden by then.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::focus::focus_heading;

/// A reference for a `<dialog>` that opens as a modal when it appears.
#[hook]
pub fn use_sheet() -> NodeRef {
    let sheet = use_node_ref();
    {
        let sheet = sheet.clone();
        use_effect_with((), move |()| {
            let page = web_sys::window().and_then(|window| window.document());
            let before = page.as_ref().and_then(|page| page.active_element());
            let dialog = sheet.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                let back = before.and_then(|element| element.dyn_into::<HtmlElement>().ok());
                let held = back.is_some_and(|element| {
                    let _ = element.focus();
                    page.is_some_and(|page| page.active_element().as_ref() == Some(element.as_ref()))
                });
                if !held {
                    focus_heading();
                }
            }
        });
    }
    sheet
}
