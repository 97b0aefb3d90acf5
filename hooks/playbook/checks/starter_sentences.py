"""The sentences of the starter that only its editors should read, and where they remain.

They say that the words or figures next to them are examples. Adoption removes them; a test checks
that each is in the starter word for word.
"""

from __future__ import annotations

from collections.abc import Iterator

SENTENCES = (
    "Det här är en startformulering.",
    "Skriv in er egen, och låt den handla om läsarens liv.",
    "Byt ut orden mot er egen mission innan handboken antas.",
    "Startvärde, mål och månader är exempelsiffror tills era egna står här.",
    "Siffrorna är exempel på ett år som slutar under målet,"
    " för det är sådana år som ger något att prata om.",
    "Räkna med egna tal så snart ni kan: de här är exempel.",
    "Exempelsiffrorna ska bytas före den första avläsningen.",
    "Även här är siffrorna exempel.",
    "Talen nedan är påhittade exempel: de visar hur tabellen används.",
    "These are starter words.",
    "Put in your own, and let them be about the reader’s life.",
    "Replace these words with your own before you adopt the handbook.",
    "Baseline, target and months are example figures until you enter your own.",
    "The figures are an example of a year that ends below target,"
    " since those are the years worth talking about.",
    "Use real counts as soon as you can: these are an example.",
    "Swap the example figures before you take the first reading.",
    "Here too the figures are examples.",
    "The numbers below are made-up examples that show how the table is used.",
)
_WORDS_ON_A_LINE = 2
"""The first words of a sentence, which are rarely on two lines, for its location."""


def sentences_in(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of the starter in a text, each with its first words."""
    words = " ".join(text.split())
    for sentence in SENTENCES:
        if sentence in words:
            yield sentence, " ".join(sentence.split()[:_WORDS_ON_A_LINE])
