//! Bringing a file in: chosen, opened, looked through, and only then kept.

use yew::prelude::*;

use super::{group, moving_on};
use crate::app::Action;
use crate::app::carrying::{CHOSEN_FILE, Carrying, Preview, Refusal};
use crate::i18n::{Files, Msg};
use crate::store::Fault;
use crate::ui::components::{Look, SecretField, button, secret_in};
use crate::ui::context::{Ui, use_ui};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub carrying: Carrying,
}

#[component]
pub fn Bring(props: &Props) -> Html {
    let ui = use_ui();
    let ui = &ui;
    let body = match &props.carrying {
        Carrying::Asking { wrong } => html! { <Passphrase wrong={*wrong} /> },
        Carrying::Opening => html! { <p role="status">{ ui.say(Msg::Files(Files::BringOpening)) }</p> },
        Carrying::Reading(steps) => moving_on(ui, Msg::Files(Files::BringReading), *steps),
        Carrying::Shown(preview) => shown(ui, *preview),
        Carrying::Bringing(steps) => moving_on(ui, Msg::Files(Files::BringingIn), *steps),
        Carrying::BroughtIn { preview, undoable } => html! {
            <>
                <p role="status">{ ui.say(Msg::Files(Files::BroughtSaid)) }</p>
                { counted(ui, *preview) }
                if *undoable {
                    <p class="hint">{ ui.say(Msg::Files(Files::BringUndoMeans)) }</p>
                    <div class="actions">{ button(Look::Plain, ui.say(Msg::Files(Files::BringUndo)), ui.on(|| Action::AskedToUndoBringing)) }</div>
                }
            </>
        },
        other => html! {
            <>
                <p>{ ui.say(Msg::Files(Files::BringMeans)) }</p>
                <div role="status">{ for said(other).map(|words| html! { <p>{ ui.say(words) }</p> }) }</div>
                { choose(ui) }
            </>
        },
    };
    group(ui, "backup-in", Msg::Files(Files::BringTitle), body)
}

/// What became of the last file, where there is something to say.
fn said(carrying: &Carrying) -> Option<Msg<'static>> {
    Some(match carrying {
        Carrying::Refused(why) => match why {
            Refusal::Foreign => Msg::Files(Files::RefusedForeign),
            Refusal::CutShort => Msg::Files(Files::RefusedCutShort),
            Refusal::Altered => Msg::Files(Files::RefusedAltered),
            Refusal::TooLarge => Msg::Files(Files::RefusedTooLarge),
            Refusal::Newer => Msg::Files(Files::RefusedNewer),
            Refusal::Empty => Msg::Files(Files::RefusedEmpty),
            Refusal::Cost => Msg::Files(Files::RefusedCost),
            Refusal::Unreadable => Msg::Files(Files::RefusedUnreadable),
            Refusal::Key(_) => Msg::Files(Files::RefusedKey),
        },
        Carrying::NotBrought(Fault::Moved) => Msg::Files(Files::BringElsewhere),
        Carrying::NotBrought(_) => Msg::Files(Files::BringFailed),
        Carrying::Undone => Msg::Files(Files::BringUndone),
        _ => return None,
    })
}

/// The browser's own control: it knows where files lie, and we never do.
fn choose(ui: &Ui) -> Html {
    html! {
        <div class="actions">
            <div class="file-choice">
                <input type="file" id={CHOSEN_FILE} onclick={ui.on(|| Action::PickerOpened)}
                    onchange={ui.on::<Event>(|| Action::ChoseFile)} />
                <label class="button" for={CHOSEN_FILE}>{ ui.say(Msg::Files(Files::BringChoose)) }</label>
            </div>
        </div>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct PassphraseProps {
    wrong: bool,
}

/// The passphrase of the file, which need not be the one of today.
#[component]
fn Passphrase(props: &PassphraseProps) -> Html {
    let ui = use_ui();
    let field = use_node_ref();
    let submit = {
        let (ui, field) = (ui.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(secret) = secret_in(&field) {
                ui.send(Action::GaveFilePassphrase(secret));
            }
        })
    };
    html! {
        <form class="stack" onsubmit={submit}>
            <SecretField id="file-passphrase" label={ui.say(Msg::Files(Files::BringPassphrase))} autocomplete="current-password" {field}
                describedby="file-refused">
                <p id="file-refused" role="alert">
                    if props.wrong { <span class="field-message">{ ui.say(Msg::Files(Files::BringWrong)) }</span> }
                </p>
            </SecretField>
            <div class="actions">
                <button class="button" data-kind="primary" type="submit">{ ui.say(Msg::Files(Files::BringOpen)) }</button>
                { button(Look::Quiet, ui.say(Msg::Files(Files::StopIt)), ui.on(|| Action::PutDown)) }
            </div>
        </form>
    }
}

/// What would change, and the choice.
fn shown(ui: &Ui, preview: Preview) -> Html {
    let changes = preview.changes();
    html! {
        <>
            <div role="status"><h3 class="choices-name">{ ui.say(Msg::Files(Files::BringPreview)) }</h3></div>
            { counted(ui, preview) }
            if preview.fresh { <p>{ ui.say(Msg::Files(Files::BringFresh)) }</p> }
            if preview.beside { <p>{ ui.say(Msg::Files(Files::BringBeside)) }</p> }
            if !changes { <p>{ ui.say(Msg::Files(Files::BringNothing)) }</p> }
            <div class="actions">
                if changes { { button(Look::Primary, ui.say(Msg::Files(Files::BringThese)), ui.on(|| Action::AskedToBringIn)) } }
                { button(Look::Quiet, ui.say(Msg::Files(Files::StopIt)), ui.on(|| Action::PutDown)) }
            </div>
        </>
    }
}

/// The counts that are not nothing, as sentences.
fn counted(ui: &Ui, preview: Preview) -> Html {
    let Preview { counts, damaged, newer, .. } = preview;
    let row = |count: usize, words: fn(&str) -> Msg<'_>| {
        let written = ui.number(count as f64);
        let pages = ui.say(Msg::Files(Files::SomePages { one: count == 1, written: &written }));
        (count > 0).then(|| html! { <li>{ ui.say(words(&pages)) }</li> })
    };
    let parts = |count: usize, words: fn(&str) -> Msg<'_>| {
        (count > 0).then(|| html! { <li>{ ui.say(words(&ui.number(count as f64))) }</li> })
    };
    html! {
        <ul class="plain-list" role="list">
            { for row(counts.new, |pages| Msg::Files(Files::BringNew { pages })) }
            { for row(counts.deleted, |pages| Msg::Files(Files::BringDeleted { pages })) }
            { for row(counts.newer, |pages| Msg::Files(Files::BringNewer { pages })) }
            { for row(counts.both, |pages| Msg::Files(Files::BringBoth { pages })) }
            { for row(counts.older, |pages| Msg::Files(Files::BringOlder { pages })) }
            { for row(counts.same, |pages| Msg::Files(Files::BringSame { pages })) }
            if preview.cards { <li>{ ui.say(Msg::Files(Files::BringCards)) }</li> }
            { for parts(damaged, |parts| Msg::Files(Files::BringDamagedParts { parts })) }
            { for parts(newer, |parts| Msg::Files(Files::BringLaterParts { parts })) }
        </ul>
    }
}
