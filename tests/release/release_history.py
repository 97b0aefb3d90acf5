"""The edits of a sequence of releases, one of each class.

A rule is retired, one gets another id, one moves to a new page, and an old release is corrected.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from factories import commit, git, project
from nginx_server import BELOW

from playbook.project import DATA_FOLDER
from playbook.release.prepare import prepare
from playbook.release.version_numbers import parse_version
from shared import shared
from support import replace

POSTING = "policy/posting.yml"
COLLEAGUES = """
  - id: name-colleagues
    title: {sv: Namnge kollegor, en: Name colleagues}
    question: {sv: Får jag namnge en kollega?, en: May I name a colleague?}
    asks: may
    verdict: yes_if
    statement: {sv: "Ja, om hen har sagt ja.", en: "Yes, if they have said yes."}
    why: {sv: Det är deras namn., en: It is their name.}
    conditions: {sv: [Du har frågat.], en: [You have asked.]}
    examples:
      do: {sv: [Fråga först.], en: [Ask first.]}
      dont: {sv: [Överraska.], en: [Surprise them.]}
    ask: moderator
"""
REPLYING = """chapter:
  id: replying
  title: {sv: Svara, en: Replying}
  summary: {sv: När och hur vi svarar., en: When and how we reply.}
  order: 2
defaults: {owner: policy-owner, reviewed: 2026-02-10, review_by: 2027-02-10}
entries:
"""


def adopted(repo: Path) -> Path:
    """The small playbook with one more rule, so that it can be released any number of times.

    It has no starter texts, and no decision: one decision allows only one binding release.
    """
    for path in (repo / DATA_FOLDER).rglob("*.yml"):
        text = path.read_text().replace("example.com", "verkstan.test")
        text = text.replace("+46 8 465 004 00", "+44 20 7946 0001")
        text = re.sub(r"(?m)^decided:\n(?:  .*\n)+", "", text)
        path.write_text(text.replace("status: draft", "status: current"))
    config = repo / "mkdocs.yml"
    config.write_text(config.read_text().replace("example.com", "verkstan.test"))
    rules = repo / DATA_FOLDER / POSTING
    rules.write_text(rules.read_text() + COLLEAGUES)
    git(repo, "config", "user.name", "Ed")
    git(repo, "config", "user.email", "ed@verkstan.test")
    commit(repo, "Our own", "2026-03-02T08:30:00Z")
    return repo


def released(factory: pytest.TempPathFactory) -> Path:
    """The adopted small playbook, released as 1.0.0; tests change only copies of it.

    It has no package, and is built with the installed one. All test files share it.
    """

    def make(folder: Path) -> None:
        repo = adopted(project(folder / "repo", with_package=False))
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("GIT_COMMITTER_DATE", "2026-03-02T08:45:00Z")
            prepare(repo, parse_version("1.0.0"), dt.date(2026, 3, 2))

    return shared(factory, "released", make) / "repo"


def first(folder: Path) -> Path:
    """1.0.0: the small playbook, served below a sub-path."""
    repo = project(folder, with_package=False)
    path = repo / "mkdocs.yml"
    url = f"https://playbook.example.com/{BELOW}/"
    path.write_text(re.sub("site_url: .*", f"site_url: {url}", path.read_text()))
    return adopted(repo)


def binding(repo: Path) -> None:
    """2.0.0: a rule becomes stricter, an entry is retired, and a rule gets another id."""
    replace(repo, POSTING, '"Ja, om hen har sagt ja."', '"Fråga chefen först."')
    replace(repo, POSTING, '"Yes, if they have said yes."', '"Ask the manager first."')
    text = (repo / DATA_FOLDER / POSTING).read_text()
    start = text.index("  - id: name-colleagues")
    rule = text[start:].replace("verdict: yes_if", "verdict: ask_first")
    rule = re.sub(r"    conditions: .*\n", "", rule)
    text = text[:start] + rule
    assert '    asks: must\n    verdict: yes\n    statement: {sv: "Ja, inom' in text
    (repo / DATA_FOLDER / POSTING).write_text(text)
    for path in (repo / DATA_FOLDER).rglob("*.yml"):
        path.write_text(path.read_text().replace("share-job-posts", "share-posts"))
    replace(repo, POSTING, "[repost-from-work]", "[repost-from-work, share-job-posts]")
    replace(repo, "glossary.yml", "  - id: viral\n", VIRAL)


VIRAL = """  - id: viral
    status: retired
    replaced_by: moderating
    retired_because: {sv: Ingen säger så längre., en: Nobody says so any more.}
"""


def explained(repo: Path) -> None:
    """2.1.0: a reason is explained further, and a rule moves to a new chapter."""
    reason = "Readers judge a tip by who gives it, and should know at once who is speaking"
    replace(repo, POSTING, "Readers should know who is speaking", reason)
    path = repo / DATA_FOLDER / POSTING
    text = path.read_text()
    match = re.search(r"  - id: reply-in-time\n.*?\n\n", text, re.DOTALL)
    assert match
    path.write_text(text.replace(match[0], ""))
    (repo / DATA_FOLDER / "policy" / "replying.yml").write_text(
        REPLYING + match[0].rstrip("\n") + "\n"
    )


def emergency(repo: Path) -> None:
    """1.0.1: a typo is corrected in an old version that is still in use."""
    replace(repo, POSTING, "It is their name.", "It is their own name.")
