//! What this is and isn't.

use yew::prelude::*;

use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading};
use crate::ui::context::use_tongue;
use crate::ui::route::Route;

#[component]
pub fn About() -> Html {
    let tongue = use_tongue();
    html! {
        <Frame screen="about" menu={false} back={(Route::Today, tongue.say(Msg::Back))}>
            <Heading class="greeting" text={tongue.say(Msg::WhatThisIs)} />
            <div class="prose">
                { for tongue.language.about().iter().map(|words| html! { <p>{ *words }</p> }) }
            </div>
        </Frame>
    }
}
