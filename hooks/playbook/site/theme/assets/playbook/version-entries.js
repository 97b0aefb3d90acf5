// The entries of two versions compared, by what `entries.json` of each says.

import { concerns } from "./scope.js";

/**
 * An entry of a version. `page` is within its language; `digest` changes with what the entry says.
 * @typedef {import("./scope.js").Scope & { kind: string, page: string, digest: string, previous_ids?: string[] }} Entry
 */

/**
 * What `entries.json` holds: the root of each language, and the addresses of all pages.
 * @typedef {{ entries: Record<string, Entry>, roots: Record<string, string>, pages: string[] }} EntryIndex
 */

/** @typedef {{ language: string, page: string, hash: string }} Place where the reader is in a version */

/**
 * The id that an entry has in a version: it may have been given a new one since.
 * @param {EntryIndex} index
 * @param {string} id
 * @returns {string | undefined}
 */
export function currentId({ entries }, id) {
  return id in entries ? id : Object.keys(entries).find((key) => entries[key].previous_ids?.includes(id));
}

/**
 * Where an entry stands in a version, from the version's root.
 * @param {EntryIndex} index
 * @param {string} id
 * @param {string} language the reader's; another where the version does not have it
 * @returns {string | undefined}
 */
export function entryPlace(index, id, language) {
  const now = currentId(index, id);
  const root = index.roots[language] ?? Object.values(index.roots)[0];
  return now && `${root}${index.entries[now].page}#${now}`;
}

/**
 * The same place in a version, or the nearest page above it.
 * @param {EntryIndex} index
 * @param {string | null} id of the entry that the reader looks at
 * @param {Place} place
 */
export function samePlace(index, id, { language, page, hash }) {
  const entry = id && entryPlace(index, id, language);
  if (entry) return entry;
  let nearest = page;
  while (nearest && !index.pages.includes(nearest)) nearest = nearest.replace(/[^/]*\/$/, "");
  return nearest + (nearest === page ? hash : "");
}

/**
 * The ids that say something else in the newer of two versions, or are not in it.
 * @param {string[]} ids
 * @param {EntryIndex} older
 * @param {EntryIndex} newer
 */
export function changedIds(ids, older, newer) {
  return ids.filter((id) => {
    const now = currentId(newer, id);
    return !now || newer.entries[now].digest !== older.entries[id]?.digest;
  });
}

/**
 * How many rules that concern a reader are new or say something else.
 * @param {EntryIndex} older
 * @param {EntryIndex} newer
 * @param {import("./scope.js").ReaderScope} reader
 */
export function countChangedRules(older, newer, reader) {
  return Object.entries(newer.entries).filter(([id, entry]) =>
    entry.kind === "policy" && concerns(entry, reader) && older.entries[id]?.digest !== entry.digest).length;
}
