"""A published tree behind nginx, under a sub-path, as an organisation serves it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BELOW = "handbok"
"""The sub-path, and the name of the folder with the tree."""
CONFIG = """
daemon off;
pid {work}/pid;
error_log {work}/error.log;
events {{}}
http {{
  types {{ text/html html; text/css css; text/javascript js; application/json json;
           image/svg+xml svg; application/atom+xml xml; text/plain txt; }}
  default_type application/octet-stream;
  access_log off;
  gzip on; gzip_types text/css text/javascript application/json image/svg+xml;
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fcgi;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    error_page 404 /{below}/404.html;
    {headers}
  }}
}}
"""
SERVER_BLOCK = re.compile(r"(?ms)^  server \{.*^  \}\n")


@contextmanager
def served(
    root: Path, work: Path, headers: Path | None = None, server: str | None = None
) -> Iterator[str]:
    """Serve a folder with the tree in its sub-folder ``BELOW``; yields the address of the tree.

    ``headers`` is a file to include in the ``server`` block. ``server`` replaces that block; it has
    PORT in place of the port.
    """
    work.mkdir()
    process, port = start(root, work, headers, server)
    while not (work / "pid").exists():  # nginx writes this file once it listens
        if process.poll() is not None:  # it ended, perhaps as another process took the port
            log = (work / "error.log").read_text()
            assert "Address already in use" in log, log
            process, port = start(root, work, headers, server)
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}/{BELOW}/"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def serving(site: Path, work: Path, server: str) -> Iterator[str]:
    """Serve a site at the root of a host; yields its address. ``server`` as in ``served``."""
    with served(site, work, server=server.replace("ROOT", str(site))) as address:
        yield address.removesuffix(f"{BELOW}/")


def start(
    root: Path, work: Path, headers: Path | None = None, server: str | None = None
) -> tuple[subprocess.Popen[bytes], int]:
    """Start nginx on a free port; returns the process and the port."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    assert Path(nginx).exists(), "install nginx: tests/install-tools does"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    config = work / "nginx.conf"
    include = f"include {headers};" if headers else ""
    config.write_text(CONFIG.format(work=work, port=port, root=root, below=BELOW, headers=include))
    if server is not None:
        text = SERVER_BLOCK.sub(lambda _: server.replace("PORT", str(port)), config.read_text())
        config.write_text(text)
    if root.stat().st_uid == 0:  # nginx started by root reads as another user
        config.write_text(f"user root;\n{config.read_text()}")
    return subprocess.Popen([nginx, "-p", str(work), "-c", str(config)]), port
