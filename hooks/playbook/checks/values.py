"""The names in braces are known, and the organisation's values are used and well formed."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.codes import TOO_MANY_SHAPES
from ..model.faults import guess
from ..model.playbook import Playbook
from ..model.settings import Value
from ..model.types import TextMarker, ValueName
from ..problems import Code, Problem
from ..prose.markdown import names
from .links import texts

UNKNOWN = Code(
    "PB311",
    "error",
    "'{{{name}}}' stands for nothing",
    "add it under values in playbook.yml, or as a slot of the template",
)
UNUSED = Code("PB312", "warning", "the value '{name}' is used nowhere", "use it, or remove it")
UNUSED_SLOT = Code(
    "PB313", "warning", "the slot '{name}' is not in the text", "use it, or remove it"
)

BUILT_IN = frozenset({"organisation"})
"""Names that are there without being a value."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Names in texts that stand for nothing, and values and slots that no text uses."""
    used: set[str] = set()
    known = BUILT_IN | playbook.settings.values.keys()
    for entry in playbook.entries.values():
        slots: dict[str, object] = getattr(entry, "slots", {})
        seen: set[str] = set()
        for found in playbook.found[entry.id]:
            if isinstance(found.marker, ValueName):
                used.add(found.value)
            elif isinstance(found.marker, TextMarker):
                for path, _, text in texts(found.value, found.path):
                    for name in names(text):
                        seen.add(name)
                        if name not in known and name not in slots:
                            place = playbook.origins[entry.id].find(path, f"{{{name}}}")
                            yield UNKNOWN.at(place, name=name, cure=guess(name, {*known, *slots}))
        used |= seen
        for name in slots.keys() - seen:
            place = playbook.origins[entry.id].place(("slots", name))
            yield UNUSED_SLOT.at(place, name=name)
    if playbook.is_whole:
        yield from _unused(playbook, used)
    yield from _shapes(playbook)


def _unused(playbook: Playbook, used: set[str]) -> Iterator[Problem]:
    for name in playbook.settings.values:
        if name not in used:
            place = playbook.settings_tree.place(("values", name), of_key=True)
            yield UNUSED.at(place, name=name)


def _shapes(playbook: Playbook) -> Iterator[Problem]:
    for name, value in playbook.settings.values.items():
        given = [key for key in Value.model_fields if getattr(value, key) is not None]
        if len(given) != 1:
            place = playbook.settings_tree.place(("values", name))
            choices = ", ".join(Value.model_fields)
            yield TOO_MANY_SHAPES.at(place, key=name, found=len(given) or "none", choices=choices)
