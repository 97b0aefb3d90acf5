// Keeps the handbook for use without a network. Pages come from the network first; after a short
// wait, or without one, the copy is shown and says of itself that it is one.

const BUILD = null; // filled in when the site is built: {version, core, pages: {language: [...]}}

const WAIT = 3000;
const MOST_FILES = 600; // beside the core
const MOST_BYTES = 1_500_000; // in one file
const SCOPE = self.registration.scope;
const FAMILY = `playbook ${SCOPE} `;
const CACHE = FAMILY + BUILD.version;
const CORE = new Set(BUILD.core.map((path) => new URL(path, SCOPE).href));
let slow = false; // the last page had to be the copy: what it needs is then not waited for
let stopped = false; // once the switch is off, what is still under way keeps nothing more
const SAVED = 'class="pb-saved" role="status" hidden';

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll(BUILD.core).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(FAMILY) && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data?.forget) {
    stopped = true;
    event.waitUntil(forget());
    return;
  }
  const pages = BUILD.pages[event.data?.keep];
  if (pages) event.waitUntil(keepAll([...BUILD.core, ...pages]));
});

async function forget() {
  for (const name of await caches.keys()) {
    if (name.startsWith(FAMILY)) await caches.delete(name);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = request.method === "GET" && url.href.startsWith(SCOPE);
  if (!ours || url.pathname.endsWith("/offline.json") || request.headers.has("range")) return;
  event.respondWith(answer(event, request));
});

/** The network's answer, or the copy where the network is slow or gone, or the server is broken. */
async function answer(event, request) {
  const isPage = request.mode === "navigate";
  const fromNetwork = asked(request, isPage).then((response) => {
    event.waitUntil(keep(request.url, response.clone()));
    return response;
  });
  const quick = fromNetwork.catch(() => undefined);
  event.waitUntil(quick);
  const first = await Promise.race([quick, rest(isPage || !slow ? WAIT : 0)]);
  if (isPage) slow = !first;
  if (first && first.status < 500) return first;
  const copy = await caches.match(request.url.split("#")[0], { ignoreSearch: true, cacheName: CACHE });
  if (copy) return isPage ? marked(copy) : copy;
  return fromNetwork.catch((error) => {
    if (!isPage) throw error;
    return Response.redirect(new URL(BUILD.core[0], SCOPE), 302);
  });
}

/** Pages are asked for anew even where the server lets them be kept: they may be another version's. */
function asked(request, isPage) {
  return isPage ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request);
}

const rest = (time) => new Promise((end) => { setTimeout(end, time); });

/** A kept page that says that it is one: the notice stands in it, hidden. */
async function marked(copy) {
  const text = (await copy.text()).replace(SAVED, SAVED.replace(" hidden", ""));
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function keep(url, response) {
  if (!response.ok || response.redirected || response.type !== "basic") return;
  const { size } = await response.clone().blob(); // a compressed answer does not tell its length
  if (size > MOST_BYTES || stopped) return;
  const cache = await caches.open(CACHE);
  const others = (await cache.keys()).filter((one) => !CORE.has(one.url));
  if (others.length >= MOST_FILES) await cache.delete(others[0]);
  await cache.put(url.split("#")[0], response);
  if (stopped) await forget();
}

/** Fetch and keep what is not kept yet; one that fails is left for the next visit. */
async function keepAll(paths) {
  const cache = await caches.open(CACHE);
  for (const path of paths) {
    if (stopped) return;
    const url = new URL(path, SCOPE).href;
    if (await cache.match(url)) continue;
    try {
      await keep(url, await fetch(url, { cache: "no-cache" }));
    } catch { /* no network just now */ }
  }
}
