//! Addresses: opaque screen names behind a hash, so that they work from any folder and from a file. No id, no words.

use yew_router::Routable;

use crate::app::action::Screen;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    #[not_found]
    #[at("/")]
    Today,
    #[at("/pages")]
    Pages,
    #[at("/page")]
    Page,
    #[at("/bin")]
    Bin,
    #[at("/settings")]
    Settings,
    #[at("/help")]
    Help,
    #[at("/about")]
    About,
    #[at("/rest")]
    Rest,
    #[at("/words")]
    Words,
}

impl From<Screen> for Route {
    fn from(screen: Screen) -> Self {
        match screen {
            Screen::Today => Self::Today,
            Screen::Pages => Self::Pages,
            Screen::Page => Self::Page,
            Screen::Bin => Self::Bin,
            Screen::Settings => Self::Settings,
            Screen::Help => Self::Help,
            Screen::About => Self::About,
            Screen::Rest => Self::Rest,
            Screen::Words => Self::Words,
        }
    }
}

impl From<Route> for Screen {
    fn from(route: Route) -> Self {
        match route {
            Route::Today => Self::Today,
            Route::Pages => Self::Pages,
            Route::Page => Self::Page,
            Route::Bin => Self::Bin,
            Route::Settings => Self::Settings,
            Route::Help => Self::Help,
            Route::About => Self::About,
            Route::Rest => Self::Rest,
            Route::Words => Self::Words,
        }
    }
}
