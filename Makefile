# `make site` builds the handbook into site/; `make test` runs every test; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# If it is set, each process compiles all tests and templates again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help site serve check test quick properdocs screenshots bench lock clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make site        build the handbook into site/
site: $(VENV)/.site
	$(BIN)/mkdocs build --strict

## make serve       open the live preview on http://127.0.0.1:8000/
serve: $(VENV)/.site
	$(BIN)/mkdocs serve --open

## make check       check playbook_data without building
check: $(VENV)/.site
	$(BIN)/playbook check --strict

## make test        install what the tests need, and run every linter and test
test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/python -m tests.word_list
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(BIN)/python -m compileall -q hooks
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

## make quick       run the linters and the fast tests, without a browser
quick: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/python -m tests.word_list
	@$(BIN)/python -m compileall -q hooks
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile -m "not slow and not browser"

## make properdocs  build the handbook with ProperDocs, the successor of MkDocs 1.x
properdocs: $(VENV)/.test
	$(BIN)/properdocs build --strict --site-dir .site-properdocs

## make screenshots take a picture of every page type: .site-screenshots/index.html
screenshots: site $(VENV)/.test
	$(BIN)/python tests/screenshots.py site .site-screenshots

## make bench       run the benchmarks; the results are ratios within one run
bench: $(VENV)/.test
	$(BIN)/python -m bench

## make lock        regenerate the lock files from pyproject.toml
lock: $(VENV)/.test
	$(BIN)/python -m tests.lock

## make clean       remove the build output and the virtual environment
clean:
	rm -rf site .site-* $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@sh tests/install-chromium
	@sh tests/install-firefox
	@sh tests/install-tools
	@$(BIN)/python tests/npm.py
	@touch $@
