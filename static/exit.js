// Exit and the curtain. Loaded early and on its own, so that both work before the app has started, when it never
// starts, and without a network. Nothing here reads or keeps a word of the page.
//
// Exit: any element with `data-exit`, or Shift pressed three times within five seconds. The order is fixed: cover the
// screen, let the app put the words away (`heldSeal`, synchronous, at most 50 ms), empty the app, go to the calendar.
//
// Curtain: down at once when the page is hidden. Until the app calls `own()` it is lifted here when the page is seen
// again; after that only the app lifts it, because only the app knows whether to lock instead.
(() => {
  "use strict";

  const CALENDAR = "calendar.html";
  const PRESSES = 3;
  const PRESS_WINDOW = 5_000;
  const LONGEST_HOLD = 120_000;

  const root = document.documentElement;
  const holds = new Set();
  let owned = false;
  let leaving = false;

  // The page may be hidden before the curtain's element has been read: the mark on the root is what styles answer to.
  function cover() {
    root.dataset.covered = "";
    const curtain = document.getElementById("curtain");
    if (curtain) curtain.hidden = false;
  }

  function lift() {
    if (leaving) return;
    delete root.dataset.covered;
    const curtain = document.getElementById("curtain");
    if (curtain) curtain.hidden = true;
  }

  function held() {
    const now = Date.now();
    for (const hold of holds) if (hold.until <= now) holds.delete(hold);
    return holds.size > 0;
  }

  // For a file picker, a share sheet or the print dialog, which hide the page although the person is still here.
  // Returns the function that ends the hold. A hold ends by itself after two minutes at most.
  function hold(milliseconds) {
    const length = Math.min(Math.max(Number(milliseconds) || 0, 0), LONGEST_HOLD);
    const one = { until: Date.now() + length };
    holds.add(one);
    const end = () => {
      holds.delete(one);
      if (document.visibilityState === "hidden" && !held()) cover();
    };
    setTimeout(end, length);
    return end;
  }

  function leave() {
    if (leaving) return;
    leaving = true;
    cover();
    try {
      globalThis.heldSeal?.();
    } catch {
      // Going comes first: what could not be sealed now was sealed at the last pause in writing.
    }
    document.getElementById("app")?.replaceChildren();
    if (root.dataset.single !== undefined && globalThis.monthCalendar) {
      // One file opened from a disk has no second page to go to: it becomes the calendar, and keeps nothing behind it.
      globalThis.monthCalendar.take(document);
    } else {
      location.replace(CALENDAR);
    }
  }

  // Capture, so that nothing the app does with a click or a key can stand in the way.
  addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-exit]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      leave();
    } else if (target?.closest("[data-skip]")) {
      // A fragment link would be taken for a route.
      event.preventDefault();
      document.querySelector("main")?.focus();
    }
  }, true);

  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key === "Shift") {
      if (event.repeat) return;
      const now = Date.now();
      presses = presses.filter((then) => now - then < PRESS_WINDOW);
      presses.push(now);
      if (presses.length >= PRESSES) leave();
      return;
    }
    presses = [];
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === " " && target?.closest("[data-exit]")) {
      event.preventDefault();
      leave();
    }
  }, true);

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      if (!held()) cover();
    } else if (!owned) {
      lift();
    }
  });

  addEventListener("pagehide", cover);

  // A page brought back whole from the browser's own memory is not shown: it starts again, locked.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      cover();
      location.reload();
    }
  });

  Object.defineProperty(globalThis, "heldCurtain", {
    value: Object.freeze({
      cover,
      lift,
      hold,
      own() {
        owned = true;
      },
      get covered() {
        return root.dataset.covered !== undefined;
      },
    }),
  });
})();
