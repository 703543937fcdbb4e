// Starts the app. A classic script, so that it also runs from a file opened from a disk.
//
// It refuses to start inside a frame, takes away the one way of sending that no policy closes, allows the scripts of the
// two workers and no other, and hands over to rescue.js in a plain sentence when the module cannot start.
//
// The build writes onto this script's tag where the module, its glue and the worker are (`data-wasm`, `data-glue`,
// `data-worker`). In the single file they are on the page itself: `#held-wasm` and `#held-worker`.
//
// On a site the module comes in two files: what the first screen needs, and the rest (`data-rest`), which is fetched
// once that screen is there, and joined. A function of the rest that is called before that waits for it.
(() => {
  "use strict";

  const { wasm, wasmIntegrity, rest, restIntegrity, glue, worker, version } = document.currentScript.dataset;
  const single = document.documentElement.dataset.single !== undefined;
  const absolute = (path) => new URL(path, document.baseURI).href;
  const wasmUrl = single ? "" : absolute(wasm);
  const glueUrl = single ? "" : absolute(glue);

  // A frame can lay something over the page and catch what is pressed.
  if (window.top !== window.self) {
    globalThis.heldRescue?.("frame");
    return;
  }

  // Nothing here calls anyone, and a peer connection is not bound by `connect-src`.
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) {
    delete globalThis[name];
    if (name in globalThis) {
      Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
    }
  }

  const scripts = new Set();
  const policy = globalThis.trustedTypes?.createPolicy("held", {
    createScriptURL(url) {
      if (scripts.has(url)) return url;
      throw new TypeError("This script does not belong to the page.");
    },
  });
  const scriptUrl = (url) => (policy ? policy.createScriptURL(url) : url);

  let workerUrl = "";
  function workerScript() {
    if (workerUrl === "") {
      // In the single file the glue has no address of its own, so the worker carries it.
      workerUrl = single
        ? URL.createObjectURL(new Blob([textOf("held-glue"), "\n", textOf("held-worker")], { type: "text/javascript" }))
        : absolute(worker);
      scripts.add(workerUrl);
    }
    return scriptUrl(workerUrl);
  }

  function textOf(id) {
    return document.getElementById(id).textContent;
  }

  let module = null;
  let restModule = null;
  let joined = false;

  // The rest, now: read while everything waits, unless it is there. It seldom is not: a press in the moment between the
  // first paint and the end of the download.
  function theRest() {
    if (rest) restModule ??= new WebAssembly.Module(readNow(absolute(rest)));
    return restModule;
  }

  function join(first) {
    if (joined) return;
    new WebAssembly.Instance(theRest(), { first });
    first.arrived.value = 1;
    joined = true;
  }

  // The file, byte for byte, while everything waits. A page may not ask for bytes this way, only for text.
  function readNow(url) {
    const request = new XMLHttpRequest();
    request.open("GET", url, false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(`The rest of the module was not found (${request.status}).`);
    return Uint8Array.from(request.responseText, (unit) => unit.charCodeAt(0) & 0xff);
  }

  // Kept when everything has arrived and the browser has a moment.
  let settle = null;
  const settled = new Promise((resolve) => {
    settle = () => (globalThis.requestIdleCallback ?? setTimeout)(resolve);
  });

  Object.defineProperty(globalThis, "heldBoot", {
    value: Object.freeze({
      wasmUrl,
      glueUrl,
      join,
      async licences() {
        if (single) return textOf("held-licences");
        const answer = await fetch("licences.txt");
        if (!answer.ok) throw new Error("The licences were not found.");
        return answer.text();
      },
      version: version ?? "",
      settled,
      // The worker that answers without a network. None for a file, nor where the way here could not be trusted.
      async keepOffline() {
        if (single || !isSecureContext || !navigator.serviceWorker) return null;
        const script = absolute("service-worker.js");
        scripts.add(script);
        return navigator.serviceWorker.register(scriptUrl(script), { updateViaCache: "none" });
      },
      // A second instance of the same module, already compiled. The caller posts its request at once and ends the
      // worker after the answer.
      worker() {
        const started = new Worker(workerScript(), { name: "held" });
        started.postMessage({ module, rest: theRest(), glue: glueUrl });
        return started;
      },
    }),
  });

  async function compiled(url, integrity) {
    if (single) {
      const bytes = Uint8Array.from(atob(textOf("held-wasm").trim()), (unit) => unit.charCodeAt(0));
      return WebAssembly.compile(bytes);
    }
    const answer = await fetch(url, { integrity, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`The module was not found (${answer.status}).`);
    // Some hosts do not know the type of a module, and only the right one may be compiled while it arrives.
    return answer.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(answer)
      : WebAssembly.compile(await answer.arrayBuffer());
  }

  // Until the first screen has been painted nothing is fetched or compiled beside it. A page that nobody sees paints
  // nothing, so this does not wait for ever.
  function firstScreen() {
    return new Promise((resolve) => {
      const painted = () => requestAnimationFrame(() => setTimeout(resolve));
      const app = document.getElementById("app");
      if (app.firstChild) painted();
      else new MutationObserver((_, drawn) => (drawn.disconnect(), painted())).observe(app, { childList: true });
      setTimeout(resolve, 1_000);
    });
  }

  async function start() {
    let first = null;
    try {
      module = await compiled(wasmUrl, wasmIntegrity);
      first = await wasm_bindgen({ module_or_path: module });
      if (rest) {
        await firstScreen();
        const arrived = await compiled(absolute(rest), restIntegrity);
        restModule ??= arrived;
        join(first);
      }
      settle();
    } catch (error) {
      // Nothing has been kept yet, and the error cannot hold a word of anyone's. There may be words on the screen only
      // if the app had started and the rest did not come.
      console.error(error);
      globalThis.heldRescue?.(first ? "panic" : "start");
    }
  }

  start();
})();
