//! A screen's heading: takes focus when the screen opens.

use yew::prelude::*;

use crate::ui::hooks::use_heading_focus;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub class: AttrValue,
    pub text: AttrValue,
    /// Whether it takes the focus. Not where somebody asked for something else on its screen.
    #[prop_or(true)]
    pub focused: bool,
}

#[component]
pub fn Heading(props: &Props) -> Html {
    let heading = use_heading_focus(props.focused);
    html! { <h1 ref={heading} class={props.class.to_string()} tabindex="-1">{ props.text.clone() }</h1> }
}
