//! The components, a group for each, in every state they have.

use std::rc::Rc;

use yew::prelude::*;

use super::samples::{LINES, MARKED, NOON, day, notices, pages};
use crate::app::Action;
use crate::app::action::Screen;
use crate::app::state::{Field, Role, Saving, Task, Work};
use crate::domain::{Body, FirstDay};
use crate::i18n::Msg;
use crate::ui::components::{
    Icon, Look, MonthGrid, NewPassphrase, PageRows, Paper, Progress, SecretField, Typeset, button, choices, icon, link,
    notice, paper, reading, stranded, update_line,
};
use crate::ui::context::Ui;

pub fn all(ui: &Ui) -> Html {
    let month = html! { <MonthGrid chosen={day(2)} today={day(0)} first={1} onchoose={Callback::noop()} /> };
    html! {
        <>
            { group("Rows", html! { <PageRows pages={pages()} onopen={Callback::noop()} /> }) }
            { group("Empty", empty(ui)) }
            { group("Paper", papers(ui)) }
            { group("Typeset", html! { <Typeset words={Body::from(MARKED)} /> }) }
            { group("Buttons", buttons(ui)) }
            { group("Icons", icons()) }
            { group("Fields", fields(ui)) }
            { group("Passphrase", html! { <NewPassphrase action={ui.say(Msg::KeepWithThis)} onchosen={Callback::noop()} /> }) }
            { group("Month", month) }
            { group("Bars", bars(ui)) }
            { group("Words", words(ui)) }
            { group("Notes", notes(ui)) }
            { group("Notices", html! { { for notices().iter().map(|one| notice(ui, Some(one))) } }) }
        </>
    }
}

pub fn group(name: &'static str, body: Html) -> Html {
    html! {
        <section class="settings-group" aria-labelledby={name}>
            <h2 class="title" id={name}>{ name }</h2>
            <div class="settings-body">{ body }</div>
        </section>
    }
}

fn empty(ui: &Ui) -> Html {
    let pictures = [
        (Icon::Pages, ui.say(Msg::NoPages)),
        (Icon::Search, ui.say(Msg::NothingFound { words: "ladder" })),
        (Icon::Bin, ui.say(Msg::BinEmpty)),
    ];
    html! {
        { for pictures.into_iter().map(|(picture, words)| html! {
            <div class="pages-empty">{ icon(picture) }<p class="line">{ words }</p></div>
        }) }
    }
}

/// Each saving state at the foot of a sheet, and a sheet that is only read.
fn papers(ui: &Ui) -> Html {
    let states = [Saving::Quiet, Saving::Pending, Saving::Saved(NOON), Saving::BrowserOnly(NOON), Saving::Failed];
    let sheet = |number: u32, words: &str, saving: Saving, readonly: bool| Paper {
        field: Field::Page,
        number,
        words: Body::from(words),
        label: ui.say(Msg::ThePage),
        placeholder: ui.say(Msg::WhatStayed),
        status: Paper::saving(ui, saving),
        focused: false,
        caret: None,
        readonly,
        onread: None,
    };
    html! {
        <>
            { for (0..).zip(states).map(|(at, saving)| {
                paper(ui, sheet(at, if at == 0 { "" } else { LINES[at as usize - 1] }, saving, false), Callback::noop())
            }) }
            { paper(ui, sheet(9, LINES[4], Saving::Quiet, true), Callback::noop()) }
        </>
    }
}

fn buttons(ui: &Ui) -> Html {
    let kinds = [Look::Primary, Look::Plain, Look::Quiet];
    let nothing = Callback::<MouseEvent>::noop;
    let with_icon = html! { <>{ icon(Icon::New) }{ ui.say(Msg::NewPage) }</> };
    let starred = |pressed: &'static str| {
        html! {
            <button class="button" data-kind="quiet" type="button" aria-pressed={pressed}>
                { icon(Icon::Star) }{ ui.say(Msg::StarredOnly) }
            </button>
        }
    };
    html! {
        <>
            <div class="actions">{ for kinds.map(|look| button(look, ui.say(Msg::Keep), nothing())) }</div>
            <div class="actions">
                <button class="button" data-kind="primary" disabled={true}>{ ui.say(Msg::Unlock) }</button>
                <button class="button" disabled={true}>{ ui.say(Msg::Unlock) }</button>
            </div>
            <div class="actions">
                { button(Look::Plain, with_icon, nothing()) }
                <button class="button" type="button" aria-expanded="true">{ ui.say(Msg::Find) }</button>
                { link(Look::Quiet, ui.say(Msg::NotTonight), Screen::Today) }
            </div>
            <div class="actions">{ starred("false") }{ starred("true") }</div>
            <div class="actions">
                <button class="icon-button" type="button" aria-label={ui.say(Msg::Close)}>{ icon(Icon::Close) }</button>
                <button class="icon-button" type="button" aria-expanded="true" aria-label={ui.say(Msg::MonthAfter)}>
                    { icon(Icon::Onward) }
                </button>
            </div>
            <div class="actions" data-stack="">
                { for kinds.map(|look| button(look, ui.say(Msg::KeepWithoutOne), nothing())) }
            </div>
        </>
    }
}

