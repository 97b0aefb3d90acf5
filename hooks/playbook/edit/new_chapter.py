"""Creates a chapter: a new file in the folder of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model.entry import Chapter, InheritedFields
from ..model.playbook import Playbook
from ..model.referenced_kinds import ROLES
from ..project import DATA_FOLDER
from ..schema.files import with_schema_line
from ..source.links import is_linked
from .new import NewError, NewFile, refuse_id
from .skeleton import Skeleton

CHAPTER = "chapter"
"""What `playbook new` calls a chapter."""


def new_chapter(
    playbook: Playbook, project: Path, id: str, kind: str | None, today: str
) -> NewFile:
    """The file of a new chapter without entries, after the other chapters. Raises NewError.

    ``kind`` may be omitted if only one kind has chapters.
    """
    name = _kind(playbook, kind)
    refuse_id(playbook, id)
    path = project / DATA_FOLDER / name / f"{id}.yml"
    if path.exists() or is_linked(path, project):
        raise NewError(f"{path.name} already exists")
    order = max((chapter.order for chapter in playbook.chapters.get(name, ())), default=0) + 1
    lines = ["chapter:", *_chapter_lines(playbook, id, order, today)]
    lines += [*_default_lines(playbook), "entries: []"]
    text = "\n".join(lines) + "\n"
    text = with_schema_line(text, path.relative_to(project).as_posix())
    return NewFile(path, text, text.split("\n").index("chapter:") + 1)


def _kind(playbook: Playbook, kind: str | None) -> str:
    kinds = [model.kind for model in playbook.kinds.values() if model.spec.layout == "chapter"]
    if kind is None and len(kinds) == 1:
        return kinds[0]
    if kind not in kinds:
        raise NewError(f"give a kind with chapters with --kind, one of: {', '.join(kinds)}")
    return kind


def _chapter_lines(playbook: Playbook, id: str, order: int, today: str) -> Iterator[str]:
    skeleton = Skeleton(playbook, today)
    for name, field in Chapter.model_fields.items():
        if name == "id":
            yield f"  id: {id}"
        elif name == "order":
            yield f"  order: {order}  # {field.description}"
        else:
            yield from (f"  {line}" for line in skeleton.field(name, field))


def _default_lines(playbook: Playbook) -> Iterator[str]:
    """What the entries of the chapter have in common."""
    roles = [role.id for role in playbook.of_kind(ROLES) if role.status != "retired"]
    yield "defaults:"
    if roles:
        yield f"  owner: {roles[0]}  # {InheritedFields.model_fields['owner'].description}"
    for name in ("reviewed", "review_by"):
        yield f"  {name}:  # {InheritedFields.model_fields[name].description}"
