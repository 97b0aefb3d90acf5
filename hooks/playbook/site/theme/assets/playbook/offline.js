// Reading without a network: the current version keeps itself in the browser, and one that is no
// longer current forgets itself. Plain HTTP keeps nothing and is silent about it, and
// `{"offline": false}` in offline.json takes all of it away again. That file stands beside the
// start page or, since a published version never changes, beside all versions.

const base = new URL("../../", import.meta.url);
const { release, edition } = document.getElementById("pb-words").dataset;

if ("serviceWorker" in navigator && isSecureContext) {
  addEventListener("load", () => { begin().catch(() => { /* no network: what is kept stays */ }); });
}

async function begin() {
  const place = edition === undefined ? "offline.json" : "../offline.json";
  const answer = await fetch(new URL(place, base), { cache: "no-store" });
  if (!answer.ok) return;
  if (!(await answer.json()).offline || !(await isCurrent())) {
    await forget();
    return;
  }
  await navigator.serviceWorker.register(new URL("sw.js", base), { scope: base.pathname });
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.connection?.saveData) active.postMessage({ keep: document.documentElement.lang });
}

/** Whether this is the version that applies; outside a release there is no other. */
async function isCurrent() {
  if (edition === undefined) return true;
  const answer = await fetch(new URL("../versions.json", base));
  const latest = (await answer.json()).find(({ aliases }) => aliases.includes("latest"));
  return latest?.version === release;
}

async function forget() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (registration.scope !== base.href) continue;
    registration.active?.postMessage({ forget: true });
    await registration.unregister();
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(`playbook ${base.href} `)) await caches.delete(name);
  }
}
