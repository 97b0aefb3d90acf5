"""Checks that the folders that mkdocs.yml names must be in the project and must not be links."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from playbook.project import check_links
from playbook.source.files import MAX_BYTES
from playbook.source.folders import MAX_INHERITED, Folders, folders_of
from support import line_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for name in ("docs", "overrides", "content/docs", ".git", ".theme/inner"):
        (project / name).mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "base.yml").write_text("docs_dir: docs\n", encoding="utf-8")
    return project


def write_config(project: Path, text: str, name: str = "mkdocs.yml") -> None:
    (project / name).write_text(text, encoding="utf-8")


def problem_lines(project: Path) -> list[str]:
    return [line_of(problem) for problem in check_links(project)]


@pytest.mark.parametrize(
    ("config", "docs_folder", "theme_folder"),
    [
        ("", "docs", None),
        ("docs_dir: content/docs", "content/docs", None),
        ('"docs_dir": "x"', "x", None),
        ("docs_dir: &d x\nsite_name: *d", "x", None),
        ("{docs_dir: x, theme: {name: material, custom_dir: y}}", "x", "y"),
        ("theme: material", "docs", None),
        ("theme:\n  custom_dir: overrides  # ours\n  name: material", "docs", "overrides"),
        ("docs_dir: !ENV [NO_SUCH_NAME, content/docs]", "content/docs", None),
        ("docs_dir: x\nextra: !!python/name:os.system\nplugins: !relative", "x", None),
        ("# a tab:\t\ndocs_dir: x", "x", None),
        ("docs_dir: x\nother: [", "docs", None),
        ("- docs_dir: x", "docs", None),
        ("docs_dir: {a: b}\ntheme: {custom_dir: []}", "docs", None),
        ("docs_dir: no", "no", None),
    ],
)
def test_the_folders_are_read_without_mkdocs(
    project: Path, config: str, docs_folder: str, theme_folder: str | None
) -> None:
    write_config(project, config)
    assert folders_of(project) == Folders(docs_folder, theme_folder)


def test_without_a_configuration_the_folder_is_docs(project: Path) -> None:
    assert folders_of(project) == Folders("docs", None)


TOO_LARGE_CONFIG = b"docs_dir: x\n".ljust(MAX_BYTES + 1, b"#")


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"[" * 100_000, TOO_LARGE_CONFIG, b"\x00"])
def test_an_unreadable_configuration_is_left_to_mkdocs(project: Path, raw: bytes) -> None:
    (project / "mkdocs.yml").write_bytes(raw)
    assert folders_of(project) == Folders("docs", None)


def test_a_configuration_of_the_maximum_size_is_read(project: Path) -> None:
    (project / "mkdocs.yml").write_bytes(TOO_LARGE_CONFIG[:MAX_BYTES])
    assert folders_of(project) == Folders("x", None)


@pytest.mark.parametrize(
    ("child", "docs_folder", "theme_folder"),
    [
        ("", "base", "overrides"),
        ("docs_dir: own", "own", "overrides"),
        ("theme: {name: x}", "base", "overrides"),
        ("theme: {custom_dir: own}", "base", "own"),
        ("theme: material", "base", None),
    ],
)
def test_inherited_folders_apply_unless_overridden(
    project: Path, child: str, docs_folder: str, theme_folder: str | None
) -> None:
    write_config(project, f"INHERIT: content/mid.yml\n{child}")
    write_config(project, "INHERIT: ../base.yml", "content/mid.yml")
    write_config(project, "docs_dir: base\ntheme: {name: x, custom_dir: overrides}", "base.yml")
    assert folders_of(project) == Folders(docs_folder, theme_folder)


NOT_ALLOWED_LINE = "mkdocs.yml:1:1: error PB036: {} is {}; name a folder or file in the project "
NOT_ALLOWED_LINE += "that is not in a hidden folder"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("../outside", "outside of the project"),
        ("..", "outside of the project"),
        ("../project2", "outside of the project"),
        ("/etc", "outside of the project"),
        ("/proc/self/cwd/docs", "outside of the project"),
        ("docs/../../outside", "outside of the project"),
        (".", "the project itself"),
        ("docs/..", "the project itself"),
        (".git", "a hidden folder"),
        (".theme/inner", "a hidden folder"),
        ("docs/.hidden", "a hidden folder"),
    ],
)
def test_a_folder_outside_the_project_is_refused(
    project: Path, value: str, reason: str, hostile_inputs: Counter[str]
) -> None:
    write_config(project, f'docs_dir: "{value}"')
    assert problem_lines(project) == [NOT_ALLOWED_LINE.format("docs_dir", reason)]
    write_config(project, f'theme: {{name: material, custom_dir: "{value}"}}')
    assert problem_lines(project) == [NOT_ALLOWED_LINE.format("custom_dir", reason)]
    (project / "base.yml").write_bytes((project / "mkdocs.yml").read_bytes())
    write_config(project, "INHERIT: base.yml")
    assert problem_lines(project) == [NOT_ALLOWED_LINE.format("custom_dir", reason)]
    folders = Folders(os.path.abspath(project / value))  # noqa: PTH100 - as MkDocs does
    lines = [line_of(problem) for problem in check_links(project, folders)]
    assert lines == [NOT_ALLOWED_LINE.format("docs_dir", reason)]
    hostile_inputs["links refused"] += 4


@pytest.mark.parametrize("name", ["docs", "overrides", "content", "changes", "schema"])
@pytest.mark.parametrize("target", ["/etc", "../outside", "hooks", "gone", "{name}"])
def test_a_linked_folder_is_refused(
    project: Path, name: str, target: str, hostile_inputs: Counter[str]
) -> None:
    theme_folder = "content/docs" if name == "content" else "overrides"
    write_config(project, f"theme: {{name: material, custom_dir: {theme_folder}}}")
    if (project / name).exists():
        (project / name).rename(project / "old")
    (project / "hooks").mkdir()
    target = target.format(name=name)
    (project / name).symlink_to(target)
    assert problem_lines(project) == [
        f"{name}:1:1: error PB035: this folder is a symbolic link to {target}; "
        "replace it with the folder itself"
    ]
    hostile_inputs["links refused"] += 1


@pytest.mark.parametrize("value", ["l/../sys", "content/l/../..", "content/../l/net", "l"])
def test_a_folder_reached_through_a_link_is_refused(
    project: Path, value: str, hostile_inputs: Counter[str]
) -> None:
    """The project also has a folder ``sys``; after the link, the path leads to another folder."""
    (project / "sys").mkdir()
    link_path = "content/l" if "content/l" in value else "l"
    (project / link_path).symlink_to("/proc/self")
    for config in (f"docs_dir: {value}", f"theme: {{name: material, custom_dir: {value}}}"):
        write_config(project, config)
        assert problem_lines(project) == [
            f"{link_path}:1:1: error PB035: this folder is a symbolic link to /proc/self; "
            "replace it with the folder itself"
        ]
    hostile_inputs["links refused"] += 2


def test_a_path_with_parent_segments_may_name_a_folder(project: Path) -> None:
    write_config(project, "docs_dir: content/../docs/.")
    (project / "docs" / "x").symlink_to("/etc")
    assert [line.split(": a ")[0] for line in problem_lines(project)] == ["docs/x:1:1: error PB011"]


@pytest.mark.parametrize(
    "name",
    [
        "docs/x.txt", "docs/a/b/x.txt", "overrides/main.html", "overrides/assets/x.txt",
        "changes/next.yml", "changes/1.0.0.yml", "schema/names.json", "playbook_data/playbook.yml",
        "playbook_data/policy/x.yml", "playbook_data/policy/deep/x.yml", "mkdocs.yml",
        "hooks/playbook/site/theme/main.html", "hooks/playbook/kinds/faq.html",
    ],
)  # fmt: skip
@pytest.mark.parametrize("target", ["/proc/self/environ", "{up}outside/base.yml"])
def test_a_link_in_any_folder_of_the_project_is_refused(
    project: Path, name: str, target: str, hostile_inputs: Counter[str]
) -> None:
    write_config(project, "theme: {name: material, custom_dir: overrides}")
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target.format(up="../" * len(Path(name).parts)))
    (problem,) = check_links(project)
    assert (problem.location.path, problem.code, problem.level) == (name, "PB011", "error")
    hostile_inputs["links refused"] += 1


def test_a_linked_package_folder_is_allowed(project: Path) -> None:
    """The folder of the package may be a link, as in these tests: code is not published."""
    (project.parent / "outside" / "playbook").mkdir()
    (project / "hooks").symlink_to("../outside")
    assert problem_lines(project) == []


def test_a_configuration_that_is_a_link_within_the_project_is_read(project: Path) -> None:
    write_config(project, "docs_dir: /etc", "content/other.yml")
    (project / "mkdocs.yml").symlink_to("content/other.yml")
    assert problem_lines(project) == [NOT_ALLOWED_LINE.format("docs_dir", "outside of the project")]


@pytest.mark.parametrize("inherit", ["../outside/base.yml", "/etc/passwd", "/dev/zero"])
def test_inheriting_from_outside_the_project_is_refused(
    project: Path, inherit: str, hostile_inputs: Counter[str]
) -> None:
    write_config(project, f"INHERIT: {inherit}")
    assert problem_lines(project) == [NOT_ALLOWED_LINE.format("INHERIT", "outside of the project")]
    hostile_inputs["links refused"] += 1


def test_an_inherited_configuration_must_be_a_regular_file(
    project: Path, hostile_inputs: Counter[str]
) -> None:
    write_config(project, "INHERIT: base.yml")
    assert problem_lines(project) == []  # MkDocs reports the missing file
    (project / "base.yml").symlink_to("/etc/passwd")
    assert [line.split(": a ")[0] for line in problem_lines(project)] == [
        "base.yml:1:1: error PB011"
    ]
    (project / "base.yml").unlink()
    os.mkfifo(project / "base.yml")
    assert [line.split(": not ")[0] for line in problem_lines(project)] == [
        "base.yml:1:1: error PB033"
    ]
    (project / "base.yml").unlink()
    (project / "base.yml").mkdir()
    assert problem_lines(project) == []
    hostile_inputs["links refused"] += 2


def test_circular_or_deep_inheritance_is_reported(project: Path) -> None:
    write_config(project, "INHERIT: base.yml")
    write_config(project, "INHERIT: ./mkdocs.yml", "base.yml")
    assert [line.split(";")[0] for line in problem_lines(project)] == [
        "mkdocs.yml:1:1: error PB013: there are more than 10 files that inherit from one another"
    ]
    for number in range(MAX_INHERITED):
        write_config(project, f"INHERIT: {number + 1}.yml", f"{number}.yml")
    write_config(project, "INHERIT: 2.yml")
    write_config(project, "docs_dir: last", f"{MAX_INHERITED}.yml")
    assert folders_of(project) == Folders("last", None)
    write_config(project, "INHERIT: 1.yml")
    assert folders_of(project).problems
