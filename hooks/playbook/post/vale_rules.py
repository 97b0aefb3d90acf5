"""Converts checks to Vale rules, and lists what Vale does not support.

In Vale's expressions ``\\w``, ``\\d`` and ``\\s`` only match ASCII, and its words have other
boundaries than ours, so every character class is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .phrases import Phrase
from .token_patterns import DETECTED, TOKENS, WORD
from .vale_words import bounded, regex, whole

Rules = dict[str, dict[str, Any]]
"""Vale's rules for one check, by the suffix that the file name adds to the name of the check."""
ValeResult = tuple[Rules, list[str]]
"""The rules, and the reasons why something is missing."""

CHECKED = ("personal_number", "card")
"""Data types that are recognised by a check digit."""
_WORD = rf"[{WORD}]+(?:['’:‑-][{WORD}]+|[.,][0-9][{WORD}]*)*"
_CAPITAL = r"[\p{Lu}\p{Lt}]"
_NO_ADDRESS = "(?<![A-Za-z0-9._%+@-])"
_ELEMENTS = {
    **TOKENS,
    "link": f"{_NO_ADDRESS}(?:{TOKENS['link']})",
    "mention": f"{_NO_ADDRESS}{TOKENS['mention']}",
    "hashtag": rf"(?<![{WORD}_]){TOKENS['hashtag']}",
    "question": r"\?",
    "number": rf"(?<![{WORD}])[0-9]",
}
_COUNTED_ELEMENTS = {
    "emoji": TOKENS["emoji"],
    "hashtags": _ELEMENTS["hashtag"],
    "links": _ELEMENTS["link"],
    "exclamations": "!",
}
_NEVER = "(?!)"
_LAST = r"(?=[^\n]*[ \t\r\n]*(?![\s\S]))"


