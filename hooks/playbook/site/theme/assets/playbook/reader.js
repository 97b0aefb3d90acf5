// Every page: keeps the anchor in language links, and opens the menu.

import { findAll } from "./dom.js";
import { enableThemeSwitch } from "./theme-switch.js";

enableThemeSwitch();

for (const link of findAll(document, ".pb-languages a[data-same]", HTMLAnchorElement)) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

const wide = matchMedia("(min-width: 64em)");
const followWidth = () => {
  for (const menu of findAll(document, ".pb-menu", HTMLDetailsElement)) menu.open = wide.matches;
};
wide.addEventListener("change", followWidth);
followWidth();
