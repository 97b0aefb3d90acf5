"""What `make bench` measures. It serves and asks with the tests' helpers, as the tests find them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))
