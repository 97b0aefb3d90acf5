"""Benchmarks, run with ``make bench``. They use helpers from the folder ``tests``."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))
