//! Numbers of people to call, by country. Each says where it was read, of what date that was, and when it was read there.

use yew::prelude::*;

use crate::content::wording::HELP;
use crate::domain::Day;
use crate::domain::help_line::{Contact, HelpLine, Way};
use crate::i18n::Msg;
use crate::ui::context::Ui;

pub fn help_lines(ui: &Ui, today: Day) -> Html {
    let by_country = HELP.lines.chunk_by(|one, next| one.country == next.country);
    html! {
        <>
            <p>{ HELP.may_have_changed }{ " " }{ HELP.call_log }</p>
            { for by_country.map(|lines| country(ui, lines, today)) }
            <p>{ HELP.elsewhere }</p>
        </>
    }
}

fn country(ui: &Ui, lines: &'static [HelpLine], today: Day) -> Html {
    let name = lines.first().map_or("", |line| ui.language.country(line.country));
    html! {
        <div key={name}>
            <h2 class="subtitle">{ name }</h2>
            <ul class="lines" role="list">{ for lines.iter().map(|line| one(ui, line, today)) }</ul>
        </div>
    }
}

fn one(ui: &Ui, line: &'static HelpLine, today: Day) -> Html {
    let checked = line.checked_on.parse::<Day>().map_or_else(|_| line.checked_on.to_owned(), |day| ui.format.date(day));
    let source = Msg::LineSource { source: line.source, date: line.source_date, checked: &checked };
    let age = line.age_to_show(today).map(|days| ui.number(days));
    html! {
        <li>
            <p>
                <strong>{ line.name }</strong><br />{ line.for_whom }
                if let Some(hours) = line.hours { <><br />{ ui.say(Msg::LineHours { hours }) }</> }
            </p>
            <div>{ for line.contacts.iter().map(|contact| number(ui, contact)) }</div>
            <p class="hint">
                { ui.say(source) }
                if let Some(days) = age { { " " }{ ui.say(Msg::LineAge { days: &days }) } }
            </p>
        </li>
    }
}

fn number(ui: &Ui, contact: &'static Contact) -> Html {
    let Contact { number, say, .. } = *contact;
    match (contact.dial(), contact.way) {
        (Some(digits), _) => html! { <div><a class="line-number" href={format!("tel:{digits}")}>{ number }</a></div> },
        (None, Way::Tty) => html! { <div class="line-number">{ ui.say(Msg::LineTty { number }) }</div> },
        (None, _) => {
            let words = match say {
                Some(say) => ui.say(Msg::LineTell { say, number }),
                None => ui.say(Msg::LineText { number }),
            };
            html! { <div class="line-number">{ words }</div> }
        }
    }
}
