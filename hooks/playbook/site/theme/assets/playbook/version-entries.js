// Compares the entries of two versions by their `entries.json`.

import { appliesTo } from "./scope.js";

/**
 * An entry of a version. `page` is relative to the language's root; `digest` changes with the content, and
 * `binding` with the fields that bind. Versions from before 0.2.0 have no `binding`.
 * @typedef {import("./scope.js").Scope
 *   & { kind: string, page: string, digest: string, binding?: string, previous_ids?: string[] }} Entry
 */

/**
 * The content of `entries.json`, with the root path of each language and the URLs of all pages.
 * @typedef {{ entries: Record<string, Entry>, roots: Record<string, string>, pages: string[] }} EntryIndex
 */

/** @typedef {{ language: string, page: string, hash: string }} Place the reader's position in a version */

/**
 * The id of an entry in a version, in which it may have a new id.
 * @param {EntryIndex} index
 * @param {string} id
 * @returns {string | undefined}
 */
export function currentId({ entries }, id) {
  return id in entries ? id : Object.keys(entries).find((key) => entries[key].previous_ids?.includes(id));
}

/**
 * The URL of an entry in a version, relative to the version's root.
 * @param {EntryIndex} index
 * @param {string} id
 * @param {string} language the reader's; a different one is used if the version lacks it
 * @returns {string | undefined}
 */
export function entryPlace(index, id, language) {
  const now = currentId(index, id);
  const root = index.roots[language] ?? Object.values(index.roots)[0];
  return now && `${root}${index.entries[now].page}#${now}`;
}

/**
 * The URL of the same entry or page in a version, or of the nearest ancestor of the page.
 * @param {EntryIndex} index
 * @param {string[]} ids the id of the current entry and its previous ids, if there is a current entry
 * @param {Place} place
 */
export function samePlace(index, ids, { language, page, hash }) {
  const entry = ids.map((id) => entryPlace(index, id, language)).find(Boolean);
  if (entry) return entry;
  let nearest = page;
  while (nearest && !index.pages.includes(nearest)) nearest = nearest.replace(/[^/]*\/$/, "");
  return nearest + (nearest === page ? hash : "");
}

/**
 * Whether what binds in an entry is different in two versions.
 * @param {Entry | undefined} older
 * @param {Entry | undefined} newer
 */
function hasChanged(older, newer) {
  if (!older || !newer) return true;
  return older.binding && newer.binding ? older.binding !== newer.binding : older.digest !== newer.digest;
}

/**
 * The ids of entries that bind differently in the newer of two versions, or are missing from it.
 * @param {string[]} ids
 * @param {EntryIndex} older
 * @param {EntryIndex} newer
 */
export function changedIds(ids, older, newer) {
  return ids.filter((id) => hasChanged(older.entries[id], newer.entries[currentId(newer, id) ?? ""]));
}

/**
 * The number of entries of a kind for a reader that are new or bind differently.
 * @param {EntryIndex} older
 * @param {EntryIndex} newer
 * @param {string} kind
 * @param {import("./scope.js").ReaderScope} reader
 */
export function countChanged(older, newer, kind, reader) {
  const before = (/** @type {string} */ id, /** @type {Entry} */ { previous_ids: former = [] }) =>
    [id, ...former].map((name) => older.entries[name]).find(Boolean);
  return Object.entries(newer.entries).filter(([id, entry]) =>
    entry.kind === kind && appliesTo(entry, reader) && hasChanged(before(id, entry), entry)).length;
}
