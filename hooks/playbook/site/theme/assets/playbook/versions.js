// The version menu, and notices of changes since this version or the reader's last visit. The
// page of an old version still runs the old version of this module after later releases. So the module
// may only read files that every later version publishes too: versions.json, and entries.json of each
// version.

import { dayInQuery } from "./dates.js";
import { createElement, find, findAll } from "./dom.js";
import { readerScope, storedChoice } from "./scope.js";
import { loadText, saveText } from "./storage.js";
import { decodeUrl, formatDate, formatValue, pageText, pluralForm } from "./text.js";
import { changedIds, countChanged, entryPlace, samePlace } from "./version-entries.js";

/** @typedef {import("./version-entries.js").EntryIndex} EntryIndex */
/** @typedef {{ version: string, aliases: string[], properties?: { date?: string } }} Version */

const bar = find(document, ".pb-version", HTMLElement);
const { version = "", language = "", page = "" } = bar.dataset;
const root = new URL(bar.dataset.root ?? "", location.href);

/**
 * @param {string} path relative to the root of this version
 * @returns {Promise<any>}
 */
async function loadJson(path) {
  const response = await fetch(new URL(path, root));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/**
 * A text from the version bar, with its `[placeholders]` filled in.
 * @param {string} name
 * @param {Record<string, string | number>} [facts]
 */
function barText(name, facts = {}) {
  const template = find(bar, `template[data-words="${name}"]`, HTMLTemplateElement);
  const text = template.content.textContent ?? "";
  return text.trim().replace(/\[(\w+)\]/g, (whole, key) => formatValue(facts[key] ?? whole));
}

/** The ids of the entries on this page. */
const pageIds = () => findAll(document, "article.pb-entry[id]", HTMLElement).map((entry) => entry.id);

/** The id and then the previous ids of the entry that the URL names, or else of the only one on the page. */
function idsInView() {
  const named = decodeUrl(location.hash.slice(1));
  const ids = pageIds();
  const id = ids.includes(named) ? named : ids.length === 1 ? ids[0] : null;
  const former = id === null ? [] : findAll(document, ".pb-old-anchor", HTMLElement)
    .filter((anchor) => anchor.closest("article")?.id === id).map((anchor) => anchor.id);
  return id === null ? [] : [id, ...former.reverse()];
}

/**
 * The URL of the reader's current entry or page in another version.
 * @param {EntryIndex} index
 */
const placeIn = (index) => samePlace(index, idsInView(), { language, page, hash: location.hash });

/**
 * Follow a link to another version, to the same entry or page.
 * @param {MouseEvent} event
 * @param {string} folder the folder of that version
 */
async function goTo(event, folder) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const index = await loadJson(`../${folder}/entries.json`).catch(() => null);
  location.assign(new URL(`../${folder}/${index ? placeIn(index) : ""}`, root));
}

/** @param {Version[]} versions */
function fillList(versions) {
  const details = find(bar, "details", HTMLDetailsElement);
  const all = find(bar, "[data-releases]", HTMLAnchorElement);
  const link = createElement("a", { href: all.href }, all.textContent);
  find(details, "ul", HTMLElement).append(...versions.map(listItem), createElement("li", {}, link));
  details.hidden = false;
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    find(details, "summary", HTMLElement).focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Node && details.contains(target))) details.open = false;
  });
}

/** @param {Version} listed */
function listItem({ version: name, aliases, properties }) {
  const isLatest = aliases.includes("latest");
  const folder = isLatest ? "latest" : name;
  const { href } = new URL(`../${folder}/${page}`, root);
  const parts = [name, formatDate(properties?.date ?? ""), isLatest && barText("current")];
  const link = createElement("a", { href }, parts.filter(Boolean).join(" · "));
  if (name === version) link.setAttribute("aria-current", "true");
  link.addEventListener("click", (event) => goTo(event, folder));
  return createElement("li", {}, link);
}

/**
 * @param {string} text
 * @param {string} label the text of the link
 * @param {string} href
 */
function showNotice(text, label, href) {
  const box = find(bar, ".pb-version-notice", HTMLElement);
  box.replaceChildren(text, " ", createElement("a", { href }, label));
  box.hidden = false;
}

