// The only two things that may become markup or script: see the header Content-Security-Policy.

/** @typedef {{ createHTML: (text: string) => string, createScriptURL: (url: string) => string }} Rules */

/** @type {Rules} */
const rules = {
  createHTML: (text) => text, // only for documents that are not shown
  createScriptURL: (url) => {
    if (new URL(url).origin !== location.origin) throw new TypeError(url);
    return url;
  },
};
const { trustedTypes } = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: Rules): Rules } }} */ (
  /** @type {unknown} */ (globalThis)
);

export const trusted = trustedTypes?.createPolicy("playbook", rules) ?? rules;
