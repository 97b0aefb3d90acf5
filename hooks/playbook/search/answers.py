"""What a result shows of an entry: what it answers, whom to ask, and what can be done at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..kinds.checklists import Checklist
from ..kinds.contacts import Contact
from ..kinds.flows import Flow
from ..kinds.policy import Pending
from ..model.entry import Entry
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
    verdict = getattr(entry, "verdict", None)
    if verdict:
        asks = getattr(entry, "asks", "may")
        answer["verdict"] = [verdict, show.words(f"verdict.{asks}.{verdict}")]
    if pending := getattr(entry, "pending", None):
        answer["pending"] = _pending(show, entry, pending)
    if entry.status == "retired":
        answer["retired"] = show.words("retired")
    answer["contact"] = _contact(show, entry)
    if action := _action(show, entry):
        answer["action"] = action
    return answer


def _pending(show: Show, entry: Entry, pending: Pending) -> dict[str, Any]:
    """What the entry answers from a later day on, and how that is announced before."""
    change: dict[str, Any] = {
        "from": pending.start.isoformat(),
        "label": show.words("rule.coming", date=pending.start),
    }
    if text := pending.answer or pending.statement:
        change["text"] = _shortened(plain(_of(show, text), show))
    if pending.verdict:
        asks = getattr(entry, "asks", "may")
        change["verdict"] = [pending.verdict, show.words(f"verdict.{asks}.{pending.verdict}")]
    return change


def _shortened(text: str) -> str:
    """A text that fits in a result, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:–") + " …"


def _contact(show: Show, entry: Entry) -> str:
    """Whom to ask, or who answers for the entry."""
    asked = getattr(entry, "ask", None)
    if asked in show.handbook.shown:
        within = getattr(entry, "within", None)
        after = ", " + show.words("rule.within", time=show.value(within)) if within else ""
        return f"{show.words('rule.ask')} {show.plain(show.entry(asked).title)}{after}"
    if entry.owner in show.handbook.shown:
        return f"{show.words('field.owner')}: {show.plain(show.entry(str(entry.owner)).title)}"
    return ""


def _action(show: Show, entry: Entry) -> dict[str, Any]:
    """What the first result lets its reader do without leaving the search."""
    if isinstance(entry, Contact):
        return {"ways": list(_ways(show, entry))}
    if isinstance(entry, Checklist):
        steps = [_shortened(plain(_of(show, step.text), show)) for step in entry.steps]
        return {"steps": steps[:STEPS_SHOWN], "more": max(0, len(steps) - STEPS_SHOWN)}
    if isinstance(entry, Flow):
        first = entry.questions[entry.start]
        replies = [show.plain(answer.text) for answer in first.answers]
        return {"question": show.plain(first.text), "answers": replies}
    return {}


def _of(show: Show, text: Any) -> str:
    return str(text.get(show.language) or next(iter(text.values())))


def _ways(show: Show, entry: Contact) -> Iterator[tuple[str, str]]:
    """The ways to reach a contact: a label, and an address where there is one to follow."""
    address = entry.address
    if address.phone:
        number = address.phone.replace(" ", "").replace("-", "")
        yield f"{show.words('contact.phone')} {address.phone}", f"tel:{number}"
    if address.email:
        yield address.email, f"mailto:{address.email}"
    if address.chat:
        yield f"{show.words('contact.chat')} {address.chat}", ""
    if address.form:
        yield show.words("contact.form"), address.form
