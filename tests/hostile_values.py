"""Finds every field that an editor can write, and lists hostile values for these fields.

The fields come from the models, so new fields are included. If the small playbook has no list or
nested model that contains a new field, the tests report it.
"""

from __future__ import annotations

import copy
import json
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from playbook.kinds import KINDS
from playbook.model.entry import Chapter
from playbook.model.settings import Settings
from playbook.model.types import FrozenModel, RefMarker, TextMarker, ValueMarker
from playbook.project import DATA_FOLDER
from playbook.source.tree import read_tree
from support import SMALL, TESTS

EXTRA_PARTS = TESTS / "data" / "places.yml"
FieldType = Literal["text", "texts", "prose", "prose_list", "string", "closed"]
Steps = tuple[str | int, ...]
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class HostileValue:
    """A hostile text. ``prose`` is what a Markdown field shows instead, if that is different."""

    text: str
    prose: str | None = None


HOSTILE = {
    "script": HostileValue("<script>window.ran=1</script>"),
    "event handler": HostileValue('<img src=x onerror="window.ran=1">'),
    "svg": HostileValue("\"'><svg/onload=window.ran=1>"),
    "closing tags": HostileValue(
        "</title></textarea></style></script><script>window.ran=1</script>"
    ),
    "comment": HostileValue("<!-- --!><script>window.ran=1</script> ]]>"),
    "double quotes": HostileValue('" autofocus onfocus="window.ran=1" x="'),
    "single quotes": HostileValue("' onmouseover='window.ran=1' tabindex='1"),
    "style": HostileValue('" style="background:url(//evil.example/x.png)'),
    "script link": HostileValue("[klicka](javascript:window.ran=1)"),
    "hidden script link": HostileValue("[klicka](java&#115;cript&colon;window.ran=1)"),
    "script link by reference": HostileValue("[klicka][x]\n\n[x]: javascript:window.ran=1"),
    "script autolink": HostileValue("<javascript:window.ran=1>"),
    "data link": HostileValue("[klicka](data:text/html;base64,PHNjcmlwdD4=)"),
    "picture": HostileValue("![x](https://evil.example/x.png)"),
    "link that breaks out": HostileValue('[x](https://a.example/"onclick="window.ran=1)', "x"),
    "bare script address": HostileValue("javascript:window.ran=1"),
    "attribute list": HostileValue('Hej{: onclick="window.ran=1" #zz } {#zz .evil}'),
    "snippet include": HostileValue('--8<-- "mkdocs.yml"'),
    "admonition": HostileValue('!!! note "x"'),
    "template expression": HostileValue("{{ config.site_dir }}"),
    "template statement": HostileValue("{% include 'mkdocs.yml' %}"),
    "template comment": HostileValue("{# config #} ${config} #{config} <%= config %>"),
    "format string": HostileValue("{0.class} {organisation.name!r} {} %s %(x)s"),
    "unknown name": HostileValue("{no_such_name}"),
    "entities": HostileValue("&lt;script&gt;window.ran=1&lt;/script&gt; &amp;amp;",
                        "<script>window.ran=1</script> &amp;"),
    "code": HostileValue("`<script>window.ran=1</script>`", "<script>window.ran=1</script>"),
    "path": HostileValue("../../../../etc/passwd%2e%2e%2f\\x"),
    "right to left": HostileValue("rapport\u202egnp.exe"),
    "isolate": HostileValue("a\u2066b\u2069"),
    "control characters": HostileValue("a\x07b\x1b[31m"),
    "nul": HostileValue("a\x00b"),
    "byte order mark": HostileValue("a\ufeffb"),
    "line separator": HostileValue("a\u2028window.ran=1"),
    "lone surrogate": HostileValue("a\ud800b"),
    "long word": HostileValue("å" * 390),
    "very long word": HostileValue("x" * 5_000),
    "very long text": HostileValue("ord " * 6_000),
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field: its file in the small playbook, its path in that file, and its type."""

    file: str
    path: Steps
    field_type: FieldType

    @property
    def name(self) -> str:
        """The file and the keys on the path, without list indexes."""
        return ".".join([self.file, *(part for part in self.path if isinstance(part, str))])


def files() -> dict[str, dict[str, Any]]:
    """The small playbook's data by file, as plain values, changed so that every entry is shown."""
    data = {}
    for path in sorted((SMALL / DATA_FOLDER).rglob("*.yml")):
        tree, problems = read_tree(path.name, path.read_text(encoding="utf-8"))
        assert tree is not None, problems
        data[path.relative_to(SMALL / DATA_FOLDER).as_posix()] = copy.deepcopy(dict(tree.data))
    data["playbook.yml"]["organisation"]["countries"] = ["SE", "US"]
    data["playbook.yml"]["title"] = {"sv": "Handbok", "en": "Handbook"}
    data["playbook.yml"]["repository"]["teams"] = {"moderator": "@exempel/moderering"}
    parts, problems = read_tree(EXTRA_PARTS.name, EXTRA_PARTS.read_text(encoding="utf-8"))
    assert parts is not None, problems
    for name, content in data.items():
        model = KINDS.get(name.split("/")[0].removesuffix(".yml"))
        for part in parts.data:
            if model and part in model.model_fields:
                content["entries"][0][part] = copy.deepcopy(parts.data[part])
    # The checks of a tone rule must find its bad examples. Keep checks and examples in separate
    # rules, so that a hostile value changes only one of them.
    tone = data["tone.yml"]["entries"]
    plain = {key: value for key, value in tone[0].items() if key != "checks"}
    tone[0] = {**tone[0], "id": "checked-tone", "pairs": []}
    tone.insert(0, {**plain, "id": "warm-tone"})
    rules = data["policy/posting.yml"]["entries"]
    what = next(rule for rule in rules if rule["asks"] == "what")
    del what["status"]  # drafts are not shown
    words = {"sv": "Tre.", "en": "Three."}
    what["exceptions"] = [{"when": {"account": ["official"]}, "answer": words, "text": words}]
    what["pending"] = {"from": "2026-09-01", "answer": words}
    return data


def fields() -> list[Field]:
    """Every field with a plain value. Raises LookupError if the small playbook lacks its parent."""
    data = files()
    result = [Field("playbook.yml", *leaf) for leaf in _located(Settings, data["playbook.yml"], ())]
    for kind, model in KINDS.items():
        name = next(name for name in data if name.split("/")[0].removesuffix(".yml") == kind)
        if "chapter" in data[name]:
            chapter = _located(Chapter, data[name]["chapter"], ("chapter",))
            result += [Field(name, *leaf) for leaf in chapter]
        entries = {"entries": data[name]["entries"]}
        for path, field_type in plain_fields(model):
            result.append(Field(name, _path_in(entries, ("entries", "*", *path)), field_type))
    return result


def _located(
    model: type[BaseModel], data: Any, path_of_model: Steps
) -> Iterator[tuple[Steps, FieldType]]:
    """The path in a file, and the type, of every plain field of a model."""
    for path, field_type in plain_fields(model):
        yield (*path_of_model, *_path_in(data, path)), field_type


def plain_fields(model: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], FieldType]]:
    """The path and type of every plain field in a model; ``*`` stands for any item or key."""
    for name, field in model.model_fields.items():
        for rest, field_type in _field_types(field.annotation, tuple(field.metadata)):
            yield (field.alias or name, *rest), field_type


