// The findings as a list beside the text.

const MOST = 90;
const ORDER = { error: 0, warning: 1, suggestion: 2 };

/** Show the findings, the gravest first. What was there before stays, and keeps the focus. */
export function showFindings(list, findings, text, words, rules) {
  const before = new Map();
  for (const item of list.children) before.set(item.dataset.key, [...(before.get(item.dataset.key) ?? []), item]);
  const ordered = [...findings].sort((one, other) => ORDER[one.level] - ORDER[other.level]);
  ordered.forEach((finding, number) => {
    const marked = text.slice(finding.from, finding.to);
    const { rule, check, message, instead } = finding;
    const key = JSON.stringify([rule, check, message, instead, marked]);
    const item = before.get(key)?.shift() ?? findingItem(finding, marked, words, rules);
    item.dataset.key = key;
    item.finding = finding;
    if (list.children[number] !== item) list.insertBefore(item, list.children[number] ?? null);
  });
  while (list.children.length > ordered.length) list.lastChild.remove();
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function button(name, label) {
  const made = element("button", "", label);
  made.type = "button";
  made.dataset[name] = "";
  return made;
}

/** The list item of a finding: its level, its words, the message, what to do, and its rule. */
function findingItem(finding, found, words, rules) {
  const marked = found.replace(/\s+/gu, " ");
  const shown = marked.length > MOST ? `${marked.slice(0, MOST)}…` : marked;
  const head = element("p", "",
    element("span", "finding-level", `${words[`${finding.level}Mark`]} ${words[finding.level]}`),
    " ", shown ? element("q", "finding-words", shown) : element("span", "", words.whole));
  const actions = element("p", "finding-actions");
  if (shown) actions.append(button("show", words.show));
  if (finding.instead !== undefined) {
    actions.append(button("replace", words.replace.replace("{words}", () => finding.instead)));
  }
  const link = element("a", "", rules.rules[finding.rule]);
  link.href = rules.links[finding.rule];
  link.target = "_blank"; // the draft stays where it is
  link.rel = "noopener";
  link.append(element("span", "visually-hidden", ` ${words.newTab}`));
  actions.append(link);
  return element("li", `finding is-${finding.level}`, head, element("p", "", finding.message), actions);
}
