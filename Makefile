# Two commands matter: `make demo` shows agentls at work, `make test` runs every test. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint bench docs vsix test-vscode clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

demo: $(READY)  ## What an editor and a terminal show for the files in examples/
	$(BIN)/python tests/neovim/demo.py examples
	-$(BIN)/agentls check examples

test: lint  ## Everything
	$(BIN)/python -m pytest -n auto

lint: $(READY)  ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)  ## Measure, and write docs/benchmarks.md
	$(BIN)/python tests/bench/bench.py

docs: $(READY)  ## Write the generated pages anew
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) dist build test-output
