// The button that switches between light and dark.

import { findAll } from "./dom.js";
import { saveText } from "./storage.js";

/** Show the buttons of the page, and switch the theme when one is pressed. */
export function enableThemeSwitch() {
  for (const button of findAll(document, "[data-theme-switch]", HTMLElement)) {
    button.hidden = false;
    button.addEventListener("click", () => switchTheme(document.documentElement));
  }
}

/** @param {HTMLElement} root */
function switchTheme(root) {
  const systemTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = (root.dataset.theme ?? systemTheme) === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  saveText("theme", theme);
}
