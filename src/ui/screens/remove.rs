//! Removing everything: the second step, in plain words, and what is said when it has been done.

use yew::prelude::*;

use super::backup::last_backup;
use crate::app::action::Screen;
use crate::app::state::removal::{Left, Removal};
use crate::app::{Action, State};
use crate::i18n::{Files, Msg};
use crate::ui::components::{Frame, Heading, Look, button, frame, link, notice};
use crate::ui::context::Ui;

pub fn remove(ui: &Ui, state: &State) -> Html {
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::RemoveAllTitle)} />
            { notice(ui, state.notice.as_ref()) }
            <div class="prose">
                <p>{ ui.say(Msg::RemoveAllMeans) }</p>
                <p>{ ui.say(Msg::RemoveAllCopy) }{ " " }{ last_backup(ui, state) }</p>
            </div>
            { out_of_reach(ui) }
            <div class="actions">
                { link(Look::Plain, ui.say(Msg::Files(Files::BackupFirst)), Screen::Backup) }
                { button(Look::Plain, ui.say(Msg::RemoveAllNow), ui.on(|| Action::AskedToRemoveEverything)) }
                { link(Look::Quiet, ui.say(Msg::LeaveIt), Screen::Settings) }
            </div>
        </>
    };
    frame(ui, Frame::alone("remove").menu(true).back(Screen::Settings, Msg::Back), body)
}

/// What no page can do anything about.
fn out_of_reach(ui: &Ui) -> Html {
    let beyond = [Msg::BeyondHistory, Msg::BeyondIcon, Msg::BeyondFiles, Msg::BeyondDisk];
    html! {
        <section class="settings-group" aria-labelledby="beyond">
            <h2 class="title" id="beyond">{ ui.say(Msg::BeyondTitle) }</h2>
            <ul class="plain-list" role="list">{ for beyond.into_iter().map(|one| html! { <li>{ ui.say(one) }</li> }) }</ul>
        </section>
    }
}

/// Where it ends. Plain, and the same for whoever sees it.
pub fn removed(ui: &Ui, removal: Removal) -> Html {
    let (title, said) = match removal {
        Removal::Begun => (Msg::RemovingAll, Msg::RemovingWait),
        Removal::Emptied => (Msg::NothingHere, Msg::RemovedWait),
        Removal::Done => (Msg::NothingHere, Msg::RemovedDone),
        Removal::Left(_) => (Msg::SomethingLeft, Msg::LeftMeans),
        Removal::Elsewhere => (Msg::NothingHere, Msg::RemovedElsewhere),
    };
    let left = match removal {
        Removal::Left(left) => left_of(ui, left),
        _ => Html::default(),
    };
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(title)} />
            <div class="prose" role="status"><p>{ ui.say(said) }</p>{ left }</div>
            if removal == Removal::Done { { out_of_reach(ui) } }
            if matches!(removal, Removal::Left(_)) {
                <div class="actions">
                    { button(Look::Primary, ui.say(Msg::TryAgain), ui.on(|| Action::AskedToRemoveEverything)) }
                </div>
            }
        </>
    };
    frame(ui, Frame::alone("remove"), body)
}

fn left_of(ui: &Ui, left: Left) -> Html {
    let pieces = [
        left.values.then_some(Msg::LeftValues),
        left.unasked.then_some(Msg::LeftUnasked),
        left.files.then_some(Msg::LeftFiles),
    ];
    let pieces = pieces.into_iter().flatten();
    html! { <ul role="list">{ for pieces.map(|one| html! { <li>{ ui.say(one) }</li> }) }</ul> }
}
