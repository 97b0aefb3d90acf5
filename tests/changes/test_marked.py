"""The word diff marks changed words and shortens long unchanged parts."""

from __future__ import annotations

import resource
import signal

import pytest

from playbook.changes.word_diff import is_same_ignoring_punctuation, shorten_unchanged, word_diff


def test_single_changed_words_are_marked() -> None:
    assert word_diff("Reply within 2 days.", "Reply within 3 days.") == [
        ("same", "Reply within "),
        ("gone", "2"),
        ("new", "3"),
        ("same", " days."),
    ]


def test_texts_with_few_common_words_are_replaced_as_a_whole() -> None:
    assert word_diff("Yes.", "Ask the lawyer before you do") == [
        ("gone", "Yes."),
        ("new", "Ask the lawyer before you do"),
    ]


SENTENCE = "The editor answers each question within {reply_within}."


def test_long_unchanged_runs_are_shortened() -> None:
    long = f"{SENTENCE} " * 20
    runs = list(shorten_unchanged(word_diff(f"One. {long}Two.", f"Six. {long}Ten.")))
    assert max(len(words) for _, words in runs) < 260
    assert any("[…]" in words for _, words in runs)


@pytest.mark.parametrize("between", [" ", "\n", "\n- "])
def test_only_whole_sentences_are_left_out(between: str) -> None:
    sentences = [SENTENCE.replace("editor", f"editor {n}") for n in range(20)]
    old = between.join(sentences)
    for changed in (sentences[0], sentences[9], sentences[-1]):
        new = old.replace(changed, changed.replace("each", "no"))
        runs = list(shorten_unchanged(word_diff(old, new)))
        assert any("[…]" in words for _, words in runs)
        shown = "".join(words for mark, words in runs if mark != "gone").split("[…]")
        for part in shown:
            assert part.strip(" \n-").endswith(".") or not part.strip(" \n-"), part
            assert part.strip(" \n-").startswith("The") or not part.strip(" \n-"), part


def test_a_long_sentence_is_not_cut() -> None:
    old = f"Ask {'the editor and then ' * 30}the lawyer. Wait."
    runs = list(shorten_unchanged(word_diff(old, old.replace("Wait", "Go on"))))
    assert "".join(words for mark, words in runs if mark != "new") == old


def test_no_sentence_ends_at_an_abbreviation() -> None:
    old = f"See {'ch. 3 or e.g. sec. 4 and ' * 20}ask. Wait."
    runs = list(shorten_unchanged(word_diff(old, old.replace("Wait", "Go on"))))
    assert "".join(words for mark, words in runs if mark != "new") == old


def test_a_long_list_loses_whole_items() -> None:
    items = [f"question {n} of a reader" for n in range(40)]
    old = ", ".join(items)
    text = "".join(words for _, words in shorten_unchanged(word_diff(old, f"{old}, one more")))
    kept = text.replace("[…] ", "").removesuffix(", one more").split(", ")
    assert len(kept) < 10
    assert set(kept) <= set(items)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("”Nej”, sa hon", '"Nej",  sa hon', True),
        ("people's", "people’s", True),
        ("8–17", "8-17", True),
        ("Nej", "nej", False),
        ("får", "far", False),
    ],
)
def test_punctuation_variants_count_as_equal(old: str, new: str, same: bool) -> None:
    assert is_same_ignoring_punctuation(old, new) is same


def test_changed_words_in_long_prose_are_marked() -> None:
    words = [f"och ord{number}" for number in range(700)]
    old, new = " ".join(words), " ".join(words).replace("ord3 ", "annat ").replace("ord699", "sist")
    gone = [text for mark, text in word_diff(old, new) if mark == "gone"]
    assert gone == ["ord3", "ord699"]


HARD = {
    "one word": ("a " * 5_000, "a " * 4_990 + "b " * 10),
    "two words": ("a b " * 2_500, "b a " * 2_500),
    "blocks": ("a " * 5_000, ("a " * 50 + "b ") * 97),
    "as much as is compared in full": ("a " * 700, ("a " * 35 + "b ") * 20),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HARD)
def test_diff_of_the_longest_texts_is_fast(name: str) -> None:
    """Without a limit, one of them takes minutes, and a file may contain a hundred such texts."""
    before = resource.getrlimit(resource.RLIMIT_CPU)
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(spent.ru_utime + spent.ru_stime) + 60
    signal.signal(signal.SIGXCPU, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, before[1]))
    try:
        old, new = HARD[name]
        runs = word_diff(old, new)
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    assert "".join(text for mark, text in runs if mark != "new") == old
    assert "".join(text for mark, text in runs if mark != "gone") == new
