"""A page of a real handbook is withdrawn: no file of the tree contains its texts afterwards."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from factories import commit, copied, git, project, tree_of
from test_decisions import DECISION, NOTE, all_bytes, decide, refusal, report
from test_reproducible import playbook

from playbook.problems import Phrase
from playbook.release.decide import withdraw_pages
from playbook.release.manifest import as_json, digest, read_manifest
from playbook.release.rebuild import verify_rebuilt
from playbook.release.rebuilt_withdrawal import differences_after_withdrawal
from playbook.release.remaining_texts import remaining_places
from playbook.release.texts import contains, parts_of_page
from playbook.release.verify import open_store
from playbook.release.version_numbers import parse_version
from playbook.release.written_texts import own_parts, texts_of_written_pages
from support import replace

pytestmark = pytest.mark.slow

PAGE = "policy/posting/"
OPTIONS = ("--by", "The board", "--note", f"sv={NOTE['sv']}", "--note", f"en={NOTE['en']}",
           "--on", "2026-04-01")  # fmt: skip

OWN_FILES = {
    "docs/parking.md": "# Vaktens lista\n\nNyckeln ligger under mattan.\n\n**Kopiera länken**\n",
    "docs/en/parking.md": "# The list of the guard\n\nThe key is under the mat.\n",
    "docs/quote.md": "# Citat\n\n> Nyckeln ligger under mattan.\n",
    "docs/plan.md": "# Planen\n\n![Ritningen](drawing.svg) och [bilagan](files/a%20b.pdf)\n",
    "docs/drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "docs/files/a b.pdf": "%PDF\n",
    "docs/other.md": "# Annat\n\nHär finns ingenting. Välj **Kopiera länken**.\n",
}
RECORD = """\
format: 3
version: "1.0.1"
since: "1.0.0"
class: patch
files:
  - {"path": "docs/parking.md", "type": "changed"}
  - {"path": "docs/en/parking.md", "type": "added"}
  - {"path": "docs/other.md", "type": "changed"}
"""


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with two versions of the small playbook; the rules are in both."""
    work = tmp_path_factory.mktemp("handbook")
    repo = project(work / "repo", with_package=False)
    for path, text in OWN_FILES.items():
        (repo / path).parent.mkdir(exist_ok=True)
        (repo / path).write_text(text, encoding="utf-8")
    replace(repo, "policy/posting.yml", "en: What one may", "en: 1 to 9 things one may")
    commit(repo, "Pages of our own")
    git(repo, "tag", "v1.0.0")
    replace(repo, "playbook.yml", "release: 1.0.0", "release: 1.0.1")
    replace(repo, "keys.yml", "Listen first.", "Listen last.")
    (repo / "changes").mkdir()
    (repo / "changes" / "1.0.1.yml").write_text(RECORD, encoding="utf-8")
    commit(repo, "Listen last")
    git(repo, "tag", "v1.0.1")
    for version in ("1.0.0", "1.0.1"):
        done = playbook(repo, "publish", "--any-tag", version, "--to", str(work / "tree"))
        assert done.code == 0, done.output
    return work


@pytest.fixture
def tree(handbook: Path, tmp_path: Path) -> Path:
    shutil.copytree(handbook / "tree", tmp_path / "tree")
    shutil.copytree(handbook / "repo" / "playbook_data", tmp_path / "playbook_data")
    return tmp_path / "tree"


