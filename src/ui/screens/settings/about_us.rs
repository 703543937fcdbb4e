//! Who one writes about, as far as the person says, and what suggestions are about. Every part may stay unset, and
//! changing any touches no page.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::named_group;
use crate::app::Action;
use crate::app::action::Screen;
use crate::content::wording::{SAFETY, WHO, field};
use crate::domain::bond::{Contact, Form, Home, NICKNAME_MOST};
use crate::domain::{Bond, Choice, Day, Short, Suggestions};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::form::{Ask, any_of, one_of};
use crate::ui::components::{Look, link};
use crate::ui::context::{Ui, use_ui};

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub bond: Bond,
    pub suggestions: Suggestions,
    /// It has just ended, or contact has just stopped.
    pub closed: bool,
}

/// Who one writes about.
#[component]
pub fn Who(props: &Props) -> Html {
    let ui = use_ui();
    // What stands in a field and cannot be taken over as it is.
    let long = use_state(|| false);
    let no_day = use_state(|| false);
    let bond = &props.bond;
    let nickname = {
        let (ui, bond, long) = (ui.clone(), bond.clone(), long.clone());
        Callback::from(move |event: Event| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let nickname = Short::new(&field.value(), NICKNAME_MOST);
            long.set(nickname.is_err());
            if let Ok(nickname) = nickname {
                choose(&ui, Bond { nickname, ..bond.clone() });
            }
        })
    };
    let ended = {
        let (ui, bond, no_day) = (ui.clone(), bond.clone(), no_day.clone());
        Callback::from(move |event: Event| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let typed = field.value();
            let day = typed.parse::<Day>().ok();
            // A browser leaves the field empty where what stands in it is no day.
            let odd = !field.check_validity() || (!typed.is_empty() && day.is_none());
            no_day.set(odd);
            if !odd {
                choose(&ui, Bond { ended_on: day, ..bond.clone() });
            }
        })
    };
    // A day of no calendar changes no value, and so is no change a browser tells of: it is seen when the field is left.
    let left = {
        let no_day = no_day.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                no_day.set(!field.check_validity());
            }
        })
    };
    let form = marks(&ui, bond, |bond, at| toggle(&mut bond.form, at));
    let home = marks(&ui, bond, |bond, at| toggle(&mut bond.home, at));
    let contact = marks(&ui, bond, |bond, at| toggle(&mut bond.contact, at));
    let name_of = |key: &str| field(WHO.fields, key).map_or("", |field| field.name);
    let nickname_now = bond.nickname.as_str().to_owned();
    let ended_now = bond.ended_on.map(|day| day.to_string()).unwrap_or_default();
    let body = html! {
        <>
            <p class="hint">{ WHO.ask }</p>
            <div class="field">
                <label for="who-nickname">{ name_of("nickname") }</label>
                <input class="input" id="who-nickname" type="text" autocomplete="off" autocorrect="off" spellcheck="false"
                    aria-describedby="who-nickname-message" value={nickname_now} onchange={nickname} />
                <p id="who-nickname-message" role="alert">
                    if *long { <span class="field-message">{ ui.say(Msg::NicknameTooLong { most: &ui.number(NICKNAME_MOST as f64) }) }</span> }
                </p>
            </div>
            { for ask("form").map(|ask| any_of(ask, |at| bond.form == Form::ALL.get(at).copied(), &form)) }
            { for ask("home").map(|ask| any_of(ask, |at| bond.home == Home::ALL.get(at).copied(), &home)) }
            { for ask("contact").map(|ask| any_of(ask, |at| bond.contact == Contact::ALL.get(at).copied(), &contact)) }
            <div class="field">
                <label for="who-ended">{ name_of("ended_on") }</label>
                <input class="input" id="who-ended" type="date" autocomplete="off" aria-describedby="who-ended-message"
                    value={ended_now} onchange={ended} onblur={left} />
                <p id="who-ended-message" role="alert">
                    if *no_day { <span class="field-message">{ ui.say(Msg::NoSuchDay) }</span> }
                </p>
            </div>
            <div role="status">
                if props.closed {
                    <div class="note">
                        <p>{ SAFETY.closed.text }</p>
                        <div class="actions">{ link(Look::Plain, SAFETY.very_low.someone, Screen::Help) }</div>
                    </div>
                }
            </div>
            { suggestions(&ui, props.suggestions) }
        </>
    };
    named_group("set-who", WHO.name.into(), body)
}

/// What suggestions are about.
fn suggestions(ui: &Ui, chosen: Suggestions) -> Html {
    let words = &SAFETY.suggestions;
    let choose = {
        let ui = ui.clone();
        Callback::from(move |at: usize| {
            if let Some(suggestions) = Suggestions::ALL.get(at) {
                ui.send(Action::ChoseSuggestions(*suggestions));
            }
        })
    };
    let chosen = Suggestions::ALL.iter().position(|one| *one == chosen);
    let answers = vec![words.about_us.into(), words.only_me.into()];
    one_of(Ask::new("suggestions", words.name, answers), chosen, &choose)
}

fn ask(key: &'static str) -> Option<Ask> {
    let field = field(WHO.fields, key)?;
    let answers = field.choices.iter().map(|choice| AttrValue::Static(choice.label)).collect();
    Some(Ask::new(format!("who-{key}"), field.name, answers))
}

fn marks(ui: &Ui, bond: &Bond, change: impl Fn(&mut Bond, usize) + 'static) -> Callback<usize> {
    let (ui, bond) = (ui.clone(), bond.clone());
    Callback::from(move |at| {
        let mut bond = bond.clone();
        change(&mut bond, at);
        choose(&ui, bond);
    })
}

fn choose(ui: &Ui, bond: Bond) {
    ui.send(Action::ChoseBond { bond, at: clock::now() });
}

/// Chooses, or takes the choice back.
fn toggle<C: Choice>(choice: &mut Option<C>, at: usize) {
    let pressed = C::ALL.get(at).copied();
    *choice = pressed.filter(|_| *choice != pressed);
}
