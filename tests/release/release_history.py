"""A handbook's first months: releases of each class, a correction of an old one, a retired rule,
a renamed rule, and a rule that moves to a page of its own."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from factories import commit, git, project
from nginx_server import BELOW

from playbook.project import DATA_FOLDER
from playbook.release.prepare import prepare
from playbook.release.version_numbers import parse_version
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
    """The small playbook as an organisation's own, with one rule more: nothing is left to adopt."""
    for path in (repo / DATA_FOLDER).rglob("*.yml"):
        text = path.read_text().replace("example.com", "verkstan.test")
        text = text.replace("+46 8 465 004 00", "+44 20 7946 0001")
        path.write_text(text.replace("status: draft", "status: current"))
    rules = repo / DATA_FOLDER / POSTING
    rules.write_text(rules.read_text() + COLLEAGUES)
    git(repo, "config", "user.name", "Ed")
    git(repo, "config", "user.email", "ed@verkstan.test")
    commit(repo, "Our own", "2026-03-02T08:30:00Z")
    return repo


def released(folder: Path) -> Path:
    """The small playbook as an organisation's own, released as 1.0.0: copy it before a change."""
    repo = adopted(project(folder))
    prepare(repo, parse_version("1.0.0"), dt.date(2026, 3, 2))
    return repo


def first(folder: Path) -> Path:
    """1.0.0: a project with the small playbook, served under a sub-path."""
    repo = project(folder)
    path = repo / "mkdocs.yml"
    url = f"https://playbook.example.com/{BELOW}/"
    path.write_text(re.sub("site_url: .*", f"site_url: {url}", path.read_text()))
    return adopted(repo)


def binding(repo: Path) -> None:
    """2.0.0: a rule gets stricter, one is retired, and one gets another id."""
    replace(repo, POSTING, '"Ja, om hen har sagt ja."', '"Fråga chefen först."')
    replace(repo, POSTING, '"Yes, if they have said yes."', '"Ask the manager first."')
    text = (repo / DATA_FOLDER / POSTING).read_text()
    old = text.index("  - id: name-colleagues")
    rule = text[old:].replace("verdict: yes_if", "verdict: ask_first")
    rule = re.sub(r"    conditions: .*\n", "", rule)
    text = text[:old] + rule
    reply = text.index('    asks: must\n    verdict: yes\n    statement: {sv: "Ja, inom')
    assert reply
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
    """2.1.0: a reason says more, and a rule moves to a chapter of its own."""
    more = "Readers judge a tip by who gives it, and should know at once who is speaking"
    replace(repo, POSTING, "Readers should know who is speaking", more)
    path = repo / DATA_FOLDER / POSTING
    text = path.read_text()
    found = re.search(r"  - id: reply-in-time\n.*?\n\n", text, re.DOTALL)
    assert found
    path.write_text(text.replace(found[0], ""))
    (repo / DATA_FOLDER / "policy" / "replying.yml").write_text(
        REPLYING + found[0].rstrip("\n") + "\n"
    )


def emergency(repo: Path) -> None:
    """1.0.1: a slip of the pen in the version that some still go by."""
    replace(repo, POSTING, "It is their name.", "It is their own name.")
