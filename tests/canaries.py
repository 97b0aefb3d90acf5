"""Puts a unique word into everything that only staff may read, and finds such words in a site."""

from __future__ import annotations

import copy
import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from playbook.project import DATA_FOLDER
from playbook.search.coding import front_decoded
from playbook.source.tree import read_tree

CANARY = re.compile("zq[a-j]{4}zk")
"""A word that no language has, that no stemmer changes, and that has no ending."""
LANGUAGES = {"sv", "en", "all"}
STAFF_FIELDS = {"accounts": ("recovery",), "contacts": ("chat",)}
"""The texts for staff in public entries, by kind."""
NAMES = {"author", "number", "platform", "because", "reference"}
"""Keys of strings that may have any words."""
ADDED_ITEMS = {"former_names", "tags", "previous_ids"}
"""Keys of lists to which a name is added."""


@dataclass
class Canaries:
    """Makes canaries, and remembers for each where it was put."""

    places: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    new_ids: dict[str, str] = field(default_factory=dict)
    new_names: dict[str, str] = field(default_factory=dict)
    value: str = ""
    """The name of a value that only staff entries use."""

    def new(self, place: str) -> str:
        """A new canary."""
        letters = "".join("abcdefghij"[int(digit)] for digit in f"{next(self.numbers):04d}")
        self.places[f"zq{letters}zk"] = place
        return f"zq{letters}zk"

    def rename(self, id: str) -> str:
        """The id with a canary; always the same for an id."""
        if id not in self.new_ids:
            self.new_ids[id] = f"{self.new(f'id {id}')}-{id}"
        return self.new_ids[id]

    def _step(self, name: str) -> str:
        """The name of a question or an outcome with a canary; always the same for a name."""
        if name not in self.new_names:
            self.new_names[name] = f"{self.new(f'step {name}')}-{name}"
        return self.new_names[name]

    def put_into(self, value: Any, place: str) -> Any:
        """Plain data with a canary in each text, name and address."""
        if isinstance(value, list):
            return [self.put_into(item, place) for item in value]
        if not isinstance(value, dict):
            return value
        if value and value.keys() <= LANGUAGES:
            return {code: self._in_text(text, f"{place}.{code}") for code, text in value.items()}
        return {
            self._key(key, place): self._in_field(key, item, f"{place}.{key}")
            for key, item in value.items()
        }

    def _key(self, key: str, place: str) -> str:
        return self._step(key) if place.endswith((".questions", ".outcomes")) else key

    def _in_text(self, text: Any, place: str) -> Any:
        if isinstance(text, list):
            return [*text, f"Ord {self.new(place)}"]
        if isinstance(text, dict):
            return {**text, self.new(place): self.new(place)}
        return f"{text.rstrip()} {self.new(place)}"

    def _in_field(self, key: str, value: Any, place: str) -> Any:
        if key in ("pattern", "message") and isinstance(value, dict) and value.keys() <= LANGUAGES:
            return value if key == "pattern" else self.put_into(value, place)
        if isinstance(value, str):
            return self._in_string(key, value, place)
        if key in ADDED_ITEMS:
            return [*value, self.new(place)]
        return self.put_into(value, place)

    def _in_string(self, key: str, value: str, place: str) -> str:
        if key in ("url", "form"):
            return f"{value.rstrip('/')}/{self.new(place)}"
        if key in ("start", "to") and not place.endswith("exceptions.to"):
            return self._step(value)
        if key == "email":
            return value.replace("@", f"@{self.new(place)}.")
        if key == "chat":
            return f"#{self.new(place)}"
        if key == "name":
            return f"{value}-{self.new(place)}"
        return f"{value} {self.new(place)}" if key in NAMES else value


def plant(project: Path) -> Canaries:
    """Put canaries into everything in a project's data that is not public."""
    canaries = Canaries()
    canaries.value = f"value_{canaries.new('name of a value')}"
    files = sorted((project / DATA_FOLDER).rglob("*.yml"))
    documents = {path: _data(path) for path in files}
    for path, data in documents.items():
        if path.name == "playbook.yml":
            _plant_in_settings(data, canaries)
        else:
            _plant_in_file(data, path.stem if path.parent.name != "policy" else "policy", canaries)
    for path, data in documents.items():
        text = yaml.safe_dump(_renamed(data, canaries.new_ids), allow_unicode=True, sort_keys=False)
        for old, new in canaries.new_ids.items():
            text = text.replace(f"(id:{old})", f"(id:{new})")
        path.write_text(f"# {canaries.new(f'comment in {path.name}')}\n{text}", encoding="utf-8")
    return canaries


def _data(path: Path) -> Any:
    """A copy of the plain data of a file, in which every scalar is a string."""
    tree, problems = read_tree(path.name, path.read_text(encoding="utf-8"))
    assert tree is not None
    assert problems == []
    return copy.deepcopy(tree.data)


