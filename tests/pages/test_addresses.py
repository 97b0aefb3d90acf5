"""The addresses of entries, and relative paths between pages."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.pages.addresses import Address, relative
from playbook.pages.handbook import Handbook
from playbook.pages.page_formatter import PageFormatter

PATHS = st.lists(st.sampled_from(["policy", "roles", "a", "b"]), max_size=3).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)


@pytest.mark.parametrize(
    ("id", "address"),
    [
        ("share-job-posts", Address("policy/posting/", "share-job-posts")),
        ("posting", Address("policy/posting/")),
        ("moderator", Address("roles/moderator/", "moderator")),
        ("listen", Address("keys/", "listen")),
        ("policy", Address("policy/")),
    ],
)
def test_entries_chapters_and_kinds_have_an_address(
    handbook: Handbook, id: str, address: Address
) -> None:
    assert handbook.addresses[id] == address


@pytest.mark.parametrize("id", ["posts-a-week", "public-record", "no-such-entry"])
def test_hidden_and_unknown_entries_have_no_address(handbook: Handbook, id: str) -> None:
    assert id not in handbook.addresses
    formatter = PageFormatter(handbook, "sv", "policy/posting/")
    assert formatter.href(id) is None
    assert formatter.link(id) == ""


@given(PATHS, PATHS)
def test_a_relative_path_leads_from_page_to_page(target: str, base: str) -> None:
    path = relative(target, base)
    assert path.endswith("/")
    joined = posixpath.normpath(posixpath.join(f"/{base}", path))
    assert joined.rstrip("/") == f"/{target}".rstrip("/")


@pytest.mark.parametrize(
    ("page", "id", "href"),
    [
        ("", "moderator", "roles/moderator/#moderator"),
        ("roles/employee/", "moderator", "../moderator/#moderator"),
        ("roles/moderator/", "moderator", "#moderator"),
        ("policy/posting/", "posting", "./"),
        ("keys/", "policy", "../policy/"),
    ],
)
def test_a_link_is_relative_to_its_page(handbook: Handbook, page: str, id: str, href: str) -> None:
    assert PageFormatter(handbook, "en", page).href(id) == href
