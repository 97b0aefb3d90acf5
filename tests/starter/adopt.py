"""Adapts the starter data as the guide "Make it yours" describes: a function for each heading.

Each function changes the files exactly as its section of the guide says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import yaml

from playbook.checks.starter_sentences import starter_sentences
from playbook.project import DATA_FOLDER

NAME = "Verkstan i Väst"
DOMAIN = "verkstan.test"
REVIEW_DATE, NEXT_REVIEW_DATE, LEGAL_CHECK_DATE = "2026-12-01", "2027-12-01", "2026-12-02"
REMOVED_CHAPTER = "contests"
DECISION_LINE = (
    "decided: {by: {sv: Styrelsen, en: The board}, on: 2026-12-03, reference: Protokoll 7}"
)


def the_organisation(project: Path) -> None:
    _change(project, "playbook.yml", "  name: Exempelbolaget", f"  name: {NAME}")
    _change(
        project,
        "playbook.yml",
        "https://git.example.com/exempelbolaget/playbook",
        f"https://git.{DOMAIN}/handbok",
    )
    branch = "  branch: main\n"
    _change(
        project, "playbook.yml", branch, f'{branch}  teams: {{policy-owner: "@verkstan/policy"}}\n'
    )
    _change(
        project,
        "playbook.yml",
        "title: {sv: Sociala medier, en: Social media}",
        f"title: {{all: {NAME}}}",
    )
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub("site_url: .*", f"site_url: https://handbok.{DOMAIN}/", text)
    path.write_text(re.sub("site_name: .*", f"site_name: {NAME}", text), encoding="utf-8")


def the_people_to_ask(project: Path) -> None:
    """Change nothing: talks with unions and others are not in any file."""


def the_contacts(project: Path) -> None:
    # These numbers are reserved for fiction in the United Kingdom, so they reach nobody either.
    numbers = count(1)
    path = project / DATA_FOLDER / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("example.com", DOMAIN)
    text = re.sub('phone: ".*"', lambda _: f'phone: "+44 20 7946 0{next(numbers):03}"', text)
    path.write_text(text, encoding="utf-8")


def the_roles(project: Path) -> None:
    line = "  moderator_time: {duration: {amount: 8, unit: hours}}"
    _change(project, "playbook.yml", line, line.replace("8", "6"))


def the_values(project: Path) -> None:
    line = "  reply_within: {duration: {amount: 1, unit: working_days}}\n  urgent"
    _change(project, "playbook.yml", line, line.replace("1", "2"))
    months = "{sv: november 2025 till oktober 2026, en: November 2025 to October 2026}"
    _change(project, "playbook.yml", months, '{sv: "2027", en: "2027"}')


def the_channels_and_the_accounts(project: Path) -> None:
    _change(project, "channels.yml", "platform: www.example.com", f"platform: www.{DOMAIN}")
    _change(project, "channels.yml", "standing: trial", "standing: approved")
    path = project / DATA_FOLDER / "accounts.yml"
    text = path.read_text(encoding="utf-8").replace("example.com", DOMAIN)
    path.write_text(text, encoding="utf-8")


def removing_chapters(project: Path) -> None:
    """Remove a chapter with the command of the guide."""
    from click.testing import CliRunner

    from playbook.cli import main

    arguments = ["remove", "chapter", REMOVED_CHAPTER, "--yes", "--project", str(project)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output


def the_vision_and_the_goals(project: Path) -> None:
    path = project / DATA_FOLDER / "strategy.yml"
    text = path.read_text(encoding="utf-8")
    for sentence in starter_sentences():
        words = r"\s+".join(map(re.escape, sentence.split()))
        text, count = re.subn(rf"(?m)^ +{words}\n", "", text)
        assert count == 1, sentence
    text = re.sub(r"(?m)^    (baseline: .*|results:)\n|^      - \{month: .*\n", "", text)
    path.write_text(text.replace("tags: [strategy, starter", "tags: [strategy"), encoding="utf-8")


def the_law(project: Path) -> None:
    path = project / DATA_FOLDER / "legal.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("force: to_check", "force: in_force")
    text = re.sub(r"(?m)^    checked:$", f"    checked: {LEGAL_CHECK_DATE}", text)
    path.write_text(text, encoding="utf-8")


def review_dates(project: Path) -> None:
    for path in (project / DATA_FOLDER).rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^  reviewed:$", f"  reviewed: {REVIEW_DATE}", text)
        text = re.sub(r"(?m)^  review_by:$", f"  review_by: {NEXT_REVIEW_DATE}", text)
        path.write_text(text, encoding="utf-8")


def adopt_the_handbook(project: Path) -> None:
    path = project / DATA_FOLDER / "playbook.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub("(?m)^starter: true.*$", "starter: no", text)
    text = re.sub("(?m)^release: .*$", "release: 1.0.0", text)
    text = re.sub("(?m)^# decided: .*$", DECISION_LINE, text)
    path.write_text(text, encoding="utf-8")


STEPS: tuple[Callable[[Path], None], ...] = (
    the_organisation,
    the_people_to_ask,
    the_contacts,
    the_roles,
    the_values,
    the_channels_and_the_accounts,
    removing_chapters,
    the_vision_and_the_goals,
    the_law,
    review_dates,
    adopt_the_handbook,
)


NO_EASY_TEXT = "PB455"
"""The notice that remains: the starter has easy texts for the rules that most people need."""


def headings(page: Path) -> list[str]:
    """The headings of level 2 of a page."""
    return re.findall("(?m)^## (.+)$", page.read_text(encoding="utf-8"))


def _change(project: Path, name: str, old: str, new: str) -> None:
    path = project / DATA_FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} found {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def other_values(project: Path, start: int) -> Iterator[str]:
    """Change the amount of every value, and yield the numbers that the site should show."""
    path = project / DATA_FOLDER / "playbook.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8").replace("values:", "values: ", 1))
    numbers = count(start)
    for value in settings["values"].values():
        for shape, inner in value.items():
            number = next(numbers)
            if shape == "text":
                value[shape] = dict.fromkeys(inner, f"mått {number}")
            elif shape in ("duration", "rate"):
                inner["amount" if shape == "duration" else "times"] = number
            else:
                value[shape] = number
            yield str(number)
    settings = {key: _plain(value) for key, value in settings.items()}
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")


def _plain(value: object) -> object:
    """A value in the form of the data files: yes and no for true and false."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
