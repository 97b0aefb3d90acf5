// Light or dark as the reader chose, before the first paint: this small file alone is not a module.
(() => {
  try {
    const theme = localStorage.getItem("playbook.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { /* a browser that keeps nothing */ }
  document.documentElement.classList.add("js");
})();
