// Starts the app. A classic script, so that it also runs from a file opened from a disk.
//
// It refuses to start inside a frame, takes away the one way of sending that no policy closes, allows the worker's
// script and no other, and hands over to rescue.js in a plain sentence when the module cannot start.
//
// The build writes onto this script's tag where the module, its glue and the worker are (`data-wasm`, `data-glue`,
// `data-worker`). In the single file they are on the page itself: `#held-wasm` and `#held-worker`.
(() => {
  "use strict";

  const { wasm, wasmIntegrity, glue, worker } = document.currentScript.dataset;
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

  Object.defineProperty(globalThis, "heldBoot", {
    value: Object.freeze({
      wasmUrl,
      glueUrl,
      // A second instance of the same module, already compiled. The caller posts its request at once and ends the
      // worker after the answer.
      worker() {
        const started = new Worker(workerScript(), { name: "held" });
        started.postMessage({ module, glue: glueUrl });
        return started;
      },
    }),
  });

  async function compiled() {
    if (single) {
      const bytes = Uint8Array.from(atob(textOf("held-wasm").trim()), (unit) => unit.charCodeAt(0));
      return WebAssembly.compile(bytes);
    }
    const answer = await fetch(wasmUrl, { integrity: wasmIntegrity, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`The module was not found (${answer.status}).`);
    // Some hosts do not know the type of a module, and only the right one may be compiled while it arrives.
    return answer.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(answer)
      : WebAssembly.compile(await answer.arrayBuffer());
  }

  async function start() {
    try {
      module = await compiled();
      await wasm_bindgen({ module_or_path: module });
    } catch (error) {
      // Nothing has been typed yet, so this cannot hold a word of anyone's.
      console.error(error);
      globalThis.heldRescue?.("start");
    }
  }

  start();
})();
