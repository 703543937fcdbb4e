//! The root: connects the loop to the screens, and shows the screen of the present phase and address.

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use super::components::Frame;
use super::context::{Link, Tongue, use_link, use_tongue};
use super::route::Route;
use super::run::Run;
use super::screens::{
    About, BinScreen, Elsewhere, FirstPage, Help, Lock, Overtaken, PageScreen, Pages, Rest, Settings, Today,
    Unreadable, Welcome, Words,
};
use crate::app::state::{Field, Fresh, Phase, State};
use crate::app::{Action, offers};
use crate::i18n::{Language, Msg};
use crate::platform::clock;
use crate::platform::locale::BrowserFormat;

/// The root component: holds the latest state, and nothing else.
#[derive(Debug)]
pub struct App {
    link: Link,
    tongue: Tongue,
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
        Self {
            link: Link { send: run.sender(), pen: run.pen() },
            tongue: Tongue { language: Language::default(), format: Rc::new(BrowserFormat::new()) },
            state: run.state(),
        }
    }

    fn update(&mut self, _: &Context<Self>, Changed(state): Changed) -> bool {
        let other = !Rc::ptr_eq(&self.state, &state);
        self.state = state;
        other
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! {
            <ContextProvider<Link> context={self.link.clone()}>
                <ContextProvider<Tongue> context={self.tongue.clone()}>
                    <HashRouter><Here state={Shown(self.state.clone())} /></HashRouter>
                </ContextProvider<Tongue>>
            </ContextProvider<Link>>
        }
    }
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
    let link = use_link();
    let route = use_route::<Route>().unwrap_or(Route::Today);
    use_effect_with(route, move |route| link.send(Action::ArrivedAt((*route).into())));
    let state = &*props.state.0;
    match &state.phase {
        Phase::Starting => Html::default(),
        Phase::Fresh(step) => fresh(state, *step, route),
        Phase::Locked(_) | Phase::Unreadable { .. } if route == Route::Help => html! { <Help open={false} /> },
        Phase::Locked(locked) => html! { <Lock locked={*locked} work={state.work} /> },
        Phase::Unreadable { values } => html! { <Unreadable values={*values} /> },
        Phase::Elsewhere { asking } => html! { <Elsewhere asking={*asking} /> },
        Phase::Overtaken => html! { <Overtaken writing={under_pen(state)} /> },
        Phase::Closing { held } => html! { <Closing held={*held} /> },
        Phase::Open => html! { <>{ open(state, route) }<LockingSoon seconds={state.locking_in} /></> },
    }
}

fn fresh(state: &State, step: Fresh, route: Route) -> Html {
    match route {
        Route::About => html! { <About /> },
        Route::Rest => html! { <Rest open={false} /> },
        Route::Help => html! { <Help open={false} /> },
        _ if step == Fresh::Welcome => html! { <Welcome notice={state.notice.clone()} /> },
        _ => html! {
            <FirstPage {step} words={words(state, Field::Today)} field={state.desk.fields} work={state.work}
                notice={state.notice.clone()} />
        },
    }
}

fn open(state: &State, route: Route) -> Html {
    let (notice, saving, field) = (state.notice.clone(), state.saving, state.desk.fields);
    let readonly = state.health.read_only;
    match (route, &state.desk.page) {
        (Route::Page, Some(page)) => {
            html! { <PageScreen page={Rc::new(page.clone())} {field} {saving} {notice} {readonly} /> }
        }
        (Route::Pages, _) => html! {
            <Pages journal={state.journal.clone()} unread={state.unread > 0} line={state.line} {notice} {readonly} />
        },
        (Route::Bin, _) => html! {
            <BinScreen journal={state.journal.clone()} line={state.line} {notice} work={state.work} {readonly} />
        },
        (Route::Settings, _) => html! {
            <Settings lock={state.lock_rule()} slots={state.slots} health={Rc::new(state.health.clone())} room={state.room}
                line={state.line} {notice} work={state.work} />
        },
        (Route::Help, _) => html! { <Help open={true} /> },
        (Route::About, _) => html! { <About /> },
        (Route::Rest, _) => html! { <Rest open={true} /> },
        (Route::Words, _) => html! { <Words recovery={state.recovery.clone()} work={state.work} /> },
        (Route::Today | Route::Page, _) => html! {
            <Today words={words(state, Field::Today)} {field} {saving} line={state.line} {notice}
                unfinished={state.unfinished && state.desk.page.is_some()}
                offer_words={offers::recovery_words(state, clock::now().day())} {readonly} />
        },
    }
}

fn words(state: &State, field: Field) -> crate::domain::Body {
    state.desk.writing(field).map(|writing| writing.words.clone()).unwrap_or_default()
}

fn under_pen(state: &State) -> Option<(Field, crate::app::state::Writing)> {
    let page = state.desk.page.clone().map(|writing| (Field::Page, writing));
    page.or_else(|| state.desk.today.clone().map(|writing| (Field::Today, writing)))
}

#[derive(Debug, PartialEq, Properties)]
struct ClosingProps {
    held: bool,
}

/// On the way to the lock screen. It stays only when words could not be put away yet.
#[component]
fn Closing(props: &ClosingProps) -> Html {
    let tongue = use_tongue();
    html! {
        <Frame screen="lock" menu={false}>
            <h1 class="title" tabindex="-1">{ tongue.say(Msg::LockedTitle) }</h1>
            if props.held { <p role="status">{ tongue.say(Msg::HeldBack) }</p> }
        </Frame>
    }
}

#[derive(Debug, PartialEq, Properties)]
struct SoonProps {
    seconds: Option<u32>,
}

/// A warning before idling locks, with one way to stay.
#[component]
fn LockingSoon(props: &SoonProps) -> Html {
    let (link, tongue) = (use_link(), use_tongue());
    let stay = Callback::from(move |_: MouseEvent| link.send(Action::LockNear { seconds: None }));
    let soon = props.seconds.map(|seconds| {
        let words = tongue.say(Msg::LockingIn { seconds: &tongue.format.number(f64::from(seconds)) });
        html! {
            <div class="told">
                <p>{ words }</p>
                <button class="button" data-kind="quiet" type="button" onclick={stay}>{ tongue.say(Msg::StayOpen) }</button>
            </div>
        }
    });
    // Announced once, not at every second.
    html! { <div role="timer">{ for soon }</div> }
}
