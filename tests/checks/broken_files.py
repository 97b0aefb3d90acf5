"""Breaks files of a copy of the small playbook in ways that a diff cannot show."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def latin_1(data: Path) -> None:
    path = data / "reading.yml"
    path.write_bytes(path.read_text(encoding="utf-8").replace("Kort", "Långt").encode("latin-1"))


def byte_order_mark(data: Path) -> None:
    path = data / "reading.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def lfs_pointer(data: Path) -> None:
    text = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    (data / "reading.yml").write_text(text)


def tab(data: Path) -> None:
    path = data / "reading.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("    year", "\tyear"), "utf-8")


def nested(data: Path) -> None:
    with (data / "reading.yml").open("a", encoding="utf-8") as file:
        file.write(f"    tags: {'[' * 30}{']' * 30}\n")


def many_values(data: Path) -> None:
    with (data / "reading.yml").open("a", encoding="utf-8") as file:
        file.write(f"    tags: [{'a, ' * 200_000}]\n")


def large_file(data: Path) -> None:
    with (data / "reading.yml").open("a", encoding="utf-8") as file:
        file.write("# a line of a comment\n" * 50_000)


def long_text(data: Path) -> None:
    path = data / "reading.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Kort och klar.", "Kort och klar. " * 1_500),
        "utf-8",
    )


def long_word(data: Path) -> None:
    path = data / "reading.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Kort och klar.", "å" * 500), "utf-8")


def link_out(data: Path) -> None:
    (data / "reading.yml").unlink()
    (data / "reading.yml").symlink_to("/etc/hostname")


def _docs(data: Path) -> Path:
    folder = data.parent / "docs"
    folder.mkdir()
    return folder


def link_in_docs(data: Path) -> None:
    (_docs(data) / "env.txt").symlink_to("/proc/self/environ")


def dead_link(data: Path) -> None:
    (_docs(data) / "logo.svg").symlink_to("logo-2025.svg")


def circle(data: Path) -> None:
    (_docs(data) / "one.md").symlink_to("two.md")
    (data.parent / "docs" / "two.md").symlink_to("one.md")
    (data.parent / "docs" / "en").mkdir()
    (data.parent / "docs" / "en" / "all").symlink_to("..")


def pipe(data: Path) -> None:
    os.mkfifo(_docs(data) / "about.md")


def link_to_hidden(data: Path) -> None:
    (_docs(data) / ".env").write_text("TOKEN=secret\n", encoding="utf-8")
    (data.parent / "docs" / "settings.txt").symlink_to(".env")


def linked_folder(data: Path) -> None:
    (data.parent / "docs").symlink_to("../handbook")


def docs_elsewhere(data: Path) -> None:
    theme = "theme: {name: material, custom_dir: .git}"
    (data.parent / "mkdocs.yml").write_text(f"docs_dir: /etc\n{theme}\n", encoding="utf-8")


def folder_for_a_file(data: Path) -> None:
    (data / "policy" / "more.yml").mkdir()


def no_settings(data: Path) -> None:
    (data / "playbook.yml").unlink()


def no_entries(data: Path) -> None:
    settings = (data / "playbook.yml").read_text(encoding="utf-8")
    shutil.rmtree(data)
    data.mkdir()
    (data / "playbook.yml").write_text(settings.partition("values:")[0], encoding="utf-8")


def no_roles(data: Path) -> None:
    no_entries(data)
    (data / "reading.yml").write_text(
        "entries:\n  - {id: a, title: {all: Sagor}, author: B, year: 2024, why: {all: En bok.}}\n",
        encoding="utf-8",
    )


def name_in_latin_1(data: Path) -> None:
    (data / "themes.yml").rename(os.fsdecode(bytes(data / "policy") + b"/f\xf6rr.yml"))


def conflict_in_docs(data: Path) -> None:
    docs = _docs(data)
    (docs / "about.md").write_text("# We\n\n<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> main\n")
    (docs / "team.md").write_text("# Team\r\n\r\nTwo\r\n>>>>>>> main\r\n")
    (docs / "robots.txt").write_text(f"{'<' * 32} HEAD\n{'=' * 32}\n{'>' * 32} main\n")
    (data.parent / "changes").mkdir()
    note = "note:\n  sv: |\n    Hej\n    |||||||||| base\n    Hallå\n  en: Hi\n"
    (data.parent / "changes" / "next.yml").write_text(note, encoding="utf-8")
    (data.parent / "mkdocs.yml").write_text("site_name: We\n# >>>\n  >>>>>>> main\n")


def pages_in_other_formats(data: Path) -> None:
    docs = _docs(data)
    (docs / "about.md").write_bytes("# Om oss\n".encode("utf-16"))
    (docs / "logo.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (docs / "team.md").write_bytes("# Våra team\n".encode("cp1252"))
    (docs / "word.md").write_bytes(b"PK\x03\x04\x14\0\x06\0")


def example_site_address(data: Path) -> None:
    """A configuration with the address that the starter comes with."""
    text = "site_name: Sociala medier\nsite_url: https://playbook.example.com/\n"
    (data.parent / "mkdocs.yml").write_text(text, encoding="utf-8")


def own_address(data: Path) -> None:
    """A configuration with an address, and a link to an entry by that address."""
    text = "site_name: Sociala medier\nsite_url: https://handbok.exempel.se/\n"
    (data.parent / "mkdocs.yml").write_text(text, encoding="utf-8")
    path = data / "policy" / "posting.yml"
    old, new = "(id:how-do-i-reply)", "(https://handbok.exempel.se/flows/how-do-i-reply/)"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def no_site_address(data: Path) -> None:
    """A configuration without an address."""
    (data.parent / "mkdocs.yml").write_text("site_name: Sociala medier\n", encoding="utf-8")


def host_files_in_docs(data: Path) -> None:
    docs = _docs(data)
    (docs / "_redirects").write_text("/* https://other.example 302\n")
    (docs / "form.php").write_text("<?php\n")


def leftovers_in_docs(data: Path) -> None:
    docs = _docs(data)
    (docs / "about.md.orig").write_text("# About\n")
    (docs / "about copy.md").write_text("# About\n")


def names_that_differ_in_case(data: Path) -> None:
    docs = _docs(data)
    (docs / "Parking.md").write_text("# Parking\n")
    (docs / "parking.md").write_text("# Parking\n")


def a_decomposed_name(data: Path) -> None:
    (_docs(data) / "a\u030ar.md").write_text("# År\n", encoding="utf-8")


def names_that_windows_reserves(data: Path) -> None:
    docs = _docs(data)
    for name in ("con.md", "aux/about.md", "Nul", "team ", "why?.md", "contact.md", "com10.md"):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text("# About\n")
    (data / "policy" / "posting.yml").rename(data / "policy" / "prn.yml")


def metadata_in_docs(data: Path) -> None:
    docs = _docs(data)
    (docs / "about.md").write_text("Note: never post secrets.\n\n# About\n")
    (docs / "team.md").write_text("---\naudience: public\naudience: staff\n---\n# Team\n")


def metadata_that_is_none(data: Path) -> None:
    (_docs(data) / "about.md").write_text("---\ntitle: [About us\n---\n# About\n")


def active_files_in_docs(data: Path) -> None:
    docs = _docs(data)
    (docs / "logo.svg").write_text("<svg><script>alert(1)</script></svg>")
    (docs / "old.html").write_text('<p onclick="alert(1)">Old</p>')
    (docs / "js").mkdir()
    for name in ("extra.js", "other.js"):
        (docs / "js" / name).write_text("alert(1);")
    (data.parent / "mkdocs.yml").write_text("site_name: We\nextra_javascript: [js/extra.js]\n")
