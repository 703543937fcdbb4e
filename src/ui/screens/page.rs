//! One page, open: its day, its words, and what can be done with it.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::care::{Asked, care_sheet, page_menu};
use super::kind::{self, CheckInForm, Filling};
use crate::app::Action;
use crate::app::action::{Screen, Why};
use crate::app::state::{Field, Line, Notice, Role, Saving, Writing};
use crate::content::wording;
use crate::domain::kind::worth::line_of_the_day;
use crate::domain::{Day, EntryId, Journal, Kind, Preferences, Stamp, daily};
use crate::i18n::Msg;
use crate::platform::clock;
use crate::ui::components::{
    Editor, Frame, Heading, Icon, Look, Paper, Sheet, Typeset, button, frame, icon, keep, link, notice, origin, paper,
    reading,
};
use crate::ui::context::{Ui, use_ui};
use crate::ui::hooks::focus_heading;

/// Characters of a kept line.
const KEPT_LINE: usize = 200;

#[derive(Clone, Debug, Properties)]
pub struct Props {
    pub page: Rc<Writing>,
    pub number: u32,
    pub journal: Journal,
    pub reading: bool,
    pub saving: Saving,
    pub notice: Option<Notice>,
    pub role: Role,
    pub line: Option<Line>,
    pub preferences: Rc<Preferences>,
    /// Rest is offered in place of another mark.
    pub rather_rest: bool,
    /// Nothing on this page may reach for the other person.
    pub apart: bool,
    /// The card that the page was written from may be gone back to.
    pub origin_opens: bool,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // The words under the pen belong to the field: they never cause a render. Those that are read do.
        let words = !self.reading || Rc::ptr_eq(&self.page.words, &other.page.words);
        words
            && (self.page.id, self.page.origin, self.origin_opens)
                == (other.page.id, other.page.origin, other.origin_opens)
            && cared_for(&self.page) == cared_for(&other.page)
            && self.page.kind == other.page.kind
            && (self.line, self.rather_rest, self.apart) == (other.line, other.rather_rest, other.apart)
            && self.preferences == other.preferences
            && (self.number, self.reading) == (other.number, other.reading)
            && (self.saving, self.role) == (other.saving, other.role)
            && self.notice == other.notice
            && (!self.reading || self.journal == other.journal)
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
    // Where the pen is put down, once somebody has asked to write on.
    let caret = use_mut_ref(|| None::<usize>);
    let id = props.page.id;
    let new = props.page.kept.is_none();
    let text = wording::kind(props.page.kind.key());
    let filling = text.map(|text| Filling { ui: &ui, text, name: props.preferences.bond.name() });
    // Whatever was marked before is open at once; what is marked now opens and closes nothing.
    let marked = *use_state(|| !props.page.kind.is_bare());
    // A page that was begun here stays one while it is open, also once it was saved on the way: the way back goes on leading
    // to Today, and a line above the words is not taken away under the finger that presses Keep.
    let begun_here = *use_state(|| new && props.page.kind != Kind::Page);
    let typeset = props.reading || readonly;
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
    let onedit = {
        let (ui, caret, length) = (ui.clone(), caret.clone(), props.page.words.len());
        Callback::from(move |_: MouseEvent| {
            *caret.borrow_mut() = Some(last_seen().unwrap_or(length));
            ui.send(Action::AskedToEdit);
        })
    };
    let onread = {
        let ui = ui.clone();
        Callback::from(move |_: MouseEvent| {
            ui.pen.read(Why::Left);
            ui.send(Action::AskedToRead);
        })
    };
    use_heading_on_return(typeset);
    let sheet = if typeset {
        html! {
            <>
                { read_paper(&ui, props, onedit) }
                { for filling.map(|filling| kind::read(filling, &props.page.kind)) }
                <Others journal={props.journal.clone()} {id} />
            </>
        }
    } else if let Kind::CheckIn(marks) = &props.page.kind {
        html! { <CheckInPage page={props.clone()} marks={marks.clone()} {day} open={marked} /> }
    } else {
        let line = kept_line(props).filter(|_| begun_here);
        let sheet = Paper {
            field: Field::Page,
            number: props.number,
            words: props.page.words.clone(),
            label: text.map_or_else(|| ui.say(Msg::ThePage), |text| text.box_name.into()),
            placeholder: if text.is_some() { AttrValue::default() } else { ui.say(Msg::StartAnywhere) },
            status: Paper::saving(&ui, said_of(props)),
            // Where a line stands above it, that is what one came for: it is read first, and nothing rises over it.
            focused: new && props.page.words.is_empty() && line.is_none(),
            caret: caret.take(),
            readonly,
            onread: Some(onread),
        };
        let ask = filling.map(|filling| {
            html! {
                <>
                    { for line }
                    <p class="page-ask">{ wording::about(filling.text.ask, filling.name) }</p>
                </>
            }
        });
        html! {
            <>
                { for ask }
                { paper(&ui, sheet, ui.keep()) }
                { for filling.map(|filling| kind::added(filling, &props.page.kind, &props.preferences.bond, marked)) }
                if props.apart && matches!(props.page.kind, Kind::HeldBack(_)) {
                    <p>{ link(Look::Quiet, wording::SAFETY.very_low.someone, Screen::Help) }</p>
                }
            </>
        }
    };
    let sheet = if props.rather_rest && !typeset { rather_rest(&ui) } else { sheet };
    let day_name = ui.format.day(day);
    let heading = text.map_or_else(|| AttrValue::from(day_name.clone()), |text| text.name.into());
    let body = html! {
        <>
            <div class="paper-date" data-kind={text.map(|text| text.key)}>
                <Heading class="title" text={heading} />
                <p class="hint">
                    if text.is_some() { { day_name }{ " · " } }
                    { ui.say(Msg::BegunAt { clock: &ui.format.clock(props.page.begun) }) }
                    if starred { <span class="page-star">{ icon(Icon::Star) }{ ui.say(Msg::Starred) }</span> }
                </p>
            </div>
            <p class="line" role="status">{ for line }</p>
            { notice(&ui, props.notice.as_ref()) }
            { reading(&ui, props.role) }
            { origin(&ui, props.page.origin, props.origin_opens) }
            { sheet }
            if let (Some(asked), Some(page)) = (*asked, &props.page.kept) {
                { care_sheet(&ui, asked, page, props.preferences.first_day, &close) }
            }
        </>
    };
    let more = match &props.page.kept {
        Some(page) if !readonly => page_menu(&ui, page, &ask),
        _ => Html::default(),
    };
    let (back, back_words) = if begun_here { (Screen::Today, Msg::Today) } else { (Screen::Pages, Msg::Pages) };
    frame(&ui, Frame { more, ..Frame::alone("write").menu(true).back(back, back_words) }, body)
}

