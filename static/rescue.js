// What is left when the app cannot start or has stopped: a calm sentence, the words that were on the screen, and a way
// to take them along. It works without the module, and it never writes a word of them anywhere by itself.
//
// `heldRescue(reason)`: "panic" when the app stopped, "start" when it could not start, "frame" inside another page. The
// first call counts; what follows a failure is only its echo. Exit keeps working, since exit.js does not need the app.
(() => {
  "use strict";

  const SENTENCES = {
    words: "Something in this page stopped working. Your words on this screen are still here.",
    panic: "Something in this page stopped working. What was kept before is still kept.",
    start: "This page could not start in this browser. Nothing was changed: what was kept is still kept. " +
      "Reloading may help, or a newer browser.",
    frame: "This page does not open inside another page.",
  };

  // Everything the app could still answer to. Exit listens at the window before this and is not stopped by it.
  const EVENTS = [
    "beforeinput", "blur", "cancel", "change", "click", "close", "compositionend", "compositionstart", "focus", "focusin",
    "focusout", "hashchange", "input", "keydown", "keyup", "message", "pagehide", "pointerdown", "pointermove", "pointerup",
    "popstate", "storage", "submit", "toggle", "visibilitychange",
  ];

  let done = false;

  function heldRescue(reason) {
    if (done) return;
    done = true;
    const words = reason === "panic" ? visibleWords() : [];
    const wasCovered = globalThis.heldCurtain?.covered ?? false;
    const panel = document.createElement("main");
    panel.className = "room rescue";
    const sentence = SENTENCES[words.length > 0 ? "words" : reason] ?? SENTENCES.panic;
    const hideWords = draw(panel, sentence, words, reason);
    silence(panel, hideWords);
    clear(panel);
    panel.querySelector("h1").focus();
    if (wasCovered) hideWords();
    if (document.visibilityState === "visible") globalThis.heldCurtain?.lift();
    if (reason !== "frame") report();
  }

  // A version that never started here is not given out again, if the worker has one that did.
  function report() {
    const version = document.querySelector("script[data-version]")?.dataset.version;
    if (version) navigator.serviceWorker?.controller?.postMessage(`failed ${version}`);
  }

  // The text areas that a person could see, holding something.
  function visibleWords() {
    return [...document.querySelectorAll("textarea")].filter(
      (area) => area.value.trim() !== "" && area.getClientRects().length > 0,
    );
  }

  // The app is not to be called any more: its state may be half changed. The curtain is ours from here on.
  function silence(panel, hideWords) {
    for (let id = setTimeout(() => {}, 0); id > 0; id -= 1) {
      clearTimeout(id);
      clearInterval(id);
    }
    for (const name of EVENTS) {
      addEventListener(name, (event) => {
        const target = event.target instanceof Element ? event.target : null;
        if (!panel.contains(target) && !target?.closest("[data-exit]")) event.stopImmediatePropagation();
        if (name === "visibilitychange") {
          hideWords();
          globalThis.heldCurtain?.[document.visibilityState === "hidden" ? "cover" : "lift"]();
        }
      }, true);
    }
  }

  // Fills the panel and returns what puts the words out of sight.
  function draw(panel, sentence, words, reason) {
    const heading = document.createElement("h1");
    heading.textContent = sentence;
    heading.className = "prose rescue-sentence";
    heading.tabIndex = -1;
    panel.append(heading);

    const shelf = document.createElement("div");
    for (const area of words) {
      area.readOnly = true;
      area.className = "editor";
      area.removeAttribute("id");
      area.removeAttribute("aria-labelledby");
      area.setAttribute("aria-label", "Your words");
      shelf.append(area);
    }
    // No passphrase can be asked for any more, so after the page was hidden the words wait to be asked for.
    const show = button("Show my words", () => {
      show.remove();
      shelf.hidden = false;
      words[0].focus();
    });
    panel.append(shelf);

    const status = document.createElement("p");
    status.setAttribute("role", "status");
    const actions = document.createElement("div");
    actions.className = "actions";
    let taken = words.length === 0;
    if (words.length > 0) {
      actions.append(
        button("Copy", async () => {
          taken = await copied(words);
          status.textContent = taken ? "Copied." : "This browser did not allow copying. Try Download.";
        }),
        button("Download", () => {
          download(words);
          taken = true;
          status.textContent = "Saved as notes.txt in your downloads. Anyone who opens it can read it.";
        }),
      );
    }
    if (reason !== "frame") {
      let asked = false;
      const reload = button("Reload", () => {
        if (taken || asked) {
          location.reload();
        } else {
          asked = true;
          reload.textContent = "Reload without these words";
          status.textContent = "What was typed last may not be kept yet. Copy or download it first, to be sure.";
        }
      });
      actions.append(reload);
    }
    panel.append(actions, status);

    return () => {
      if (words.length === 0) return;
      shelf.hidden = true;
      shelf.before(show);
    };
  }

  function button(name, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = name;
    button.addEventListener("click", act);
    return button;
  }

  // Everything but Exit, the curtain and the panel leaves the page; with it goes whatever was decrypted.
  function clear(panel) {
    const exits = [...document.querySelectorAll("[data-exit]")];
    const exit = exits.find((one) => one.parentElement === document.body) ?? exits[0];
    const curtain = document.getElementById("curtain");
    for (const child of [...document.body.children]) {
      if (child !== exit && child !== curtain && child.localName !== "script") child.remove();
    }
    if (exit && !exit.isConnected) document.body.append(exit);
    document.body.append(panel);
  }

  async function copied(words) {
    try {
      await navigator.clipboard.writeText(together(words));
      return true;
    } catch {
      words[0].focus();
      words[0].select();
      return words.length === 1 && document.execCommand("copy");
    }
  }

  function download(words) {
    const link = document.createElement("a");
    const url = URL.createObjectURL(new Blob([together(words)], { type: "text/plain" }));
    link.href = url;
    link.download = "notes.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  function together(words) {
    return words.map((area) => area.value).join("\n\n");
  }

  Object.defineProperty(globalThis, "heldRescue", { value: heldRescue });
})();
