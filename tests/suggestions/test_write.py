"""Every field that may be suggested can be written, in each style that a file has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from playbook.edit.draft import Draft, read_draft
from playbook.edit.set_values import with_values
from playbook.model.editable_fields import EditableField, editable_fields
from playbook.model.shown_parts import shown_entry
from playbook.source.tree import read_tree
from playbook.suggestions.resolve import ChangedValue
from playbook.suggestions.write import edited_file
from support import SMALL

NEW_TEXT = 'Nytt: "a" #b, {name} och ’c’ [d] - e'
LONG_TEXT = f"Ett långt stycke. {'ord ' * 60}slut.\n\n- En punkt: ett\n- två\n\n  indraget"


def new_values(field: EditableField, language: str) -> Iterator[ChangedValue]:
    """Some other values of a field: shorter and longer texts, more and fewer items, none."""
    if field.type in ("text", "prose"):
        yield ChangedValue(field, language, NEW_TEXT)
        yield ChangedValue(field, language, LONG_TEXT)
    elif field.type in ("texts", "proses"):
        now = [*(field.value or {}).get(language, ())]
        yield ChangedValue(field, language, [NEW_TEXT])
        yield ChangedValue(field, language, ["first", *now, "last"])
        yield ChangedValue(field, language, [*now[:1], NEW_TEXT, *now[1:]])
    else:
        yield ChangedValue(field, None, "another")
    if not field.is_required and field.value is not None:
        yield ChangedValue(field, None, None)


def write_every_field(draft: Draft) -> int:
    """Write each field of each entry; returns how many edits were verified by `with_values`."""
    count = 0
    texts = {
        document.tree.path: draft.text(document.tree.path) for document in draft.sources.documents
    }
    for entry in draft.playbook.entries.values():
        path = draft.playbook.origins[entry.id].tree.path
        shown = shown_entry(entry, draft.playbook.settings.organisation)
        for field in editable_fields(shown):
            for change in new_values(field, draft.playbook.languages[-1]):
                text = edited_file(texts[path], draft.playbook, entry, [change])
                may_be_default = change.value is None and field.type == "choice"
                assert text != texts[path] or may_be_default
                count += 1
    return count


def test_every_field_of_the_small_playbook_can_be_written() -> None:
    assert write_every_field(read_draft(SMALL)) > 500


STYLES = {
    "plain": ("a: {sv: Ett, en: One}  # note\n", ("a", "en"), "Two",
              'a: {sv: Ett, en: "Two"}  # note\n'),
    "no text elsewhere": ("a: x\n", ("a",), "null", 'a: "null"\n'),
    "word": ("a: no\n", ("a",), "ask_first", "a: ask_first\n"),
    "empty": ("a:\nb: c\n", ("a",), "word", "a: word\nb: c\n"),
    "folded": ("a:\n  sv: >\n    Ett\n    två\n  en: x\n", ("a", "sv"), "Tre\n\nfyra",
               "a:\n  sv: >\n    Tre\n\n\n    fyra\n  en: x\n"),
    "literal": ("a: |\n  x\nb: c\n", ("a",), "- y\n- z", "a: |\n  - y\n  - z\nb: c\n"),
    "chomped": ("a: >-\n  x\nb: c\n", ("a",), "y", "a: >\n  y\nb: c\n"),
    "two lines": ("a: x\nb: c\n", ("a",), "y\nz", "a: |\n  y\n  z\nb: c\n"),
    "quoted": ("a: 'x'\n", ("a",), "it's", 'a: "it\'s"\n'),
    "block item": ("a:\n  - x  # one\n  - y\n", ("a",), ["x", "z"], "a:\n  - x  # one\n  - z\n"),
    "new block item": ("a:\n- x\n# end\n", ("a",), ["x", "y"], "a:\n- x\n- y\n# end\n"),
    "flow list": ("a: [x, y]\n", ("a",), ["x", "new", "y"], "a: [x, new, y]\n"),
    "removed item": ("a:\n  - x\n  - y  # two\n  - z\n", ("a",), ["x", "z"], "a:\n  - x\n  - z\n"),
    "new key": ("a: x\nc: z\n", ("b",), {"sv": "Ett", "en": "Two words"},
                'a: x\nb: {sv: "Ett", en: "Two words"}\nc: z\n'),
    "removed key": ("a: x  # one\nb: y\n", ("a",), None, "b: y\n"),
    "all": ("a: {all: X}\n", ("a",), {"sv": "x", "en": "y"}, "a: {sv: x, en: y}\n"),
}  # fmt: skip
"""By style: the text of a file, the path of a value, the new value, and the expected text."""
KEY_ORDER: Mapping[tuple[str | int, ...], Sequence[str]] = {(): ["a", "b", "c"]}


@pytest.mark.parametrize(("text", "path", "value", "new"), STYLES.values(), ids=STYLES)
def test_the_style_and_the_comments_stay(text: str, path: Any, value: Any, new: str) -> None:
    assert with_values("a.yml", text, {path: value}, KEY_ORDER) == new
    with_crlf = with_values("a.yml", text.replace("\n", "\r\n"), {path: value}, KEY_ORDER)
    assert with_crlf == new.replace("\n", "\r\n")


def test_a_long_new_text_is_a_block(tmp_path: Path) -> None:
    value = {"sv": "Kort.", "en": "A sentence of some length. " * 8}
    new = with_values("a.yml", "e:\n  - id: x\n    z: y\n", {("e", 0, "b"): value}, {})
    assert max(map(len, new.splitlines())) <= 118
    tree, problems = read_tree("a.yml", new)
    assert not problems
    assert tree is not None
    assert tree.data["e"][0]["b"]["en"].split() == value["en"].split()
