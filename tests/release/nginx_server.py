"""A published tree behind nginx, under a sub-path, as an organisation serves it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BELOW = "handbok"
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
  }}
}}
"""


@contextmanager
def served(root: Path, work: Path) -> Iterator[str]:
    """Serve a folder that holds the tree as its sub-folder; gives the address of the tree."""
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    assert Path(nginx).exists(), "install nginx: tests/install-tools does"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    work.mkdir()
    config = work / "nginx.conf"
    config.write_text(CONFIG.format(work=work, port=port, root=root, below=BELOW))
    if root.stat().st_uid == 0:  # nginx started by root reads as another user
        config.write_text(f"user root;\n{config.read_text()}")
    process = subprocess.Popen([nginx, "-p", str(work), "-c", str(config)])
    url = f"http://127.0.0.1:{port}/{BELOW}/"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(url).close()
                break
            except OSError:
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()
