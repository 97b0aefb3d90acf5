"""Checks that every Snowball stemmer gives the same stems in the browser as in Python."""

from __future__ import annotations

import json
import subprocess

import pytest

from npm import NODE
from playbook.languages.files import SHIPPED_FOLDER
from playbook.languages.stemmers import stem, stemmers
from playbook.search.analysis import words
from playbook.site.context import THEME
from support import TESTS

FOLDER = THEME / "assets" / "playbook" / "search" / "snowball"
SCRIPT = """
const [folder, names] = JSON.parse(process.argv[1]);
let input = "";
for await (const chunk of process.stdin) input += chunk;
const stems = {};
for (const name of names) {
  const { Stemmer } = await import(`${folder}/${name}.js`);
  const stemmer = new Stemmer();
  stems[name] = JSON.parse(input).map((word) => stemmer.stemWord(word));
}
process.stdout.write(JSON.stringify(stems));
"""


def test_the_browser_has_the_same_stemmers_as_python() -> None:
    files = {path.stem for path in FOLDER.glob("*.js")} - {"base"}
    assert files == set(stemmers())
    assert len(files) > 30
    assert all("Snowball 3.0.1" in path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))


@pytest.mark.slow
def test_stems_are_the_same_in_python_and_javascript() -> None:
    paths = [*sorted(SHIPPED_FOLDER.rglob("*.yml")), *sorted((TESTS / "data").rglob("*.yml"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    all_words = sorted({word.whole for word in words(text)})
    assert len(all_words) > 5000
    argument = json.dumps([FOLDER.as_uri(), stemmers()])
    result = subprocess.run(
        [str(NODE), "--input-type=module", "-e", SCRIPT, argument],
        input=json.dumps(all_words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    for name, javascript_stems in json.loads(result.stdout).items():
        python_stems = [stem(name, word) for word in all_words]
        differing = [
            (word, python_stem, javascript_stem)
            for word, python_stem, javascript_stem in zip(
                all_words, python_stems, javascript_stems, strict=True
            )
            if python_stem != javascript_stem
        ]
        assert differing[:5] == [], name
