"""The content of search results: an entry's answer, whom to ask, and what the reader can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..model.directions import Verdict
from ..model.entry import Entry
from ..model.kind_parts import ContactOption, ContactOptions, FirstQuestion, Steps, UpcomingAnswer
from ..pages.handbook import Handbook
from ..pages.page_formatter import PageFormatter
from .entries import lead, plain
from .sections import Section

ANSWERS_PER_FILE = 8
"""The browser only fetches the files whose answers it shows."""
MAX_TEXT_LENGTH = 240
MAX_STEPS = 4


def answers(
    handbook: Handbook, entries: list[Entry], language: str, sections: Sequence[Section] = ()
) -> Iterator[list[Any]]:
    """The answers of the entries, and after them those of the sections, one list per file."""
    formatter = PageFormatter(handbook, language, page="")
    found = [answer(formatter, entry) for entry in entries] + list(map(_section, sections))
    for start in range(0, len(found), ANSWERS_PER_FILE):
        yield found[start : start + ANSWERS_PER_FILE]


def most_asked_contact(handbook: Handbook, language: str) -> dict[str, Any] | None:
    """Whom to ask if the handbook has no answer: the contact of most entries, by phone if possible.

    Its title, the path of its page with the anchor, and the ways to reach it.
    """
    formatter = PageFormatter(handbook, language, page="")
    entries = [handbook.playbook.entries[id] for id in sorted(handbook.shown)]
    counts = Counter(contact for entry in entries if (contact := entry.spec.contact(entry)))
    found = [
        (any(url.startswith("tel:") for _, url in ways), counts[id], id, ways)
        for id in sorted(counts.keys() & handbook.shown)
        if (ways := _action(formatter, handbook.playbook.entries[id]).get("ways"))
    ]
    if not found:
        return None
    _, _, id, ways = max(found, key=lambda each: each[:2])
    return {"title": _title(formatter, id), "href": formatter.href(id), "ways": ways}


def _section(section: Section) -> dict[str, Any]:
    """A section shows the beginning of its text, and the page that it is on."""
    page = section.page_title if section.anchor else ""
    return {"text": _shortened(section.text), "contact": page}


def answer(formatter: PageFormatter, entry: Entry) -> dict[str, Any]:
    """What a search result shows of an entry: its text, verdict, contact and action."""
    text = lead(formatter.handbook, entry, formatter.language)
    shown: dict[str, Any] = {"text": _shortened(text)}
    ruling = entry.spec.ruling(entry)
    if ruling and ruling.verdict:
        shown["verdict"] = _verdict(formatter, entry, ruling.verdict)
    if upcoming := entry.spec.upcoming(entry):
        shown["pending"] = _upcoming(formatter, entry, upcoming)
    if entry.status == "retired":
        shown["retired"] = formatter.words("retired")
    shown["contact"] = _contact(formatter, entry)
    if action := _action(formatter, entry):
        shown["action"] = action
    return shown


def _verdict(formatter: PageFormatter, entry: Entry, verdict: Verdict) -> list[str]:
    """The code of a verdict, which sets its style, and its text."""
    ruling = entry.spec.ruling(entry)
    question_type = ruling.question_type if ruling else "may"
    return [verdict, formatter.words(f"verdict.{question_type}.{verdict}")]


def _upcoming(formatter: PageFormatter, entry: Entry, upcoming: UpcomingAnswer) -> dict[str, Any]:
    """The upcoming answer of an entry: its first day, and the label that announces it."""
    pending: dict[str, Any] = {
        "from": upcoming.start.isoformat(),
        "label": formatter.words("rule.coming", date=upcoming.start),
    }
    if upcoming.text:
        pending["text"] = _shortened(plain(_in_language(formatter, upcoming.text), formatter))
    if upcoming.verdict:
        pending["verdict"] = _verdict(formatter, entry, upcoming.verdict)
    return pending


def _shortened(text: str) -> str:
    """The text, cut between words if it is too long for a result."""
    if len(text) <= MAX_TEXT_LENGTH:
        return text
    return text[:MAX_TEXT_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–") + " …"


def _contact(formatter: PageFormatter, entry: Entry) -> str:
    """Whom to ask about the entry, otherwise its owner; empty if neither is shown."""
    contact_id = entry.spec.contact(entry)
    if contact_id in formatter.handbook.shown:
        text = f"{formatter.words('rule.ask')} {_title(formatter, str(contact_id))}"
        if deadline := entry.spec.deadline(entry):
            text += f", {formatter.words('rule.within', time=formatter.value(deadline))}"
        return text
    if entry.owner in formatter.handbook.shown:
        return f"{formatter.words('field.owner')}: {_title(formatter, str(entry.owner))}"
    return ""


def _title(formatter: PageFormatter, id: str) -> str:
    return formatter.plain(formatter.entry(id).title)


def _action(formatter: PageFormatter, entry: Entry) -> dict[str, Any]:
    """What readers can do in the first result without leaving the search."""
    match entry.spec.search.action(entry):
        case ContactOptions(options):
            return {"ways": [_contact_option(formatter, option) for option in options]}
        case Steps(texts):
            steps = [_shortened(plain(_in_language(formatter, text), formatter)) for text in texts]
            return {"steps": steps[:MAX_STEPS], "more": max(0, len(steps) - MAX_STEPS)}
        case FirstQuestion(question, replies):
            reply_texts = [formatter.plain(reply) for reply in replies]
            return {"question": formatter.plain(question), "answers": reply_texts}
    return {}


def _contact_option(formatter: PageFormatter, option: ContactOption) -> tuple[str, str]:
    """The link text and the URL of a contact option; the URL is empty if there is none."""
    label = formatter.words(option.label) if option.label else ""
    return f"{label} {option.text}".strip(), option.url


def _in_language(formatter: PageFormatter, text: Any) -> str:
    """The text in the reader's language, or in the first language that it has."""
    return str(text.get(formatter.language) or next(iter(text.values())))
