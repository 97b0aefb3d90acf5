// What the browser keeps for the reader. A browser that keeps nothing forgets at the next page.

/** A kept value, or the fallback where there is none or it cannot be read. */
export function kept(name, fallback) {
  try {
    const text = localStorage.getItem(`playbook.${name}`);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

/** Keep a value that JSON can hold. */
export function keep(name, value) {
  try {
    localStorage.setItem(`playbook.${name}`, JSON.stringify(value));
  } catch { /* it lasts as long as the page */ }
}

/** A word of the page's language for a module, from the template in the page's foot. */
export function word(name) {
  return document.getElementById("pb-words")?.dataset[name] ?? "";
}

/** An element with attributes and children; `on…` keys are listeners. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
