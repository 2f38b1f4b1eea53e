# The two commands are `make demo` and `make test`; each sets up all it needs in .venv/.
# Needs git, make and a Python from 3.11 to 3.13. PYTHON=3.11 or PYTHON=COMMAND chooses one.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
PYTHON ?=
PYTEST_ARGS ?=
BIN := $(VENV)/bin

.PHONY: help env demo test test-cluster lint eval bench bench-full bench-web crash fuzz hostile soak audit lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: ## Fill .venv/ from the lock files; does nothing when they are unchanged
	@PYTHON='$(PYTHON)' scripts/fill_venv '$(VENV)'

demo: env ## Run the bundled example from reports to a cited estimate
	@$(BIN)/tocsin demo

test: env ## Run the tests; PYTEST_ARGS='-k trace' chooses among them
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

test-cluster: ## Run the tests of reading on an engine, with a real Ray, in an environment of its own
	@$(MAKE) env VENV=.venv-cluster
	@.venv-cluster/bin/python -m pip -qq --disable-pip-version-check install --require-hashes --only-binary :all: -r requirements/scale.txt
	@OMP_NUM_THREADS=1 .venv-cluster/bin/python -m pytest tests/scale $(PYTEST_ARGS)

lint: env ## Check style, types, dependencies, and that documents match the commands
	@echo "lint: ruff"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@echo "lint: mypy"
	@$(BIN)/mypy --no-error-summary src tests $(wildcard scripts/*.py scripts/bench/*.py scripts/crash/*.py scripts/fuzz/*.py scripts/hostile/*.py scripts/soak/*.py)
	@echo "lint: dependencies"
	@$(BIN)/deptry --no-ansi .
	@echo "lint: documents"
	@if [ -f scripts/check_documents.py ]; then $(BIN)/python scripts/check_documents.py; fi
	@echo "lint: clean"

eval: env ## Print the figures on the gold sets; TOCSIN_GOLD=DIR adds the public ones
	@TOCSIN_GOLD='$(or $(TOCSIN_GOLD),$(wildcard ../shared/data))' $(BIN)/tocsin eval

bench: env ## Measure speed and memory
	@$(BIN)/python -m scripts.bench

bench-full: env ## Fill a desk with 100,000 reports and watch what it takes
	@$(BIN)/python -m scripts.bench --full

bench-web: env ## Measure the desk in a real browser, then under load; WEB_ARGS= sets its size
	@$(BIN)/python -m scripts.bench.web $(WEB_ARGS)
	@$(BIN)/python -m scripts.bench.web --load $(WEB_ARGS)

crash: env ## Kill a desk's processes 1,000 times, fill its disk, and print what was lost; CRASH_ARGS='--kills 100'
	@OMP_NUM_THREADS=1 $(BIN)/python -m scripts.crash $(CRASH_ARGS)

fuzz: env ## Break documents of every format for an hour, by what they reach; FUZZ_ARGS='--seconds 60'
	@OMP_NUM_THREADS=1 $(BIN)/python -m scripts.fuzz $(FUZZ_ARGS)

hostile: env ## Try forged requests and injection, and print what left or ran; HOSTILE_ARGS='--addresses 2 --places 1'
	@OMP_NUM_THREADS=1 $(BIN)/python -m scripts.hostile $(HOSTILE_ARGS)

soak: env ## Send 50,000 reports over 90 simulated days while things go wrong; SOAK_ARGS='--reports 2000'
	@OMP_NUM_THREADS=1 $(BIN)/python -m scripts.soak $(SOAK_ARGS)

audit: env ## Write the SBOM, check licences, and ask whether a part has a known fault
	@scripts/audit '$(VENV)'

lock: ## Renew the locks in requirements/ from the .in files
	@PYTHON='$(PYTHON)' scripts/lock

clean: ## Remove what the other targets made
	@rm -rf $(VENV) .venv-* .cache build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