def _field_types(
    annotation: Any, metadata: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[str, ...], FieldType]]:
    for item in metadata:
        if isinstance(item, RefMarker | ValueMarker):
            yield (), "closed"
            return
        if isinstance(item, TextMarker):
            prose, text = ("prose_list", "texts") if item.many else ("prose", "text")
            yield (), prose if item.prose else text  # type: ignore[misc]
            return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _field_types(arguments[0], tuple(arguments[1:]))
    elif origin in (Union, types.UnionType):
        inner = next(argument for argument in arguments if argument is not type(None))
        yield from _field_types(inner, metadata)
    elif origin in (list, tuple, dict, Mapping):
        item = arguments[-1] if origin in (dict, Mapping) else arguments[0]
        for rest, field_type in _field_types(item):
            yield ("*", *rest), field_type
    elif isinstance(annotation, type) and issubclass(annotation, FrozenModel):
        yield from plain_fields(annotation)
    else:
        limits = [item for item in metadata if isinstance(item, StringConstraints)]
        free = annotation is str and not any(limit.pattern for limit in limits)
        yield (), "string" if free else "closed"


def _path_in(data: Any, path: tuple[str, ...]) -> Steps:
    """The path of a field in data, preferably of one that already has a value."""
    for must_exist in (True, False):
        for steps in _paths_in(data, path, must_exist):
            return steps
    raise LookupError(f"the small playbook has no place for {'.'.join(path)}: add one")


def _paths_in(data: Any, path: tuple[str, ...], must_exist: bool) -> Iterator[Steps]:
    if not path:
        yield ()
        return
    first, *rest = path
    if first == "*":
        items = list(data.items()) if isinstance(data, dict) else list(enumerate(data or ()))
        for key, item in items:
            if not (isinstance(item, dict) and item.get("status") == "draft"):
                yield from ((key, *steps) for steps in _paths_in(item, tuple(rest), must_exist))
        if not items or not (rest or must_exist):
            return
    elif isinstance(data, dict):
        if first in data:
            inner = _paths_in(data[first], tuple(rest), must_exist)
            yield from ((first, *steps) for steps in inner)
        elif not must_exist and "*" not in rest[:-1]:
            yield (first, *(0 if step == "*" else step for step in rest))


def put(data: dict[str, Any], field: Field, text: str) -> None:
    """Write text to a field: as a string, a list or a translated text, as the field requires."""
    value: Any = text
    if field.field_type in ("text", "prose"):
        value = {"sv": text, "en": text}
    elif field.field_type in ("texts", "prose_list"):
        value = {"sv": [text], "en": [text]}
    target: Any = data
    for step, next_step in zip(field.path, field.path[1:], strict=False):
        if isinstance(target, dict):
            target = target.setdefault(step, [] if isinstance(next_step, int) else {})
        else:
            target = target[step]
    last = field.path[-1]
    if isinstance(target, list) and last == len(target):
        target.append(value)
    else:
        target[last] = value


def as_json(value: object) -> str:
    """A value as indented JSON in which only surrogates are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write(data: dict[str, dict[str, Any]], project: Path) -> None:
    """Write the data files that changed as JSON, which is valid YAML."""
    for name, content in data.items():
        path = project / DATA_FOLDER / name
        text = as_json(content)
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def lines_with(project: Path, file: str, text: str) -> set[tuple[str, int]]:
    """The path and line number of each line in a data file that contains the text."""
    words = as_json(text)[1:-1] if not text.startswith('"') else text
    lines = (project / DATA_FOLDER / file).read_text(encoding="utf-8").split("\n")
    return {(f"{DATA_FOLDER}/{file}", n) for n, line in enumerate(lines, start=1) if words in line}
