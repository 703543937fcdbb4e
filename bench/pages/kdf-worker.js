// One maker of keys, named by the worker's own name. { module } makes it ready; { secret, salt } is answered with the
// key in hexadecimal and the milliseconds it took.
"use strict";

const COST = { memory: 65536, passes: 3, lanes: 1 };

const makers = {
  async held(module) {
    importScripts("held.js");
    await wasm_bindgen({ module_or_path: module });
    return (secret, salt) => wasm_bindgen.derive_in_worker(secret, salt, COST.memory, COST.passes, COST.lanes);
  },
  async hash() {
    importScripts("hash-wasm.js");
    const { memory: memorySize, passes: iterations, lanes: parallelism } = COST;
    return (password, salt) =>
      hashwasm.argon2id({ password, salt, memorySize, iterations, parallelism, hashLength: 32, outputType: "binary" });
  },
  async sodium() {
    importScripts("sodium-core.js", "sodium.js");
    await sodium.ready;
    const kind = sodium.crypto_pwhash_ALG_ARGON2ID13;
    return (secret, salt) => sodium.crypto_pwhash(32, secret, salt, COST.passes, COST.memory * 1024, kind);
  },
};

let make = null;

self.addEventListener("message", async ({ data }) => {
  try {
    if ("module" in data) {
      make = await makers[self.name](data.module);
      self.postMessage({ ready: true });
      return;
    }
    const started = performance.now();
    const key = await make(data.secret, data.salt);
    const ms = performance.now() - started;
    self.postMessage({ ms, key: Array.from(key, (byte) => byte.toString(16).padStart(2, "0")).join("") });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
});
