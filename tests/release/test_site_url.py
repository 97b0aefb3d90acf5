"""The address of a published tree is read from the tagged configuration, in the way of MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import commit, git, project

from playbook.release.codes import RefusedError
from playbook.release.tagged_release import find_tag
from playbook.release.version_numbers import parse_version

ADDRESS = "https://x.example/h/"
CONFIGS = {
    "a default for an environment variable": {
        "mkdocs.yml": f'site_name: x\nsite_url: !ENV [SITE_URL, "{ADDRESS}"]\n'
    },
    "an inherited file": {
        "mkdocs.yml": "site_name: x\nINHERIT: base/site.yml\n",
        "base/site.yml": f"site_url: {ADDRESS}\n",
    },
}


def tagged(repo: Path, files: dict[str, str]) -> Path:
    """The small playbook in a repository, with these files and a tag."""
    project(repo, with_package=False)
    for name, text in files.items():
        (repo / name).parent.mkdir(exist_ok=True)
        (repo / name).write_text(text)
    commit(repo, "Another configuration")
    git(repo, "tag", "--annotate", "v1.0.0", "--message", "Release 1.0.0")
    return repo


@pytest.mark.parametrize("files", CONFIGS.values(), ids=CONFIGS)
def test_the_address_does_not_depend_on_who_publishes(
    tmp_path: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://other.example/")
    repo = tagged(tmp_path / "repo", files)
    assert find_tag(repo, parse_version("1.0.0")).site_url == ADDRESS


def test_a_tag_without_an_address_is_refused(tmp_path: Path) -> None:
    repo = tagged(tmp_path / "repo", {"mkdocs.yml": "site_name: x\nsite_url: !ENV SITE_URL\n"})
    with pytest.raises(RefusedError, match="it has no site_url"):
        find_tag(repo, parse_version("1.0.0"))
