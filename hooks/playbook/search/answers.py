"""What a result shows of an entry: what it answers, whom to ask, and what can be done at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.directions import Verdict
from ..model.entry import Entry
from ..model.kind_parts import Coming, FirstQuestion, Steps, Way, Ways
from ..pages.handbook import Handbook
from ..pages.show import Show
from .entries import lead, plain

PER_FILE = 8
"""How many answers one file holds: a reader fetches only those that are shown."""
LONGEST = 240
STEPS_SHOWN = 4


def answers(handbook: Handbook, entries: list[Entry], language: str) -> Iterator[list[Any]]:
    """The answers of the entries, as many at a time as one file holds."""
    show = Show(handbook, language, "")
    for start in range(0, len(entries), PER_FILE):
        yield [_answer(show, entry) for entry in entries[start : start + PER_FILE]]


def _answer(show: Show, entry: Entry) -> dict[str, Any]:
    answer: dict[str, Any] = {"text": _shortened(lead(show.handbook, entry, show.language))}
    ruling = entry.spec.verdict(entry)
    if ruling and ruling.verdict:
        answer["verdict"] = _verdict(show, entry, ruling.verdict)
    if coming := entry.spec.coming(entry):
        answer["pending"] = _coming(show, entry, coming)
    if entry.status == "retired":
        answer["retired"] = show.words("retired")
    answer["contact"] = _contact(show, entry)
    if action := _action(show, entry):
        answer["action"] = action
    return answer


def _verdict(show: Show, entry: Entry, verdict: Verdict) -> list[str]:
    """A verdict on the question of an entry, for the style and for the reader."""
    ruling = entry.spec.verdict(entry)
    return [verdict, show.words(f"verdict.{ruling.asks if ruling else 'may'}.{verdict}")]


def _coming(show: Show, entry: Entry, coming: Coming) -> dict[str, Any]:
    """What the entry answers from a later day on, and how that is announced before."""
    change: dict[str, Any] = {
        "from": coming.start.isoformat(),
        "label": show.words("rule.coming", date=coming.start),
    }
    if coming.text:
        change["text"] = _shortened(plain(_of(show, coming.text), show))
    if coming.verdict:
        change["verdict"] = _verdict(show, entry, coming.verdict)
    return change


def _shortened(text: str) -> str:
    """A text that fits in a result, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:–") + " …"


def _contact(show: Show, entry: Entry) -> str:
    """Whom to ask, or who answers for the entry."""
    asked = entry.spec.ask(entry)
    if asked in show.handbook.shown:
        within = entry.spec.deadline(entry)
        after = ", " + show.words("rule.within", time=show.value(within)) if within else ""
        return f"{show.words('rule.ask')} {show.plain(show.entry(str(asked)).title)}{after}"
    if entry.owner in show.handbook.shown:
        return f"{show.words('field.owner')}: {show.plain(show.entry(str(entry.owner)).title)}"
    return ""


def _action(show: Show, entry: Entry) -> dict[str, Any]:
    """What the first result lets its reader do without leaving the search."""
    match entry.spec.search.action(entry):
        case Ways(ways):
            return {"ways": [_way(show, way) for way in ways]}
        case Steps(texts):
            steps = [_shortened(plain(_of(show, text), show)) for text in texts]
            return {"steps": steps[:STEPS_SHOWN], "more": max(0, len(steps) - STEPS_SHOWN)}
        case FirstQuestion(question, replies):
            texts_of_replies = [show.plain(reply) for reply in replies]
            return {"question": show.plain(question), "answers": texts_of_replies}
    return {}


def _way(show: Show, way: Way) -> tuple[str, str]:
    """A way to reach somebody: a label, and an address where there is one to follow."""
    label = show.words(way.label) if way.label else ""
    return f"{label} {way.text}".strip(), way.url


def _of(show: Show, text: Any) -> str:
    return str(text.get(show.language) or next(iter(text.values())))
