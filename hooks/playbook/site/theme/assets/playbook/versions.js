// Which versions there are, and what is new since this one. Old pages run this very file, so it
// reads only what every later version goes on to publish: versions.json, and entries.json of each.

import { asked } from "./card.js";
import { kept, word } from "./keep.js";

const strip = document.querySelector(".pb-version");
const root = new URL(strip.dataset.root, location.href);
const here = strip.dataset;
const SEEN = "playbook.version";

const read = async (path) => {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

const words = (name, facts = {}) =>
  strip.querySelector(`template[data-words="${name}"]`).content.textContent.trim()
    .replace(/\[(\w+)\]/g, (whole, key) => facts[key] ?? whole);

/** The ids of the entries on this page. */
const ownIds = () => [...document.querySelectorAll("article.entry[id]")].map((entry) => entry.id);

/** The entry that the reader looks at: the one in the address, or the only one of the page. */
function entryInView() {
  const named = decodeURIComponent(location.hash.slice(1));
  const ids = ownIds();
  return ids.includes(named) ? named : ids.length === 1 ? ids[0] : null;
}

/** Where an entry of another version stands; an entry may have got a new id since. */
function placeOf(index, id) {
  const now = id in index.entries ? id
    : Object.keys(index.entries).find((key) => index.entries[key].previous_ids?.includes(id));
  const language = here.language in index.roots ? here.language : Object.keys(index.roots)[0];
  return now && `${index.roots[language]}${index.entries[now].page}#${now}`;
}

/** The same place in another version, or the nearest page above it. */
function sameIn(index) {
  const id = entryInView();
  const place = id && placeOf(index, id);
  if (place) return place;
  let page = here.page;
  while (page && !index.pages.includes(page)) page = page.replace(/[^/]*\/$/, "");
  return page + (page === here.page ? location.hash : "");
}

async function goTo(event, folder) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const index = await read(`../${folder}/entries.json`).catch(() => null);
  location.assign(new URL(`../${folder}/${index ? sameIn(index) : ""}`, root));
}

function fillList(versions) {
  const details = strip.querySelector("details");
  for (const { version, aliases, properties } of versions) {
    const link = document.createElement("a");
    const current = aliases.includes("latest");
    link.href = new URL(`../${current ? "latest" : version}/${here.page}`, root);
    link.textContent = [version, properties?.date, current && words("current")]
      .filter(Boolean).join(" · ");
    if (version === here.version) link.setAttribute("aria-current", "true");
    link.addEventListener("click", (event) => goTo(event, current ? "latest" : version));
    const item = document.createElement("li");
    item.append(link);
    details.querySelector("ul").append(item);
  }
  details.hidden = false;
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
}

function notice(text, link, href) {
  const box = strip.querySelector(".pb-version-notice");
  box.replaceChildren(text, " ");
  if (link) {
    const anchor = document.createElement("a");
    anchor.textContent = link;
    anchor.href = href;
    box.append(anchor);
  }
  box.hidden = false;
}

/** Mark an entry that says something else today. */
function mark(id, href) {
  const note = document.createElement("p");
  note.className = "entry-changed";
  const link = document.createElement("a");
  link.href = href;
  link.textContent = words("changed_here");
  note.append(link);
  document.getElementById(id).querySelector(".entry-head").after(note);
}

/** Tell of a newer version, and which entries of this page it changed. */
async function tellOfNewer(current) {
  const [mine, now] = await Promise.all([read("entries.json"), read("../latest/entries.json")]);
  const ids = ownIds();
  const address = (place) => new URL(`../latest/${place}`, root).href;
  const changed = ids.filter((id) => {
    const place = placeOf(now, id);
    const key = place?.split("#")[1];
    return !key || now.entries[key].digest !== mine.entries[id]?.digest;
  });
  for (const id of changed) {
    mark(id, address(placeOf(now, id) ?? "").replace(/latest\/$/, `r/${id}/`));
  }
  const facts = { version: current.version, date: current.properties?.date ?? "", n: changed.length };
  const said = !ids.length ? "" : changed.length ? words("newer_changed", facts) : words("newer_same");
  const lead = strip.querySelector("p a");
  notice(`${words("newer", facts)} ${said}`, lead.textContent, address(sameIn(now)));
}

/** As whom the reader has chosen to read: a role comes with those that it includes. */
async function chosen() {
  const { role, account, country } = kept("reader", {});
  const choices = role ? await read(new URL(word("reader"), location.href)) : { role: [] };
  const roles = choices.role.find(({ id }) => id === role)?.with ?? [role];
  return { roles, account: [account], countries: [country] };
}

/** Whether an entry concerns a reader; what is not chosen leaves nothing out. */
const concerns = (entry, reader) => Object.entries(reader).every(([scope, [first, ...more]]) =>
  !entry[scope] || !first || [first, ...more].some((one) => entry[scope].includes(one)));

/** Tell a returning reader how many rules that concern them have changed; kept here alone. */
async function tellOfVisit() {
  let seen = null;
  try {
    seen = localStorage.getItem(SEEN);
    localStorage.setItem(SEEN, here.version);
  } catch {
    return; // a browser that keeps nothing
  }
  if (!seen || seen === here.version) return;
  const [before, now, reader] = await Promise.all([read(`../${seen}/entries.json`), read("entries.json"), chosen()]);
  const changed = Object.entries(now.entries).filter(([id, entry]) =>
    entry.kind === "policy" && concerns(entry, reader) && before.entries[id]?.digest !== entry.digest);
  if (!changed.length) return;
  const name = changed.length === 1 ? "visit_one" : "visit_other";
  notice(words(name, { n: changed.length }), words("visit_link"), strip.querySelector("[data-releases]").href);
}

/** Where the address asks for a day, say so, and keep the day on the way through this version. */
function keepDay(day) {
  const box = strip.querySelector(".pb-version-notice");
  const line = document.createElement("p");
  const back = document.createElement("a");
  back.href = new URL(`../latest/${here.page}`, root);
  back.textContent = words("today");
  line.append(words("on_day", { date: day }), " ", back);
  line.className = "pb-version-day";
  box.before(line);
  const follow = ({ target }) => {
    const link = target.closest("a[href]");
    if (!link?.href.startsWith(root.href)) return;
    const url = new URL(link.href);
    url.searchParams.set("on", day);
    link.href = url;
  };
  for (const event of ["click", "auxclick"]) document.addEventListener(event, follow, true);
}

/** Say in the link for readers as whom the reader reads. */
for (const link of document.querySelectorAll("[data-acknowledge]")) {
  link.href = link.dataset.acknowledge.replaceAll("{role}", encodeURIComponent(kept("reader", {}).role ?? ""));
}

const day = asked();
if (day) keepDay(day);
const versions = await read("../versions.json").catch(() => []);
const current = versions.find(({ aliases }) => aliases.includes("latest"));
if (versions.length) fillList(versions);
if (current && current.version !== here.version) await tellOfNewer(current).catch(() => {});
else if (current) await tellOfVisit().catch(() => {});
