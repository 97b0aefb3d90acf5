"""Compares the settings that affect readers: office hours, time zone, countries and the like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.directions import NotCompared, binds, ignores_order
from ..model.playbook import Playbook
from ..model.settings import OfficeHours
from ..model.settings_bindings import SETTINGS_BINDINGS
from ..words.catalogue import Words, catalogues_of, words_of
from .change import SETTINGS, Change, ChangeType, Difference


def settings_changes(old: Playbook, new: Playbook, language: str) -> Iterator[Change]:
    """A change for each setting that affects readers and is different, formatted in a language.

    Published states have no settings: nothing is compared with them.
    """
    if not all(hasattr(playbook.settings, "organisation") for playbook in (old, new)):
        return
    for path, direction in SETTINGS_BINDINGS.items():
        if isinstance(direction, NotCompared):
            continue
        before, after = _at(old, path), _at(new, path)
        is_same = set(before) == set(after) if ignores_order(direction) else before == after
        if not is_same:
            change_type: ChangeType = "changed" if binds(direction) else "editorial"
            yield _change(new, path, change_type, before, after, language)


def _change(
    new: Playbook, path: str, change_type: ChangeType, before: Any, after: Any, language: str
) -> Change:
    words = words_of(new, language)
    title = {each.language: setting_label(path, each) for each in catalogues_of(new)}
    old_text, new_text = (_format(value, path, words) for value in (before, after))
    difference = Difference(path, change_type, language="", old=old_text, new=new_text)
    return Change(path, SETTINGS, change_type, title, differences=(difference,))


def setting_label(path: str, words: Words) -> str:
    """The label of a setting."""
    return words(f"settings.{path.removeprefix('organisation.')}")


def _at(playbook: Playbook, path: str) -> Any:
    """The value of a setting."""
    value: Any = playbook.settings
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _format(value: Any, path: str, words: Words) -> str:
    """The value of a setting as text; empty if it has none."""
    if value is None:
        return ""
    if isinstance(value, OfficeHours):
        days = words.enumeration(words(f"contact.day.{day}") for day in value.days)
        return f"{days} {words.clock(value.opens)}–{words.clock(value.closes)}"
    if isinstance(value, list):
        return words.enumeration(map(str, value))
    if isinstance(value, dict):
        return str(value.get(words.language) or next(iter(value.values()), ""))
    return words(f"sector.{value}") if path == "organisation.sector" else str(value)
