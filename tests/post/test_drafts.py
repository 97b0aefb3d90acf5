"""Reads drafts from text, Markdown and exports, and checks their positions and fixes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.post.draft import Draft, ReadError
from playbook.post.draft_files import read_drafts, read_text
from playbook.post.finding import Finding
from playbook.post.report import Report

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXT = st.text(CHARACTERS, min_size=1, max_size=30)


def id_as_title(id: str, language: str | None) -> str:
    return id


def report(name: str, text: str, findings: list[list[Finding]]) -> Report:
    drafts = read_drafts(name, text, None)
    return Report(name, text, list(zip(drafts, findings, strict=True)), id_as_title, id_as_title)


def finding(start: int, end: int, instead: str | None = None) -> Finding:
    return Finding(start, end, "a-rule", "a-check", "warning", "message", instead)


def test_a_text_file_is_one_draft_with_positions_in_the_file() -> None:
    (draft,) = read_drafts("-", "Hej\r\nhå", None)
    assert draft == Draft("Hej\r\nhå", range(8))
    draft_report = report("-", "Hej\r\nhå", [[finding(5, 7)]])
    assert next(draft_report.lines("text")) == "-:2:1: warning: message"


def test_markdown_drafts_exclude_front_matter_code_and_comments() -> None:
    text = "---\ntitle: ej\n---\nHej <!-- ej -->\n```\nej\n```\nhå\n"
    (draft,) = read_drafts("inlagg.md", text, None)
    assert len(draft.text) == len(text)
    assert draft.text.split() == ["Hej", "hå"]
    assert draft.text.index("hå") == text.index("hå")


def test_a_byte_order_mark_is_removed_and_other_encodings_are_rejected() -> None:
    assert read_text(b"\xef\xbb\xbfHej") == "Hej"
    with pytest.raises(ReadError, match="not UTF-8"):
        read_text("Hå".encode("latin-1"))


@given(st.lists(TEXT, min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_csv_posts_equal_the_posts_that_the_csv_module_reads(
    posts: list[str], separator: str
) -> None:
    posts = [post.replace("\r", "\n") for post in posts]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["Date", "Text", "Channel"])
    writer.writerows(["2026-01-01", post, "x"] for post in posts)
    text = out.getvalue()
    drafts = read_drafts("export.csv", text, None)
    assert [draft.text for draft in drafts] == posts
    for draft in drafts:
        assert draft.channel == "x"
        assert len(draft.offsets) == len(draft.text) + 1
        assert [text[offset] for offset in draft.offsets[:-1]] == list(draft.text)


@pytest.mark.parametrize("number", ["9" * 6_000, "-" + "1" * 6_000, "1e999999", "NaN"])
def test_a_long_number_in_an_export_does_not_prevent_reading(number: str) -> None:
    drafts = read_drafts("a.json", f'[{{"likes": {number}, "text": "Hej"}}]', None)
    assert [draft.text for draft in drafts] == ["Hej"]


@given(st.lists(TEXT, min_size=1, max_size=4), st.booleans())
def test_json_posts_equal_those_read_by_the_json_module(posts: list[str], ascii: bool) -> None:
    records = [{"id": 7, "tags": ["a", {"b": None}], "message": post} for post in posts]
    text = json.dumps({"posts": records}, ensure_ascii=ascii, indent=1)
    drafts = read_drafts("export.json", text, None)
    assert [draft.text for draft in drafts] == posts
    for draft in drafts:
        assert len(draft.offsets) == len(draft.text) + 1
        raw = text[draft.offsets[0] : draft.offsets[-1]]
        assert json.loads(f'"{raw}"') == draft.text


def test_a_fix_is_escaped_as_the_file_format_requires() -> None:
    text = 'text\n"Vi kan ""ej"" nu, ej"\nej nu\n'
    splits = [finding(0, 2, "in,te")]  # a comma would split the cell
    findings = [[finding(7, 11, '"inte"'), finding(16, 18, "inte")], splits]
    draft_report = report("a.csv", text, findings)
    assert draft_report.fixed() == 'text\n"Vi kan ""inte"" nu, inte"\nej nu\n'
    text = '[{"text": "Vi \\"ej\\" \\ud83d\\ude00 ej"}]'
    draft_report = report("a.json", text, [[finding(10, 12, 'in"te\n')]])
    assert json.loads(draft_report.fixed()) == [{"text": 'Vi "ej" 😀 in"te\n'}]


def test_only_one_of_two_overlapping_fixes_is_applied() -> None:
    draft_report = report("-", "abc", [[finding(0, 2, "x"), finding(1, 3, "y")]])
    assert draft_report.fixed() == "xc"


def test_positions_in_an_export_are_lines_and_columns_of_the_file() -> None:
    text = 'id;inlägg\r\n1;Hej\r\n2;"Rad ett\r\nrad två"\r\n'
    draft_report = report("a.csv", text, [[], [finding(9, 12)]])
    assert next(draft_report.lines("text")) == "a.csv:4:1: warning (post 2): message"
    assert "⟦rad⟧" in list(draft_report.lines("text"))[1]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param(
            "a.csv", "id,date\n1,2\n", "no column with posts found among: id, date",
            id="a.csv-id,date\n1,2\n-no column holds posts among: id, date",
        ),
        ("a.csv", 'text\n"never ends', "never closed"),
        ("a.csv", "", "no column"),
        pytest.param("a.json", "{", "the file is not valid JSON: ", id="a.json-{-it is no JSON"),
        ("a.json", "[" * 5_000 + "]" * 5_000, "nested too deeply"),
        pytest.param(
            "a.json", "[1, null, true]", "no key with posts found; give it with --column",
            id="a.json-[1, null, true]-no key of its objects",
        ),
    ],
)  # fmt: skip
def test_a_file_without_posts_is_an_error(name: str, text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_drafts(name, text, None)


def test_the_column_with_posts_can_be_named() -> None:
    assert read_drafts("a.csv", "x,Rubrik\n1,Hej\n", "rubrik")[0].text == "Hej"
    assert read_drafts("a.json", '{"Rubrik": "Hej", "lang": "EN"}', "rubrik")[0].language == "EN"


def test_drafts_fail_depending_on_the_level_of_findings() -> None:
    warned = report("-", "abc", [[finding(0, 1)]])
    assert not warned.fails(strict=False)
    assert warned.fails(strict=True)
    assert warned.summary() == "1 post: 1 warning"
    assert report("-", "abc", [[]]).summary() == "1 post: no findings"


EXPORTS = Path(__file__).parent / "exports"
POSTS = {
    "buffer.csv": [
        ("Öppet hus på lördag 😀\n\nKaffe från tio.", None, None, 2),
        ("Vi kan ej svara i dag.", None, None, 5),
    ],
    "hootsuite.csv": [
        ("Vi kan ej svara i dag, men på måndag.", None, None, 1),
        ("Öppet som vanligt.", None, None, 2),
    ],
    "meta.csv": [
        ("Vi kan ej svara i dag.", None, None, 2),
        ("Så slipas ett blad.", None, None, 3),
    ],
    "excel.csv": [
        ("Vi kan ej; svara", "LinkedIn Page", "sv", 3),
        ("We are open", "Twitter", "en", 4),
    ],
    "publer.csv": [("Öppet hus på lördag.", None, None, 2)],
    "sprout.tsv": [("Öppet hus på lördag.", "Facebook", None, 2)],
    "buffer.json": [
        ("Vi kan ej svara 😀", "twitter", None, 5),
        ("Allt väl.", "linkedin", None, 14),
    ],
    "graph.json": [("Öppet hus", None, None, 4)],
}
"""The expected posts in each export: text, channel, language and line."""


@pytest.mark.parametrize("name", POSTS)
def test_exports_of_scheduling_tools_are_read(name: str) -> None:
    text = read_text((EXPORTS / name).read_bytes())
    drafts = read_drafts(name, text, None)
    export_report = report(name, text, [[] for _ in drafts])
    posts = [
        (draft.text, draft.channel, draft.language, export_report.position(draft, 0)[0])
        for draft in drafts
    ]
    assert posts == POSTS[name]


def test_every_export_file_has_a_test() -> None:
    assert {path.name for path in EXPORTS.iterdir()} == set(POSTS)


def test_a_column_without_a_name_is_selected_by_number() -> None:
    text = read_text((EXPORTS / "hootsuite.csv").read_bytes())
    assert read_drafts("a.csv", text, "3")[0].text == "https://www.example.com/"
    with pytest.raises(ReadError, match="3 columns without names"):
        read_drafts("a.csv", text, "9")
