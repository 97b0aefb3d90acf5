"""Numbers and values are the same in the source language and its translations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...model.playbook import Playbook
from ...model.types import TextMarker
from ...problems import Code
from ...prose.markdown import names
from ...source.tree import Path
from .finding import CurrentEntries, Finding

DIFFERENT = Code(
    "PB724",
    "warning",
    "'{key}' has {here} in {language} but {there} in {source}",
    "use the same numbers and values in every language",
)
LANGUAGE_SPECIFIC_FIELDS = {
    "asked_as",
    "forms",
    "synonyms",
    "dont",
    "do",
    "pairs",
    "prompts",
    "good_examples",
}
"""Fields in which each language has its own examples."""

_NUMBER = re.compile(r"(?<![^\W\d])\d+(?:[.,:   ]\d+)*")
_CLOCK = re.compile(r"\b(\d{1,2})([.:]\d\d)?\s?([ap])\.?m\b")
_LINK = re.compile(r"\]\((?:[^)\]]|\](?!\())*+\)")


def check(playbook: Playbook) -> Iterator[Finding]:
    """Texts whose numbers, or names in braces, differ between languages."""
    for entry in CurrentEntries(playbook):
        for found in playbook.found[entry.id]:
            if isinstance(found.marker, TextMarker) and not LANGUAGE_SPECIFIC_FIELDS.intersection(
                found.path
            ):
                for path, source, here, there in _differences(found.value):
                    location = playbook.origins[entry.id].location((*found.path, *path))
                    yield entry.id, DIFFERENT.at(
                        location, key=found.path[0], language=path[0], source=source,
                        here=here, there=there,
                    )  # fmt: skip


def _differences(
    text: Mapping[str, str | Sequence[str]],
) -> Iterator[tuple[Path, str, str, str]]:
    """Where a translation differs: its path, the source's language, and the figures of both."""
    source, *others = text
    for language in others:
        if text[language] is text[source]:
            continue
        here, there = _figures(text[language]), _figures(text[source])
        if here != there:
            yield (language,), source, _shown(here - there), _shown(there - here)


def _figures(words: str | Sequence[str]) -> Counter[str]:
    """The numbers of a text without separators, and its names in braces."""
    whole = words if isinstance(words, str) else "\n".join(words)
    found: Counter[str] = Counter()
    if "{" in whole:
        found.update(f"{{{name}}}" for name in names(whole))
    if any(sign.isdigit() for sign in whole):
        numbers = _NUMBER.findall(_CLOCK.sub(_of_24_hours, _LINK.sub("]", whole)))
        found.update(re.sub(r"\D", "", number) for number in numbers)
    return found


def _of_24_hours(found: re.Match[str]) -> str:
    """A time as 2.20 pm on the clock that other languages use."""
    hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0)
    return f"{hour}{found[2] or ''}"


def _shown(figures: Counter[str]) -> str:
    return ", ".join(sorted(figures.elements())) or "none"
