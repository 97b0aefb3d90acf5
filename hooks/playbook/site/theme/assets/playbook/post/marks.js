// The marks under the text: the same words once more, invisible, with a ground where something is.

const LEVELS = ["suggestion", "warning", "error"];

/** Fill the layer under the field with the text, marked where findings stand. */
export function markUp(layer, text, findings) {
  const pieces = segments(text, findings.filter(({ from, to }) => to > from));
  layer.replaceChildren(...pieces.map(({ words, level }) => {
    if (level < 0) return document.createTextNode(words);
    const mark = document.createElement("mark");
    mark.className = `is-${LEVELS[level]}`;
    mark.textContent = words;
    return mark;
  }), document.createTextNode("\n")); // so that an empty last line has its height
}

/** The text in pieces, each with the highest level of the findings over it, or -1. */
export function segments(text, findings) {
  const changes = new Map([[0, []], [text.length, []]]);
  const at = (place) => changes.get(place) ?? changes.set(place, []).get(place);
  for (const { from, to, level } of findings) {
    at(from).push([LEVELS.indexOf(level), 1]);
    at(to).push([LEVELS.indexOf(level), -1]);
  }
  const open = [0, 0, 0];
  const places = [...changes.keys()].sort((one, other) => one - other);
  return places.slice(0, -1).map((place, index) => {
    for (const [level, step] of changes.get(place)) open[level] += step;
    const words = text.slice(place, places[index + 1]);
    return { words, level: open.findLastIndex((count) => count > 0) };
  });
}
