// Writes the version and its day into the pages of a release. Only the start page has them in its own text: a page
// that did not change is then the same file in every version. Without this module, release.css shows them.

import { findAll } from "./dom.js";
import release from "./release-data.js";
import { formatDate } from "./text.js";

for (const place of findAll(document, ".pb-release-version", HTMLElement)) place.textContent = release.version;
for (const time of findAll(document, "time.pb-release-date", HTMLTimeElement)) {
  time.dateTime = release.date;
  time.textContent = formatDate(release.date);
}
for (const bar of findAll(document, ".pb-version", HTMLElement)) bar.dataset.version = release.version;
for (const words of findAll(document, "#pb-words", HTMLTemplateElement)) words.dataset.release = release.version;
