"""Finds what other programs leave in a text that is pasted: divided words, marks, wrapped links."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from ..model.playbook import Origin, Playbook
from ..model.types import TextMarker
from ..problems import Code, Phrase, Problem
from ..prose import markdown
from ..source.fixes import replacement_fix
from ..source.tree import DataPath
from .links import iter_texts

REMAINS = Code("PB985", "warning", "found", "what")

_DIVIDED = re.compile(r"(?<![\w-])(?P<start>[^\W\d_]{2,30})-[ \n](?P<end>[^\W\d_]{2,30})(?![\w-])")
_STRUCK = re.compile(r"~~[^~\n]{1,200}~~")
_WORD_COMMENT = re.compile(r"\[[^\W\d_]{1,3}\d{1,3}\]")
_NAME_IN_BRACKETS = re.compile(r"\[(?P<name>[a-z][a-z0-9_]{0,40})\]")
_WRAPPERS: Mapping[str, str] = {
    "safelinks.protection.outlook.com": "url", "teams.cdn.office.net": "url",
    "www.google.com/url": "q", "l.facebook.com": "u", "lm.facebook.com": "u",
    "l.instagram.com": "u", "www.linkedin.com/redir": "url",
}  # fmt: skip
"""By the end of a host, or a host and the beginning of a path: the part with the real address."""


@dataclass(frozen=True)
class _Text:
    """A text where it is, its words as readers see them, and what is known of the handbook."""

    origin: Origin
    path: DataPath
    text: str
    shown: str
    names: Collection[str]
    function_words: Collection[str]

    def problem(self, found: str, what: Phrase, cure: Phrase, new: str | None = None) -> Problem:
        """The problem with some words, and with ``new`` the fix that replaces them."""
        location = self.origin.find(self.path, found)
        fix = replacement_fix(self.origin.tree, location, found, new) if new else None
        return REMAINS.at(location, found=found, what=what, cure=cure, fix=fix)


def check(playbook: Playbook) -> Iterator[Problem]:
    """The remains in the prose of every entry."""
    words = {
        code: frozenset(playbook.language_data[code].listed("function_words"))
        for code in playbook.languages
    }
    names = {"organisation", *playbook.settings.values}
    every_word = frozenset().union(*words.values())
    for entry in playbook.entries.values():
        origin = playbook.origins[entry.id]
        for field in playbook.marked_values[entry.id]:
            if isinstance(field.marker, TextMarker):
                for path, language, text in iter_texts(field.value, field.path):
                    if _may_have_remains(text):
                        function_words = words.get(language, every_word)
                        is_template = entry.spec.slots is not None
                        found = _Text(
                            origin, path, text, _shown(text), () if is_template else names,
                            function_words,
                        )  # fmt: skip
                        yield from (each for detect in _DETECTORS for each in detect(found))


def _may_have_remains(text: str) -> bool:
    return any(mark in text for mark in ("- ", "-\n", "~~", "[", "://", '"'))


def _shown(text: str) -> str:
    """The words of a text without code and links."""
    return "".join(
        "\n" if token.type == "softbreak" else token.content
        for token in markdown.inline(text)
        if token.type in ("text", "softbreak")
    )


def _divided_words(text: _Text) -> Iterator[Problem]:
    for match in _DIVIDED.finditer(text.shown):
        start, end = match["start"], match["end"]
        if end.islower() and end not in text.function_words and not start.isupper():
            found = match[0].replace("\n", " ")
            cure = Phrase("cure.divided-word", joined=f"{start}{end}", hyphened=f"{start}-{end}")
            yield text.problem(found, Phrase("pasted.divided"), cure)


def _struck_text(text: _Text) -> Iterator[Problem]:
    for match in _STRUCK.finditer(text.shown):
        yield text.problem(match[0], Phrase("pasted.struck"), Phrase("cure.delete-struck"))


def _word_comments(text: _Text) -> Iterator[Problem]:
    for match in _WORD_COMMENT.finditer(text.shown):
        yield text.problem(match[0], Phrase("pasted.comment"), Phrase("cure.delete"))


def _names_in_brackets(text: _Text) -> Iterator[Problem]:
    for match in _NAME_IN_BRACKETS.finditer(text.shown):
        if (name := match["name"]) in text.names:
            new = f"{{{name}}}"
            cure = Phrase("cure.write", value=new)
            yield text.problem(match[0], Phrase("pasted.brackets"), cure, new)


def _wrapped_links(text: _Text) -> Iterator[Problem]:
    for url in markdown.links(text.text):
        if meant := _real_address(url):
            cure = Phrase("cure.write", value=meant)
            yield text.problem(url, Phrase("pasted.wrapped-link"), cure, meant)


def _real_address(url: str) -> str | None:
    """The address to which a mail program or a site leads its links, or None."""
    try:
        parts = urlsplit(url)
        place = f"{parts.netloc}{parts.path}"
        for wrapper, name in _WRAPPERS.items():
            host, slash, _ = wrapper.partition("/")
            is_host = parts.netloc == host or parts.netloc.endswith(f".{host}")
            if is_host and (not slash or place.startswith(wrapper)):
                (meant,) = parse_qs(parts.query).get(name, [""])
                is_address = re.fullmatch(r"https?://[!-;=?-~]+", meant) and ")" not in meant
                return meant if is_address else None
    except ValueError:
        return None
    return None


def _single_quote(text: _Text) -> Iterator[Problem]:
    value = text.text.strip()
    if value.count('"') == 1 and (value.startswith('"') or value.endswith('"')):
        words = value[:30] if value.startswith('"') else value[-30:]
        words = words.split("\n")[0 if value.startswith('"') else -1]
        if not re.search(r'\d"$', words):
            yield text.problem(words, Phrase("pasted.single-quote"), Phrase("cure.delete-quote"))


_DETECTORS: tuple[Callable[[_Text], Iterator[Problem]], ...] = (
    _divided_words, _struck_text, _word_comments, _names_in_brackets, _wrapped_links, _single_quote,
)  # fmt: skip
