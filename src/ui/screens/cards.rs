//! Cards: one card, or one line to start from. Both sides stand in reading order, unless somebody would rather turn it
//! over; nothing counts, reveals or rewards.

mod sheet;

use yew::prelude::*;

use crate::app::action::Screen;
use crate::app::cards::Meeting;
use crate::app::reduce::out_of;
use crate::app::{Action, State, cards};
use crate::content;
use crate::domain::card::ItemId;
use crate::domain::deck::Answer;
use crate::domain::past::Standing;
use crate::domain::{Day, Stamp};
use crate::i18n::{Card, Msg};
use crate::platform::clock;
use crate::platform::random::SystemRandom;
use crate::ui::components::{Frame, Heading, Look, Place, button, frame, link, notice, reading, update_line};
use crate::ui::context::{Ui, fresh_id};

use sheet::{sheet, why_words};

/// Somebody came to this place: there is something to show from now on.
#[inline(never)]
pub fn arrive(ui: &Ui, lines: bool) {
    ui.send(Action::CameForCards { lines, at: clock::now(), seed: SystemRandom::seed() });
}

/// The place.
pub fn cards(ui: &Ui, state: &State) -> Html {
    let now = clock::now();
    let lines = state.cards.lines;
    let body = html! {
        <>
            { notice(ui, state.notice.as_ref()) }
            { reading(ui, state.role) }
            if state.update == crate::app::state::Update::Known { { update_line(ui) } }
            { of_the_day(ui, state, now) }
            <div class="cards-ways">
                { link(Look::Quiet, ui.say(Msg::AllDecks), Screen::Decks) }
                { other_kind(ui, lines) }
            </div>
        </>
    };
    frame(ui, Frame::place("cards", Place::Cards), body)
}

/// From cards to lines, and back.
fn other_kind(ui: &Ui, lines: bool) -> Html {
    let words = if lines { Msg::Card(Card::BackToCards) } else { Msg::Card(Card::LineToStartFrom) };
    let ui_ = ui.clone();
    button(Look::Quiet, ui.say(words), Callback::from(move |_: MouseEvent| arrive(&ui_, !lines)))
}

fn of_the_day(ui: &Ui, state: &State, now: Stamp) -> Html {
    if state.past.seed.is_none() && state.may_write() {
        // The decks of this device are being shuffled: what is shown before that is not what comes after.
        return Html::default();
    }
    let Some(drawn) = cards::todays(state, now, !state.cards.lines) else {
        return html! {
            <>
                <Heading key="none" class="greeting" text={ui.say(Msg::Cards)} />
                <p class="line">{ ui.say(Msg::Card(Card::NoCardFits)) }</p>
            </>
        };
    };
    let item = drawn.suggestion.item;
    let another = || {
        let again = ui.on(|| Action::AskedForAnother { at: clock::now(), seed: SystemRandom::seed() });
        button(Look::Quiet, ui.say(Msg::Card(Card::Another)), again)
    };
    if drawn.standing.is_put_away(now.day()) {
        let another = if drawn.another { another() } else { Html::default() };
        return put_away(ui, state, item, drawn.standing, another);
    }
    let may_write = state.may_write();
    html! {
        <div class="card-place" key={item.to_string()}>
            { sheet(ui, item, state) }
            if may_write {
                { follow_up(ui, state, item, now) }
                { doings(ui, item, drawn.standing, now.day()) }
                <div class="card-onward">
                    { answer(ui, Look::Quiet, Msg::Card(Card::NotToday), item, Answer::NotToday) }
                    if drawn.another { { another() } }
                </div>
                { behind(ui, item, drawn.standing, Some(why_words(ui, drawn.suggestion.why))) }
            }
            { written(ui, state, item) }
        </div>
    }
}

/// A card or a line that was opened out of a deck.
pub fn card(ui: &Ui, state: &State) -> Html {
    let now = clock::now();
    let Some(item) = state.cards.open.filter(|item| cards::meeting(state, *item, now) == Meeting::Open) else {
        return super::decks::decks(ui, state);
    };
    let standing = state.past.standing(item);
    let whole = || {
        html! {
            <div class="card-place" key={item.to_string()}>
                { sheet(ui, item, state) }
                if state.may_write() {
                    { follow_up(ui, state, item, now) }
                    { doings(ui, item, standing, now.day()) }
                    <div class="card-onward">{ answer(ui, Look::Quiet, Msg::Card(Card::NotToday), item, Answer::NotToday) }</div>
                    { behind(ui, item, standing, None) }
                }
                { written(ui, state, item) }
            </div>
        }
    };
    let body = html! {
        <>
            { notice(ui, state.notice.as_ref()) }
            { reading(ui, state.role) }
            { if state.cards.put_by { put_away(ui, state, item, standing, Html::default()) } else { whole() } }
        </>
    };
    frame(ui, Frame::alone("cards").menu(true).back(out_of(state), Msg::Back), body)
}

/// In place of one that was put by or hidden.
fn put_away(ui: &Ui, state: &State, item: ItemId, standing: Standing, another: Html) -> Html {
    html! {
        <section class="card-away" key={format!("away {item}")}>
            <Heading class="title" text={ui.say(away_words(standing))} />
            <div class="actions">
                if state.may_write() { { answer(ui, Look::Plain, Msg::Card(Card::CardBack), item, Answer::Seen) } }
                { another }
            </div>
        </section>
    }
}

