"""Generates the pages on problem codes from the codes, the catalogues and the golden cases.

In the ``diff`` of a case, the added lines are the wrong ones, and the removed lines the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.case_files import CHANGE, expected_lines, swedish_sentences
from playbook.messages import Messages, messages
from playbook.problems import Code, Phrase
from playbook.source.user_info import HIDDEN

_USER_INFO = re.compile(r"(?<=://)[^\s/@]+(?=@)")
"""The user name and password of an address, which no page of a handbook may contain."""
_COMMAND = "`python -m pytest tests/starter/checks/test_documented.py --accept`"
EXAMPLES_WITHOUT_A_CASE = {
    "PB512": (
        "a kind whose package is unfinished",
        "a version of the package that fits this generator",
    ),
    "PB513": ("a kind with labels in English only", "labels in every language of the handbook"),
    "PB119": ("a value that the validator of a field rejects", "see the description of the field"),
    "PB731": ("only the Swedish statement was changed", "both statements have the same meaning"),
    "PB741": (
        "a new contact without an updated `schema/`",
        "`playbook schema`, or `playbook fix`",
    ),
}
"""The wrong and the right example of codes that a change of a data file alone cannot cause."""


@dataclass(frozen=True)
class PageText:
    """The fixed words of the page in one language."""

    head: str
    wrong: str
    wrong_in: str
    right: str
    output: str


TEXTS = {
    "en": PageText(
        f"""\
---
search: {{exclude: true}}
render_macros: false
---

# Problem codes

Every problem that `playbook check` reports has a code. This page lists them, each with a wrong and
a right example. Errors always fail a check. Warnings fail a strict check and a strict build.
Notices fail only `playbook check --adopted`. Codes from PB801 on are those of releases (PB8) and of
a built site (PB9).

This page is generated from the codes and the test cases:
{_COMMAND} regenerates it.
""",
        "Wrong",
        "Wrong, in",
        "Right",
        "Output",
    ),
    "sv": PageText(
        f"""\
---
search: {{exclude: true}}
render_macros: false
---

# Felkoder

Varje problem som `playbook check` rapporterar har en kod. Sidan listar dem, var och en med ett
felaktigt och ett riktigt exempel. Fel stoppar alltid en kontroll. Varningar stoppar en strikt
kontroll och ett strikt bygge. Notiser stoppar bara `playbook check --adopted`. Koderna från PB801
gäller utgåvor (PB8) och en byggd webbplats (PB9).

Sidan skapas ur koderna och testfallen: {_COMMAND}
skapar den på nytt.
""",
        "Fel",
        "Fel, i",
        "Rätt",
        "Utskrift",
    ),
}
"""The words of the page by language. Cases are described in English only, so the Swedish page
leaves the descriptions out."""


def page(language: str, codes: Iterable[Code], cases: Iterable[Path]) -> str:
    """The whole page in a language, a section for each code."""
    case_of_code: dict[str, Path] = {}
    for path in cases:
        case_of_code.setdefault(path.stem[:5], path)
    text, words = TEXTS[language], messages(language)
    parts = [text.head]
    for code in sorted(codes, key=lambda code: code.code):
        parts.append("\n".join(_section(code, case_of_code.get(code.code), text, words)))
    return _USER_INFO.sub(HIDDEN, "\n".join(parts))


def _section(code: Code, path: Path | None, text: PageText, words: Messages) -> Iterator[str]:
    sentences = words.codes[code.code]
    level = words.phrase(Phrase(f"level.{code.level}")).capitalize()
    yield f"## {code.code}"
    yield ""
    yield f"**{level}:** {_in_markdown(sentences['message'])}."
    yield ""
    if path is None:
        wrong, right = "", _in_markdown(sentences["cure"])
        if words.language == "en":
            wrong, right = EXAMPLES_WITHOUT_A_CASE.get(code.code, (wrong, right))
        yield from (f"{text.wrong}: {wrong}.", "") if wrong else ()
        yield from (f"{text.right}: {right}.", "")
        return
    case = path.read_text(encoding="utf-8")
    line = next(line for line in expected_lines(case) if f" {code.code}: " in line)
    if words.language != "en":
        location = line.partition(": ")[0]
        line = f"{location}: {level.lower()} {code.code}: {swedish_sentences()[code.code]}"
    yield from _examples(case, line, text, sentences, is_english=words.language == "en")
    yield from (f"{text.output}:", "", "```text", line, "```", "")


def _examples(
    case: str, line: str, text: PageText, sentences: Mapping[str, str], *, is_english: bool
) -> Iterator[str]:
    changes = list(CHANGE.finditer(case))
    cure = line.partition("; ")[2] if is_english else _in_markdown(sentences["cure"])
    if not changes:
        if is_english:
            description = " ".join(case.split("Made by")[0].split("\n", 1)[1].split())
            title = case.split("\n", 1)[0].split(": ", 1)[1]
            yield from (f"{text.wrong}: {description or title + '.'}", "")
        yield from (f"{text.right}: {cure}.", "")
        return
    for change in changes:
        wrong, right = _wrong_and_right(change["body"], change["type"])
        yield from (f"{text.wrong_in} `{change['file']}`:", "", "```yaml", *wrong, "```", "")
        if right and right != wrong:
            yield from (f"{text.right}:", "", "```yaml", *right, "```", "")
        else:
            yield from (f"{text.right}: {cure}.", "")


def _wrong_and_right(body: str, block_type: str) -> tuple[list[str], list[str]]:
    lines = body.rstrip("\n").split("\n")
    if block_type == "yaml":
        return lines, []
    wrong = [line[1:] for line in lines if not line.startswith("-")]
    right = [line[1:] for line in lines if not line.startswith("+")]
    return wrong, right


def _in_markdown(message: str) -> str:
    """The format string of a message as Markdown, with the names of its fields in italics."""
    text = re.sub(r"[<>*_`|]", lambda match: f"\\{match[0]}", message)
    return re.sub(
        r"(\{)\{|(\})\}|\{([\w\\]+)\}",
        lambda match: match[1] or match[2] or f"*{match[3]}*",
        text,
    )
