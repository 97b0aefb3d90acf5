"""``playbook fix``: fixes keep comments and do not change correct data."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from playbook.cli import main
from playbook.edit.key_order import canonical_order, own_fields, with_keys_in_order
from playbook.kinds import KINDS
from playbook.project import DATA_FOLDER, read_project
from playbook.source.tree import read_tree
from support import problem_lines, replace


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["fix", *map(str, arguments)])


def text_of(project: Path, name: str) -> str:
    return (project / DATA_FOLDER / name).read_text(encoding="utf-8")


def test_a_clearly_misspelt_key_is_corrected(small_project: Path) -> None:
    before = text_of(small_project, "roles.yml")
    replace(small_project, "roles.yml", "    summary: {sv: Svarar", "    sumary: {sv: Svarar")
    assert run(small_project).stdout == "playbook_data/roles.yml: fixed\n"
    assert text_of(small_project, "roles.yml") == before


def test_a_misspelt_key_of_a_ui_string_is_corrected(small_project: Path) -> None:
    ui = small_project / DATA_FOLDER / "languages" / "en" / "ui.yml"
    ui.parent.mkdir(parents=True)
    ui.write_text("page:\n  skipp: Skip  # to the text\n", encoding="utf-8")
    assert run(small_project).stdout == "playbook_data/languages/en/ui.yml: fixed\n"
    assert ui.read_text("utf-8") == "page:\n  skip: Skip  # to the text\n"
    assert problem_lines(small_project) == []


def test_a_misspelt_key_stays_if_the_correct_key_exists(small_project: Path) -> None:
    replace(small_project, "roles.yml", "    summary: {sv: Svarar", "    titel: {sv: Svarar")
    assert run(small_project).stdout == ""
    assert "titel" in text_of(small_project, "roles.yml")


def test_trailing_spaces_are_removed_except_in_texts(small_project: Path) -> None:
    before = text_of(small_project, "contacts.yml")
    replace(
        small_project, "contacts.yml", "    backup: legal-desk\n", "    backup: legal-desk   \n"
    )
    replace(
        small_project,
        "policy/posting.yml",
        "[how we reply](id:how-do-i-reply).\n\n",
        "[how we reply](id:how-do-i-reply).  \n\n",
    )
    unchanged = text_of(small_project, "policy/posting.yml")
    assert run(small_project).stdout == "playbook_data/contacts.yml: fixed\n"
    assert text_of(small_project, "contacts.yml") == before
    assert text_of(small_project, "policy/posting.yml") == unchanged


def test_curly_quotes_around_names_and_dates_become_straight(small_project: Path) -> None:
    replace(small_project, "channels.yml", "standing: closed", "standing: “closed”  # since May")
    replace(small_project, "accounts.yml", "opened: 2019-05-06", "opened: ”2019-05-06”")
    replace(small_project, "roles.yml", "channels: [company-blog]", "channels: [‘company-blog’]")
    run(small_project)
    assert 'standing: "closed"  # since May' in text_of(small_project, "channels.yml")
    assert 'opened: "2019-05-06"' in text_of(small_project, "accounts.yml")
    assert 'channels: ["company-blog"]' in text_of(small_project, "roles.yml")
    assert problem_lines(small_project) == []


def test_curly_quotes_in_texts_stay(small_project: Path) -> None:
    replace(
        small_project, "contacts.yml", "{sv: Juristen, en: The lawyer}", "{sv: “Juristen”, en: ‘A’}"
    )
    assert run(small_project).stdout == ""


def test_the_keys_of_an_entry_are_sorted_with_their_comments(small_project: Path) -> None:
    text = text_of(small_project, "contacts.yml")
    head = "  - id: legal-desk\n    title: {sv: Juristen, en: The lawyer}\n"
    assert head in text
    unsorted_head = (
        "  - owner: moderator  # for now\n\n    # what it is called\n"
        "    title: {sv: Juristen, en: The lawyer}\n    # never changes\n    id: legal-desk\n"
    )
    (small_project / DATA_FOLDER / "contacts.yml").write_text(
        text.replace(head, unsorted_head), encoding="utf-8"
    )
    assert run(small_project).stdout == "playbook_data/contacts.yml: fixed\n"
    expected = (
        "  # never changes\n  - id: legal-desk\n\n    # what it is called\n"
        "    title: {sv: Juristen, en: The lawyer}\n    owner: moderator  # for now\n"
    )
    assert expected in text_of(small_project, "contacts.yml")
    assert problem_lines(small_project) == []


def test_keys_are_sorted_only_if_they_are_out_of_order() -> None:
    """Header fields may come before or after the fields of the kind."""
    in_order = "entries:\n  - id: x\n    tags: [a]\n    title: t\n    author: a\n    year: '2020'\n"
    assert with_keys_in_order("reading.yml", in_order, KINDS["reading"]) == in_order
    swapped = in_order.replace(
        "    author: a\n    year: '2020'\n", "    year: '2020'\n    author: a\n"
    )
    expected = "entries:\n  - id: x\n    title: t\n    author: a\n    year: '2020'\n    tags: [a]\n"
    assert with_keys_in_order("reading.yml", swapped, KINDS["reading"]) == expected


@pytest.mark.parametrize(
    "entry",
    [
        "{title: t, id: x}",
        "title: t\n    summary: |+\n      s\n\n    id: x",
        '"title": t\n    id:\n      x',
        "title: t\n    id: x\n   # not deep enough\n    tags: [a]",
    ],
)
def test_sorting_an_ambiguous_layout_keeps_the_data(entry: str) -> None:
    text = f"entries:\n  - {entry}\n\n  - id: y\n"
    before, after = (read_tree("a.yml", yml)[0] for yml in (text, with_sorted_keys(text)))
    assert before
    assert after
    assert before.data == after.data


def with_sorted_keys(text: str, kind: str = "policy") -> str:
    return with_keys_in_order("a.yml", text, KINDS[kind])


KEYS = [
    "id: x", "title: 't'  # short", "summary: s\n      t", "tags: [a, b]",
    "why: |\n      # a heading\n\n      b", "question: >-\n      a\n       b\n\n",
    'answer: "a\n\n      # b"', "basis:\n    - one  # first\n    # of two\n    - two",
    "conditions:\n      # within\n      sv: [a]\n      en:\n        - 'b'",
]  # fmt: skip
LINES_ABOVE = st.sampled_from(["", "", "\n", "    # a remark\n", "\n    # a\n\n    # b\n"])


@given(st.permutations(KEYS), st.lists(LINES_ABOVE, min_size=len(KEYS), max_size=len(KEYS)))
def test_sorting_keys_in_any_order_keeps_data_and_comments(
    keys: list[str], above: list[str]
) -> None:
    above[0] = ""
    body = "\n".join(f"{lines}    {key}" for lines, key in zip(above, keys, strict=True))
    text = f"entries:\n  - {body[4:]}\n\n  # of y\n  - id: y\n"
    new = with_sorted_keys(text)
    before, after = read_tree("a.yml", text)[0], read_tree("a.yml", new)[0]
    assert before
    assert after
    assert before.data == after.data
    order = canonical_order(KINDS["policy"])
    before_keys = list(before.data["entries"][0])
    kind_keys = [key for key in before_keys if key in own_fields(KINDS["policy"])]
    if before_keys[0] == "id" and kind_keys == sorted(kind_keys, key=order.index):
        assert new == text, "the positions of header fields do not matter"
    else:
        assert list(after.data["entries"][0]) == sorted(before_keys, key=order.index)
    assert "\n  # of y\n  - id: y\n" in new
    assert sorted(new.split()) == sorted(text.split()), "a comment or a quote was lost"
    assert with_sorted_keys(new) == new


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_references_to_a_former_id_are_replaced_by_the_current_id(
    small_project: Path, quote: str
) -> None:
    replace(
        small_project, "contacts.yml", "backup: legal-desk", f"backup: {quote}legal-desk{quote}"
    )
    replace(
        small_project, "contacts.yml", "  - id: legal-desk\n",
        "  - id: law-desk\n    previous_ids: [legal-desk]\n",
    )  # fmt: skip
    assert run(small_project).stdout == "playbook_data/contacts.yml: fixed\n"
    assert f"    backup: {quote}law-desk{quote}\n" in text_of(small_project, "contacts.yml")
    assert not [line for line in problem_lines(small_project) if "PB202" in line]


def test_dry_run_shows_a_diff_and_writes_nothing(small_project: Path) -> None:
    replace(small_project, "roles.yml", "    summary: {sv: Svarar", "    sumary: {sv: Svarar")
    before = text_of(small_project, "roles.yml")
    result = run("--dry-run", small_project)
    assert result.exit_code == 1
    assert "--- a/playbook_data/roles.yml\n+++ b/playbook_data/roles.yml\n" in result.stdout
    assert "\n-    sumary: {" in result.stdout
    assert "\n+    summary: {" in result.stdout
    assert text_of(small_project, "roles.yml") == before


def test_a_second_fix_finds_nothing(small_project: Path) -> None:
    replace(small_project, "roles.yml", "    summary: {sv: Svarar", "    sumary: {sv: Svarar")
    run(small_project)
    assert run("--dry-run", small_project).exit_code == 0


def test_fix_updates_outdated_schemas(small_project: Path) -> None:
    CliRunner().invoke(main, ["schema", str(small_project)])
    replace(small_project, "contacts.yml", "  - id: legal-desk", "  - id: law-desk")
    replace(small_project, "contacts.yml", "backup: legal-desk", "backup: law-desk")
    assert run(small_project).stdout == "schema/names.json: written\n"


@pytest.mark.parametrize(
    "unreadable_data", [b"\xff\xfe", b"entries: [", b"", b"entries:\n\t- id: x\n"]
)
def test_an_unreadable_file_is_not_changed(small_project: Path, unreadable_data: bytes) -> None:
    path = small_project / DATA_FOLDER / "reading.yml"
    path.write_bytes(unreadable_data)
    result = run(small_project)
    assert result.exit_code == 0
    assert path.read_bytes() == unreadable_data
    assert read_project(small_project).problems


def test_a_key_that_only_resembles_a_missing_key_stays(
    small_project: Path,
) -> None:
    replace(small_project, "glossary.yml", "    definition: {sv: Som", "    edition: {sv: Som")
    assert "did you mean 'definition'?" in "\n".join(problem_lines(small_project))
    assert run(small_project).stdout == ""
    assert "    edition: {sv: Som" in text_of(small_project, "glossary.yml")


@pytest.mark.parametrize("ending", [b"\r\n", b"\r", b"\n"])
def test_a_line_with_another_ending_keeps_it(small_project: Path, ending: bytes) -> None:
    """The fifth line of the file has this ending, and a fix changes the last one."""
    path = small_project / DATA_FOLDER / "glossary.yml"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[4] = lines[4].rstrip(b"\n") + ending
    fixed = b"".join(lines)
    path.write_bytes(fixed.removesuffix(b"\n") + b"  \n")
    assert "fixed" in run(small_project).stdout
    assert path.read_bytes() == fixed


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD\n", "\ufffd", "entries: [\n"])
def test_schemas_are_not_made_from_half_a_playbook(small_project: Path, damage: str) -> None:
    CliRunner().invoke(main, ["schema", str(small_project)])
    names = (small_project / "schema" / "names.json").read_bytes()
    path = small_project / DATA_FOLDER / "glossary.yml"
    path.write_text(damage + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = run(small_project)
    assert "schema/ is not updated, because some data cannot be read" in result.stdout
    for command in (["schema"], ["new", "contacts", "another-desk", "--project"]):
        refused = CliRunner().invoke(main, [*command, str(small_project)])
        assert refused.exit_code == 2
        assert "some data cannot be read: run 'playbook check'" in refused.output
    assert (small_project / "schema" / "names.json").read_bytes() == names
