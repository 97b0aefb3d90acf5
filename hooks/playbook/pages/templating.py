"""The templates of the pages, and the functions that they may call beside `show`."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..kinds import KINDS
from ..post.compile import channels
from .a_z import a_z
from .acknowledgement import acknowledgement
from .charts import by_channel, by_purpose, result_chart, spent_chart
from .crisis import crisis_of
from .diagram import diagram
from .pictures import keys_picture
from .post_rules import judged_by_people
from .role_page import role_page

TEMPLATES = Path(__file__).parent / "templates"
KIND_TEMPLATES = Path(__file__).parent.parent / "kinds"
FUNCTIONS = (
    a_z, acknowledgement, by_channel, by_purpose, channels, crisis_of, diagram, judged_by_people,
    keys_picture, result_chart, role_page, spent_chart,
)  # fmt: skip


def bytecode_cache() -> jinja2.FileSystemBytecodeCache | None:
    """Compiled templates are kept as Python keeps compiled modules, where it may write."""
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
    """The templates of the pages: autoescape on, and an unknown name is an error."""
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
