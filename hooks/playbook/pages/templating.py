"""The Jinja environment of the pages, and the functions that all templates can call."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from ..model.entry import Entry, headline
from ..model.kind_labels import folder_of
from ..post.rules import channels
from . import composed
from .a_z import alphabetical_index
from .acknowledgement import acknowledgement, quiz_roles, required_reading
from .crisis import crisis_of
from .permissions import permission_matrix
from .post_rules import self_check_rules
from .reader_choices import reader_choices
from .role_page import role_page
from .scoped_lines import scoped_lines
from .what_is_new import what_is_new
from .whom_to_ask import whom_to_ask

TEMPLATES = Path(__file__).parent / "templates"
FUNCTIONS = (
    alphabetical_index, acknowledgement, channels, crisis_of, headline, permission_matrix,
    quiz_roles, reader_choices, required_reading, role_page, scoped_lines, self_check_rules,
    what_is_new, whom_to_ask,
)  # fmt: skip


class _FileCache(jinja2.FileSystemBytecodeCache):
    """Keeps compiled templates in files. Projects with a link to the package share them."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name, filename and os.path.realpath(filename))


class _MemoryCache(jinja2.BytecodeCache):
    """Reads compiled templates from a folder, but keeps those that it compiles in memory.

    It is for a process that may not write files, such as a preview or the build of a release.
    """

    def __init__(self, folder: Path) -> None:
        self._compiled: dict[str, bytes] = {}
        self._files = _FileCache(str(folder))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return self._files.get_cache_key(name, filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        if compiled := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(compiled)
        else:
            self._files.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


@functools.cache
def bytecode_cache() -> jinja2.BytecodeCache:
    """A cache of compiled templates: in files, or in memory if no file may or can be written."""
    folder = TEMPLATES / "__pycache__"
    if sys.dont_write_bytecode:
        return _MemoryCache(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return _MemoryCache(folder)
    is_writable = os.access(folder, os.W_OK)
    return _FileCache(str(folder)) if is_writable else _MemoryCache(folder)


def environment(kinds: Mapping[str, type[Entry]]) -> jinja2.Environment:
    """The Jinja environment of the pages, with autoescaping; an undefined name is an error.

    The name of a kind's template begins with that of the kind, as in ``faq/detail.html``.
    """
    return _environment(tuple(kinds.values()))


@functools.lru_cache(maxsize=8)
def _environment(kinds: tuple[type[Entry], ...]) -> jinja2.Environment:
    by_kind = {model.kind: jinja2.FileSystemLoader(folder_of(model)) for model in kinds}
    functions = [
        *FUNCTIONS,
        *(function for model in kinds for function in model.spec.template_functions),
    ]
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.FileSystemLoader(TEMPLATES), jinja2.PrefixLoader(by_kind)]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode_cache(),
    )
    env.globals["composed"] = composed
    env.globals["wbr"] = Markup("<wbr>")
    env.globals |= {function.__name__: function for function in functions}
    return env
