"""Checks that an untrusted comment is shown as text, without effect on GitHub or GitLab."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.changes import comment as comment_module
from rendered_comment import references, tags, tags_with_autolinks
from support import TESTS

SCRIPT = TESTS.parent / ".ci" / "comment_text.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("comment_text", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load()
MARK = comment_module.MARK


def safe_body(body: str) -> str:
    """The safe text of a comment with this body, without the mark."""
    text: str = script.safe_text(f"{MARK}\n{body}".encode())
    assert text.startswith(f"{MARK}\n")
    return text.removeprefix(f"{MARK}\n")


def test_the_script_uses_the_same_mark_as_the_generator() -> None:
    assert script.MARK == comment_module.MARK


def test_markup_written_by_the_generator_is_unchanged() -> None:
    body = (TESTS / "changes" / "expected" / "diff.md").read_text(encoding="utf-8")
    body += (TESTS / "report" / "expected" / "summary.md").read_text(encoding="utf-8")
    assert safe_body(body) == body
    assert {"del", "ins", "h2", "table"} <= tags(body)
    assert (
        safe_body("- <del>a</del><ins>**b**</ins><br>c\n")
        == "- <del>a</del><ins>**b**</ins><br>c\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        "@team", "a @team/core b", "&#64;team", "&#x40;team", "&commat;team", "&#0000064;team",
        "\\@team", "**@**team @team", "@\u200e@team", "#12", "see &#35;12", "!7", "&excl;7",
        "@\x00team", "<del>@</del>team", "> @team", "[x](y) @all",
    ],
)  # fmt: skip
def test_mentions_and_references_in_a_comment_have_no_effect(body: str) -> None:
    shown = safe_body(body)
    assert references(shown) == []
    assert references(safe_body(shown)) == [], "also after a second run"


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>", "<img src=x>", "<details open>", "<!-- note -->", "<b>", "<DEL>",
        "<https://example.com>", "<a@example.com>", "<del onclick=x>", "<br/>", "<?php ?>",
        "![](https://example.com/pixel.png)", "<\x01img src=x>", "&lt;<b>",
        "![x][y]\n\n[y]: https://example.com/pixel.png", "[x](https://example.com)",
        "[x]\n\n[x]: https://example.com", "[x]\x01(https://example.com)",
    ],
)  # fmt: skip
def test_html_pictures_and_links_in_a_comment_are_shown_as_text(body: str) -> None:
    assert tags(safe_body(body)) <= {"p"}


@pytest.mark.parametrize(
    "body",
    [
        "/close", "text\n/merge", "  /assign me", "\t/close", "\r/close", "\r\n/close",
        "x\n&#47;close", "\u202e/close", "\x0b/close", "x\r\r\n/close",
    ],
)  # fmt: skip
def test_quick_actions_in_a_comment_have_no_effect(body: str) -> None:
    lines = safe_body(body).replace("\r", "").split("\n")
    assert [line for line in lines if line.lstrip(" \t").startswith("/")] == []
    assert any("/" in line for line in lines), "the text must still be shown"


TRUSTED_ADDRESSES = ("https://example.com/o/r/blob/", "https://handbook.example.com/")


@pytest.mark.parametrize(
    ("body", "is_link"),
    [
        ("[line](https://example.com/o/r/blob/1a/playbook_data/policy/å.yml#L3)", True),
        ("a · [published](https://handbook.example.com/r/share-job-posts/) · b", True),
        ("[line](https://example.com/o/r/blob/1a/playbook_data/%C3%A5%20b%29.yml#L3)", True),
        ("[line](https://example.com/o/r/blob/%2E%2E/issues/5)", False),
        ("[line](https://example.com/o/r/blob/..%2Fissues/5)", False),
        ("[line](https://example.com/o/r/blob/%252E%252E/issues/5)", False),
        ("[line](https://example.com/o/r/blob/a%0A)", False),
        ("[line](https://example.com/o/r/issues/5)", False),
        ("[line](https://example.com/o/r/blob/../issues/5)", False),
        ("[line](https://example.com/o/r/blob/%2e%2e/issues/5)", False),
        ("[line](https://example.com.evil.example/o/r/blob/1a)", False),
        ("[line](https://handbook.example.com@evil.example/)", False),
        ("[see [here]](https://handbook.example.com/)", False),
        ("[approve this](https://handbook.example.com/)", False),
        ('[line](https://handbook.example.com/ "title")', False),
        ("[line](javascript:alert(1))", False),
    ],
)
def test_only_links_with_a_known_text_to_files_or_the_handbook_are_kept(
    body: str, is_link: bool
) -> None:
    text = script.safe_text(f"{MARK}\n{body}\n".encode(), TRUSTED_ADDRESSES)
    assert (text == f"{MARK}\n{body}\n") == is_link
    assert ("a" in tags(text)) == is_link
    assert "a" not in tags(safe_body(body)), "without trusted addresses there is no link"


@pytest.mark.parametrize(
    "body",
    [
        "https://evil.example/phish", "see http://evil.example", "(ftp://evil.example/)",
        "www.evil.example", "WWW.evil.example", "**www.evil.example**", "irc://evil.example",
        "https:\\/\\/evil.example", "www\\.evil.example", "GH\\-26", "[issue\\:26]", "_GH-26_",
        "https&colon;//evil.example", "https:&#47;/evil.example", "&#119;ww.evil.example",
        "www&period;evil.example", "https://github.com/o/r/issues/5", "GH-26", "gh-26", "GL-26",
        "G&#72;-26", "GH&#45;26", "&5", "&amp;5", "&#38;5", "&#x26;5", "%1", "&percnt;1", "~bug",
        '~"to do"', "$5", "[issue:26]", "[work_item:o/r/26]",
    ],
)  # fmt: skip
def test_bare_addresses_and_other_references_have_no_effect(body: str) -> None:
    for shown in (safe_body(body), safe_body(safe_body(body))):
        assert references(shown) == []
        assert "a" not in tags_with_autolinks(shown)
    assert ("evil" in safe_body(body)) == ("evil" in body), "the text must still be shown"


def test_bare_address_beside_a_trusted_link_has_no_effect() -> None:
    link = "[line](https://example.com/o/r/blob/1a/a%20b%29.yml#L3)"
    raw = f"{MARK}\n{link} https://example.com/o/r/issues/5 {link}\n".encode()
    text = script.safe_text(raw, TRUSTED_ADDRESSES)
    assert text == f"{MARK}\n{link} https:\u200b//example.com/o/r/issues/5 {link}\n"


def test_picture_with_a_trusted_address_is_not_shown() -> None:
    text = script.safe_text(
        f"{MARK}\n![x]({TRUSTED_ADDRESSES[1]}pixel.png)".encode(), TRUSTED_ADDRESSES
    )
    assert "img" not in tags(text)


def test_address_of_the_handbook_is_read_from_its_configuration(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    assert script.trusted_links(TRUSTED_ADDRESSES[0], config) == TRUSTED_ADDRESSES[:1]
    config.write_text("site_name: x\nsite_url: 'https://handbook.example.com'  # ours\n")
    assert script.trusted_links(TRUSTED_ADDRESSES[0], config) == TRUSTED_ADDRESSES
    config.write_text("site_url: !ENV SITE\n")
    assert script.trusted_links(TRUSTED_ADDRESSES[0], config) == TRUSTED_ADDRESSES[:1]


@pytest.mark.slow
@given(st.text(alphabet=st.sampled_from("@#!</>&;:[]()\r\n\t \\`*x641\u200b\u202e\0"), max_size=40))
def test_no_random_text_has_an_effect_on_the_host(body: str) -> None:
    link = "[a](https://handbook.example.com/)"
    try:
        shown = safe_body(body)
        linked = script.safe_text(f"{MARK}\n{body}{link}{body}".encode(), TRUSTED_ADDRESSES)
    except script.CommentError:
        return
    assert tags(linked.removeprefix(MARK)) & {"img", "x", "!--"} == set()
    assert tags(shown) & {"a", "img", "x", "!--"} == set()
    assert references(shown) == []
    assert not [line for line in shown.split("\n") if line.lstrip(" \t").startswith("/")]


def test_a_long_comment_is_cut_after_a_whole_line() -> None:
    shown = script.safe_text(f"{MARK}\n".encode() + b"@a bc\n" * 12_000)
    assert len(shown) <= script.MAX_CHARACTERS <= 65_536
    assert shown.endswith(f"@\u200ba bc{script.TRUNCATION_NOTE}")
    largest_comment = f"{MARK}\n".encode().ljust(script.MAX_BYTES, b"x")
    assert len(script.safe_text(largest_comment)) <= script.MAX_CHARACTERS
    longest_kept_comment = f"{MARK}\n".ljust(script.MAX_CHARACTERS, "x")
    assert script.safe_text(longest_kept_comment.encode()) == longest_kept_comment


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "there is no comment to post: see why the command 'playbook comment' failed"),
        (b" \r\n\0", "there is no comment to post: see why the command 'playbook comment' failed"),
        (b"## Changes\n", "the comment does not begin with <!-- playbook -->: it is not posted"),
        (b"<!-- playbook -->x\n", "the comment does not begin with"),
        (b"\xff<!-- playbook -->\n", "the comment does not begin with"),
        (b"<!-- playbook -->\n" + b"x" * 500_000, "the comment is longer than 500000 bytes"),
    ],
)
def test_a_file_that_is_not_a_playbook_comment_is_not_posted(raw: bytes, message: str) -> None:
    with pytest.raises(script.CommentError, match=message):
        script.safe_text(raw)


def test_invalid_utf8_in_a_comment_is_shown_as_replacement_characters() -> None:
    assert script.safe_text(f"{MARK}\n".encode() + b"\xff\xfe ok\n") == f"{MARK}\n\ufffd\ufffd ok\n"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text(f"{MARK}\nsecret\n", encoding="utf-8")
    return path


def test_a_symbolic_link_instead_of_the_comment_is_not_read(tmp_path: Path, secret: Path) -> None:
    """The link could point to a file that contains a token."""
    link = tmp_path / "comment.md"
    link.symlink_to(secret)
    with pytest.raises(script.CommentError, match="the comment cannot be read: "):
        script.read_file(link)
    assert script.read_file(secret) == secret.read_bytes()


def test_a_pipe_a_folder_or_a_missing_file_is_rejected_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(script.CommentError, match="the comment is not a regular file"):
        script.read_file(tmp_path / "pipe")
    with pytest.raises(script.CommentError, match=r"the comment (cannot be read|is not a regular)"):
        script.read_file(tmp_path)
    with pytest.raises(script.CommentError, match="the comment cannot be read: No such file"):
        script.read_file(tmp_path / "nothing")


def test_reading_stops_one_byte_after_the_size_limit(tmp_path: Path) -> None:
    """So that a longer file is noticed."""
    path = tmp_path / "comment.md"
    path.write_bytes(b"x" * (script.MAX_BYTES + 5))
    assert len(script.read_file(path)) == script.MAX_BYTES + 1
