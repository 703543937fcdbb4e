//! Every component in every state, on one page, for whoever changes how they look. `cargo xtask serve --components` shows
//! it in place of the app; it is in no other build. Nothing here is kept, and nothing is read from what is.

use std::rc::Rc;

use yew::prelude::*;

use super::components::{
    Frame, Heading, Icon, Look, MonthGrid, NewPassphrase, PageRows, Paper, Place, Progress, SecretField, Sheet, button,
    choices, frame, icon, link, notice, paper,
};
use super::context::Ui;
use crate::app::Action;
use crate::app::action::Screen;
use crate::app::state::{Field, Notice, Saving, Task, Trouble, Work};
use crate::domain::{Body, Day, Entry, EntryId, Face, FirstDay, Looks, Stamp, TextSize, Theme};
use crate::i18n::{Language, Msg};
use crate::platform::locale::BrowserFormat;
use crate::platform::looks;
use crate::store::Fault;

/// 23 November 2026, noon.
const NOON: Stamp = Stamp { utc_ms: 1_795_435_200_000, offset_min: 0 };

/// The page of components: holds what was chosen on it, and nothing else.
#[derive(Debug)]
pub struct Gallery {
    ui: Ui,
    looks: Looks,
    face: Face,
    asking: bool,
}

/// What can happen on it.
#[derive(Debug)]
pub enum Happened {
    Sent(Action),
    Asked(bool),
}

impl Component for Gallery {
    type Message = Happened;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let send = context.link().callback(Happened::Sent);
        let (language, format) = (Language::default(), Rc::new(BrowserFormat::new()));
        let ui = Ui { send, pen: Rc::default(), language, format };
        Self { ui, looks: Looks::default(), face: Face::default(), asking: false }
    }

    fn update(&mut self, _: &Context<Self>, happened: Happened) -> bool {
        match happened {
            Happened::Sent(Action::ChoseTheme(theme)) => self.looks.theme = theme,
            Happened::Sent(Action::ChoseTextSize(text)) => self.looks.text = text,
            Happened::Sent(Action::ChoseFace(face)) => self.face = face,
            Happened::Asked(asking) => self.asking = asking,
            Happened::Sent(_) => return false,
        }
        looks::wear(self.looks, self.face);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let ui = &self.ui;
        let ask = |asking: bool| context.link().callback(move |_: MouseEvent| Happened::Asked(asking));
        let close = context.link().callback(|()| Happened::Asked(false));
        let body = html! {
            <>
                <Heading class="greeting" text="Components" />
                { self.chosen() }
                { group("Buttons", buttons(ui)) }
                { group("Icons", html! { <div class="actions">{ for Icon::ALL.map(icon) }</div> }) }
                { group("Fields", fields(ui)) }
                { group("Paper", papers(ui)) }
                { group("Rows", html! { <PageRows pages={pages()} onopen={Callback::noop()} /> }) }
                { group("Month", month()) }
                { group("Words", words(ui)) }
                { group("Notices", html! { { for notices().iter().map(|one| notice(ui, Some(one))) } }) }
                { group("Sheets", html! { <div class="actions">{ button(Look::Plain, "small", ask(true)) }</div> }) }
                if self.asking {
                    <Sheet id="gallery-sheet" title={ui.say(Msg::DeleteSure)} small={true} onclose={close}>
                        <p>{ ui.say(Msg::ForGoodMeans) }</p>
                        <div class="actions" data-stack="">
                            { button(Look::Plain, ui.say(Msg::DeleteNow), ask(false)) }
                            { button(Look::Quiet, ui.say(Msg::LeaveIt), ask(false)) }
                        </div>
                    </Sheet>
                }
            </>
        };
        html! {
            <ContextProvider<Ui> context={self.ui.clone()}>
                { frame(ui, Frame::place("settings", Place::Today), body) }
            </ContextProvider<Ui>>
        }
    }
}

impl Gallery {
    fn chosen(&self) -> Html {
        let ui = &self.ui;
        let themes =
            [(Theme::System, Msg::ThemeSystem), (Theme::Light, Msg::ThemeLight), (Theme::Dark, Msg::ThemeDark)];
        let texts = [
            (TextSize::Usual, Msg::TextUsual),
            (TextSize::Large, Msg::TextLarge),
            (TextSize::Larger, Msg::TextLarger),
            (TextSize::Largest, Msg::TextLargest),
        ];
        let faces = [(Face::Serif, Msg::FaceSerif), (Face::Sans, Msg::FaceSans)];
        let body = html! {
            <>
                { choices(ui, "set-theme", Msg::ThemeTitle, &themes, self.looks.theme, Action::ChoseTheme) }
                { choices(ui, "set-text", Msg::TextTitle, &texts, self.looks.text, Action::ChoseTextSize) }
                { choices(ui, "set-face", Msg::FaceTitle, &faces, self.face, Action::ChoseFace) }
            </>
        };
        group("Looks", body)
    }
}

