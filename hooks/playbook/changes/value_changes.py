"""Compares the organisation's values, and describes their changes with amounts and directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ..model.directions import Direction, Explains, Parts, Reworded, ShorterIsStricter
from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.selection import shown_ids
from ..model.types import ValueMarker
from ..model.values import Value
from ..source.tree import DataPath
from ..words.catalogue import Words, catalogues_of, words_of
from .audience import combined_audience, ids_of_entries_using
from .bounds import value_change
from .change import VALUES, Change, ChangeType, Difference


def value_changes(
    old: Playbook, new: Playbook, language: str, renamed: Mapping[str, str]
) -> Iterator[Change]:
    """A change for each value that was added, removed, changed or renamed.

    ``old`` has the current names; ``renamed`` maps former names to current ones.
    """
    removed = [name for name in old.settings.values if name not in new.settings.values]
    yield from (_presence_change(old, name, "removed", language) for name in removed)
    for name, value in new.settings.values.items():
        before = old.settings.values.get(name)
        if before is None:
            yield _presence_change(new, name, "added", language)
        elif before != value:
            yield _content_change(new, name, before, value, language)
    for former, name in renamed.items():
        title = {words.language: value_label(new, name, words) for words in catalogues_of(new)}
        yield Change(name, VALUES, "moved", title, differences=(
            Difference("id", "moved", language="", old=former, new=name),
        ))  # fmt: skip


def _presence_change(
    playbook: Playbook, name: str, change_type: ChangeType, language: str
) -> Change:
    """The change of a value that only one of the states has."""
    value, words = playbook.settings.values[name], words_of(playbook, language)
    title = {each.language: value_label(playbook, name, each) for each in catalogues_of(playbook)}
    text = words.value(value)
    old, new = ("", text) if change_type == "added" else (text, "")
    difference = Difference(name, change_type, language="", old=old, new=new)
    return Change(
        name, VALUES, change_type, title, differences=(difference,), of_binding_kind=False,
    )  # fmt: skip


def _content_change(new: Playbook, name: str, before: Value, value: Value, language: str) -> Change:
    """The change of one value, with the entries that use it: those that are shown, if any are."""
    using, shown = ids_of_entries_using(new, name), shown_ids(new)
    ids = [id for id in using if id in shown] or using
    change_type = value_change(before, value, shorter_is_stricter=_is_deadline(new, name))
    words = words_of(new, language)
    old_text, new_text = (
        _with_bound(each, before.bound != value.bound, words) for each in (before, value)
    )
    title = {
        words.language: _title(new, name, before, value, words) for words in catalogues_of(new)
    }
    return Change(
        name, VALUES, change_type, title, combined_audience(*(new.entries[id] for id in ids)),
        (Difference(name, change_type, language="", old=old_text, new=new_text),),
        affected=tuple(ids),
    )  # fmt: skip


def _title(new: Playbook, name: str, before: Value, value: Value, words: Words) -> str:
    """The label of a value, with the amounts before and after: ``Answer within: 1 → 2 days``."""
    label = value_label(new, name, words)
    if not has_amounts(value):
        return label
    has_other_bound = before.bound != value.bound
    old_text, new_text = (_with_bound(each, has_other_bound, words) for each in (before, value))
    if has_other_bound:
        return f"{label}: {old_text} → {new_text}"
    if before.duration and value.duration and before.duration.unit == value.duration.unit:
        old_text = words.number(before.duration.amount)
    elif before.rate and value.rate and before.rate.per == value.rate.per:
        old_text = words.number(before.rate.times)
    return f"{label}: {old_text} → {new_text}"


def _with_bound(value: Value, is_bound_shown: bool, words: Words) -> str:
    """A value as text, and if its bound changes, with the bound: ``at most 2 days``."""
    text = words.value(value)
    return (
        words(f"diff.bound.{value.bound}", value=text) if is_bound_shown and value.bound else text
    )


def has_amounts(value: Value) -> bool:
    """Whether the title of a changed value contains its amounts; texts are compared by word."""
    return value.text is None


def value_label(playbook: Playbook, name: str, words: Words) -> str:
    """The most common label of the fields that name a value, or else its name as words.

    Labels of parts of a field are used only if no field itself names the value.
    """
    fields = list(_fields_with(playbook, name))
    least_depth = min((len(path) for _, path in fields), default=0)
    keys = ((entry.kind, str(path[-1])) for entry, path in fields if len(path) == least_depth)
    labels = Counter(label for kind, key in keys if (label := words.field(kind, key)) != key)
    if not labels:
        return name.replace("_", " ").capitalize()
    [(most_common, _)] = labels.most_common(1)
    return most_common


def _is_deadline(playbook: Playbook, name: str) -> bool:
    """Whether fields that name a value are time limits, of which a shorter one is stricter.

    Fields without a direction, such as the time for a step, say nothing else.
    """
    found = [_direction(entry, path) for entry, path in _fields_with(playbook, name)]
    limits = [direction for direction in found if isinstance(direction, ShorterIsStricter)]
    return bool(limits) and all(
        isinstance(direction, ShorterIsStricter | Reworded | Explains) for direction in found
    )


def _fields_with(playbook: Playbook, name: str) -> Iterator[tuple[Entry, DataPath]]:
    """The current entries that name a value in a field, each with the path of the field."""
    for id, fields in playbook.marked_values.items():
        entry = playbook.entries[id]
        for field in fields if entry.status == "current" else ():
            if isinstance(field.marker, ValueMarker) and field.value == name:
                yield entry, tuple(step for step in field.path if isinstance(step, str))


def _direction(entry: Entry, path: DataPath) -> Direction | None:
    direction = entry.spec.bindings.get(str(path[0]))
    return direction.fields.get(str(path[-1])) if isinstance(direction, Parts) else direction
