// What the reader chose, before the first paint: light or dark, and whether room is needed for who
// reads. This small file alone is not a module.
(() => {
  const { documentElement: root } = document;
  try {
    const theme = localStorage.getItem("playbook.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const choice = Object.values(JSON.parse(localStorage.getItem("playbook.reader") ?? "{}"));
    root.classList.toggle("pb-has-reader", choice.some(Boolean));
  } catch { /* a browser without storage, or something that cannot be read */ }
  root.classList.add("pb-js");
})();