/// What became of the words. An empty page has nothing to say about what was saved before it.
fn said_of(props: &Props) -> Saving {
    match props.saving {
        Saving::Saved(_) | Saving::BrowserOnly(_) if props.page.is_blank() => Saving::Quiet,
        saving => saving,
    }
}

/// How was today, with its foot.
#[derive(Debug, PartialEq, Properties)]
struct CheckInPageProps {
    page: Props,
    marks: Rc<crate::domain::CheckIn>,
    day: Day,
    open: bool,
}

#[component]
fn CheckInPage(props: &CheckInPageProps) -> Html {
    let ui = use_ui();
    let page = &props.page;
    let Preferences { bond, watching_from, .. } = &*page.preferences;
    let asked = daily::asked(&page.journal, bond, *watching_from, props.day);
    let name = bond.name().map(|name| AttrValue::from(name.to_owned()));
    let label = wording::kind("checkin").map_or("", |text| text.box_name);
    let editor = html! {
        <section class="paper one-line">
            <Editor key={page.number} field={Field::Page} number={page.number} words={page.page.words.clone()} {label} placeholder={AttrValue::default()} />
        </section>
    };
    html! {
        <>
            <CheckInForm marks={props.marks.clone()} {asked} {name} {editor} open={props.open} />
            <div class="form-foot">
                <p class="status" role="status" aria-label={ui.say(Msg::SaveStatus)}>{ for Paper::saving(&ui, said_of(page)) }</p>
                { keep(&ui, ui.keep()) }
            </div>
        </>
    }
}

