// What follows the reader from page to page: light or dark, the menu, the place on the page.

const root = document.documentElement;

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.dataset.theme ?? (dark ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("playbook.theme", root.dataset.theme);
    } catch { /* it lasts as long as the page */ }
  });
}

for (const link of document.querySelectorAll(".pb-languages a[data-same]")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

const menu = document.querySelector(".pb-menu");
const wide = matchMedia("(min-width: 64em)");
const follow = () => { if (menu) menu.open = wide.matches; };
wide.addEventListener("change", follow);
follow();
