"""Checks that each module imports only from its own layer and earlier ones."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import playbook

PACKAGE = Path(playbook.__file__).parent
LAYERS = [
    "visible",
    "system_errors",
    "problems",
    "kind_sentences",
    "messages",
    "git",
    "git_objects",
    "source",
    "languages",
    "prose",
    "model",
    "post",
    "kinds",
    "words",
    "post.compile",
    "post.vale",
    "likely",
    "checks",
    "project",
    "revisions",
    "report",
    "schema",
    "changes",
    "edit",
    "suggestions",
    "starter",
    "health",
    "pages",
    "search",
    "ranking",
    "site",
    "documents",
    "release",
    "asking",
    "acknowledgements",
    "cli",
    "__main__",
]
"""The layers of the package, earliest first.

Two modules of ``post`` come after ``words``, as they compile rules with the words of a language.
"""
SUBLAYERS = {
    "pages": {
        "data": "addresses brand_images calendar composed heading_font json_export_schema palette"
        " release_info slotted_text stable_content terms",
        "handbook": "handbook",
        "contents": "crisis deadline json_export llms post_rules prose_html role_page"
        " suggestion_entries",
        "required reading": "acknowledgement",
        "plan": "permissions plan suggestion_page",
        "formatting": "page_digests page_formatter rendered_pages",
        "parts of pages": "a_z page_titles reader_choices scoped_lines single_page"
        " what_is_new whom_to_ask",
        "templates": "templating",
        "pages": "render",
    },
    "search": {
        "words": "analysis coding entries",
        "sections": "sections",
        "vocabulary": "vocabulary",
        "compounds": "compounds",
        "one language": "answers language_index page_sections spellings",
        "all languages": "concepts postings",
        "index": "index",
        "files": "files",
    },
    "ranking": {
        "numbers": "terms weights",
        "index": "index lookup",
        "matches": "compounds synonyms typos",
        "query": "query",
        "rarity": "rarity",
        "score": "score",
        "spellings": "spellings",
        "results": "rank",
    },
}
"""The sublayers of some layers, lowest first: a module imports only from lower sublayers."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module within the package; empty for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imports(path: Path) -> tuple[str, ...]:
    """The names that a module imports when it runs: not the imports only for type checking.

    Names in the package begin with ``playbook``.
    """
    return tuple(_imported(_runtime_nodes(parsed(path)), path.relative_to(PACKAGE).parts[:-1]))


def _imported(nodes: Iterable[ast.AST], package_parts: tuple[str, ...]) -> Iterator[str]:
    """The names that syntax nodes import; ``package_parts`` resolves relative imports."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = package_parts[: len(package_parts) - node.level + 1] if node.level else ()
            base = ["playbook", *package] if node.level else []
            module = [*base, *(node.module.split(".") if node.module else [])]
            yield from (".".join([*module, alias.name]) for alias in node.names)


def _runtime_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all nodes in it, except those below ``if TYPE_CHECKING``."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            pending += ast.iter_child_nodes(node)


@functools.cache
def calls(path: Path) -> frozenset[str]:
    """The functions that a module calls, as written there: for example, ``click.echo``."""
    nodes = ast.walk(parsed(path))
    return frozenset(_as_written(node.func) for node in nodes if isinstance(node, ast.Call))


def _as_written(node: ast.expr) -> str:
    """The code of an expression; a name with dots, as most are, without ``ast.unparse``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_as_written(node.value)}.{node.attr}"
    return ast.unparse(node)


def is_in(name: str, *roots: str) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


