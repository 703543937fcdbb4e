//! How it looks, and what the field one writes in does.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::group;
use crate::app::Action;
use crate::domain::{Face, FirstDay, Looks, Preferences, TextSize, Theme};
use crate::i18n::Msg;
use crate::ui::components::choices;
use crate::ui::context::Ui;

pub fn looks_group(ui: &Ui, looks: Looks, preferences: &Preferences) -> Html {
    let themes = [(Theme::System, Msg::ThemeSystem), (Theme::Light, Msg::ThemeLight), (Theme::Dark, Msg::ThemeDark)];
    let texts = [
        (TextSize::Usual, Msg::TextUsual),
        (TextSize::Large, Msg::TextLarge),
        (TextSize::Larger, Msg::TextLarger),
        (TextSize::Largest, Msg::TextLargest),
    ];
    let faces = [(Face::Serif, Msg::FaceSerif), (Face::Sans, Msg::FaceSans)];
    let days = [
        (FirstDay::Usual, Msg::FirstDayUsual),
        (FirstDay::Monday, Msg::Monday),
        (FirstDay::Saturday, Msg::Saturday),
        (FirstDay::Sunday, Msg::Sunday),
    ];
    let body = html! {
        <>
            { choices(ui, "set-theme", Msg::ThemeTitle, &themes, looks.theme, Action::ChoseTheme) }
            { choices(ui, "set-text", Msg::TextTitle, &texts, looks.text, Action::ChoseTextSize) }
            <p class="hint">{ ui.say(Msg::LooksInTheClear) }</p>
            { choices(ui, "set-face", Msg::FaceTitle, &faces, preferences.face, Action::ChoseFace) }
            { choices(ui, "set-week", Msg::FirstDayTitle, &days, preferences.first_day, Action::ChoseFirstDay) }
        </>
    };
    group(ui, "set-looks", Msg::LooksTitle, body)
}

pub fn writing_group(ui: &Ui, preferences: &Preferences) -> Html {
    let onchange = {
        let ui = ui.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                ui.send(Action::ChoseSpellcheck(field.checked()));
            }
        })
    };
    let body = html! {
        <label class="choice">
            <input type="checkbox" checked={preferences.spellcheck} {onchange} />
            { ui.say(Msg::Spellcheck) }
            <span class="hint">{ ui.say(Msg::SpellcheckMeans) }</span>
        </label>
    };
    group(ui, "set-writing", Msg::WritingTitle, body)
}
