// Put into every document before its own scripts: notes when things happen, and changes nothing about them.
(() => {
  "use strict";
  const marks = { paint: null, ready: null, accepted: null, open: null, read: null, late: 0 };
  Object.defineProperty(globalThis, "marks", { value: marks });

  // The first question anyone asks localStorage: the browser answers it when all of it has been read from disk.
  try {
    const before = performance.now();
    localStorage.getItem("h1.k0");
    marks.read = performance.now() - before;
  } catch {
    // A document without an origin has none.
  }

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") marks.paint = entry.startTime;
  }).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (marks.open !== null && entry.startTime + entry.duration > marks.open) marks.late += entry.duration;
  }).observe({ type: "longtask" });

  // The moment the running task and what it queued at once are done: from here on a press is answered.
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  const settled = (act) => {
    waiting.push(act);
    channel.port2.postMessage(0);
  };
  globalThis.settled = settled;

  const takesInput = () =>
    document.querySelector("#unlock, main > button, .tc-site-title") !== null ||
    [...document.querySelectorAll("main button")].some((button) => button.textContent.includes("Start writing"));
  new MutationObserver(() => {
    if (marks.ready === null && takesInput()) {
      marks.ready = NaN;
      settled(() => (marks.ready = performance.now()));
    }
    if (marks.open === null && document.querySelector("#today-editor") !== null) {
      marks.open = NaN;
      settled(() => (marks.open = performance.now()));
    }
  }).observe(document, { childList: true, subtree: true });

  // The worker that makes the key answers when the passphrase is accepted or not; either way making it is over.
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => (marks.accepted = performance.now()));
    }
  };
})();
