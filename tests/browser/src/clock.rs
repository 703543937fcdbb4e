//! A clock that can be moved, put into the page before its own scripts run.
//!
//! Moving it changes `Date`, `performance.now` and timers alike: a timer whose moment has passed fires at once, as
//! after a long sleep of the machine, and the others wait for what is left.

/// The call that moves the clock of a running page on by so many milliseconds.
#[must_use]
pub fn moved(by: i64) -> String {
    format!("globalThis.__clock.move({by});")
}

/// The script to run first in every new document.
pub const SCRIPT: &str = r"(() => {
  'use strict';
  if (globalThis.__clock) return;
  let shift = 0;
  const RealDate = Date;
  const realNow = performance.now.bind(performance);
  const real = { setTimeout: setTimeout.bind(globalThis), clearTimeout: clearTimeout.bind(globalThis) };
  const timers = new Map();
  const now = () => realNow() + shift;

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) =>
      Reflect.construct(target, args.length === 0 ? [RealDate.now() + shift] : args, self === globalThis.Date ? target : self),
    apply: () => new RealDate(RealDate.now() + shift).toString(),
    get: (target, key) => (key === 'now' ? () => RealDate.now() + shift : Reflect.get(target, key)),
  });
  Performance.prototype.now = now;

  const arm = (id) => {
    const timer = timers.get(id);
    timer.real = real.setTimeout(() => fire(id), Math.max(0, timer.due - now()));
  };
  const fire = (id) => {
    const timer = timers.get(id);
    if (!timer) return;
    if (timer.every === null) timers.delete(id);
    else {
      timer.due = now() + timer.every;
      arm(id);
    }
    if (typeof timer.act === 'function') timer.act(...timer.args);
  };
  const start = (act, delay, every, args) => {
    const wait = Math.max(0, Number(delay) || 0);
    const id = real.setTimeout(() => {}, 0);
    timers.set(id, { act, args, every: every ? Math.max(wait, 1) : null, due: now() + wait });
    arm(id);
    return id;
  };
  const stop = (id) => {
    const timer = timers.get(id);
    if (timer) real.clearTimeout(timer.real);
    timers.delete(id);
  };
  globalThis.setTimeout = (act, delay, ...args) => start(act, delay, false, args);
  globalThis.setInterval = (act, delay, ...args) => start(act, delay, true, args);
  globalThis.clearTimeout = stop;
  globalThis.clearInterval = stop;

  Object.defineProperty(globalThis, '__clock', {
    value: {
      move(by) {
        shift += by;
        for (const [id, timer] of timers) {
          real.clearTimeout(timer.real);
          arm(id);
        }
      },
    },
  });
})();";
