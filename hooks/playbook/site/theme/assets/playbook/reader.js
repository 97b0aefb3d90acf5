// Every page: switches between light and dark, keeps the anchor in language links, and opens the menu.

import { findAll } from "./dom.js";
import { saveText } from "./storage.js";

const root = document.documentElement;

for (const button of findAll(document, "[data-theme-switch]", HTMLElement)) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const systemTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const theme = (root.dataset.theme ?? systemTheme) === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    saveText("theme", theme);
  });
}

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