fn icons() -> Html {
    let named =
        |one: Icon| html! { <p class="bin-line">{ icon(one) }<span class="hint">{ format!("{one:?}") }</span></p> };
    html! { <div class="actions">{ for Icon::ALL.map(named) }</div> }
}

fn fields(ui: &Ui) -> Html {
    let ticked = |checked: bool| {
        html! {
            <label class="choice">
                <input type="checkbox" {checked} />{ ui.say(Msg::Spellcheck) }
                <span class="hint">{ ui.say(Msg::SpellcheckMeans) }</span>
            </label>
        }
    };
    let rule = |checked: bool, name: Msg<'_>, means: Msg<'_>| {
        html! {
            <label class="choice">
                <input type="radio" name="rule" {checked} />{ ui.say(name) }<span class="hint">{ ui.say(means) }</span>
            </label>
        }
    };
    let days = [(FirstDay::Usual, Msg::FirstDayUsual), (FirstDay::Monday, Msg::Monday)];
    html! {
        <>
            <SecretField id="gallery-secret" label={ui.say(Msg::PassphraseOrWords)} autocomplete="off" field={NodeRef::default()} />
            <SecretField id="gallery-refused" label={ui.say(Msg::PresentPassphrase)} autocomplete="off" field={NodeRef::default()}>
                <p><span class="field-message">{ ui.say(Msg::WrongPassphrase) }</span></p>
            </SecretField>
            <SecretField id="gallery-waits" label={ui.say(Msg::NewPassphraseTitle)} autocomplete="off" field={NodeRef::default()}
                disabled={true} />
            <div class="search">
                { icon(Icon::Search) }
                <label class="unseen" for="gallery-search">{ ui.say(Msg::Search) }</label>
                <input class="input" id="gallery-search" type="search" placeholder={ui.say(Msg::SearchHint)} />
            </div>
            <div>{ ticked(true) }{ ticked(false) }</div>
            <div role="radiogroup" aria-label={ui.say(Msg::LockTimes)}>
                { rule(true, Msg::LockUsual, Msg::LockUsualMeans) }
                { rule(false, Msg::LockRelaxed, Msg::LockRelaxedMeans) }
            </div>
            { choices(ui, "set-week", Msg::FirstDayTitle, &days, FirstDay::Monday, Action::ChoseFirstDay) }
        </>
    }
}

fn bars(ui: &Ui) -> Html {
    html! {
        <>
            <Progress work={Work { what: Task::MakingKey, seconds: 30.0 }} />
            { for ["2", "74", "92"].map(|value| html! {
                <meter class="meter" min="0" max="100" {value} aria-label={ui.say(Msg::RoomTitle)}></meter>
            }) }
        </>
    }
}

fn words(ui: &Ui) -> Html {
    let section = |open: bool| {
        html! {
            <details class="disclosure" {open}>
                <summary>{ ui.say(Msg::SomeoneElse) }</summary>
                <div class="disclosure-body"><p>{ ui.say(Msg::LockAtOnceMeans) }</p></div>
            </details>
        }
    };
    html! {
        <>
            <p class="greeting">{ ui.say(Msg::Greeting) }</p>
            <p class="title">{ ui.format.day(NOON.day()) }</p>
            <p class="subtitle">{ ui.format.month(NOON.day().month()) }</p>
            <div class="prose"><p>{ LINES[0] }</p><p>{ LINES[1] }</p></div>
            <p class="line">{ ui.say(Msg::Kept) }</p>
            <p>{ ui.say(Msg::CopyMeans) }</p>
            <p class="hint">{ ui.say(Msg::BinHolds) }</p>
            <div>{ section(false) }{ section(true) }</div>
        </>
    }
}

fn notes(ui: &Ui) -> Html {
    let lost = [Rc::clone(&pages()[2])];
    html! {
        <>
            <section class="note" aria-label={ui.say(Msg::AboutExit)}>
                <h3 class="subtitle">{ ui.say(Msg::AboutExit) }</h3>
                <p>{ ui.say(Msg::ExitExplained) }</p>
                <div class="actions">{ button(Look::Plain, ui.say(Msg::Understood), Callback::noop()) }</div>
            </section>
            { stranded(ui, &lost, Role::Writes) }
            { reading(ui, Role::Reads { asking: false }) }
            { reading(ui, Role::Reads { asking: true }) }
            { update_line(ui) }
            <aside class="offer" aria-label={ui.say(Msg::AnOffer)}>
                <p>{ ui.say(Msg::RecoveryOffer) }</p>
                <div class="actions">
                    { link(Look::Plain, ui.say(Msg::SeeHow), Screen::Words) }
                    { button(Look::Quiet, ui.say(Msg::NotNow), Callback::noop()) }
                </div>
            </aside>
        </>
    }
}
