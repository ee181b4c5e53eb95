# Everything a person runs here. `make run` and `make test` set up what they need by themselves.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell command -v python3.11 || command -v python3)
DEMO := demo.hashiya

.PHONY: run test check lint types contracts messages keys bench torture readers terminals screenshots clean

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.for-running: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.for-developing: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.for-running

# The main job: the demo project in the app; without a terminal, the same job headless.
run: $(VENV)/.for-running
	@$(BIN)/python tools/demo.py --project $(DEMO)

test: $(VENV)/.for-developing
	$(BIN)/python -m pytest -m "not torture and not terminals"

check: lint types contracts test

lint: $(VENV)/.for-developing
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/ruff check src tests benchmarks tools

types: $(VENV)/.for-developing
	$(BIN)/mypy

contracts: $(VENV)/.for-developing
	$(BIN)/lint-imports

# After words or commands of the interface changed: renews the tables of docs/settings.md, collects
# new words for translators, compiles what there is, and names what is missing.
messages: $(VENV)/.for-developing
	$(BIN)/python -m tools.settings_page
	$(BIN)/python -m tools.catalogues update

# After the table of commands or a measured script changed: docs/keys.md.
keys: $(VENV)/.for-developing
	$(BIN)/python -m tools.keys_page

# Ratios against baselines measured in the same run.
bench: $(VENV)/.for-developing
	$(BIN)/python -m benchmarks

# The long counts: thousands of kill -9, fuzzing, mutated files.
torture: $(VENV)/.for-developing
	$(BIN)/python -m pytest -m torture

# Every export read by the programs it is for; they are installed first, which takes a while.
# TORCH says which build of it: TORCH=torch==2.13.0+cpu where an index has one without CUDA.
readers: $(BIN)/python
	$(BIN)/python -m tools.readers

# A real mouse in real terminals; each that is not installed is skipped with its reason.
terminals: $(VENV)/.for-developing
	$(BIN)/python -m pytest -m terminals

# The annotate screen in real terminals, looked at and checked; root on Debian installs them first.
screenshots: $(VENV)/.for-running
	$(BIN)/python -m tools.screenshots --install

# Leaves projects and exports alone: they are somebody's work.
clean:
	rm -rf $(VENV) .readers .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +
