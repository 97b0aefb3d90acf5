"""``verify --anonymous`` checks that strangers cannot read a handbook for staff."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import git, project
from login_service import LOGIN_PAGE, Answer, answering
from nginx_server import serving

from commands import run
from playbook.project import DATA_FOLDER
from playbook.release.anonymous import Openness, check_closed
from playbook.release.stranger import Access, request
from site_helpers import build_in_process, make_project
from support import replace

OPEN_SERVER = "server { listen 127.0.0.1:PORT; root ROOT; }"
SERVER_THAT_CLOSES_PAGES = """server {
  listen 127.0.0.1:PORT; root ROOT;
  location ~ (/|\\.html)$ { return 401; }
}"""


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site. Do not change it."""
    folder = make_project(tmp_path_factory.mktemp("staff"))
    build_in_process(folder)
    return folder


def codes(openness: Openness) -> set[str]:
    return {problem.code for problem in openness.problems}


def places(openness: Openness) -> list[str]:
    return [place.path for problem in openness.problems for place in problem.locations]


@pytest.mark.slow
def test_an_open_handbook_is_reported_by_page_data_search_and_version(
    handbook: Path, tmp_path: Path
) -> None:
    repo = project(tmp_path / "repo", with_package=False)
    (tmp_path / "served" / "1.0.0").mkdir(parents=True)
    for name in ("playbook.json", "index.html"):
        (tmp_path / "served" / "1.0.0" / name).write_bytes((handbook / "site" / name).read_bytes())
    git(repo, "tag", "v1.0.0")
    with serving(tmp_path / "served", tmp_path / "versions", OPEN_SERVER) as address:
        found = {*places(check_closed(address, repo))}
        assert found == {f"{address}1.0.0/", f"{address}1.0.0/playbook.json"}
    with serving(handbook / "site", tmp_path / "nginx", OPEN_SERVER) as address:
        done = run(handbook, "verify", "--anonymous", address)
        openness = check_closed(address, handbook)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert sum("PB890" in line for line in lines) == 1  # one cause, at many addresses
    assert lines.index("    …") == 11
    found = {place.removeprefix(address) for place in places(openness)}
    assert found >= {"", "playbook.json", "search/index.json", "policy/posting/", "en/", "llms.txt",
                     "./playbook.json", "%70laybook.json", "sitemap.xml"}  # fmt: skip


@pytest.mark.slow
def test_data_is_reported_if_only_pages_are_closed(handbook: Path, tmp_path: Path) -> None:
    with serving(handbook / "site", tmp_path / "nginx", SERVER_THAT_CLOSES_PAGES) as address:
        openness = check_closed(address, handbook)
    found = {place.removeprefix(address) for place in places(openness)}
    assert {"playbook.json", "search/index.json"} <= found
    assert not {"", "policy/posting/"} & found


PAGE = '<!doctype html><link href="assets/playbook/palette.css"><p class="pb-lead">x'
ENTRY = '<html><article class="pb-entry pb-entry-policy">x'
PERMANENT_PAGE = '<!doctype html><link rel="stylesheet" href="../../assets/tree.css"><h1>x'
HTML = {"Content-Type": "text/html"}
ANSWERS: dict[str, tuple[Answer, Access]] = {
    "a page": ((200, HTML, PAGE), Access.READABLE),
    "data": ((200, {}, '{"entries": []}'), Access.READABLE),
    "a permanent page": ((200, HTML, PERMANENT_PAGE), Access.READABLE),
    "a login at the same address": ((200, HTML, LOGIN_PAGE), Access.LOGIN),
    "a redirect to a login": ((302, {"Location": "/login"}, ""), Access.LOGIN),
    "a redirect to a page": ((302, {"Location": "/open"}, ""), Access.READABLE),
    "another page": ((200, HTML, "<!doctype html><p>Welcome"), Access.UNCLEAR),
    "nothing": ((200, HTML, ""), Access.UNCLEAR),
    "refused": ((403, HTML, "<html>no"), Access.CLOSED),
    "not found": ((404, HTML, PAGE), Access.CLOSED),
    "an entry as the page of an error": ((403, HTML, ENTRY), Access.READABLE),
    "data as the page of an error": ((404, {}, '{"entries": []}'), Access.READABLE),
    "an error": ((502, HTML, "<html>bad gateway"), Access.NO_ANSWER),
    "a login after a byte order mark": ((200, HTML, f"\ufeff{LOGIN_PAGE}"), Access.LOGIN),
    "a login in XHTML": ((200, HTML, f'<?xml version="1.0"?>\n{LOGIN_PAGE}'), Access.LOGIN),
    "a script that leads to a login": (
        (200, HTML, '<script>location="/login"</script>'),
        Access.LOGIN,
    ),
    "a part of another page": ((200, HTML, "<meta><p>Welcome"), Access.UNCLEAR),
    "a map of the site": ((200, {}, '<?xml version="1.0"?>\n<urlset>x'), Access.READABLE),
    "a page after a byte order mark": ((200, HTML, f"\ufeff<!-- a -->{PAGE}"), Access.READABLE),
    "many comments": ((200, HTML, "<!--a-->" * 50_000 + "<meta>"), Access.UNCLEAR),
    "many inputs": ((200, HTML, "<!doctype html>" + "<input " * 100_000), Access.UNCLEAR),
    "a loop": ((302, {"Location": "/"}, ""), Access.UNCLEAR),
}
"""An answer, and how it is classified."""


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_classified(name: str) -> None:
    answer, expected = ANSWERS[name]
    pages: dict[str, Answer] = {"/login": (200, HTML, LOGIN_PAGE), "/open": (200, HTML, PAGE)}
    with answering(lambda path, cookie: pages.get(path, answer)) as port:
        assert request(f"http://127.0.0.1:{port}/").access is expected


def test_an_answer_that_is_not_understood_fails(tmp_path: Path) -> None:
    with answering(lambda path, cookie: (200, HTML, "<!doctype html><p>Welcome")) as port:
        openness = check_closed(f"http://127.0.0.1:{port}", tmp_path)
    assert codes(openness) == {"PB891"}


def test_an_address_that_does_not_answer_fails(tmp_path: Path) -> None:
    with answering(lambda path, cookie: (200, {}, "")) as port:
        pass  # the port is free again
    openness = check_closed(f"http://127.0.0.1:{port}", tmp_path)
    assert codes(openness) == {"PB892"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("public: no", "public: yes", "anonymous.public"),
        ("public: no", 'public: no\npublic_edition: {address: "http://127.0.0.1:1/a"}',
         "anonymous.public-edition"),
    ],
)  # fmt: skip
def test_a_handbook_that_is_public_is_not_requested(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    folder = make_project(tmp_path)
    assert (folder / DATA_FOLDER).is_dir()
    replace(folder, "playbook.yml", old, new)
    openness = check_closed("http://127.0.0.1:1/a/", folder)
    assert openness.problems == ()
    assert [statement.key for statement in openness.statements] == [key]


def test_a_folder_instead_of_a_web_address_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "verify", "--anonymous", "site")
    assert done.returncode == 2
    assert b"--anonymous needs a web address" in done.stderr
