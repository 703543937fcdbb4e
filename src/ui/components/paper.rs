//! The sheet one writes on: the editor, and a foot with what became of the words and the one thing to do with them.

use yew::prelude::*;

use super::Editor;
use crate::app::state::{Field, Saving};
use crate::domain::Body;
use crate::i18n::Msg;
use crate::ui::context::{Tongue, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub field: Field,
    pub words: Body,
    pub label: AttrValue,
    pub placeholder: AttrValue,
    pub saving: Saving,
    /// Said in place of the saving words: the first page is on this screen only.
    #[prop_or_default]
    pub standing: Option<AttrValue>,
    #[prop_or_default]
    pub focused: bool,
    #[prop_or_default]
    pub readonly: bool,
    pub onkeep: Callback<()>,
}

#[component]
pub fn Paper(props: &Props) -> Html {
    let tongue = use_tongue();
    let status = props.standing.clone().or_else(|| status(&tongue, props.saving));
    let keep = props.onkeep.reform(|_: MouseEvent| ());
    html! {
        <section class="paper" aria-label={tongue.say(Msg::ThePage)}>
            <Editor
                field={props.field} words={props.words.clone()} label={props.label.clone()}
                placeholder={props.placeholder.clone()} focused={props.focused} readonly={props.readonly}
            />
            <div class="paper-foot">
                <p class="status" role="status" aria-label={tongue.say(Msg::SaveStatus)}>{ for status }</p>
                if !props.readonly {
                    <button class="button" data-kind="primary" type="button" onclick={keep}>{ tongue.say(Msg::Keep) }</button>
                }
            </div>
        </section>
    }
}

/// What became of the words, in words.
fn status(tongue: &Tongue, saving: Saving) -> Option<AttrValue> {
    match saving {
        Saving::Quiet => None,
        Saving::Pending => Some(tongue.say(Msg::Saving)),
        Saving::Saved(at) => Some(tongue.say(Msg::SavedAt { clock: &tongue.format.clock(at) })),
        Saving::BrowserOnly(at) => Some(tongue.say(Msg::BrowserOnly { clock: &tongue.format.clock(at) })),
        Saving::Failed => Some(tongue.say(Msg::NotSaved)),
    }
}
