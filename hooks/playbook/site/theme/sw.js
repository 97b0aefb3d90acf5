// Stores the handbook for use without a network. Pages come from the network first; after a short
// wait, or without one, the stored copy is shown and says of itself that it is one.

/**
 * What the build fills in: the version, what is stored first, and the pages of each language.
 * @typedef {{ version: string, core: string[], pages: Record<string, string[]> }} Build
 */

const BUILD = null;
const { version, core, pages } = /** @type {Build} */ (/** @type {unknown} */ (BUILD));

const WAIT = 3000; // milliseconds for the network's answer before the copy is shown
const MAX_FILES = 600; // beside the core
const MAX_BYTES = 1_500_000; // in one file
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
const FAMILY = `playbook ${SCOPE} `;
const CACHE = FAMILY + version;
const CORE = new Set(core.map((path) => new URL(path, SCOPE).href));
const NOTICE = 'class="pb-saved" role="status" hidden'; // stands in every page
let isSlow = false; // the last page had to be the copy: what it needs is then not waited for
let isStopped = false; // once offline use is switched off, what is still under way stores nothing

worker.addEventListener("install", (event) => {
  event.waitUntil(storeAll(core).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(removeCaches((name) => name !== CACHE).then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  if (event.data?.forget) {
    isStopped = true;
    event.waitUntil(removeCaches(() => true));
    return;
  }
  const paths = pages[event.data?.keep];
  if (paths) event.waitUntil(storeAll([...core, ...paths]));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = request.method === "GET" && url.href.startsWith(SCOPE);
  if (!isOurs || url.pathname.endsWith("/offline.json") || request.headers.has("range")) return;
  event.respondWith(respond(event, request));
});

/**
 * Remove those caches of this handbook that a condition names.
 * @param {(name: string) => boolean} isOld
 */
async function removeCaches(isOld) {
  for (const name of await caches.keys()) {
    if (name.startsWith(FAMILY) && isOld(name)) await caches.delete(name);
  }
}

/**
 * The network's answer, or the copy where the network is slow or gone, or the server is broken.
 * @param {FetchEvent} event
 * @param {Request} request
 */
async function respond(event, request) {
  const isPage = request.mode === "navigate";
  const fromNetwork = fetchFresh(request, isPage).then((response) => {
    event.waitUntil(store(request.url, response.clone()));
    return response;
  });
  const orNothing = fromNetwork.catch(() => undefined);
  event.waitUntil(orNothing);
  const first = await Promise.race([orNothing, delay(isPage || !isSlow ? WAIT : 0)]);
  if (isPage) isSlow = !first;
  if (first && first.status < 500) return first;
  const copy = await caches.match(request.url.split("#")[0], { ignoreSearch: true, cacheName: CACHE });
  if (copy) return isPage ? withNotice(copy) : copy;
  return fromNetwork.catch((error) => {
    if (!isPage) throw error;
    return Response.redirect(new URL(core[0], SCOPE), 302);
  });
}

/**
 * Pages are requested again even if the server allows caching: they may be of another version.
 * @param {Request} request
 * @param {boolean} isPage
 */
function fetchFresh(request, isPage) {
  return isPage ? fetch(request.url, { cache: "no-cache", redirect: "manual" }) : fetch(request);
}

/**
 * @param {number} milliseconds
 * @returns {Promise<undefined>}
 */
const delay = (milliseconds) => new Promise((end) => { setTimeout(end, milliseconds); });

/**
 * A stored page that says that it is one: the notice stands in it, hidden.
 * @param {Response} copy
 */
async function withNotice(copy) {
  const text = (await copy.text()).replace(NOTICE, NOTICE.replace(" hidden", ""));
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/**
 * @param {string} url
 * @param {Response} response
 */
async function store(url, response) {
  if (!response.ok || response.redirected || response.type !== "basic") return;
  const { size } = await response.clone().blob(); // a compressed answer does not say its length
  if (size > MAX_BYTES || isStopped) return;
  const cache = await caches.open(CACHE);
  const others = (await cache.keys()).filter((request) => !CORE.has(request.url));
  if (others.length >= MAX_FILES) await cache.delete(others[0]);
  await cache.put(url.split("#")[0], response);
  if (isStopped) await removeCaches(() => true);
}

/**
 * Fetch and store what is not stored yet; a file that fails is left for the next visit.
 * @param {string[]} paths
 */
async function storeAll(paths) {
  const cache = await caches.open(CACHE);
  for (const path of paths) {
    if (isStopped) return;
    const url = new URL(path, SCOPE).href;
    if (await cache.match(url)) continue;
    try {
      await store(url, await fetch(url, { cache: "no-cache" }));
    } catch { /* no network just now */ }
  }
}
