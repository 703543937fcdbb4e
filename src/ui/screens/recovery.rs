//! Recovery words: offered plainly, shown once, on a sheet that carries words only when printed.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::state::{Recovery, Words};
use crate::app::{Action, State};
use crate::i18n::Msg;
use crate::platform::random::SystemRandom;
use crate::platform::{file, lifecycle};
use crate::ui::components::{Frame, Heading, Look, Progress, button, frame, link, notice};
use crate::ui::context::Ui;
use crate::vault::words::RecoveryWords;

pub fn recovery(ui: &Ui, state: &State) -> Html {
    let body = match (&state.work, &state.recovery) {
        (Some(work), _) => html! { <Progress work={*work} /> },
        (None, Recovery::Shown(words)) => sheet(ui, words),
        (None, Recovery::Closed) => offer(ui),
    };
    let body = html! {
        <>
            <div class="unprinted"><Heading class="greeting" text={ui.say(Msg::WordsTitle)} /></div>
            { notice(ui, state.notice.as_ref()) }
            { body }
        </>
    };
    frame(ui, Frame::alone("recovery").menu(true).back(Screen::Settings, Msg::Settings), body)
}

/// What they are, before any are made.
fn offer(ui: &Ui) -> Html {
    let make = ui.on(|| Action::AskedForWords(Words(Rc::new(RecoveryWords::random(&mut SystemRandom)))));
    html! {
        <>
            <div class="stack">
                <p>{ ui.say(Msg::RecoveryMeans) }</p>
                <p class="hint">{ ui.say(Msg::RecoveryOpens) }</p>
            </div>
            <div class="actions">
                { button(Look::Primary, ui.say(Msg::MakeWords), make) }
                { link(Look::Quiet, ui.say(Msg::NotNow), Screen::Today) }
            </div>
        </>
    }
}

fn sheet(ui: &Ui, words: &Words) -> Html {
    let print = Callback::from(|_: MouseEvent| {
        // The dialog hides the page although the person is still here.
        let hold = lifecycle::hold();
        file::print();
        drop(hold);
    });
    html! {
        <>
            <div class="unprinted"><p>{ ui.say(Msg::WordsIntro) }</p></div>
            <ol class="recovery-words" aria-label={ui.say(Msg::WordsList)}>
                { for words.0.0.split(' ').map(|word| html! { <li>{ word }</li> }) }
            </ol>
            <div class="actions unprinted">
                { button(Look::Primary, ui.say(Msg::OnPaper), ui.on(|| Action::WroteWordsDown)) }
                { button(Look::Plain, ui.say(Msg::Print), print) }
                { button(Look::Quiet, ui.say(Msg::Discard), ui.on(|| Action::PutWordsAway)) }
            </div>
        </>
    }
}
