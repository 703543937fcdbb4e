//! The root: connects the loop to the screens, and shows the screen of the present phase and address.

use std::rc::Rc;

use yew::prelude::*;

use super::components::{Look, button};
use super::context::{Ui, use_ui};
use super::route::use_screen;
use super::run::Run;
use super::screens::{
    Before, BinScreen, Mine, PageScreen, Pages, Rest, about, arrive, backup, card, cards, closing, deck, decks,
    first_page, help, lock, newer, recovery, remove, removed, settings, today, tonight, unreadable, version, welcome,
};
use super::shortcuts::Shortcuts;
use crate::app::action::Screen;
use crate::app::cards::{Meeting, meeting};
use crate::app::reduce::{out_of, reaches};
use crate::app::state::{Fresh, Line, Phase, Update};
use crate::app::{Action, State};
use crate::domain::card::ItemId;
use crate::domain::{Face, Looks, Suggestions};
use crate::i18n::{Language, Msg};
use crate::platform::clock;
use crate::platform::locale::BrowserFormat;
use crate::platform::looks;

/// The root component: holds the latest state, and nothing else.
#[derive(Debug)]
pub struct App {
    ui: Ui,
    state: Rc<State>,
}

/// The loop has a new state.
#[derive(Debug)]
pub struct Changed(pub Rc<State>);

impl Component for App {
    type Message = Changed;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let run = Run::start(context.link().callback(|changed: Changed| changed));
        let (language, format) = (Language::default(), Rc::new(BrowserFormat::new()));
        Self { ui: Ui { send: run.sender(), pen: run.pen(), language, format }, state: run.state() }
    }

    fn update(&mut self, _: &Context<Self>, Changed(state): Changed) -> bool {
        let before = std::mem::replace(&mut self.state, state);
        let (old, new) = (dress(&before), dress(&self.state));
        if old != new && self.state.is_open() {
            let (looks, face, spelling) = new;
            looks::wear(looks, face);
            self.ui.pen.spell(spelling);
        }
        !Rc::ptr_eq(&before, &self.state)
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! {
            <ContextProvider<Ui> context={self.ui.clone()}>
                <Here state={Shown(self.state.clone())} />
            </ContextProvider<Ui>>
        }
    }
}

/// What the whole page wears. Before the journal is open it wears what a small script found in the clear part.
fn dress(state: &State) -> (Looks, Face, bool) {
    (state.looks, state.preferences.face, state.preferences.spellcheck)
}

/// A state, compared by identity.
#[derive(Clone, Debug)]
struct Shown(Rc<State>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Debug, PartialEq, Properties)]
struct HereProps {
    state: Shown,
}

/// The screen of this phase at this address.
#[component]
fn Here(props: &HereProps) -> Html {
    let ui = use_ui();
    let screen = use_screen();
    {
        let ui = ui.clone();
        use_effect_with(screen, move |screen| {
            ui.send(Action::ArrivedAt(*screen));
            if *screen == Screen::Cards {
                arrive(&ui, false);
            }
        });
    }
    let (ui, state) = (&ui, &*props.state.0);
    let is_beside = matches!(screen, Screen::About | Screen::Version | Screen::Rest | Screen::Help | Screen::Backup);
    match &state.phase {
        Phase::Starting => Html::default(),
        Phase::Fresh(Fresh::Welcome) if !is_beside => welcome(ui, state),
        Phase::Locked(locked) if !is_open_while_locked(screen) => lock(ui, state, *locked),
        _ => further(ui, state, screen),
    }
}

/// What tells nothing of anyone.
fn is_open_while_locked(screen: Screen) -> bool {
    matches!(screen, Screen::Help | Screen::Version)
}

/// Every screen but the first. A function of its own, because the first screen does not wait for it to arrive.
#[inline(never)]
fn further(ui: &Ui, state: &State, screen: Screen) -> Html {
    match &state.phase {
        Phase::Starting => Html::default(),
        Phase::Fresh(step) => html! {
            <>{ fresh(ui, state, *step, screen) }<Shortcuts listed={state.shortcuts} open={false} /></>
        },
        Phase::Newer => newer(ui, state.update),
        // A backup may bring what opens it.
        Phase::Unreadable { .. } if screen == Screen::Backup => backup(ui, state),
        Phase::Unreadable { values } if !is_open_while_locked(screen) => unreadable(ui, *values),
        Phase::Locked(_) | Phase::Unreadable { .. } if screen == Screen::Version => version(ui, state),
        Phase::Locked(_) | Phase::Unreadable { .. } => help(ui, false),
        Phase::Closing { held } => closing(ui, *held),
        Phase::Removed(removal) => removed(ui, *removal),
        Phase::Open => html! {
            <>{ open(ui, state, screen) }{ locking_soon(ui, state.locking_in) }<Shortcuts listed={state.shortcuts} open={true} /></>
        },
    }
}

