"""The arrangement of a report: sections, changes in bulk, renames, links and the size limit."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.changes.change import Change
from playbook.changes.comment import MAX_LENGTH
from playbook.changes.compare import compare
from playbook.changes.html_report import html_page
from playbook.changes.labels import Labels
from playbook.changes.markdown_report import as_markdown
from playbook.changes.renderers import as_text
from playbook.changes.report import MIN_BULK_CHANGES, BulkChange, Report, Section
from playbook.changes.report_links import ReportLinks
from playbook.cli import main
from playbook.project import DATA_FOLDER, read_project
from playbook.words.catalogue import catalogue
from repositories import git
from support import SMALL, replace


def report(old: Path, new: Path, language: str = "en") -> Report:
    before, after = read_project(old).playbook, read_project(new)
    assert before
    assert after.playbook
    changes = compare(before, after.playbook, language)
    return Report(changes, Labels(before, after.playbook, catalogue(language)), after.problems)


def sections(found: Report) -> dict[str, list[str]]:
    return {section.name: [change.id for change in section.changes] for section in found.sections}


def write_glossary(folder: Path, count: int, **fields: str) -> None:
    """Write ``count`` terms with the same header fields."""
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    entries = "".join(
        f"  - id: term-{n}\n    title: {{sv: Ord {n}, en: Word {n}}}\n"
        f"    definition: {{sv: Det ordet {n}., en: The word {n}.}}\n{lines}"
        for n in range(count)
    )
    (folder / DATA_FOLDER / "glossary").mkdir(exist_ok=True)
    glossary_file = folder / DATA_FOLDER / "glossary.yml"
    if glossary_file.exists():
        glossary_file.rename(folder / DATA_FOLDER / "glossary" / "first.yml")
    (folder / DATA_FOLDER / "glossary" / "many.yml").write_text(f"entries:\n{entries}", "utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "old")
    return tmp_path / "old"


@pytest.fixture
def new(tmp_path: Path, old: Path) -> Path:
    shutil.copytree(old, tmp_path / "new")
    return tmp_path / "new"


def test_binding_changes_come_before_those_for_a_lawyer_and_the_rest(old: Path, new: Path) -> None:
    replace(new, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    replace(new, "legal.yml", "en: Marketing Act", "en: The Marketing Act")
    replace(new, "reading.yml", "    reviewed: 2026-02-10", "    reviewed: 2026-08-01")
    found = report(old, new)
    assert sections(found) == {
        "binding": ["share-job-posts"], "lawyer": ["marketing-act"], "other": ["spot-hidden-ads"],
    }  # fmt: skip
    titles = ("# Binding changes", "# For legal review", "# Other changes")
    places = [as_text(found).index(title) for title in titles]
    assert places == sorted(places)


def test_a_binding_value_with_the_id_of_an_entry_stays_binding(old: Path, new: Path) -> None:
    """A value and an entry with the same ID have different sections, and only the entry a page.

    Only a value with a name of one word can have the ID of an entry.
    """
    for folder in (old, new):
        replace(folder, "playbook.yml", "  greeting: ", "  hours: {count: 1}\n  greeting: ")
        replace(folder, "contacts.yml", "  - id: press-desk\n", "  - id: hours\n")
        for path in (folder / DATA_FOLDER).rglob("*.yml"):
            path.write_text(path.read_text("utf-8").replace("press-desk", "hours"), "utf-8")
    replace(new, "playbook.yml", "  hours: {count: 1}\n", "  hours: {count: 9}\n")
    replace(new, "contacts.yml", "  - id: hours\n", "  - id: hours\n    tags: [new]\n")
    found = report(old, new)
    assert [(change.kind, change.id) for change in found.changes if change.id == "hours"] == [
        ("values", "hours"), ("contacts", "hours"),
    ]  # fmt: skip
    assert sections(found) == {"binding": ["hours"], "other": ["hours"]}
    value, contact = (section.changes[0] for section in found.sections)
    links = ReportLinks((found.labels.old, found.labels.new), published=lambda id: f"/r/{id}/")
    assert (links.urls(value), links.urls(contact)) == ({}, {"published": "/r/hours/"})


def test_the_owner_of_an_entry_does_not_sign_for_a_value_with_its_id(old: Path, new: Path) -> None:
    for folder in (old, new):
        replace(folder, "playbook.yml", "  greeting: ", "  hours: {count: 1}\n  greeting: ")
        for path in (folder / DATA_FOLDER).rglob("*.yml"):
            path.write_text(path.read_text("utf-8").replace("share-job-posts", "hours"), "utf-8")
    replace(new, "playbook.yml", "  hours: {count: 1}\n", "  hours: {count: 9}\n")
    found = report(old, new)
    assert found.labels.new.entries["hours"].owner == "policy-owner"
    assert sections(found) == {"binding": ["hours"]}
    assert "<th>Policy owner</th>" not in html_page(found)


def test_changes_are_arranged_without_comparing_each_with_all_others() -> None:
    class OnlyChange(Change):
        """A change that must not be compared."""

        def __eq__(self, other: object) -> bool:
            raise AssertionError("a change was compared with another one")

        __hash__ = None  # type: ignore[assignment]

    changes = tuple(OnlyChange(f"id-{n}", "policy", "added", {"en": f"Rule {n}"}) for n in range(4))
    (group,) = Section("binding", changes).groups
    items = list(group.items)
    assert list(map(id, items)) == list(map(id, changes))


def test_new_basis_is_for_a_lawyer_and_a_new_tag_is_not(old: Path, new: Path) -> None:
    basis = "basis: [marketing-act, ftc-endorsements]"
    replace(new, "policy/posting.yml", basis, "basis: [ftc-endorsements]")
    assert sections(report(old, new)) == {"lawyer": ["share-job-posts"]}
    shutil.copytree(old, new, dirs_exist_ok=True)
    posting = new / DATA_FOLDER / "policy" / "posting.yml"
    text = posting.read_text("utf-8")
    posting.write_text(text.replace("    tags: [disclosure]\n", "    tags: [new]\n", 1), "utf-8")
    assert sections(report(old, new)) == {"other": ["share-job-posts"]}


@pytest.mark.parametrize("count", [MIN_BULK_CHANGES - 1, MIN_BULK_CHANGES])
def test_many_reviews_are_one_line(old: Path, new: Path, count: int) -> None:
    for folder, day in ((old, "2026-01-01"), (new, "2026-08-01")):
        write_glossary(folder, count, reviewed=day, review_by="2027-01-01")
    (group,) = report(old, new).sections[0].groups
    is_bulk = count == MIN_BULK_CHANGES
    assert [isinstance(item, BulkChange) for item in group.items] == (
        [True] if is_bulk else [False, False]
    )
    line = f"  Reviewed: 1 January 2026 → 1 August 2026\n    {count} entries: Glossary {count}"
    assert (line in as_text(report(old, new))) == is_bulk


def test_reviews_on_different_days_are_one_line_without_a_day(old: Path, new: Path) -> None:
    write_glossary(old, 6, reviewed="2026-01-01")
    write_glossary(new, 6, reviewed="2026-08-01")
    many = new / DATA_FOLDER / "glossary" / "many.yml"
    many.write_text(many.read_text("utf-8").replace("2026-08-01", "2026-08-02", 1), "utf-8")
    assert "\n  Reviewed\n    6 entries: Glossary 6" in as_text(report(old, new))


def test_new_owners_are_one_line_for_each_owner(old: Path, new: Path) -> None:
    write_glossary(old, 6, owner="policy-owner")
    write_glossary(new, 6, owner="moderator")
    text = as_text(report(old, new))
    assert "\n  Owner: Policy owner → Moderator\n    6 entries: Glossary 6" in text
    many = new / DATA_FOLDER / "glossary" / "many.yml"
    many.write_text(many.read_text("utf-8").replace("moderator", "editor", 3), "utf-8")
    text = as_text(report(old, new))
    assert len(re.findall("\n    3 entries: Glossary 3", text)) == 2


def test_changed_text_is_never_part_of_a_bulk_change(old: Path, new: Path) -> None:
    write_glossary(old, 6, reviewed="2026-01-01")
    write_glossary(new, 6, reviewed="2026-08-01")
    replace(new, "glossary/many.yml", "The word 3.", "The word three.")
    text = as_text(report(old, new))
    assert "5 entries: Glossary 5" in text
    assert "The word [-3-]{+three+}" in text


def test_long_report_says_less_about_each_change_and_cuts_no_sentence(old: Path, new: Path) -> None:
    write_glossary(old, 300)
    write_glossary(new, 300)
    many = new / DATA_FOLDER / "glossary" / "many.yml"
    many.write_text(many.read_text("utf-8").replace("The word", "A different word"), "utf-8")
    replace(new, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    found = report(old, new)
    complete = as_markdown(found)
    lengths = set()
    for limit in (len(complete), len(complete) - 1, 30_000, 900):
        text = as_markdown(found, limit)
        lengths.add(len(text))
        assert len(text) <= limit
        if limit > 900:
            assert "share-job-posts" in text
        lines = set(complete.splitlines())
        added = [line for line in text.splitlines() if line not in lines]
        counts = ("Glossary 300", "Shortened", "Rules 1", "more problems")
        assert [line for line in added if not any(count in line for count in counts)] == []
        assert ("Shortened" in text) == (text != complete)
    assert len(lengths) > 3
    assert MAX_LENGTH < 65_536


def test_a_long_report_names_every_rewording_before_it_shortens_a_stricter_rule(
    old: Path, new: Path
) -> None:
    write_glossary(old, 300)
    write_glossary(new, 300)
    many = new / DATA_FOLDER / "glossary" / "many.yml"
    many.write_text(many.read_text("utf-8").replace("The word", "A different word"), "utf-8")
    replace(new, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    text = as_markdown(report(old, new), 9_000)
    assert "*Verdict:* <del>Yes, if …</del><ins>**Ask first**</ins>" in text
    assert {f"Word {n}" for n in range(300)} <= set(re.findall(r"Word \d+", text))


@pytest.fixture
def repository(tmp_path: Path, new: Path) -> Path:
    git(new, "init", "--quiet", "--initial-branch=main")
    git(new, "add", ".")
    git(new, "commit", "--quiet", "--message=First")
    (new / "mkdocs.yml").write_text("site_url: https://handbook.example.com/\n", "utf-8")
    replace(new, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    return new


def test_entry_links_to_its_line_preview_and_published_page(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    git(repository, "commit", "--quiet", "--all", "--message=Stricter")
    commit = git(repository, "rev-parse", "HEAD").strip()
    args = ["comment", "HEAD~1", "--language", "en", "--preview", "https://preview.example.com/7/"]
    output = CliRunner().invoke(main, args).stdout
    (line,) = (line for line in output.splitlines() if "`share-job-posts`" in line)
    links = re.findall(r"\[(\w+)\]\((.+?)\)", line)
    text = (repository / DATA_FOLDER / "policy" / "posting.yml").read_text("utf-8")
    number = text[: text.index("verdict: ask_first")].count("\n") + 1
    assert links == [
        ("line", f"https://git.example.com/exempel/playbook/blob/{commit}/playbook_data/policy/posting.yml#L{number}"),
        ("preview", "https://preview.example.com/7/policy/posting/#share-job-posts"),
        ("published", "https://handbook.example.com/r/share-job-posts/"),
    ]  # fmt: skip


def test_a_file_name_with_a_space_and_a_bracket_does_not_end_the_link(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = repository / DATA_FOLDER / "policy"
    (policy / "posting.yml").rename(policy / "a b).yml")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=Stricter")
    monkeypatch.chdir(repository)
    output = CliRunner().invoke(main, ["comment", "HEAD~1", "--language", "en"]).stdout
    (link,) = re.findall(r"\[line\]\((\S+)\)", output)
    assert "/playbook_data/policy/a%20b%29.yml#L" in link


def test_change_that_is_not_committed_has_a_line_number_but_no_link_to_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    args = ["diff", "HEAD", "--language", "en", "--format", "html"]
    page = CliRunner().invoke(main, args).stdout
    assert re.search(r"playbook_data/policy/posting\.yml:\d+", page)
    assert re.findall('href="([^"]+)"', page) == ["https://handbook.example.com/r/share-job-posts/"]


def test_html_page_shows_what_readers_see_before_and_after(old: Path, new: Path) -> None:
    replace(new, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    replace(
        old, "policy/posting.yml", "Ask the lawyer first.", '"Ask **us** within {reply_within}."'
    )
    replace(
        new, "policy/posting.yml", "Ask the lawyer first.", '"Ask **me** within {reply_within}."'
    )
    replace(
        new,
        "playbook.yml",
        "reply_within: {duration: {amount: 1,",
        "reply_within: {duration: {amount: 2,",
    )
    page = html_page(report(old, new))
    assert "<del>Yes, if …</del></td>" in page
    assert "<ins>Ask first</ins></td>" in page
    assert "Ask <del>us</del> within <del>1</del>\xa0working <del>day</del>.</td>" in page
    assert "Ask <ins>me</ins> within <ins>2</ins>\xa0working <ins>days</ins>.</td>" in page
    assert "<h2>Sign-off</h2>" in page
    assert "<th>Policy owner</th>" in page


def test_a_binding_change_shows_every_changed_text(old: Path, new: Path) -> None:
    """Somebody who approves it must see the rest of the words as well."""
    replace(new, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    replace(new, "policy/posting.yml", "en: Do share. Say", "en: Do share at once. Say")
    replace(new, "policy/posting.yml", "    tags: [disclosure]\n", "    tags: [new]\n")
    lines = as_text(report(old, new)).splitlines()
    fields = [line.strip() for line in lines if line.startswith("    ")]
    assert fields[0] == "Verdict: [-Yes, if …-]{+Ask first+}"
    assert fields[1] == "Summary (English): Do share{+ at once+}. Say that you work here."
    assert fields[2] == "Editorial changes: Subjects"


@pytest.mark.parametrize(
    ("field", "direction"), [("reply_within", "(looser)"), ("act_within", "(looser)")]
)
def test_a_time_limit_that_also_a_step_names_has_a_direction(
    old: Path, new: Path, field: str, direction: str
) -> None:
    for folder in (old, new):
        replace(
            folder, "checklists.yml", "        within: act_within\n", f"        within: {field}\n"
        )
    settings = new / DATA_FOLDER / "playbook.yml"
    value = re.compile(rf"(  {field}: {{duration: {{amount: )\d+")
    settings.write_text(value.sub(r"\g<1>90", settings.read_text("utf-8")), "utf-8")
    (section,) = report(old, new).sections
    assert report(old, new).labels.title(section.changes[0]).endswith(direction)


def test_a_new_rule_has_one_column_and_no_marks(old: Path, new: Path) -> None:
    replace(old, "contacts.yml", "  - id: press-desk\n", "  - id: press-desk\n    status: draft\n")
    for before, after, heads in ((old, new, ["After"]), (new, old, ["Before"])):
        page = html_page(report(before, after))
        (article,) = re.findall(r"<code>press-desk</code>.*?</article>", page, re.DOTALL)
        assert re.findall("<th>(Before|After)</th>", article) == heads
        assert not re.findall("<ins>|<del>", article)


def test_the_page_says_what_it_compares_above_the_changes_and_above_the_signatures(
    old: Path, new: Path
) -> None:
    replace(new, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    found = dataclasses.replace(report(old, new), compared=("1.0.0 (abc)", "<the new one>"))
    line = "Exempel AB · From 1.0.0 (abc) to &lt;the new one&gt;</p>"
    assert html_page(found).count(line) == 2


def signing_roles(page: str) -> list[str]:
    rows = page.partition('<section class="pb-sign-off">')[2].partition("<tbody>")[2]
    return re.findall(r"<tr><th>(.*?)</th>", rows)


def test_a_lawyer_signs_a_binding_change_of_the_law_and_whoever_decides_signs_last(
    old: Path, new: Path
) -> None:
    replace(new, "legal.yml", "en: Advertising must be", "en: Advertising must always be")
    assert sections(report(old, new)) == {"binding": ["marketing-act"]}
    roles = signing_roles(html_page(report(old, new)))
    assert roles == ["Policy owner", "Lawyer", "Head of communications"]


def test_the_owners_of_what_uses_a_value_sign(old: Path, new: Path) -> None:
    value = "reply_within: {duration: {amount: 1,"
    replace(new, "playbook.yml", value, value.replace("1", "2"))
    assert "Moderator" in signing_roles(html_page(report(old, new)))
