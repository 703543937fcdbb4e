//! Something a person must know: what happened, what was kept, and what they can do about it.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Icon, icon};
use crate::app::Action;
use crate::app::state::{Notice, Trouble};
use crate::i18n::Msg;
use crate::platform::file;
use crate::store::Fault;
use crate::ui::context::{Tongue, use_link, use_tongue};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub notice: Notice,
}

#[component]
pub fn NoticeBar(props: &Props) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let send = |action: fn() -> Action| {
        let link = link.clone();
        Callback::from(move |_: MouseEvent| link.send(action()))
    };
    let failed = matches!(props.notice, Notice::SaveFailed(_));
    html! {
        <section class="notice" role="alert">
            <p class="subtitle">{ icon(Icon::Warning) }{ headline(&tongue, &props.notice) }</p>
            if failed {
                <p>{ tongue.say(Msg::WordsStay) }</p>
            }
            <div class="actions">
                if failed {
                    <button class="button" type="button" onclick={send(|| Action::AskedToSaveAgain)}>{ tongue.say(Msg::TryAgain) }</button>
                    <CopyWords />
                    <button class="button" type="button" onclick={send(|| Action::AskedForCopy)}>{ tongue.say(Msg::SealedCopy) }</button>
                }
                <button class="button" data-kind="quiet" type="button" onclick={send(|| Action::Dismissed)}>{ tongue.say(Msg::Close) }</button>
            </div>
        </section>
    }
}

/// Copies the words on screen, and says what became of it.
#[component]
pub fn CopyWords() -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let copied = use_state(|| None::<bool>);
    let copy = {
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| {
            let (words, copied) = (link.pen.text().unwrap_or_default(), copied.clone());
            spawn_local(async move { copied.set(Some(file::copy(&words).await)) });
        })
    };
    let said = copied.map(|done| tongue.say(if done { Msg::Copied } else { Msg::NotCopied }));
    html! {
        <>
            <button class="button" type="button" onclick={copy}>{ tongue.say(Msg::CopyWords) }</button>
            <span class="hint" role="status">{ for said }</span>
        </>
    }
}

/// What happened, in one sentence or two.
fn headline(tongue: &Tongue, notice: &Notice) -> AttrValue {
    let number = |count: u32| tongue.format.number(f64::from(count));
    match notice {
        Notice::SaveFailed(Fault::Full) => tongue.say(Msg::SaveFull),
        Notice::SaveFailed(Fault::Refused) => tongue.say(Msg::SaveRefused),
        Notice::SaveFailed(Fault::Failed(_)) => tongue.say(Msg::SaveBroke),
        Notice::DeleteFailed(_) => tongue.say(Msg::DeleteFailed),
        Notice::NoStorage => tongue.say(Msg::NoStorage),
        Notice::Healed { values } => tongue.say(Msg::Healed { values: &number(*values) }),
        Notice::HeaderAltered => tongue.say(Msg::HeaderAltered),
        Notice::TwoVersions { pages } => tongue.say(Msg::TwoVersions { pages: &number(*pages) }),
        Notice::Unreadable { values } => tongue.say(Msg::SomeUnreadable { values: &number(*values) }),
        Notice::LongPage => tongue.say(Msg::LongPage),
        Notice::Failed(trouble) => tongue.say(trouble_words(*trouble)),
    }
}

/// Why a journal stays shut, in words.
pub fn trouble_words(trouble: Trouble) -> Msg<'static> {
    match trouble {
        Trouble::Memory => Msg::NoMemory,
        Trouble::Parameters => Msg::BadParameters,
        Trouble::Helper => Msg::NoHelper,
    }
}
