"""Every stemmer of Snowball in the browser takes away what the same stemmer in Python does."""

from __future__ import annotations

import json
import subprocess

from npm import NODE
from playbook.languages.files import SHIPPED
from playbook.languages.stemmers import stem, stemmers
from playbook.search.analysis import words
from playbook.site.context import THEME
from support import TESTS

FOLDER = THEME / "assets" / "playbook" / "search" / "snowball"
SCRIPT = """
const [folder, names] = JSON.parse(process.argv[1]);
let input = "";
for await (const chunk of process.stdin) input += chunk;
const found = {};
for (const name of names) {
  const { Stemmer } = await import(`${folder}/${name}.js`);
  const stemmer = new Stemmer();
  found[name] = JSON.parse(input).map((word) => stemmer.stemWord(word));
}
process.stdout.write(JSON.stringify(found));
"""


def test_each_stemmer_has_a_twin_in_the_browser() -> None:
    files = {path.stem for path in FOLDER.glob("*.js")} - {"base"}
    assert files == set(stemmers())
    assert len(files) > 30
    assert all("Snowball 3.0.1" in path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))


def test_words_are_stemmed_alike_in_python_and_in_the_browser() -> None:
    paths = [*sorted(SHIPPED.rglob("*.yml")), *sorted((TESTS / "data").rglob("*.yml"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    all_words = sorted({word.whole for word in words(text)})
    assert len(all_words) > 5000
    argument = json.dumps([FOLDER.as_uri(), stemmers()])
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", SCRIPT, argument],
        input=json.dumps(all_words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    for name, found in json.loads(done.stdout).items():
        here = [stem(name, word) for word in all_words]
        differing = [
            pair for pair in zip(all_words, here, found, strict=True) if pair[1] != pair[2]
        ]
        assert (name, differing[:5]) == (name, [])