/// Instead of the third mark in a day.
fn rather_rest(ui: &Ui) -> Html {
    let third = &wording::SAFETY.third_opening;
    html! {
        <div class="stack" data-loose="">
            <p class="prose">{ third.text }</p>
            <div class="actions">
                { link(Look::Plain, third.rest, Screen::Rest) }
                { button(Look::Quiet, third.still, ui.on(|| Action::MarksAllTheSame)) }
            </div>
        </div>
    }
}

/// One line the person kept, above a new page of that kind.
fn kept_line(props: &Props) -> Option<Html> {
    let Props { page, journal, preferences, .. } = props;
    if !matches!(page.kind, Kind::Worth(_)) {
        return None;
    }
    let line = line_of_the_day(journal, &preferences.bond, clock::now().day(), page.id)?.opening(KEPT_LINE);
    Some(html! { <blockquote class="kept-line" dir="auto">{ line }</blockquote> })
}

/// The page as it is read, and the way to write on.
fn read_paper(ui: &Ui, props: &Props, onedit: Callback<MouseEvent>) -> Html {
    html! {
        <section class="paper" aria-label={ui.say(Msg::ThePage)}>
            if !props.page.words.trim().is_empty() { <Typeset words={props.page.words.clone()} /> }
            if props.role == Role::Writes {
                <div class="paper-foot">
                    <p class="status" role="status" aria-label={ui.say(Msg::SaveStatus)}>{ for Paper::saving(ui, props.saving) }</p>
                    { button(Look::Primary, ui.say(Msg::Edit), onedit) }
                </div>
            }
        </section>
    }
}

/// Turning back to reading takes the button away that had the focus: the heading says where one is.
#[hook]
fn use_heading_on_return(typeset: bool) {
    let was = use_mut_ref(|| typeset);
    use_effect_with(typeset, move |typeset| {
        if *typeset && !was.replace(*typeset) {
            focus_heading();
        } else {
            was.replace(*typeset);
        }
    });
}

/// Where the last part of the page ends that can be seen, in bytes.
fn last_seen() -> Option<usize> {
    let window = web_sys::window()?;
    let page = window.document()?;
    let foot = page.query_selector(".paper-foot").ok()??.get_bounding_client_rect().top();
    let parts = page.query_selector_all(".typeset [data-end]").ok()?;
    let parts = (0..parts.length()).filter_map(|at| parts.item(at)?.dyn_into::<HtmlElement>().ok());
    let seen = parts.take_while(|part| part.get_bounding_client_rect().top() < foot).last()?;
    seen.get_attribute("data-end")?.parse().ok()
}

#[derive(Debug, PartialEq, Properties)]
struct OthersProps {
    journal: Journal,
    id: EntryId,
}

/// The pages before and after this one.
#[component]
fn Others(props: &OthersProps) -> Html {
    let ui = use_ui();
    let beside = use_memo((props.journal.clone(), props.id), |(journal, id)| journal.beside(*id));
    let (newer, older) = *beside;
    let way = |to: Option<EntryId>, name: &'static str, words: Msg<'static>| {
        to.map(|id| {
            let onclick = ui.on(move || Action::OpenedPage(id));
            html! {
                <button class="button" data-kind="quiet" data-shortcut={name} type="button" {onclick}>{ ui.say(words) }</button>
            }
        })
    };
    html! {
        <nav class="others" aria-label={ui.say(Msg::OtherPages)}>
            { for way(newer, "newer", Msg::NewerPage) }
            { for way(older, "older", Msg::OlderPage) }
        </nav>
    }
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
