// The rules for our modules. tests/js/test_lint.py runs ESLint from the root of the repository.

import js from "@eslint/js";
import globals from "globals";

const THEME = "hooks/playbook/site/theme";

export default [
  { ignores: ["**/node_modules/**", "**/snowball/**", "tests/data/**", ".venv/**", "site/**", ".site-*/**"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: {
      "array-callback-return": "error",
      "arrow-body-style": "error",
      "consistent-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "func-style": ["error", "declaration", { allowArrowFunctions: true }],
      "max-depth": ["error", 4],
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }],
      "max-params": ["error", 5],
      "no-console": "error",
      "no-else-return": "error",
      "no-implicit-coercion": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-useless-rename": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    files: [`${THEME}/assets/**/*.js`, "hooks/playbook/release/assets/*.js", "hooks/playbook/site/preview/*.js"],
    languageOptions: { globals: globals.browser },
  },
  { files: [`${THEME}/assets/playbook/theme.js`], languageOptions: { sourceType: "script" } },
  { files: [`${THEME}/sw.js`], languageOptions: { sourceType: "script", globals: globals.serviceworker } },
  { files: ["tests/**/*.mjs", "tests/tools/*.js"], languageOptions: { globals: globals.node } },
];
