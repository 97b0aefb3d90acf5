"""The Jinja environment, and the functions that templates can call in addition to `show`."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..model.entry import Entry
from ..model.kind_labels import folder_of
from ..post.compile import channels
from .a_z import alphabetical_index
from .acknowledgement import acknowledgement
from .charts import by_channel, by_purpose, result_chart, spent_chart
from .crisis import crisis_of
from .diagram import diagram
from .keys_picture import keys_picture
from .post_rules import self_check_rules
from .role_page import role_page

TEMPLATES = Path(__file__).parent / "templates"
FUNCTIONS = (
    alphabetical_index, acknowledgement, by_channel, by_purpose, channels, crisis_of, diagram,
    self_check_rules,
    keys_picture, result_chart, role_page, spent_chart,
)  # fmt: skip


def bytecode_cache() -> jinja2.FileSystemBytecodeCache | None:
    """A cache of compiled templates, or None if bytecode is off or the folder is not writable."""
    folder = TEMPLATES / "__pycache__"
    if sys.dont_write_bytecode:
        return None
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def environment(kinds: Mapping[str, type[Entry]]) -> jinja2.Environment:
    """The Jinja environment of the pages, with autoescaping; an undefined name is an error.

    A template of a kind has the name of the kind before it, as in ``faq/detail.html``.
    """
    return _environment(tuple((kind, folder_of(model)) for kind, model in kinds.items()))


@functools.lru_cache(maxsize=8)
def _environment(folders: tuple[tuple[str, Path], ...]) -> jinja2.Environment:
    by_kind = {kind: jinja2.FileSystemLoader(folder) for kind, folder in folders}
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
    env.globals["wbr"] = Markup("<wbr>")
    env.globals |= {function.__name__: function for function in FUNCTIONS}
    return env
