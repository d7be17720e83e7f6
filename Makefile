# `make demo` and `make test` do all set-up themselves. Needs Python >= 3.11 (with venv) and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
RUN_STAMP := .venv/.run-installed
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra postgresql
DEV_STAMP := .venv/.dev-installed

.PHONY: help setup demo model test test-all drills fuzz check lint types format lock clean screenshot

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(RUN_STAMP)  ## make .venv with .venv/bin/huifang; quick when nothing is to do

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "huifang needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN_STAMP): requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

demo: setup  ## the rehearsal: three phones on http://127.0.0.1:8088
	$(BIN)/huifang demo

test: $(DEV_STAMP)  ## all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow" $(ARGS)

drills: $(DEV_STAMP)  ## long fault drills on both engines: kill -9, bad weather, database, disk, clock, a busy chat, sending rates
	@for engine in sqlite postgresql; do \
		$(BIN)/python -m tests.faults.kills --engine $$engine || exit 1; \
		$(BIN)/python -m tests.faults.kills --engine $$engine --updates 5000 --kills 20 --weather 500 || exit 1; \
		for what in database disk clock; do $(BIN)/python -m tests.faults.trouble $$what --engine $$engine || exit 1; done; \
		$(BIN)/python -m tests.faults.busy_chat --engine $$engine || exit 1; \
		$(BIN)/python -m tests.faults.rates --engine $$engine || exit 1; \
	done

test-all: $(DEV_STAMP)  ## also what takes long: every conversation in both languages, every service on both engines
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: $(DEV_STAMP) lint types  ## style, strict types, import contracts, forms and prompts
	$(BIN)/lint-imports
	$(BIN)/huifang forms lint
	$(BIN)/huifang prompts lint
	$(BIN)/python -m review.evaluation tests/fixtures/calls/test --floor tests/fixtures/offline/figures.json >/dev/null

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP)
	$(BIN)/mypy

format: $(DEV_STAMP)  ## let the formatter have its way
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

model: $(DEV_STAMP)  ## fit the offline reviewer's classifier anew from tests/fixtures; ARGS="--held-out AUTHOR" only measures
	$(PIP) install --quiet "scikit-learn>=1.5"
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m review.training $(ARGS)

fuzz: $(DEV_STAMP)  ## a million mangled inputs; ARGS="--cases N --seed N"
	$(BIN)/python -m tests.faults.fuzz $(ARGS)

screenshot: $(DEV_STAMP)  ## renew docs/three-phones.png from the running rehearsal (needs chromium)
	$(BIN)/python -m tests.browser.three_phones docs/three-phones.png

lock: $(BIN)/python  ## renew the two lock files (hashes, no addresses)
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile $(LOCK) --extra recordings --group dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile $(LOCK) --group build -c requirements-dev.txt pyproject.toml -o requirements.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
