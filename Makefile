# Two commands: `make site` builds the handbook into site/, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve check test properdocs screenshots bench lock clean

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

## make test        install what the tests need, and run them all
test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

## make properdocs  build the handbook with ProperDocs, which follows MkDocs 1.x
properdocs: $(VENV)/.test
	$(BIN)/properdocs build --strict --site-dir .site-properdocs

## make screenshots every page type in pictures, in .site-screenshots/index.html
screenshots: site $(VENV)/.test
	$(BIN)/python tests/screenshots.py site .site-screenshots

## make bench       measure; the figures are ratios of one run
bench: $(VENV)/.test
	$(BIN)/python -m bench

## make lock        write the lock files anew from pyproject.toml
lock: $(VENV)/.test
	$(BIN)/python -m tests.lock

## make clean       remove what was built, and the virtual environment
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
	@sh tests/install-tools
	@$(BIN)/python tests/npm.py
	@touch $@
