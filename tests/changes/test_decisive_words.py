"""Changes of words that can reverse the meaning of a text are never editorial, in any language."""

from __future__ import annotations

import pytest

from playbook.changes.change import Difference
from playbook.changes.decisive_words import decisive_words
from playbook.languages.pack import Languages

DECISIVE = [
    ("en", "Ask the lawyer.", "Do not ask the lawyer.", "not"),
    ("en", "You do post.", "You don’t post.", "don't"),
    ("en", "You may post.", "You must post.", "must may"),
    ("en", "Post if it is true.", "Post unless it is true.", "unless if"),
    ("en", "The name and the date.", "The name or the date.", "or and"),
    ("en", "Within an hour.", "Within a day.", "day hour"),
    ("en", "Answer in 2 days.", "Answer in 20 days.", "20 2"),
    ("en", "Answer in two days.", "Answer in ten days.", "ten two"),
    ("en", "Answer in {a} days.", "Answer in {b} days.", "{b} {a}"),
    ("en", "See [it](#one).", "See [it](#two).", "#two #one"),
    ("en", "You may post; you must not reply.", "You must not post; you may reply.",
     "must not may"),
    ("en", "It is permitted.", "It is prohibited.", "prohibited permitted"),
    ("en", "Ask two lawyers.", "Ask thirteen lawyers.", "thirteen two"),
    ("en", "Ask the lawyer.", "Optionally, ask the lawyer.", "optionally"),
    ("en", "Do ask the lawyer.", "Do n\u043et ask the lawyer.", "n\u043et"),
    ("en", "Ask the lawyer.", "Ask ~~not~~ the lawyer.", "not"),
    ("sv", "Det är tillåtet.", "Det är otillåtet.", "otillåtet tillåtet"),
    ("sv", "Svara alla.", "Svara inte alla.", "inte"),
    ("sv", "Du får svara.", "Du ska svara.", "ska får"),
    ("nb", "Du kan svare.", "Du kan ikke svare.", "ikke"),
    ("en", "Use at least -5 degrees.", "Use at least 5 degrees.", "5 -5"),
    ("en", "Use at least −5 degrees.", "Use at least 5 degrees.", "5 -5"),
    ("en", "At least −{cold} degrees.", "At least {cold} degrees.", "{cold} -{cold}"),
    ("en", "See [it](id:a(b)).", "See [it](id:c(d)).", "id:c(d) id:a(b)"),
    ("en", "See [it](a((b))) now.", "See [it](c((d))) now.", "c((d)) a((b))"),
    ("en", "Always ask first.", "Ask first.", "always"),
    ("en", "Tell everybody.", "Tell the press.", "everybody"),
    ("sv", "Fråga alltid chefen.", "Fråga chefen.", "alltid"),
    ("nb", "Spør alltid sjefen.", "Spør sjefen.", "alltid"),
    ("en", "It is safe to post.", "It is unsafe to post.", "unsafe safe"),
    ("en", "It is illegal to film.", "It is legal to film.", "legal illegal"),
    ("en", "It is appropriate.", "It is inappropriate.", "inappropriate appropriate"),
    ("en", "The desk approves it.", "The desk rejects it.", "rejects approves"),
    ("en", "It ends in March.", "It ends in June.", "june march"),
    ("en", "Mail a.b@c.se.", "Mail d@c.se.", "d@c.se a.b@c.se"),
    ("en", "The data is public.", "The data is secret.", "secret public"),
    ("sv", "Var ense med chefen.", "Var oense med chefen.", "oense ense"),
    ("sv", "Kampanjen slutar i mars.", "Kampanjen slutar i maj.", "maj mars"),
    ("sv", "Skriv under 18.", "Skriv över 18.", "över under"),
    ("sv", "Undvik emojier.", "Använd emojier.", "använd undvik"),
    ("nb", "Det er trygt.", "Det er utrygt.", "utrygt trygt"),
    ("nb", "Skriv på mandag.", "Skriv på fredag.", "fredag mandag"),
    ("en", "Ask the guardians in writing.", "Ask the colleagues in writing.",
     "colleague guardian"),
    ("en", "Ask the child, then the parents.", "Ask the parents, then the child.",
     "parent child"),
    ("en", "Ask them in writing.", "Ask them orally.", "orally writing"),
    ("sv", "Fråga juristen.", "Fråga en kollega.", "kollega jurist"),
    ("sv", "Fråga föräldrarna skriftligt.", "Fråga föräldrarna muntligt.", "muntlig skriftlig"),
    ("nb", "Spør sjefen.", "Spør en kollega.", "kollega sjef"),
    ("xx", "Answer in ٣ days.", "Answer in ٤ days.", "٤ ٣"),
]  # fmt: skip
HARMLESS = [
    ("en", "Ask the lawyer.", "Ask our lawyers."),
    ("sv", "Fråga juristen.", "Fråga vår jurist."),
    ("nb", "Spør sjefen.", "Spør din sjef."),
    ("en", "You must reply quickly.", "You must answer at great speed."),
    ("en", "Ask the “lawyer”.", "Ask the lawyer — please."),
    ("en", "At −5 degrees.", "At -5 degrees."),
    ("en", "It is covid-19.", "It is covid 19."),
    ("en", "Ask – 5 people do.", "Ask 5 people do."),
    ("en", "", "Do not post."),
    ("sv", "Alla svarar snabbt.", "Alla svarar med fart."),
]


def changed_words(language: str, old: str, new: str) -> str:
    """The decisive words that differ between two texts."""
    difference = Difference("statement", "reworded", language, old, new)
    return " ".join(decisive_words([difference], Languages()))


@pytest.mark.parametrize(("language", "old", "new", "words"), DECISIVE)
def test_a_decisive_word_is_found(language: str, old: str, new: str, words: str) -> None:
    assert changed_words(language, old, new) == words
    assert set(changed_words(language, new, old).split()) == set(words.split())


NAMES = {
    "en": ("The duty officer", "Press desk", "X"),
    "sv": ("Jourhavande", "Pressjouren", "Krisgrupp"),
}


@pytest.mark.parametrize(
    ("language", "old", "new", "names"),
    [
        ("en", "Ask the duty officer.", "Ask the press desk.", "The duty officer, Press desk"),
        ("en", "Tell the duty officers.", "Tell somebody.", "The duty officer"),
        ("en", "Ask the press desk.", "Ask the Press  Desk.", ""),
        ("en", "The officer on duty replies.", "The officer replies.", ""),
        ("en", "Post on x.", "Post.", ""),  # too short to be found among other words
        ("sv", "Ring krisgruppen.", "Ring pressjouren.", "Pressjouren, Krisgrupp"),
        ("sv", "Ring pressjouren.", "Ring vår pressjour.", ""),
        ("sv", "Ring krisgruppens ledare.", "Ring ledaren.", "Krisgrupp"),
        ("nb", "Ring duty officer.", "Ring.", ""),
    ],
)
def test_a_name_of_the_handbook_is_decisive(language: str, old: str, new: str, names: str) -> None:
    difference = Difference("statement", "reworded", language, old, new)
    found = decisive_words([difference], Languages(), NAMES)
    assert ", ".join(word for word in found if word[0].isupper()) == names


@pytest.mark.parametrize(("language", "old", "new"), HARMLESS)
def test_other_words_may_change(language: str, old: str, new: str) -> None:
    assert changed_words(language, old, new) == ""


@pytest.mark.parametrize("language", ["en", "sv", "nb"])
def test_each_shipped_language_lists_its_words(language: str) -> None:
    assert len(Languages()[language].listed("decisive_words")) > 80
