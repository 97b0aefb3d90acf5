"""Data flows one way: a module imports only from earlier layers."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import playbook

PACKAGE = Path(playbook.__file__).parent
LAYERS = [
    "visible",
    "problems",
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
    "checks",
    "project",
    "report",
    "schema",
    "changes",
    "edit",
    "health",
    "pages",
    "search",
    "site",
    "release",
    "cli",
    "__main__",
]
"""The layers of the package, from left to right.

A rule is compiled with the words of a language, so two modules of ``post`` are to the right of it.
"""
FLOORS = {
    "pages": {
        "data": "addresses brand_images calendar composed edition json_export_schema palette"
        " stable_content terms",
        "handbook": "handbook",
        "contents": "crisis deadline json_export llms post_rules prose_html role_page",
        "plan": "acknowledgement plan",
        "show": "page_digests rendered_pages show",
        "parts of pages": "a_z reader_choices single_page",
        "templates": "templating",
        "pages": "render",
    },
    "search": {
        "words": "analysis coding entries",
        "vocabulary": "vocabulary",
        "compounds": "compounds",
        "one language": "answers language_index",
        "all languages": "concepts postings",
        "index": "index",
        "files": "files",
    },
}
"""The floors of a layer's modules, from the ground up: a module imports only from floors below."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module within the package; empty for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[str]:
    """The names that a module imports; names of the package begin with ``playbook``.

    Imports for types only are left out: they do not run. A kind's drawings take the `Show` that
    pages give them.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return _imported(_running(tree), path.relative_to(PACKAGE).parts[:-1])


def _imported(nodes: Iterable[ast.AST], inner: tuple[str, ...]) -> Iterator[str]:
    """The names that nodes of a module in the package ``inner`` import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = inner[: len(inner) - node.level + 1] if node.level else ()
            base = ["playbook", *package] if node.level else []
            module = [*base, *(node.module.split(".") if node.module else [])]
            yield from (".".join([*module, alias.name]) for alias in node.names)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Every node, without what is below ``if TYPE_CHECKING``."""
    yield node
    if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
        for child in ast.iter_child_nodes(node):
            yield from _running(child)


def calls(path: Path) -> set[str]:
    """The names of the functions that a module calls, for example ``click.echo``."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}


def is_in(name: str, *roots: str) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


@pytest.fixture(params=MODULES, ids=lambda path: name_of(path) or "playbook")
def module(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def layer_of(name: str) -> str | None:
    """The most specific layer of a name in the package."""
    return max((layer for layer in LAYERS if is_in(name, layer)), key=len, default=None)


def test_a_module_imports_only_from_rooms_to_its_left(module: Path) -> None:
    layer = layer_of(name_of(module))
    own = [name.removeprefix("playbook.") for name in imports(module) if is_in(name, "playbook")]
    if layer is None:  # the package itself imports nothing from its modules
        assert name_of(module) == ""
        assert not own
        return
    allowed = LAYERS[: LAYERS.index(layer) + 1]
    assert [name for name in own if (layer_of(name) or layer) not in allowed] == []
    assert {name for name in own if layer_of(name) is None} <= {"__version__", "FORMAT"}


def rising_imports(name: str, text: str) -> list[str]:
    """The modules of the same layer that a module imports, for types too, but not from below."""
    layer, _, own = name.partition(".")
    floors = [modules.split() for modules in FLOORS[layer].values()]
    below = next(index for index, modules in enumerate(floors) if own in modules)
    allowed = {module for modules in floors[:below] for module in modules}
    imported = {
        each.split(".")[2]
        for each in _imported(ast.walk(ast.parse(text)), (layer,))
        if is_in(each, f"playbook.{layer}")
    }
    return sorted(imported - allowed)


@pytest.mark.parametrize("layer", FLOORS)
def test_a_module_imports_only_from_floors_below(layer: str) -> None:
    rising = {
        name: rising_imports(name, path.read_text(encoding="utf-8"))
        for path in MODULES
        if (name := name_of(path)).startswith(f"{layer}.")
    }
    assert {name: modules for name, modules in rising.items() if modules} == {}


@pytest.mark.parametrize("layer", FLOORS)
def test_each_module_is_on_one_floor(layer: str) -> None:
    on_floors = [module for modules in FLOORS[layer].values() for module in modules.split()]
    modules = [name_of(path).partition(".")[2] for path in (PACKAGE / layer).rglob("*.py")]
    assert sorted(on_floors) == sorted(filter(None, modules))


@pytest.mark.parametrize(
    ("name", "text", "rising"),
    [
        ("pages.addresses", "from .render import render_all", ["render"]),
        ("pages.addresses", "if TYPE_CHECKING:\n    from .show import Show", ["show"]),
        ("pages.crisis", "from . import role_page", ["role_page"]),  # on the same floor
        ("search.postings", "def late():\n    from ..search.index import index", ["index"]),
        ("search.postings", "from .coding import encode\nfrom ..pages.show import Show", []),
    ],
)
def test_an_import_from_a_higher_floor_is_seen(name: str, text: str, rising: list[str]) -> None:
    assert rising_imports(name, text) == rising


def test_only_the_site_knows_mkdocs(module: Path) -> None:
    if not is_in(name_of(module), "site"):
        assert not [name for name in imports(module) if is_in(name, "mkdocs", "properdocs")]


def test_only_the_modules_named_git_and_python_start_programs(module: Path) -> None:
    if module.stem not in ("git", "python_runner"):
        assert not [name for name in imports(module) if is_in(name, "subprocess", "git", "pty")]
        assert not {call for call in calls(module) if is_in(call, "os.system", "os.popen")}


PRINTING = {
    "print", "pprint", "echo", "secho", "echo_via_pager", "get_text_stream", "get_binary_stream",
    "progressbar", "prompt", "confirm", "print_exc",
}  # fmt: skip
"""Functions that print, or return a stream to print to."""
STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__", "os.write"}


def test_one_module_alone_prints(module: Path) -> None:
    """Only `cli.output` prints: it escapes control characters."""
    if name_of(module) != "cli.output":
        called = {call.rpartition(".")[2] for call in calls(module)}
        assert not called & PRINTING
        assert not [name for name in imports(module) if is_in(name, *PRINTING)]
        nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        attributes = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
        assert not attributes & STREAMS


def test_only_commands_know_the_library_of_commands(module: Path) -> None:
    if not is_in(name_of(module), "cli"):
        assert not [name for name in imports(module) if is_in(name, "click")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: name_of(path) or "playbook")
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200


def test_the_hook_is_alone_beside_the_package_and_imports_only_from_the_site() -> None:
    """``hooks/`` comes first on Python's path while MkDocs imports the hook."""
    assert {path.stem for path in PACKAGE.parent.glob("*.py")} <= {"mkdocs_hooks"}
    hook = PACKAGE.parent / "mkdocs_hooks.py"
    text = hook.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    own = [name for name in _imported(ast.walk(ast.parse(text)), ()) if is_in(name, "playbook")]
    assert own
    assert all(is_in(name, "playbook.site") for name in own)
