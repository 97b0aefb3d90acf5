"""Choices, keys, languages, countries and addresses as people write them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlsplit

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from ..languages.pack import REFERENCE

MIN_SIMILARITY = 0.8
"""The least similarity of a misspelt choice, of at least four letters, that is certain."""
_SWITCHES = {"true": "yes", "on": "yes", "y": "yes", "false": "no", "off": "no", "n": "no"}
"""Other programs' words for yes and no."""
_MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\((https?://[^)\s]+)\)")
_COMMENT = re.compile(r" {1,3}(?://|<!--|--|;|\()")
_PHONE_SEPARATORS = re.compile(r"[\u00a0\u2010-\u2015\u2212/().]")


def normalised(text: str) -> str:
    """A text without case, quotes, final punctuation, and with underscores between words."""
    return re.sub(r"[\s\u2010-\u2015_-]+", "_", text.strip(" \u00a0\"'“”‘’.,;:!").casefold())


def before_comment(value: str) -> str:
    """A value without a comment as other languages write it."""
    return _COMMENT.split(value)[0].rstrip()


def likely_choice(
    value: str, choices: Sequence[str], labels: Iterable[Mapping[str, str]]
) -> str | None:
    """The choice that a value can only mean: by its spelling, or its label on a page."""
    word = _SWITCHES.get(normalised(value), normalised(value))
    alike = [choice for choice in choices if normalised(choice) == word]
    if not alike:
        alike = sorted(_with_label(value, choices, labels))
    if not alike:
        alike = [choice for choice in choices if len(choice) > 3 and _is_similar(value, choice)]
    return alike[0] if len(alike) == 1 else None


def _with_label(value: str, keys: Iterable[str], labels: Iterable[Mapping[str, str]]) -> set[str]:
    """The keys whose label in one of the languages is the value."""
    known = set(keys)
    return {
        key
        for texts in labels
        for path, text in texts.items()
        if (key := path.rpartition(".")[2]) in known
        and normalised(text.rstrip(" …")) == normalised(value)
    }


def _is_similar(value: str, choice: str) -> bool:
    ratio = difflib.SequenceMatcher(None, normalised(value), normalised(choice)).ratio()
    return ratio >= MIN_SIMILARITY


def likely_key(
    key: str, known: Sequence[str], kind: str, labels: Iterable[Mapping[str, str]]
) -> str | None:
    """The known key that is meant by the label of a field of a kind or of the header, or None."""
    for prefix in (f"kinds.{kind}.fields.", "field.", "settings."):
        fields = (
            {path: text for path, text in texts.items() if path.startswith(prefix)}
            for texts in labels
        )
        if len(found := _with_label(key, known, fields)) == 1:
            return found.pop()
    return None


def likely_language(code: str, known: Sequence[str]) -> tuple[str, bool] | None:
    """The known language that a key means, and whether that is certain.

    It is certain if it is the language's name, or its code in another case. It is only likely if
    it is the code of a country where the language is spoken, or a code that is almost the same.
    """
    word = normalised(code)
    found = [each for each in known if word == each or word in _language_names(each, known)]
    if len(found) == 1:
        return found[0], True
    of_country = get_global("likely_subtags").get(f"und_{word.upper()}", "").partition("_")[0]
    alike = [each for each in known if each == of_country]
    alike = alike or difflib.get_close_matches(word, known, n=1, cutoff=MIN_SIMILARITY)
    return (alike[0], False) if alike else None


def _language_names(code: str, shown_in: Sequence[str]) -> set[str]:
    locales = [locale for each in (code, *shown_in, REFERENCE) if (locale := _locale(each))]
    names = (locale.languages.get(code) for locale in locales)
    return {normalised(name) for name in names if name}


def likely_country(text: str, locales: Iterable[Locale]) -> str | None:
    """The code of a country, from its name in one of the languages or its code in lower case."""
    word = text.strip().casefold()
    found = {
        code
        for locale in locales
        for code, name in locale.territories.items()
        if len(code) == 2 and not code.isdigit() and word in (code.casefold(), name.casefold())
    }
    return found.pop() if len(found) == 1 else None


def likely_email(text: str) -> str:
    """An e-mail address without what surrounds it, in lower case."""
    return text.strip(" \u00a0<>").removeprefix("mailto:").lower()


def likely_telephone(text: str) -> str:
    """A telephone number with plain hyphens and spaces, without words after it."""
    text = text.strip().replace("(0)", "")
    end = next((at for at, char in enumerate(text) if char.isalpha()), len(text))
    if not any(map(str.isdigit, text[end:])):
        text = text[:end].rstrip(" (,")
    plain = _PHONE_SEPARATORS.sub(lambda match: "" if match[0] in "()." else "-", text)
    return " ".join(plain.split())


def likely_address(text: str) -> tuple[str, bool] | None:
    """The web address that a text contains, and whether that is certain; None if there is none.

    It is not certain that a host without a scheme answers with https.
    """
    if match := _MARKDOWN_LINK.fullmatch(text.strip()):
        return match[1], True
    plain = text.strip(" <>\u00a0")
    has_scheme = plain.startswith(("https://", "http://"))
    if not has_scheme and not re.match(r"[\w-]+(\.[\w-]+)+(/|$)", plain):
        return None
    try:
        parts = urlsplit(plain if has_scheme else f"https://{plain}")
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:  # an unclosed bracket, or a name that no host can have
        return None
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='=&%+/:,;@-._~')}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe='%-._~')}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{path}{query}{fragment}", has_scheme


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return None
