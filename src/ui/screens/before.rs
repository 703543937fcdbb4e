//! A few questions before anything suggests talking. The answers live on this screen until they are handed over, and are
//! kept nowhere; whatever they were, the page about home that doesn't feel easy can be opened from here.

use yew::prelude::*;

use crate::app::Action;
use crate::app::action::Screen;
use crate::content::wording::{SAFETY, about};
use crate::domain::safety::{GATE_QUESTIONS, GateAnswer};
use crate::i18n::{Card, Msg};
use crate::platform::clock;
use crate::ui::components::form::{Ask, one_of};
use crate::ui::components::{Frame, Heading, Look, button, frame, link};
use crate::ui::context::{fresh_id, use_ui};

/// In the order they stand on screen.
const ANSWERS: [GateAnswer; 3] = [GateAnswer::No, GateAnswer::Yes, GateAnswer::RatherNot];

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// What they are called here.
    pub name: Option<AttrValue>,
    /// From now on suggestions are only for the person.
    pub only_me: bool,
    /// Where a card lies that was opened and waits for these questions; none where they come before a page.
    pub back: Option<Screen>,
}

#[component]
pub fn Before(props: &Props) -> Html {
    let ui = use_ui();
    let given = use_state(|| [None::<usize>; GATE_QUESTIONS]);
    let done = use_state(|| false);
    let gate = &SAFETY.gate;
    let row = |(at, question): (usize, &&'static str)| {
        let choose = {
            let given = given.clone();
            Callback::from(move |answer: usize| {
                let mut answers = *given;
                answers[at] = Some(answer);
                given.set(answers);
            })
        };
        let answers = [gate.no, gate.yes, gate.rather_not].map(AttrValue::Static).to_vec();
        let ask = Ask::new(format!("before-{at}"), about(question, props.name.as_deref()), answers);
        one_of(ask, given[at], &choose)
    };
    // A question that was left open is one a person would rather not answer.
    let go_on = {
        let (ui, given, done) = (ui.clone(), given.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            let answers = given.map(|answer| answer.map_or(GateAnswer::RatherNot, |at| ANSWERS[at]));
            given.set([None; GATE_QUESTIONS]);
            done.set(true);
            ui.send(Action::GateAnswered { answers, at: clock::now() });
        })
    };
    let onward = {
        let ui = ui.clone();
        Callback::from(move |_: MouseEvent| {
            let at = clock::now();
            ui.send(Action::WentOn { id: fresh_id(at), at });
        })
    };
    let words = if props.back.is_some() { Msg::Card(Card::GoOnFromQuestions) } else { Msg::GoOnWriting };
    let back = props.back.map_or((Screen::Today, Msg::Today), |screen| (screen, Msg::Back));
    let body = html! {
        <>
            <Heading class="title" text={gate.intro} />
            if *done {
                <p class="prose" role="status">{ if props.only_me { gate.after_yes } else { gate.after_no } }</p>
                <div class="actions">
                    { button(Look::Primary, ui.say(words), onward) }
                    { link(Look::Quiet, gate.always, Screen::Help) }
                </div>
            } else {
                { for gate.questions.iter().enumerate().map(row) }
                <div class="actions">
                    { button(Look::Primary, ui.say(Msg::Next), go_on) }
                    { link(Look::Quiet, gate.always, Screen::Help) }
                </div>
            }
        </>
    };
    frame(&ui, Frame::alone("before").menu(true).back(back.0, back.1), body)
}
