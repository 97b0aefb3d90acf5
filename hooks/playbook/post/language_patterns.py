"""Regular expressions of what a language has words for: images, secrets and street addresses.

The words are in the file ``post.yml`` of each language. The expressions have alternatives for all
languages, because a post may contain a secret in any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..languages.pack import Language
from ..languages.shapes import POST

_SPECIAL = re.compile(r"[.*+?^${}()|\[\]\\/]")
"""The characters with a meaning in both engines; others may not be escaped in mode ``u``."""


class LanguagePatterns:
    """The expressions for the words of some languages.

    ``letter`` and ``word`` are contents of a character class: a letter, and a character of a word.
    """

    def __init__(self, languages: Iterable[Language], letter: str, word: str) -> None:
        self.data = [language.data(POST) for language in languages]
        self.letter, self.word = letter, word

    def listed(self, key: str) -> list[str]:
        """The words under a key, of all languages; a text is a list of single words."""
        found: dict[str, None] = {}
        for data in self.data:
            value = data.get(key, ())
            found |= dict.fromkeys(value.split() if isinstance(value, str) else value)
        return list(found)

    def alternatives(self, key: str) -> str:
        """The words under a key, as listed, as alternatives; one that never matches without any."""
        return "|".join(map(_escaped, self.listed(key))) or "(?!)"

    def image(self) -> str:
        """The words for an image: in lower case, with a capital, or in capitals."""
        words = self.listed("images")
        forms = dict.fromkeys(form for w in words for form in (w, w.capitalize(), w.upper()))
        return "|".join(map(_escaped, forms)) or "(?!)"

    def secret(self) -> str:
        """The words before a secret, such as *the password for wifi is now*, without a space."""
        names = "|".join(map(self._name, self.listed("secrets"))) or "(?!)"
        of, states = self.alternatives("secret_of"), self.alternatives("secret_is")
        now = self.alternatives("secret_now")
        return rf"(?:{names})(?: (?:{of}) [^.!?\n]{{1,30}})?(?: (?:{states})(?: (?:{now}))?:?|:)"

    def _name(self, name: str) -> str:
        """A name of a secret; its first letter may be a capital, and ``*`` is a word."""
        first, rest = name[0], name[1:]
        start = f"[{first.upper()}{first}]" if first.islower() else _escaped(first)
        return start + _escaped(rest).replace(r"\*", f"[{self.word}]{{1,20}}")

    def address(self) -> Iterator[str]:
        """Street addresses: with the number last, and with it first."""
        endings = self.alternatives("street_endings")
        beginnings = self.alternatives("street_beginnings")
        name = rf"[{CAPITAL}][{self.word}-]{{1,30}}(?:{endings})"
        long_name = rf"(?:{beginnings}) [{self.word}]{{0,30}}(?:{endings})"
        yield rf"(?:{name}|{long_name}) [1-9][0-9]{{0,3}}(?: ?[A-Ha-h](?![{self.word}]))?"
        words = self.alternatives("street_words")
        yield (
            r"[1-9][0-9]{0,3}[A-Da-d]? (?:[A-Z][a-z]{1,20} ){1,3}"
            rf"(?:{words})(?![{self.word}])"
        )


CAPITAL = "A-ZÀ-ÖØ-Þ"
"""The content of a character class: the capital letters that street names begin with."""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
