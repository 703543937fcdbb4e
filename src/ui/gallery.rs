//! Every component in every state, on one page, for whoever changes how they look. `cargo xtask serve --components` shows
//! it in place of the app; it is in no other build. Nothing here is kept, and nothing is read from what is.

mod groups;
mod samples;

use std::rc::Rc;

use yew::prelude::*;

use super::components::{Frame, Heading, Look, Place, Sheet, button, choices, frame};
use super::context::Ui;
use crate::app::Action;
use crate::domain::{Face, Looks, TextSize, Theme};
use crate::i18n::{Language, Msg};
use crate::platform::locale::BrowserFormat;
use crate::platform::looks;

/// The page of components: holds what was chosen on it, and nothing else.
#[derive(Debug)]
pub struct Gallery {
    ui: Ui,
    looks: Looks,
    face: Face,
    asking: Asking,
}

/// Which sheet is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    #[default]
    Nothing,
    Small,
    Large,
}

/// What can happen on it.
#[derive(Debug)]
pub enum Happened {
    Sent(Box<Action>),
    Asked(Asking),
}

impl Component for Gallery {
    type Message = Happened;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let send = context.link().callback(|action| Happened::Sent(Box::new(action)));
        let (language, format) = (Language::default(), Rc::new(BrowserFormat::new()));
        let ui = Ui { send, pen: Rc::default(), language, format };
        Self { ui, looks: Looks::default(), face: Face::default(), asking: Asking::default() }
    }

    fn update(&mut self, _: &Context<Self>, happened: Happened) -> bool {
        match happened {
            Happened::Asked(asking) => self.asking = asking,
            Happened::Sent(action) => match *action {
                Action::ChoseTheme(theme) => self.looks.theme = theme,
                Action::ChoseTextSize(text) => self.looks.text = text,
                Action::ChoseFace(face) => self.face = face,
                _ => return false,
            },
        }
        looks::wear(self.looks, self.face);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let ui = &self.ui;
        let body = html! {
            <>
                <Heading class="greeting" text="Components" />
                { groups::group("Looks", self.chosen()) }
                { groups::all(ui) }
                { groups::group("Sheets", self.sheets(context)) }
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
        html! {
            <>
                { choices(ui, "set-theme", Msg::ThemeTitle, &themes, self.looks.theme, Action::ChoseTheme) }
                { choices(ui, "set-text", Msg::TextTitle, &texts, self.looks.text, Action::ChoseTextSize) }
                { choices(ui, "set-face", Msg::FaceTitle, &faces, self.face, Action::ChoseFace) }
            </>
        }
    }

    /// One that asks, and one that shows more than a window holds.
    fn sheets(&self, context: &Context<Self>) -> Html {
        let ui = &self.ui;
        let ask = |asking: Asking| context.link().callback(move |_: MouseEvent| Happened::Asked(asking));
        let close = context.link().callback(|()| Happened::Asked(Asking::Nothing));
        let sheet = match self.asking {
            Asking::Nothing => Html::default(),
            Asking::Small => html! {
                <Sheet key="small" id="small-sheet" title={ui.say(Msg::DeleteSure)} small={true} onclose={close}>
                    <p>{ ui.say(Msg::ForGoodMeans) }</p>
                    <div class="actions" data-stack="">
                        { button(Look::Plain, ui.say(Msg::DeleteNow), ask(Asking::Nothing)) }
                        { button(Look::Quiet, ui.say(Msg::LeaveIt), ask(Asking::Nothing)) }
                    </div>
                </Sheet>
            },
            Asking::Large => html! {
                <Sheet key="large" id="large-sheet" title={ui.say(Msg::Versions)} onclose={close}>
                    <p class="hint">{ ui.say(Msg::VersionsMean) }</p>
                    <ol class="versions" role="list">{ for samples::LINES.iter().map(|words| samples::version(ui, words)) }</ol>
                </Sheet>
            },
        };
        html! {
            <>
                <div class="actions">
                    { button(Look::Plain, "small", ask(Asking::Small)) }
                    { button(Look::Plain, "large", ask(Asking::Large)) }
                </div>
                { sheet }
            </>
        }
    }
}