fn group(name: &'static str, body: Html) -> Html {
    html! { <section class="settings-group" aria-labelledby={name}><h2 class="title" id={name}>{ name }</h2><div class="settings-body">{ body }</div></section> }
}

fn buttons(ui: &Ui) -> Html {
    let nothing = Callback::<MouseEvent>::noop;
    let kinds = [Look::Primary, Look::Plain, Look::Quiet];
    html! {
        <>
            <div class="actions">{ for kinds.map(|look| button(look, ui.say(Msg::Keep), nothing())) }</div>
            <div class="actions">
                <button class="button" data-kind="primary" disabled={true}>{ ui.say(Msg::Keep) }</button>
                <button class="button" disabled={true}>{ ui.say(Msg::Keep) }</button>
                { button(Look::Plain, html! { <>{ icon(Icon::New) }{ ui.say(Msg::NewPage) }</> }, nothing()) }
                { link(Look::Quiet, ui.say(Msg::NotTonight), Screen::Today) }
                <button class="icon-button" aria-label={ui.say(Msg::Close)}>{ icon(Icon::Close) }</button>
            </div>
        </>
    }
}

fn fields(ui: &Ui) -> Html {
    html! {
        <>
            <SecretField id="gallery-secret" label={ui.say(Msg::PassphraseOrWords)} autocomplete="off" field={NodeRef::default()}>
                <p><span class="field-message">{ ui.say(Msg::WrongPassphrase) }</span></p>
            </SecretField>
            <NewPassphrase action={ui.say(Msg::KeepWithThis)} onchosen={Callback::noop()} />
            <label class="choice">
                <input type="checkbox" checked={true} />{ ui.say(Msg::Spellcheck) }
                <span class="hint">{ ui.say(Msg::SpellcheckMeans) }</span>
            </label>
            { choices(ui, "set-week", Msg::FirstDayTitle, &[(FirstDay::Usual, Msg::FirstDayUsual), (FirstDay::Monday, Msg::Monday)],
                FirstDay::Monday, Action::ChoseFirstDay) }
            <Progress work={Work { what: Task::MakingKey, seconds: 30.0 }} />
            { for ["12", "74", "92"].map(|value| html! {
                <meter class="meter" min="0" max="100" {value} aria-label={ui.say(Msg::RoomTitle)}></meter>
            }) }
        </>
    }
}

fn papers(ui: &Ui) -> Html {
    let states = [Saving::Quiet, Saving::Pending, Saving::Saved(NOON), Saving::BrowserOnly(NOON), Saving::Failed];
    let sheet = |number: u32, words: &str, saving: Saving, readonly: bool| Paper {
        field: Field::Page,
        number,
        words: Body::from(words),
        label: Msg::ThePage,
        placeholder: Msg::WhatStayed,
        status: Paper::saving(ui, saving),
        focused: false,
        readonly,
    };
    html! {
        <>
            { for (0..).zip(states).map(|(at, saving)| {
                paper(ui, sheet(at, if at == 0 { "" } else { LINES[0] }, saving, false), Callback::noop())
            }) }
            { paper(ui, sheet(9, LINES[1], Saving::Quiet, true), Callback::noop()) }
        </>
    }
}

fn month() -> Html {
    let day = |less: i32| -> Day { NOON.day().plus(-less) };
    html! { <MonthGrid chosen={day(2)} today={day(0)} first={1} onchoose={Callback::noop()} /> }
}

fn words(ui: &Ui) -> Html {
    let lines = [Msg::Kept, Msg::NoPages, Msg::BinEmpty, Msg::NothingUnreadable];
    html! {
        <>
            { for lines.map(|words| html! { <p class="line">{ ui.say(words) }</p> }) }
            <p class="hint">{ ui.say(Msg::BinHolds) }</p>
            <section class="note"><h3 class="subtitle">{ ui.say(Msg::AboutExit) }</h3><p>{ ui.say(Msg::ExitLimits) }</p></section>
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

fn notices() -> Vec<Notice> {
    vec![
        Notice::SaveFailed(Fault::Full),
        Notice::Healed { values: 2 },
        Notice::Unreadable { values: 1 },
        Notice::LongPage,
        Notice::Failed(Trouble::Memory),
    ]
}

const LINES: [&str; 3] = [
    "the kettle went on without a word, and the rain did the talking",
    "a long walk by the river; the light was low and kind",
    "what I would have said, had there been a place to say it",
];

fn pages() -> Rc<Vec<Rc<Entry>>> {
    let page = |at: usize| {
        let ms = NOON.utc_ms - at as i64 * 40 * 3_600_000;
        let begun = Stamp { utc_ms: ms, ..NOON };
        let page = Entry::new(EntryId::new(ms.unsigned_abs(), [at as u8; 10]), begun, LINES[at % LINES.len()]);
        Rc::new(if at == 1 { page.starred(true) } else { page })
    };
    Rc::new((0..6).map(page).collect())
}
