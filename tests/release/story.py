"""A handbook's first months: releases of each class, a correction of an old one, a retired rule,
a renamed rule, and a rule that moves to a page of its own."""

from __future__ import annotations

import re
from pathlib import Path

from makers import commit, git, project
from served import BELOW

from playbook.project import DATA
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


def first(folder: Path) -> Path:
    """1.0.0: a project with the small playbook and one rule more."""
    repo = project(folder)
    path = repo / "mkdocs.yml"
    url = f"https://playbook.example.com/{BELOW}/"
    path.write_text(re.sub("site_url: .*", f"site_url: {url}", path.read_text()))
    rules = repo / DATA / POSTING
    rules.write_text(rules.read_text() + COLLEAGUES)
    commit(repo, "One rule more", "2026-03-02T09:00:00Z")
    return repo


def binding(repo: Path) -> None:
    """2.0.0: a rule gets stricter, one is retired, and one gets another id."""
    replace(repo, POSTING, '"Ja, om hen har sagt ja."', '"Fråga chefen först."')
    replace(repo, POSTING, '"Yes, if they have said yes."', '"Ask the manager first."')
    text = (repo / DATA / POSTING).read_text()
    old = text.index("  - id: name-colleagues")
    rule = text[old:].replace("verdict: yes_if", "verdict: ask_first")
    rule = re.sub(r"    conditions: .*\n", "", rule)
    text = text[:old] + rule
    reply = text.index('    asks: must\n    verdict: yes\n    statement: {sv: "Ja, inom')
    assert reply
    (repo / DATA / POSTING).write_text(text)
    for path in (repo / DATA).rglob("*.yml"):
        path.write_text(path.read_text().replace("share-job-posts", "share-posts"))
    replace(repo, POSTING, "[repost-from-work]", "[repost-from-work, share-job-posts]")
    replace(repo, "glossary.yml", "  - id: viral\n", VIRAL)
    set_version(repo, "2.0.0")


VIRAL = """  - id: viral
    status: retired
    replaced_by: moderating
    retired_because: {sv: Ingen säger så längre., en: Nobody says so any more.}
"""


def explained(repo: Path) -> None:
    """2.1.0: a rule moves to a chapter of its own."""
    path = repo / DATA / POSTING
    text = path.read_text()
    found = re.search(r"  - id: reply-in-time\n.*?\n\n", text, re.DOTALL)
    assert found
    path.write_text(text.replace(found[0], ""))
    (repo / DATA / "policy" / "replying.yml").write_text(REPLYING + found[0].rstrip("\n") + "\n")
    set_version(repo, "2.1.0")


def emergency(repo: Path) -> None:
    """1.0.1: a slip of the pen in the version that some still go by."""
    replace(repo, POSTING, "It is their name.", "It is their own name.")
    set_version(repo, "1.0.1")


def set_version(repo: Path, version: str) -> None:
    """Write the version into the data."""
    path = repo / DATA / "playbook.yml"
    path.write_text(re.sub(r"(?m)^release: .*$", f"release: {version}", path.read_text()))


def tag(repo: Path, version: str, at: str) -> None:
    """Commit and tag a version by hand."""
    commit(repo, f"Release {version}", at)
    git(repo, "tag", f"v{version}")
