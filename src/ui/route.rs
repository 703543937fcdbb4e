//! Addresses: opaque screen names behind a hash, so that they work from any folder and from a file. No id, no words.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::app::action::Screen;

/// Every address there is; anything else is Today.
const PATHS: [(&str, Screen); 19] = [
    ("#/", Screen::Today),
    ("#/pages", Screen::Pages),
    ("#/page", Screen::Page),
    ("#/cards", Screen::Cards),
    ("#/decks", Screen::Decks),
    ("#/deck", Screen::Deck),
    ("#/card", Screen::Card),
    ("#/mine", Screen::Mine),
    ("#/bin", Screen::Bin),
    ("#/settings", Screen::Settings),
    ("#/help", Screen::Help),
    ("#/about", Screen::About),
    ("#/version", Screen::Version),
    ("#/rest", Screen::Rest),
    ("#/words", Screen::Words),
    ("#/before", Screen::Before),
    ("#/tonight", Screen::Tonight),
    ("#/remove", Screen::Remove),
    ("#/backup", Screen::Backup),
];

impl Screen {
    /// The address, for a link.
    pub fn address(self) -> &'static str {
        PATHS.iter().find(|(_, screen)| *screen == self).map_or("#/", |(path, _)| path)
    }

    fn at(hash: &str) -> Self {
        PATHS.iter().find(|(path, _)| *path == hash).map_or(Self::Today, |(_, screen)| *screen)
    }

    /// The screen of the present address.
    pub fn here() -> Self {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        Self::at(&hash.unwrap_or_default())
    }

    /// Goes there: as a new step of the browser's history, or in place of the present one.
    pub fn go(self, instead: bool) {
        if Self::here() == self {
            return;
        }
        let Some(window) = web_sys::window() else { return };
        if !instead {
            let _ = window.location().set_hash(self.address());
            return;
        }
        // WebKit hands what the present step says on to the one in its place, which would then count as one that only closed
        // something, and be stepped over.
        if let Ok(history) = window.history() {
            let _ = history.replace_state(&JsValue::NULL, "");
        }
        let _ = window.location().replace(self.address());
    }
}

/// The screen of the present address, and of every later one.
#[hook]
pub fn use_screen() -> Screen {
    let screen = use_state_eq(Screen::here);
    {
        let screen = screen.setter();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listener =
                window.map(|window| EventListener::new(&window, "hashchange", move |_| screen.set(Screen::here())));
            move || drop(listener)
        });
    }
    *screen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_has_an_address_of_its_own_that_leads_back_to_it() {
        for (path, screen) in PATHS {
            assert_eq!((screen.address(), Screen::at(path)), (path, screen));
        }
    }

    #[test]
    fn an_address_that_is_none_of_ours_is_today() {
        for odd in ["", "#", "#/page/018bcfe5", "#/PAGES", "#pages"] {
            assert_eq!(Screen::at(odd), Screen::Today, "{odd}");
        }
    }
}
