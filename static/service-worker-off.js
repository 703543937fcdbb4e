// The way out. Put in the place of service-worker.js, it takes the worker of this site away, and the copies of its files
// that the worker held; from the next load on, pages come from the host again. It reloads nothing and touches nothing
// else: what people have kept lies in other stores, and stays.
"use strict";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const ours = `h1 ${new URL(self.registration.scope).pathname} `;
  for (const name of await caches.keys()) {
    if (name.startsWith(ours)) await caches.delete(name);
  }
  await self.registration.unregister();
}
