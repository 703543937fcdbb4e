//! Dates and numbers as a language writes them.

use crate::domain::{Day, Month, Stamp};

/// How a language writes dates and numbers; in a browser, Intl does it.
pub trait Format {
    /// "Monday, 23 November"
    fn day(&self, day: Day) -> String;
    /// "23 November 2026"
    fn date(&self, day: Day) -> String;
    /// "Mon"
    fn weekday(&self, day: Day) -> String;
    /// "November 2026"
    fn month(&self, month: Month) -> String;
    /// "14:02"
    fn clock(&self, at: Stamp) -> String;
    fn number(&self, number: f64) -> String;
}
