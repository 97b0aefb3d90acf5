"""How a language's words are brought to the form under which the search keeps them.

The browser does the same with what is typed (``analysis.js``); a test compares the two over every
word of the handbook.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import snowballstemmer

from ..source.tree import read_tree

HOME = Path(__file__).parent / "languages"
STEMMERS = {"sv": "swedish", "en": "english"}
"""The languages that the browser has a stemmer for, by Snowball's name."""

_LETTERS = str.maketrans({
    **dict(zip("åäöéèëêüáàâôîïçñ”“–…»«", "aaoeeeeuaaaoiicn\"\"-.\"\"", strict=True)),
    "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+|(?<=[0-9])[:./][0-9]+)*")
_JOINTS = re.compile(r"[-'’:./]")
_SHORTEST_ENDING_STRIPPED = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text: folded, and its parts where it has a hyphen or a colon."""

    whole: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Language:
    """What the search knows of a language.

    Of the ``stop`` words those that are ``asking`` stay in phrases: *vem får* is not *får jag*.
    ``forms`` leads from odd forms to their terms; ``elements`` are words that compounds are made
    of, beside those of the handbook; ``alike`` groups of everyday words for the same thing;
    ``wider`` words with those that are a kind of it; ``favours`` the forms of a question that ask
    for a kind of entry, by kind.
    """

    name: str
    stop: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    elements: frozenset[str] = frozenset()
    alike: tuple[tuple[str, ...], ...] = ()
    wider: tuple[tuple[str, ...], ...] = ()
    favours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @functools.cached_property
    def quiet(self) -> frozenset[str]:
        """The stop words that ask nothing."""
        return self.stop - self.asking

    @functools.cached_property
    def _terms(self) -> dict[str, str]:
        """The terms that were asked for: a handbook has far fewer words than places for them."""
        return {word: word for word in self.stop}

    def term(self, word: str) -> str:
        """The form under which a folded word is kept; stop words stay as they are."""
        if word not in self._terms:
            found = self.forms.get(word) or apart(stem(self.name, word), self.stop)
            self._terms[word] = found
        return self._terms[word]


@functools.cache
def language(name: str) -> Language:
    """The knowledge of a language; an empty one where there is none."""
    path = HOME / f"{name}.yml"
    if not path.is_file():
        return Language(name)
    tree, problems = read_tree(path.name, path.read_text(encoding="utf-8"))
    assert tree is not None, problems
    asking = frozenset(tree.data["asking"].split())
    stop = asking.union(tree.data["stop"].split())
    forms = {form: apart(stem(name, word), stop) for word, form in _lines(tree.data["forms"])}
    forms |= {form: word for word, form in _lines(tree.data["whole"])}
    elements = frozenset(tree.data.get("elements", "").split())
    alike = tuple(tuple(line.split(", ")) for line in tree.data["alike"])
    wider = tuple((word, *line.split(", ")) for word, line in tree.data["wider"].items())
    favours = {kind: tuple(fold(line).split(", ")) for kind, line in tree.data["favours"].items()}
    return Language(name, stop, asking, forms, elements, alike, wider, favours)


def _lines(listed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each word of a list with each of its forms, and with itself."""
    for word, forms in listed.items():
        yield from ((word, form) for form in (word, *forms.split()))


def fold(text: str) -> str:
    """A text in small letters, without rings, dots and accents."""
    text = text.lower().translate(_LETTERS)
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def words(text: str) -> Iterator[Word]:
    """The words of a text, folded, in their order."""
    return map(_word, _WORD.findall(fold(text)))


@functools.lru_cache(maxsize=100_000)
def _word(word: str) -> Word:
    if word.isalnum():
        return Word(word)
    word = re.sub("['’]s$", "", word)
    parts = tuple(part for part in _JOINTS.split(word) if part)
    return Word(re.sub("[-'’]", "", word), parts if len(parts) > 1 else ())


@functools.cache
def _stemmer(name: str) -> Callable[[str], str]:
    if name not in STEMMERS:
        return str
    return snowballstemmer.stemmer(STEMMERS[name]).stemWord  # type: ignore[no-any-return]


@functools.lru_cache(maxsize=100_000)
def stem(name: str, word: str) -> str:
    """A folded word without its endings: Snowball's, and a few that it leaves.

    Repeated until nothing changes, so that *kommentarerna*, *kommentarer* and *kommentar* meet.
    """
    ending = _ENDINGS.get(name)
    found = _stemmer(name)(word)
    while ending:
        shorter = ending(found)
        if len(shorter) >= _SHORTEST_ENDING_STRIPPED:
            shorter = _stemmer(name)(shorter)
        if shorter == found:
            break
        found = shorter
    return found


def apart(found: str, stop: frozenset[str]) -> str:
    """A stem, marked where it is written like a stop word: *möten* is not *mot*."""
    return f"{found}_" if found in stop else found


def _swedish_ending(word: str) -> str:
    """Strip what Snowball leaves: *-ning*, *-ing*, and the article (*kontot*, *ordet*)."""
    if len(word) >= 8 and word.endswith("ning"):
        return word[:-4]
    if len(word) >= 7 and word.endswith("ing"):
        return word[:-3]
    if len(word) >= 5 and word.endswith("an"):
        return word[:-2]
    if len(word) >= 5 and re.search("(?:[oiyu]n|orn|eln|[oiyu]t)$", word):
        return word[:-1]
    if re.search("[aeiouy][^aeiouy]{2,}et$", word):
        return word[:-2]
    if re.search(r"([^aeiouy])\1t$", word):
        return word[:-1]
    return re.sub("(?<=[^aeiouy])el$", "l", word) if len(word) >= 5 else word


def _english_ending(word: str) -> str:
    """Write American spellings as British ones are stemmed: *organize*, *color*."""
    word = re.sub("iz$", "is", word) if len(word) >= 5 else word
    return re.sub("our$", "or", word) if len(word) >= 5 else word


_ENDINGS = {"sv": _swedish_ending, "en": _english_ending}
