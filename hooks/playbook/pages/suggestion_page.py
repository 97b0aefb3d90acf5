"""The data of the page *suggest a change* in one language: labels, choices and directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..changes.direction_data import (
    QUESTION_TYPES,
    change_tables,
    deadline_changes,
    kind_directions,
)
from ..model import suggestion_limits as limits
from ..model.contribute import ways
from ..model.editable_fields import editable_fields
from ..model.entry import Entry, headline
from ..model.types import ByLanguage
from ..visible import EMOJI_SEQUENCE, JOINABLE, UNSEEN
from ..words.catalogue import Words
from .addresses import relative
from .handbook import Handbook
from .suggestion_entries import (
    ENTRIES_FOLDER,
    SUGGESTION_PATH,
    Definition,
    definitions,
    file_name,
    suggestible,
)

CHOICES_FILE = f"{SUGGESTION_PATH}choices.js"
"""The file with the data of a language, relative to the language's root."""
UI_STRINGS = (
    "binding", "changed", "comment", "copied", "download_name", "explaining", "list_help",
    "matches", "new_tab", "no_change", "no_match", "no_value", "paste", "removed", "reset",
    "reset_field", "rule", "show_language", "unclear", "unknown_entry",
)  # fmt: skip
"""The UI strings that only the script shows: ``suggest.*`` in the catalogue."""
PROBLEMS = (
    "address", "definition", "empty", "forbidden", "html", "image", "items", "language", "line",
    "long", "name", "needed", "no_change", "reason", "sender", "total", "unseen", "values",
    "verdict", "word",
)  # fmt: skip
"""The problems that the page finds as the reader types: ``suggest.problem.*``."""


def page_data(handbook: Handbook, language: str) -> dict[str, Any]:
    """The data of the page in a language, except for the entries' fields."""
    playbook, words = handbook.playbook, handbook.words[language]
    entries = suggestible(handbook)
    kinds = {entry.kind: type(entry) for entry in entries}
    return {
        "language": language,
        "languages": {code: playbook.language_data[code].name for code in playbook.languages},
        "needs_all_languages": playbook.settings.missing_text == "error",
        "version": playbook.settings.release,
        "organisation": playbook.settings.organisation.name,
        "words": _ui_strings(words),
        "limits": _limits(),
        "tables": change_tables(),
        "deadlines": deadline_changes(playbook),
        "inserts": handbook.inserts[language],
        "kinds": {kind: _kind(kinds[kind], keys, words) for kind, keys in _names(handbook).items()},
        "definitions": [
            _definition(each, kinds[each.kind].spec.choices.get(each.name), words)
            for each in definitions(handbook)
        ],
        "titles": {
            id: _text(playbook.entries[id].title, language) for id in sorted(handbook.shown)
        },
        "targets": {
            kind: [entry.id for entry in members] for kind, members in handbook.by_kind.items()
        },
        "entries": {
            entry.id: [entry.kind, _text(headline(entry), language), file_name(handbook, entry.id)]
            for entry in entries
        },
        "entries_at": relative(ENTRIES_FOLDER, _site_path(handbook, language)),
        "ways": list(_ways(handbook, words)),
        "formerly": {old: entry.id for entry in entries for old in entry.previous_ids},
    }


def _site_path(handbook: Handbook, language: str) -> str:
    """The path of the page in a language, relative to the site."""
    is_default = language == handbook.playbook.languages[0]
    return SUGGESTION_PATH if is_default else f"{language}/{SUGGESTION_PATH}"


def _ways(handbook: Handbook, words: Words) -> Iterator[dict[str, str]]:
    """The ways to send a suggestion, in the order of the settings."""
    settings = handbook.playbook.settings
    for way in ways(settings, "suggest"):
        label = words(f"suggest.way.{way.channel}")
        link = way.filled(settings.repository.url)
        yield {"link": link, "channel": way.channel, "label": label}


def _ui_strings(words: Words) -> dict[str, Any]:
    return {
        **{name: words(f"suggest.{name}") for name in UI_STRINGS},
        "problems": {name: words(f"suggest.problem.{name}") for name in PROBLEMS},
        "types": {name: words(f"diff.sort.{name}") for name in change_tables()["weights"]},
        "verdicts": {
            asks: {
                verdict: words(f"verdict.{asks}.{verdict}")
                for verdict in change_tables()["verdicts"][asks]
            }
            for asks in ("may", "must")
        },
    }


def _limits() -> dict[str, Any]:
    """The limits of a suggestion, and the patterns of characters that readers do not see."""
    return {
        "bytes": limits.MAX_BYTES, "values": limits.MAX_VALUES, "text": limits.MAX_TEXT,
        "items": limits.MAX_ITEMS, "reason": limits.MAX_REASON, "sender": limits.MAX_SENDER,
        "word": limits.MAX_WORD, "unseen": UNSEEN, "emoji": EMOJI_SEQUENCE, "joinable": JOINABLE,
    }  # fmt: skip


def _kind(model: type[Entry], names: Iterable[str], words: Words) -> dict[str, Any]:
    """A kind: its title, the labels of its fields, how they bind, and what must fit together."""
    name = model.spec.headline
    return {
        "title": words.kind(model.kind),
        "labels": {key: words.field(model.kind, key) for key in names},
        "headline": model.model_fields[name].alias or name,
        "constraints": [constraint.as_data() for constraint in model.spec.constraints],
        **kind_directions(model),
    }


def _names(handbook: Handbook) -> Mapping[str, Mapping[str, None]]:
    """By kind, the keys in the paths of its fields, in the order of the model."""
    names: dict[str, dict[str, None]] = {}
    for entry in suggestible(handbook):
        keys = (key for field in editable_fields(entry) for key in field.path)
        names.setdefault(entry.kind, {}).update({key: None for key in keys if isinstance(key, str)})
    return names


def _definition(each: Definition, prefix: str | None, words: Words) -> dict[str, Any]:
    """The description of a field, with the labels of its choices in the language.

    The texts of verdicts depend on the question; the script has them.
    """
    data: dict[str, Any] = {"type": each.type}
    if each.is_required:
        data["required"] = True
    if each.choices:
        labels = {choice: words.words.get(f"{prefix}.{choice}", choice) for choice in each.choices}
        data["choices"] = labels
        data["asks"] = set(each.choices) == set(QUESTION_TYPES)
    if each.type == "reference":
        data["kinds"] = list(each.targets)
    return data


def _text(text: ByLanguage, language: str) -> str:
    return text.get(language) or next(iter(text.values()))
