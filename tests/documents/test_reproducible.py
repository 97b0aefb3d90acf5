"""Checks that a tag gives the same bytes anywhere, and that a draft has a given time."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import copied

from commands import run

pytestmark = pytest.mark.slow

FONTS = """\
<?xml version="1.0"?><fontconfig>
<match target="font"><edit name="hintstyle" mode="assign"><const>hintfull</const></edit></match>
<match target="pattern">
<edit name="family" mode="assign"><string>DejaVu Sans</string></edit>
</match>
</fontconfig>
"""
"""The settings of a user who wants another font everywhere."""


def test_a_tag_gives_the_same_bytes_in_another_folder_for_another_user(
    repository: Path, tmp_path: Path
) -> None:
    other = copied(repository, tmp_path / "another place" / "repository")
    home = tmp_path / "home"
    (home / ".config" / "fontconfig").mkdir(parents=True)
    (home / ".config" / "fontconfig" / "fonts.conf").write_text(FONTS, encoding="utf-8")
    (other / "playbook_data" / "reading.yml").write_text("entries: []\n", encoding="utf-8")
    first = document(repository, tmp_path / "a", TZ="UTC", LC_ALL="C.UTF-8")
    second = document(
        other, tmp_path / "b", TZ="Pacific/Auckland", LANG="sv_SE.UTF-8", HOME=str(home),
        XDG_CONFIG_HOME=str(home / ".config"), SOURCE_DATE_EPOCH="1", PYTHONHASHSEED="7",
    )  # fmt: skip
    assert first == second


def document(project: Path, folder: Path, **env: str) -> bytes:
    arguments = ("pdf", "1.0.0", "--chapter", "posting", "--language", "sv", "--to", str(folder))
    done = run(project, *arguments, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    (path,) = folder.iterdir()
    assert path.name == "playbook-1.0.0-sv-chapter-posting.pdf"
    return path.read_bytes()
