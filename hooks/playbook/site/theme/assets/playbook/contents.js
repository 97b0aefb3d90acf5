// The table of contents: marks the entry that the reader is at, shows whom to ask about it, and closes when
// a link is followed.

import { findAll } from "./dom.js";

const [contents] = findAll(document, ".pb-toc", HTMLDetailsElement);
const links = new Map(findAll(document, ".pb-toc li a", HTMLAnchorElement).map((link) => [link.hash.slice(1), link]));
const asks = findAll(document, "[data-asked-about]", HTMLElement);

/** @param {string} id the id of the entry that the reader is at */
function mark(id) {
  for (const ask of asks) ask.hidden = !ask.dataset.askedAbout?.split(" ").includes(id);
  for (const [name, link] of links) {
    if (name === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (contents) {
  const [first] = links.keys();
  mark(first);
  contents.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) contents.open = false;
  });
  // An entry is read while it crosses a line in the upper part of the screen.
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) mark(target.id);
  }, { rootMargin: "-35% 0px -65% 0px" });
  for (const entry of findAll(document, ".pb-entry[id]", HTMLElement)) observer.observe(entry);
}
