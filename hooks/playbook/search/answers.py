"""The content of search results: an entry's answer, whom to ask, and what the reader can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.directions import Verdict
from ..model.entry import Entry
from ..model.kind_parts import Coming, FirstQuestion, Steps, Way, Ways
from ..pages.handbook import Handbook
from ..pages.show import Show
from .entries import lead, plain

ANSWERS_PER_FILE = 8
"""The browser only fetches the files whose answers it shows."""
MAX_TEXT_LENGTH = 240
MAX_STEPS = 4


def answers(handbook: Handbook, entries: list[Entry], language: str) -> Iterator[list[Any]]:
    """The answers of the entries, one list per file."""
    show = Show(handbook, language, "")
    for start in range(0, len(entries), ANSWERS_PER_FILE):
        yield [_answer(show, entry) for entry in entries[start : start + ANSWERS_PER_FILE]]


def _answer(show: Show, entry: Entry) -> dict[str, Any]:
    answer: dict[str, Any] = {"text": _shortened(lead(show.handbook, entry, show.language))}
    ruling = entry.spec.verdict(entry)
    if ruling and ruling.verdict:
        answer["verdict"] = _verdict(show, entry, ruling.verdict)
    if upcoming := entry.spec.coming(entry):
        answer["pending"] = _upcoming(show, entry, upcoming)
    if entry.status == "retired":
        answer["retired"] = show.words("retired")
    answer["contact"] = _contact(show, entry)
    if action := _action(show, entry):
        answer["action"] = action
    return answer


def _verdict(show: Show, entry: Entry, verdict: Verdict) -> list[str]:
    """The code of a verdict, which sets its style, and its text."""
    ruling = entry.spec.verdict(entry)
    return [verdict, show.words(f"verdict.{ruling.asks if ruling else 'may'}.{verdict}")]


def _upcoming(show: Show, entry: Entry, upcoming: Coming) -> dict[str, Any]:
    """The upcoming answer of an entry: its first day, and the label that announces it."""
    pending: dict[str, Any] = {
        "from": upcoming.start.isoformat(),
        "label": show.words("rule.coming", date=upcoming.start),
    }
    if upcoming.text:
        pending["text"] = _shortened(plain(_in_language(show, upcoming.text), show))
    if upcoming.verdict:
        pending["verdict"] = _verdict(show, entry, upcoming.verdict)
    return pending


def _shortened(text: str) -> str:
    """The text, cut between words if it is too long for a result."""
    if len(text) <= MAX_TEXT_LENGTH:
        return text
    return text[:MAX_TEXT_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–") + " …"


def _contact(show: Show, entry: Entry) -> str:
    """Whom to ask about the entry, otherwise its owner; empty if neither is shown."""
    contact_id = entry.spec.ask(entry)
    if contact_id in show.handbook.shown:
        deadline = entry.spec.deadline(entry)
        within = ", " + show.words("rule.within", time=show.value(deadline)) if deadline else ""
        return f"{show.words('rule.ask')} {show.plain(show.entry(str(contact_id)).title)}{within}"
    if entry.owner in show.handbook.shown:
        return f"{show.words('field.owner')}: {show.plain(show.entry(str(entry.owner)).title)}"
    return ""


def _action(show: Show, entry: Entry) -> dict[str, Any]:
    """What readers can do in the first result without leaving the search."""
    match entry.spec.search.action(entry):
        case Ways(ways):
            return {"ways": [_way(show, way) for way in ways]}
        case Steps(texts):
            steps = [_shortened(plain(_in_language(show, text), show)) for text in texts]
            return {"steps": steps[:MAX_STEPS], "more": max(0, len(steps) - MAX_STEPS)}
        case FirstQuestion(question, replies):
            reply_texts = [show.plain(reply) for reply in replies]
            return {"question": show.plain(question), "answers": reply_texts}
    return {}


def _way(show: Show, way: Way) -> tuple[str, str]:
    """A way to contact somebody: a label and a URL; the URL is empty if there is none."""
    label = show.words(way.label) if way.label else ""
    return f"{label} {way.text}".strip(), way.url


def _in_language(show: Show, text: Any) -> str:
    """The text in the language of the page, or in the first one that it has."""
    return str(text.get(show.language) or next(iter(text.values())))
