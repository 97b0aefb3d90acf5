"""Computes the stems of words by rules; the engines add the endings.

Stems and endings also produce forms that do not exist, which does no harm.
"""

from __future__ import annotations

ENDINGS = {
    "sv": (
        "", "n", "en", "et", "t", "ar", "arna", "er", "erna", "or", "orna", "na", "ns", "ens",
        "ets", "a", "e", "are", "aste", "ast", "ade", "at", "as", "te", "de", "r", "s", "ts",
        "ande", "ende", "arnas", "ernas", "igt", "iga", "ad", "d", "da", "an", "ans", "ornas",
        "nas", "asts", "ades", "ats", "ares", "aren", "arens",
    ),
    "en": ("", "s", "es", "ed", "d", "ing", "er", "ers", "ly", "'s", "s'", "or", "ors", "est"),
}  # fmt: skip
"""Possible endings of a stem, by language."""
MIN_INFLECTED_LENGTH = 4
"""Shorter words are not inflected: their forms are often other words."""


def compiled_word(word: str, language: str) -> str:
    """A word for the matcher: its stems, each followed by ``~``, or the word itself."""
    if len(word) < MIN_INFLECTED_LENGTH or not word.isalpha() or language not in ENDINGS:
        return word
    stems = {"sv": _swedish, "en": _english}[language](word)
    return "".join(f"{stem}~" for stem in dict.fromkeys(stems))


def _swedish(word: str) -> list[str]:
    stems = [word]
    if word[-1] in "ae":  # flicka, flickor; pojke, pojkar
        stems.append(word[:-1])
    if word[-2:] in ("el", "er", "en"):  # nyckel, nycklar; vacker, vackra
        stems.append(word[:-2] + word[-1])
    if word[-1] == "m":  # program, programmet
        stems.append(word + "m")
    return stems


def _english(word: str) -> list[str]:
    stems = [word]
    if word[-1] == "e":  # leverage, leveraging
        stems.append(word[:-1])
    if word[-1] == "y" and word[-2] not in "aeiou":  # synergy, synergies
        stems.append(word[:-1] + "i")
    if word[-1] in "bdglmnprt" and word[-2] in "aeiou" and word[-3] not in "aeiou":
        stems.append(word + word[-1])  # plan, planning
    return stems
