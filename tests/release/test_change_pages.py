"""Pages at the root of a published tree: corrections of old versions, days, and titles."""

from __future__ import annotations

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import RULES, make_version, tree_of

from playbook.model.days import day_of, zone_in
from playbook.release.build import BuiltVersion
from playbook.release.manifest import MANIFEST, files_of
from playbook.release.publish import add_to_folder

OTHER = {**RULES, "say-it": "Say where you work."}


def version(
    folder: Path, number: str, since: str | None = None, rules: Mapping[str, str] = RULES,
    at: str = "2026-03-02T08:00:00Z", zone: str | None = None,
    decided: Mapping[str, Any] | None = None, files: list[dict[str, str]] | None = None,
    **index: Any,
) -> BuiltVersion:  # fmt: skip
    """A built version: ``since`` is the version before it in its change record, ``at`` its time.

    ``zone`` is the time zone of the organisation, and ``index`` more fields of ``entries.json``.
    """
    built = make_version(folder / number, number, rules)
    path = built.folder / "playbook.json"
    data = json.loads(path.read_bytes())
    if since:
        data["release"] = {"version": number, "since": since, "class": "major", "changes": []}
        if files:
            data["release"] |= {"format": 3, "files": files}
    if decided:
        data["decided"] = decided
    if zone:
        data["organisation"]["time_zone"] = zone
    path.write_text(json.dumps(data), encoding="utf-8")
    path = built.folder / "entries.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **index}), encoding="utf-8")
    manifest = replace(built.manifest, date=at, files=files_of(built.folder))
    (built.folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, built.folder)


