//! Shortcuts: the keys, what each of them is for, and the list of all. Each is a control on the screen too, and none is a
//! single key: nothing happens to who leans on the keyboard.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::back;
use super::components::Sheet;
use super::context::{Ui, use_ui};
use crate::app::Action;
use crate::domain::marks::Mark;
use crate::i18n::Msg;
use crate::platform::keyboard;

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    Mark(Mark),
    /// Presses the control that carries this as `data-shortcut`.
    Press(&'static str),
    Search,
    NewPage,
    List,
}

/// Keys held down beside the one that is pressed. Control is ⌘ where commands are given with that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Control,
    ControlShift,
    Alt,
}

/// Keep, search, other pages: everything but what is for the field alone.
const EVERYWHERE: [(Held, &str, Shortcut, Msg<'static>); 7] = [
    (Held::Control, "Enter", Shortcut::Press("keep"), Msg::Keep),
    (Held::ControlShift, "Enter", Shortcut::NewPage, Msg::NewPage),
    (Held::ControlShift, "F", Shortcut::Search, Msg::Search),
    (Held::Alt, "PageDown", Shortcut::Press("older"), Msg::OlderPage),
    (Held::Alt, "PageUp", Shortcut::Press("newer"), Msg::NewerPage),
    (Held::ControlShift, "L", Shortcut::Press("lock"), Msg::Lock),
    (Held::Control, "/", Shortcut::List, Msg::Keyboard),
];

/// While writing.
const WRITING: [(Held, &str, Shortcut, Msg<'static>); 3] = [
    (Held::Control, "B", Shortcut::Mark(Mark::Bold), Msg::Bold),
    (Held::Control, "I", Shortcut::Mark(Mark::Italic), Msg::Italic),
    (Held::Control, "K", Shortcut::Mark(Mark::Link), Msg::Link),
];

/// What is held and pressed, as the table has it.
#[derive(Clone, Debug)]
struct Pressed {
    control: bool,
    shift: bool,
    alt: bool,
    key: String,
    /// The place of the key on the keyboard, for letters other than Latin ones.
    code: String,
}

impl Pressed {
    fn of(event: &KeyboardEvent) -> Self {
        let control = if keyboard::has_command_key() { event.meta_key() } else { event.ctrl_key() };
        Self { control, shift: event.shift_key(), alt: event.alt_key(), key: event.key(), code: event.code() }
    }

    fn is(&self, held: Held, key: &str) -> bool {
        let held = match held {
            // On many keyboards the stroke is on a key with Shift.
            Held::Control => self.control && !self.alt && (!self.shift || key == "/"),
            Held::ControlShift => self.control && self.shift && !self.alt,
            Held::Alt => self.alt && !self.control && !self.shift,
        };
        let latin = self.key.is_ascii();
        held && (self.key.eq_ignore_ascii_case(key) || !latin && self.code.strip_prefix("Key") == Some(key))
    }

    fn shortcut(&self, writing: bool) -> Option<Shortcut> {
        let mine = WRITING.iter().filter(|_| writing).chain(&EVERYWHERE);
        mine.into_iter().find(|(held, key, ..)| self.is(*held, key)).map(|(_, _, shortcut, _)| *shortcut)
    }
}

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    /// Whether the list is shown.
    pub listed: bool,
    /// Whether there are pages to search and to begin.
    pub open: bool,
}

/// Listens for as long as it is there, and shows the list.
#[component]
pub fn Shortcuts(props: &Props) -> Html {
    let ui = use_ui();
    {
        let ui = ui.clone();
        use_effect_with((props.listed, props.open), move |&(listed, open)| {
            let heard = web_sys::window().map(|window| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&window, "keydown", options, move |event| {
                    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                        heard(&ui, event, listed, open);
                    }
                })
            });
            move || drop(heard)
        });
    }
    if !props.listed {
        return Html::default();
    }
    let onclose = ui.on(|| Action::ClosedShortcuts);
    // Before anything was kept there is nothing to search, to turn over or to lock.
    let open = props.open;
    let here = move |shortcut: Shortcut| open || matches!(shortcut, Shortcut::Press("keep") | Shortcut::List);
    let all = EVERYWHERE.iter().filter(move |(_, _, shortcut, _)| here(*shortcut)).chain(&WRITING);
    html! {
        <Sheet id="shortcuts" title={ui.say(Msg::Keyboard)} {onclose}>
            <dl class="shortcuts">
                { for all.map(|(held, key, _, words)| row(keys(&ui, *held, key), ui.say(*words))) }
                { row(ui.say(Msg::ThreeTimesShift), ui.say(Msg::Exit)) }
                { row(ui.say(Msg::EscapeKey), ui.say(Msg::Close)) }
            </dl>
            <p class="hint">{ ui.say(Msg::ShortcutsAreControls) }</p>
        </Sheet>
    }
}