def vale_rules(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    """The Vale rules for a compiled check, and what they do not cover, in words for editors."""
    return _BY_CHECK_TYPE[check["sort"]](check, endings, instead_of)


def _head(check: Mapping[str, Any]) -> dict[str, str]:
    """The keys of every rule. Vale formats the message, so each per cent sign is doubled."""
    message = check["message"].replace("%", "%%").replace("%%s", "%s")
    return {"message": message, "level": check["level"]}


def _without_count(check: Mapping[str, Any]) -> dict[str, str]:
    """The keys with a message without the count, which Vale's occurrence rules do not support."""
    return {"message": check["message"].replace("%s", "…"), "level": check["level"]}


def _existence(
    check: Mapping[str, Any], tokens: list[str], *, ignorecase: bool = False, scope: str = "raw"
) -> dict[str, Any]:
    return {
        "extends": "existence", **_head(check), "scope": scope, "ignorecase": ignorecase,
        "nonword": True, "tokens": tokens, **_excepted(check),
    }  # fmt: skip


def _excepted(check: Mapping[str, Any]) -> dict[str, list[str]]:
    """The exceptions as listed, and with a capital as at the beginning of a sentence."""
    texts = [exception["text"] for exception in check["exceptions"]]
    forms = dict.fromkeys(form for text in texts for form in (text, text[:1].upper() + text[1:]))
    return {"exceptions": [regex(text) for text in forms]} if forms else {}


def _avoid(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    """Words to avoid. Vale suggests a replacement only for the word as listed, not its forms."""
    rules: Rules = {}
    ignorecase = check["ignorecase"]
    swaps = {each["text"]: each["instead"] for each in check["phrases"] if "instead" in each}
    tokens = [
        whole(phrase, endings, excluded=phrase["text"] if "instead" in phrase else "")
        for phrase in _longest_first(check["phrases"])
        if "instead" not in phrase or any("~" in word for word in phrase["words"])
    ]
    if tokens:
        rules[""] = _existence(check, tokens, ignorecase=ignorecase, scope="text")
    if swaps:
        rules["_instead" if tokens else ""] = {
            "extends": "substitution", "message": instead_of, "level": check["level"],
            "scope": "text", "ignorecase": ignorecase, "nonword": True,
            "swap": {bounded(text): replacement for text, replacement in swaps.items()},
            **_excepted(check),
        }  # fmt: skip
    return rules, []


def _longest_first(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Vale takes the first match and our engines the longest, so the longest come first."""
    return sorted(phrases, key=lambda phrase: -len(phrase["words"]))


def _pattern(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    return ({"": _existence(check, check["patterns"])} if check["patterns"] else {}), []


def _limit(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    of, maximum = check["of"], check["max"]
    if maximum is None:
        return {}, ["the limit depends on the channel, which Vale does not know"]
    if of == "lix":
        return _lix(check)
    if of == "sentence_words":
        return _occurrence(check, _WORD, "sentence"), []
    if of == "characters":
        return _occurrence(check, r"\r\n|[\s\S]", "raw"), []
    if of == "words":
        listed = _longest_first(check["phrases"])
        token = "|".join(f"(?i:{whole(phrase, endings)})" for phrase in listed)
        return (_occurrence(check, token, "raw") if token else {}), []
    if of == "capitals":
        excluded = "".join(f"(?!{regex(it['text'])}(?![{WORD}]))" for it in check["exceptions"])
        token = rf"(?<![{WORD}'’]){excluded}{_CAPITAL}['’]?(?:{_CAPITAL}['’]?){{3,}}(?![{WORD}])"
        return _occurrence(check, token, "raw"), []
    return _occurrence(check, _COUNTED_ELEMENTS[of], "raw"), []


def _occurrence(check: Mapping[str, Any], token: str, scope: str) -> Rules:
    """An upper limit. Vale treats a maximum of 0 as no limit, so 0 becomes an existence rule."""
    if not check["max"]:
        return {"": _existence(check, [token], scope=scope)}
    shape = {"scope": scope, "max": check["max"], "token": token}
    return {"": {"extends": "occurrence", **_without_count(check), **shape}}


def _lix(check: Mapping[str, Any]) -> ValeResult:
    return {
        "": {
            "extends": "metric", **_head(check),
            "formula": "(words / sentences) + (100.0 * long_words / words)",
            "condition": f">= {check['max']}.5 && words >= {check['min_words']}.0",
        }
    }, []  # fmt: skip


def _require(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    """A required element: a minimum of one, or Vale's conditional if there is a condition."""
    if check["place"] == "first":
        return {}, ["Vale cannot count the words before an element"]
    wanted = _holds(check, endings) or _NEVER
    if check["place"] == "last":
        wanted = f"(?:{wanted}){_LAST}"
    if not check["when"]:
        shape = {"scope": "raw", "min": 1, "token": wanted}
        return {"": {"extends": "occurrence", **_without_count(check), **shape}}, []
    first = _holds(check["when"], endings)
    shape = {"scope": "raw", "first": first, "second": wanted}
    return ({"": {"extends": "conditional", **_head(check), **shape}} if first else {}), []


def _holds(part: Mapping[str, Any], endings: Sequence[str]) -> str:
    """One expression for the phrases, patterns and elements of a condition."""
    words = [f"(?i:{whole(item, endings)})" for item in part["phrases"]]
    return "|".join([*words, *part["patterns"], *(_ELEMENTS[item] for item in part["has"])])


def _order(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    if check["of"] != "hashtag_capitals":
        return {}, ["Vale cannot check the order of elements"]
    token = (
        rf"(?<![{WORD}_])#(?![{WORD}_]*[\p{{Lu}}\p{{Lt}}])(?=[{WORD}_]*\p{{Ll}})[{WORD}_]{{3,200}}"
    )
    return {"": _existence(check, [token])}, []


def _detect(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    supported = [kind for kind in check["what"] if kind not in CHECKED]
    unsupported = [kind.replace("_", " ") for kind in check["what"] if kind in CHECKED]
    reason = f"{' and '.join(unsupported)}: Vale does not verify check digits"
    reasons = [reason] if unsupported else []
    if not supported:
        return {}, reasons
    excepted = check["exceptions"]
    for_email = [each for each in excepted if "email" in supported and len(each["words"]) == 1]
    others = [each for each in excepted if each not in for_email]
    tokens = [_email(for_email) if kind == "email" else DETECTED[kind] for kind in supported]
    return {"": _existence({**check, "exceptions": others}, tokens)}, reasons


def _email(exceptions: Sequence[Phrase]) -> str:
    """The expression for an email address, except those whose local part is an exception."""
    names = "|".join(regex(phrase["text"]) for phrase in exceptions)
    return f"{_NO_ADDRESS}{f'(?!(?i:{names})@)' if exceptions else ''}{DETECTED['email']}"


_Converter = Callable[[Mapping[str, Any], Sequence[str], str], ValeResult]
_BY_CHECK_TYPE: Mapping[str, _Converter] = {
    "avoid": _avoid, "pattern": _pattern, "limit": _limit, "require": _require, "order": _order,
    "detect": _detect,
}  # fmt: skip
