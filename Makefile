# Two commands matter: `make demo` shows agentls at work, `make test` runs every test. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXTENSION := vscode-extension

.PHONY: demo test quick cov fuzz nightly marks mutants advice new-rule new-dialect test-python test-vscode lint bench bench-peers docs site vsix release npm test-npm clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

demo: $(READY)  ## What an editor and a terminal show for the files in examples/
	$(BIN)/python tests/neovim/demo.py examples
	@echo; echo '$$ agentls check examples'
	@# Finding mistakes is what this demonstration is about; only a failure to look for them is one of its own.
	@$(BIN)/agentls check examples || test $$? -eq 1

# The tests in a real VS Code need half a gigabyte and some minutes to set up, so they run where CI asks for them.
test: lint test-python $(if $(CI),test-vscode test-npm)  ## Everything

test-python: $(READY)
	$(BIN)/python -m pytest -n auto -m "not vscode and not npm$(if $(CI),, and not installs)"

quick: $(READY)  ## What tells of most mistakes, in half a minute
	$(BIN)/python -m pytest -n auto -q tests/engine tests/features tests/knowledge tests/rules/test_examples.py tests/cli

cov: $(READY)  ## Which lines and branches no test reaches, processes that tests start included
	$(BIN)/python -m pytest -n auto -m "not vscode and not npm" --cov=agentls --cov-branch --cov-report=term-missing:skip-covered

SECONDS ?= 300
fuzz: $(READY)  ## Look for texts that break something, for SECONDS; what is found is kept below ~/.cache
	$(BIN)/python tests/fault/fuzz/run.py $(SECONDS)

nightly: $(READY)  ## What takes too long for every change: all tests, two hours of fuzzing, every change to the rules
	$(BIN)/python -m pytest -n auto -m "not vscode"
	$(MAKE) fuzz SECONDS=7200
	$(MAKE) mutants

marks: $(READY)  ## Write what the rules say of their examples, or of those of some RULES; read the change before you keep it
	$(BIN)/python tests/rules/marks.py $(RULES)

mutants: $(READY)  ## Change the rules in small ways, see whether a test notices, and write docs/quality.md
	$(BIN)/python tests/mutation/mutants.py

advice: $(READY)  ## How many broken files are mended by our fixes and words alone, into docs/quality.md
	$(BIN)/python tests/advice/following.py

lint: $(READY)  ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

vsix: $(READY)  ## The VS Code extension as one file
	$(BIN)/python $(EXTENSION)/scripts/generate.py --check
	$(BIN)/python $(EXTENSION)/scripts/bundle.py
	cd $(EXTENSION) && npm ci --no-audit --no-fund && npm run build
	$(BIN)/python $(EXTENSION)/scripts/notices.py
	cd $(EXTENSION) && npm run package

test-vscode: vsix  ## The extension in a real VS Code
	cd $(EXTENSION) && npm run lint && npm test
	$(BIN)/python tests/vscode/installation.py
	$(BIN)/python -m pytest tests/vscode --reruns 2

release: $(READY)  ## All packages and the site, built, tried and summed up in dist/release; docs/releasing.md tells how it goes on
	$(BIN)/python release/build.py

npm: $(READY)  ## What `npx agentls` runs, in dist/npm, and the playground, in dist/playground
	$(BIN)/python npm/scripts/build.py

test-npm: npm  ## Both, in Node and in Chromium
	$(BIN)/python tests/vscode/installation.py --browser
	$(BIN)/python -m pytest -m npm tests/npm tests/packaging --reruns 1

bench: $(READY)  ## Measure, and write docs/benchmarks.md
	$(BIN)/python tests/bench/bench.py

PEERS := build/peers
$(PEERS)/.ready:
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check agnix==0.59.3
	npm install --silent --no-audit --no-fund --prefix $(PEERS) yaml-language-server@2.0.0
	touch $@

bench-peers: $(READY) $(PEERS)/.ready  ## Measure beside other programs, and write docs/benchmarks-peers.md
	$(BIN)/python tests/bench/peers.py $(PEERS)

docs: $(READY)  ## Write the generated pages and manifests anew
	$(BIN)/python docs/generate.py
	$(BIN)/python $(EXTENSION)/scripts/generate.py

new-rule: $(READY)  ## The skeleton of a rule, with its page: make new-rule NAME=unknown-shape
	$(BIN)/python docs/new.py rule $(NAME)
	$(BIN)/python tests/rules/marks.py $(NAME)
	$(MAKE) docs

new-dialect: $(READY)  ## The skeleton of a kind of file, with samples: make new-dialect HOST=acme KIND=agent
	$(BIN)/python docs/new.py dialect $(HOST) $(KIND)
	$(MAKE) docs

site: $(READY)  ## The documentation as pages for a browser, in dist/site; a link that leads nowhere fails it
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	$(BIN)/python docs/publish.py dist/site $(SITE)

clean:
	rm -rf $(VENV) dist build test-output
