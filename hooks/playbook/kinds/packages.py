"""Loads kinds of other packages, if ``playbook.yml`` names them.

A package provides a kind through an entry point in the group ``playbook.kinds``: the entry
point's name is the kind, and its value is the `Entry` subclass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path

from ..model.entry import Entry
from ..problems import Code, Phrase, Problem
from ..source.files import SETTINGS, read_text
from ..source.links import is_linked
from ..source.tree import Tree, read_tree
from . import KINDS
from .check_kind import KindError, check_kind

GROUP = "playbook.kinds"
"""The group of the entry points."""
NO_PACKAGE = Code("PB511", "error", "kind", "known")
UNUSABLE = Code("PB512", "error", "kind", "package", "reason")


def kinds_of(folder: Path, name: str) -> tuple[Mapping[str, type[Entry]], list[Problem]]:
    """The kinds of a data folder by name, in navigation order, and the problems with them.

    ``name`` is how problems refer to the folder. If ``playbook.yml`` cannot be read, the result
    has only the kinds of this package.
    """
    tree = _settings(folder, name)
    found, problems = dict(KINDS), []
    named = [
        (index, kind) for index, kind in enumerate(_kinds_in_settings(tree)) if kind not in KINDS
    ]
    entry_points = _entry_points() if named else {}  # reads the metadata of every installed package
    for index, kind in named:
        assert tree is not None
        location = tree.location(("kinds", index))
        if kind not in entry_points:
            known = sorted(entry_points) or Phrase("number.none")
            problems.append(NO_PACKAGE.at(location, kind=kind, known=known))
            continue
        package, point = entry_points[kind]
        try:
            found[kind] = _load_model(point)
        except Exception as error:  # the code of another package may raise anything
            reason = str(error) if isinstance(error, KindError) else repr(error)
            problems.append(UNUSABLE.at(location, kind=kind, package=package, reason=reason))
    in_order = sorted(found.values(), key=lambda model: model.spec.nav_order)
    return {model.kind: model for model in in_order}, problems


def kinds_including(names: Iterable[str]) -> Mapping[str, type[Entry]]:
    """The kinds of this package, and those with the given names that installed packages provide.

    Used to read published data, which has entries of a kind of another package only if its
    ``playbook.yml`` named that kind.
    """
    found = dict(KINDS)
    wanted = set(names) - found.keys()
    for kind, (_, point) in _entry_points().items() if wanted else ():
        if kind in wanted:
            with suppress(Exception):  # the code of another package may raise anything
                found[kind] = _load_model(point)
    return found


def kinds_named(folder: Path) -> list[str]:
    """The kinds of other packages that the ``playbook.yml`` of a data folder names."""
    return [
        kind for kind in _kinds_in_settings(_settings(folder, folder.name)) if kind not in KINDS
    ]


def packages_of(kinds: list[str], path: list[str] | None = None) -> Iterator[Distribution]:
    """The installed packages that provide any of the kinds.

    If ``path`` is given, it is searched instead of ``sys.path``.
    """
    installed = Distribution.discover() if path is None else Distribution.discover(path=path)
    for distribution in installed:
        if any(point.name in kinds for point in distribution.entry_points.select(group=GROUP)):
            yield distribution


def _settings(folder: Path, name: str) -> Tree | None:
    """The tree of ``playbook.yml``; the problems in it are reported when all files are read."""
    path = folder / f"{SETTINGS}.yml"
    if is_linked(path, folder) or not path.is_file():
        return None
    text, _ = read_text(path, f"{name}/{path.name}", folder)
    return read_tree(f"{name}/{path.name}", text)[0] if text is not None else None


def _kinds_in_settings(tree: Tree | None) -> list[str]:
    names = tree.data.get("kinds") if tree else None
    return [str(name) for name in names] if isinstance(names, list) else []


def _entry_points() -> dict[str, tuple[str, EntryPoint]]:
    """The entry point of each kind in installed packages, and the name of its package."""
    return {
        point.name: (distribution.name, point)
        for distribution in Distribution.discover()
        for point in distribution.entry_points.select(group=GROUP)
    }


def _load_model(point: EntryPoint) -> type[Entry]:
    """The model of a kind. Raises KindError, or whatever the package raises."""
    model = point.load()
    if not (isinstance(model, type) and issubclass(model, Entry)):
        raise KindError("its entry point is not a subclass of Entry")
    if model.kind != point.name:
        raise KindError(
            f"its entry point is named '{point.name}', but the kind of its model is '{model.kind}'"
        )
    check_kind(model)
    return model
