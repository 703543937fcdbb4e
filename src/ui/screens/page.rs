//! One page, open: its day, its words, and what can be done with it.

use std::rc::Rc;

use yew::prelude::*;

use super::care::{Asked, care_sheet, page_menu};
use crate::app::Action;
use crate::app::action::Screen;
use crate::app::state::{Field, Line, Notice, Role, Saving, Writing};
use crate::domain::{Day, EntryId, FirstDay, Stamp};
use crate::i18n::Msg;
use crate::ui::components::{Frame, Heading, Icon, Look, Paper, Sheet, button, frame, icon, notice, paper, reading};
use crate::ui::context::{Ui, use_ui};

#[derive(Debug, Properties)]
pub struct Props {
    pub page: Rc<Writing>,
    pub number: u32,
    pub saving: Saving,
    pub notice: Option<Notice>,
    pub role: Role,
    pub line: Option<Line>,
    pub first_day: FirstDay,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // The words under the pen belong to the field: they never cause a render.
        self.page.id == other.page.id
            && cared_for(&self.page) == cared_for(&other.page)
            && (self.line, self.first_day) == (other.line, other.first_day)
            && (self.number, self.saving, self.role) == (other.number, other.saving, other.role)
            && self.notice == other.notice
    }
}

/// What the screen shows of a page besides its words.
fn cared_for(page: &Writing) -> Option<(Day, bool, Option<Stamp>)> {
    page.kept.as_ref().map(|page| (page.day, page.starred, page.earlier.first().map(|version| version.replaced)))
}

#[component]
pub fn PageScreen(props: &Props) -> Html {
    let ui = use_ui();
    let readonly = props.role != Role::Writes;
    let asked = use_state(|| None::<Asked>);
    let new = props.page.kept.is_none();
    let day = props.page.kept.as_ref().map_or_else(|| props.page.begun.day(), |page| page.day);
    let ask = {
        let asked = asked.clone();
        Callback::from(move |asking: Asked| asked.set(Some(asking)))
    };
    let close = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let starred = props.page.kept.as_ref().is_some_and(|page| page.starred);
    let line = match props.line {
        Some(Line::Moved(day)) => Some(ui.say(Msg::MovedSaid { day: &ui.format.day(day) })),
        Some(Line::Copied) => Some(ui.say(Msg::CopiedSaid)),
        Some(Line::VersionBack) => Some(ui.say(Msg::VersionBackSaid)),
        _ => None,
    };
    let sheet = Paper {
        field: Field::Page,
        number: props.number,
        words: props.page.words.clone(),
        label: Msg::ThePage,
        placeholder: Msg::StartAnywhere,
        status: Paper::saving(&ui, props.saving),
        focused: new && props.page.words.is_empty(),
        readonly,
    };
    let body = html! {
        <>
            <div class="paper-date">
                <Heading class="title" text={ui.format.day(day)} />
                <p class="hint">
                    { ui.say(Msg::BegunAt { clock: &ui.format.clock(props.page.begun) }) }
                    if starred { <span class="page-star">{ icon(Icon::Star) }{ ui.say(Msg::Starred) }</span> }
                </p>
            </div>
            <p class="line" role="status">{ for line }</p>
            { notice(&ui, props.notice.as_ref()) }
            { reading(&ui, props.role) }
            { paper(&ui, sheet, ui.keep()) }
            if let (Some(asked), Some(page)) = (*asked, &props.page.kept) {
                { care_sheet(&ui, asked, page, props.first_day, &close) }
            }
        </>
    };
    let more = match &props.page.kept {
        Some(page) if !readonly => page_menu(&ui, page, &ask),
        _ => Html::default(),
    };
    frame(&ui, Frame { more, ..Frame::alone("write").menu(true).back(Screen::Pages, Msg::Pages) }, body)
}

/// Asks once more before something goes for good.
pub fn delete_sheet(ui: &Ui, pages: Vec<EntryId>, onclose: &Callback<()>) -> Html {
    let title = match pages.len() {
        1 => ui.say(Msg::DeleteSure),
        many => ui.say(Msg::EmptyBinSure { pages: &ui.number(many as f64) }),
    };
    let delete = {
        let (ui, close) = (ui.clone(), onclose.clone());
        Callback::from(move |_: MouseEvent| {
            close.emit(());
            ui.send(Action::AskedToDelete(pages.clone()));
        })
    };
    html! {
        <Sheet id="delete" {title} small={true} onclose={onclose.clone()}>
            <p>{ ui.say(Msg::ForGoodMeans) }</p>
            <div class="actions" data-stack="">
                { button(Look::Plain, ui.say(Msg::DeleteNow), delete) }
                { button(Look::Quiet, ui.say(Msg::LeaveIt), onclose.reform(|_: MouseEvent| ())) }
            </div>
        </Sheet>
    }
}
