"""The Jinja environment, and the functions that templates can call in addition to `show`."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..kinds import KINDS
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
KIND_TEMPLATES = Path(__file__).parent.parent / "kinds"
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


@functools.cache
def environment() -> jinja2.Environment:
    """The Jinja environment of the pages, with autoescaping; an undefined name is an error."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([TEMPLATES, KIND_TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode_cache(),
    )
    env.globals["kinds"] = KINDS
    env.globals["wbr"] = Markup("<wbr>")
    env.globals |= {function.__name__: function for function in FUNCTIONS}
    return env
