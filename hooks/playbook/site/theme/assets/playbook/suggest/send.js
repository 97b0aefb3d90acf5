// The ways to send a suggestion. The page sends nothing: it copies, downloads, or opens another program
// or page, with the suggestion in its address if there is room.

import { createElement } from "../dom.js";

/** @import { Way } from "./types.js" */

const MAX_LINK = 1900; // characters of an address that every mail program and browser opens
const MAX_PAGE_LINK = 8000; // characters of an address that code hosts and forms accept

/**
 * The address of a way with its placeholders filled in, or null if it would be too long. Lines of a mail
 * end as RFC 6068 asks: some mail programs join them otherwise.
 * @param {Way} way
 * @param {Record<string, string>} values
 */
export function addressOf({ link, channel }, values) {
  const ending = channel === "mail" ? "\r\n" : "\n";
  const address = link.replace(/\{([a-z]+)\}/gu, (placeholder, name) =>
    (Object.hasOwn(values, name) ? encodeURIComponent(values[name].replaceAll("\n", ending)) : placeholder));
  return address.length > (channel === "mail" ? MAX_LINK : MAX_PAGE_LINK) ? null : address;
}

/**
 * Save a text as a file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  createElement("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 0);
}

