"""``python -m playbook``."""

from .cli import main

main(prog_name="playbook")
