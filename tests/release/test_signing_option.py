"""A tag is signed if git has a key for it, unless ``tag.gpgSign`` says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import bare_repository, git

from playbook.release.tagging import signing_option

KEY, SSH = "user.signingKey=~/.ssh/id_ed25519", "gpg.format=ssh"


@pytest.mark.parametrize(
    ("settings", "option"),
    [
        ((), "--annotate"),
        ((KEY,), "--sign"),
        ((KEY, SSH), "--sign"),
        ((KEY, "tag.gpgSign=false"), "--annotate"),
        (("tag.gpgSign=true",), "--annotate"),  # git itself signs it
        ((SSH,), "--annotate"),  # there is no key
    ],
)
def test_settings_decide_whether_a_tag_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: tuple[str, ...], option: str
) -> None:
    for variable in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(variable, "/dev/null")
    repo = bare_repository(tmp_path / "repo")
    for setting in settings:
        git(repo, "config", *setting.split("=", 1))
    assert signing_option(repo) == option
