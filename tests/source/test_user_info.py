"""An address with a user name or a password is an error, wherever a file has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.source.user_info import user_info_problems
from support import problem_lines, replace

ADDRESSES = {
    "https://user:pw@example.com/x": "https://…@example.com",
    "see (https://user:pw@example.com) and": "https://…@example.com",
    "[x](https://token@example.com/)": "https://…@example.com",
    "<HTTPS://user@example.com>": "HTTPS://…@example.com",
    "https://example.com@evil.test/": "https://…@evil.test",
    "https://example.com%2F@evil.test": "https://…@evil.test",
    "https:\\\\example.com@evil.test": "https:\\\\…@evil.test",
    "https:////a@evil.test": "https:////…@evil.test",
    "https://:@example.com": "https://…@example.com",
    "https://a@b@evil.test": "https://…@evil.test",
    "{url: https://user:pw@example.com}": "https://…@example.com}",
    "ftp://user:pw@example.com/x": "ftp://…@example.com",
    'src="http://user:å@example.com/x"': "http://…@example.com",
}
OTHERS = [
    "https://mastodon.example/@name", "https://example.com/?q=a@b.example", "mailto:a@b.example",
    "https://example.com, a@b.example", "(https://example.com)a@b.example",
    "https://example.com#a@b", "ssh://git@example.com/x", "git@example.com:x/y", "@name: https://x",
]  # fmt: skip


@pytest.mark.parametrize("line", ADDRESSES)
def test_an_address_with_user_information_is_found(line: str) -> None:
    [problem] = user_info_problems("a.md", ["", line])
    assert dict(problem.facts) == {"address": ADDRESSES[line]}
    assert problem.location.line == 2


@pytest.mark.parametrize("line", OTHERS)
def test_other_texts_with_an_at_sign_are_accepted(line: str) -> None:
    assert not list(user_info_problems("a.md", [line]))


PLACES = {
    "playbook_data/playbook.yml": ("  url: https://git.", "  url: https://me:pw@git."),
    "playbook_data/reading.yml": ("https://www.example.com/book", "https://me:pw@www.example.com/"),
    "playbook_data/policy/posting.yml": ("Do share.", "Do share https://me:pw@example.com ."),
    "docs/about.md": ("", "[us](https://me:pw@example.com)\n"),
    "docs/plan.txt": ("", "https://me:pw@example.com\n"),
    "mkdocs.yml": ("", "INHERIT: base.yml\nrepo_url: https://me:pw@example.com\n"),
    "base.yml": ("", "site_url: https://me:pw@example.com\n"),
    "theme/main.html": ("", '<a href="https://me:pw@example.com">'),
    "changes/next.yml": ("", "note: {en: 'https://me:pw@example.com'}\n"),
    "playbook_data/languages/en/ui.yml": ("", "print: https://me:pw@example.com\n"),
}


@pytest.mark.parametrize("name", PLACES)
def test_it_is_an_error_of_the_project(small_project: Path, name: str) -> None:
    """The password is not in the output, which others may read."""
    config = "INHERIT: base.yml\ntheme: {name: material, custom_dir: theme}\n"
    (small_project / "mkdocs.yml").write_text(config, encoding="utf-8")
    (small_project / "base.yml").write_text("site_name: We\n", encoding="utf-8")
    old, new = PLACES[name]
    if old:
        replace(small_project, name.partition("/")[2], old, new)
    else:
        (small_project / name).parent.mkdir(parents=True, exist_ok=True)
        (small_project / name).write_text(new, encoding="utf-8")
    found = [line for line in problem_lines(small_project) if " PB977: " in line]
    assert len(found) == 1
    assert found[0].startswith(f"{name}:")
    assert "pw" not in "".join(problem_lines(small_project)).replace("https://…", "")
