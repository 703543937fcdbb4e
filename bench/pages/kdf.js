// Runs in the page, as the body of a function: three workers, and `round` and `fresh` to measure with.
const answer = (worker, message) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(message);
  });
// A fresh copy each time: ours is wiped by the one who was given it.
const order = () => ({
  secret: new TextEncoder().encode("seven lamps along the canal"),
  salt: Uint8Array.from({ length: 16 }, (_, at) => at * 7 + 1),
});
const started = async (name, module) => {
  const worker = new Worker("worker.js", { name });
  await answer(worker, { module });
  return worker;
};

return WebAssembly.compileStreaming(fetch("held.wasm")).then(async (module) => {
  const workers = [];
  for (const name of ["held", "hash", "sodium"]) workers.push(await started(name, module));
  globalThis.round = async () => {
    const answers = [];
    for (const worker of workers) answers.push(await answer(worker, order()));
    return answers;
  };
  globalThis.fresh = async (count) => {
    const times = [];
    for (let run = 0; run < count; run += 1) {
      const before = performance.now();
      const worker = await started("held", module);
      await answer(worker, order());
      times.push(performance.now() - before);
      worker.terminate();
    }
    return times;
  };
  return true;
});
