# Sucharit: `make help` lists what can be done.
.DEFAULT_GOAL := help
SHELL := /bin/sh
T ?= tests
# Compiled modules are kept in the environment, also where a machine is told to keep none: compiling all of them again
# takes every process some seconds, and starting the services or running the tests takes many processes.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/compiled

##@ Use
.PHONY: run
run: ## Set everything up, start it on this machine, and keep it running until Ctrl-C
	@scripts/setup runtime
	@.venv/bin/python -m services.cli up

##@ Work on it
.PHONY: setup test lint format e2e chaos bench accuracy lock
setup: ## Create or renew the environment in .venv
	@scripts/setup dev

test: setup ## Run the tests (one folder or file: make test T=tests/shared/log)
	@.venv/bin/python -m pytest -n 2 --dist worksteal -m "not chaos and not browser" $(T)

lint: setup ## Check style, types and layers
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

format: setup ## Format the code
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

e2e: setup ## Run the browser tests; fails where Chromium is missing
	@scripts/e2e

chaos: setup ## Run the long fault-injection tests
	@.venv/bin/python -m pytest -m chaos tests

bench: setup ## Measure against peers, in ratios (make bench ONLY=log JSON=bench.json)
	@.venv/bin/python -m services.cli bench $(if $(ONLY),--only $(ONLY)) $(if $(JSON),--json $(JSON))

CORPUS ?= tests/corpus/measure
accuracy: setup ## Measure how well links find their items (make accuracy CORPUS=folder JSON=figures.json)
	@.venv/bin/python -m services.cli accuracy $(CORPUS) $(if $(RUBRIC),--rubric $(RUBRIC)) $(if $(COUNT),--count $(COUNT)) $(if $(JSON),--json $(JSON))

lock: setup ## Renew uv.lock and the hashed requirements for those without uv
	@scripts/lock

##@ Help
.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*##/ {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
