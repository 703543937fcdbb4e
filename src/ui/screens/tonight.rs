//! After a day was marked very low: nothing to solve, four ways to go on, and people to talk to. Nothing is asked.

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::{Action, State};
use crate::content::wording::SAFETY;
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading, Look, button, frame, link, notice};
use crate::ui::context::Ui;

pub fn tonight(ui: &Ui, state: &State) -> Html {
    let low = &SAFETY.very_low;
    let write = {
        let ui = ui.clone();
        Callback::from(move |_: MouseEvent| ui.send(ui.new_page()))
    };
    let body = html! {
        <>
            <Heading class="greeting" text={low.text} />
            { notice(ui, state.notice.as_ref()) }
            <div class="actions" data-stack="">
                { link(Look::Plain, low.rest, Screen::Rest) }
                { button(Look::Plain, low.write, write) }
                { link(Look::Plain, low.someone, Screen::Help) }
                { button(Look::Quiet, low.all, ui.on(|| Action::LeftItThere)) }
            </div>
            <p>{ low.staying_alive }</p>
        </>
    };
    frame(ui, Frame::alone("tonight").menu(true).back(Screen::Today, Msg::Today), body)
}
