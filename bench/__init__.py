"""What `make bench` measures. The helpers of the tests are found as the tests find them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))
