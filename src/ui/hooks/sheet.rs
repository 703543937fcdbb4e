//! A native dialog: opened when it appears, focus back where it came from when it goes.

use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

/// A reference for a `<dialog>` that opens as a modal when it appears.
#[hook]
pub fn use_sheet() -> NodeRef {
    let sheet = use_node_ref();
    {
        let sheet = sheet.clone();
        use_effect_with((), move |()| {
            let before = web_sys::window().and_then(|window| window.document()).and_then(|page| page.active_element());
            let dialog = sheet.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                if let Some(before) =
                    before.and_then(|element| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(element).ok())
                {
                    let _ = before.focus();
                }
            }
        });
    }
    sheet
}