fn row(keys: AttrValue, words: AttrValue) -> Html {
    html! { <div class="shortcut"><dt>{ words }</dt><dd><kbd>{ keys }</kbd></dd></div> }
}

/// The keys in words.
fn keys(ui: &Ui, held: Held, key: &'static str) -> AttrValue {
    let command = keyboard::has_command_key();
    ui.say(match held {
        Held::Control if command => Msg::WithCommand { key },
        Held::Control => Msg::WithControl { key },
        Held::ControlShift if command => Msg::WithCommandShift { key },
        Held::ControlShift => Msg::WithControlShift { key },
        Held::Alt => Msg::WithAlt { key },
    })
}

fn heard(ui: &Ui, event: &KeyboardEvent, listed: bool, open: bool) {
    // What an input method is told is not meant for anyone else.
    if event.is_composing() || event.default_prevented() {
        return;
    }
    let Some(page) = web_sys::window().and_then(|window| window.document()) else { return };
    let has = |what: &str| page.query_selector(what).ok().flatten();
    let in_dialog = has("dialog[open]").is_some();
    if event.key() == "Escape" && !in_dialog && has(":popover-open").is_none() {
        if back::close_last() {
            event.prevent_default();
        }
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let writing = target.is_some_and(|element| element.matches(".editor").unwrap_or(false));
    let Some(shortcut) = Pressed::of(event).shortcut(writing) else { return };
    if in_dialog && !(listed && shortcut == Shortcut::List) {
        return;
    }
    let done = match shortcut {
        Shortcut::Mark(mark) => {
            ui.pen.mark(mark);
            true
        }
        Shortcut::Press(name) => press(has(&format!("[data-shortcut={name}]"))),
        Shortcut::Search if open => {
            if let Some(field) = has("#search-field").and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
                let _ = field.focus();
            } else {
                ui.send(Action::AskedToSearch);
            }
            true
        }
        Shortcut::NewPage if open => {
            ui.send(ui.new_page());
            true
        }
        Shortcut::List => {
            ui.send(if listed { Action::ClosedShortcuts } else { Action::AskedForShortcuts });
            true
        }
        Shortcut::Search | Shortcut::NewPage => false,
    };
    if done {
        event.prevent_default();
    }
}

fn press(control: Option<Element>) -> bool {
    let control = control.and_then(|control| control.dyn_into::<HtmlElement>().ok());
    if let Some(control) = &control {
        control.click();
    }
    control.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(held: &str, key: &str, code: &str) -> Pressed {
        let has = |name| held.contains(name);
        Pressed { control: has("control"), shift: has("shift"), alt: has("alt"), key: key.into(), code: code.into() }
    }

    #[test]
    fn a_key_alone_is_never_a_shortcut() {
        for (_, key, ..) in EVERYWHERE.iter().chain(&WRITING) {
            for key in [(*key).to_owned(), key.to_lowercase()] {
                for held in ["", "shift"] {
                    assert_eq!(pressed(held, &key, "").shortcut(true), None, "{held} {key}");
                }
            }
        }
    }

    #[test]
    fn every_shortcut_is_found_by_its_keys_and_no_two_have_the_same() {
        for (held, key, shortcut, _) in EVERYWHERE.iter().chain(&WRITING) {
            let names = match held {
                Held::Control => "control",
                Held::ControlShift => "control shift",
                Held::Alt => "alt",
            };
            assert_eq!(pressed(names, key, "").shortcut(true), Some(*shortcut), "{names} {key}");
        }
    }

    #[test]
    fn letters_are_found_on_keyboards_without_them() {
        assert_eq!(pressed("control", "и", "KeyB").shortcut(true), Some(Shortcut::Mark(Mark::Bold)));
        assert_eq!(pressed("control shift", "/", "Digit7").shortcut(false), Some(Shortcut::List));
    }

    #[test]
    fn marks_are_set_only_while_writing() {
        assert_eq!(pressed("control", "b", "KeyB").shortcut(false), None);
    }
}
