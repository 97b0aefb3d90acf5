"""The rules as a Vale style, as far as Vale can express them, and a list of what it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from ..model.playbook import Playbook
from ..words.catalogue import catalogue
from .compile import compile_rules
from .shapes import TOKENS

LEFT_OUT = "NOT-IN-VALE.md"
"""The file that lists what Vale cannot express."""
_COUNTED = {
    "emoji": TOKENS["emoji"],
    "hashtags": TOKENS["hashtag"],
    "links": TOKENS["link"],
    "exclamations": "!",
}
_WHY = {
    "characters": "the limit is the channel's, and Vale knows no channels",
    "capitals": "it counts words that are no abbreviations",
    "lix": "Vale's metrics know no LIX",
    "words": "it counts inflected words over the whole post",
    "require": "Vale has no condition on one thing and demand for another",
    "order": "Vale sees no order of elements",
    "detect": "Vale reckons no check digits",
    "scope": "Vale knows no channels, accounts or replies, so it says this of every post",
}


def vale_style(playbook: Playbook) -> dict[str, str]:
    """The files of the style by path: a folder for each language, a configuration, and a list."""
    files: dict[str, str] = {}
    left_out: list[str] = []
    for language in playbook.languages:
        rules = compile_rules(playbook, language)
        style = f"Playbook-{language}"
        instead_of = catalogue(language)("post.instead_of")
        for check in rules["checks"]:
            made = _vale_rule(check, rules["endings"], instead_of)
            name = f"{check['rule']}.{check['name']}"
            if made is not None:
                text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=1000)
                files[f"styles/{style}/{name}.yml"] = text
            if why := _why(check, made):
                left_out.append(f"- {language}, {name}: {why}")
    files[".vale.ini"] = _configuration(playbook)
    files[LEFT_OUT] = _listed(left_out)
    return files


def _configuration(playbook: Playbook) -> str:
    sections = (
        f"[*.{language}.{{md,txt}}]\nBasedOnStyles = Playbook-{language}\n"
        for language in playbook.languages
    )
    return "StylesPath = styles\nMinAlertLevel = suggestion\n\n" + "\n".join(sections)


def _listed(lines: list[str]) -> str:
    told = "\n".join(lines) if lines else "Everything is there."
    return f"# What Vale cannot express\n\n{told}\n"


def _why(check: Mapping[str, Any], made: object) -> str:
    """Why a check is left out, or what of it is."""
    if made is None:
        return _WHY[check["of"] if check["sort"] == "limit" else check["sort"]]
    scoped = check["channels"] or check["accounts"] or check["situations"]
    return _WHY["scope"] if scoped else ""


def _vale_rule(
    check: Mapping[str, Any], endings: list[str], instead_of: str
) -> dict[str, Any] | None:
    head = {"message": check["message"], "level": check["level"]}
    excepted = [phrase["text"] for phrase in check["exceptions"]]
    rest = {"exceptions": excepted} if excepted else {}
    if check["sort"] == "avoid":
        return _avoid(check, endings, instead_of, head, rest)
    if check["sort"] == "pattern":
        tokens = {"nonword": True, "scope": "raw", "tokens": check["patterns"]}
        return {"extends": "existence", **head, **tokens, **rest}
    if check["sort"] != "limit":
        return None
    if check["of"] == "sentence_words":
        shape = {"scope": "sentence", "max": check["max"], "token": r"\b(\w+)\b"}
        return {"extends": "occurrence", **_uncounted(head), **shape}
    if check["of"] in _COUNTED:
        shape = {"scope": "text", "max": check["max"], "token": _COUNTED[check["of"]]}
        return {"extends": "occurrence", **_uncounted(head), **shape}
    return None


def _uncounted(head: Mapping[str, str]) -> dict[str, str]:
    """A message without the number found: Vale's occurrence does not tell it."""
    return {**head, "message": head["message"].replace("%s ", "").replace("%s", "")}


def _avoid(
    check: Mapping[str, Any],
    endings: list[str],
    instead_of: str,
    head: Mapping[str, str],
    rest: Mapping[str, Any],
) -> dict[str, Any]:
    """Words to avoid. Vale tells a replacement for the word as listed, not for its forms."""
    swaps = {its["text"]: its["instead"] for its in check["phrases"] if "instead" in its}
    tokens = [_regex(its, endings) for its in check["phrases"] if "instead" not in its]
    case = {"ignorecase": check["ignorecase"]}
    if swaps and not tokens:
        told = {**head, "message": instead_of}
        return {"extends": "substitution", **told, **case, "swap": swaps, **rest}
    tokens += swaps
    return {"extends": "existence", **head, **case, "tokens": tokens, **rest}


def _regex(phrase: Mapping[str, Any], endings: list[str]) -> str:
    """A phrase as Vale's regular expression: the stems with the language's endings."""
    return r"[\s-]+".join(_word(word, endings) for word in phrase["words"])


def _word(word: str, endings: list[str]) -> str:
    if "*" in word:
        return word.replace("*", r"\w*")
    if "~" not in word:
        return word
    stems = [stem for stem in word.split("~") if stem]
    some = "|".join(sorted(filter(None, endings), key=len, reverse=True))
    return f"(?:{'|'.join(stems)})(?:{some})?"
