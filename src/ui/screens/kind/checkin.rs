//! How was today: four taps, each step in words; a word for the feeling, and the rest under "More about today".

use std::rc::Rc;

use yew::prelude::*;

use super::{Filling, Rows, change};
use crate::content::wording::{CHECKIN, SIGNS, feeling, kind};
use crate::domain::daily::Asked;
use crate::domain::feeling::Strength;
use crate::domain::sign::{Asking, FirstContact, HoldingBack, TalkLength, Touch};
use crate::domain::{Answer, CheckIn, Choice, Item, Kind, Mood, Sign, Signs, Step};
use crate::i18n::Msg;
use crate::ui::components::FeelingWords;
use crate::ui::components::form::{Ask, one_of};
use crate::ui::context::{Ui, use_ui};

/// After the five steps: passed over, and nothing to say.
const SKIPPED: usize = Step::ALL.len();
const NO_CONTACT: usize = SKIPPED + 1;

#[derive(Debug, PartialEq, Properties)]
pub struct Props {
    pub marks: Rc<CheckIn>,
    /// What is asked today.
    pub asked: Asked,
    pub name: Option<AttrValue>,
    /// The line for one good or ordinary thing.
    pub editor: Html,
    /// Whether more than the quick taps is there already.
    pub open: bool,
}

#[component]
pub fn CheckInForm(props: &Props) -> Html {
    let ui = use_ui();
    let Some(text) = kind("checkin") else { return Html::default() };
    let filling = Filling { ui: &ui, text, name: props.name.as_deref() };
    let (marks, asked) = (&props.marks, &props.asked);
    // What was answered before is there to be changed, also where it would not be asked today.
    let shown = |asked: &[Item], quick: bool| -> Vec<Item> {
        let belongs = |item: &Item| Item::QUICK.contains(item) == quick;
        let answered = |item: &Item| marks.answers.get(*item).is_some();
        Item::ALL.iter().copied().filter(belongs).filter(|item| asked.contains(item) || answered(item)).collect()
    };
    let (quick, more) = (shown(&asked.quick, true), shown(&asked.more, false));
    let mood = change(&ui, marks, Kind::CheckIn, |marks: &mut CheckIn, at: usize| {
        marks.mood = Mood::ALL.get(at).copied();
    });
    let feelings = change(&ui, marks, Kind::CheckIn, |marks: &mut CheckIn, feelings| marks.feelings = feelings);
    let moods = filling.labels(CHECKIN.mood.choices);
    let mood_ask = Ask::new("mood", CHECKIN.mood.ask, moods).with_steps(Mood::ALL.len());
    let moods_at = marks.mood.and_then(|mood| Mood::ALL.iter().position(|one| *one == mood));
    html! {
        <>
            { for quick.iter().map(|item| item_row(filling, marks, *item)) }
            { one_of(mood_ask, moods_at, &mood) }
            <details class="disclosure" open={!marks.feelings.is_empty() && props.open}>
                <summary>{ CHECKIN.feelings.ask }</summary>
                <div class="disclosure-body"><FeelingWords chosen={marks.feelings.clone()} onchange={feelings} /></div>
            </details>
            <details class="disclosure" open={props.open}>
                <summary>{ ui.say(Msg::MoreAboutToday) }</summary>
                <div class="disclosure-body">
                    <p class="ask-name">{ text.ask }</p>
                    { props.editor.clone() }
                    { for more.iter().map(|item| item_row(filling, marks, *item)) }
                    if asked.signs || !marks.signs.is_empty() { { signs_form(&ui, filling, marks) } }
                </div>
            </details>
        </>
    }
}

