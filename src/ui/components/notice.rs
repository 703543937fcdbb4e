//! Something a person must know: what happened, what was kept, and what they can do about it.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Icon, Look, button, icon, link};
use crate::app::Action;
use crate::app::action::Screen;
use crate::app::state::{CLEARED, Notice, Trouble};
use crate::domain::Body;
use crate::i18n::{Files, Msg};
use crate::platform::file;
use crate::store::Fault;
use crate::ui::context::{Ui, use_ui};

/// The notice, if there is one.
pub fn notice(ui: &Ui, notice: Option<&Notice>) -> Html {
    let Some(notice) = notice else { return Html::default() };
    let failed = matches!(notice, Notice::SaveFailed(_));
    let vanished = matches!(notice, Notice::Vanished);
    // What was saved before is gone too: only what is open here can still be taken away.
    let cleared = matches!(notice, Notice::SaveFailed(Fault::Failed(why)) if why == CLEARED);
    html! {
        <section class="notice" role="alert">
            <p class="subtitle">{ icon(Icon::Note) }<span>{ headline(ui, notice) }</span></p>
            if cleared {
                <p>{ ui.say(Msg::OnlyHereNow) }</p>
            } else if failed {
                <p>{ ui.say(Msg::WordsStay) }</p>
            }
            <div class="actions">
                if vanished {
                    { link(Look::Plain, ui.say(Msg::Files(Files::HaveBackup)), Screen::Backup) }
                }
                if failed {
                    { button(Look::Plain, ui.say(Msg::TryAgain), ui.on(|| Action::AskedToSaveAgain)) }
                    <CopyText />
                    if cleared {
                        { button(Look::Plain, ui.say(Msg::PlainPages), ui.on(|| Action::AskedForPlain)) }
                    } else {
                        { button(Look::Plain, ui.say(Msg::SealedCopy), ui.on(|| Action::AskedForCopy)) }
                    }
                }
                { button(Look::Quiet, ui.say(Msg::Close), ui.on(|| Action::Dismissed)) }
            </div>
        </section>
    }
}

#[derive(Debug, PartialEq, Properties)]
pub struct CopyProps {
    /// What is copied; without it, the words under the pen.
    #[prop_or_default]
    pub words: Option<Body>,
}

/// Copies some words, and says what became of it.
#[component]
pub fn CopyText(props: &CopyProps) -> Html {
    let ui = use_ui();
    let copied = use_state(|| None::<bool>);
    let copy = {
        let (pen, copied, given) = (ui.pen.clone(), copied.clone(), props.words.clone());
        Callback::from(move |_: MouseEvent| {
            let words = given.as_ref().map(ToString::to_string).or_else(|| pen.text()).unwrap_or_default();
            let copied = copied.clone();
            spawn_local(async move { copied.set(Some(file::copy(&words).await)) });
        })
    };
    let said = copied.map(|done| ui.say(if done { Msg::Copied } else { Msg::NotCopied }));
    html! {
        <>
            { button(Look::Plain, ui.say(Msg::CopyWords), copy) }
            <span class="hint" role="status">{ for said }</span>
        </>
    }
}

/// What happened, in one sentence or two.
fn headline(ui: &Ui, notice: &Notice) -> AttrValue {
    match notice {
        Notice::SaveFailed(Fault::Full) => ui.say(Msg::SaveFull),
        Notice::SaveFailed(Fault::Refused) => ui.say(Msg::SaveRefused),
        Notice::SaveFailed(Fault::Failed(why)) if why == CLEARED => ui.say(Msg::SaveCleared),
        Notice::SaveFailed(Fault::Moved) => ui.say(Msg::SaveElsewhere),
        Notice::SaveFailed(Fault::Failed(_)) => ui.say(Msg::SaveBroke),
        Notice::DeleteFailed(_) => ui.say(Msg::DeleteFailed),
        Notice::OldestMoved => ui.say(Msg::RoomFull),
        Notice::Vanished => ui.say(Msg::Vanished),
        Notice::NoStorage => ui.say(Msg::NoStorage),
        Notice::Healed { values } => ui.say(Msg::Healed { values: &ui.number(*values) }),
        Notice::HeaderAltered => ui.say(Msg::HeaderAltered),
        Notice::TwoVersions { pages } => ui.say(Msg::TwoVersions { pages: &ui.number(*pages) }),
        Notice::Unreadable { values } => ui.say(Msg::SomeUnreadable { values: &ui.number(*values) }),
        Notice::LongPage => ui.say(Msg::LongPage),
        Notice::Failed(trouble) => ui.say(trouble_words(*trouble)),
    }
}

/// Why a journal stays shut, in words.
pub fn trouble_words(trouble: Trouble) -> Msg<'static> {
    match trouble {
        Trouble::Memory => Msg::NoMemory,
        Trouble::Parameters => Msg::BadParameters,
        Trouble::Helper => Msg::NoHelper,
        Trouble::Stores => Msg::NoAnswer,
    }
}
