"""The script in the guides that keeps a server of one's own up to date with a published branch."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from factories import ROOT, commit, git

GUIDES = [ROOT / "docs" / "staff-only.md", ROOT / "docs" / "en" / "staff-only.md"]


def script(guide: Path, folder: str) -> str:
    """The script in a guide, for another folder than ``/srv``."""
    found = re.search(r"(?ms)^```sh\n(.*?)^```$", guide.read_text(encoding="utf-8"))
    assert found is not None
    assert "/srv/" in found[1]
    return found[1].replace("/srv/", f"{folder}/")


def test_both_guides_have_the_same_script() -> None:
    assert script(GUIDES[0], "/x") == script(GUIDES[1], "/x")


def test_readers_get_each_version_as_a_whole(tmp_path: Path) -> None:
    server, published = tmp_path / "srv", tmp_path / "published"
    server.mkdir()
    published.mkdir()
    git(published, "init", "--quiet", "--initial-branch=gh-pages", ".")
    program = tmp_path / "update-handbook"
    program.write_text(script(GUIDES[1], str(server)), encoding="utf-8")
    for text in ("one", "two"):
        (published / "index.html").write_text(text, encoding="utf-8")
        commit(published, text)
        if text == "one":
            git(
                tmp_path, "clone", "--quiet", "--bare", str(published), str(server / "handbook.git")
            )
        else:  # what an interrupted run left
            (server / f"handbook-{git(published, 'rev-parse', 'HEAD')}.part").mkdir()
        for _ in range(2):  # the second time there is nothing to do
            subprocess.run(["sh", "-eu", str(program)], check=True)
        assert (server / "handbook").is_symlink()
        assert [path.name for path in (server / "handbook").iterdir()] == ["index.html"]
        assert (server / "handbook" / "index.html").read_text(encoding="utf-8") == text