def sentences_in(value: Any) -> list[str]:
    """All texts in data that are as long as a sentence."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in sentences_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in sentences_in(each)]
    return [value] if isinstance(value, str) and len(value) > 15 and " " in value else []


def withdrawn_texts(tree: Path, version: str) -> tuple[list[str], list[str]]:
    """The texts, apart from those with markup, and the IDs of the entries on the page."""
    index = json.loads((tree / version / "entries.json").read_text())["entries"]
    ids = [id for id, entry in index.items() if entry["page"] == PAGE]
    entries = json.loads((tree / version / "playbook.json").read_text())["entries"]
    found = sentences_in([entry for entry in entries if entry["id"] in ids])
    assert len(ids) == 3
    assert len(found) > 20
    return [text for text in found if not set("{}[]*_") & set(text)], ids


def places_in(output: str) -> dict[str, str]:
    """The texts that remain in each file, as the command lists them."""
    places: dict[str, str] = {}
    texts = ""
    for line in output.splitlines():
        if match := re.fullmatch(r"still in (\d+ files|\S.*?): (.+)", line):
            texts = match[2]
            if not match[1].endswith(" files"):
                places[match[1]] = texts
        elif match := re.fullmatch(r"    (\S+)/: (.+)", line):
            places |= {f"{match[1]}/{name}": texts for name in match[2].split(", ")}
    return places


def withdraw_page(tree: Path, *args: str) -> str:
    """Withdraw a page, and accept all texts that remain in other files; returns the output."""
    command = ("withdraw", *args, "--to", "tree", *OPTIONS)
    if "--dry-run" not in args:
        planned = playbook(tree.parent, *command, "--dry-run")
    else:
        planned = playbook(tree.parent, *command)
    assert planned.code == 0, planned.output
    if "--dry-run" in args:
        return planned.output
    accepted = ("--remaining", str(len(places_in(planned.output)))) if "--page" in args else ()
    done = playbook(tree.parent, *command, *accepted)
    assert done.code == 0, done.output
    return done.output


@pytest.mark.parametrize("how", [(), ("--in-order",)], ids=["at-once", "in-order"])
def test_the_texts_of_a_page_are_nowhere_in_the_tree(
    tree: Path, how: tuple[str, ...], hostile_inputs: Counter[str]
) -> None:
    found, ids = withdrawn_texts(tree, "1.0.1")
    before = tree_of(tree)
    args = ("1.0.1", "--page", PAGE, "--everywhere", *how)
    planned = withdraw_page(tree, *args, "--dry-run")
    assert tree_of(tree) == before
    assert planned.startswith("policy/posting/ in 1.0.0, 1.0.1 would be withdrawn: ")
    output = withdraw_page(tree, *args)
    accept = f"if these may stay, add --remaining {len(places_in(output))}\n"
    as_done = planned.replace("would be withdrawn", "is withdrawn").replace("would be", "is")
    assert as_done == output + accept
    data = all_bytes(tree)
    prefix = "still on other pages: "
    shared = [line.removeprefix(prefix) for line in output.splitlines() if line.startswith(prefix)]
    assert len(shared) < 20
    gone = [text for text in found if not any(words in text.casefold() for words in shared)]
    assert len(gone) > 20
    for text in gone:
        assert text.encode() not in data, text
        assert json.dumps(text).strip('"').encode() not in data, text
    for version in ("1.0.0", "1.0.1", "latest"):
        page = (tree / version / PAGE / "index.html").read_text()
        assert NOTE["sv"] in page
        assert NOTE["en"] in (tree / version / "en" / PAGE / "index.html").read_text()
        assert list((tree / version).rglob("search/answers-*.json")) == []
        assert "keys/" in json.loads((tree / version / "entries.json").read_text())["pages"]
    assert NOTE["en"] in (tree / "en/r" / ids[0] / "index.html").read_text()
    assert report(tree) == [
        f"policy/posting/ in {version} was withdrawn on 2026-04-01 by decision of The board"
        for version in ("1.0.0", "1.0.1")
    ]
    unchanged = [path for path, hash in tree_of(tree).items() if before.get(path) == hash]
    assert "1.0.1/accounts/index.html" in unchanged
    hostile_inputs["withdrawn texts"] += len(gone)


def test_places_in_which_a_title_or_a_text_remains_are_listed(tree: Path) -> None:
    index = json.loads((tree / "1.0.1/entries.json").read_text())["entries"]
    titles = [index[id]["title"] for id in index if index[id]["page"] == PAGE]
    output = withdraw_page(tree, "1.0.1", "--page", PAGE, "--everywhere")
    listed = places_in(output)
    assert len(titles) == 3
    for path in sorted(tree.rglob("*")):
        text = path.read_text(errors="replace") if path.is_file() else ""
        text = html.unescape(text.replace("\r\n ", ""))
        name = path.relative_to(tree).as_posix()
        if not name.startswith("latest/") and any(
            words in text for title in titles for words in title.values()
        ):
            assert name in listed, name
    for name, text in (
        ("1.0.1/en/strategy/index.html", "Reply in time"),  # the title of a withdrawn rule
        ("1.0.1/en/templates/index.html", "Hello"),  # a value in its text
        ("1.0.0/en/index.html", "Writing posts"),  # the title of its chapter
    ):
        assert listed[name] == text
    assert " more)" in listed["1.0.1/playbook.json"]


@pytest.mark.parametrize("remaining", [(), ("--remaining", "1"), ("--remaining", "1000")])
def test_texts_that_remain_are_refused_until_their_number_is_accepted(
    tree: Path, remaining: tuple[str, ...]
) -> None:
    before = tree_of(tree)
    command = ("withdraw", "1.0.1", "--page", PAGE, "--everywhere", "--to", "tree", *OPTIONS)
    done = playbook(tree.parent, *command, *remaining)
    assert done.code == 1
    planned = playbook(tree.parent, *command, "--dry-run").output
    [line] = done.output.splitlines()  # one cause is one problem, in however many files
    assert ": error PB885: withdrawn texts would remain in " in line
    assert line.endswith(f"with --remaining {len(places_in(planned))}; nothing was changed")
    assert tree_of(tree) == before


def test_files_with_the_same_remaining_text_are_listed_together(tree: Path) -> None:
    """The title of a page is in the menu of every page."""
    output = withdraw_page(tree, "1.0.1", "--page", "parking/")
    [line] = [
        line for line in output.splitlines() if line.endswith(" files: The list of the guard")
    ]
    assert int(line.split()[2]) > 10
    assert line.startswith("still in ")


@pytest.mark.parametrize(
    "file",
    [
        "<p>Reply in <em>time</em></p>", "Reply&#32;in&nbsp;time", '{"title": "Reply in time"}',
        "BEGIN:VCALENDAR\r\nSUMMARY:Reply i\r\n n time\r\n",
        "REPLY IN\u00ad TIME",
    ],
)  # fmt: skip
def test_a_title_is_found_however_a_file_writes_it(file: str) -> None:
    files = {"a": file.encode(), "b": b"Replying in time", "c": b"\0reply in time"}
    wanted = {"reply in time": "Reply in time"}
    assert list(remaining_places(wanted, files)) == [("a", ("Reply in time",))]


def test_after_pages_of_a_version_the_version_itself_can_be_withdrawn(tree: Path) -> None:
    tagged = json.loads((tree / "manifest.json").read_text())["versions"]["1.0.0"]
    output = withdraw_page(tree, "1.0.0", "--page", f"en/{PAGE}")
    assert "policy/posting/ in 1.0.0 is withdrawn: " in output.replace("en/", "")
    assert "1.0.1 contains " in output
    manifest = json.loads((tree / "1.0.0/manifest.json").read_text())
    [decision] = manifest["withdrawn_pages"]
    assert (decision["pages"], decision["previous_digest"]) == ([PAGE], tagged)
    withdraw_page(tree, "1.0.0", "--page", "keys/")
    withdraw_page(tree, "1.0.0")
    manifest = json.loads((tree / "1.0.0/manifest.json").read_text())
    assert manifest["withdrawn"]["previous_digest"] == tagged  # what was tagged
    assert "withdrawn_pages" not in manifest
    assert report(tree) == ["1.0.0 was withdrawn on 2026-04-01 by decision of The board"]


def test_a_page_that_the_project_wrote_is_withdrawn(tree: Path) -> None:
    assert b"Om handboken" in (tree / "1.0.1/about/index.html").read_bytes()
    withdraw_page(tree, "1.0.1", "--page", "about/")
    assert NOTE["sv"] in (tree / "1.0.1/about/index.html").read_text()
    assert NOTE["sv"] in (tree / "latest/about/index.html").read_text()
    assert report(tree)[0].startswith("about/ in 1.0.1 was withdrawn")


def test_only_pages_with_its_own_text_are_withdrawn_with_a_hand_written_page(tree: Path) -> None:
    """Its menu and labels, which other pages also have, are not its own text."""
    before = tree_of(tree / "1.0.1")
    output = withdraw_page(tree, "1.0.1", "--page", "parking/")
    notes = {
        path.parent.relative_to(tree / "1.0.1").as_posix()
        for path in (tree / "1.0.1").rglob("*.html")
        if NOTE["sv"] in path.read_text() or NOTE["en"] in path.read_text()
    }
    assert notes == {"parking", "en/parking", "quote"}
    after = tree_of(tree / "1.0.1")
    changed = {path for path in before if after.get(path) != before[path]}
    expected = {f"{note}/index.html" for note in notes} | {"entries.json", "playbook.json"}
    assert {path for path in changed if "search/" not in path} == {*expected, "manifest.json"}
    for path in (tree / "1.0.1").rglob("*"):
        text = path.read_bytes() if path.is_file() else b""
        assert b"ligger under mattan" not in text, path
        assert b"is under the mat" not in text, path
    assert "1.0.1/other/index.html" in places_in(output)


def test_the_record_no_longer_names_the_file_of_a_withdrawn_page(tree: Path) -> None:
    """Its name may be what must not be public."""
    assert b"docs/en/parking.md" in all_bytes(tree)
    withdraw_page(tree, "1.0.1", "--page", "parking/")
    data = all_bytes(tree)
    assert b"parking.md" not in data
    assert b"docs/other.md" in data


def test_the_files_of_a_hand_written_page_are_listed(tree: Path) -> None:
    """The page linked to them, and whoever knows their address can still read them."""
    output = withdraw_page(tree, "1.0.1", "--page", "plan/")
    listed = places_in(output)
    assert listed["1.0.1/drawing.svg"] == "drawing.svg"
    assert listed["1.0.1/files/a b.pdf"] == "a b.pdf"


def test_the_title_of_a_hand_written_page_is_reported_where_it_remains(tree: Path) -> None:
    output = withdraw_page(tree, "1.0.1", "--page", "parking/")
    found = places_in(output)
    listed = {path.removeprefix("1.0.1/") for path in found if path.startswith("1.0.1/")}
    titles = (b"Vaktens lista", b"The list of the guard")
    with_title = {
        path.relative_to(tree / "1.0.1").as_posix()
        for path in (tree / "1.0.1").rglob("*")
        if path.is_file() and any(title in path.read_bytes() for title in titles)
    }
    assert {"index.html", "en/index.html", "llms.txt"} <= with_title <= listed
    assert any("Vaktens lista" in texts for texts in found.values())


def test_a_hand_written_page_is_withdrawn_together_with_a_page_of_entries(tree: Path) -> None:
    withdraw_page(tree, "1.0.1", "--page", "parking/", "--page", PAGE)
    assert NOTE["sv"] in (tree / "1.0.1/quote/index.html").read_text()


def test_what_cannot_be_withdrawn_is_refused(tree: Path) -> None:
    before = tree_of(tree)
    planner = withdraw_pages(parse_version("1.0.1"), DECISION, ["none/"], everywhere=False)
    line = refusal(lambda: decide(tree, planner, "1.0.1"))
    assert "PB884: version 1.0.1 has no page none/; give its address in the version" in line
    assert tree_of(tree) == before


def test_a_version_with_a_withdrawn_page_is_not_published_again(handbook: Path, tree: Path) -> None:
    withdraw_page(tree, "1.0.1", "--page", PAGE)
    before = tree_of(tree)
    repo = copied(handbook / "repo", tree.parent / "repo")
    done = playbook(repo, "publish", "--any-tag", "1.0.1", "--to", str(tree))
    assert done.code == 1
    assert "error PB880: version 1.0.1 was withdrawn on 2026-04-01 by decision of " in done.output
    assert tree_of(tree) == before


def release_again(handbook: Path, tree: Path, old: str, new: str) -> Path:
    """A repository with 1.0.2, in which one more text has changed."""
    repo = copied(handbook / "repo", tree.parent / "repo")
    replace(repo, "playbook.yml", "release: 1.0.1", "release: 1.0.2")
    replace(repo, "policy/posting.yml", old, new)
    git(repo, "commit", "--quiet", "--all", "--message", "1.0.2")
    git(repo, "tag", "v1.0.2")
    return repo


@pytest.mark.parametrize("args", [("--page", PAGE), ()], ids=["a page", "the version"])
def test_a_rebuild_verifies_what_a_withdrawal_left(
    handbook: Path, tree: Path, args: tuple[str, ...]
) -> None:
    withdraw_page(tree, "1.0.1", *args)
    store, repo = open_store(str(tree)), handbook / "repo"
    rebuilt = verify_rebuilt(store, repo, "1.0.1", use_lock_file=False)
    assert rebuilt.problems == ()
    assert [phrase.key for phrase in rebuilt.withdrawal] == ["proof.rebuilt-withdrawn"]


def test_what_no_withdrawal_explains_is_reported_by_a_rebuild(handbook: Path, tree: Path) -> None:
    """Somebody with access to the host changed files of the version, and its manifest."""
    withdraw_page(tree, "1.0.1", "--page", PAGE)
    built = handbook / "tree" / "1.0.1"
    files = json.loads((built / "manifest.json").read_text())["files"]
    index = json.loads((tree / "1.0.1/entries.json").read_text())
    index["entries"]["listen"]["title"] = {"sv": "Annat", "en": "Other"}
    forged = {
        "1.0.1/keys/index.html": "<p>Never listen.</p>",
        "1.0.1/more.html": "<p>More.</p>",
        "1.0.1/policy/posting/more.html": f"<p>{NOTE['en']}</p>",  # as the note of a withdrawal
        "1.0.1/entries.json": json.dumps(index),
    }
    manifest = json.loads((tree / "1.0.1/manifest.json").read_text())
    for path, text in forged.items():
        (tree / path).write_text(text, encoding="utf-8")
        manifest["files"][path.removeprefix("1.0.1/")] = digest(text.encode())
    published = read_manifest(as_json(manifest), "manifest.json")
    store = open_store(str(tree))
    found = differences_after_withdrawal(store, published, built, files)
    assert {path for path, _ in found} == {"keys/index.html", "more.html", "entries.json"}
    other = {**files, "keys/index.html": "0" * 64}
    found = differences_after_withdrawal(store, published, built, other)
    assert ("manifest.json", Phrase("how.other-before-withdrawal")) in list(found)


def test_a_new_version_with_withdrawn_texts_gives_a_warning(handbook: Path, tree: Path) -> None:
    withdraw_page(tree, "1.0.1", "--page", PAGE, "--everywhere")
    old, new = "A reply shows that somebody reads.", "Replies are how readers know."
    repo = release_again(handbook, tree, old, new)
    done = playbook(repo, "publish", "--any-tag", "1.0.2", "--to", str(tree))
    assert done.code == 0, done.output
    warning = "Warning: this version contains texts that were withdrawn from "
    lines = [line for line in done.output.splitlines() if line.startswith(warning)]
    assert [line.removeprefix(warning).split(":")[0] for line in lines] == ["1.0.0", "1.0.1"]
    assert " more)" in lines[0]
    assert old.casefold() not in done.output


def test_a_withdrawn_version_gives_a_warning_only_for_what_no_other_version_says(
    handbook: Path, tree: Path
) -> None:
    withdraw_page(tree, "1.0.1")
    old, new = "A reply shows that somebody reads.", "Replies are how readers know."
    repo = release_again(handbook, tree, old, new)
    done = playbook(repo, "publish", "--any-tag", "1.0.2", "--to", str(tree))
    [line] = [line for line in done.output.splitlines() if line.startswith("Warning: ")]
    assert line == (
        "Warning: this version contains texts that were withdrawn from 1.0.1: listen last."
    )


def warnings_of_next_version(handbook: Path, tree: Path) -> list[str]:
    """The warnings when 1.0.2 is published; it has all texts of 1.0.1 but one."""
    old, new = "A reply shows that somebody reads.", "Replies are how readers know."
    repo = release_again(handbook, tree, old, new)
    done = playbook(repo, "publish", "--any-tag", "1.0.2", "--to", str(tree))
    assert done.code == 0, done.output
    return [line for line in done.output.splitlines() if line.startswith("Warning: ")]


def test_a_hand_written_page_that_is_published_again_gives_a_warning(
    handbook: Path, tree: Path
) -> None:
    withdraw_page(tree, "1.0.1", "--page", "parking/", "--everywhere")
    lines = warnings_of_next_version(handbook, tree)
    assert len(lines) == 2
    for line in lines:
        texts = line.partition(" withdrawn from ")[2].partition(": ")[2].split("; ")
        assert {"nyckeln ligger under mattan.", "the key is under the mat."} <= set(texts)


def test_a_hand_written_page_that_another_version_still_has_gives_no_warning(
    handbook: Path, tree: Path
) -> None:
    withdraw_page(tree, "1.0.1", "--page", "parking/")
    assert warnings_of_next_version(handbook, tree) == []


def test_the_hand_written_pages_of_a_withdrawn_version_are_compared(
    handbook: Path, tree: Path
) -> None:
    withdraw_page(tree, "1.0.0", "--page", "parking/")
    withdraw_page(tree, "1.0.1")
    [first, second] = warnings_of_next_version(handbook, tree)
    assert "nyckeln ligger under mattan." in first
    assert "listen last." in second


def test_the_summary_of_a_chapter_that_is_published_again_gives_a_warning(
    handbook: Path, tree: Path
) -> None:
    withdraw_page(tree, "1.0.1", "--page", PAGE, "--everywhere")
    for line in warnings_of_next_version(handbook, tree):
        assert "1 to 9 things one may write, and what applies to whoever writes for" in line


def test_the_words_of_a_link_are_not_a_text_of_their_own() -> None:
    """Otherwise a page with the same everyday phrase, such as the home page, would be withdrawn."""
    page = '<p>Ask <a href="../contacts/">the one you report to</a> first. Never film at work.</p>'
    parts = list(parts_of_page(page))
    assert parts == ["ask the one you report to first.", "never film at work."]
    assert not contains("<p>Then tell the one you report to.</p>", parts, ())
    assert contains("<li>Never <b>film</b> at work. Ask.</li>", parts, ())


def test_a_heading_and_the_words_of_a_link_are_texts_of_a_written_page() -> None:
    """The words of a link are only reported where they remain."""
    body = '<body class="pb-body pb-page-written"><div id="pb-content">'
    page = (
        f'{body}<h2>Where the guards park<a class="headerlink" href="#a">¶</a></h2>'
        '<p>Call <a href="tel:1">Anna Andersson 070</a> first.</p></div></body>'
    )
    files = {"parking/index.html": page.encode()}
    sentences = {"where the guards park", "call anna andersson 070 first."}
    assert own_parts(["parking/"], files) == sentences
    texts = dict(texts_of_written_pages(["parking/"], files))
    assert texts.keys() == {*sentences, "anna andersson 070"}


def test_words_inside_a_label_of_generated_pages_are_not_the_own_text_of_a_written_page() -> None:
    """Otherwise each page with the label would be withdrawn, as `contains` finds the words."""
    written = (
        '<body class="pb-body pb-page-written"><div id="pb-content">'
        "<p><b>Copy the link</b></p><p>Send it to us</p><p>The key is under the mat.</p>"
        "</div></body>"
    )
    labels = '<button aria-label="Send it to us now">Share or copy the link</button>'
    generated = f'<body class="pb-body pb-page-chapter"><div id="pb-content">{labels}</div></body>'
    files = {"parking/index.html": written.encode(), "rules/index.html": generated.encode()}
    parts = own_parts(["parking/"], files)
    assert parts == {"the key is under the mat."}
    assert not contains(generated, parts, ())
