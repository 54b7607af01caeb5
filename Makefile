# Everything works in a fresh clone with Python 3.11 or newer (with venv) and make; nothing needs root.

# The first of these that is new enough; name another one with make PYTHON=…
PYTHON ?= $(or $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done),python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
READY := $(VENV)/.ready
READY_FOR_TESTS := $(VENV)/.ready-for-tests
READY_FOR_BROWSER := $(VENV)/.ready-for-browser

EXAMPLES := --example examples/forwarded.txt --example examples/article.txt

# CI lists every skip with its reason.
ifdef CI
PYTEST_FLAGS ?= -ra
endif

# How many processes share the tests: as many as there are processors.
WORKERS ?= auto

.PHONY: help setup run test test-browser check lint fix bench bench-speed bench-quality bench-kill bench-faults bench-scale bench-latency bench-fuzz bench-desk bench-load bench-import clean

help:
	@echo "make run     set up, check two examples, serve the chat page until Ctrl-C (ONCE=1: end after the examples)"
	@echo "make test    set up for development, run the tests"
	@echo "make test-browser  walk the pages in a real browser (needs Chromium; BROWSER=/path/to/it)"
	@echo "make check   everything that CI checks"
	@echo "make fix     format, and correct what can be corrected automatically"
	@echo "make bench   measure the speed; bench-speed does so with 100,000 records, bench-quality DATA=dir how well records are found;"
	@echo "             bench-kill, bench-faults, bench-scale, bench-latency, bench-load, bench-fuzz, bench-desk and bench-import hold the other promises (docs/benchmarks.md)"
	@echo "make setup   only make $(VENV), with $(BIN)/secondsource in it"
	@echo "make clean   take $(VENV) and all caches away; var/, where the library is kept, stays"

setup: $(READY)

run: $(READY)
	@exec $(BIN)/secondsource run --sign-in-link $(EXAMPLES) $(if $(filter-out 0,$(ONCE)),--once)

test: $(READY_FOR_TESTS)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PYTEST_FLAGS)

# The first of these that is there; name another one with make BROWSER=…
BROWSER ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

test-browser: $(READY_FOR_BROWSER)
	@test -n "$(BROWSER)" || { echo "There is no Chromium. Install it (on Debian: apt install chromium), or name it: make test-browser BROWSER=/path/to/it"; exit 1; }
	BROWSER="$(BROWSER)" $(BIN)/python -m pytest -m browser $(PYTEST_FLAGS) tests/browser

check: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PYTEST_FLAGS)

lint: $(READY_FOR_TESTS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY_FOR_TESTS)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.speed

# DATA is a folder with a folder for each labelled set; CACHE keeps the vectors of records for the next run.
CACHE ?= var/bench

bench-quality: $(READY_FOR_TESTS)
	@test -n "$(DATA)" || { echo "Name the folder of the labelled sets: make bench-quality DATA=/path/to/sets"; exit 1; }
	$(BIN)/python -m benchmarks.quality.every "$(DATA)" --cache "$(CACHE)" $(FLAGS)

bench-speed: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.scale --cache "$(CACHE)" $(FLAGS)

# FLAGS="--mode http", FLAGS="--seed 7": what each takes is told by --help.
bench-kill: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.kill $(FLAGS)

bench-latency: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.latency $(FLAGS)

bench-faults: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.faults $(FLAGS)

bench-scale: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.scale.growth $(FLAGS)

bench-load: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.load $(FLAGS)

bench-fuzz: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.fuzz $(FLAGS)

bench-import: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.imports $(FLAGS)

bench-desk: $(READY_FOR_TESTS)
	$(BIN)/python -m benchmarks.desk $(FLAGS)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is `$(PYTHON) --version 2>&1`. Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module. Install it (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The stamps are what makes a second start quick: nothing is installed again until a lock or the package's own table changes.
$(READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV). The first time this takes a minute."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(READY_FOR_TESTS): requirements-dev.lock | $(READY)
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(READY_FOR_BROWSER): requirements-browser.lock | $(READY_FOR_TESTS)
	@$(PIP) install --require-hashes -r requirements-browser.lock
	@touch $@