fn fresh(ui: &Ui, state: &State, step: Fresh, screen: Screen) -> Html {
    match screen {
        Screen::About => about(ui, step == Fresh::Welcome),
        Screen::Version => version(ui, state),
        Screen::Rest => html! { <Rest open={false} /> },
        Screen::Help => help(ui, false),
        // Not beside words that are only on this screen.
        Screen::Backup if step == Fresh::Welcome => backup(ui, state),
        _ => first_page(ui, state, step),
    }
}

fn open(ui: &Ui, state: &State, screen: Screen) -> Html {
    let (notice, role) = (state.notice.clone(), state.role);
    match (screen, &state.desk.page) {
        (Screen::Page, Some(page)) => html! {
            <PageScreen key={state.desk.page_field} page={Rc::new(page.clone())} number={state.desk.page_field}
                journal={state.journal.clone()} reading={state.desk.reading} saving={state.saving} {notice} {role}
                line={state.line} preferences={state.preferences.clone()} rather_rest={state.rather_rest}
                apart={!reaches(state, clock::now().day())} origin_opens={origin_opens(state, page.origin)} />
        },
        (Screen::Tonight, _) if state.line == Some(Line::VeryLow) => tonight(ui, state),
        (Screen::Today | Screen::Page | Screen::Tonight, _) => today(ui, state),
        (Screen::Mine, _) => html! { <Mine journal={state.journal.clone()} {notice} {role} /> },
        (Screen::Before, _) if state.may_write() => html! {
            <Before name={state.preferences.bond.name().map(|name| AttrValue::from(name.to_owned()))}
                only_me={state.preferences.safety.suggestions == Suggestions::OnlyForMe}
                back={state.cards.waits.then(|| out_of(state))} />
        },
        (Screen::Before, _) => today(ui, state),
        (Screen::Pages, _) => html! {
            <Pages journal={state.journal.clone()} unread={state.unread > 0} line={state.line} {notice} {role}
                searching={state.searching} update={state.update == Update::Known} />
        },
        (Screen::Bin, _) => html! {
            <BinScreen journal={state.journal.clone()} line={state.line} {notice} work={state.work} {role} />
        },
        (Screen::Cards, _) => cards(ui, state),
        (Screen::Decks, _) => decks(ui, state),
        (Screen::Deck, _) => deck(ui, state),
        (Screen::Card, _) => card(ui, state),
        (Screen::Settings, _) => settings(ui, state),
        (Screen::Help, _) => help(ui, true),
        (Screen::About, _) => about(ui, false),
        (Screen::Version, _) => version(ui, state),
        (Screen::Rest, _) => html! { <Rest open={true} /> },
        (Screen::Words, _) if state.may_write() => recovery(ui, state),
        (Screen::Remove, _) if state.may_write() => remove(ui, state),
        (Screen::Words | Screen::Remove, _) => settings(ui, state),
        (Screen::Backup, _) => backup(ui, state),
    }
}

/// Whether the card that a page was written from may be gone back to.
fn origin_opens(state: &State, origin: Option<ItemId>) -> bool {
    origin.is_some_and(|item| meeting(state, item, clock::now()) != Meeting::Away)
}

/// A warning before idling locks, with one way to stay. Any touch is a way to stay, too.
fn locking_soon(ui: &Ui, seconds: Option<u32>) -> Html {
    let soon = seconds.map(|seconds| {
        html! {
            <div class="told">
                <p>{ ui.say(Msg::LockingIn { seconds: &ui.number(seconds) }) }</p>
                { button(Look::Quiet, ui.say(Msg::StayOpen), ui.on(|| Action::LockNear { seconds: None })) }
            </div>
        }
    });
    html! { <div role="timer">{ for soon }</div> }
}
