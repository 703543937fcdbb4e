//! Recovery words: offered plainly, shown once, on a sheet that carries words only when printed.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Action;
use crate::app::state::{Recovery, Words as Shown, Work};
use crate::i18n::Msg;
use crate::platform::file;
use crate::platform::random::SystemRandom;
use crate::ui::components::{Frame, Heading, Progress};
use crate::ui::context::{use_link, use_tongue};
use crate::ui::route::Route;
use crate::vault::words::RecoveryWords;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub recovery: Recovery,
    pub work: Option<Work>,
}

#[component]
pub fn Words(props: &Props) -> Html {
    let tongue = use_tongue();
    html! {
        <Frame screen="recovery" back={(Route::Settings, tongue.say(Msg::Settings))}>
            <Heading class="greeting unprinted" text={tongue.say(Msg::WordsTitle)} />
            if let Some(work) = props.work {
                <Progress {work} />
            } else if let Recovery::Shown(words) = &props.recovery {
                <Sheet words={words.clone()} />
            } else {
                <Offer />
            }
        </Frame>
    }
}

/// What they are, before any are made.
#[component]
fn Offer() -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let make = Callback::from(move |_: MouseEvent| {
        link.send(Action::AskedForWords(Shown(Rc::new(RecoveryWords::random(&mut SystemRandom)))));
    });
    html! {
        <>
            <div class="prose"><p>{ tongue.say(Msg::RecoveryMeans) }</p></div>
            <div class="actions">
                <button class="button" data-kind="primary" type="button" onclick={make}>{ tongue.say(Msg::MakeWords) }</button>
                <a class="button" data-kind="quiet" href="#/">{ tongue.say(Msg::NotNow) }</a>
            </div>
        </>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct SheetProps {
    words: Shown,
}

#[component]
fn Sheet(props: &SheetProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let on = |action: fn() -> Action| {
        let link = link.clone();
        Callback::from(move |_: MouseEvent| link.send(action()))
    };
    let print = Callback::from(|_: MouseEvent| file::print());
    html! {
        <>
            <div class="prose unprinted"><p>{ tongue.say(Msg::WordsIntro) }</p></div>
            <ol class="recovery-words" aria-label={tongue.say(Msg::WordsList)}>
                { for props.words.0.0.split(' ').map(|word| html! { <li>{ word }</li> }) }
            </ol>
            <div class="actions unprinted">
                <button class="button" data-kind="primary" type="button" onclick={on(|| Action::WroteWordsDown)}>{ tongue.say(Msg::OnPaper) }</button>
                <button class="button" type="button" onclick={print}>{ tongue.say(Msg::Print) }</button>
                <button class="button" data-kind="quiet" type="button" onclick={on(|| Action::PutWordsAway)}>{ tongue.say(Msg::Discard) }</button>
            </div>
        </>
    }
}
