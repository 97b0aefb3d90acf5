"""Measures how many bytes a published version takes on the disk, and how long adding it takes.

Usage: ``python -m bench.publishing 1 20 60`` prints the times for these versions.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from playbook.release.build import BuiltVersion, build_release
from playbook.release.folder_store import FolderStore
from playbook.release.manifest import MANIFEST, files_of, read_manifest
from playbook.release.publish import Outcome, add_to_folder, refuse_dirty
from playbook.release.tagged_release import find_tag
from playbook.release.verify import verify
from playbook.release.version_numbers import parse_version

ROOT = Path(__file__).parent.parent
FIRST = "1.0.0"


def starter(folder: Path) -> Path:
    """A repository with the text of the starter, and its release 1.0.0."""
    folder.mkdir()
    names = ("playbook_data", "docs", "hooks", "mkdocs.yml", "requirements.txt", "pyproject.toml")
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return _tagged(folder)


def small(folder: Path) -> Path:
    """A repository with a small handbook, and its release 1.0.0."""
    data = ROOT / "tests" / "data"
    shutil.copytree(data / "small" / "playbook_data", folder / "playbook_data")
    shutil.copytree(ROOT / "hooks", folder / "hooks",
                    ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    shutil.copy(data / "mkdocs.yml", folder / "mkdocs.yml")
    return _tagged(folder)


def _tagged(folder: Path) -> Path:
    settings = folder / "playbook_data" / "playbook.yml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines()
             if not line.startswith("release:")]  # fmt: skip
    settings.write_text("\n".join([f"release: {FIRST}", *lines]) + "\n", encoding="utf-8")
    identity = ("-c", "user.name=Ed", "-c", "user.email=ed@example.com", "-c", "core.autocrlf=no")
    for args in (("init", "--quiet", "."), ("add", "--all"), ("commit", "--quiet", "-m", "One"),
                 ("tag", f"v{FIRST}")):  # fmt: skip
        subprocess.run(["git", *identity, *args], cwd=folder, check=True)
    refuse_dirty(folder)
    return folder


def next_version(built: BuiltVersion, folder: Path, number: int) -> BuiltVersion:
    """A copy of a built version with another number, in which one rule has another title."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built.folder, folder)
    version, old = f"1.{number}.0", built.manifest.version
    data = json.loads((folder / "playbook.json").read_bytes())
    rules = [entry for entry in data["entries"] if entry["kind"] == "policy"]
    rule = rules[number % len(rules)]
    title = next(iter(rule["title"].values()))
    for path in folder.rglob("*"):
        with suppress(UnicodeDecodeError, IsADirectoryError):
            text = path.read_text(encoding="utf-8")
            new = text.replace(old, version).replace(title, f"{title} {number}")
            if new != text:
                path.write_text(new, encoding="utf-8", newline="\n")
    _set_digest(folder, rule["id"], f"{number:016}")
    manifest = replace(built.manifest, version=version, files=files_of(folder))
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(read_manifest(manifest.to_bytes(), MANIFEST), folder)


def _set_digest(folder: Path, rule: str, digest: str) -> None:
    index = json.loads((folder / "entries.json").read_bytes())
    index["entries"][rule]["digest"] = digest
    (folder / "entries.json").write_text(json.dumps(index), encoding="utf-8")
    data = json.loads((folder / "playbook.json").read_bytes())
    for entry in data["entries"]:
        if entry["id"] == rule:
            entry["digest"] = digest
    (folder / "playbook.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def bytes_on_disk(folder: Path, *, besides: Iterable[Path] = ()) -> int:
    """The size of the files in a folder that are not also in other folders; each counts once."""
    known = {path.stat().st_ino for other in besides for path in other.rglob("*")}
    sizes = {(status := path.stat()).st_ino: status.st_size
             for path in folder.rglob("*") if path.is_file()}  # fmt: skip
    return sum(size for inode, size in sizes.items() if inode not in known)


def measure(name: str, project: Path, work: Path, counted: tuple[int, ...]) -> None:
    """Print the sizes of the first two versions, and the times of the ``counted`` ones."""
    first = build_release(project, find_tag(project, parse_version(FIRST), "full"), work / "built",
                          rebuild=False)  # fmt: skip
    for how, in_order in (("at once", False), ("in order", True)):
        tree = work / how
        for number in range(1, max(counted) + 1):
            built = next_version(first, work / "next", number)
            outcome = add_to_folder(built, tree, in_order=in_order)
            if number in counted:
                print(f"publishing {name} {how}, version {number}: {_times(outcome)}", flush=True)
        old, new = tree / "1.1.0", tree / "1.2.0"
        if new.is_dir():
            print(
                f"bytes of {name}: the first version {bytes_on_disk(old) / 1e6:.2f} MB, the second "
                f"with one changed rule {bytes_on_disk(new, besides=[old]) / 1e6:.2f} MB more"
            )
    assert not verify(FolderStore(tree)).problems
    shutil.rmtree(work)


def _times(outcome: Outcome) -> str:
    assert outcome.times is not None
    times = outcome.times
    return (f"{times.adding:.2f} s to add it, "
            f"{times.verifying:.2f} s to verify {times.files} files published before")  # fmt: skip


def main(counted: tuple[int, ...] = (1, 2, 20, 60)) -> None:
    """Print the figures of a small handbook and of the starter."""
    with tempfile.TemporaryDirectory() as name:
        for make in (small, starter):
            project = make(Path(name) / make.__name__)
            (work := Path(name) / "work").mkdir()
            measure(make.__name__, project, work, counted)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or (1, 2, 20, 60))
