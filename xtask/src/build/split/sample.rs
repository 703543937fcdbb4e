// A small program that is taken apart in a test. What is later has `later` in its name.
#![no_std]
#![no_main]

use core::hint::black_box;

type Say = fn(usize) -> &'static str;

static AT_ONCE: [&str; 2] = ["what the first screen says", "and what both of them say"];
static LATER: [&str; 2] = ["what is only read when somebody acts", "and the last of it, further down"];
/// Reached by its address alone: the function, and through it the words.
static WAYS: [Say; 2] = [say_at_once, say_later];
static LATER_WAYS: [Say; 2] = [both, further];

#[inline(never)]
fn say_at_once(at: usize) -> &'static str {
    AT_ONCE[at]
}

#[inline(never)]
fn say_later(at: usize) -> &'static str {
    if at < 2 { LATER_WAYS[black_box(at)](1) } else { LATER[at - 2] }
}

#[inline(never)]
fn both(at: usize) -> &'static str {
    AT_ONCE[black_box(at)]
}

/// Nothing in its name says that it is later. Nothing else needs it.
#[inline(never)]
fn further(at: usize) -> &'static str {
    LATER[black_box(at)]
}

/// Writes what is said in one way to `buffer` and returns its length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn say(way: usize, at: usize, buffer: *mut u8) -> usize {
    let text = WAYS[way](at);
    unsafe { core::ptr::copy_nonoverlapping(text.as_ptr(), buffer, text.len()) };
    text.len()
}

/// Somewhere to write.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *mut u8 {
    static mut BUFFER: [u8; 64] = [0; 64];
    &raw mut BUFFER as *mut u8
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
