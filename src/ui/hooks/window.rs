//! A list drawn as a window of rows between two spacers: however long it is, few rows are in the document. Heights are the
//! stylesheet's, in rem, and read from there.

use gloo_events::EventListener;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Screens drawn above and below the visible one, so that a scroll meets rows and not paper.
const OVERSCAN: f64 = 0.5;

/// The part of the list that is in view, in pixels from its top.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct View {
    pub from: f64,
    pub to: f64,
}

/// What is in view of a list, and its heights in pixels: each by the name the stylesheet has for it, and in rem what it
/// usually is.
#[hook]
pub fn use_view<const N: usize>(list: &NodeRef, rows: usize, heights: [(&'static str, f64); N]) -> (View, [f64; N]) {
    let measured = use_state_eq(|| heights.map(|(_, usual)| usual * 16.0));
    let view = use_state_eq(|| View { from: 0.0, to: 1_600.0 });
    {
        let (list, measured, view) = (list.clone(), measured.setter(), view.setter());
        use_effect_with(rows, move |_| {
            let look = move || {
                if let Some(list) = list.cast::<HtmlElement>() {
                    measured.set(in_pixels(&list, heights));
                    view.set(in_view(&list));
                }
            };
            look();
            let window = web_sys::window();
            let listeners: Vec<_> = window
                .iter()
                .flat_map(|window| {
                    let look = look.clone();
                    ["scroll", "resize"].map(|name| {
                        let look = look.clone();
                        EventListener::new(window, name, move |_| look())
                    })
                })
                .collect();
            move || drop(listeners)
        });
    }
    (*view, *measured)
}

/// Room for the rows above and below that are not drawn: two elements of these heights in pixels.
#[hook]
pub fn use_spacers(above: f64, below: f64) -> (NodeRef, NodeRef) {
    let spacers = (use_node_ref(), use_node_ref());
    {
        let spacers = spacers.clone();
        use_effect_with((above as i64, below as i64), move |&(above, below)| {
            set_height(&spacers.0, above);
            set_height(&spacers.1, below);
        });
    }
    spacers
}

/// Its height goes in through the style object, which the page's policy allows.
fn set_height(spacer: &NodeRef, height: i64) {
    if let Some(spacer) = spacer.cast::<HtmlElement>() {
        let _ = spacer.style().set_property("block-size", &format!("{height}px"));
    }
}

fn in_pixels<const N: usize>(list: &HtmlElement, heights: [(&'static str, f64); N]) -> [f64; N] {
    let window = web_sys::window();
    let style = window.as_ref().and_then(|window| window.get_computed_style(list).ok().flatten());
    let root = window.as_ref().and_then(|window| window.document()).and_then(|document| document.document_element());
    let rem = root
        .and_then(|root| window.as_ref()?.get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value("font-size").ok())
        .map(|size| js_sys::parse_float(&size))
        .filter(|size| size.is_finite())
        .unwrap_or(16.0);
    heights.map(|(name, usual)| {
        let value = style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
        let rems = js_sys::parse_float(&value);
        (if rems.is_finite() { rems } else { usual }) * rem
    })
}

fn in_view(list: &HtmlElement) -> View {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(800.0);
    let top = list.get_bounding_client_rect().top();
    View { from: -top - height * OVERSCAN, to: -top + height * (1.0 + OVERSCAN) }
}