@pytest.fixture(params=MODULES, ids=lambda path: name_of(path) or "playbook")
def module(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def layer_of(name: str) -> str | None:
    """The most specific layer to which a module or a name in it belongs; None for the package."""
    return max((layer for layer in LAYERS if is_in(name, layer)), key=len, default=None)


def test_a_module_imports_only_from_its_own_and_earlier_layers(module: Path) -> None:
    layer = layer_of(name_of(module))
    own_names = [
        name.removeprefix("playbook.") for name in imports(module) if is_in(name, "playbook")
    ]
    if layer is None:  # the package itself imports nothing from its modules
        assert name_of(module) == ""
        assert not own_names
        return
    allowed = LAYERS[: LAYERS.index(layer) + 1]
    assert [name for name in own_names if (layer_of(name) or layer) not in allowed] == []
    assert {name for name in own_names if layer_of(name) is None} <= {"__version__", "FORMAT"}


def upward_imports(name: str, text: str) -> list[str]:
    """The modules that a module imports from the same or a higher sublayer, even for types only."""
    layer, _, own_names = name.partition(".")
    sublayers = [modules.split() for modules in SUBLAYERS[layer].values()]
    below = next(index for index, modules in enumerate(sublayers) if own_names in modules)
    allowed = {module for modules in sublayers[:below] for module in modules}
    imported = {
        imported_name.split(".")[2]
        for imported_name in _imported(ast.walk(ast.parse(text)), (layer,))
        if is_in(imported_name, f"playbook.{layer}")
    }
    return sorted(imported - allowed)


@pytest.mark.parametrize("layer", SUBLAYERS)
def test_a_module_imports_only_from_lower_sublayers(layer: str) -> None:
    upward = {
        name: upward_imports(name, path.read_text(encoding="utf-8"))
        for path in MODULES
        if (name := name_of(path)).startswith(f"{layer}.")
    }
    assert {name: modules for name, modules in upward.items() if modules} == {}


@pytest.mark.parametrize("layer", SUBLAYERS)
def test_each_module_is_in_one_sublayer(layer: str) -> None:
    in_sublayers = [module for modules in SUBLAYERS[layer].values() for module in modules.split()]
    modules = [name_of(path).partition(".")[2] for path in (PACKAGE / layer).rglob("*.py")]
    assert sorted(in_sublayers) == sorted(filter(None, modules))


@pytest.mark.parametrize(
    ("name", "text", "upward"),
    [
        ("pages.addresses", "from .render import render_all", ["render"]),
        ("pages.addresses", "if TYPE_CHECKING:\n    from . import plan", ["plan"]),
        ("pages.crisis", "from . import role_page", ["role_page"]),  # in the same sublayer
        ("search.postings", "def late():\n    from ..search.index import index", ["index"]),
        ("search.postings", "from .coding import encode\nfrom ..pages.render import render", []),
    ],
)
def test_an_import_from_the_same_or_a_higher_sublayer_is_detected(
    name: str, text: str, upward: list[str]
) -> None:
    assert upward_imports(name, text) == upward


def test_only_site_modules_import_mkdocs(module: Path) -> None:
    if not is_in(name_of(module), "site"):
        assert not [name for name in imports(module) if is_in(name, "mkdocs", "properdocs")]


def test_only_these_modules_start_programs(module: Path) -> None:
    if module.stem not in ("git", "python_runner", "signatures"):
        assert not [name for name in imports(module) if is_in(name, "subprocess", "git", "pty")]
        assert not {call for call in calls(module) if is_in(call, "os.system", "os.popen")}


PRINTING_FUNCTIONS = {
    "print", "pprint", "echo", "secho", "echo_via_pager", "get_text_stream", "get_binary_stream",
    "progressbar", "prompt", "confirm", "print_exc",
}  # fmt: skip
"""Functions that print, or return a stream to print to."""
STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__", "os.write"}


def test_only_the_output_module_prints(module: Path) -> None:
    """Only `cli.output` prints: it escapes control characters."""
    if name_of(module) != "cli.output":
        called = {call.rpartition(".")[2] for call in calls(module)}
        assert not called & PRINTING_FUNCTIONS
        assert not [name for name in imports(module) if is_in(name, *PRINTING_FUNCTIONS)]
        nodes = ast.walk(parsed(module))
        attributes = {_as_written(node) for node in nodes if isinstance(node, ast.Attribute)}
        assert not attributes & STREAMS


def test_only_cli_modules_import_click(module: Path) -> None:
    if not is_in(name_of(module), "cli"):
        assert not [name for name in imports(module) if is_in(name, "click")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: name_of(path) or "playbook")
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200


def test_the_mkdocs_hook_is_the_only_module_beside_the_package_and_imports_only_from_site() -> None:
    """``hooks/`` comes first on Python's path while MkDocs imports the hook."""
    assert {path.stem for path in PACKAGE.parent.glob("*.py")} <= {"mkdocs_hooks"}
    hook = PACKAGE.parent / "mkdocs_hooks.py"
    text = hook.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    own_names = [
        name for name in _imported(ast.walk(ast.parse(text)), ()) if is_in(name, "playbook")
    ]
    assert own_names
    assert all(is_in(name, "playbook.site") for name in own_names)
