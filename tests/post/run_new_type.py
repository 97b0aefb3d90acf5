"""`run_new_type.py PROJECT TEXT` checks a draft with the package on the path, and prints JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from playbook.post.compile import compile_rules
from playbook.post.engine import Engine
from playbook.post.finding import PostContext
from playbook.post.vale import UNSUPPORTED_FILE, vale_style
from playbook.project import read_project
from playbook.schema.files import schemas
from playbook.site.post_files import types_module

checked = read_project(Path(sys.argv[1]))
problems = [f"{problem.location.path} {problem.code}" for problem in checked.problems]
result: dict[str, Any] = {"problems": [problem for problem in problems if "tone.yml" in problem]}
if checked.playbook and not result["problems"]:
    rules = compile_rules(checked.playbook, "en")
    found = Engine(rules).check(sys.argv[2], PostContext())
    result |= {
        "rules": rules,
        "found": [finding.as_data() for finding in found],
        "vale": vale_style(checked.playbook, lambda *_: "")[UNSUPPORTED_FILE],
        "schemas": "".join(schemas(checked.playbook).values()),
        "types": types_module(),
    }
print(json.dumps(result))
