"""The header files at the root of a published tree."""

from __future__ import annotations

import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_version
from nginx_server import BELOW, served

from playbook.release.build import BuiltVersion
from playbook.release.manifest import MANIFEST, files_of
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify
from playbook.site.headers import HEADERS, NGINX, active_files, header_files

URL = f"https://playbook.example.com/{BELOW}/"


def with_files(built: BuiltVersion, *names: str) -> BuiltVersion:
    """A version with more files."""
    for name in names:
        (built.folder / name).parent.mkdir(exist_ok=True)
        (built.folder / name).write_text("<p>Text</p>", encoding="utf-8")
    manifest = replace(built.manifest, files=files_of(built.folder))
    (built.folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, built.folder)


def policies(text: str) -> dict[str, str]:
    """The policy of each path in a headers file."""
    found, path = {}, ""
    for line in text.splitlines():
        name, _, value = line.strip().partition(": ")
        if line.startswith("/"):
            path = line
        elif name == "Content-Security-Policy":
            found[path] = value
    return found


def test_active_files_are_named_in_every_version(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    add_to_folder(with_files(make_version(tmp_path / "1", "1.0.0"), "bild.svg"), tree)
    add_to_folder(with_files(make_version(tmp_path / "2", "2.0.0"), "demo/index.html"), tree)
    found = policies((tree / HEADERS).read_text(encoding="utf-8"))
    strict = {path for path, policy in found.items() if "sandbox" in policy}
    assert strict == {
        "/*.svg", "/:version/bild.svg", "/:version/demo/", "/:version/demo/index.html",
    }  # fmt: skip
    assert set(found) - strict == {"/*"}
    assert verify(open_store(str(tree))).problems == ()


def test_nginx_serves_every_version_with_its_headers(tmp_path: Path) -> None:
    tree = tmp_path / "www" / BELOW
    built = with_files(make_version(tmp_path / "1", "1.0.0", url=URL), "demo/index.html", "x.html")
    add_to_folder(built, tree)
    with served(tree.parent, tmp_path / "nginx", tree / NGINX) as base:
        for folder in ("1.0.0/", "latest/"):
            assert "sandbox" in policy(base + folder + "demo/")
            assert "sandbox" in policy(base + folder + "x.html")
            assert "script-src 'self'" in policy(base + folder + "policy/")
        assert "script-src 'self'" in policy(base + "releases/")


def policy(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.headers["Content-Security-Policy"])


def test_own_header_files_stay(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / HEADERS).write_text("/*\n  X-Own: yes\n", encoding="utf-8")
    for number in ("1.0.0", "2.0.0"):
        add_to_folder(make_version(tmp_path / number, number), tree)
    assert (tree / HEADERS).read_text(encoding="utf-8") == "/*\n  X-Own: yes\n"
    assert (tree / NGINX).exists()
    assert verify(open_store(str(tree))).problems == ()


def test_pages_are_not_active_files() -> None:
    paths = ["index.html", "a/index.html", "404.html", "sitemap.xml", "assets/playbook/icon.svg",
             "a/b.SVG", "b/index.html", "c.xhtml", "d.json"]  # fmt: skip
    assert active_files(paths, ["", "a/"]) == {"a/b.SVG", "b/index.html", "c.xhtml"}


@pytest.mark.parametrize("name", ['"; }.html', "a\nb.html", "$uri.html", "\\.html", "å (1).svg"])
def test_a_file_name_cannot_change_the_configuration(tmp_path: Path, name: str) -> None:
    plain, hostile = header_files({"x.html"}, "/"), header_files({name}, "/")
    for file, text in hostile.items():
        assert abs(text.count(b"\n") - plain[file].count(b"\n")) <= 2
        assert name.encode() not in text
