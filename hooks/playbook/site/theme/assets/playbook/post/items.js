// One finding as a piece of the list beside the text.

const MOST = 90;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function button(label, onClick) {
  const made = element("button", "", label);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/** The list item of a finding: its level, its words, the message, what to do, and its rule. */
export function findingItem(finding, text, words, rules, act) {
  const marked = text.slice(finding.from, finding.to).replace(/\s+/gu, " ");
  const shown = marked.length > MOST ? `${marked.slice(0, MOST)}…` : marked;
  const head = element("p", "",
    element("span", "finding-level", `${words[`${finding.level}Mark`]} ${words[finding.level]}`),
    " ", shown ? element("q", "finding-words", shown) : element("span", "", words.whole));
  const actions = element("p", "finding-actions");
  if (shown) actions.append(button(words.show, act.show));
  if (finding.instead !== undefined) {
    actions.append(button(words.replace.replace("{words}", finding.instead), act.replace));
  }
  const link = element("a", "", rules.rules[finding.rule]);
  link.href = rules.links[finding.rule];
  link.target = "_blank"; // the draft stays where it is
  link.rel = "noopener";
  link.append(element("span", "visually-hidden", ` ${words.newTab}`));
  actions.append(link);
  return element("li", `finding is-${finding.level}`, head, element("p", "", finding.message), actions);
}
