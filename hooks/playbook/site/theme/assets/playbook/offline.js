// Offline reading: stores the current version in the browser and removes an old one. Nothing is stored
// over plain HTTP. `{"offline": false}` in offline.json removes everything. That file is next to the
// home page; in a release, it is next to the version folders, as a published version never changes.

import { trusted } from "./trusted.js";

const base = new URL("../../", import.meta.url);
const { release, edition } = document.getElementById("pb-words")?.dataset ?? {};

if ("serviceWorker" in navigator && isSecureContext) {
  addEventListener("load", () => { update().catch(() => { /* no network: keep what is stored */ }); });
}

/** Register the service worker, or remove it if offline.json says so. */
async function update() {
  const path = edition === undefined ? "offline.json" : "../offline.json";
  const response = await fetch(new URL(path, base), { cache: "no-store" });
  if ([404, 410].includes(response.status)) { // the handbook or its switch was taken down
    await remove();
    return;
  }
  if (!response.ok) return;
  if (!(await response.json()).offline || !(await isCurrent())) {
    await remove();
    return;
  }
  const worker = trusted.createScriptURL(new URL("sw.js", base).href);
  await navigator.serviceWorker.register(worker, { scope: base.pathname });
  const { active } = await navigator.serviceWorker.ready;
  const { connection } = /** @type {{ connection?: { saveData: boolean } }} */ (navigator);
  if (!connection?.saveData) active?.postMessage({ keep: document.documentElement.lang });
}

/** Whether this is the current version; always true outside a release. */
async function isCurrent() {
  if (edition === undefined) return true;
  const response = await fetch(new URL("../versions.json", base));
  /** @type {{ version: string, aliases: string[] }[]} */
  const versions = await response.json();
  return versions.find(({ aliases }) => aliases.includes("latest"))?.version === release;
}

/** Remove the workers and caches of this version. */
async function remove() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (registration.scope !== base.href) continue;
    registration.active?.postMessage({ forget: true });
    await registration.unregister();
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(`playbook ${base.href} `)) await caches.delete(name);
  }
}
