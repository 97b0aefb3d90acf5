"""Which files a preview is made from, and which of them have changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ...project import DATA_FOLDER
from ...source.files import LANGUAGES, SETTINGS

Stamps = Mapping[str, tuple[int, int, int]]
"""The modification time, size and number of each file, by its path."""
_WHOLE = (f"{DATA_FOLDER}/{SETTINGS}.yml", f"{DATA_FOLDER}/{LANGUAGES}/")
"""Data on which the frame of every page depends: the settings, and an organisation's languages."""


@dataclass(frozen=True)
class InputFiles:
    """The files at one time: those with entries, and those of which a whole build is made.

    Those of themes are not among them: a preview with templates of its own always builds all.
    """

    entries: Stamps
    others: Stamps

    @classmethod
    def of(cls, config: MkDocsConfig) -> InputFiles:
        """The files of a project at this moment."""
        project = Path(config.config_file_path).parent
        data = _stamps(project, [project / DATA_FOLDER])
        entries = {path: stamp for path, stamp in data.items() if not path.startswith(_WHOLE)}
        others = [Path(path) for path in (config.docs_dir, *config.watch)
                  if Path(path).absolute() != project / DATA_FOLDER]  # fmt: skip
        settings = [path for path in project.iterdir() if path.suffix in (".yml", ".yaml")]
        frame = {path: stamp for path, stamp in data.items() if path not in entries}
        return cls(entries, {**frame, **_stamps(project, [*others, *settings])})

    def changed_since(self, before: InputFiles) -> tuple[set[str], set[str]]:
        """The paths of entries, and of other files, that are new, changed or gone."""
        return _changed(before.entries, self.entries), _changed(before.others, self.others)


def _changed(before: Stamps, now: Stamps) -> set[str]:
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def _stamps(project: Path, paths: list[Path]) -> Stamps:
    found = {}
    for start, path in [(each, path) for each in paths for path in _files(each)]:
        try:
            status = os.stat(path)  # noqa: PTH116 - there may be thousands
        except OSError:
            continue  # removed meanwhile, or a link to nothing
        name = f"{os.path.relpath(start, project)}{path.removeprefix(str(start))}"
        found[name.replace(os.sep, "/")] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _files(path: Path) -> Iterator[str]:
    """The files below a folder, or the file itself."""
    if not path.is_dir():
        yield str(path)
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(folder, name) for name in names)  # noqa: PTH118
