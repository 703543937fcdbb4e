//! Backup: everything into one sealed file, pages in from one, the way into an installed app, and plain files.

mod bring;
mod plain;

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::carrying::{Carrying, HandedOver, NotMade, Steps};
use crate::app::state::Phase;
use crate::app::{Action, State};
use crate::domain::backup::last_made;
use crate::i18n::{Files, Msg};
use crate::ui::components::{Frame, Heading, Look, NewPassphrase, button, frame, reading};
use crate::ui::context::Ui;
use crate::vault::Secret;

pub fn backup(ui: &Ui, state: &State) -> Html {
    let (open, writes) = (state.is_open(), state.may_write());
    let body = html! {
        <>
            <Heading class="greeting" text={ui.say(Msg::Files(Files::BackupTitle))} />
            { reading(ui, state.role) }
            if open && writes { { out(ui, state) } }
            if writes { <bring::Bring carrying={state.carrying.clone()} /> }
            if open {
                if writes { { moving(ui) } }
                <plain::PlainFiles done={state.carrying == Carrying::Exported} />
            }
        </>
    };
    let back = match state.phase {
        Phase::Open if state.before_removal => Screen::Remove,
        Phase::Open => Screen::Settings,
        // Back to where it says that nothing opens what is kept here.
        Phase::Unreadable { .. } => Screen::Today,
        _ => Screen::About,
    };
    frame(ui, Frame::alone("backup").menu(open).back(back, Msg::Back), body)
}

fn group(ui: &Ui, id: &'static str, title: Msg<'_>, body: Html) -> Html {
    html! {
        <section class="settings-group" aria-labelledby={id}><h2 class="title" {id}>{ ui.say(title) }</h2>{ body }</section>
    }
}

/// Making one and handing it over.
fn out(ui: &Ui, state: &State) -> Html {
    let ask = if state.slots.open {
        let send = ui.send.clone();
        let chosen = Callback::from(move |secret: Secret| send.emit(Action::AskedToBackUp { lock: Some(secret) }));
        html! {
            <NewPassphrase action={ui.say(Msg::Files(Files::BackupNow))} label={ui.say(Msg::Files(Files::BackupFilePassphrase))} onchosen={chosen}>
                <p class="hint">{ ui.say(Msg::Files(Files::BackupWithout)) }</p>
            </NewPassphrase>
        }
    } else {
        let words = ui.say(Msg::Files(Files::BackupNow));
        html! {
            <div class="actions">{ button(Look::Plain, words, ui.on(|| Action::AskedToBackUp { lock: None })) }</div>
        }
    };
    let body = html! {
        <>
            <p>{ ui.say(Msg::Files(Files::BackupMeans)) }</p>
            <p class="hint">{ last_backup(ui, state) }</p>
            { standing(ui, &state.carrying, ask) }
        </>
    };
    group(ui, "backup-out", Msg::Files(Files::BackupNow), body)
}

/// Which backup was made last, as far as is known here.
pub fn last_backup(ui: &Ui, state: &State) -> AttrValue {
    match last_made(&state.preferences.backups) {
        Some(made) => {
            let (name, day) = (format!("notes-{}.txt", made.number), ui.format.date(made.at.day()));
            ui.say(Msg::Files(Files::BackupLast { name: &name, day: &day }))
        }
        None => ui.say(Msg::Files(Files::BackupNever)),
    }
}

/// Where the backup stands, or how to ask for one.
fn standing(ui: &Ui, carrying: &Carrying, ask: Html) -> Html {
    let said = match carrying {
        Carrying::Sealing(steps) => return moving_on(ui, Msg::Files(Files::BackupSealing), *steps),
        Carrying::Ready { .. } => {
            return html! {
                <>
                    <p role="status">{ ui.say(Msg::Files(Files::BackupReady)) }</p>
                    <p>{ ui.say(Msg::Files(Files::BackupSheetNext)) }</p>
                    <div class="actions">
                        { button(Look::Primary, ui.say(Msg::Files(Files::BackupHandOver)), ui.on(|| Action::AskedToHandOver)) }
                        { button(Look::Quiet, ui.say(Msg::Files(Files::StopIt)), ui.on(|| Action::PutDown)) }
                    </div>
                </>
            };
        }
        Carrying::HandedOver(over) => handed_over(ui, over),
        Carrying::NotMade(why) => html! { <p>{ ui.say(not_made(why)) }</p> },
        _ => Html::default(),
    };
    html! { <><div class="stack" role="status">{ said }</div>{ ask }</> }
}

fn handed_over(ui: &Ui, over: &HandedOver) -> Html {
    let pages = ui.say(Msg::Files(Files::SomePages { one: over.pages == 1, written: &ui.number(over.pages as f64) }));
    let (name, pages) = (&*over.name, &*pages);
    let words = match over.from_its_place {
        true => Msg::Files(Files::BackupGoodFile { name, pages }),
        false => Msg::Files(Files::BackupGoodBytes { name, pages }),
    };
    html! {
        <>
            <p>{ ui.say(words) }</p>
            if over.damaged > 0 { <p>{ ui.say(Msg::Files(Files::BackupDamaged)) }</p> }
            <p class="hint">{ ui.say(Msg::Files(Files::BackupWhereabouts)) }</p>
        </>
    }
}

fn not_made(why: &NotMade) -> Msg<'static> {
    match why {
        NotMade::NotGood => Msg::Files(Files::BackupNotGood),
        NotMade::Browser => Msg::Files(Files::BackupNotTaken),
        NotMade::Key(_) | NotMade::Stores(_) => Msg::Files(Files::BackupNotMade),
    }
}

/// Something that goes on and can be stopped.
fn moving_on(ui: &Ui, words: Msg<'_>, Steps { done, total }: Steps) -> Html {
    html! {
        <div class="progress">
            <p id="carrying-words" role="status">{ ui.say(words) }</p>
            <progress max={total.max(1).to_string()} value={done.to_string()} aria-labelledby="carrying-words"></progress>
            <div class="actions">{ button(Look::Quiet, ui.say(Msg::Files(Files::StopIt)), ui.on(|| Action::AskedToStopCarrying)) }</div>
        </div>
    }
}

/// Into an installed app that starts empty: one way, step by step.
fn moving(ui: &Ui) -> Html {
    let steps = [
        Msg::Files(Files::MoveOne),
        Msg::Files(Files::MoveTwo),
        Msg::Files(Files::MoveThree),
        Msg::Files(Files::MoveFour),
    ];
    let body = html! {
        <>
            <p>{ ui.say(Msg::Files(Files::MoveMeans)) }</p>
            <ol class="steps">{ for steps.into_iter().map(|step| html! { <li>{ ui.say(step) }</li> }) }</ol>
        </>
    };
    group(ui, "backup-move", Msg::Files(Files::HouseTitle), body)
}
