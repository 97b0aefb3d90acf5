// Creates elements with attributes and children, and finds elements of an expected type.

/** @typedef {string | number | boolean | null | ((event: any) => void)} Attribute */

/**
 * Create an element with attributes and children. `on…` attributes are event listeners. Attributes
 * that are null or false, and children that are null, are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function createElement(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * The first element that matches a selector. Throws if there is none, or if it has a different type.
 * @template {Element} E
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E}
 */
export function find(root, selector, type) {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`no ${type.name} matches ${selector}`);
  return element;
}

/**
 * All elements of a type that match a selector.
 * @template {Element} E
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E[]}
 */
export function findAll(root, selector, type) {
  return [...root.querySelectorAll(selector)].flatMap((element) => (element instanceof type ? [element] : []));
}

/**
 * The text of an element without whitespace around it; empty if there is no element.
 * @param {Element | null | undefined} element
 */
export const textOf = (element) => element?.textContent?.trim() ?? "";
