// Answers for the site when the network does not, and lets a new version wait until somebody asks for it.
//
// The build puts one line in front of this script: `const SITE = { version, files: [{ url, integrity }] }`, every file
// of the site with its digest. Nothing else is ever answered: a request for what is not on a list, or of another origin,
// fails here and goes nowhere.
//
// A version has a cache of its own, filled as a whole or not at all. The one before it stays until the new one has
// started in a page. A new one that does not start is not insisted on: the next page comes from the last that did.
//
// A page says words: "started VERSION" (answered by "kept": all of it is here), "failed VERSION", and to a version that
// waits "ready" (answered by "ready", unless it was put off), "later", "skip-waiting".
"use strict";

const SCOPE = new URL(self.registration.scope);
// Other folders of this origin have workers and caches of their own. An address holds no space, so none begins like ours.
const OURS = `h1 ${SCOPE.pathname} `;
const NAME = OURS + SITE.version;
const INDEX = new URL("index.html", SCOPE).href;
// Where Exit goes. It starts no app, so it says nothing about how a version does.
const CALENDAR = new URL("calendar.html", SCOPE).href;
// The whole app in one file, to take along: too much to keep twice, so only the host has it.
const SINGLE = new URL("held.html", SCOPE).href;
// What a browser shows when it asks whether to install: looked at once, so kept by nobody.
const PICTURES = new URL("static/screenshots/", SCOPE).href;
// What is known about a version, in its cache under a name that no request has.
const NOTE = new URL("?note", SCOPE).href;

const digests = new Map(SITE.files.map(({ url, integrity }) => [new URL(url, SCOPE).href, integrity]));

// Pages a new version may be given to without a word from it, before the last good one is taken again.
const TRIES = 3;
// A visit, for somebody who said "Later".
const VISIT = 12 * 60 * 60 * 1000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(hear(String(event.data), event.source)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && plain(request.url) === SINGLE) return;
  if (request.method === "GET" && request.url.startsWith(PICTURES) && plain(request.url) === request.url) return;
  event.respondWith(answer(request).catch(() => Response.error()));
});

// All files or none. What a kept version has with the same digest is not fetched again.
async function install() {
  const begun = await caches.has(NAME);
  try {
    const cache = await caches.open(NAME);
    const older = await others();
    await Promise.all([...digests].map(([url, integrity]) => bring(cache, url, integrity, older)));
  } catch (error) {
    if (!begun) await caches.delete(NAME);
    throw error;
  }
}

async function bring(cache, url, integrity, older) {
  for (const name of [NAME, ...older]) {
    const kept = await found(name, url);
    if (kept && (await digest(kept.clone())) === integrity) return cache.put(url, kept);
  }
  return cache.put(url, await fetched(url, integrity));
}

// From the host, and only with the bytes that are on the list.
async function fetched(url, integrity) {
  const answer = await fetch(url, { integrity, cache: "no-cache", credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  // As if it had come straight from this address: a page is refused an answer that was redirected.
  const headers = new Headers(answer.headers);
  headers.delete("vary");
  return new Response(answer.body, { headers });
}

async function digest(answer) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

// Versions that were never started go, among them what a broken-off install left. Not while another one is installed.
async function activate() {
  if (self.registration.installing) return;
  for (const name of await others()) {
    if (!(await noted(name)).started) await caches.delete(name);
  }
}

async function answer(request) {
  const url = plain(request.url);
  if (request.method !== "GET" || new URL(url).origin !== SCOPE.origin) return Response.error();
  if (request.mode === "navigate") return page(url);
  if (url !== request.url.split("#")[0]) return Response.error();
  return (await kept(url, NAME)) ?? Response.error();
}

// A page of the list; any other address leads to the start.
async function page(url) {
  const wanted = url === SCOPE.href ? INDEX : url;
  if (!digests.has(wanted)) return Response.redirect(SCOPE.href);
  try {
    return await kept(wanted, wanted === CALENDAR ? NAME : await serving());
  } catch {
    // The browser has thrown the page away, and the host has another one or none: a worker with nothing to give goes.
    await self.registration.unregister();
    return Response.redirect(url);
  }
}

// A file from this version's cache, or the named one first. A page of another version finds what it still needs in that
// version's. What a browser has thrown away comes again from the host, if it is the same.
async function kept(url, first) {
  for (const name of new Set([first, NAME, ...(await others())])) {
    const kept = await found(name, url);
    if (kept) return kept;
  }
  if (!digests.has(url)) return undefined;
  const again = await fetched(url, digests.get(url));
  // A cache that is gone as a whole is filled again by a page that starts, and may have been removed on purpose.
  if (await caches.has(NAME)) await (await caches.open(NAME)).put(url, again.clone());
  return again;
}

// The cache whose pages are given out: this version's, unless it failed to start and there is one that did.
async function serving() {
  const { started, failed, tries = 0 } = await noted(NAME);
  if (started) return NAME;
  const good = await lastGood();
  if (!good) return NAME;
  if (failed || tries >= TRIES) return good;
  await note({ tries: tries + 1 });
  return NAME;
}

async function lastGood() {
  let good;
  for (const name of await others()) {
    if ((await noted(name)).started) good = name;
  }
  return good;
}

async function hear(message, page) {
  const [word, version] = message.split(" ");
  if (word === "skip-waiting") return self.skipWaiting();
  if (word === "later") return note({ later: Date.now() });
  if (word === "ready") {
    const { later = 0 } = await noted(NAME);
    if (Date.now() - later > VISIT) page?.postMessage("ready");
  } else if (version === SITE.version && word === "failed") {
    // A start that was seen once counts for more.
    if (!(await noted(NAME)).started) await note({ failed: true });
  } else if (version === SITE.version && word === "started") {
    if (!(await noted(NAME)).started) await note({ started: true });
    // The page that brought this worker came without one.
    await self.clients.claim();
    await complete();
    page?.postMessage("kept");
    await tidy();
  }
}

// Brings again what a browser has thrown away since the install.
async function complete() {
  const cache = await caches.open(NAME);
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const missing = [...digests].filter(([url]) => !here.has(url));
  await Promise.all(missing.map(([url, integrity]) => bring(cache, url, integrity, [])));
}

// This version has started: those before it go, unless another tab may still be running one.
async function tidy() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.filter((one) => one.url.startsWith(SCOPE.href)).length > 1) return;
  for (const name of await others()) {
    // One that never started may be the next, on its way in.
    if ((await noted(name)).started) await caches.delete(name);
  }
}

// The caches of other versions of this site, the oldest first.
async function others() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
}

function found(name, url) {
  return caches.match(url, { cacheName: name, ignoreVary: true });
}

async function noted(name) {
  return (await found(name, NOTE))?.json() ?? {};
}

async function note(change) {
  const all = { ...(await noted(NAME)), ...change };
  await (await caches.open(NAME)).put(NOTE, new Response(JSON.stringify(all)));
}

// An address without what comes after its path.
function plain(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}
