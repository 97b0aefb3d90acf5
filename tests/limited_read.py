"""Reads a project within limits: ``limited_read PROJECT BYTES SECONDS``, of memory and processor.

The exit status is 0 if the project has errors, and 3 if it has none or the lines are too many.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from playbook.project import read_project

project, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
checked = read_project(Path(project))
lines = "".join(f"{problem}\n" for problem in checked.problems)
sys.exit(0 if checked.errors and len(lines) < 1_500_000 else 3)
