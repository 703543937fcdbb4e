//! Help: how this works, what it protects from and what not. Open while locked too.

use yew::prelude::*;

use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading};
use crate::ui::context::use_tongue;
use crate::ui::route::Route;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// Whether the journal is open: the menu is only there then.
    pub open: bool,
}

#[component]
pub fn Help(props: &Props) -> Html {
    let tongue = use_tongue();
    html! {
        <Frame screen="help" menu={props.open} back={(Route::Today, tongue.say(Msg::Back))}>
            <Heading class="greeting" text={tongue.say(Msg::Help)} />
            <div>
                { for tongue.language.help().iter().map(|section| html! {
                    <details class="disclosure" key={section.title}>
                        <summary>{ section.title }</summary>
                        <div class="disclosure-body prose">
                            { for section.paragraphs.iter().map(|words| html! { <p>{ *words }</p> }) }
                        </div>
                    </details>
                }) }
            </div>
        </Frame>
    }
}
