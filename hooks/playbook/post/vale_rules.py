"""Checks as rules of Vale: the matching extension point of each check, and what is not supported.

Vale's expressions take ``\\w``, ``\\d`` and ``\\s`` for ASCII alone, and its words end elsewhere
than ours, so every class of characters is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .phrases import Phrase
from .token_patterns import DETECTED, TOKENS, WORD
from .vale_words import bounded, regex, whole

Rules = dict[str, dict[str, Any]]
"""Vale's rules for one check, by what is put to the check's name in each one's file."""
ValeResult = tuple[Rules, list[str]]
"""The rules, and why something is not among them."""

CHECKED = ("personal_number", "card")
"""What is known by its check digit."""
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
    """What Vale can say of a compiled check; the reasons are an editor's words."""
    return _BY_CHECK_TYPE[check["sort"]](check, endings, instead_of)


def _head(check: Mapping[str, Any]) -> dict[str, str]:
    """The keys of every rule. Vale formats the message, so a per cent sign is doubled."""
    message = check["message"].replace("%", "%%").replace("%%s", "%s")
    return {"message": message, "level": check["level"]}


def _without_count(check: Mapping[str, Any]) -> dict[str, str]:
    """A message without the number found: Vale's occurrence rule does not support it."""
    return {"message": check["message"].replace("%s", "…"), "level": check["level"]}


def _existence(
    check: Mapping[str, Any], tokens: list[str], *, ignorecase: bool = False, scope: str = "raw"
) -> dict[str, Any]:
    return {
        "extends": "existence", **_head(check), "scope": scope, "ignorecase": ignorecase,
        "nonword": True, "tokens": tokens, **_excepted(check),
    }  # fmt: skip


def _excepted(check: Mapping[str, Any]) -> dict[str, list[str]]:
    """The exceptions as they are listed, and as they begin a sentence."""
    texts = [its["text"] for its in check["exceptions"]]
    both = dict.fromkeys(one for its in texts for one in (its, its[:1].upper() + its[1:]))
    return {"exceptions": [regex(its) for its in both]} if both else {}


def _avoid(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    """Words to avoid. Vale suggests a replacement for the listed word, and only warns about its
    inflected forms."""
    rules: Rules = {}
    ignorecase = check["ignorecase"]
    swaps = {its["text"]: its["instead"] for its in check["phrases"] if "instead" in its}
    tokens = [
        whole(its, endings, excluded=its["text"] if "instead" in its else "")
        for its in _longest_first(check["phrases"])
        if "instead" not in its or any("~" in word for word in its["words"])
    ]
    if tokens:
        rules[""] = _existence(check, tokens, ignorecase=ignorecase, scope="text")
    if swaps:
        rules["_instead" if tokens else ""] = {
            "extends": "substitution", "message": instead_of, "level": check["level"],
            "scope": "text", "ignorecase": ignorecase, "nonword": True,
            "swap": {bounded(its): new for its, new in swaps.items()},
            **_excepted(check),
        }  # fmt: skip
    return rules, []


def _longest_first(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Vale takes the first that fits, and our rules the longest."""
    return sorted(phrases, key=lambda its: -len(its["words"]))


def _pattern(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    return ({"": _existence(check, check["patterns"])} if check["patterns"] else {}), []


def _limit(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    of, most = check["of"], check["max"]
    if most is None:
        return {}, ["the limit depends on the channel, which Vale does not know"]
    if of == "lix":
        return _lix(check)
    if of == "sentence_words":
        return _occurrence(check, _WORD, "sentence"), []
    if of == "characters":
        return _occurrence(check, r"\r\n|[\s\S]", "raw"), []
    if of == "words":
        token = "|".join(f"(?i:{whole(its, endings)})" for its in _longest_first(check["phrases"]))
        return (_occurrence(check, token, "raw") if token else {}), []
    if of == "capitals":
        excluded = "".join(f"(?!{regex(its['text'])}(?![{WORD}]))" for its in check["exceptions"])
        token = rf"(?<![{WORD}'’]){excluded}{_CAPITAL}['’]?(?:{_CAPITAL}['’]?){{3,}}(?![{WORD}])"
        return _occurrence(check, token, "raw"), []
    return _occurrence(check, _COUNTED_ELEMENTS[of], "raw"), []


def _occurrence(check: Mapping[str, Any], token: str, scope: str) -> Rules:
    """An upper limit. Vale treats a maximum of 0 as no limit, so a limit of 0 becomes an existence
    rule."""
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
    """Something that must be there: at least one of it, or, on a condition, Vale's conditional."""
    if check["place"] == "first":
        return {}, ["Vale does not count the words before a place"]
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
    """One expression for a condition's words, patterns and elements."""
    words = [f"(?i:{whole(its, endings)})" for its in part["phrases"]]
    return "|".join([*words, *part["patterns"], *(_ELEMENTS[its] for its in part["has"])])


def _order(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    if check["of"] != "hashtag_capitals":
        return {}, ["Vale cannot check the order of elements"]
    token = (
        rf"(?<![{WORD}_])#(?![{WORD}_]*[\p{{Lu}}\p{{Lt}}])(?=[{WORD}_]*\p{{Ll}})[{WORD}_]{{3,200}}"
    )
    return {"": _existence(check, [token])}, []


def _detect(check: Mapping[str, Any], endings: Sequence[str], instead_of: str) -> ValeResult:
    known = [what for what in check["what"] if what not in CHECKED]
    unsupported = [what.replace("_", " ") for what in check["what"] if what in CHECKED]
    reasons = (
        [f"{' and '.join(unsupported)}: Vale does not verify check digits"] if unsupported else []
    )
    if not known:
        return {}, reasons
    excepted = [its for its in check["exceptions"] if "email" in known and len(its["words"]) == 1]
    rest = [its for its in check["exceptions"] if its not in excepted]
    tokens = [_email(excepted) if what == "email" else DETECTED[what] for what in known]
    return {"": _existence({**check, "exceptions": rest}, tokens)}, reasons


def _email(excepted: Sequence[Phrase]) -> str:
    """An address, but for those whose name before the @ is an exception."""
    names = "|".join(regex(its["text"]) for its in excepted)
    return f"{_NO_ADDRESS}{f'(?!(?i:{names})@)' if excepted else ''}{DETECTED['email']}"


_BY_CHECK_TYPE: Mapping[str, Callable[[Mapping[str, Any], Sequence[str], str], ValeResult]] = {
    "avoid": _avoid,
    "pattern": _pattern,
    "limit": _limit,
    "require": _require,
    "order": _order,
    "detect": _detect,
}