fn item_row(filling: Filling<'_>, marks: &Rc<CheckIn>, item: Item) -> Html {
    let text = &CHECKIN.items[item as usize];
    let mut answers: Vec<AttrValue> = text.steps.iter().map(|step| filling.named(step)).collect();
    answers.push(CHECKIN.skip.into());
    if item.is_between_us() {
        answers.push(CHECKIN.no_contact.into());
    }
    let chosen = marks.answers.get(item).map(|answer| match answer {
        Answer::Step(step) => usize::from(step.number()),
        Answer::Skipped => SKIPPED,
        Answer::NoContact => NO_CONTACT,
    });
    let choose = change(filling.ui, marks, Kind::CheckIn, move |marks: &mut CheckIn, at: usize| {
        let answer = match Step::ALL.get(at) {
            Some(step) => Answer::Step(*step),
            None if at == SKIPPED => Answer::Skipped,
            // Said of the first question, it answers the next one with it.
            None if item == Item::QUICK[0] => {
                marks.answers = marks.answers.no_contact();
                return;
            }
            None => Answer::NoContact,
        };
        if let Ok(answers) = marks.answers.with(item, Some(answer)) {
            marks.answers = answers;
        }
    });
    let ask = Ask::new(text.key, filling.named(text.ask), answers).with_steps(SKIPPED);
    one_of(ask, chosen, &choose)
}

/// The signs, one question each.
fn signs_form(ui: &Ui, filling: Filling<'_>, marks: &Rc<CheckIn>) -> Html {
    let row = |(text, sign): (&'static crate::content::wording::SignText, &Sign)| {
        let sign = *sign;
        let choose = change(ui, marks, Kind::CheckIn, move |marks: &mut CheckIn, at: usize| {
            put_sign(&mut marks.signs, sign, at);
        });
        let ask = Ask::new(text.key, filling.named(text.ask), filling.labels(text.choices));
        one_of(ask, sign_at(&marks.signs, sign), &choose)
    };
    html! { <>{ for SIGNS.iter().zip(Sign::ALL).map(row) }</> }
}

fn put_sign(signs: &mut Signs, sign: Sign, at: usize) {
    match sign {
        Sign::FirstContact => signs.first_contact = FirstContact::ALL.get(at).copied(),
        Sign::TalkLength => signs.talk = TalkLength::ALL.get(at).copied(),
        Sign::Touch => signs.touch = Touch::ALL.get(at).copied(),
        Sign::Asking => signs.asking = Asking::ALL.get(at).copied(),
        Sign::HoldingBack => signs.holding_back = HoldingBack::ALL.get(at).copied(),
    }
}

fn sign_at(signs: &Signs, sign: Sign) -> Option<usize> {
    fn at<C: Choice>(choice: Option<C>) -> Option<usize> {
        C::ALL.iter().position(|one| Some(*one) == choice)
    }
    match sign {
        Sign::FirstContact => at(signs.first_contact),
        Sign::TalkLength => at(signs.talk),
        Sign::Touch => at(signs.touch),
        Sign::Asking => at(signs.asking),
        Sign::HoldingBack => at(signs.holding_back),
    }
}

pub fn read(filling: Filling<'_>, marks: &CheckIn) -> Rows {
    let items = marks.answers.given().filter_map(|(item, answer)| {
        let text = &CHECKIN.items[item as usize];
        let words = match answer {
            Answer::Step(step) => filling.named(text.steps[usize::from(step.number())]),
            Answer::NoContact => CHECKIN.no_contact.into(),
            Answer::Skipped => return None,
        };
        Some((filling.named(text.ask), words))
    });
    let mood = marks.mood.map(|mood| (AttrValue::Static(CHECKIN.mood.ask), filling.label(CHECKIN.mood.choices, mood)));
    let felt = |id: &str, strength: Option<Strength>| {
        let word = feeling(id).map_or_else(|| id.to_owned(), |word| word.word.to_owned());
        match strength {
            Some(strength) => format!("{word} ({})", filling.label(CHECKIN.feelings.choices, strength).to_lowercase()),
            None => word,
        }
    };
    let feelings: Vec<String> = marks.feelings.iter().map(|feeling| felt(&feeling.id, feeling.strength)).collect();
    let feelings = (!feelings.is_empty()).then(|| (filling.ui.say(Msg::FeelingList), feelings.join(", ").into()));
    let signs = SIGNS.iter().zip(Sign::ALL).filter_map(|(text, sign)| {
        let at = sign_at(&marks.signs, *sign)?;
        Some((filling.named(text.ask), filling.named(text.choices.get(at)?.label)))
    });
    items.chain(mood).chain(feelings).chain(signs).collect()
}
