"""Files in docs/ that a browser would run are reported, unless mkdocs.yml names them."""

from __future__ import annotations

from collections import Counter

import pytest

from playbook.source.active_files import active_file_problem

ACTIVE: dict[str, tuple[str, str | bytes]] = {
    "a script": ("a.svg", "<svg><script>alert(1)</script></svg>"),
    "in capitals": ("a.SVG", "<svg><SCRIPT>alert(1)</SCRIPT></svg>"),
    "with a namespace": (
        "a.svg",
        '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>',
    ),
    "an event": ("a.svg", "<svg onload=alert(1)>"),
    "an event after a slash": ("a.html", "<img/onerror=alert(1)>"),
    "an event on a new line": ("a.svg", "<svg\nonload\n=\nalert(1)>"),
    "an address": ("a.svg", '<svg><a href="javascript:alert(1)"/></svg>'),
    "an encoded address": ("a.svg", '<svg><a href="java&#115;cript:alert(1)"/></svg>'),
    "an address with a line break": ("a.html", '<a href="java\nscript:alert(1)">'),
    "HTML in SVG": ("a.svg", "<svg><foreignObject/></svg>"),
    "an animated address": ("a.svg", '<svg><a><set attributeName="href" to="x"/></a></svg>'),
    "a frame": ("a.html", "<iframe srcdoc=x>"),
    "data as a page": ("a.html", '<a href="data:text/html,x">'),
    "an entity": ("a.xml", '<!DOCTYPE x [<!ENTITY y "&#60;script>">]><x>&y;</x>'),
    "a style sheet": ("a.xml", '<?xml-stylesheet href="a.xsl" type="text/xsl"?><x/>'),
    "a redirect": ("a.html", '<meta http-equiv="refresh" content="0;url=x">'),
    "UTF-16": ("a.svg", "<svg><script/></svg>".encode("utf-16")),
    "packed": ("a.svgz", b"\x1f\x8b"),
    "a page archive": ("a.mht", "x"),
    "JavaScript": ("a.js", ""),
    "a module": ("a.mjs", ""),
    "a program": ("a.wasm", b"\0asm"),
}
FILES_FOR_HOSTS = ("_redirects", "en/web.config", "a.PHP", "a.jsp", "_routes.json", "a.cgi")
LEFTOVERS = (
    "about_BACKUP_123.md", "about_REMOTE_9.md", "backup/about.md", "a/Backups/about.md", "about.MD",
    "about.md.txt", "mail.eml", "build.log", "users.sqlite", "server.ppk", "passwords.kdbx",
    "about.md.orig", "en/about.md.rej", "about.md~", "~$rules.docx", "#about.md#", "a.swo",
    "Thumbs.db", "id_rsa", "about copy.md", "Kopia av about.md", "about (1).md", "plan.sql",
    "about copy 2.md", "about [Conflict].md", "about (Annas konflikterade kopia 2026-01-01).md",
    "about.md~HEAD", "about~HEAD.md", "about.old.md", "old/about.md", "en/Old/about.md",
    "__MACOSX/about.md", "gammalt/regel.md",
    "about (Anna's conflicted copy 2026-01-01).md", "a.sync-conflict-20260101-101010-ABC.png",
)  # fmt: skip
COPIES = (
    "about-LAPTOP1.md", "about-DESKTOP-AB12CDE.md", "en/about-OLD.md", "about-old.md",
    "about_old.md",
    "about-copy.md", "about-kopia-2.md", "logo-MACBOOK.png", "about - kopi.md", "about backup.md",
)  # fmt: skip
"""Names that are those of copies only next to the file without what was added."""
INACTIVE = {
    "a copyright": ("copyright.md", "x"),
    "a numbered picture": ("photo (1).jpg", "x"),
    "a keyboard": ("keyboard.md", "x"),
    "a change log": ("changelog.md", "x"),
    "a page about backups": ("backup.md", "x"),
    "a page with a number": ("local_2026.md", "x"),
    "a picture": ("a.svg", '<svg><path d="M0 0"/><text>once on = 1 time</text></svg>'),
    "a table": ("a.html", "<table><tr><td>Conversion = 3</td></tr></table>"),
    "a text": ("a.txt", "<script>"),
    "a page": ("a.md", "<script>"),  # reported by the audit of the built page
    "data": ("a.xml", "<x><y z='1'/></x>"),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_an_active_file_is_reported(name: str, hostile_inputs: Counter[str]) -> None:
    path, text = ACTIVE[name]
    raw = text.encode() if isinstance(text, str) else text
    problem = active_file_problem(f"docs/{path}", raw, "site_name: x\n")
    assert problem is not None
    assert (problem.code, problem.level, problem.location.path) == (
        "PB039", "warning", f"docs/{path}",
    )  # fmt: skip
    named = f"extra_javascript: [js/{path}]"
    assert active_file_problem(f"docs/js/{path}", raw, named) is None
    assert active_file_problem(f"docs/{path}", raw, f"extra: [no-{path}, {path}.bak]") is not None
    hostile_inputs["active files"] += 1


@pytest.mark.parametrize("name", FILES_FOR_HOSTS)
def test_a_file_that_a_host_runs_or_follows_is_reported(name: str) -> None:
    problem = active_file_problem(f"docs/{name}", b"x", "site_name: x\n")
    assert problem is not None
    assert (problem.code, problem.level) == ("PB983", "warning")
    file = name.rpartition("/")[2]
    assert active_file_problem(f"docs/{name}", b"x", f"extra: {{host: [{file}]}}") is None


@pytest.mark.parametrize("name", LEFTOVERS)
def test_a_forgotten_copy_or_working_file_is_reported(name: str) -> None:
    problem = active_file_problem(f"docs/{name}", b"x", "site_name: x\n")
    assert problem is not None
    assert (problem.code, problem.level) == ("PB976", "warning")
    file = name.rpartition("/")[2]
    assert active_file_problem(f"docs/{name}", b"x", f"extra:\n  kept: |\n    {file}\n") is None


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_next_to_its_file_is_reported(name: str) -> None:
    folder, suffix = "docs/en" if name.startswith("en/") else "docs", name.rpartition(".")[2]
    original = f"{folder}/{'logo' if suffix == 'png' else 'about'}.{suffix}"
    problem = active_file_problem(f"docs/{name}", b"x", "", {original, f"docs/{name}"})
    assert problem is not None
    assert problem.code == "PB976"


@pytest.mark.parametrize("name", ["about-LAPTOP1.md", "gdpr-EU.md", "how-old.md", "about-us.md"])
def test_a_name_without_its_file_is_that_of_a_page(name: str) -> None:
    others = {f"docs/{name}", "docs/en/about.md", "docs/about.txt", "docs/.md"}
    if name == "about-us.md":
        others.add("docs/about.md")
    assert active_file_problem(f"docs/{name}", b"x", "", others) is None


@pytest.mark.parametrize("name", INACTIVE)
def test_any_other_file_is_not_reported(name: str) -> None:
    path, text = INACTIVE[name]
    assert active_file_problem(f"docs/{path}", text.encode(), "") is None
