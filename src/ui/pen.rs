//! The field being written in. Its words stay in the browser's own textarea; they are read when the timetable says so,
//! and a key press does nothing but note the time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::HtmlTextAreaElement;
use yew::Callback;

use crate::app::Action;
use crate::app::action::{Read, Why};
use crate::app::state::Field;
use crate::app::timetable::{Due, Timetable};
use crate::domain::EntryId;
use crate::domain::marks::{self, Edit, Lines, Mark};
use crate::platform::random::SystemRandom;
use crate::platform::{clock, field};

/// The one pen of the page.
#[derive(Default)]
pub struct Pen {
    send: RefCell<Option<Callback<Action>>>,
    field: RefCell<Option<Held>>,
    table: RefCell<Timetable>,
    timer: RefCell<Option<Timeout>>,
    /// When the timer rings, on the steady clock.
    rings: Cell<f64>,
    /// Whether the state already knows that words are waiting.
    told: Cell<bool>,
    /// Whether the browser may check the spelling of what is written.
    spells: Cell<bool>,
}

/// The field on screen, and which of its place's fields it is.
#[derive(Clone)]
struct Held {
    field: Field,
    number: u32,
    element: HtmlTextAreaElement,
}

impl std::fmt::Debug for Pen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pen(..)")
    }
}

/// There is one pen; a clone of its handle is the same pen.
impl PartialEq for Pen {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Pen {
    /// Connects the pen to the loop.
    pub fn connect(&self, send: Callback<Action>) {
        *self.send.borrow_mut() = Some(send);
    }

    /// Whether fields that appear from now on may be checked for spelling.
    pub fn spell(&self, may: bool) {
        self.spells.set(may);
    }

    /// A field appeared.
    pub fn take_up(&self, field: Field, number: u32, element: HtmlTextAreaElement) {
        element.set_spellcheck(self.spells.get());
        *self.field.borrow_mut() = Some(Held { field, number, element });
    }

    /// The field is going: its words are read a last time.
    pub fn put_down(&self, field: Field, number: u32) {
        let mine = self.field.borrow().as_ref().is_some_and(|held| (held.field, held.number) == (field, number));
        if mine {
            self.read(Why::Left);
            self.field.borrow_mut().take();
        }
    }

    /// A key changed the words. The first one since the last save tells the loop; the others only note the time.
    pub fn key(self: &Rc<Self>) {
        let now = clock::steady_ms();
        self.table.borrow_mut().key(now);
        if !self.told.replace(true) {
            self.send(Action::Typed);
        }
        // A timer set for the commit must not keep the draft waiting.
        let sooner = self.table.borrow().wait(now).is_some_and(|ms| now + ms < self.rings.get());
        if sooner || self.timer.borrow().is_none() {
            // Dropped, it will not ring.
            self.timer.borrow_mut().take();
            self.wait();
        }
    }

    /// Reads the words now and hands them over. Synchronous: when this returns, what could be sealed at once is sealed.
    pub fn read(&self, why: Why) {
        if let Some(read) = self.words() {
            let done = match why {
                Why::Pause { local } => Due::Draft { local },
                Why::Left | Why::Away => Due::Commit,
            };
            self.table.borrow_mut().done(done, clock::steady_ms());
            self.told.set(false);
            self.send(Action::WordsRead { read, why });
        }
    }

    /// The field lost focus: the page is committed, if anything in it changed.
    pub fn left(&self) {
        let waiting = self.table.borrow().wait(clock::steady_ms()).is_some();
        if waiting {
            self.read(Why::Left);
        }
    }

    /// Keep was pressed.
    pub fn keep(&self) {
        if let Some(read) = self.words() {
            self.table.borrow_mut().done(Due::Commit, clock::steady_ms());
            self.told.set(false);
            self.send(Action::KeptPage { read });
        }
    }

    /// The words on screen, read a last time: from now on nothing about them is due.
    pub fn last_words(&self) -> Option<Read> {
        let words = self.words();
        self.table.borrow_mut().done(Due::Commit, clock::steady_ms());
        self.told.set(false);
        words
    }

    /// Sets a mark on what is selected, or takes it off. The field has the focus afterwards, and the browser the undo.
    pub fn mark(&self, mark: Mark) {
        self.retype(|lines| Some(marks::set(lines, mark)));
    }

    /// Enter was pressed: goes on with a list or a quote. Whether anything was done that Enter alone would not do.
    pub fn go_on(&self) -> bool {
        self.retype(marks::go_on)
    }

    /// Gives the focus back to the field.
    pub fn focus(&self) {
        if let Some(held) = &*self.field.borrow() {
            let _ = held.element.focus();
        }
    }

    /// Words on the page, as one who writes counts them.
    pub fn count(&self) -> usize {
        self.text()
            .map_or(0, |text| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count())
    }

    fn retype(&self, edit: impl Fn(&Lines) -> Option<Edit>) -> bool {
        // What is typed comes back as a key, so nothing may be borrowed here by then.
        let Some(element) = self.field.borrow().as_ref().map(|held| held.element.clone()) else { return false };
        if element.read_only() {
            return false;
        }
        let Some(touched) = field::touched(&element) else { return false };
        let Some(edit) = edit(&touched.lines) else { return false };
        let _ = element.focus();
        field::apply(&element, &touched, &edit);
        true
    }

    /// The words on screen, for copying them when they cannot be saved.
    pub fn text(&self) -> Option<String> {
        self.field.borrow().as_ref().map(|held| held.element.value())
    }

    fn words(&self) -> Option<Read> {
        let held = self.field.borrow().clone()?;
        let at = clock::now();
        let fresh = EntryId::new(at.utc_ms.unsigned_abs(), SystemRandom::id_bytes());
        Some(Read { field: held.field, number: held.number, words: held.element.value().into(), at, fresh })
    }

    fn wait(self: &Rc<Self>) {
        let now = clock::steady_ms();
        let Some(ms) = self.table.borrow().wait(now) else {
            if let Some(fired) = self.timer.borrow_mut().take() {
                fired.forget();
            }
            return;
        };
        self.rings.set(now + ms);
        let pen = self.clone();
        let timer = Timeout::new(ms.ceil() as u32, move || {
            let due = pen.table.borrow().due(clock::steady_ms());
            match due {
                Due::Nothing => {}
                Due::Draft { local } => pen.read(Why::Pause { local }),
                Due::Commit => pen.read(Why::Left),
            }
            pen.wait();
        });
        // The timer that just fired is replaced here, from inside its own callback: it must be let go, not dropped.
        if let Some(fired) = self.timer.borrow_mut().replace(timer) {
            fired.forget();
        }
    }

    fn send(&self, action: Action) {
        if let Some(send) = &*self.send.borrow() {
            send.emit(action);
        }
    }
}
