// The marks under the text: the same words once more, invisible, with a ground where something is.
// A line of the text is a piece of the layer, and only the pieces that changed are made again.

const LEVELS = ["suggestion", "warning", "error"];
const drawn = new WeakMap();

/** Fill the layer under the field with the text, marked where findings stand. */
export function markUp(layer, text, findings) {
  const lines = linesOf(segments(text, findings.filter(({ from, to }) => to > from)));
  const keys = lines.map((pieces) => JSON.stringify(pieces));
  const before = drawn.get(layer) ?? [];
  drawn.set(layer, keys);
  const [head, tail] = alike(before, keys);
  const old = [...layer.children].slice(head, before.length - tail);
  const made = lines.slice(head, lines.length - tail).map(lineElement);
  const next = layer.children[before.length - tail] ?? null;
  old.forEach((line) => line.remove());
  for (const line of made) layer.insertBefore(line, next);
}

/** Move the findings of a text to their places in the next; those that were written in are gone. */
export function moved(findings, before, after) {
  const [head, tail] = alike(before, after);
  const step = after.length - before.length;
  for (const finding of findings) {
    if (finding.from >= before.length - tail) {
      finding.from += step;
      finding.to += step;
    } else if (finding.to > head) {
      finding.gone = true;
      finding.from = finding.to = 0;
    }
  }
}

/** How much two lists or texts have in common at their beginning, and then at their end. */
function alike(one, other) {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < most - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  return [head, tail];
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

/** The pieces line by line; a piece over the end of a line is two. */
function linesOf(pieces) {
  const lines = [[]];
  for (const { words, level } of pieces) {
    words.split("\n").forEach((part, number) => {
      if (number) lines.push([]);
      if (part) lines.at(-1).push({ words: part, level });
    });
  }
  return lines;
}

function lineElement(pieces) {
  const line = document.createElement("div");
  line.append(...pieces.map(({ words, level }) => {
    if (level < 0) return words;
    const mark = document.createElement("mark");
    mark.className = `is-${LEVELS[level]}`;
    mark.textContent = words;
    return mark;
  }));
  return line;
}
