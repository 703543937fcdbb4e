//! Dates and times as the person's own language writes them, through the browser's Intl.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::{Day, Month, Stamp};
use crate::i18n::Format;

/// Formatters of the browser's language.
#[derive(Clone, Debug)]
pub struct BrowserFormat {
    day: Intl::DateTimeFormat,
    date: Intl::DateTimeFormat,
    weekday: Intl::DateTimeFormat,
    month: Intl::DateTimeFormat,
    clock: Intl::DateTimeFormat,
    number: Intl::NumberFormat,
}

impl BrowserFormat {
    pub fn new() -> Self {
        let dates = |parts: &[(&str, &str)]| {
            let options = Object::new();
            // The civil day is handed over as midnight UTC, so it must be read as UTC.
            for (key, value) in parts.iter().chain(&[("timeZone", "UTC")]) {
                let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
            }
            Intl::DateTimeFormat::new(&Array::new(), &options)
        };
        Self {
            day: dates(&[("weekday", "long"), ("day", "numeric"), ("month", "long")]),
            date: dates(&[("day", "numeric"), ("month", "long"), ("year", "numeric")]),
            weekday: dates(&[("weekday", "short")]),
            month: dates(&[("month", "long"), ("year", "numeric")]),
            clock: dates(&[("hour", "numeric"), ("minute", "2-digit")]),
            number: Intl::NumberFormat::new(&Array::new(), &Object::new()),
        }
    }
}

impl Default for BrowserFormat {
    fn default() -> Self {
        Self::new()
    }
}

impl Format for BrowserFormat {
    fn day(&self, day: Day) -> String {
        with(&self.day, midnight(day))
    }

    fn date(&self, day: Day) -> String {
        with(&self.date, midnight(day))
    }

    fn weekday(&self, day: Day) -> String {
        with(&self.weekday, midnight(day))
    }

    fn month(&self, month: Month) -> String {
        Day::new(month.year, month.month, 1).map(|day| with(&self.month, midnight(day))).unwrap_or_default()
    }

    fn clock(&self, at: Stamp) -> String {
        with(&self.clock, at.local_ms() as f64)
    }

    fn number(&self, number: f64) -> String {
        self.number
            .format()
            .call1(&JsValue::NULL, &number.into())
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    }
}

/// The day a week begins with where this browser is: Monday is 1 and Sunday 7. Monday where Intl does not say.
pub fn first_weekday() -> u8 {
    const MONDAY: u8 = 1;
    let week = || {
        let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
        let language = web_sys::window()?.navigator().language()?;
        let make = get(&get(&js_sys::global(), "Intl")?, "Locale")?.dyn_into::<Function>().ok()?;
        let locale = Reflect::construct(&make, &Array::of1(&JsValue::from_str(&language))).ok()?;
        let week = match get(&locale, "getWeekInfo").and_then(|ask| ask.dyn_into::<Function>().ok()) {
            Some(ask) => ask.call0(&locale).ok()?,
            None => get(&locale, "weekInfo")?,
        };
        get(&week, "firstDay")?.as_f64()
    };
    week().filter(|day| (1.0..=7.0).contains(day)).map_or(MONDAY, |day| day as u8)
}

fn midnight(day: Day) -> f64 {
    day.epoch_days() as f64 * 86_400_000.0
}

fn with(format: &Intl::DateTimeFormat, ms: f64) -> String {
    let date = Date::new(&ms.into());
    format.format().call1(&JsValue::NULL, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