/**
 * Mark an entry whose content is different in the latest version.
 * @param {string} id
 * @param {string} href
 */
function markChanged(id, href) {
  const link = createElement("a", { href }, barText("changed_here"));
  const note = createElement("p", { class: "pb-entry-changed" }, link);
  document.getElementById(id)?.querySelector(".pb-entry-head")?.after(note);
}

/**
 * Show that there is a newer version, and which entries on this page it has changed.
 * @param {Version} latest
 */
async function showNewer({ version: newer, properties }) {
  /** @type {[EntryIndex, EntryIndex]} */
  const [ownEntries, latestEntries] = await Promise.all([loadJson("entries.json"), loadJson("../latest/entries.json")]);
  const ids = pageIds();
  const address = (/** @type {string} */ place) => new URL(`../latest/${place}`, root).href;
  const changed = changedIds(ids, ownEntries, latestEntries);
  for (const id of changed) {
    const place = entryPlace(latestEntries, id, language);
    markChanged(id, place ? address(place) : new URL(`../r/${id}/`, root).href);
  }
  const facts = { version: newer, date: formatDate(properties?.date ?? ""), n: changed.length };
  const onPage = !ids.length ? "" : changed.length ? barText("newer_changed", facts) : barText("newer_same");
  const label = find(bar, "p a", HTMLElement).textContent ?? "";
  showNotice(`${barText("newer", facts)} ${onPage}`, label, address(placeIn(latestEntries)));
}

/** The reader's choice as a scope, with the roles that the chosen role includes. */
async function chosenReader() {
  const choice = storedChoice();
  /** @type {{ role: { id: string, with: string[] }[] }} */
  const choices = choice.role ? await loadJson(new URL(pageText("reader"), location.href).href) : { role: [] };
  return readerScope(choice, choices.role.find(({ id }) => id === choice.role)?.with ?? [choice.role]);
}

/** Show a returning reader how many rules that apply to them have changed since their last visit. */
async function showChangesSinceVisit() {
  const seen = loadText("version");
  if (!saveText("version", version) || !seen || seen === version) return;
  const [before, now, reader] =
    await Promise.all([loadJson(`../${seen}/entries.json`), loadJson("entries.json"), chosenReader()]);
  const count = countChanged(before, now, bar.dataset.counted ?? "", reader);
  if (!count) return;
  const { href } = find(bar, "[data-releases]", HTMLAnchorElement);
  const pluralName = `visit_${pluralForm(count)}`;
  const name = bar.querySelector(`template[data-words="${pluralName}"]`) ? pluralName : "visit_other";
  showNotice(barText(name, { n: count }), barText("visit_link"), href);
}

/**
 * Show the date that the URL has, and pass it on in links to other pages of this version.
 * @param {string} day
 */
function keepDay(day) {
  const today = createElement("a", { href: new URL(`../latest/${page}`, root).href }, barText("today"));
  const text = barText("on_day", { date: formatDate(day) });
  const line = createElement("p", { class: "pb-version-day" }, text, " ", today);
  find(bar, ".pb-version-notice", HTMLElement).before(line);
  const addDay = (/** @type {Event} */ { target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.href.startsWith(root.href)) return;
    const url = new URL(link.href);
    url.searchParams.set("on", day);
    link.href = url.href;
  };
  for (const event of ["click", "auxclick"]) document.addEventListener(event, addDay, true);
}

/** Let the link with which readers confirm a version lead to the page of the reader's role. */
function showOwnConfirmation() {
  const { role } = storedChoice();
  for (const link of findAll(document, "[data-confirm-by-role]", HTMLAnchorElement)) {
    const rolePage = findAll(document, ".pb-pills a", HTMLAnchorElement)
      .find(({ pathname }) => role && pathname.endsWith(`/${role}/`));
    if (rolePage) link.href = new URL("confirm/", rolePage.href).href;
  }
}

showOwnConfirmation();
const day = dayInQuery(location.search);
if (day) keepDay(day);
/** @type {Version[]} */
const versions = await loadJson("../versions.json").catch(() => []);
const latest = versions.find(({ aliases }) => aliases.includes("latest"));
if (versions.length) fillList(versions);
if (latest && latest.version !== version) await showNewer(latest).catch(() => {});
else if (latest) await showChangesSinceVisit().catch(() => {});
