// Derives a key away from the page, so that the page stays alive meanwhile: a second instance of the same module, whose
// start function returns at once where there is no window.
//
// First message, from boot.js: { module, rest, glue }, where `rest` is the second part of a module that comes in two, or
// null. Then, for each derivation:
//   { secret: Uint8Array, salt: Uint8Array, memory, passes, lanes }  (memory in KiB)
// answered by { ok: Uint8Array } or { error }, where error is the word the module gave ("cheap", "dear", "secret",
// "memory"), "memory" also when the memory could not grow, or "failed". What passes through here is overwritten with zeros as far as the language lets us.
"use strict";

let ready = Promise.reject(new Error("The module has not arrived."));
ready.catch(() => {});

async function start({ module, rest, glue }) {
  // In the single file the glue stands in front of this script.
  if (typeof wasm_bindgen === "undefined") {
    const policy = self.trustedTypes?.createPolicy("held", {
      createScriptURL(url) {
        if (url === glue) return url;
        throw new TypeError("This script does not belong to the worker.");
      },
    });
    importScripts(policy ? policy.createScriptURL(glue) : glue);
  }
  const first = await wasm_bindgen({ module_or_path: module });
  if (rest) {
    await WebAssembly.instantiate(rest, { first });
    first.arrived.value = 1;
  }
}

function reason(error) {
  if (typeof error === "string") return error;
  // A memory that cannot grow ends in a trap or in a range error.
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError ? "memory" : "failed";
}

async function derive({ secret, salt, memory, passes, lanes }) {
  try {
    await ready;
    const key = wasm_bindgen.derive_in_worker(secret, salt, memory, passes, lanes);
    self.postMessage({ ok: key }, [key.buffer]);
  } catch (error) {
    self.postMessage({ error: reason(error) });
  } finally {
    if (secret instanceof Uint8Array) secret.fill(0);
  }
}

self.addEventListener("message", ({ data }) => {
  if (data.module) {
    ready = start(data);
    ready.catch(() => {});
  } else {
    derive(data);
  }
});