def _plant_in_file(data: dict[str, Any], kind: str, canaries: Canaries) -> None:
    entries = data["entries"]
    for index, entry in enumerate(entries):
        place = f"{kind} {entry['id']}"
        if entry.get("audience") == "public":
            _plant_in_public(entry, kind, canaries)
            continue
        canaries.rename(entry["id"])
        tagged = {"tags": [], "previous_ids": [], **entry}
        tagged.setdefault("asked_as", {"sv": ["fråga"], "en": ["question"]})
        entries[index] = canaries.put_into(tagged, place)
        if kind == "keys":
            entries[index]["why"] = {
                code: f"{text} {{{canaries.value}}}" for code, text in entries[index]["why"].items()
            }
    if "chapter" in data and data["chapter"].get("audience") != "public":
        canaries.rename(data["chapter"]["id"])
        data["chapter"] = canaries.put_into(data["chapter"], f"chapter {data['chapter']['id']}")


def _plant_in_public(entry: dict[str, Any], kind: str, canaries: Canaries) -> None:
    """Put canaries into the fields for staff of a public entry."""
    for name in STAFF_FIELDS.get(kind, ()):
        part = entry["address"] if name in entry.get("address", {}) else entry
        part[name] = canaries.put_into({name: part[name]}, f"{kind} {entry['id']}")[name]
    because = f"Ord {canaries.new(f'{kind} suppress')}"
    entry["suppress"] = [{"code": "PB711", "because": because, "until": "2030-01-01"}]


def _plant_in_settings(data: dict[str, Any], canaries: Canaries) -> None:
    new = canaries.new
    data["values"][canaries.value] = {"text": {"all": f"Ord {new('a value')}"}}
    repository = data["repository"]
    data["values"]["act_within"] = {"duration": {"amount": "77", "unit": "minutes"}}
    repository["url"] += f"/{new('repository.url')}"
    repository["branch"] = new("repository.branch")
    repository["source_link"] = f"{{url}}/{new('source_link')}/{{path}}"
    repository["proposal_link"] = f"{{url}}/{new('proposal_link')}?title={{title}}"
    repository["issue_link"] = f"{{url}}/{new('issue_link')}/{{id}}"
    repository["change_link"] = f"{{url}}/{new('change_link')}/{{id}}"
    data["contribute"] = {
        "report": [f"mailto:{new('contribute.report')}@verkstan.test?subject={{title}}"],
        "suggest": [f"https://verkstan.test/{new('contribute.suggest')}?{{suggestion}}"],
    }
    repository["teams"] = {canaries.rename("moderator"): f"@x/{new('a team')}"}
    data["decided"] = {
        "by": {"all": new("decided.by")}, "on": "2026-03-02", "reference": new("decided.reference"),
    }  # fmt: skip
    data["acknowledge_link"] = data["acknowledge_link"].replace("read?", f"{new('ack')}?")


def _renamed(value: Any, new_ids: dict[str, str]) -> Any:
    """Plain data with every old id replaced."""
    if isinstance(value, dict):
        return {key: _renamed(item, new_ids) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, new_ids) for item in value]
    return new_ids.get(value, value) if isinstance(value, str) else value


def canaries_in(folder: Path) -> dict[str, set[str]]:
    """The files that contain each canary, in their name or in any decoded form of their bytes."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            for text in (name, *decoded(path.read_bytes(), path.suffix)):
                for canary in CANARY.findall(text):
                    found.setdefault(canary, set()).add(name)
    return found


def decoded(data: bytes, suffix: str) -> Iterator[str]:
    """A file as text, and all the forms in which a text can be hidden in it."""
    text = data.decode("utf-8", "replace")
    yield text
    yield data.decode("utf-16-le", "replace") + data[1:].decode("utf-16-le", "replace")
    plain = html.unescape(re.sub(r"<[^>]*>|\u00ad|\u200b|\u2060", "", text))
    yield unquote(plain)
    yield re.sub(r"\r?\n[ \t]", "", text)  # a folded line of a calendar
    if suffix == ".json":
        yield from _strings(json.loads(text))
    yield from _packed(data)


def _strings(value: Any) -> Iterator[str]:
    """Every string and key in JSON, unescaped, and unpacked where it is a list of search terms."""
    if isinstance(value, str):
        yield value
        yield html.unescape(value)
        try:
            yield " ".join(front_decoded(value))
        except (ValueError, IndexError):
            return
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _packed(data: bytes) -> Iterator[str]:
    """The texts in compressed parts: of a gzip file, of a zip archive, and of a PNG image."""
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data).decode("utf-8", "replace")
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name + archive.read(name).decode("utf-8", "replace")
    if data.startswith(b"\x89PNG"):
        yield from _compressed_texts_of_png(data)


def _compressed_texts_of_png(data: bytes) -> Iterator[str]:
    """The texts of the zTXt chunks. A chunk has a size, a type, its content and a checksum."""
    rest = data[8:]  # after the signature
    while len(rest) >= 8:
        size, chunk_type = int.from_bytes(rest[:4]), rest[4:8]
        if chunk_type == b"zTXt":
            _keyword, _, method_and_text = rest[8 : 8 + size].partition(b"\0")
            yield zlib.decompress(method_and_text[1:]).decode("latin-1")
        rest = rest[8 + size + 4 :]
