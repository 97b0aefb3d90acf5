"""Tests ``playbook mcp`` with the client of the official SDK against a real process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from asking.published import change_for_second_version
from commands import environment
from playbook.cli.mcp import MISSING
from support import TIMEOUT_SECONDS

EXPECTED = Path(__file__).parent / "expected"
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "search": ("search", {"question": "May I share posts from work?", "language": "en"}),
    "search-unsure": ("search", {"question": "svara"}),
    "search-none": ("search", {"question": "zzzz qqqq", "language": "en"}),
    "rule": ("get_rule", {"id": "share-job-posts", "language": "en"}),
    "draft": ("check_draft", {"text": "Hej!\nDet har mottagits.... mottaget", "language": "sv"}),
    "changes": ("changes_since", {"version": "1.0.0", "language": "en"}),
    "day": ("version_on_day", {"day": "2026-03-15", "id": "share-posts", "language": "en"}),
    "before": ("version_on_day", {"day": "2020-01-01"}),
}
REFUSALS: dict[str, tuple[str, dict[str, Any]]] = {
    "no rule 'nope'": ("get_rule", {"id": "nope"}),
    "no language 'xx'": ("search", {"question": "x", "language": "xx"}),
    "unknown channel 'nope'": ("check_draft", {"text": "x", "channel": "nope"}),
    "version 9.9.9 is not published": ("changes_since", {"version": "9.9.9"}),
    "'soon' is not a day": ("version_on_day", {"day": "soon"}),
    "Field required": ("search", {}),
    "Unknown tool": ("write_rule", {}),
}


def command(*arguments: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["-m", "playbook", "mcp", *arguments], env=environment()
    )


def with_client(use: Callable[[Client], Awaitable[Any]], *arguments: str) -> Any:
    """What ``use`` returns for a client of a server, which runs only during this call."""

    async def connect() -> Any:
        with anyio.fail_after(TIMEOUT_SECONDS):
            async with Client(stdio_client(command(*arguments))) as client:
                return await use(client)

    with ThreadPoolExecutor(1) as other_thread:  # the browser tests leave a loop in this one
        return other_thread.submit(anyio.run, connect).result()


@pytest.fixture(scope="module")
def session(tree: Path) -> dict[str, Any]:
    """The tools of a server over the tree, and the results of all calls: one process for all."""

    async def use(client: Client) -> dict[str, Any]:
        listed = await client.list_tools()
        return {
            "tools": [tool.model_dump(mode="json", exclude_none=True) for tool in listed.tools],
            "instructions": client.instructions,
            "results": {name: await client.call_tool(*call) for name, call in CALLS.items()},
            "refusals": {name: await client.call_tool(*call) for name, call in REFUSALS.items()},
        }

    found: dict[str, Any] = with_client(use, "--from", str(tree))
    return found


def compare(name: str, data: Any, accept: bool) -> None:
    path = EXPECTED / f"mcp-{name}.json"
    if accept:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert data == json.loads(path.read_text("utf-8"))


def test_the_tools_describe_themselves(session: dict[str, Any], accept: bool) -> None:
    compare("tools", {key: session[key] for key in ("instructions", "tools")}, accept)


def test_all_tools_only_read(session: dict[str, Any]) -> None:
    hints = [tool["annotations"] for tool in session["tools"]]
    assert len(hints) == 5
    assert all(each["read_only_hint"] and not each["destructive_hint"] for each in hints)


@pytest.mark.parametrize("name", CALLS)
def test_results_are_as_expected(session: dict[str, Any], name: str, accept: bool) -> None:
    result = session["results"][name]
    assert not result.is_error
    assert json.loads(result.content[0].text) == result.structured_content
    compare(name, result.structured_content, accept)


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_refusal_says_why(session: dict[str, Any], reason: str) -> None:
    result = session["refusals"][reason]
    assert result.is_error
    assert reason in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_changed_data_is_read_again(small_project: Path) -> None:
    """The server answers from the data in force; data with errors is refused until it is right."""

    posting = small_project / "playbook_data" / "policy" / "posting.yml"

    async def id_of_rule(client: Client) -> Any:
        result = await client.call_tool("get_rule", {"id": "share-job-posts"})
        return None if result.is_error else (result.structured_content or {})["id"]

    async def use(client: Client) -> list[Any]:
        first = await id_of_rule(client)
        change_for_second_version(small_project)
        with_new_id = await id_of_rule(client)
        valid_text = posting.read_text("utf-8")
        posting.write_text(f"{valid_text}\n  - broken\n", "utf-8")
        with_errors = await id_of_rule(client)
        posting.write_text(valid_text, "utf-8")
        return [first, with_new_id, with_errors, await id_of_rule(client)]

    ids = with_client(use, "--from", str(small_project))
    assert ids == ["share-job-posts", "share-posts", None, "share-posts"]


PING_REQUEST = b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n'
ENDS = {"closed input": 0, "SIGTERM": 143, "SIGINT": 130}
"""The exit status by what ends the server."""


@pytest.mark.slow
@pytest.mark.parametrize("end", ENDS)
def test_a_closed_input_or_a_signal_ends_the_server(tree: Path, end: str) -> None:
    """Until then it has written only its reply."""
    arguments = [sys.executable, "-m", "playbook", "mcp", "--from", str(tree)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=environment()
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(PING_REQUEST)
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"jsonrpc": "2.0", "id": 1, "result": {}}
        if end == "closed input":
            process.stdin.close()
            process.stdin = None
        else:
            process.send_signal(getattr(signal, end))
        output, errors = process.communicate(timeout=TIMEOUT_SECONDS)
    assert (output, errors, process.returncode) == (b"", b"", ENDS[end])


@pytest.mark.slow
def test_a_missing_package_is_one_clear_line(tree: Path) -> None:
    code = (
        "import sys\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'mcp': raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from playbook.cli import main\n"
        f"main(['mcp', '--from', {str(tree)!r}])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment()
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"Error: {MISSING}\n")


@pytest.mark.slow
def test_a_folder_without_a_handbook_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "playbook", "mcp", "--from", str(tmp_path)],
        capture_output=True, text=True, env=environment(), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Error: ")
