# Each target sets itself up in .venv on first use.
#
#   make build        the demonstration paper, into output/
#   make serve        the same with live reload on http://127.0.0.1:8000/
#   make test         the whole suite, the browser's part included
#   make slow         what takes minutes
#   make lint         style and types
#   make pictures     draws the demonstration paper's pictures again
#   make bench        how long builds take, how good and how fast the press is
#   make bench-peers  the same next to other generators, which it brings into .bench/; takes hours

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# CI installs the very versions the suite passed with; elsewhere the lower bounds of pyproject.toml hold.
CONSTRAINTS := $(if $(CI),--constraint constraints.txt)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check $(CONSTRAINTS)

.DEFAULT_GOAL := build
.PHONY: build serve test slow lint pictures constraints bench bench-peers clean

build: $(VENV)/run.stamp
	@$(BIN)/broadsheet build

serve: $(VENV)/run.stamp
	@$(BIN)/broadsheet serve

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest --numprocesses 2 -m "not slow"

slow: $(VENV)/test.stamp
	$(BIN)/python -m pytest -m slow

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

pictures: $(VENV)/pictures.stamp
	$(BIN)/python tools/pictures/draw.py

bench: $(VENV)/run.stamp
	$(BIN)/python bench/edition.py
	$(BIN)/python bench/press.py

bench-peers: $(VENV)/run.stamp
	$(BIN)/python -m bench.run

# The versions that are installed now, with which the suite has just passed.
constraints: $(VENV)/dev.stamp
	(echo "# The versions that CI installs. Renew: make constraints"; $(BIN)/python -m pip freeze --exclude-editable) > constraints.txt

clean:
	rm -rf $(VENV) .bench .broadsheet tests/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name .gitignore -delete

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Broadsheet needs Python 3.11 or newer: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) (once) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml constraints.txt | $(BIN)/python
	@$(PIP) --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt | $(BIN)/python
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/test.stamp: $(VENV)/dev.stamp tests/package.json tools/bring-browser
	@tools/bring-browser
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --prefix tests --no-package-lock --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(VENV)/pictures.stamp: $(VENV)/run.stamp
	@$(PIP) --editable '.[pictures]'
	@touch $@
