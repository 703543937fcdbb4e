//! The wall clock, and a steady one for intervals.

use crate::domain::Stamp;

/// This moment, with the offset of local time as the browser knows it.
pub fn now() -> Stamp {
    let date = js_sys::Date::new_0();
    // getTimezoneOffset counts minutes west; a Stamp counts minutes east.
    Stamp { utc_ms: date.get_time() as i64, offset_min: -(date.get_timezone_offset() as i16) }
}

/// Milliseconds of the wall clock, for judging how long someone was away: it goes on while a device sleeps.
pub fn wall_ms() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds of a clock that is never set back; for intervals within one stretch of work.
pub fn steady_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |clock| clock.now())
}
