"""The recipe for nginx in the guides: it closes every file to strangers, and opens it to staff."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import pytest
from factories import ROOT
from login_service import COOKIE, answering, login
from nginx_server import serving

from playbook.release.anonymous import check_closed
from playbook.release.stranger import Access, request
from site_helpers import build_in_process, make_project, tree_of

GUIDES = [ROOT / "docs" / "staff-only.md", ROOT / "docs" / "en" / "staff-only.md"]


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site. Do not change it."""
    folder = make_project(tmp_path_factory.mktemp("staff"))
    build_in_process(folder)
    return folder


def recipe(guide: Path, root: Path, login_port: int) -> str:
    """The server block in a guide, without TLS, on a free port."""
    found = re.search(r"(?ms)^```nginx\n(.*?)^```$", guide.read_text(encoding="utf-8"))
    assert found is not None
    text = re.sub(r"(?m)^ *ssl_.*\n", "", found[1])
    changes = {"listen 443 ssl": "listen 127.0.0.1:PORT", "/srv/handbook": str(root),
               "/etc/nginx/handbook-headers.conf": f"{root}/nginx-headers.conf",
               "127.0.0.1:4180": f"127.0.0.1:{login_port}"}  # fmt: skip
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_both_guides_have_the_same_recipe() -> None:
    texts = [recipe(guide, Path("/x"), 1) for guide in GUIDES]
    assert texts[0] == texts[1]


@pytest.mark.slow
def test_the_recipe_closes_every_file_to_strangers_and_opens_it_to_staff(
    handbook: Path, tmp_path: Path
) -> None:
    site = handbook / "site"
    with (
        answering(login) as port,
        serving(site, tmp_path / "nginx", recipe(GUIDES[1], site, port)) as address,
    ):
        openness = check_closed(address, handbook)
        assert openness.problems == ()
        assert {phrase.key for phrase in openness.statements} == {
            "anonymous.tried", "anonymous.login", "anonymous.not-tried",
        }  # fmt: skip
        for path, content in tree_of(site).items():
            assert request(f"{address}{path}").access is Access.LOGIN, path
            as_staff = urllib.request.Request(f"{address}{path}", headers={"Cookie": COOKIE})
            with urllib.request.urlopen(as_staff) as response:
                assert response.read() == content, path
        after_login = urllib.request.Request(f"{address}oauth2/callback?rd=/policy/posting/")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(after_login) as response:
            assert response.url == f"{address}policy/posting/"
            assert "Content-Security-Policy" in response.headers


@pytest.mark.slow
def test_a_login_service_that_does_not_answer_closes_the_handbook(
    handbook: Path, tmp_path: Path
) -> None:
    site = handbook / "site"
    with answering(login) as port:
        server = recipe(GUIDES[1], site, port)
    with serving(site, tmp_path / "nginx", server) as address:
        openness = check_closed(address, handbook)
    assert {problem.code for problem in openness.problems} == {"PB892"}
