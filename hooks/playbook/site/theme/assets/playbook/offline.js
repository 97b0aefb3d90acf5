// Reading without a network: the current version stores itself in the browser, and a version that is not
// current any more removes itself. Over plain HTTP nothing is stored, without a message, and
// `{"offline": false}` in offline.json removes all of it again. That file stands beside the start
// page or, since a published version never changes, beside all versions.

const base = new URL("../../", import.meta.url);
const { release, edition } = document.getElementById("pb-words")?.dataset ?? {};

if ("serviceWorker" in navigator && isSecureContext) {
  addEventListener("load", () => { update().catch(() => { /* no network: what is stored stays */ }); });
}

/** Register the worker, or remove it where the site says so. */
async function update() {
  const path = edition === undefined ? "offline.json" : "../offline.json";
  const answer = await fetch(new URL(path, base), { cache: "no-store" });
  if (!answer.ok) return;
  if (!(await answer.json()).offline || !(await isCurrent())) {
    await remove();
    return;
  }
  await navigator.serviceWorker.register(new URL("sw.js", base), { scope: base.pathname });
  const { active } = await navigator.serviceWorker.ready;
  const { connection } = /** @type {{ connection?: { saveData: boolean } }} */ (navigator);
  if (!connection?.saveData) active?.postMessage({ keep: document.documentElement.lang });
}

/** Whether this is the version that applies; outside a release there is no other. */
async function isCurrent() {
  if (edition === undefined) return true;
  const answer = await fetch(new URL("../versions.json", base));
  /** @type {{ version: string, aliases: string[] }[]} */
  const versions = await answer.json();
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
