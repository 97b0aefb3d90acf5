// The service worker: stores the handbook for offline use. Pages are fetched from the network first;
// if it is slow or missing, the stored copy is shown with a notice.

/**
 * The data that the build fills in: the version, the files to store first, each language's pages, and the home pages.
 * @typedef {{ version: string, core: string[], pages: Record<string, string[]>, homes: string[] }} Build
 */

const BUILD = null;
const { version, core, pages, homes } = /** @type {Build} */ (/** @type {unknown} */ (BUILD));

const NETWORK_TIMEOUT = 3000; // milliseconds to wait for the network before the copy is shown
const MAX_FILES = 600; // in addition to the core
const MAX_BYTES = 1_500_000; // per file
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
const CACHE_PREFIX = `playbook ${SCOPE} `;
const CACHE = CACHE_PREFIX + version;
const CORE = new Set(core.map((path) => new URL(path, SCOPE).href));
const NOTICE = 'class="pb-saved" role="status" hidden'; // part of every page
let isSlow = false; // the last page was a stored copy: do not wait for its resources
let isStopped = false; // offline use was switched off: pending requests store nothing

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
 * Remove the caches of this handbook that match a condition.
 * @param {(name: string) => boolean} isOld
 */
async function removeCaches(isOld) {
  for (const name of await caches.keys()) {
    if (name.startsWith(CACHE_PREFIX) && isOld(name)) await caches.delete(name);
  }
}

/**
 * The network's response, or the stored copy if the network is slow or missing, or the server fails.
 * @param {FetchEvent} event
 * @param {Request} request
 */
async function respond(event, request) {
  const isPage = request.mode === "navigate";
  const fromNetwork = fetchFresh(request, isPage).then((response) => {
    event.waitUntil(store(request.url, response.clone()));
    return response;
  });
  const responseOrUndefined = fromNetwork.catch(() => undefined);
  event.waitUntil(responseOrUndefined);
  const earlyResponse = await Promise.race([responseOrUndefined, delay(isPage || !isSlow ? NETWORK_TIMEOUT : 0)]);
  if (isPage) isSlow = !earlyResponse;
  if (earlyResponse && earlyResponse.status < 500) return earlyResponse;
  const copy = await caches.match(request.url.split("#")[0], { ignoreSearch: true, cacheName: CACHE });
  if (copy) return isPage ? withNotice(copy) : copy;
  return fromNetwork.catch((error) => {
    if (!isPage) throw error;
    return Response.redirect(homeOf(request.url), 302);
  });
}

/**
 * The home page in the language of a page that is not stored; it then says that the page is missing.
 * @param {string} url
 */
function homeOf(url) {
  const urls = homes.map((path) => new URL(path, SCOPE).href).filter((home) => url.startsWith(home));
  const nearest = urls.reduce((longest, home) => (home.length > longest.length ? home : longest), SCOPE);
  return `${nearest}#not-saved`;
}

/**
 * Fetch a file. Pages bypass the HTTP cache, as a cached page may belong to another version.
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
 * A stored page with its hidden notice made visible.
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
  const { size } = await response.clone().blob(); // a compressed response has no usable length
  if (size > MAX_BYTES || isStopped) return;
  const cache = await caches.open(CACHE);
  const others = (await cache.keys()).filter((request) => !CORE.has(request.url));
  if (others.length >= MAX_FILES) await cache.delete(others[0]);
  await cache.put(url.split("#")[0], response);
  if (isStopped) await removeCaches(() => true);
}

/**
 * Fetch and store missing files; a file that fails is tried again at the next visit.
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