def test_a_correction_of_an_old_version_moves_no_page_of_changes(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    add_to_folder(version(tmp_path, "2.0.0"), tree)
    add_to_folder(version(tmp_path, "3.0.0", since="2.0.0", at="2026-04-01T08:00:00Z"), tree)
    before = tree_of(tree)["releases/2.0.0-3.0.0/index.html"]
    corrected = version(
        tmp_path, "2.0.1", since="2.0.0", rules=OTHER, at="2026-05-01T08:00:00Z"
    )  # fmt: skip
    add_to_folder(corrected, tree)
    found = {path for path in tree_of(tree) if path.startswith("releases/")}
    assert found == {
        "releases/index.html", "releases/2.0.0-2.0.1/index.html", "releases/2.0.0-3.0.0/index.html",
    }  # fmt: skip
    assert tree_of(tree)["releases/2.0.0-3.0.0/index.html"] == before, "the correction is undone"
    assert "Say where you work." in (tree / "releases/2.0.0-2.0.1/index.html").read_text()


@pytest.mark.parametrize("has_records", [True, False])
def test_an_address_of_a_page_of_changes_stays(tmp_path: Path, has_records: bool) -> None:
    """Versions may be published in any order, and older ones have no change record."""
    tree = tmp_path / "tree"
    add_to_folder(version(tmp_path, "1.0.0"), tree)
    since = "2.0.0" if has_records else None
    later = version(tmp_path, "3.0.0", since=since, rules=OTHER, at="2026-04-01T08:00:00Z")
    add_to_folder(later, tree)
    assert (tree / "releases/1.0.0-3.0.0/index.html").is_file()
    add_to_folder(version(tmp_path, "2.0.0", since="1.0.0", at="2026-03-03T08:00:00Z"), tree)
    pages = {path.name for path in (tree / "en/releases").iterdir() if path.is_dir()}
    assert pages == {"1.0.0-2.0.0", "2.0.0-3.0.0", "1.0.0-3.0.0"}
    assert "Say where you work." in (tree / "releases/1.0.0-3.0.0/index.html").read_text()


DAYS = {
    "the day has begun in Stockholm": ("2026-03-31T22:30:00Z", "Europe/Stockholm", "2026-04-01"),
    "in winter an hour later": ("2026-01-31T22:30:00Z", "Europe/Stockholm", "2026-01-31"),
    "it is still yesterday in New York": ("2026-04-01T03:00:00Z", "America/New_York", "2026-03-31"),
    "a half hour in Kolkata": ("2026-03-31T18:30:00Z", "Asia/Kolkata", "2026-04-01"),
    "the first to begin a day": ("2026-03-31T10:00:00Z", "Pacific/Kiritimati", "2026-04-01"),
    "the clocks change": ("2026-03-29T22:30:00Z", "Europe/Stockholm", "2026-03-30"),
    "UTC": ("2026-03-31T23:59:59Z", "UTC", "2026-03-31"),
    "no zone": ("2026-03-31T23:59:59Z", None, "2026-03-31"),
    "an unknown zone": ("2026-03-31T23:59:59Z", "Europe/Nowhere", "2026-03-31"),
    "a path as a zone": ("2026-03-31T23:59:59Z", "../../etc/passwd", "2026-03-31"),
}


@pytest.mark.parametrize("name", DAYS)
def test_days_are_those_of_the_organisation(name: str, tmp_path: Path) -> None:
    """The list of releases, the feed, the list of versions and the as-of view have the same day."""
    at, zone, day = DAYS[name]
    tree = tmp_path / "tree"
    add_to_folder(version(tmp_path, "1.0.0", at="2026-01-01T12:00:00Z", zone=zone), tree)
    add_to_folder(version(tmp_path, "2.0.0", since="1.0.0", at=at, zone=zone), tree)
    assert json.loads((tree / "versions.json").read_bytes())[0]["properties"]["date"] == day
    assert f'<time datetime="{day}">' in (tree / "releases/index.html").read_text()
    assert f"{day}</summary>" in (tree / "feed.xml").read_text()
    as_of = (tree / "as-of/index.html").read_text()
    assert re.findall(r'data-version="(\S+)" data-first="(\S+)"', as_of)[0] == ("2.0.0", day)
    day_before = dt.date.fromisoformat(day) - dt.timedelta(days=1)
    assert f'<time datetime="{day_before}">' in as_of, "the last day of 1.0.0"


def test_the_zone_is_read_from_settings_of_any_form() -> None:
    assert zone_in(b"organisation: {time_zone: Europe/Oslo}\n") == "Europe/Oslo"
    for text in (
        None,
        b"",
        b"\xff",
        b"organisation: [a]",
        b"a: [",
        b"organisation: {time_zone: [a]}",
    ):
        assert zone_in(text) == ""
    assert day_of(dt.datetime(2026, 3, 31, 23, tzinfo=dt.UTC), "") == dt.date(2026, 3, 31)


def test_the_root_has_a_page_and_the_title_of_the_handbook_in_each_language(
    tmp_path: Path,
) -> None:
    tree = tmp_path / "tree"
    titles = {"sv": "Sociala medier", "en": "Social media"}
    add_to_folder(version(tmp_path, "1.0.0", title=titles), tree)
    for root, title, up in (("", "Sociala medier", ""), ("en/", "Social media", "../")):
        page = (tree / root / "index.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in page
        assert f'content="0; url={up}latest/{root}"' in page
        feed = (tree / root / "feed.xml").read_text(encoding="utf-8")
        assert f"<title>{title}, Exempel AB</title>" in feed
    links = re.findall(r'href="([^"#]*)"', (tree / "index.html").read_text())
    local = [link for link in links if "//" not in link and not link.startswith("latest/")]
    assert [link for link in local if not (tree / link).exists()] == []


def test_an_older_version_has_the_name_of_the_organisation(tmp_path: Path) -> None:
    add_to_folder(version(tmp_path, "1.0.0"), tmp_path / "tree")
    assert "<h1>Exempel AB</h1>" in (tmp_path / "tree" / "index.html").read_text()


def test_the_feed_has_the_amounts_and_the_direction_of_a_changed_value(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    built = version(tmp_path, "2.0.0", since="1.0.0")
    path = built.folder / "playbook.json"
    data = json.loads(path.read_bytes())
    title = {"sv": "Svarar inom: 1 → 2 arbetsdagar", "en": "Answers within: 1 → 2 working days"}
    data["release"]["changes"] = [
        {"id": "reply_within", "kind": "values", "type": "looser", "title": title}
    ]
    path.write_text(json.dumps(data), encoding="utf-8")
    manifest = replace(built.manifest, files=files_of(built.folder))
    (built.folder / MANIFEST).write_bytes(manifest.to_bytes())
    add_to_folder(version(tmp_path, "1.0.0"), tree)
    add_to_folder(BuiltVersion(manifest, built.folder), tree)
    expected = "Answers within: 1 → 2 working days (looser)"
    assert f"<summary>{expected}. " in (tree / "en/feed.xml").read_text(encoding="utf-8")
    assert f"<li>{expected}</li>" in (tree / "en/releases/index.html").read_text(encoding="utf-8")


def test_a_decision_is_shown_at_the_version_that_it_was_made_on(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    first: dict[str, Any] = {
        "by": {"sv": "Styrelsen", "en": "The board"},
        "on": "2026-03-01",
        "reference": "P 4",
    }
    add_to_folder(version(tmp_path, "1.0.0", decided=first), tree)
    add_to_folder(version(tmp_path, "1.0.1", since="1.0.0", decided=first), tree)
    second = {**first, "reference": "P 9"}
    add_to_folder(version(tmp_path, "2.0.0", since="1.0.1", decided=second), tree)
    page = (tree / "en/releases/index.html").read_text(encoding="utf-8")
    assert re.findall(r"decided by (.*?)</p>", page) == [
        "The board on 1 March 2026, P 9", "The board on 1 March 2026, P 4",
    ]  # fmt: skip


def test_the_pages_written_by_hand_that_changed_are_named(tmp_path: Path) -> None:
    """The names are of files, so they may contain anything."""
    tree = tmp_path / "tree"
    add_to_folder(version(tmp_path, "1.0.0"), tree)
    hostile = "docs/<script>alert(1)</script>&.md"
    files = [{"path": "docs/sunday.md", "type": "added"}, {"path": hostile, "type": "changed"}]
    add_to_folder(version(tmp_path, "2.0.0", "1.0.0", files=files), tree)
    for path in ("en/releases/index.html", "en/releases/1.0.0-2.0.0/index.html"):
        page = (tree / path).read_text()
        assert "Other pages and files that have changed:" in page
        assert "<li>Added: <code>docs/sunday.md</code></li>" in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;.md" in page
        assert "<script>alert" not in page
        assert "No changes that concern readers." not in page
    feed = ET.parse(tree / "en" / "feed.xml")
    summaries = [each.text or "" for each in feed.iter("{http://www.w3.org/2005/Atom}summary")]
    assert f"Added: docs/sunday.md. Changed: {hostile}. " in summaries[0]