/// What became of one that was put by, hidden, or of which less was wanted.
fn away_words(standing: Standing) -> Msg<'static> {
    match standing.last {
        _ if standing.hidden => Msg::Card(Card::CardHiddenSaid),
        Some((Answer::Less, _)) => Msg::Card(Card::CardLessSaid),
        _ => Msg::Card(Card::CardNotTodaySaid),
    }
}

/// What can be done with it.
fn doings(ui: &Ui, item: ItemId, standing: Standing, today: Day) -> Html {
    let write = ui.on(move || wrote(item));
    let keep = if standing.kept { Answer::LetGo } else { Answer::Kept };
    let keeping = ui.on(move || Action::AnsweredCard { item, answer: keep, at: clock::now() });
    let done = match content::item(item).and_then(|item| standing.asks_in(item, today)) {
        Some(days) => {
            html! { <p class="hint" role="status">{ ui.say(Msg::Card(Card::CardAsksLater { days: &ui.number(days) })) }</p> }
        }
        None if standing.done == Some(today) => {
            html! { <p class="hint" role="status">{ ui.say(Msg::Card(Card::CardDoneSaid)) }</p> }
        }
        // What was done before may be done again.
        None if item.is_card() => answer(ui, Look::Plain, Msg::Card(Card::CardDone), item, Answer::Done),
        None => Html::default(),
    };
    html! {
        <div class="actions card-doings">
            { button(Look::Plain, ui.say(Msg::Card(Card::WriteFromIt)), write) }
            <button class="button" type="button" aria-pressed={standing.kept.to_string()} onclick={keeping}>
                { ui.say(Msg::Card(Card::KeepCard)) }
            </button>
            { done }
        </div>
    }
}

/// What is one tap behind: why this one, less like it, and not to see it again.
fn behind(ui: &Ui, item: ItemId, standing: Standing, why: Option<AttrValue>) -> Html {
    let (hide, hidden) =
        if standing.hidden { (Card::CardBack, Answer::Seen) } else { (Card::HideCard, Answer::Hidden) };
    html! {
        <details class="disclosure card-behind">
            <summary>{ ui.say(if why.is_some() { Msg::Card(Card::WhyThisOne) } else { Msg::Card(Card::AboutThisOne) }) }</summary>
            <div class="disclosure-body">
                if let Some(why) = why { <p>{ why }</p> }
                <div class="actions">
                    { answer(ui, Look::Quiet, Msg::Card(Card::LessLikeThis), item, Answer::Less) }
                    { answer(ui, Look::Quiet, Msg::Card(hide), item, hidden) }
                </div>
            </div>
        </details>
    }
}

/// What was written from it before.
fn written(ui: &Ui, state: &State, item: ItemId) -> Html {
    /// Pages that are shown; more are under Pages.
    const MOST: usize = 8;
    const OPENING: usize = 60;
    let pages = cards::written_from(&state.journal, item);
    if pages.is_empty() {
        return Html::default();
    }
    let row = |page: &std::rc::Rc<crate::domain::Entry>| {
        let id = page.id;
        let open = {
            let ui = ui.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                ui.send(Action::OpenedPage(id));
            })
        };
        let opening = page.opening(OPENING);
        let opening = if opening.is_empty() { ui.say(Msg::EmptyPage) } else { AttrValue::from(opening) };
        html! {
            <li key={id.to_string()}>
                <a class="card-page" href={Screen::Page.address()} onclick={open}>
                    <span dir="auto">{ opening }</span>{ " " }<span class="row-time">{ ui.format.day(page.day) }</span>
                </a>
            </li>
        }
    };
    html! {
        <section class="card-pages" aria-labelledby="card-pages">
            <h2 class="subtitle" id="card-pages">{ ui.say(Msg::Card(Card::WrittenFromIt)) }</h2>
            <ul role="list">{ for pages.iter().take(MOST).map(row) }</ul>
        </section>
    }
}

/// The question of a card that was done, while it is due.
fn follow_up(ui: &Ui, state: &State, item: ItemId, now: Stamp) -> Html {
    let Some((title, ask)) = cards::asks(state, item, now).and_then(|ask| Some((content::card(item)?.title, ask)))
    else {
        return Html::default();
    };
    let write = ui.on(move || {
        let at = clock::now();
        Action::TookUpFollowUp { item, id: fresh_id(at), at }
    });
    html! {
        <section class="note card-asks" aria-labelledby="card-asks">
            <h2 class="subtitle" id="card-asks">{ ui.say(Msg::Card(Card::CardAsks { title })) }</h2>
            <p>{ ask }</p>
            <div class="actions">
                { button(Look::Plain, ui.say(Msg::Card(Card::WriteAboutIt)), write) }
                { answer(ui, Look::Quiet, Msg::Card(Card::LeaveAsIs), item, Answer::Closed) }
            </div>
        </section>
    }
}

fn answer(ui: &Ui, look: Look, words: Msg<'_>, item: ItemId, answer: Answer) -> Html {
    button(look, ui.say(words), ui.on(move || Action::AnsweredCard { item, answer, at: clock::now() }))
}

fn wrote(item: ItemId) -> Action {
    let at = clock::now();
    Action::WroteFrom { item, id: fresh_id(at), at }
}
